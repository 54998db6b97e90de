"""The reader's marks: set, taken back, counted."""

from collections.abc import Sequence

import pytest

from cfnews.errors import StoreUnusable
from cfnews.store.marks import HIDDEN_BY_READER, Mark, set_marks
from tests.unit.making import Shelf, raw


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf()
    made.take(raw("One", "https://outlet.example/1"), raw("Two", "https://outlet.example/2"))
    return made


@pytest.mark.parametrize(
    ("marks", "state", "changed"),
    [
        (["read"], (5, None, None), 2),
        (["star"], (None, 5, None), 2),
        (["hide"], (None, None, HIDDEN_BY_READER), 2),
        (["read", "star"], (5, 5, None), 2),
        (["unread", "unstar", "unhide"], (None, None, None), 0),
    ],
)
def test_marks_are_set(shelf: Shelf, marks: Sequence[Mark], state: tuple[object, ...], changed: int) -> None:
    assert set_marks(shelf.db, [1, 2], marks, 5) == changed
    rows = shelf.db.rows("SELECT read_at, starred_at, hidden_because FROM story")
    assert [tuple(row) for row in rows] == [state, state]


@pytest.mark.parametrize(("mark", "back"), [("read", "unread"), ("star", "unstar"), ("hide", "unhide")])
def test_a_mark_can_be_taken_back(shelf: Shelf, mark: Mark, back: Mark) -> None:
    before = [tuple(row) for row in shelf.db.rows("SELECT * FROM story")]
    assert set_marks(shelf.db, [1], [mark], 5) == 1
    assert set_marks(shelf.db, [1, 2], [back], 6) == 1
    assert [tuple(row) for row in shelf.db.rows("SELECT * FROM story")] == before


def test_a_mark_set_twice_keeps_its_first_time_and_counts_once(shelf: Shelf) -> None:
    assert set_marks(shelf.db, [1], ["read"], 5) == 1
    assert set_marks(shelf.db, [1, 2], ["read"], 9) == 1
    assert [row[0] for row in shelf.db.rows("SELECT read_at FROM story ORDER BY id")] == [5, 9]


def test_what_a_rule_hid_keeps_its_reason(shelf: Shelf) -> None:
    shelf.db.run("UPDATE story SET hidden_because = 'a rule' WHERE id = 1")
    assert set_marks(shelf.db, [1], ["hide"], 5) == 0
    assert shelf.db.value("SELECT hidden_because FROM story WHERE id = 1") == "a rule"


def test_all_marks_are_set_or_none(shelf: Shelf) -> None:
    stop = "CREATE TEMP TRIGGER stop BEFORE UPDATE ON story WHEN old.id = 2 BEGIN SELECT raise(ABORT, 'stop'); END"
    shelf.db.run(stop)
    with pytest.raises(StoreUnusable, match="stop"):
        set_marks(shelf.db, [1, 2], ["read"], 5)
    assert shelf.db.value("SELECT count(read_at) FROM story") == 0


def test_a_story_that_there_is_not_changes_nothing(shelf: Shelf) -> None:
    assert set_marks(shelf.db, [99], ["read"], 5) == 0
