"""Folds a stream of news: `python benchmarks/fold_stream.py IN.jsonl > OUT.jsonl`.

Rows of IN have id, title, summary, url, source and published, in the order in which they arrive; each
source is a feed. They go through the same line as a refresh (cleaning, identity, folding, store), one
entry at a time, in runs of a day's news with the clock at its newest date. A row of OUT names an id and its story.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cfnews.model import Catalogue, FeedSpec, RawEntry, RawFeed, Settings
from cfnews.normalise.dates import parse_date
from cfnews.normalise.document import normalise_feed
from cfnews.store.db import Database, open_for_writing
from cfnews.store.feeds import list_feeds
from cfnews.update.tagging import Tagger
from cfnews.update.take_in import Desk

_START = datetime(2026, 1, 1, tzinfo=UTC)
_ROWS_IN_A_RUN = 60  # about a day's news


def main() -> None:
    """Reads the stream, folds it, prints the stories, and tells the pace on stderr."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stream", type=Path)
    parser.add_argument("--shuffle", type=float, default=0, metavar="HOURS", help="rows arrive up to so much later")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--against", type=Path, help="an earlier OUT: tell how many rows are in another story")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.stream.read_text(encoding="utf-8").splitlines() if line.strip()]
    if options.shuffle:
        chance = random.Random(options.seed)
        late = {row["id"]: timedelta(hours=chance.uniform(0, options.shuffle)) for row in rows}
        rows.sort(key=lambda row: (parse_date(row["published"] or "") or _START) + late[row["id"]])
    with tempfile.TemporaryDirectory() as folder:
        db = open_for_writing(Path(folder) / "stream.db")
        started = time.perf_counter()
        entries = _push(db, rows)
        elapsed = time.perf_counter() - started
        story = dict(
            tuple(row) for row in db.rows("SELECT e.id, s.public_id FROM entry e JOIN story s ON s.id = e.story_id")
        )
        db.close()
    stories = {row["id"]: story[entries[row["id"]]] for row in rows}
    for name, cluster in stories.items():
        print(json.dumps({"id": name, "cluster": cluster}))
    print(f"{len(rows)} rows, {elapsed / max(1, len(rows)) * 1000:.2f} ms a row", file=sys.stderr)
    if options.against:
        before = [json.loads(line) for line in options.against.read_text(encoding="utf-8").splitlines()]
        moved = _moved(stories, {row["id"]: row["cluster"] for row in before})
        print(f"{moved} rows ({moved / max(1, len(rows)):.1%}) are in another story", file=sys.stderr)


def _moved(now: dict[str, str], before: dict[str, str]) -> int:
    """How many rows share their story with other rows than before."""
    together: list[dict[str, set[str]]] = [defaultdict(set), defaultdict(set)]
    for stories, groups in zip((now, before), together, strict=True):
        for name, story in stories.items():
            groups[story].add(name)
    return sum(together[0][now[name]] != together[1][before[name]] for name in now)


def _push(db: Database, rows: list[dict[str, str]]) -> dict[str, int]:
    """The store's entry for each row. Rows of unknown source are of a feed each: nobody knows that they are of one."""
    names = [row["source"] or f"unknown {number}" for number, row in enumerate(rows)]
    feeds = {name: _feed(number, name) for number, name in enumerate(dict.fromkeys(names))}
    list_feeds(db, Catalogue(settings=Settings(), feeds=tuple(feeds.values()), places=()), "")
    tagger = Tagger(())
    now = _START
    entries: dict[str, int] = {}
    for start in range(0, len(rows), _ROWS_IN_A_RUN):
        run = range(start, min(len(rows), start + _ROWS_IN_A_RUN))
        now = max(now, *(parse_date(rows[number]["published"] or "") or now for number in run))
        desk = Desk(db, tagger, now)
        with db.transaction():
            for number in run:
                entries[rows[number]["id"]] = _take(db, desk, feeds[names[number]], rows[number], now)
            desk.close_day()
    return entries


def _feed(number: int, source: str) -> FeedSpec:
    return FeedSpec(id=f"source-{number}", name=source, url=f"https://source-{number}.example/feed")


def _take(db: Database, desk: Desk, spec: FeedSpec, row: dict[str, str], now: datetime) -> int:
    raw = RawEntry(
        guid=row["id"], title=row["title"], summary=row["summary"], link=row["url"], published=row["published"]
    )
    desk.take_in(spec, normalise_feed(RawFeed(entries=(raw,)), feed_name=spec.name, base="", now=now))
    return int(db.value("SELECT id FROM entry WHERE feed_id = ? AND guid = ?", (spec.id, row["id"])))


if __name__ == "__main__":
    main()
