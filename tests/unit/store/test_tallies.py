"""Counting a selection: each story once for each value that it bears, hidden ones left out, by way of indexes."""

from datetime import timedelta
from itertools import pairwise

import pytest

from cfnews.store import tallies
from cfnews.store.db import Database
from cfnews.store.marks import set_marks
from cfnews.story import Facts, Place, Selection
from cfnews.tally.counts import COUNTED, By, is_period
from tests.unit.making import NOW, Shelf, Told, raw, spec
from tests.unit.store.plans import Explaining

DUNMOOR, EASTMERE = Place("E1", "dunmoor", "Dunmoor"), Place("E2", "eastmere", "Eastmere")
FACTS = {
    "new": Facts(places=[DUNMOOR], topics=["funding", "adoption"], nations=["england"]),
    "both": Facts(places=[DUNMOOR, EASTMERE], bodies=["Ofsted"], kind="report"),
    "old": Facts(places=[DUNMOOR], topics=["funding"]),
}
AGE = {"new": 2, "both": 30, "old": 24 * 40}
WEEK = Selection(since=NOW - timedelta(days=7))
HOUR = 3600


@pytest.fixture
def shelf() -> Shelf:
    """Stories of two hours, of thirty and of forty days, from a feed of news; the newest also from one of law."""
    made = Shelf(None, spec(), spec("bench", section="law"), tagger=Told(FACTS))
    made.take(
        *(raw(f"Story {guid}", f"https://a.example/{guid}", guid=guid, hours_ago=age) for guid, age in AGE.items())
    )
    made.take(raw("Story new", "https://a.example/new", guid="new", hours_ago=1), feed="bench")
    return made


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("feed", {"outlet": 2, "bench": 1}),
        ("topic", {"funding": 1, "adoption": 1}),
        ("place", {"dunmoor": 2, "eastmere": 1}),
        ("kind", {"news": 1, "report": 1}),
        ("section", {"news": 2}),
        ("body", {"Ofsted": 1}),
        ("nation", {"england": 1}),
    ],
)
def test_stories_of_a_window_are_counted_by_each_value_that_they_bear(
    shelf: Shelf, by: By, expected: dict[str, int]
) -> None:
    assert tallies.count_by(shelf.db, WEEK, by) == expected


def test_other_flags_narrow_what_is_counted(shelf: Shelf) -> None:
    assert tallies.count_by(shelf.db, Selection(topics=["adoption"]), "topic") == {"funding": 1, "adoption": 1}
    assert tallies.count_by(shelf.db, Selection(feeds=["bench"]), "feed") == {"outlet": 1, "bench": 1}
    assert tallies.count_by(shelf.db, Selection(kinds=["report"]), "place") == {"dunmoor": 1, "eastmere": 1}


def test_a_feed_that_tells_a_story_twice_counts_once(shelf: Shelf) -> None:
    shelf.db.run("UPDATE entry SET story_id = ?", (shelf.row("Story both"),))
    assert tallies.count_by(shelf.db, Selection(), "feed") == {"outlet": 1, "bench": 1}


def test_hidden_stories_count_only_where_they_are_asked_for(shelf: Shelf) -> None:
    set_marks(shelf.db, [shelf.row("Story both")], ["hide"], int(NOW.timestamp()))
    assert tallies.count_by(shelf.db, Selection(), "place") == {"dunmoor": 2}
    assert tallies.count_by(shelf.db, Selection(hidden=True), "place") == {"dunmoor": 1, "eastmere": 1}


def spans(*hours: int) -> list[tuple[int, int]]:
    """Spans between so many hours before now."""
    now = int(NOW.timestamp())
    return [(now - first * HOUR, now - end * HOUR) for first, end in pairwise(hours)]


def test_each_span_has_its_stories_and_a_window_cuts_them(shelf: Shelf) -> None:
    cut = spans(24 * 50, 48, 24, 0)
    assert tallies.count_spans(shelf.db, Selection(), cut) == [1, 1, 1]
    assert tallies.count_spans(shelf.db, Selection(since=NOW - timedelta(hours=26)), cut) == [0, 0, 1]
    assert tallies.count_spans(shelf.db, Selection(until=NOW - timedelta(hours=26)), cut) == [1, 1, 0]
    assert tallies.count_spans(shelf.db, Selection(), []) == []


def test_labels_are_counted_in_each_span(shelf: Shelf) -> None:
    cut = spans(24 * 50, 48, 0)
    assert tallies.count_label_spans(shelf.db, Selection(), "place", cut) == {"dunmoor": [1, 2], "eastmere": [0, 1]}
    assert tallies.count_label_spans(shelf.db, WEEK, "topic", cut) == {"funding": [0, 1], "adoption": [0, 1]}


def test_the_store_says_how_far_it_reaches_and_since_when_it_collects(shelf: Shelf) -> None:
    reach = tallies.reach(shelf.db)
    assert reach is not None
    assert [round((NOW - moment).total_seconds() / HOUR) for moment in reach] == [24 * 40, 2]
    assert tallies.collecting_since(shelf.db) == NOW
    empty = Shelf()
    assert (tallies.reach(empty.db), tallies.collecting_since(empty.db)) == (None, None)


def walked_tables(db: Database, by: By) -> list[str]:
    """The plans of a count within a window that walk through stories, labels or entries from end to end."""
    explaining = Explaining(db)
    if is_period(by):
        tallies.count_spans(explaining, WEEK, spans(48, 24, 0))
    else:
        tallies.count_by(explaining, WEEK, by)
    assert any("SEARCH s USING" in plan and "at>" in plan for plan in explaining.plans), explaining.plans
    return [plan for plan in explaining.plans if plan.startswith("SCAN") and not plan.startswith("SCAN w ")]


@pytest.mark.parametrize("by", COUNTED)
def test_no_count_of_a_window_walks_the_whole_store(shelf: Shelf, by: By) -> None:
    assert walked_tables(shelf.db, by) == []


@pytest.mark.parametrize("by", COUNTED)
def test_each_count_is_one_statement(shelf: Shelf, by: By) -> None:
    explaining = Explaining(shelf.db)
    tallies.count_spans(explaining, WEEK, spans(24, 0)) if is_period(by) else tallies.count_by(explaining, WEEK, by)
    assert len({plan.partition(" in ")[2] for plan in explaining.plans}) == 1


def test_what_is_rising_is_looked_up_by_the_index_over_time(shelf: Shelf) -> None:
    explaining = Explaining(shelf.db)
    tallies.count_label_spans(explaining, Selection(), "place", spans(48, 24, 0))
    assert [plan for plan in explaining.plans if plan.startswith("SCAN") and not plan.startswith("SCAN w ")] == []
