"""Nearly right texts by the hundred thousand: the readers of words, queries, files and feeds end well with each."""

import random
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cfnews.catalogue.read import parse_catalogue
from cfnews.errors import InvalidCatalogue
from cfnews.model import Entry, RawEntry
from cfnews.normalise.dates import parse_date
from cfnews.normalise.entry import normalise_entry
from cfnews.normalise.url import clean_address, link_key
from cfnews.store.db import Database
from cfnews.store.search import matches
from cfnews.times import parse_instant
from cfnews.update.frames import Work
from cfnews.update.worker import answer
from tests.trust.grammar import CATALOGUES, FEEDS, QUERIES, TEXTS, TIMES, Rules, damaged, write
from tests.trust.scale import record, times
from tests.unit.making import Shelf, raw, spec

NOW = datetime(2026, 11, 20, 7, 45, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
KEPT = Path(__file__).parents[1] / "data" / "fuzz"
# What no text from a feed may hold when it is cleaned: controls, halves of pairs, marks of direction.
_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200b\ufeff]")


def _times(text: str) -> None:
    try:
        moment = parse_instant(text, NOW, LONDON)
    except ValueError as refused:
        assert "; use 24h, 3d" in str(refused)
        return
    assert moment.tzinfo is not None


@cache
def _store() -> Database:
    shelf = Shelf()
    titles = ["Ofsted finds progress in foster care", "SEND tribunal backlog grows", "[2026] EWFC 12 Re A (A Child)"]
    shelf.take(*[raw(title, f"https://a.example/{number}") for number, title in enumerate(titles)])
    return shelf.db


def _queries(text: str) -> None:
    found = matches(_store(), text)
    assert all(isinstance(score, float) for score in found.values())


def _catalogues(text: str) -> None:
    try:
        read = parse_catalogue(text, Path("feeds.toml"))
    except InvalidCatalogue as refused:
        assert refused.message
        return
    assert len({spec.id for spec in read.feeds}) == len(read.feeds)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]*", spec.id) for spec in read.feeds)
    assert all(re.match(r"(https?|file):", spec.url) for spec in read.feeds)


def _entries(text: str) -> None:
    raw = RawEntry(guid=text[:40], link=text[-60:], title=text, summary=text, content=text, published=text[:30])
    entry = normalise_entry(raw, feed_name="Outlet", feed_language=text[:5], base="https://a.example/", now=NOW)
    if entry is not None:
        _is_clean(entry)


def _is_clean(entry: Entry) -> None:
    for said in (entry.title, entry.summary, entry.text, entry.author, *entry.categories):
        assert not _UNCLEAN.search(said), ascii(said)
    assert "\n" not in entry.title
    assert entry.url is None or re.match(r"https?://[^\s\x00-\x1f]+$", entry.url)
    if entry.published_at is not None:
        assert entry.published_at.tzinfo is not None


def _addresses(text: str) -> None:
    address = clean_address(text, "https://a.example/b/")
    if address is None:
        return
    assert re.match(r"https?://", address)
    assert address.isascii()
    assert clean_address(address) == address
    assert link_key(address) == link_key(clean_address(address) or "")


def _dates(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or moment.tzinfo is not None


def _feeds(text: str) -> None:
    body = text.encode("utf-8", "replace")
    work = Work(body=body, content_type="application/xml", base="https://a.example/", now=NOW, spec=spec(), budget=60.0)
    found = answer(work)
    assert (found.feed is None) != (found.problem is None)
    for told in found.feed.feed.entries if found.feed else ():
        if told is not None:
            _is_clean(told)


# How many of a million executions each reader gets: the slower, the fewer.
_READERS: list[tuple[str, Callable[[str], None], Rules, int]] = [
    ("words for times", _times, TIMES, 260_000),
    ("queries", _queries, QUERIES, 150_000),
    ("feeds.toml", _catalogues, CATALOGUES, 120_000),
    ("entries", _entries, TEXTS, 140_000),
    ("addresses", _addresses, TEXTS, 150_000),
    ("dates", _dates, TEXTS, 150_000),
    ("feeds", _feeds, FEEDS, 50_000),
]


def _kept(name: str) -> Iterator[str]:
    """The texts that once broke this reader, or that are worth a try each time."""
    for path in sorted((KEPT / name.replace(" ", "-").replace(".", "-")).glob("*")):
        yield path.read_bytes().decode("utf-8", "surrogatepass")


@pytest.mark.parametrize(("name", "read", "rules", "share"), _READERS, ids=[name for name, *_ in _READERS])
def test_a_reader_ends_well_with_every_text(name: str, read: Callable[[str], None], rules: Rules, share: int) -> None:
    for text in _kept(name):
        read(text)
    seed = random.randrange(1 << 32)
    dice = random.Random(seed)
    number, slowest = times(share // 250, share), 0.0
    for done in range(number):
        text = damaged(write(rules, dice), dice)
        began = time.perf_counter()
        try:
            read(text)
        except Exception as error:
            raise AssertionError(f"seed {seed}, text {done}: {text!r}") from error
        slowest = max(slowest, time.perf_counter() - began)
    record(
        "No feed can hurt the user", f"{number:,} {name} by a grammar: each ended well, slowest {slowest * 1000:.0f} ms"
    )
