"""Two readers of one store, each with marks and cursors of their own, which is all that they write."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cfnews.errors import StoreBusy, StoreUnusable, WrongUsage
from cfnews.query import Reading, move_cursor, outline, read
from cfnews.store import cursors, marks, regroup
from cfnews.store.backup import back_up, restore
from cfnews.store.cursors import all_cursors
from cfnews.store.db import Database, open_for_writing
from cfnews.store.labelled import count_labels, labelled
from cfnews.store.marks import HIDDEN_BY_READER, Mark, Said, all_marks, set_marks
from cfnews.store.state import APPLICATION_ID, VERSION, open_with_state
from cfnews.store.stories import load, resolve
from cfnews.store.tallies import count_by, count_spans
from cfnews.story import BY_RULE, Selection, Story
from cfnews.update.merging import merge_own
from tests.unit.making import NOW, Shelf, raw, spec

FEEDS = (spec("one"), spec("two"))
LATER = int(NOW.timestamp()) + 60


class Reader:
    """A colleague with a state file, who reads whatever store is named."""

    def __init__(self, store: Path, state: Path) -> None:
        self.store, self.state = store, state

    def open(self, *, create: bool = False) -> Database:
        return open_with_state(self.store, self.state, create=create)

    def look(self, *, moves: bool = True, **wanted: Any) -> list[str]:
        """The titles of what is new; the cursor then moves."""
        found = self.read(new=True, cursor="reader", **wanted)
        if moves:
            db = self.open(create=True)
            move_cursor(db, found, NOW)
            db.close()
        return [story.title for story in found.stories]

    def read(self, **wanted: Any) -> Reading:
        db = self.open()
        try:
            selection = Selection(sort="oldest", **{"limit": 0, **wanted})
            return read(db, selection, now=NOW, refresh_after=3600, offline=False)
        finally:
            db.close()

    def titles(self, **wanted: Any) -> list[str]:
        return [story.title for story in self.read(**wanted).stories]

    def mark(self, title: str, *wanted: Mark, at: int = LATER) -> int:
        db = self.open(create=True)
        try:
            row = db.value("SELECT s.id FROM story s JOIN entry e ON e.id = s.lead_entry_id WHERE title = ?", (title,))
            return set_marks(db, [row], wanted, at)
        finally:
            db.close()

    def story(self, title: str) -> Story:
        return next(story for story in [*self.read().stories, *self.read(hidden=True).stories] if story.title == title)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """The desk that fetches, which has its store open all the time."""
    made = Shelf(open_for_writing(tmp_path / "desk" / "cfnews.db"), *FEEDS)
    for number in (1, 2, 3):
        made.take(raw(f"Story {number} of one", f"https://one.example/{number}"), feed="one")
    made.take(raw("Story 4 of two", "https://two.example/4"), feed="two")
    yield made
    made.db.close()


@pytest.fixture
def ann(shelf: Shelf, tmp_path: Path) -> Reader:
    assert shelf.db.path is not None
    return Reader(shelf.db.path, tmp_path / "ann" / "mine.state")


@pytest.fixture
def ben(shelf: Shelf, tmp_path: Path) -> Reader:
    assert shelf.db.path is not None
    return Reader(shelf.db.path, tmp_path / "ben.state")


ALL = ["Story 1 of one", "Story 2 of one", "Story 3 of one", "Story 4 of two"]


# --- marks ------------------------------------------------------------------------------------------


def test_marks_are_each_readers_own_and_none_is_in_the_store(shelf: Shelf, ann: Reader, ben: Reader) -> None:
    assert ann.mark(ALL[0], "read", "star") == 1
    assert ben.mark(ALL[1], "hide") == 1
    assert (ann.titles(unread=True), ann.titles(starred=True), ann.titles(hidden=True)) == (ALL[1:], ALL[:1], [])
    assert (ben.titles(unread=True), ben.titles(starred=True), ben.titles(hidden=True)) == (
        [ALL[0], *ALL[2:]],
        [],
        ALL[1:2],
    )
    assert ben.story(ALL[1]).hidden_because == HIDDEN_BY_READER
    assert shelf.db.value("SELECT count(*) FROM mark") == 0
    assert shelf.db.value("SELECT count(coalesce(read_at, starred_at, hidden_because)) FROM story") == 0


def test_what_the_keeper_of_the_store_has_marked_is_no_readers(shelf: Shelf, ann: Reader) -> None:
    set_marks(shelf.db, [shelf.row(ALL[0])], ["read", "star", "hide"], LATER)
    assert ann.titles(unread=True) == ALL
    assert ann.titles(starred=True) == ann.titles(hidden=True) == []


def test_what_a_rule_hid_is_hidden_unless_the_reader_will_have_it(shelf: Shelf, ann: Reader, ben: Reader) -> None:
    shelf.db.run("UPDATE story SET hidden_because = 'none of ours' WHERE id = ?", (shelf.row(ALL[0]),))
    assert ann.mark(ALL[0], "hide") == 0
    assert ann.mark(ALL[0], "unhide") == 1
    assert ann.titles() == ALL
    assert ben.titles() == ALL[1:]
    assert ben.story(ALL[0]).hidden_because == "none of ours"


@pytest.mark.parametrize(
    ("mark", "back", "column"),
    [("read", "unread", "read"), ("star", "unstar", "starred"), ("hide", "unhide", "hidden")],
)
def test_a_mark_can_be_taken_back(ann: Reader, mark: Mark, back: Mark, column: str) -> None:
    assert ann.mark(ALL[2], mark) == 1
    assert getattr(ann.story(ALL[2]), column) is True
    assert ann.mark(ALL[2], mark) == 0
    assert ann.mark(ALL[2], back) == 1
    assert getattr(ann.story(ALL[2]), column) is False


def test_a_mark_shows_in_the_connection_that_set_it(ann: Reader) -> None:
    db = ann.open(create=True)
    row = resolve(db, [ann.story(ALL[0]).id])[0]
    set_marks(db, [row], ["read", "hide"], LATER)
    assert [(story.read, story.hidden) for story in load(db, [row])] == [(True, True)]
    set_marks(db, [row], ["unhide", "star"], LATER)
    assert [(one.read, one.starred, one.hidden) for one in load(db, [row])] == [(True, True, False)]
    db.close()


def test_a_connection_that_stays_open_sees_what_another_of_the_readers_sets(ann: Reader) -> None:
    ann.mark(ALL[0], "read")
    db = ann.open()
    ann.mark(ALL[1], "read")
    assert len(outline(db, Selection(unread=True)).rows) == 2
    db.close()


def test_a_connection_that_stays_open_takes_in_what_a_fetch_writes(shelf: Shelf, ann: Reader) -> None:
    """Opened while the store is in nobody's hands, so that it is read as it stands."""
    shelf.db.close()
    ann.mark(ALL[0], "read")
    reading = ann.open()
    assert len(outline(reading, Selection()).rows) == 4
    for number in (5, 6):
        fetching = Shelf(open_for_writing(ann.store), *FEEDS)
        fetching.take(raw(f"Story {number} of two", f"https://two.example/{number}"), feed="two")
        fetching.db.close()
        assert len(outline(reading, Selection()).rows) == number
        assert len(outline(reading, Selection(unread=True)).rows) == number - 1
    reading.close()


