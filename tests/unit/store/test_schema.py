"""What other programs may rely on: the views, their columns and what they say."""

import json

import pytest

from cfnews.store import entries
from cfnews.store.schema import APPLICATION_ID
from cfnews.story import Comparison, Event, Facts, Figure
from tests.unit.making import Shelf, raw, spec

COLUMNS = {
    "v_stories": "id title url summary kind section published_at published_estimated first_seen_at revised_at sources"
    " follows"
    " topics places bodies nations read starred hidden_because",
    "v_sources": "story feed name role url title summary author published_at first_seen_at revised_at match score lead"
    " rules",
    "v_feeds": "id name url section role nation enabled listed status http_status error_code error_message fault"
    " failures last_success_at next_check_at newest_entry_at entries",
    "v_events": "story type place grade area direction date ordinal quote",
    "v_figures": "story value unit period subject comparison_value comparison_period quote",
}


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf(None, spec("one", role="local", nation="wales"), spec("two", role="primary", section="law"))
    made.take(raw("Council opens a new family hub today", "https://one.example/1", hours_ago=5), feed="one")
    made.take(raw("Council opens a new family hub today", "https://two.example/1", hours_ago=1), feed="two")
    facts = Facts(
        topics=["kinship"],
        nations=["wales"],
        events=[Event("monitoring_visit", "E1", None, "overall", None, "2026-11", 2, "a second visit")],
        figures=[
            Figure(61, "percent", "2026", "of carers", Comparison(100, "2025"), "61%"),
            Figure(3, "count", None, "x", None, "3"),
        ],
    )
    entries.set_facts(made.db, 1, facts)
    return made


def test_the_file_says_whose_it_is(shelf: Shelf) -> None:
    assert APPLICATION_ID.to_bytes(4, "big") == b"cfnw"
    assert shelf.db.value("PRAGMA application_id") == APPLICATION_ID


@pytest.mark.parametrize("view", COLUMNS)
def test_a_view_has_its_columns_in_their_order(shelf: Shelf, view: str) -> None:
    assert [row["name"] for row in shelf.db.rows(f"PRAGMA table_info({view})")] == COLUMNS[view].split()


def test_there_are_no_other_views(shelf: Shelf) -> None:
    assert {row[0] for row in shelf.db.rows("SELECT name FROM sqlite_master WHERE type = 'view'")} == COLUMNS.keys()


def test_the_view_of_stories_speaks_of_their_lead(shelf: Shelf) -> None:
    (row,) = shelf.db.rows("SELECT * FROM v_stories")
    assert (row["url"], row["section"], row["sources"]) == ("https://two.example/1", "law", 2)
    assert (row["published_at"], row["first_seen_at"]) == ("2026-11-20T03:00:00Z", "2026-11-20T08:00:00Z")
    assert json.loads(row["topics"]) == ["kinship"]
    assert json.loads(row["places"]) == []
    assert (row["read"], row["starred"], row["hidden_because"], row["revised_at"]) == (0, 0, None, None)


def test_the_view_of_sources_has_a_row_a_source(shelf: Shelf) -> None:
    rows = shelf.db.rows("SELECT feed, match, lead, published_at FROM v_sources ORDER BY feed")
    assert [tuple(row) for row in rows] == [
        ("one", "title", 0, "2026-11-20T03:00:00Z"),
        ("two", "lead", 1, "2026-11-20T07:00:00Z"),
    ]


def test_the_views_of_events_and_figures_open_the_facts(shelf: Shelf) -> None:
    (event,) = shelf.db.rows("SELECT type, place, grade, ordinal, quote FROM v_events")
    assert tuple(event) == ("monitoring_visit", "E1", None, 2, "a second visit")
    rows = shelf.db.rows("SELECT value, unit, comparison_value, comparison_period FROM v_figures")
    assert [tuple(row) for row in rows] == [(61.0, "percent", 100.0, "2025"), (3.0, "count", None, None)]


def test_the_view_of_feeds_counts_their_entries(shelf: Shelf) -> None:
    rows = shelf.db.rows("SELECT id, nation, listed, status, entries FROM v_feeds ORDER BY id")
    assert [tuple(row) for row in rows] == [("one", "wales", 1, "waiting", 1), ("two", None, 1, "waiting", 1)]


def test_what_belongs_to_a_story_goes_with_it(shelf: Shelf) -> None:
    shelf.db.run("PRAGMA foreign_keys = ON")
    shelf.db.run("DELETE FROM story")
    for table in ("entry", "story_label", "v_sources", "search"):
        assert shelf.db.rows(f"SELECT 1 FROM {table}") == []  # noqa: S608 - our own words
    assert shelf.db.rows("SELECT rowid FROM search WHERE search MATCH 'hub'") == []
