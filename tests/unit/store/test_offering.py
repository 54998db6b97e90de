"""What a shell is offered: the newest stories by their ids, every label once, and no walk through the store."""

import pytest

from cfnews.store.marks import set_marks
from cfnews.store.offering import offered_cursors, offered_feeds, offered_labels, offered_stories
from cfnews.story import Facts, Place
from tests.unit.making import NOW, Shelf, Told, raw
from tests.unit.store.plans import walked

FACTS = {
    "one": Facts(topics=["kinship", "adoption"], places=[Place("E1", "dunmoor", "Dunmoor")]),
    "two": Facts(topics=["kinship"]),
    "three": Facts(),
}


@pytest.fixture
def shelf() -> Shelf:
    """Three stories of one, two and three hours."""
    made = Shelf(tagger=Told(FACTS))
    made.take(*(raw(f"Story {guid}", guid=guid, hours_ago=age) for age, guid in enumerate(FACTS, 1)))
    return made


def test_stories_are_offered_the_newest_first_with_their_headlines_and_hidden_ones_not(shelf: Shelf) -> None:
    assert [title for _, title in offered_stories(shelf.db, "")] == ["Story one", "Story two", "Story three"]
    set_marks(shelf.db, [shelf.row("Story two")], ["hide"], int(NOW.timestamp()))
    assert [title for _, title in offered_stories(shelf.db, "")] == ["Story one", "Story three"]


def test_stories_are_offered_by_the_beginnings_of_their_ids(shelf: Shelf) -> None:
    for public_id, title in offered_stories(shelf.db, ""):
        assert (public_id, title) in offered_stories(shelf.db, public_id[:2].upper())
        assert offered_stories(shelf.db, public_id) == [(public_id, title)]
    assert offered_stories(shelf.db, "0") == []  # no id has a nought


def test_every_label_is_offered_once_in_order(shelf: Shelf) -> None:
    assert offered_labels(shelf.db, "topic") == ["adoption", "kinship"]
    assert offered_labels(shelf.db, "place") == ["dunmoor"]
    assert offered_labels(shelf.db, "body") == []


def test_feeds_and_cursors_are_offered(shelf: Shelf) -> None:
    assert offered_feeds(shelf.db) == [("outlet", "Outlet")]
    shelf.db.run("INSERT INTO cursor VALUES ('reader', 3, 0)")
    assert offered_cursors(shelf.db) == ["reader"]


def test_nothing_that_grows_is_walked_from_end_to_end(shelf: Shelf) -> None:
    plans = walked(shelf.db, lambda db: offered_labels(db, "topic"))
    plans += walked(shelf.db, lambda db: offered_stories(db, "ab"))
    assert [plan for plan in plans if not plan.startswith("SCAN found")] == []