def test_what_was_written_while_a_cursor_moved_leaves_it_where_it_was(shelf: Shelf, ann: Reader) -> None:
    shelf.db.close()
    assert ann.look() == ALL
    db = ann.open(create=True)
    with pytest.raises(StoreBusy, match="written while it was read"), db.transaction():
        db.run("UPDATE cursor SET change = 99")
        os.utime(ann.store)
    assert db.value("SELECT change FROM cursor") != 99
    db.close()


def test_a_store_that_is_restored_under_an_open_connection_is_not_taken_for_the_one_before(
    shelf: Shelf, ann: Reader, tmp_path: Path
) -> None:
    backup = publish(shelf, tmp_path / "backup.db")
    shelf.db.close()
    assert ann.look() == ALL
    reading = ann.open()
    assert len(outline(reading, Selection()).rows) == 4
    restore(ann.store, backup)
    with pytest.raises(StoreBusy, match="replaced by another"):
        outline(reading, Selection())
    reading.close()


@pytest.mark.parametrize("marked", [0, 1])
def test_when_two_stories_turn_out_to_be_one_a_mark_on_either_counts(shelf: Shelf, ann: Reader, marked: int) -> None:
    ann.mark(ALL[marked], "star")
    join(shelf, ALL[1], into=ALL[0])
    assert ann.titles(starred=True) == ALL[:1]
    assert ann.mark(ALL[0], "unstar", at=LATER + 1) == 1
    assert ann.titles(starred=True) == []


