"""Real feeds and those of other projects' tests, sent again under other names: what is taken for new, what is lost.

The figures are what the rules of `stories.recognise` are measured by. What is left is in documents that a test made up:
entries without a title, date or text, or one entry many times.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from cfnews.model import Entry, Known, Problem
from cfnews.normalise.document import normalise_feed
from cfnews.normalise.url import clean_address, link_key
from cfnews.parse.feed import parse_feed
from cfnews.stories.identity import Placed, entry_keys, place_entries
from tests.unit.making import known

pytestmark = pytest.mark.corpus
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
Feed = list[Entry]


def _read(path: Path) -> Feed:
    raw = parse_feed(path.read_bytes(), "")
    if isinstance(raw, Problem):
        return []
    document = normalise_feed(raw, feed_name="", base="https://base.example/", now=NOW)
    return [entry for entry in document.entries if entry is not None]


@pytest.fixture(scope="module")
def feeds(shared: Path) -> dict[str, Feed]:
    """All different documents of three entries or more, by their paths."""
    corpora = shared / "corpora"
    if not (corpora / "corpora_index.jsonl").is_file():
        pytest.skip(f"there are no corpora at {corpora}")
    rows = (json.loads(line) for line in (corpora / "corpora_index.jsonl").read_text("utf-8").splitlines())
    paths = {row["file"]: corpora / row["file"] for row in rows if row["entries"] >= 3}
    alike = {path.read_bytes(): name for name, path in paths.items() if path.is_file()}
    found = {name: _read(paths[name]) for name in alike.values()}
    return {name: feed for name, feed in found.items() if len(feed) >= 3}


def _read_again(feed: Feed, stored: dict[int, Known]) -> list[Placed]:
    """Places the entries of a reading, and stores them."""
    guids, links, titles = ({getattr(one, name) for one in feed} for name in ("guid", "link_key", "title_key"))
    keys = set(entry_keys("outlet", feed, "auto"))
    near = [
        one
        for one in stored.values()
        if one.guid in guids or one.link_key in links or one.title_key in titles or one.key in keys
    ]
    placed = [one for one in place_entries("outlet", feed, near, "auto") if not one.repeat]
    for one in placed:
        number = one.known.id if one.known else len(stored) + 1
        seen = known(one.entry, number, key=one.known.key if one.known else one.key)
        stored[number] = msgspec.structs.replace(seen, published_at=one.known.published_at) if one.known else seen
    return placed


def _new(feed: Feed, before: Feed) -> int:
    stored: dict[int, Known] = {}
    _read_again(before, stored)
    return sum(one.known is None for one in _read_again(feed, stored))


def _digest(one: Entry) -> str:
    return hashlib.sha256(f"{one.url}{one.guid}{one.title}".encode()).hexdigest()[:20]


def _at(one: Entry, address: str) -> Entry:
    url = clean_address(address)
    return msgspec.structs.replace(one, url=url, link_key=link_key(url) if url and one.link_key else "")


def _renumbered(one: Entry) -> Entry:
    return msgspec.structs.replace(one, guid=_digest(one))


def _secured(one: Entry) -> Entry:
    moved = _at(one, one.url.replace("http:", "https:")) if one.url else one
    return msgspec.structs.replace(moved, guid=one.guid.replace("http:", "https:"))


def _rehosted(one: Entry) -> Entry:
    def elsewhere(address: str) -> str:
        return "/".join(["https:", "", "new.example", *address.split("/")[3:]])

    moved = _at(one, elsewhere(one.url)) if one.url else one
    return msgspec.structs.replace(moved, guid=elsewhere(one.guid) if one.guid.startswith("http") else one.guid)


def _tracked(one: Entry) -> Entry:
    if not one.url:
        return one
    page, mark, fragment = one.url.partition("#")
    return _at(one, f"{page}{'&' if '?' in page else '?'}utm_source=rss&utm_medium=feed{mark}{fragment}")


def _redated(one: Entry) -> Entry:
    return msgspec.structs.replace(one, published_at=NOW - timedelta(minutes=7), published_raw="7 minutes ago")


def _relinked(one: Entry) -> Entry:
    return _renumbered(_at(one, f"https://new.example/p/{_digest(one)}") if one.url else one)


# Of 2,827 entries in 211 documents. Behind each: what was measured, and what guid and link, link alone, guid with title
# or date, and title with date gave, one after the other.
REISSUES: list[tuple[str, Callable[[Entry], Entry], int]] = [
    ("nothing changes", lambda one: one, 0),  # 0; 0
    ("ids are renumbered", _renumbered, 4),  # 2; 449
    ("the site moves to https", _secured, 0),  # 0; 4
    ("the site moves to another host", _rehosted, 8),  # 5; 280
    ("the site moves and dates all anew", lambda one: _redated(_rehosted(one)), 10),  # 7; 2,337
    ("links gain tracking", _tracked, 0),  # 0; 0
    ("dates move", _redated, 0),  # 0; 379
    ("ids and dates are new", lambda one: _redated(_renumbered(one)), 4),  # 2; 449
    ("links and ids are new", _relinked, 90),  # 83; 772
    ("links, ids and dates are new", lambda one: _redated(_relinked(one)), 240),  # 220; 2,806
]


@pytest.mark.parametrize(("change", "most"), [one[1:] for one in REISSUES], ids=[one[0] for one in REISSUES])
def test_a_feed_that_comes_again_under_other_names_brings_next_to_nothing_new(
    feeds: dict[str, Feed], change: Callable[[Entry], Entry], most: int
) -> None:
    assert sum(map(len, feeds.values())) > 2500
    assert sum(_new([change(one) for one in feed], feed) for feed in feeds.values()) <= most


def _newcomers(feeds: dict[str, Feed]) -> Iterator[tuple[str, Entry, Feed, Feed]]:
    """Each of the first entries of each feed as the one that comes on top of all others, while the last leaves."""
    for name, feed in feeds.items():
        if len(set(entry_keys("outlet", feed, "auto"))) == len(feed):
            for place, newcomer in enumerate(feed[:10]):
                rest = [*feed[:place], *feed[place + 1 :]]
                yield name, newcomer, [newcomer, *rest[:-1]], rest


def _taken_for_known(feeds: dict[str, Feed], number: Callable[[Sequence[Entry]], Feed] = list) -> tuple[list[str], int]:
    """The new entries that are taken for known, with their feeds; and how many known ones are taken for new."""
    lost, shown_twice = [], 0
    for name, newcomer, after, before in _newcomers(feeds):
        stored: dict[int, Known] = {}
        _read_again(number(before), stored)
        placed = _read_again(number(after), stored)
        if placed[0].known is not None:
            lost.append(f"{name}: {newcomer.title}")
        shown_twice += sum(one.known is None for one in placed[1:])
    return lost, shown_twice


def test_a_new_entry_is_lost_only_where_another_says_the_same(feeds: dict[str, Feed]) -> None:
    lost, shown_twice = _taken_for_known(feeds)
    # One title and text twice without a date (the RSS 2.0 sample), and one id on one page twice: 8 of 1,522.
    assert all("rss-2.0" in one or "noself" in one or "link-in-id" in one or "DuplicateGUID" in one for one in lost)
    assert (len(lost), shown_twice) <= (8, 4)


def test_ids_that_number_the_places_in_a_feed_lose_next_to_nothing(feeds: dict[str, Feed]) -> None:
    def by_place(feed: Sequence[Entry]) -> Feed:
        return [msgspec.structs.replace(one, guid=str(place)) for place, one in enumerate(feed)]

    lost, _ = _taken_for_known(feeds, by_place)
    assert len(lost) <= 10  # measured 8; before, 403


def test_an_entry_that_leaves_and_returns_is_never_new(feeds: dict[str, Feed]) -> None:
    for feed in feeds.values():
        stored: dict[int, Known] = {}
        _read_again(feed, stored)
        for place in range(min(len(feed), 10)):
            for reading in ([*feed[:place], *feed[place + 1 :]], feed):
                assert all(one.known for one in _read_again(reading, stored))


def test_an_entry_is_a_repeat_within_its_document_only_of_one_with_its_title(feeds: dict[str, Feed]) -> None:
    for feed in feeds.values():
        titles: dict[str, set[str]] = {}
        for one in place_entries("outlet", feed, [], "auto"):
            titles.setdefault(one.key, set()).add(one.entry.title_key)
        assert all(len(held) == 1 for held in titles.values())
