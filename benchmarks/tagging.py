"""How many entries a second the sector's rules read, against splitting the same entries into words.

    python benchmarks/tagging.py [--entries 3000] [--rounds 5] [--scope sector|filter]

Made-up news, headline and summary without a full text, is cleaned first and then tagged in this process. Each side
reads all of it in turn, so many rounds; the least CPU time counts. The floor is the least that any reading of words
costs: the small words of headline and summary by a regular expression, and how often each stands there. Feeds of the
sector (the default) are the dearer case: of entries that are not the sector's no events or figures are looked for.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import islice

import msgspec

from cfnews.model import Entry, FeedSpec, RawEntry, RawFeed
from cfnews.normalise.document import normalise_feed
from cfnews.update.tagging import Tagger
from made_up import Item, made_up_news

NOW = datetime(2026, 11, 20, 7, 45, tzinfo=UTC)
A_DAY = 300
OUTLETS = 40
GOAL = 3000  # entries a second
MOST_OF_FLOOR = 40.0  # times what the floor takes
_WORD = re.compile(r"\w+")
# What makes a made-up headline one that the rules have to look into.
_SECTOR = (
    "Ofsted inspectors visited care leavers in Kent in May and found good work",
    "Foster carers in Leeds to be paid £50 a week more from April 2027",
    "Judge orders return of children to their mother, citing section 31 of the Children Act 1989",
    "Number of children in care rises by 3% to 83,000 in a year",
)

Pair = tuple[FeedSpec, Entry]


def made_up_entries(number: int, scope: str) -> list[Pair]:
    """Cleaned entries with their feeds; every fourth says in its headline something of the sector."""
    specs = [
        FeedSpec(id=f"outlet-{outlet}", name=f"Outlet {outlet}", url=f"https://outlet-{outlet}.example/feed")
        for outlet in range(OUTLETS)
    ]
    specs = [msgspec.structs.replace(spec, scope=scope) for spec in specs]
    news = islice(made_up_news(1, NOW, A_DAY, OUTLETS), number)
    return [(specs[item.outlet], _cleaned(item, place, specs[item.outlet])) for place, item in enumerate(news)]


def _cleaned(item: Item, place: int, spec: FeedSpec) -> Entry:
    title = f"{_SECTOR[place // 4 % len(_SECTOR)]}: {item.title}" if place % 4 == 0 else item.title
    raw = RawEntry(title=title, summary=item.summary, published=item.at.isoformat(), guid=f"{place}")
    (entry,) = normalise_feed(RawFeed(entries=(raw,)), feed_name=spec.name, base="", now=NOW).entries
    assert entry is not None
    return entry


def tag_all(pairs: Sequence[Pair]) -> int:
    """Tags every entry; returns how many were found to be of the sector."""
    tagger = Tagger()
    return sum(not tagger.tag(spec, entry).filtered for spec, entry in pairs)


def count_words(pairs: Sequence[Pair]) -> int:
    """The floor: returns how many different words an entry has, in sum."""
    return sum(len(Counter(_WORD.findall(f"{entry.title} {entry.summary}".lower()))) for _, entry in pairs)


SIDES: dict[str, Callable[[Sequence[Pair]], int]] = {"floor": count_words, "cfnews": tag_all}


def least_seconds(pairs: Sequence[Pair], rounds: int) -> dict[str, float]:
    """The least CPU time of each side; each reads a few entries before, so that loading its words is not counted."""
    least = dict.fromkeys(SIDES, float("inf"))
    for read in SIDES.values():
        read(pairs[:100])
    for _ in range(rounds):
        for side, read in SIDES.items():
            started = time.process_time()
            read(pairs)
            least[side] = min(least[side], time.process_time() - started)
    return least


def main() -> None:
    """Prints a line for each side, then the ratio and the goals."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scope", choices=("sector", "filter"), default="sector")
    options = parser.parse_args()
    pairs = made_up_entries(options.entries, options.scope)
    print(f"{len(pairs)} entries without full text, least CPU time of {options.rounds} rounds")
    least = least_seconds(pairs, options.rounds)
    for side, seconds in least.items():
        print(f"  {side:<8}{len(pairs) / seconds:10,.0f} entries/s   {seconds / len(pairs) * 1e3:.3f} ms an entry")
    ratio, rate = least["cfnews"] / least["floor"], len(pairs) / least["cfnews"]
    met = ratio <= MOST_OF_FLOOR and rate >= GOAL
    print(f"  {'met' if met else 'MISSED'}: {ratio:.1f} x the floor (at most {MOST_OF_FLOOR:g} x)", end="")
    print(f", {rate:,.0f} entries/s (at least {GOAL:,})")


if __name__ == "__main__":
    main()
