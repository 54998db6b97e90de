"""Marks, verdicts and cursors as they go from one store to another."""

from datetime import timedelta

import pytest

from cfnews.store import cursors, marks, stories, verdicts
from cfnews.store.cursors import Stood
from cfnews.store.marks import Decided, Said, set_marks
from cfnews.store.verdicts import Verdict
from cfnews.story import Selection
from cfnews.update.deciding import split
from cfnews.update.merging import Merged, merge
from tests.unit.making import NOW, Shelf, raw, spec

SECONDS = int(NOW.timestamp())
HUB = "Wexmoor opens a family hub for foster carers"
ONE, TWO = (raw(HUB, f"https://{feed}.example/1") for feed in ("one", "two"))
CHOIR = raw("Choir of care leavers sings at the town hall", "https://one.example/2")
NAME = "one link one.example/1"


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf(None, spec("one"), spec("two"))
    made.take(ONE, CHOIR, feed="one")
    return made


def shown(shelf: Shelf, title: str) -> tuple[object, ...]:
    row = shelf.db.row("SELECT read_at, starred_at, hidden_because FROM story WHERE id = ?", (shelf.row(title),))
    assert row is not None
    return tuple(row)


def put(shelf: Shelf, *said: Said, verdict: list[Verdict] | None = None, stood: list[Stood] | None = None) -> Merged:
    return merge(shelf.db, said, verdict or [], stood or [], SECONDS)


def test_a_mark_is_remembered_of_every_entry_of_its_story(shelf: Shelf) -> None:
    shelf.take(TWO, feed="two")
    set_marks(shelf.db, [shelf.row(HUB)], ["read"], 5)
    assert marks.all_marks(shelf.db) == [Said(NAME, "read", True, 5), Said("two link two.example/1", "read", True, 5)]


def test_what_is_said_now_comes_after_what_was_said_before_by_any_clock(shelf: Shelf) -> None:
    row = shelf.row(HUB)
    put(shelf, Said(NAME, "read", True, 900))
    set_marks(shelf.db, [row], ["unread"], 5)
    assert marks.decided(shelf.db, row) == {"read": Decided(False, 901)}
    set_marks(shelf.db, [row], ["read"], 901)
    assert marks.decided(shelf.db, row) == {"read": Decided(True, 902)}


def test_a_later_mark_from_elsewhere_counts_and_an_earlier_one_does_not(shelf: Shelf) -> None:
    set_marks(shelf.db, [shelf.row(HUB)], ["read", "star", "hide"], 50)
    assert put(shelf, Said(NAME, "read", False, 49), Said(NAME, "starred", False, 51)).marks == 1
    assert shown(shelf, HUB) == (50, None, "you hid it")
    put(shelf, Said(NAME, "hidden", False, 60))
    assert shown(shelf, HUB) == (50, None, None)


def test_of_two_words_of_one_moment_what_is_set_counts(shelf: Shelf) -> None:
    put(shelf, Said(NAME, "read", False, 50), Said(NAME, "starred", True, 50))
    put(shelf, Said(NAME, "read", True, 50), Said(NAME, "starred", False, 50))
    assert shown(shelf, HUB) == (50, 50, None)


def test_a_mark_waits_for_its_entry(shelf: Shelf) -> None:
    said = [Said("two link two.example/9", kind, True, 50) for kind in ("read", "starred", "hidden")]
    assert put(shelf, *said).waiting == 1
    taken = shelf.take(raw("A tribunal hears of a bus", "https://two.example/9"), feed="two")
    assert shown(shelf, "A tribunal hears of a bus") == (50, 50, "you hid it")
    assert (taken.new, taken.filtered) == (0, 1)


def test_a_mark_that_waited_goes_to_the_story_that_its_entry_joins(shelf: Shelf) -> None:
    put(shelf, Said("two link two.example/1", "starred", True, 50))
    assert shown(shelf, HUB) == (None, None, None)
    shelf.take(TWO, feed="two")
    assert shown(shelf, HUB) == (None, 50, None)


