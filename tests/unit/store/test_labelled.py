"""Stories by label: counted within a window, and read for a chronicle, hidden ones left out, by way of indexes."""

from datetime import timedelta

import pytest

from cfnews.store.labelled import count_labels, knows_body, labelled
from cfnews.store.marks import set_marks
from cfnews.story import Event, Facts, Place
from tests.unit.making import NOW, Shelf, Told, raw
from tests.unit.store.plans import walked

DUNMOOR, EASTMERE = Place("E1", "dunmoor", "Dunmoor"), Place("E2", "eastmere", "Eastmere")
VISIT = Event("monitoring_visit", "E1", None, None, None, "2026-10", 2, "They came.")
FACTS = {
    "new": Facts(places=[DUNMOOR], topics=["funding"]),
    "both": Facts(places=[DUNMOOR, EASTMERE], bodies=["Ofsted"]),
    "old": Facts(places=[DUNMOOR], topics=["inspection"], events=[VISIT]),
}
AGE = {"new": 2, "both": 30, "old": 24 * 40}
WEEK = NOW - timedelta(days=7)


@pytest.fixture
def shelf() -> Shelf:
    """A story of two hours, one of thirty, about two places, and one of forty days that tells of a visit."""
    made = Shelf(tagger=Told(FACTS))
    made.take(*(raw(f"Story {guid}", guid=guid, hours_ago=age) for guid, age in AGE.items()))
    return made


def test_stories_of_a_window_are_counted_by_each_label_that_they_bear(shelf: Shelf) -> None:
    assert count_labels(shelf.db, "place", WEEK, None) == {"dunmoor": 2, "eastmere": 1}
    assert count_labels(shelf.db, "place", None, None) == {"dunmoor": 3, "eastmere": 1}
    assert count_labels(shelf.db, "place", WEEK, NOW - timedelta(hours=24)) == {"dunmoor": 1, "eastmere": 1}
    assert count_labels(shelf.db, "topic", WEEK, None) == {"funding": 1}


def test_hidden_stories_are_neither_counted_nor_read(shelf: Shelf) -> None:
    set_marks(shelf.db, [shelf.row("Story new"), shelf.row("Story old")], ["hide"], int(NOW.timestamp()))
    assert count_labels(shelf.db, "place", None, None) == {"dunmoor": 1, "eastmere": 1}
    found = labelled(shelf.db, "place", ["dunmoor"])
    assert [one.title for one in found.news] == ["Story both"]


def test_of_the_stories_outside_the_window_those_that_tell_events_are_read_but_not_shown(shelf: Shelf) -> None:
    found = labelled(shelf.db, "place", ["dunmoor"], since=WEEK)
    assert {one.title for one in found.news} == {"Story new", "Story both", "Story old"}
    assert {one.title for one in found.news if one.id in found.shown} == {"Story new", "Story both"}
    assert found.matched == 2
    assert [one.events for one in found.news if one.title == "Story old"] == [(VISIT,)]


def test_a_limit_keeps_the_newest(shelf: Shelf) -> None:
    found = labelled(shelf.db, "place", ["dunmoor"], limit=1)
    assert [one.title for one in found.news if one.id in found.shown] == ["Story new"]
    assert found.matched == 3


def test_a_story_about_two_of_the_places_is_read_once(shelf: Shelf) -> None:
    assert labelled(shelf.db, "place", ["dunmoor", "eastmere"]).matched == 3
    assert len(labelled(shelf.db, "place", ["dunmoor", "eastmere"]).news) == 3


def test_a_body_is_known_by_its_name_in_any_case(shelf: Shelf) -> None:
    assert knows_body(shelf.db, "ofsted") == "Ofsted"
    assert knows_body(shelf.db, "Ofst") is None


def test_no_reading_walks_the_whole_store(shelf: Shelf) -> None:
    assert walked(shelf.db, lambda db: labelled(db, "place", ["dunmoor"], since=WEEK)) == []
    assert walked(shelf.db, lambda db: count_labels(db, "place", WEEK, None)) == []
    assert walked(shelf.db, lambda db: knows_body(db, "Ofsted")) == []
