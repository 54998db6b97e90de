"""What the sector's rules find in a labelled set: `python benchmarks/sector_predict.py SET IN.jsonl > OUT.jsonl`.

Sets: items, events, reports, figures, citations, articles, thesaurus. Rows go through the functions that fetching and
searching call, one at a time; of a row nothing is read but what an entry, a text or a page has, and its id is handed
on. The pages and reports that rows name are looked for beside IN, and so is items.jsonl, which a thesaurus searches.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from cfnews import query
from cfnews.model import Catalogue, Entry, FeedSpec, RawEntry, RawFeed, ReadFeed, Settings
from cfnews.normalise.dates import parse_date
from cfnews.normalise.document import normalise_feed
from cfnews.parse.article import read_article
from cfnews.sector.citations import find_citations
from cfnews.sector.events import find_events
from cfnews.sector.figures import find_figures
from cfnews.sector.findings import find_findings
from cfnews.sector.inspection_report import read_report
from cfnews.sector.item import Item
from cfnews.sector.places import PlaceFinder
from cfnews.sector.quotes import find_quotes
from cfnews.sector.reports import find_reports
from cfnews.store.db import Database, open_for_writing
from cfnews.store.feeds import list_feeds
from cfnews.story import Selection
from cfnews.update.tagging import Tagger
from cfnews.update.take_in import Desk

Row = dict[str, Any]

_NOW = datetime(2030, 1, 1, tzinfo=UTC)  # dates are held against it: no row is from the future
_APART = timedelta(days=20)  # between two items that are searched: what folds into one story is not what is asked
_MOST_FOUND = 50
_PLACES = PlaceFinder(())
_UK = ZoneInfo("Europe/London")


def main() -> None:
    """Reads the set, prints what is found row by row, and tells the pace on stderr."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("set", choices=list(_SETS))
    parser.add_argument("rows", type=Path, metavar="IN.jsonl")
    options = parser.parse_args()
    rows = read_rows(options.rows)
    started = time.perf_counter()
    found = predictions(options.set, rows, options.rows.parent)
    elapsed = time.perf_counter() - started
    for one in found:
        print(json.dumps(one, ensure_ascii=False))
    print(f"{len(rows)} rows, {elapsed / max(1, len(rows)) * 1000:.2f} ms a row", file=sys.stderr)


def read_rows(path: Path) -> list[Row]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def predictions(name: str, rows: Sequence[Row], folder: Path) -> list[Row]:
    """For each row of the set so named its id and what is found; `folder` is where the files of rows are."""
    return [{"id": row["id"], **found} for row, found in zip(rows, _SETS[name](rows, folder), strict=True)]


def _items(rows: Sequence[Row], _: Path) -> Iterator[Row]:
    tagger = Tagger()
    for row in rows:
        spec = spec_of(row)
        entry = _cleaned(spec, row["title"], row["excerpt"], row["published"] or "")
        yield _tags(tagger, spec, entry) if entry else {}


def _tags(tagger: Tagger, spec: FeedSpec, entry: Entry) -> Row:
    facts, filtered = tagger.tag(spec, entry)
    return {
        "places": [place.slug for place in facts.places],
        "topics": facts.topics,
        "kind": facts.kind,
        "bodies": facts.bodies,
        "nations": facts.nations,
        "is_sector": not filtered,
    }


def spec_of(row: Row) -> FeedSpec:
    """The feed that an item is of."""
    return FeedSpec(
        id=row["feed"],
        name=row["feed_name"],
        url="https://outlet.example/feed",
        section=row["section"],
        role=row["role"],
        nation=row["feed_nation"],
        scope=row["scope"],
    )


def _cleaned(spec: FeedSpec, title: str, summary: str, published: str) -> Entry | None:
    """An entry as a feed gives it, cleaned; None where nothing of it can be shown."""
    raw = RawEntry(title=title, summary=summary, published=published)
    return normalise_feed(RawFeed(entries=(raw,)), feed_name=spec.name, base="", now=_NOW).entries[0]


def _events(rows: Sequence[Row], _: Path) -> Iterator[Row]:
    for row in rows:
        item = Item(title="", summary=row["text"], published=parse_date(row["published"] or ""))
        yield {"events": msgspec.to_builtins(find_events(item, _PLACES.find(item)))}


def _reports(rows: Sequence[Row], folder: Path) -> Iterator[Row]:
    for row in rows:
        facts = read_report((folder / row["text_file"]).read_text(encoding="utf-8"), _council)
        yield msgspec.to_builtins(facts._asdict())


def _council(line: str) -> str | None:
    """The code of the council that a line of a title page names."""
    found = _PLACES.find(Item(title=f"{line} council"))
    return found[0].place.code if found else None


def _figures(rows: Sequence[Row], _: Path) -> Iterator[Row]:
    for row in rows:
        yield {"figures": msgspec.to_builtins(find_figures(row["text"]))}


def _citations(rows: Sequence[Row], _: Path) -> Iterator[Row]:
    for row in rows:
        yield {"citations": [one._asdict() for one in find_citations(row["text"])]}


def _articles(rows: Sequence[Row], folder: Path) -> Iterator[Row]:
    for row in rows:
        article = read_article((folder / row["file"]).read_bytes(), "text/html", row["url"])
        yield {
            "title": article.title,
            "paragraphs": article.paragraphs,
            "findings": find_findings(article.text),
            "quotes": find_quotes(article.text, article.quotes),
            "reports": msgspec.to_builtins(find_reports(article.links, row["url"])),
            "published": article.published.astimezone(_UK).date().isoformat() if article.published else None,
            "author": article.author or None,
        }


def _thesaurus(rows: Sequence[Row], folder: Path) -> Iterator[Row]:
    """Searches the titles and excerpts of items, each in a feed of its own, with no other field of theirs."""
    items = read_rows(folder / "items.jsonl")
    feeds = {f"feed-{number}": item["id"] for number, item in enumerate(items)}
    with tempfile.TemporaryDirectory() as scratch:
        db = open_for_writing(Path(scratch) / "items.db")
        _take_in(db, list(feeds), items)
        for row in rows:
            wanted = Selection(text=row["query"], sort="relevance", limit=_MOST_FOUND)
            reading = query.read(db, wanted, now=_NOW, refresh_after=0, offline=True)
            yield {"results": [feeds[story.sources[0].feed] for story in reading.stories]}
        db.close()


def _take_in(db: Database, feeds: Sequence[str], items: Sequence[Row]) -> None:
    specs = [FeedSpec(id=feed, name="", url=f"https://{feed}.example/") for feed in feeds]
    list_feeds(db, Catalogue(settings=Settings(), feeds=tuple(specs), places=()), "")
    desk = Desk(db, Tagger(), _NOW)
    with db.transaction():
        for number, (spec, item) in enumerate(zip(specs, items, strict=True)):
            entry = _cleaned(spec, item["title"], item["excerpt"], (_NOW - number * _APART).isoformat())
            desk.take_in(spec, ReadFeed(entries=(entry,)))


_SETS: dict[str, Callable[[Sequence[Row], Path], Iterator[Row]]] = {
    "items": _items,
    "events": _events,
    "reports": _reports,
    "figures": _figures,
    "citations": _citations,
    "articles": _articles,
    "thesaurus": _thesaurus,
}


if __name__ == "__main__":
    main()
