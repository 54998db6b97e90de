"""The stack of stories that is read from the top."""

from datetime import UTC
from pathlib import Path

import pytest

from cfnews.model import WatchSpec
from cfnews.query import outline, read
from cfnews.reader.rows import Rows
from cfnews.reader.stack import Stack
from cfnews.store.db import Database, open_for_writing
from cfnews.store.judging import ready
from cfnews.store.marks import set_marks, unread_of
from cfnews.store.stories import load_by_row
from cfnews.story import Selection
from tests.unit.making import NOW, Shelf, raw


@pytest.fixture(name="shelf")
def _shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(open_for_writing(tmp_path / "cfnews.db"))
    shelf.take(*(raw(f"Headline {one}", f"https://a.example/{one}", hours_ago=one) for one in range(1, 6)))
    return shelf


def stack(db: Database, **wanted: object) -> Stack:
    """The stack of all stories, or of those wanted."""
    return Stack(db, outline(db, Selection(limit=0, **wanted)))  # type: ignore[arg-type]  # a test's own words


def titles(one: Stack) -> list[str]:
    """The headlines from the top down."""
    return [story.title for place in range(len(one)) if (story := one.story(place))]


def test_an_outline_names_the_stories_that_a_reading_holds(shelf: Shelf) -> None:
    for wanted in (Selection(), Selection(text="headline", limit=2), Selection(new=True, cursor="reader")):
        whole = read(shelf.db, wanted, now=NOW, refresh_after=60, offline=False)
        bare = outline(shelf.db, wanted)
        assert (bare.rows, bare.counts, bare.change) == (whole.rows, whole.counts, whole.change)


def test_stories_by_row_leave_out_what_is_no_more(shelf: Shelf) -> None:
    row = shelf.row("Headline 2")
    assert {at: one.title for at, one in load_by_row(shelf.db, [row, 999]).items()} == {row: "Headline 2"}


def test_read_and_hidden_stories_are_not_unread(shelf: Shelf) -> None:
    rows = [shelf.row(f"Headline {one}") for one in (1, 2, 3)]
    set_marks(shelf.db, rows[:1], ["read"], 1)
    set_marks(shelf.db, rows[1:2], ["hide"], 1)
    assert unread_of(shelf.db, rows) == {rows[2]}


@pytest.mark.parametrize(("plain", "height", "width"), [(True, 1, 90), (False, 2, 90), (False, 1, 90)])
def test_a_watched_story_is_marked_in_its_row(shelf: Shelf, plain: bool, height: int, width: int) -> None:
    watches = ready([WatchSpec(name="the third", words=('"headline 3"',))])
    one = Stack(shelf.db, outline(shelf.db, Selection(limit=0)), watches=watches)
    rows = Rows(NOW, UTC, plain=plain)
    marked = {
        story.title
        for place in range(len(one))
        if (story := one.story(place))
        and "watch" in "".join(line.plain for line in rows.lines(story, width, height, chosen=False))
    }
    assert marked == {"Headline 3"}


def test_there_is_no_place_beyond_the_ends(shelf: Shelf) -> None:
    one = stack(shelf.db)
    assert one.go(99) and one.at == 4
    assert one.go(-7) and one.at == 0
    assert not one.go(0)
    empty = stack(shelf.db, starred=True)
    assert not empty.go(3) and empty.row is None and empty.next_unread() is None


def test_the_next_unread_is_below_or_else_from_the_top_and_never_this_one(shelf: Shelf) -> None:
    one = stack(shelf.db)
    one.go(3)
    set_marks(shelf.db, [one.rows[4], one.rows[0]], ["read"], 1)
    one.reload()
    assert one.next_unread() == 1
    set_marks(shelf.db, one.rows[:3], ["read"], 2)
    one.reload()
    assert one.next_unread() is None


@pytest.mark.parametrize(("sort", "at"), [("newest", 0), ("oldest", 5)])
def test_what_comes_is_put_where_the_eye_looks_and_the_story_that_is_read_stays_before_it(
    shelf: Shelf, sort: str, at: int
) -> None:
    one = stack(shelf.db, sort=sort)
    one.go(2)
    before = one.row
    shelf.take(raw("Fresh", "https://a.example/fresh", hours_ago=0.1))
    assert one.take_in(shelf.db, outline(shelf.db, Selection(limit=0, sort=sort))) == 1  # type: ignore[arg-type]
    assert titles(one)[at] == "Fresh" and one.row == before and len(one) == 6


def test_a_story_that_no_longer_matches_stays_where_it_was(shelf: Shelf) -> None:
    one = stack(shelf.db, unread=True)
    set_marks(shelf.db, one.rows[:2], ["read"], 1)
    assert one.take_in(shelf.db, outline(shelf.db, Selection(limit=0, unread=True))) == 0
    assert len(one) == 5 and len(one.unread) == 3


def test_other_stories_are_not_counted_as_unread(shelf: Shelf) -> None:
    one = stack(shelf.db, text='"headline 2"', sort="relevance")
    one.reload([shelf.row("Headline 4")])
    assert len(one.unread) == 1
