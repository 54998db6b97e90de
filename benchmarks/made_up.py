"""Made-up news for benchmarks: words as unevenly spread as in real news, names, numbers, and copies in other words.

The same seed gives the same news everywhere. No word of it is anybody's.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

_SYLLABLE_LIST = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za bri cla dro fle gra plo ste tri sha"
_SYLLABLES = _SYLLABLE_LIST.split()
_COMMON = 400  # words that every outlet uses
_RARE = 20_000  # words and names that most items lack
_TOLD_AGAIN = 0.4  # of the stories are told by more outlets than one


class Item(NamedTuple):
    """One made-up entry: when, by which outlet (a number), title, summary, and which event it tells."""

    at: datetime
    outlet: int
    title: str
    summary: str
    event: int


def made_up_news(seed: int, newest: datetime, a_day: int, outlets: int) -> Iterator[Item]:
    """Items without end, the newest first, so many a day from so many outlets."""
    chance = random.Random(seed)
    words = [_word(chance) for _ in range(_COMMON + _RARE)]
    # Zipf's law, about: the n-th word is used 1/n as often as the first.
    weights = list(accumulate(1 / (place + 3) for place in range(len(words))))
    at, event = newest, 0
    while True:
        event += 1
        name, body = _name(chance, words), chance.choices(words, cum_weights=weights, k=34)
        copies = chance.choice((2, 2, 3, 4)) if chance.random() < _TOLD_AGAIN else 1
        for outlet in chance.sample(range(outlets), copies):
            at -= timedelta(days=1) / a_day
            yield _told(chance, at, outlet, name, body, event)


def _told(chance: random.Random, at: datetime, outlet: int, name: str, body: list[str], event: int) -> Item:
    """The event as one outlet tells it: most of its words, in an order of its own."""
    kept = [word for word in body if chance.random() < 0.75]
    chance.shuffle(kept)
    title = f"{kept[0].capitalize()} {name} {' '.join(kept[1:7])}"
    summary = f"{' '.join(kept[7:16]).capitalize()} {name} {' '.join(kept[16:])} {chance.randint(2, 99)}."
    return Item(at, outlet, title, summary, event)


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3, 3, 4))))


def _name(chance: random.Random, words: list[str]) -> str:
    return " ".join(word.capitalize() for word in chance.sample(words[_COMMON:], 2))
