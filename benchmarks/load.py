"""A heavy day at an old desk: 2,000 feeds bring 50,000 new entries to a store of 10,000 and to one of 1,000,000.

    python benchmarks/load.py [--sizes 10000,1000000] [--feeds 2000] [--items 25]

Says what the refresh takes, what memory its processes need together, and what reading takes afterwards, as a ratio of
the largest store to the smallest. The 1,000,000 take some minutes to be made.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cfnews.store.db import open_for_writing
from folding import NOW, fill
from measuring import Run, measure

_READS = {
    "list": ["list", "--json"],
    "digest": ["digest"],
    "digest --new": ["digest", "--new", "--peek", "--json"],
    "search": ["search", "fostering plan", "--json"],
    "stats": ["stats", "--json"],
}
_MOST_GROWTH = 1.5


@contextmanager
def server(feeds: int, items: int) -> Iterator[int]:
    """The port of a server of so many feeds, for the time of the block."""
    script = Path(__file__).with_name("feed_server.py")
    options = ["--feeds", str(feeds), "--items", str(items), "--seconds", "1500", "--attended"]
    process = subprocess.Popen(
        [sys.executable, str(script), *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield int((process.stdout or sys.stdin).readline())
    finally:
        process.communicate(timeout=20)


def write_feeds(folder: Path, feeds: int, port: int) -> None:
    """A feeds.toml of so many feeds of the server."""
    tables = [
        f'[[feed]]\nid = "feed-{number}"\nname = "Feed {number}"\nurl = "http://127.0.0.1:{port}/feed/{number}.xml"\n'
        for number in range(feeds)
    ]
    (folder / "feeds.toml").write_text("\n".join(tables), "utf-8")


def environment(folder: Path) -> dict[str, str]:
    """The environment of a run in this folder."""
    return os.environ | {"CFNEWS_HOME": str(folder), "CFNEWS_NOW": f"{NOW:%Y-%m-%dT%H:%M:%SZ}"}


def command(arguments: Sequence[str]) -> list[str]:
    """The command line of this checkout's cfnews."""
    return [sys.executable, "-P", "-m", "cfnews", *arguments]


def reading(folder: Path, arguments: Sequence[str]) -> float:
    """The median of five runs in seconds."""
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(command(arguments), env=environment(folder), check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def day(size: int, feeds: int, items: int) -> dict[str, float]:
    """What a heavy day costs with so many stories: seconds by what is done."""
    with tempfile.TemporaryDirectory() as scratch, server(feeds, items) as port:
        folder = Path(scratch)
        write_feeds(folder, feeds, port)
        db = open_for_writing(folder / "cfnews.db")
        fill(db, size)
        db.run("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()
        # A first look, so that new is afterwards what the day brings.
        subprocess.run(
            command(["digest", "--new", "--plain"]), env=environment(folder), check=True, stdout=subprocess.DEVNULL
        )
        run = Run(command(["fetch", "--force", "--json"]), environment(folder), folder)
        cost = measure(run, memory=True)
        counts = json.loads((folder / "output.txt").read_bytes())["counts"]
        taken = {"fetch": cost.wall} | {name: reading(folder, asked) for name, asked in _READS.items()}
        assert counts["entries"] == feeds * items, counts
        print(
            f"{size:>9,} stories: {counts['entries']:,} entries of {counts['feeds']:,} feeds in {cost.wall:.1f} s, "
            f"{counts['new']:,} new; largest process {cost.largest / 1e6:.0f} MB, together {cost.together / 1e6:.0f} MB"
        )
        print(
            "           " + ", ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in taken.items()), flush=True
        )
        return taken


def main() -> None:
    """Prints two lines a size, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="10000,1000000")
    parser.add_argument("--feeds", type=int, default=2000)
    parser.add_argument("--items", type=int, default=25)
    options = parser.parse_args()
    sizes = sorted(int(size) for size in options.sizes.split(","))
    days = {size: day(size, options.feeds, options.items) for size in sizes}
    for name, seconds in days[sizes[-1]].items():
        print(f"{name}: {seconds / days[sizes[0]][name]:.2f} times (goal {_MOST_GROWTH:g} at most)")


if __name__ == "__main__":
    main()
