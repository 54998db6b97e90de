"""How much each word of an entry tells: rare words more than common ones, names apart from the rest.

The store's own counts rule, steadied by a prior while they are few. A weight is fixed when its entry is
weighed; a store that has read more may weigh the same words a little differently.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cfnews.stories.common import UNKNOWN, WEIGHT, calendar, prior
from cfnews.stories.words import Words

_QUERY_TERMS = 10  # words of an entry that others are found by; 6 find nearly as many
_COMMON = 0.02  # a word in more than this share of all entries leads to everything, and so to nothing
_FEW = 40  # entries that any word may lead to
_CAPITALS = 3  # a name is written with a capital at least so many times as often as without
_LONG_NUMBER = 3  # digits
_CENTURIES = ("19", "20")


class Count(NamedTuple):
    """In how many entries a word stood, and in how many of them with a capital or without where it was free."""

    entries: int = 0
    capital: int = 0
    lower: int = 0


_NONE = Count()


ANY_INSPECTION = "inspection"  # a subject that agrees with any kind of inspection


class Signs(NamedTuple):
    """What the sector's rules found in an entry that speaks for or against one story with another."""

    kind: str = "news"
    places: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()  # kinds of inspection events, and ANY_INSPECTION
    citations: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()  # keys of the documents that it links to
    page: str = ""  # the key of its own page, "" where that names no story
    sentences: frozenset[int] = frozenset()


class Weighed(NamedTuple):
    """An entry ready to be compared; `idf` holds the weight of each of its words in general."""

    vector: dict[str, float]
    norm: float
    idf: dict[str, float]
    title: frozenset[str]
    names: frozenset[str]
    title_names: frozenset[str]
    plain: frozenset[str]
    numbers: frozenset[str]
    title_numbers: frozenset[str]
    long_numbers: frozenset[str]
    summary: frozenset[str]


class Scales:
    """Weighs entries by the counts of a store."""

    def __init__(self, counts: Mapping[str, Count], entries: int) -> None:
        self._counts = counts
        self._entries = entries
        self._prior = prior()
        self._calendar = calendar()

    def weight(self, word: str) -> float:
        """Its inverse document frequency: the surprise of meeting the word, in nats."""
        seen = self._counts.get(word, _NONE).entries
        share = (seen + WEIGHT * self._prior.get(word, UNKNOWN)) / (self._entries + WEIGHT)
        return -math.log(min(share, 1.0))

    def is_name(self, word: str) -> bool:
        """Whether the word is the name of a person, a place or a body, as far as capitals tell."""
        if "~" in word:
            return True
        if word in self._calendar:
            return False
        count = self._counts.get(word, _NONE)
        lower = count.lower + (word in self._prior)
        return count.capital > 0 and count.capital >= _CAPITALS * lower

    def query_terms(self, weighed: Weighed) -> list[str]:
        """The words by which an entry is found by others: its heaviest, but for those that are everywhere."""
        most = max(_FEW, _COMMON * self._entries)
        rare = [word for word in weighed.vector if self._counts.get(word, _NONE).entries <= most]
        return sorted(rare, key=lambda word: (-weighed.vector[word], word))[:_QUERY_TERMS]

    def weigh(self, title: Iterable[str], summary: Iterable[str]) -> Weighed:
        """An entry's words with their weights: those of the title count twice."""
        of_title, of_summary = Counter(title), Counter(summary)
        idf = {word: self.weight(word) for word in {**of_title, **of_summary}}
        vector = {word: (1 + math.log(2 * of_title[word] + of_summary[word])) * weight for word, weight in idf.items()}
        numbers = frozenset(word for word in idf if word[0].isdigit())
        names = frozenset(word for word in idf if word not in numbers and self.is_name(word))
        titled = frozenset(of_title)
        return Weighed(
            vector=vector,
            norm=math.sqrt(sum(value * value for value in vector.values())) or 1.0,
            idf=idf,
            title=titled,
            names=names,
            title_names=titled & names,
            plain=frozenset(idf) - names,
            numbers=numbers,
            title_numbers=titled & numbers,
            long_numbers=frozenset(filter(_is_telling, numbers)),
            summary=frozenset(of_summary),
        )


def count_of(words: Words) -> dict[str, Count]:
    """What one entry adds to the counts."""
    return {
        word: Count(1, int(word in words.capital), int(word in words.lower)) for word in {*words.title, *words.summary}
    }


def _is_telling(number: str) -> bool:
    """Whether a number is long enough to tell one story from another; a year is not."""
    return len(number) >= _LONG_NUMBER and not (len(number) == 4 and number.startswith(_CENTURIES))