def join(shelf: Shelf, title: str, *, into: str) -> None:
    gone, kept = shelf.row(title), shelf.row(into)
    with shelf.db.transaction():
        regroup.move(shelf.db, [member.entry_id for member in regroup.members_of(shelf.db, [gone])], kept)
        regroup.drop(shelf.db, gone, kept)


# --- cursors ----------------------------------------------------------------------------------------


def test_each_reader_sees_all_once_and_then_what_came_since(shelf: Shelf, ann: Reader, ben: Reader) -> None:
    assert ann.look() == ALL
    assert ann.look() == []
    shelf.take(raw("Story 5 of two", "https://two.example/5"), feed="two")
    assert ann.look() == ["Story 5 of two"]
    assert ben.look() == [*ALL, "Story 5 of two"]
    assert shelf.db.value("SELECT count(*) FROM cursor") == 0


def test_what_was_passed_over_stays_new(ann: Reader, ben: Reader) -> None:
    assert ann.look(feeds=["two"]) == ALL[3:]
    assert ann.look(limit=2) == ALL[:2]
    assert ann.look(moves=False) == ann.look() == ALL[2:3]
    assert ann.look() == []
    assert ben.look() == ALL


def test_what_was_passed_over_stays_new_when_another_story_takes_it_in(shelf: Shelf, ann: Reader) -> None:
    assert ann.look(limit=3) == ALL[:3]
    join(shelf, ALL[3], into=ALL[0])
    assert ann.look() == ALL[:1]
    assert ann.look() == []


def test_what_a_rule_hid_when_the_cursor_passed_it_is_new_once_no_rule_hides_it(shelf: Shelf, ann: Reader) -> None:
    row = shelf.row(ALL[1])
    shelf.db.run("UPDATE story SET hidden_because = ? WHERE id = ?", (f"{BY_RULE}a rule", row))
    assert ann.look() == [ALL[0], *ALL[2:]]
    assert ann.look() == []
    shelf.db.run("UPDATE story SET hidden_because = NULL WHERE id = ?", (row,))
    assert ann.look() == ALL[1:2]
    assert ann.look() == []


def test_a_star_keeps_in_sight_what_a_rule_hides(shelf: Shelf, ann: Reader, ben: Reader) -> None:
    ann.mark(ALL[1], "star")
    shelf.db.run("UPDATE story SET hidden_because = ? WHERE id = ?", (f"{BY_RULE}a rule", shelf.row(ALL[1])))
    assert ann.titles() == ALL
    assert ben.titles() == [ALL[0], *ALL[2:]]


def test_a_copy_that_is_replaced_by_a_later_one_brings_what_came_since(
    shelf: Shelf, ann: Reader, tmp_path: Path
) -> None:
    ann.store = publish(shelf, tmp_path / "copy.db")
    assert ann.look(limit=2) == ALL[:2]
    shelf.take(raw("Story 5 of two", "https://two.example/5"), feed="two")
    publish(shelf, ann.store)
    assert ann.look() == [*ALL[2:], "Story 5 of two"]
    assert ann.look() == []


def publish(shelf: Shelf, copy: Path) -> Path:
    assert shelf.db.path is not None
    back_up(shelf.db.path, copy, readable=True)
    return copy


def test_an_older_copy_shows_nothing_twice_and_what_comes_after_it_is_not_lost(
    shelf: Shelf, ann: Reader, tmp_path: Path
) -> None:
    older = publish(shelf, tmp_path / "older.db")
    shelf.take(raw("Story 5 of two", "https://two.example/5"), feed="two")
    assert ann.look(feeds=["two"]) == [ALL[3], "Story 5 of two"]
    ann.store = older
    assert ann.look() == ALL[:3]
    assert ann.look() == []
    # From here on the older one counts otherwise: what it calls the fifth is another story.
    other = Shelf(open_for_writing(older), *FEEDS)
    other.take(raw("Story 6 of one", "https://one.example/6"), feed="one")
    other.take(raw("Story 5 of two", "https://two.example/5"), feed="two")
    other.db.close()
    assert ann.look() == ["Story 6 of one"]
    assert ann.look() == []


