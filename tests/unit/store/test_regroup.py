"""Moving entries between stories: nothing is lost, and every id that was ever given leads somewhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cfnews.store import entries, regroup, stories
from cfnews.store.db import Database
from cfnews.store.marks import Mark, set_marks
from cfnews.store.regroup import StoryRow
from tests.unit.making import NOW, Shelf, raw, spec
from tests.unit.store.plans import walked

SECONDS = int(NOW.timestamp())


@pytest.fixture
def shelf() -> Shelf:
    """Three feeds with a story each, that have nothing in common; the first was published first."""
    made = Shelf(None, *map(spec, ("one", "two", "three")))
    made.db.run("PRAGMA foreign_keys = ON")
    for hours, (feed, title) in enumerate(zip(made.feeds, ("Ponies calm pupils", "Hub opens", "Choir"), strict=True)):
        made.take(raw(title, f"https://{feed}.example/1", hours_ago=9 - hours), feed=feed)
    return made


def public_ids(db: Database) -> list[str]:
    return [row[0] for row in db.rows("SELECT public_id FROM story ORDER BY id")]


def fold(db: Database, one: int, into: int) -> None:
    """Puts all entries of a story into another and drops it."""
    regroup.move(db, [member.entry_id for member in regroup.members_of(db, [one])], into)
    regroup.drop(db, one, into)
    entries.refresh_story(db, into)


def test_a_member_tells_what_grouping_needs(shelf: Shelf) -> None:
    (member,) = regroup.members_of(shelf.db, [2])
    assert member == (2, 2, "two", "link two.example/1", "hub opens", SECONDS - 8 * 3600)
    assert regroup.story_rows(shelf.db, [2]) == [StoryRow(2, 2, SECONDS, SECONDS - 8 * 3600, False)]
    assert regroup.members_of(shelf.db, []) == regroup.members_of(shelf.db, [99]) == []


def test_an_entry_without_a_date_stands_where_it_was_first_seen() -> None:
    shelf = Shelf()
    shelf.take(raw("Hub opens", "https://one.example/1", hours_ago=-9_999))
    assert regroup.members_of(shelf.db, [1])[0].at == SECONDS


def test_entries_that_are_moved_are_in_their_new_story_alone(shelf: Shelf) -> None:
    regroup.move(shelf.db, [1, 3], 2)
    assert regroup.stories_of(shelf.db, [1, 2, 3]) == [2]
    assert [member.entry_id for member in regroup.members_of(shelf.db, [2])] == [1, 2, 3]


def test_the_id_of_a_dropped_story_leads_to_the_one_that_took_it_over(shelf: Shelf) -> None:
    first, second, third = public_ids(shelf.db)
    fold(shelf.db, 3, 2)
    fold(shelf.db, 2, 1)
    assert public_ids(shelf.db) == [first]
    assert stories.resolve(shelf.db, [first, second, third]) == [1, 1, 1]
    assert shelf.db.value("SELECT sources FROM story") == 3
    assert stories.load(shelf.db, [1])[0].id == first


@pytest.mark.parametrize(
    ("ours", "theirs", "read", "starred"),
    [((), ("read", "star"), 7, 7), (("read",), ("star",), 5, 7), (("read", "star"), ("read", "star"), 5, 5)],
)
def test_a_story_keeps_the_readers_marks_on_what_it_took_over(
    shelf: Shelf, ours: tuple[Mark, ...], theirs: tuple[Mark, ...], read: int, starred: int
) -> None:
    set_marks(shelf.db, [1], ours, 5)
    set_marks(shelf.db, [2], theirs, 7)
    fold(shelf.db, 2, 1)
    (row,) = shelf.db.rows("SELECT read_at, starred_at FROM story WHERE id = 1")
    assert tuple(row) == (read, starred)


def test_what_followed_a_dropped_story_follows_the_one_that_took_it_over(shelf: Shelf) -> None:
    regroup.set_follows(shelf.db, 3, 2)
    fold(shelf.db, 2, 1)
    assert shelf.db.value("SELECT follows_id FROM story WHERE id = 3") == 1


def test_a_story_does_not_follow_itself(shelf: Shelf) -> None:
    regroup.set_follows(shelf.db, 2, 2)
    assert shelf.db.value("SELECT follows_id FROM story WHERE id = 2") is None
    regroup.set_follows(shelf.db, 2, 1)
    fold(shelf.db, 1, 2)
    assert shelf.db.value("SELECT follows_id FROM story WHERE id = 2") is None


def test_entries_that_leave_get_a_story_as_new_and_as_read_as_the_one_they_were_in(shelf: Shelf) -> None:
    first, second, _ = public_ids(shelf.db)
    fold(shelf.db, 2, 1)
    set_marks(shelf.db, [1], ["read", "star", "hide"], 7)
    leaving = regroup.members_of(shelf.db, [1])[1]
    row = regroup.part(shelf.db, 1, second, leaving)
    regroup.move(shelf.db, [leaving.entry_id], row)
    for one in (1, row):
        entries.refresh_story(shelf.db, one)
    assert stories.resolve(shelf.db, [first, second]) == [1, row]
    told = "news_change, section, kind, facts, hidden_because, read_at, starred_at, sources, lead_entry_id, at"
    ours, theirs = shelf.db.rows(f"SELECT {told} FROM story WHERE id IN (1, ?) ORDER BY id", (row,))  # noqa: S608
    assert ours[:8] == theirs[:8]
    assert theirs[8:] == (2, SECONDS - 8 * 3600)


def test_a_match_is_noted_on_its_entry_alone(shelf: Shelf) -> None:
    regroup.note_match(shelf.db, 2, "text", 0.41)
    found = shelf.db.rows("SELECT match, score FROM entry ORDER BY id")
    assert [tuple(row) for row in found] == [("lead", 1.0), ("text", 0.41), ("lead", 1.0)]


CALLS: dict[str, Callable[[Database], object]] = {
    "members of stories": lambda db: regroup.members_of(db, [1, 2]),
    "stories of entries": lambda db: regroup.stories_of(db, [1, 2]),
    "rows of stories": lambda db: regroup.story_rows(db, [1, 2]),
    "moving": lambda db: regroup.move(db, [1], 2),
    "noting a match": lambda db: regroup.note_match(db, 1, "text", 0.5),
    "noting what a story follows": lambda db: regroup.set_follows(db, 2, 1),
    "parting": lambda db: regroup.part(db, 1, "abcdefghij", regroup.members_of(db, [1])[0]),
}


@pytest.mark.parametrize("name", CALLS)
def test_grouping_searches_an_index_and_never_walks_a_table(name: str) -> None:
    shelf = Shelf()
    shelf.take(raw("Ponies calm pupils", "https://a.example/1"), raw("Hub opens", "https://a.example/2"))
    assert walked(shelf.db, CALLS[name]) == []


def test_the_clock_does_not_matter_to_an_entry_that_moves(shelf: Shelf) -> None:
    shelf.now += timedelta(days=30)
    before = shelf.db.rows("SELECT first_seen_at, last_seen_at FROM entry")
    fold(shelf.db, 3, 1)
    assert shelf.db.rows("SELECT first_seen_at, last_seen_at FROM entry") == before