def test_what_was_unhidden_stays_so_whatever_the_rules_say_when_a_text_changes() -> None:
    made = Shelf(None, spec("all", scope="filter"))
    market = raw("Cheese market moves to the station", "https://all.example/1")
    made.take(market, feed="all")
    assert shown(made, market.title)[2] not in (None, "you hid it")
    set_marks(made.db, [1], ["unhide"], 5)
    made.take(raw(market.title, market.link, summary="On Monday."), feed="all")
    assert shown(made, market.title)[2] is None


def test_what_is_parted_is_as_read_as_the_story_that_it_was_in(shelf: Shelf) -> None:
    set_marks(shelf.db, [shelf.row(HUB)], ["read"], 5)
    shelf.take(TWO, feed="two")
    split(shelf.db, shelf.row(HUB), None, 6)
    assert [row[0] for row in shelf.db.rows("SELECT read_at FROM story WHERE sources = 1")].count(5) == 2


def test_a_verdict_from_elsewhere_parts_and_joins(shelf: Shelf) -> None:
    shelf.take(TWO, feed="two")
    pair = (NAME, "two link two.example/1")
    assert put(shelf, verdict=[Verdict(*pair, False, 50)]).verdicts == 1
    assert shelf.db.value("SELECT count(*) FROM story") == 3
    assert put(shelf, verdict=[Verdict(*pair, True, 49)]).verdicts == 0
    put(shelf, verdict=[Verdict(*pair, True, 51), Verdict(NAME, "one link one.example/2", True, 51)])
    assert shelf.db.value("SELECT count(*) FROM story") == 1
    assert verdicts.all_verdicts(shelf.db)[0].at == 51


def test_a_verdict_parts_what_is_too_old_to_be_compared(shelf: Shelf) -> None:
    shelf.take(TWO, feed="two")
    shelf.take(raw(HUB, "https://two.example/8", guid="8", hours_ago=2), feed="two")
    shelf.now += timedelta(days=40)
    with shelf.db.transaction():
        shelf.desk().close_day()
    put(shelf, verdict=[Verdict(NAME, "two link two.example/1", False, 50)])
    assert sorted(row[0] for row in shelf.db.rows("SELECT sources FROM story")) == [1, 1, 2]


def new(shelf: Shelf) -> set[str]:
    rows, _ = stories.find(shelf.db, Selection(new=True, cursor="reader"))
    return {story.title for story in stories.load(shelf.db, rows)}


def test_what_was_shown_elsewhere_is_not_new_here_whenever_it_comes(shelf: Shelf) -> None:
    cursors.move_cursor(shelf.db, "reader", 1, [shelf.row(HUB)], 5)  # the choir was passed over
    (stood,) = cursors.all_cursors(shelf.db)
    there = Shelf(None, spec("one"), spec("two"))
    there.take(TWO, feed="two")
    assert put(there, stood=[stood]).shown == 1
    there.take(ONE, CHOIR, feed="one")
    assert there.db.value("SELECT count(*) FROM story") == 2
    assert new(there) == {CHOIR.title}
    assert cursors.cursor_moved_at(there.db, "reader") == 5


def test_what_was_shown_elsewhere_is_not_skipped_and_forgotten_when_the_cursor_passes_it(shelf: Shelf) -> None:
    (hub,) = (row[0] for row in shelf.db.rows("SELECT public_id FROM story WHERE id = ?", (shelf.row(HUB),)))
    put(shelf, stood=[Stood("reader", 5, [hub, "aaaaaaaaaa"])])
    assert new(shelf) == {CHOIR.title}
    cursors.move_cursor(shelf.db, "reader", 1, [], 6)
    assert new(shelf) == {CHOIR.title}
    assert [row[0] for row in shelf.db.rows("SELECT id FROM cursor_shown")] == ["aaaaaaaaaa"]
    assert cursors.all_cursors(shelf.db) == [Stood("reader", 6, sorted([hub, "aaaaaaaaaa"]))]


def test_an_entry_that_is_not_stored_is_in_no_story(shelf: Shelf) -> None:
    put(shelf, Said(NAME, "read", True, 5), Said("gone link x", "read", True, 5))
    assert marks.stories_by_name(shelf.db).keys() == {NAME}
    assert marks.marked_stories(shelf.db, [NAME, "gone link x", "one link one.example/2"]) == [shelf.row(HUB)]