def test_a_copy_that_went_on_by_itself_is_known_by_the_number_of_its_newest_story(
    shelf: Shelf, ann: Reader, tmp_path: Path
) -> None:
    """A plain copy has the identity of the other: it is told by what the two have counted otherwise."""
    twin = publish(shelf, tmp_path / "twin.db")
    shelf.take(raw("Story 5 of two", "https://two.example/5"), feed="two")
    assert ann.look() == [*ALL, "Story 5 of two"]
    other = Shelf(open_for_writing(twin), *FEEDS)
    other.take(raw("Story 6 of one", "https://one.example/6"), feed="one")
    other.take(raw("Story 5 of two", "https://two.example/5"), feed="two")
    other.db.close()
    ann.store = twin
    assert ann.look() == ["Story 6 of one"]


def test_a_store_that_was_restored_is_known_to_count_otherwise(shelf: Shelf, ann: Reader, tmp_path: Path) -> None:
    assert shelf.db.path is not None
    backup = publish(shelf, tmp_path / "backup.db")
    shelf.take(raw("Story 5 of two", "https://two.example/5"), feed="two")
    assert ann.look() == [*ALL, "Story 5 of two"]
    restore(shelf.db.path, backup)
    shelf.take(raw("Story 6 of one", "https://one.example/6"), feed="one")
    shelf.take(raw("Story 5 of two", "https://two.example/5"), feed="two")
    assert ann.look() == ["Story 6 of one"]


def test_in_another_store_what_was_seen_is_known_by_its_ids_and_marks_by_their_entries(
    shelf: Shelf, ann: Reader, tmp_path: Path
) -> None:
    ann.mark(ALL[2], "star")
    assert ann.look(feeds=["one"]) == ALL[:3]
    other = Shelf(open_for_writing(tmp_path / "other" / "cfnews.db"), *FEEDS)
    for number in (6, 3, 1, 4):
        feed = "two" if number == 4 else "one"
        other.take(raw(f"Story {number} of {feed}", f"https://{feed}.example/{number}"), feed=feed)
    other.db.close()
    ann.store = tmp_path / "other" / "cfnews.db"
    assert ann.look() == ["Story 6 of one", ALL[3]]
    assert ann.look() == []
    assert ann.titles(starred=True) == ALL[2:3]


# --- to and from another machine --------------------------------------------------------------------


def test_a_readers_state_goes_to_another_file_by_names_and_ids(ann: Reader, ben: Reader) -> None:
    ann.mark(ALL[0], "read")
    ann.look(limit=2)
    given = ann.open()
    db = ben.open(create=True)
    done = merge_own(db, all_marks(given), all_cursors(given))
    assert (done.marks, done.verdicts, done.shown, done.waiting) == (1, 0, 2, 0)
    db.close()
    given.close()
    assert ben.titles(unread=True) == ALL[1:]
    assert ben.look() == ALL[2:]


def test_a_mark_that_came_before_its_entry_waits_for_it(shelf: Shelf, ann: Reader) -> None:
    db = ann.open(create=True)
    name = "two link two.example/5"
    assert merge_own(db, [Said(name, "starred", True, LATER)], []).waiting == 1
    db.close()
    assert ann.titles(starred=True) == []
    shelf.take(raw("Story 5 of two", "https://two.example/5"), feed="two")
    assert shelf.db.value("SELECT feed_id || ' ' || key FROM entry ORDER BY id DESC") == name
    assert ann.titles(starred=True) == ["Story 5 of two"]
    assert ann.titles(starred=True) == ["Story 5 of two"]


# --- the files --------------------------------------------------------------------------------------


def test_no_byte_of_the_store_changes_and_no_file_comes_beside_it(shelf: Shelf, ann: Reader) -> None:
    shelf.db.close()
    before = {one.name: one.read_bytes() for one in ann.store.parent.iterdir()}
    ann.mark(ALL[0], "read", "star")
    ann.look(limit=1)
    ann.look()
    assert {one.name: one.read_bytes() for one in ann.store.parent.iterdir()} == before


