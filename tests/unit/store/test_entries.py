"""Writing entries and stories, and finding again what is known, by indexes alone."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cfnews.store import entries, stories
from cfnews.store.db import Database, open_for_reading
from cfnews.story import Facts, Place, Selection
from tests.unit.making import NOW, Shelf, entry, raw, spec
from tests.unit.store.plans import walked

MANY = [
    entry(f"Council opens family hub number {number}", f"a.example/{number}", f"g{number}") for number in range(700)
]


LOOKUPS: dict[str, Callable[[Database], object]] = {
    "known in the feed": lambda db: entries.known_in_feed(db, "outlet", MANY, ["link a.example/1"]),
    "on the same page": lambda db: entries.on_same_page(db, "outlet", [one.link_key for one in MANY]),
    "first entries": lambda db: entries.first_entries(db, range(1, 700)),
    "facts of a story's entries": lambda db: entries.facts_of_entries(db, 1),
    "facts of an entry": lambda db: entries.facts_of_entry(db, 1),
    "lead of a story": lambda db: entries.refresh_story(db, 1),
    "window": lambda db: stories.find(db, Selection(since=NOW - timedelta(days=1), until=NOW)),
    "sources": lambda db: stories.load(db, [1, 2]),
    "length of an id": lambda db: stories.distinct_length(db, "abcdefghij"),
    "story by id": lambda db: entries.id_is_taken(db, "abcdefghij"),
}


@pytest.mark.parametrize("name", LOOKUPS)
def test_a_lookup_searches_an_index_and_never_walks_a_table(name: str) -> None:
    shelf = Shelf()
    shelf.take(raw("Council opens a family hub", "https://a.example/1"), raw("Another", "https://a.example/2"))
    assert walked(shelf.db, LOOKUPS[name]) == []


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


def test_an_entry_is_found_elsewhere_by_its_page_however_old() -> None:
    shelf = Shelf(None, spec("outlet"), spec("other"))
    shelf.take(raw("Council opens a family hub", "https://a.example/1"))
    shelf.take(raw("Something else", "https://a.example/1"), feed="other")
    pages = ["a.example/1", "a.example/2", ""]
    assert entries.on_same_page(shelf.db, "third", pages) == {"a.example/1": [1, 2]}
    assert entries.on_same_page(shelf.db, "other", pages) == {"a.example/1": [1]}
    assert entries.on_same_page(shelf.db, "other", []) == {}


def test_a_page_that_tells_no_entries_apart_in_its_feed_is_not_found() -> None:
    shelf = Shelf()
    titles = ("Council opens a family hub", "A choir sings")
    shelf.take(*(raw(title, "https://a.example/1", guid=title[:1]) for title in titles))
    assert shelf.db.value("SELECT count(*) FROM entry WHERE link_key = 'a.example/1'") == 2
    assert entries.on_same_page(shelf.db, "other", ["a.example/1"]) == {}


def test_the_entry_that_a_story_is_named_after_is_told_from_its_guests() -> None:
    shelf = Shelf()
    shelf.take(raw("Ponies calm pupils", "https://a.example/1"), raw("Hub opens", "https://a.example/2"))
    assert entries.first_entries(shelf.db, [1, 2, 3]) == {1, 2}
    shelf.db.run("UPDATE entry SET story_id = 1")
    shelf.db.run("UPDATE story SET first_entry_id = NULL WHERE id = 2")
    assert entries.first_entries(shelf.db, [1, 2, 3]) == {1}


def test_many_entries_are_looked_up_whatever_their_number() -> None:
    shelf = Shelf()
    shelf.take(*(raw(one.title, f"https://{one.link_key}", guid=one.guid) for one in MANY))
    assert len(entries.known_in_feed(shelf.db, "outlet", MANY)) == len(MANY)
    assert len(entries.on_same_page(shelf.db, "other", [one.link_key for one in MANY])) == len(MANY)


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


def test_a_date_that_moves_with_the_text_is_told_and_the_first_one_stays() -> None:
    shelf = Shelf()
    shelf.take(raw("A title", "https://a.example/1", summary="One", hours_ago=50))
    shelf.take(raw("A title", "https://a.example/1", summary="Two", hours_ago=2))
    changes = [(one.field, one.before, one.after) for one in stories.detail(shelf.db, 1).changes]
    assert changes == [("summary", "One", "Two"), ("date", "2026-11-18T06:00:00Z", "2026-11-20T06:00:00Z")]
    assert stories.load(shelf.db, [1])[0].published_at == NOW - timedelta(hours=50)


def test_a_date_that_moves_alone_is_no_revision() -> None:
    shelf = Shelf()
    for hours in (50, 2):
        shelf.take(raw("A title", "https://a.example/1", summary="One", hours_ago=hours))
    shelf.take(raw("A title", "https://a.example/1", summary="Two", hours_ago=2))
    assert [one.field for one in stories.detail(shelf.db, 1).changes] == ["summary"]


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
    (story,) = stories.load(shelf.db, [row[0] for row in shelf.db.rows("SELECT id FROM story")])
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


def test_the_facts_of_a_story_are_told_entry_by_entry_its_leads_first() -> None:
    shelf = Shelf()
    shelf.take(raw("Ponies calm pupils", "https://a.example/1"), raw("Hub opens", "https://a.example/2"))
    shelf.db.run("UPDATE entry SET story_id = 1")
    shelf.db.run("UPDATE story SET lead_entry_id = 2 WHERE id = 1")
    told = [Facts(topics=["kinship"], places=[Place("E1", "leeds", "Leeds")]), Facts(kind="report", citations=["[1]"])]
    for number, facts in enumerate(told, 1):
        entries.set_entry_facts(shelf.db, number, facts)
    assert entries.facts_of_entries(shelf.db, 1) == told[::-1]
    assert entries.facts_of_entries(shelf.db, 2) == []
    assert entries.facts_of_entry(shelf.db, 1) == told[0]


def test_the_counter_only_grows() -> None:
    db = Shelf().db
    before = [entries.next_change(db) for _ in range(12)]
    assert before == list(range(before[0], before[0] + 12))
