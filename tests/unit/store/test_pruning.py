"""Old stories go with all that hangs on them, and are known again where their feed still lists them."""

from datetime import timedelta

import pytest

from cfnews.model import RawEntry
from cfnews.store import pruning
from cfnews.store.checking import faults_of
from cfnews.store.marks import set_marks
from cfnews.update.pruning import Pruned, prune
from tests.unit.making import NOW, Shelf, raw, spec

DAY = 24
HUB = "Wexmoor opens a family hub for foster carers"
NEW = raw("Ponies calm children on the moor", "https://one.example/3", guid="3")
OLD = raw("Choir of care leavers sings at the town hall", "https://one.example/2", guid="2", hours_ago=500 * DAY)
TWICE = [raw(HUB, f"https://{feed}.example/1", guid=f"1 {feed}", hours_ago=450 * DAY) for feed in ("one", "two")]


@pytest.fixture
def shelf() -> Shelf:
    """Three stories: one of today, one of 500 days ago, one of 450 that two feeds tell."""
    made = Shelf(None, spec("one"), spec("two"))
    made.take(TWICE[0], OLD, NEW, feed="one")
    made.take(TWICE[1], feed="two")
    return made


def pruned(
    shelf: Shelf, days: int = 400, *feeds: str, watched: frozenset[int] = frozenset(), dry: bool = False
) -> Pruned:
    before = int((NOW - timedelta(days=days)).timestamp())
    return prune(shelf.db, before, feeds, lambda rows: watched & set(rows), int(NOW.timestamp()), dry_run=dry)


def test_what_is_old_goes_with_all_that_hangs_on_it(shelf: Shelf) -> None:
    assert pruned(shelf) == Pruned(2, 3, 0, 0, {"one": 2, "two": 1})
    assert shelf.titles() == [NEW.title]
    assert faults_of(shelf.db) == []
    assert shelf.db.value("SELECT count(*) FROM search WHERE search MATCH 'choir OR hub'") == 0
    pruning.vacuum(shelf.db)


def test_a_dry_run_says_the_same_and_takes_nothing(shelf: Shelf) -> None:
    assert pruned(shelf, dry=True) == Pruned(2, 3, 0, 0, {"one": 2, "two": 1})
    assert len(shelf.titles()) == 3
    assert shelf.db.value("SELECT count(*) FROM pruned") == 0


def test_what_is_starred_or_watched_stays_and_what_is_read_or_hidden_does_not(shelf: Shelf) -> None:
    set_marks(shelf.db, [shelf.row(OLD.title)], ["star"], 5)
    set_marks(shelf.db, [shelf.row(HUB)], ["read", "hide"], 5)
    assert pruned(shelf, watched=frozenset({shelf.row(HUB)})) == Pruned(0, 0, 1, 1, {})
    assert pruned(shelf) == Pruned(1, 2, 1, 0, {"one": 1, "two": 1})


def test_with_a_feed_what_another_tells_too_stays(shelf: Shelf) -> None:
    assert pruned(shelf, 400, "two").stories == 0
    assert pruned(shelf, 400, "one").feeds == {"one": 1}
    assert pruned(shelf, 400, "one", "two").feeds == {"one": 1, "two": 1}


def test_a_story_is_as_old_as_the_last_thing_that_happened_to_it(shelf: Shelf) -> None:
    shelf.take(raw(OLD.title, OLD.link, guid=OLD.guid, summary="Changed today.", hours_ago=500 * DAY), feed="one")
    assert pruned(shelf).feeds == {"one": 1, "two": 1}
    assert OLD.title in shelf.titles()


@pytest.mark.parametrize(
    "again",
    [
        OLD,
        raw(OLD.title, OLD.link, guid="another", hours_ago=500 * DAY),
        raw(OLD.title, "https://one.example/moved", guid=OLD.guid, hours_ago=500 * DAY),
        raw(OLD.title, OLD.link, guid=OLD.guid, summary="In other words.", hours_ago=500 * DAY),
        raw(OLD.title, OLD.link, guid=OLD.guid),
    ],
    ids=["as it was", "with another id", "on another page", "in other words", "with today's date"],
)
def test_what_its_feed_lists_again_is_no_news(shelf: Shelf, again: RawEntry) -> None:
    pruned(shelf)
    taken = shelf.take(again, NEW, raw("News of the day", "https://one.example/9", guid="9"), feed="one")
    assert (taken.new, taken.unchanged, taken.entries) == (1, 2, 3)
    assert OLD.title not in shelf.titles()
    shelf.take(again, feed="one")
    assert OLD.title not in shelf.titles()


def test_a_flood_of_new_ids_and_pages_brings_back_nothing(shelf: Shelf) -> None:
    many = [
        raw(
            f"Matter number {number} before the court of the day",
            f"https://one.example/m/{number}",
            guid=f"g {number}",
            hours_ago=(500 + number) * DAY,
        )
        for number in range(10)
    ]
    shelf.take(*many, feed="one")
    assert pruned(shelf).stories == 12
    anew = [
        raw(one.title, one.link.replace("/m/", "/new/"), guid=f"new {number}", hours_ago=(500 + number) * DAY)
        for number, one in enumerate(many)
    ]
    assert shelf.take(*anew, feed="one").new == 0


def test_what_another_feed_tells_is_another_entry(shelf: Shelf) -> None:
    pruned(shelf)
    assert shelf.take(raw(OLD.title, OLD.link, guid="2", hours_ago=500 * DAY), feed="two").new == 1


def test_a_feed_of_which_nothing_was_pruned_asks_once(shelf: Shelf) -> None:
    assert pruning.pruned_in_feed(shelf.db, "one", [], ["x"]) == []
