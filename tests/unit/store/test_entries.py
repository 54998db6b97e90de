"""Writing entries and stories, and finding again what is known, by indexes alone."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cfnews.store import entries, stories
from cfnews.store.db import Database, open_for_reading
from cfnews.story import Facts, Place, Selection
from tests.unit.making import NOW, Shelf, entry, raw, spec

SECONDS = int(NOW.timestamp())
MANY = [
    entry(f"Council opens family hub number {number}", f"a.example/{number}", f"g{number}") for number in range(700)
]


class Explaining(Database):
    """A store that remembers how SQLite means to answer each query."""

    def __init__(self, db: Database) -> None:
        super().__init__(db._connection, None)
        self.plans: list[str] = []

    def rows(self, sql: str, values: Any = ()) -> list[Any]:
        self.plans += [row["detail"] for row in super().rows(f"EXPLAIN QUERY PLAN {sql}", values)]
        return super().rows(sql, values)

    def row(self, sql: str, values: Any = ()) -> Any:
        return next(iter(self.rows(sql, values)), None)


LOOKUPS: dict[str, Callable[[Database], object]] = {
    "known in the feed": lambda db: entries.known_in_feed(db, "outlet", MANY, ["link a.example/1"]),
    "known elsewhere": lambda db: entries.known_elsewhere(db, "outlet", MANY, SECONDS - 9),
    "window": lambda db: stories.find(db, Selection(since=NOW - timedelta(days=1), until=NOW)),
    "sources": lambda db: stories.load(db, [1, 2]),
    "length of an id": lambda db: stories.distinct_length(db, "abcdefghij"),
    "story by id": lambda db: entries.story_with_id(db, "abcdefghij"),
}


@pytest.mark.parametrize("name", LOOKUPS)
def test_a_lookup_searches_an_index_and_never_walks_a_table(name: str) -> None:
    shelf = Shelf()
    shelf.take(raw("Council opens a family hub", "https://a.example/1"), raw("Another", "https://a.example/2"))
    db = Explaining(shelf.db)
    LOOKUPS[name](db)
    assert any(plan.startswith("SEARCH") for plan in db.plans)
    walked = [plan for plan in db.plans if re.match(r"SCAN (?!\(|CONSTANT)", plan)]
    assert walked == []


@pytest.mark.parametrize(
    ("again", "found"),
    [
        (entry("Something else", "b.example/9", "g1"), True),
        (entry("Something else", "a.example/1", "g9"), True),
        (entry("Council opens a family hub", "b.example/9", "g9"), True),
        (entry("Something else", "b.example/9", "g9"), False),
        (entry("Something else", "", ""), False),
    ],
)
def test_an_entry_is_found_in_its_feed_by_guid_link_or_title(again: Any, found: bool) -> None:
    shelf = Shelf(None, spec("outlet"), spec("other"))
    shelf.take(raw("Council opens a family hub", "https://a.example/1", guid="g1"))
    assert [one.id for one in entries.known_in_feed(shelf.db, "outlet", [again])] == ([1] if found else [])
    assert entries.known_in_feed(shelf.db, "other", [again]) == []


def test_an_entry_is_found_in_its_feed_by_its_key_when_nothing_else_is_left() -> None:
    shelf = Shelf()
    shelf.take(raw("Council opens a family hub", "https://a.example/1"))
    again = entry("Something else", "b.example/9", "g9")
    assert [one.key for one in entries.known_in_feed(shelf.db, "outlet", [again], ["link a.example/1"])] == [
        "link a.example/1"
    ]


def test_two_entries_without_a_link_are_not_taken_for_each_other() -> None:
    shelf = Shelf()
    shelf.take(raw("A note without an address", guid=""))
    assert entries.known_in_feed(shelf.db, "outlet", [entry("Something else", "", "")]) == []


@pytest.mark.parametrize(
    ("ours", "seen_since", "found"),
    [
        (entry("Something else", "a.example/1"), SECONDS + 9_999, True),  # one page, however old
        (entry("Council opens a family hub", "b.example/1"), SECONDS, True),
        (entry("Council opens a family hub", "b.example/1"), SECONDS + 1, False),
        (entry("Something else", "b.example/1"), 0, False),
    ],
)
def test_an_entry_is_found_elsewhere_by_its_page_or_a_recent_title(ours: Any, seen_since: int, found: bool) -> None:
    shelf = Shelf()
    shelf.take(raw("Council opens a family hub", "https://a.example/1"))
    assert len(entries.known_elsewhere(shelf.db, "other", [ours], seen_since)) == int(found)
    assert entries.known_elsewhere(shelf.db, "outlet", [ours], seen_since) == []


def test_many_entries_are_looked_up_whatever_their_number() -> None:
    shelf = Shelf()
    shelf.take(*(raw(one.title, f"https://{one.link_key}", guid=one.guid) for one in MANY))
    assert len(entries.known_in_feed(shelf.db, "outlet", MANY)) == len(MANY)
    assert len(entries.known_elsewhere(shelf.db, "other", MANY, 0)) == len(MANY)


def test_a_revision_keeps_what_was_said_before() -> None:
    shelf = Shelf()
    shelf.take(raw("A title", "https://a.example/1", summary="One"))
    shelf.now += timedelta(hours=1)
    taken = shelf.take(raw("Another title", "https://a.example/1", summary="One"))
    assert (taken.new, taken.updated) == (0, 1)
    (story,) = (stories.detail(shelf.db, 1),)
    assert (story.title, story.revised, story.updated_at) == ("Another title", True, shelf.now)
    assert [(one.field, one.before, one.after, one.at) for one in story.changes] == [
        ("title", "A title", "Another title", shelf.now)
    ]


def test_a_text_that_stays_the_same_is_no_revision() -> None:
    shelf = Shelf()
    for _ in range(2):
        shelf.take(raw("A title", "https://a.example/1", summary="One"))
    assert stories.detail(shelf.db, 1).changes == []
    assert not stories.load(shelf.db, [1])[0].revised


def test_an_entry_that_is_gone_is_revised_in_vain() -> None:
    db = open_for_reading(Path("/nowhere/x.db"))
    entries.revise_entry(db, 99, MANY[0], 0)
    assert db.value("SELECT count(*) FROM entry_change") == 0


@pytest.mark.parametrize(
    ("first", "second", "lead"),
    [
        (("national", 9), ("primary", 1), "two"),  # who is nearest to the event
        (("primary", 9), ("national", 1), "one"),
        (("trade", 1), ("trade", 9), "two"),  # then who was first
        (("trade", 9), ("trade", 1), "one"),
        (("blog", 9), ("local", 1), "two"),
    ],
)
def test_the_lead_is_who_is_nearest_to_the_event_and_then_who_was_first(
    first: tuple[str, float], second: tuple[str, float], lead: str
) -> None:
    shelf = Shelf(None, spec("one", role=first[0], section="news"), spec("two", role=second[0], section="law"))
    for feed, (_, hours) in (("one", first), ("two", second)):
        shelf.take(raw("Council opens a new family hub today", f"https://{feed}.example/1", hours_ago=hours), feed=feed)
    (story,) = stories.load(shelf.db, [1])
    assert (story.sources[0].feed, story.sources[0].match, len(story.sources)) == (lead, "lead", 2)
    assert story.section == {"one": "news", "two": "law"}[lead]
    assert story.published_at is not None
    earliest = NOW - timedelta(hours=max(first[1], second[1]))
    assert shelf.db.value("SELECT at FROM story") == int(earliest.timestamp())


def test_the_labels_of_a_story_are_those_of_its_last_facts() -> None:
    shelf = Shelf()
    shelf.take(raw("A title", "https://a.example/1"))
    entries.set_facts(shelf.db, 1, Facts(topics=["adoption", "adoption"], bodies=["Ofsted"]))
    entries.set_facts(shelf.db, 1, Facts(topics=["kinship"], places=[Place("E1", "leeds", "Leeds")], kind="report"))
    labels = shelf.db.rows("SELECT type, value FROM story_label ORDER BY type")
    assert [tuple(row) for row in labels] == [("place", "leeds"), ("topic", "kinship")]
    assert shelf.db.value("SELECT kind FROM story") == "report"


def test_the_counter_only_grows() -> None:
    db = Shelf().db
    before = [entries.next_change(db) for _ in range(12)]
    assert before == list(range(before[0], before[0] + 12))
