"""Parsing with cleaning, against feedparser with its defaults (which clean, too), on the same files.

    python benchmarks/parsing.py [FOLDER] [--entries 5] [--largest 400000] [--rounds 3] [--match '*.xml']

Takes each different file below the folder that holds at least so many entries; made-up feeds if there is no folder.
Each side reads all of them in a process of its own, in turn, so many rounds; the least CPU time counts. The goal is
2.5 times the entries a second.
"""

import argparse
import hashlib
import io
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from feed_server import document

NOW = datetime(2026, 11, 20, 7, 45, tzinfo=UTC)
GOAL = 2.5
_LONGEST = 600  # seconds for one side's round
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")


class Reading(NamedTuple):
    """One side's round: CPU seconds in all and for each file, and the entries found."""

    seconds: float
    each: list[float]
    entries: int
    failed: int


def chosen(folder: Path, match: str, least: int, largest: int) -> list[Path]:
    """The different files that hold at least so many entries, none larger than `largest` bytes."""
    seen: dict[bytes, Path] = {}
    for path in sorted(folder.rglob(match)):
        if path.is_file() and path.stat().st_size <= largest:
            body = path.read_bytes()
            if len(_ENTRY.findall(body)) >= least:
                seen.setdefault(hashlib.sha256(body).digest(), path)
    return list(seen.values())


def read_as_cfnews(body: bytes) -> int:
    """How many entries are left after parsing and cleaning."""
    from cfnews.model import RawFeed
    from cfnews.normalise.entry import normalise_entry
    from cfnews.parse.feed import parse_feed

    feed = parse_feed(body, "")
    if not isinstance(feed, RawFeed):
        return 0
    base, language = "https://publisher.example/feed/", feed.language
    clean = [normalise_entry(raw, feed_name="", feed_language=language, base=base, now=NOW) for raw in feed.entries]
    return sum(entry is not None for entry in clean)


def read_as_feedparser(body: bytes) -> int:
    """How many entries feedparser finds with its own cleaning."""
    import feedparser

    return len(feedparser.parse(io.BytesIO(body)).entries)


SIDES: dict[str, Callable[[bytes], int]] = {"feedparser": read_as_feedparser, "cfnews": read_as_cfnews}


def read_all(side: str, paths: list[Path]) -> Reading:
    """Reads every file in this process; the first is read once before, so that imports are not counted."""
    read = SIDES[side]
    bodies = [path.read_bytes() for path in paths]
    read(bodies[0])
    each, entries, failed = [], 0, 0
    for body in bodies:
        started = time.process_time()
        try:
            entries += read(body)
        except Exception:  # noqa: BLE001 - what a parser does with a broken file is not what is measured
            failed += 1
        each.append(time.process_time() - started)
    return Reading(sum(each), each, entries, failed)


def in_own_process(side: str, paths: list[Path]) -> Reading:
    """`read_all` in a fresh process."""
    command = [sys.executable, str(Path(__file__).resolve()), "--side", side]
    names = json.dumps([str(path.resolve()) for path in paths])
    done = subprocess.run(command, input=names, stdout=subprocess.PIPE, text=True, check=True, timeout=_LONGEST)
    return Reading(*json.loads(done.stdout))


def compare(paths: list[Path], rounds: int) -> None:
    """Prints a line for each side, then the ratio and the goal."""
    size = sum(path.stat().st_size for path in paths)
    print(f"{len(paths)} feeds, {size / 1e6:.1f} MB, least CPU time of {rounds} rounds")
    readings: dict[str, list[Reading]] = {side: [] for side in SIDES}
    for _ in range(rounds):
        for side, taken in readings.items():
            taken.append(in_own_process(side, paths))
    rates = {}
    for side, taken in readings.items():
        best = min(taken)
        rates[side] = best.entries / best.seconds
        slow = statistics.quantiles(best.each, n=20)[-1] if len(best.each) > 1 else best.each[0]
        median = statistics.median(best.each)
        print(f"  {side:<12}{rates[side]:8,.0f} entries/s{best.entries:8,} entries in {best.seconds:6.2f} s", end="")
        print(f"   a feed: median {median * 1e3:6.1f} ms, 95 % under {slow * 1e3:6.1f} ms   {best.failed} failed")
    ratio = rates["cfnews"] / rates["feedparser"]
    print(f"  {'met' if ratio >= GOAL else 'MISSED'}: {ratio:.2f} x feedparser's defaults (at least {GOAL:g} x)")


def main() -> None:
    """Reads the options, finds or makes the feeds and compares."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", help="where the feeds are; 50 made-up ones if left out")
    parser.add_argument("--match", default="*.xml", metavar="PATTERN")
    parser.add_argument("--entries", type=int, default=5, help="the fewest that a file must hold")
    parser.add_argument("--largest", type=int, default=400_000, metavar="BYTES")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--side", choices=list(SIDES), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        print(json.dumps(read_all(options.side, [Path(name) for name in json.load(sys.stdin)])))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        for number in range(0 if options.folder else 50):
            (folder / f"made-{number}.xml").write_bytes(document(number, 30))
        paths = chosen(folder, options.match, options.entries, options.largest)
        if not paths:
            parser.error(f"no file {options.match} of {options.entries} entries or more in {folder}")
        compare(paths, options.rounds)


if __name__ == "__main__":
    main()
