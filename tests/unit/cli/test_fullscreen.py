"""What `cfnews read` opens with: what is new, what the flags ask for, or the window of the digest."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cfnews.cli.app import run
from cfnews.cli.fullscreen import _another_cfnews, _means, _Sitting, _sitting
from cfnews.cli.world import World
from cfnews.query import move_cursor, outline
from cfnews.store.db import open_for_reading, open_for_writing
from cfnews.store.marks import set_marks
from cfnews.story import Selection
from tests.unit.making import NOW, Shelf, raw


def world(tmp_path: Path, **flags: Any) -> World:
    """The world of a home with three stories of this week and one of last month, and these flags."""
    made = World({"CFNEWS_HOME": str(tmp_path), "CFNEWS_NOW": NOW.isoformat()}, run)
    made.flags = flags
    shelf = Shelf(open_for_writing(tmp_path / "cfnews.db"))
    ages = {"Today": 1, "Yesterday": 25, "Tuesday": 70, "Last month": 30 * 24}
    shelf.take(*(raw(title, f"https://a.example/{title}", hours_ago=age) for title, age in ages.items()))
    shelf.db.close()
    return made


def opened(made: World) -> _Sitting:
    """What the reader would open with."""
    db = open_for_reading(made.places.store)
    try:
        return _sitting(made, db)
    finally:
        db.close()


def look(made: World) -> None:
    """Looks at all that is new."""
    db = open_for_writing(made.places.store)
    move_cursor(db, outline(db, Selection(new=True, cursor="reader", limit=0)), NOW - timedelta(hours=2))
    db.close()


def test_the_first_look_has_the_last_seven_days_and_tells_how_many_are_older(tmp_path: Path) -> None:
    found = opened(world(tmp_path))
    assert len(found.outline.rows) == 3 and found.outline.selection.new
    assert found.note == "1 older story: cfnews list --until 2026-11-12"
    assert found.told_before is not None


def test_what_is_new_is_asked_for_without_flags(tmp_path: Path) -> None:
    made = world(tmp_path)
    look(made)
    shelf = Shelf(open_for_writing(made.places.store))
    shelf.take(raw("Fresh", "https://a.example/fresh"))
    shelf.db.close()
    found = opened(made)
    assert len(found.outline.rows) == 1 and found.rows is None and found.told_before is None
    assert found.about == ", new since today 06:00"


def test_where_nothing_is_new_the_window_of_the_digest_stands_in(tmp_path: Path) -> None:
    made = world(tmp_path)
    look(made)
    found = opened(made)
    assert found.outline.rows == [] and found.outline.selection.new
    assert found.rows is not None and len(found.rows) == 2
    assert found.about == " since yesterday, none of them new"


@pytest.mark.parametrize(
    ("flags", "number"),
    [({"since": "2d"}, 2), ({"feed": ["outlet"]}, 4), ({"unread": True}, 4), ({"until": "2026-11-01"}, 1)],
)
def test_flags_that_narrow_are_taken_as_list_takes_them(tmp_path: Path, flags: dict[str, Any], number: int) -> None:
    found = opened(world(tmp_path, **flags))
    assert len(found.outline.rows) == number and not found.outline.selection.new


@pytest.mark.parametrize("flags", [{"cursor": "colleague"}, {"peek": True}, {"revised": True}, {"sort": "oldest"}])
def test_flags_that_do_not_narrow_leave_it_at_what_is_new(tmp_path: Path, flags: dict[str, Any]) -> None:
    assert opened(world(tmp_path, **flags)).outline.selection.new


def test_new_with_flags_that_narrow_is_no_first_look(tmp_path: Path) -> None:
    found = opened(world(tmp_path, new=True, feed=["outlet"]))
    assert len(found.outline.rows) == 4 and found.told_before is None and found.note == ""


def test_no_limit_holds_unless_one_is_given(tmp_path: Path) -> None:
    assert opened(world(tmp_path, unread=True)).outline.selection.limit == 0
    assert len(opened(world(tmp_path, unread=True, limit="2")).outline.rows) == 2


def test_with_a_state_the_reader_starts_no_other_cfnews_and_marks_there(tmp_path: Path) -> None:
    made = world(tmp_path, state=str(tmp_path / "mine.state"))
    db = made.open_for_reading()
    means = _means(made, db)
    db.close()
    assert means.command is None
    writing = means.open_for_writing()
    assert set_marks(writing, [1], ["read"], 5) == 1
    writing.close()
    store = open_for_reading(made.places.store)
    assert store.value("SELECT count(read_at) FROM story") == 0
    store.close()


def test_another_cfnews_works_with_the_same_files(tmp_path: Path) -> None:
    made = world(tmp_path, store=str(tmp_path / "cfnews.db"), cache_dir=str(tmp_path / "cache"))
    assert _another_cfnews(made)[1:] == [
        *("-P", "-m", "cfnews", "--store", str(tmp_path / "cfnews.db"), "--cache-dir", str(tmp_path / "cache"))
    ]