def test_reading_makes_no_state_and_writing_makes_a_private_one(ann: Reader) -> None:
    assert ann.look(moves=False) == ALL
    assert not ann.state.parent.exists()
    ann.look()
    assert ann.state.stat().st_mode & 0o777 == 0o600
    assert ann.state.parent.stat().st_mode & 0o777 == 0o700
    assert [one.name for one in ann.state.parent.iterdir()] == [ann.state.name]


def test_the_store_is_no_state_of_its_own(ann: Reader) -> None:
    ann.state = ann.store
    with pytest.raises(WrongUsage, match="is the store itself"):
        ann.open()


@pytest.mark.parametrize(
    ("application", "version", "said"), [(APPLICATION_ID, VERSION + 1, "newer cfnews"), (7, VERSION, "no state")]
)
def test_a_file_of_another_program_or_version_is_refused_and_left_as_it_is(
    ann: Reader, application: int, version: int, said: str
) -> None:
    ann.look()
    other = sqlite3.connect(ann.state)
    other.execute(f"PRAGMA application_id = {application}")
    other.execute(f"PRAGMA user_version = {version}")
    other.close()
    before = ann.state.read_bytes()
    with pytest.raises(StoreUnusable, match=said) as caught:
        ann.open(create=True)
    assert caught.value.hint
    assert ann.state.read_bytes() == before


def test_a_state_that_is_no_database_is_refused(ann: Reader) -> None:
    ann.state.parent.mkdir()
    ann.state.write_text("my notes " * 100, "utf-8")
    with pytest.raises(StoreUnusable, match="not a database"):
        ann.open(create=True)


def test_the_tables_that_both_have_are_alike_and_no_other_hides_one_of_the_stores(ann: Reader) -> None:
    db = ann.open(create=True)

    def tables(schema: str) -> dict[str, list[Any]]:
        names = [row["name"] for row in db.rows(f"PRAGMA {schema}.table_list") if row["schema"] == schema]
        found = {name: db.rows(f"PRAGMA {schema}.table_info({name})") for name in names}
        return {name: [tuple(row) for row in columns] for name, columns in found.items()}

    ours, theirs = tables("main"), tables("store")
    both = ours.keys() & theirs.keys()
    assert {name for name in both if not name.startswith("sqlite_")} == {"mark", "cursor", "cursor_shown"}
    assert [ours[name] for name in both] == [theirs[name] for name in both]
    # What else the store keeps of its reader needs a place in the state.
    assert {name for name in theirs if name.startswith(("mark", "cursor"))} - both == {
        "cursor_skipped",
        "cursor_hidden",
    }
    db.close()


def test_a_story_has_the_columns_that_it_has_in_the_store(shelf: Shelf, ann: Reader) -> None:
    db = ann.open()
    row = db.row("SELECT * FROM story")
    known = shelf.db.row("SELECT * FROM story")
    assert row is not None
    assert known is not None
    assert sorted(row.keys()) == sorted(known.keys())
    db.close()


def test_what_reads_stories_finds_them_as_without_a_state_and_never_makes_a_list_of_all_first(ann: Reader) -> None:
    ann.mark(ALL[0], "read")
    db = ann.open()
    plans: list[str] = []
    plain = db.rows

    def explained(sql: str, values: Any = ()) -> list[Any]:
        plans.extend(row["detail"] for row in plain(f"EXPLAIN QUERY PLAN {sql}", values))
        return plain(sql, values)

    db.rows = explained  # type: ignore[method-assign]
    outline(db, Selection(new=True, cursor="reader"))
    outline(db, Selection(unread=True, since=NOW))
    outline(db, Selection(starred=True))
    count_by(db, Selection(), "feed")
    count_spans(db, Selection(), [(0, LATER)])
    count_labels(db, "topic", NOW, NOW)
    labelled(db, "topic", ["kinship"])
    load(db, [1, 2])
    assert any("USING INDEX story_at" in plan for plan in plans)
    assert [plan for plan in plans if plan.startswith(("MATERIALIZE story", "CO-ROUTINE story", "SCAN story"))] == []
    db.close()


def test_marks_and_cursors_of_the_store_are_not_what_the_names_mean(shelf: Shelf, ann: Reader) -> None:
    set_marks(shelf.db, [1], ["read"], LATER)
    cursors.move_cursor(shelf.db, "keeper", 1, [1], LATER)
    db = ann.open()
    assert marks.all_marks(db) == []
    assert cursors.all_cursors(db) == []
    db.close()
