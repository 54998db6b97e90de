"""What a new story costs in a store of 10,000, 100,000 or 1,000,000: time, memory, and space on disk.

    python benchmarks/folding.py [--sizes 10000,100000,1000000] [--new 600]

Fills a store with made-up news at 300 items a day (the last days through the whole line, older ones straight
into the tables), then takes in new items in a process of its own, as a refresh does, and compares the sizes.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from cfnews.model import Catalogue, Entry, FeedSpec, RawEntry, RawFeed, Settings
from cfnews.normalise.document import normalise_feed
from cfnews.store import entries as table
from cfnews.store.db import Database, open_for_writing
from cfnews.store.feeds import list_feeds
from cfnews.stories.naming import story_id
from cfnews.story import Facts
from cfnews.update.tagging import Tagger
from cfnews.update.take_in import Desk
from made_up import Item, made_up_news

NOW = datetime(2026, 11, 20, 7, 45, tzinfo=UTC)
A_DAY = 300
OUTLETS = 40
_THROUGH_THE_LINE = 12 * A_DAY
_IN_A_COMMIT = 2000
_MOST_GROWTH = 1.5
_MOST_MS = 5.0
_MOST_MEMORY = 150
_MOST_BYTES = 3000


def feeds() -> list[FeedSpec]:
    """The outlets."""
    return [
        FeedSpec(id=f"outlet-{number}", name=f"Outlet {number}", url=f"https://outlet-{number}.example/feed")
        for number in range(OUTLETS)
    ]


def fill(db: Database, size: int) -> None:
    """A store of so many entries up to NOW."""
    specs = feeds()
    list_feeds(db, Catalogue(settings=Settings(), feeds=tuple(specs), places=()), "")
    news = made_up_news(1, NOW, A_DAY, OUTLETS)
    recent = list(islice(news, min(size, _THROUGH_THE_LINE)))
    number = 0
    while number < size - len(recent):
        with db.transaction():
            for item in islice(news, min(_IN_A_COMMIT, size - len(recent) - number)):
                _straight(db, specs[item.outlet], item, number)
                number += 1
    take_in(db, specs, recent, NOW)


def _straight(db: Database, spec: FeedSpec, item: Item, number: int) -> None:
    """An old entry in a story of its own, as folding would have left it long ago."""
    key = f"link {spec.id}.example/{number}"
    entry = _cleaned(item, spec, f"old-{number}", NOW)
    seen = int(item.at.timestamp())
    story = table.add_story(db, story_id(key), entry, section="news", facts=Facts(), now=seen, change=1)
    row = table.add_entry(db, entry, story_id=story, feed_id=spec.id, key=key, facts=Facts(), now=seen)
    table.set_first(db, story, row)


def _cleaned(item: Item, spec: FeedSpec, name: str, now: datetime) -> Entry:
    cleaned = normalise_feed(RawFeed(entries=(_raw(item, name),)), feed_name=spec.name, base="", now=now).entries[0]
    assert cleaned is not None
    return cleaned


def _raw(item: Item, name: str) -> RawEntry:
    return RawEntry(
        guid=name,
        link=f"https://outlet-{item.outlet}.example/{name}",
        title=item.title,
        summary=item.summary,
        published=item.at.isoformat(),
    )


def take_in(db: Database, specs: list[FeedSpec], items: list[Item], now: datetime) -> None:
    """Items through the line, the oldest first, in documents of an outlet's news of some hours."""
    desk = Desk(db, Tagger(()), now)
    items = sorted(items)
    for start in range(0, len(items), 100):
        some = items[start : start + 100]
        with db.transaction():
            for spec in specs:
                raws = tuple(_raw(one, f"{one.at:%y%m%d%H%M%S%f}") for one in some if f"outlet-{one.outlet}" == spec.id)
                if raws:
                    desk.take_in(spec, normalise_feed(RawFeed(entries=raws), feed_name=spec.name, base="", now=now))


def measure(path: Path, new: int) -> None:
    """In a process of its own: takes in new items and prints what they cost as JSON."""
    later = NOW + timedelta(days=new / A_DAY)
    items = list(islice(made_up_news(2, later, A_DAY, OUTLETS), new))
    db = open_for_writing(path)
    started = time.perf_counter()
    take_in(db, feeds(), items, later)
    elapsed = time.perf_counter() - started
    db.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"ms": elapsed / new * 1000, "memory": peak / 1024}))


def main() -> None:
    """Prints a line a size, and how the largest compares with the smallest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--new", type=int, default=600)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure, options.new)
        return
    costs = dict(_costs([int(size) for size in options.sizes.split(",")], options.new))
    growth = costs[max(costs)] / costs[min(costs)]
    print(f"largest against smallest: {growth:.2f} (goal {_MOST_GROWTH:g})")


def _costs(sizes: list[int], new: int) -> Iterator[tuple[int, float]]:
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cfnews.db"
            db = open_for_writing(path)
            fill(db, size)
            db.run("PRAGMA wal_checkpoint(TRUNCATE)")
            db.close()
            bytes_each = path.stat().st_size / size
            command = [sys.executable, __file__, "--measure", str(path), "--new", str(new)]
            cost = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(
            f"{size:>9,} stories: {cost['ms']:.2f} ms a new entry (goal {_MOST_MS:g}), "
            f"{cost['memory']:.0f} MB (goal {_MOST_MEMORY}), {bytes_each:,.0f} bytes a story (goal {_MOST_BYTES:,})",
            flush=True,
        )
        yield size, cost["ms"]


if __name__ == "__main__":
    main()
