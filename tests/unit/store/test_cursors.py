"""New since I last looked: every story is shown at least once, whatever is asked for in between."""

from datetime import UTC, datetime
from typing import Any

import pytest

from cfnews.query import looked_at, move_cursor, read
from cfnews.store.marks import set_marks
from cfnews.story import Selection
from tests.unit.making import NOW, Shelf, raw, spec

FEEDS = (spec("one"), spec("two"))


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf(None, *FEEDS)
    for number in (1, 2, 3):
        made.take(raw(f"Story {number} of one", f"https://one.example/{number}"), feed="one")
    made.take(raw("Story 4 of two", "https://two.example/4"), feed="two")
    return made


def look(shelf: Shelf, *, moves: bool = True, name: str = "reader", **wanted: object) -> list[str]:
    """The titles of what is new for a cursor; it then moves, unless the output failed."""
    selection = Selection(new=True, cursor=name, sort="oldest", **wanted)  # type: ignore[arg-type]
    reading = read(shelf.db, selection, now=NOW, refresh_after=3600, offline=False)
    if moves:
        move_cursor(shelf.db, reading, NOW)
    return [story.title for story in reading.stories]


ALL = ["Story 1 of one", "Story 2 of one", "Story 3 of one", "Story 4 of two"]


def test_all_is_new_once_and_then_only_what_came_since(shelf: Shelf) -> None:
    assert look(shelf) == ALL
    assert look(shelf) == []
    shelf.take(raw("Story 5 of two", "https://two.example/5"), feed="two")
    assert look(shelf) == ["Story 5 of two"]


def test_what_was_not_written_out_stays_new(shelf: Shelf) -> None:
    assert look(shelf, moves=False) == look(shelf, moves=False) == ALL


def test_what_a_limit_cut_off_stays_new(shelf: Shelf) -> None:
    assert look(shelf, limit=1) == ALL[:1]
    assert look(shelf, limit=2) == ALL[1:3]
    assert look(shelf) == ALL[3:]
    assert look(shelf) == []


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ({"feeds": ["two"]}, ALL[3:]),
        ({"since": datetime(2026, 11, 21, tzinfo=UTC)}, []),
        ({"exclude": ["one"]}, ALL[3:]),
        ({"text": "story 4"}, ALL[3:]),
        ({"starred": True}, []),
    ],
)
def test_what_another_selection_passed_over_stays_new(shelf: Shelf, wanted: dict[str, Any], shown: list[str]) -> None:
    assert look(shelf, **wanted) == shown
    assert look(shelf) == [title for title in ALL if title not in shown]
    assert look(shelf) == []


def test_what_was_passed_over_stays_new_however_often_the_cursor_moves_on(shelf: Shelf) -> None:
    for _ in range(3):
        look(shelf, feeds=["two"])
    shelf.take(raw("Story 5 of two", "https://two.example/5"), feed="two")
    assert look(shelf, feeds=["two"]) == ["Story 5 of two"]
    assert look(shelf) == ALL[:3]


def test_a_hidden_story_is_not_kept_new(shelf: Shelf) -> None:
    set_marks(shelf.db, [shelf.row(ALL[0])], ["hide"], 0)
    assert look(shelf, limit=1) == ALL[1:2]
    set_marks(shelf.db, [shelf.row(ALL[0])], ["unhide"], 0)
    assert look(shelf) == ALL[2:]


def test_a_story_hidden_while_it_was_kept_is_not_shown(shelf: Shelf) -> None:
    look(shelf, limit=1)
    set_marks(shelf.db, [shelf.row(ALL[1])], ["hide"], 0)
    assert look(shelf) == ALL[2:]


def test_cursors_do_not_know_of_each_other(shelf: Shelf) -> None:
    assert look(shelf, name="mail") == ALL
    assert look(shelf, name="reader", limit=1) == ALL[:1]
    assert look(shelf, name="mail") == []
    assert look(shelf, name="reader") == ALL[1:]


def test_a_changed_text_is_news_only_for_who_asks_for_it(shelf: Shelf) -> None:
    look(shelf)
    shelf.revise(ALL[0])
    assert look(shelf, moves=False) == []
    assert look(shelf, revised=True) == ALL[:1]
    assert look(shelf, revised=True) == []


def test_a_new_source_is_news_only_for_who_asks_for_it() -> None:
    shelf = Shelf(None, *FEEDS)
    shelf.take(raw("Council opens a new family hub today", "https://one.example/1"), feed="one")
    look(shelf)
    shelf.take(raw("Council opens a new family hub today", "https://two.example/1"), feed="two")
    assert look(shelf, moves=False) == []
    assert look(shelf, revised=True) == ["Council opens a new family hub today"]


def test_a_changed_text_that_a_limit_cut_off_stays_new(shelf: Shelf) -> None:
    look(shelf)
    for title in ALL[:3]:
        shelf.revise(title)
    assert look(shelf, revised=True, limit=1) == ALL[:1]
    assert look(shelf, revised=True) == ALL[1:3]
    assert look(shelf, revised=True) == []


def test_a_story_that_came_between_reading_and_moving_stays_new(shelf: Shelf) -> None:
    selection = Selection(new=True, cursor="reader", limit=0)
    reading = read(shelf.db, selection, now=NOW, refresh_after=3600, offline=False)
    shelf.take(raw("Story 5 of two", "https://two.example/5"), feed="two")
    move_cursor(shelf.db, reading, NOW)
    assert look(shelf) == ["Story 5 of two"]


def test_a_cursor_never_moves_back(shelf: Shelf) -> None:
    selection = Selection(new=True, cursor="reader", limit=0)
    slow = read(shelf.db, selection, now=NOW, refresh_after=3600, offline=False)
    shelf.take(raw("Story 5 of two", "https://two.example/5"), feed="two")
    look(shelf)
    move_cursor(shelf.db, slow, NOW)
    assert look(shelf) == []


def test_a_reading_without_a_cursor_moves_none(shelf: Shelf) -> None:
    reading = read(shelf.db, Selection(), now=NOW, refresh_after=3600, offline=False)
    move_cursor(shelf.db, reading, NOW)
    assert shelf.db.rows("SELECT * FROM cursor") == []


def test_when_a_cursor_moved_is_remembered(shelf: Shelf) -> None:
    assert looked_at(shelf.db, "reader") is None
    look(shelf)
    assert looked_at(shelf.db, "reader") == NOW
    assert looked_at(shelf.db, "mail") is None
