"""How long reading commands take as whole processes, as ratios to `python -c pass` in the same run.

    python benchmarks/startup.py [--stories 20000] [--rounds 15]

Builds a store of so many stories in a temporary folder, runs each command and the floor in turn, and
compares medians. The targets are those of docs/explanation: 6, 7 and 10 times the floor.
"""

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import cfnews
from cfnews.model import Catalogue, FeedSpec, RawEntry, RawFeed, Settings
from cfnews.normalise.document import normalise_feed
from cfnews.store.db import open_for_writing
from cfnews.store.feeds import list_feeds, note_attempts
from cfnews.store.settings import catalogue_signature
from cfnews.update.tagging import Tagger
from cfnews.update.take_in import Desk

NOW = datetime(2026, 11, 20, 7, 45, tzinfo=UTC)
FEEDS = 20
WORD_LIST = """council children families inspectors report social workers foster carers court judge review
minister funding homes placement support plan early help school safeguarding charity figures year services"""
WORDS = WORD_LIST.split()
TARGETS = {"--version": 6.0, "list --json": 7.0, "list (TSV)": 7.0, "digest": 10.0, "search": 10.0}


def build_store(home: Path, stories: int) -> None:
    """A store with this many stories from 20 feeds, one every few minutes back from NOW."""
    specs = tuple(
        FeedSpec(id=f"feed-{number}", name=f"Feed {number}", url=f"https://feed-{number}.example/rss")
        for number in range(FEEDS)
    )
    lines = [f'[[feed]]\nid = "{spec.id}"\nname = "{spec.name}"\nurl = "{spec.url}"\n' for spec in specs]
    (home / "feeds.toml").write_text("\n".join(lines), "utf-8")
    db = open_for_writing(home / "cfnews.db")
    list_feeds(db, Catalogue(settings=Settings(), feeds=specs, places=()), catalogue_signature(home / "feeds.toml"))
    desk = Desk(db, Tagger(()), NOW)
    each = stories // FEEDS
    for spec_number, spec in enumerate(specs):
        entries = tuple(entry(spec_number, number, timedelta(minutes=5)) for number in range(each))
        with db.transaction():
            desk.take_in(spec, normalise_feed(RawFeed(entries=entries), feed_name=spec.name, base=spec.url, now=NOW))
    note_attempts(db, (spec.id for spec in specs), int(NOW.timestamp()))
    db.close()


def entry(feed: int, number: int, step: timedelta) -> RawEntry:
    """One made-up entry, its words drawn from a fixed list by its numbers."""
    words = [WORDS[(feed * 31 + number * 17 + place * place) % len(WORDS)] for place in range(60)]
    return RawEntry(
        guid=f"{feed}-{number}",
        link=f"https://feed-{feed}.example/{number}",
        title=f"{' '.join(words[:9]).capitalize()} {feed}.{number}",
        summary=" ".join(words),
        content="<p>" + "</p><p>".join(" ".join(words) for _ in range(4)) + "</p>",
        published=(NOW - step * (number * FEEDS + feed)).isoformat(),
    )


def seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    """The wall time of one run."""
    started = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    """Prints a table: command, median milliseconds, ratio to the floor, target."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    # As installed: pip compiles what it installs, while a checkout may have been told to write no bytecode.
    compileall.compile_dir(str(Path(cfnews.__file__).parent), quiet=1)
    program = str(Path(sys.executable).with_name("cfnews"))
    commands = {
        "floor": [sys.executable, "-c", "pass"],
        "--version": [program, "--version"],
        "list --json": [program, "list", "--json"],
        "list (TSV)": [program, "list"],
        "digest": [program, "digest"],
        "search": [program, "search", "foster", "carers"],
    }
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        build_store(home, options.stories)
        environment = {**os.environ, "CFNEWS_HOME": folder, "CFNEWS_NOW": NOW.isoformat()}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(options.rounds + 2):
            for name, command in commands.items():
                taken = seconds(command, environment)
                if turn >= 2:  # the first two runs warm the caches
                    times[name].append(taken)
    floor = statistics.median(times["floor"])
    print(f"{options.stories:,} stories, {options.rounds} rounds, floor `python -c pass` {floor * 1000:.1f} ms")
    for name, target in TARGETS.items():
        median = statistics.median(times[name])
        print(f"{name:<14}{median * 1000:8.1f} ms{median / floor:7.2f} x   (target {target:g} x)")


if __name__ == "__main__":
    main()
