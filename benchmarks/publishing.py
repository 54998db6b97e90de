"""What a site of 2,000 stories costs to publish: first into an empty folder, then again when nothing has changed.

    python benchmarks/publishing.py [--stories 2000]

The stories are made-up news that name councils and topics, so that pages of these are as many as on a real site. In the
same run, as floors: the digest of the same stories as one page, and writing the same bytes to files without more ado.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path

from cfnews.model import Catalogue, Settings
from cfnews.sector.gazetteer import authorities
from cfnews.sector.topics import topics
from cfnews.store.db import open_for_writing
from cfnews.store.feeds import list_feeds
from folding import NOW, OUTLETS, feeds, take_in
from made_up import Item, made_up_news
from measuring import Run, measure

_DAYS = 30
_MOST_SECONDS = 5.0
_MOST_BYTES = 150_000
_RUNS = 5


def news(stories: int) -> Iterator[Item]:
    """Made-up news of the sector: most name a council, most a topic or two."""
    chance = random.Random(7)
    councils = [one.name for one in authorities()]
    words = [spec.words[0] for spec in topics() if spec.words and spec.words[0].replace(" ", "").isalpha()]
    # A story is told by 1.7 outlets on average.
    for item in made_up_news(3, NOW - timedelta(hours=1), int(stories * 1.7 / _DAYS) + 1, OUTLETS):
        told = random.Random(item.event)
        place = f" in {told.choice(councils)}" if told.random() < 0.7 else ""
        about = " and ".join(told.sample(words, chance.choice((1, 2)))) if told.random() < 0.8 else ""
        yield item._replace(title=f"{item.title}{place}", summary=f"{item.summary} It is about {about or 'nothing'}.")


def fill(folder: Path, stories: int) -> int:
    """A store of so many stories, at least, of the last 30 days; returns how many."""
    db = open_for_writing(folder / "cfnews.db")
    specs = feeds()
    list_feeds(db, Catalogue(settings=Settings(), feeds=tuple(specs), places=()), "")
    take_in(db, specs, list(islice(news(stories), int(stories * 1.8))), NOW)
    number = int(db.value("SELECT count(*) FROM story"))
    db.close()
    tables = [f'[[feed]]\nid = "{one.id}"\nname = "{one.name}"\nurl = "{one.url}"\n' for one in specs]
    (folder / "feeds.toml").write_text("\n".join(tables), "utf-8")
    return number


def timed(folder: Path, arguments: Sequence[str]) -> tuple[float, str]:
    """How long a command takes, in seconds, and what it writes."""
    environment = os.environ | {"CFNEWS_HOME": str(folder), "CFNEWS_NOW": f"{NOW:%Y-%m-%dT%H:%M:%SZ}"}
    cost = measure(Run([sys.executable, "-P", "-m", "cfnews", *arguments], environment, folder))
    if cost.status:
        sys.exit(f"{arguments[0]} failed: {(folder / 'errors.txt').read_text('utf-8')}")
    return cost.wall, (folder / "output.txt").read_text("utf-8")


def copied(site: Path, to: Path) -> float:
    """How long it takes to write the same bytes to as many files."""
    found = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    for path in found:
        (to / path).parent.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    for path, body in found.items():
        (to / path).write_bytes(body)
    return time.perf_counter() - started


def main() -> None:
    """Prints the figures; ends with 1 where one is beyond its bound."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=2000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        stories = fill(folder, asked.stories)
        site, first, again, floor, digest = folder / "site", [], [], [], []
        told = {}
        for number in range(_RUNS):
            line = ["publish", str(folder / f"site-{number}"), "--since", "5w", "--limit", str(asked.stories), "--json"]
            took, output = timed(folder, line)
            first.append(took)
            again.append(timed(folder, line)[0])
            told, site = json.loads(output), folder / f"site-{number}"
            floor.append(copied(site, folder / f"copy-{number}"))
            page = ["digest", "--since", "5w", "--limit", str(asked.stories), "-f", "html"]
            digest.append(timed(folder, page)[0])
    seconds = [statistics.median(some) for some in (first, again, digest, floor)]
    print(f"{told['stories']:,} of {stories:,} stories: {told['pages']:,} pages and {told['files']:,} files,", end=" ")
    print(f"{told['bytes'] / 1e6:.1f} MB; the largest page {told['largest_page'] / 1000:.0f} kB")
    for words, taken in zip(("published", "again, unchanged", "as one digest", "bytes alone"), seconds, strict=True):
        print(f"{words:<20}{taken:6.2f} s")
    sys.exit(seconds[0] > _MOST_SECONDS or told["largest_page"] > _MOST_BYTES)


if __name__ == "__main__":
    main()
