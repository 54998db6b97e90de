"""Each kind of damage is found, and mended from what is sound; a sound store is left as it is."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cfnews.errors import StoreUnusable
from cfnews.store import checking
from cfnews.store.db import open_for_reading, open_for_writing
from cfnews.store.marks import set_marks
from cfnews.update.mending import mend
from tests.unit.making import Shelf, raw, spec

HUB = "Wexmoor opens a family hub for foster carers"


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """A store with three stories, one of them told twice, with marks and a cursor."""
    path = tmp_path / "cfnews.db"
    db = open_for_writing(path)
    made = Shelf(db, spec("one"), spec("two"))
    made.take(
        raw(HUB, "https://one.example/1", summary="Ofsted inspectors came to Leeds on Monday."),
        raw("Choir of care leavers sings", "https://one.example/2"),
        feed="one",
    )
    made.take(raw(HUB, "https://two.example/1"), raw("A tribunal hears of a bus", "https://two.example/2"), feed="two")
    set_marks(db, [1], ["read", "star"], 5)
    db.close()
    yield path


def damaged(path: Path, *statements: str) -> None:
    """Runs SQL on the store as no cfnews would."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a store holds, but for how SQLite keeps the index of words."""
    db = open_for_reading(path)
    names = [
        row[0]
        for row in db.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not row[0].startswith("search_")
    ]
    found = {name: sorted(map(tuple, db.rows(f"SELECT * FROM {name}")), key=repr) for name in names}  # noqa: S608
    db.close()
    return found


def mended(path: Path) -> None:
    db = open_for_writing(path)
    mend(db)
    db.close()


ORPHANS = {
    "labels of no story": ("INSERT INTO story_label VALUES ('topic', 'kinship', 99)",),
    "an alias of no story": ("INSERT INTO story_alias VALUES ('aaaaaaaaaa', 99)",),
    "a page of no entry": ("INSERT INTO article VALUES (99, '', 0, 0, NULL, '', '', '', NULL, '[]', '[]')",),
    "a change of no entry": ("INSERT INTO entry_change VALUES (99, 0, 'title', 'a', 'b')",),
    "words of no entry": ("INSERT INTO wording VALUES (99, 0, x'90')",),
    "what no cursor skipped": ("INSERT INTO cursor_skipped VALUES ('nobody', 1)",),
    "what no cursor has shown": ("INSERT INTO cursor_shown VALUES ('nobody', 'aaaaaaaaaa')",),
    "what no feed has lost": ("INSERT INTO pruned VALUES (1, 'gone', 'k', '', '', '', NULL, 0, '', 0)",),
}
DAMAGE: dict[str, tuple[str, tuple[str, ...]]] = {
    **{name: ("references", statements) for name, statements in ORPHANS.items()},
    "a story that follows none": ("references", ("UPDATE story SET follows_id = 99 WHERE id = 1",)),
    "likeness of no entry": ("likeness", ("INSERT INTO likeness VALUES (1, 99, 0.5)",)),
    "likeness the wrong way round": ("likeness", ("INSERT INTO likeness VALUES (3, 2, 0.5)",)),
    "a word of no entry": ("postings", ("INSERT INTO posting VALUES ('hub', 0, 99)",)),
    "a label too many": ("labels", ("INSERT INTO story_label VALUES ('topic', 'invented', 1)",)),
    "a label too few": ("labels", ("DELETE FROM story_label WHERE value = 'leeds'",)),
    "a wrong number of sources": ("sources", ("UPDATE story SET sources = 7 WHERE id = 1",)),
    "a lead of another story": ("leads", ("UPDATE story SET lead_entry_id = 1 WHERE id <> 1",)),
    "no first entry": ("first entries", ("UPDATE story SET first_entry_id = NULL WHERE id = 1",)),
    "an id of two stories": ("aliases", ("INSERT INTO story_alias SELECT public_id, 1 FROM story WHERE id = 2",)),
    "a story of nothing": (
        "empty stories",
        (
            """INSERT INTO story (public_id, at, first_seen_at, news_change, section, kind, facts)
               VALUES ('aaaaaaaaaa', 0, 0, 1, 'news', 'news', '{}')""",
        ),
    ),
    "a counter set back": ("counter", ("UPDATE meta SET value = '0' WHERE key = 'change'",)),
    "a word lost from the index": (
        "search",
        (
            """INSERT INTO search (search, rowid, title, summary, text, page)
               SELECT 'delete', id, title, summary, text, page FROM entry WHERE id = 1""",
        ),
    ),
    "words of another text": (
        "search",
        ("DROP TRIGGER entry_search_update", "UPDATE entry SET summary = 'Else' WHERE id = 2"),
    ),
    "the index of words torn": ("search", ("DELETE FROM search_data WHERE id > 10",)),
    "a lost trigger": ("schema", ("DROP TRIGGER entry_search_insert",)),
    "a lost index": ("schema", ("DROP INDEX story_at",)),
    "a lost view": ("schema", ("DROP VIEW v_stories",)),
}
# What is put right in another way than by the state before.
OTHERWISE: dict[str, tuple[str, tuple[str, ...]]] = {
    "an entry of no story": ("references", ("PRAGMA foreign_keys = OFF", "DELETE FROM story WHERE id = 1")),
    "an entry of no feed": ("references", ("DELETE FROM feed WHERE id = 'two'",)),
    "facts of a story that are none": ("facts", ("UPDATE story SET facts = '{' WHERE id = 1",)),
    "facts of an entry that are none": ("facts", ("UPDATE entry SET facts = 'x' WHERE id = 1",)),
    "no counter": ("counter", ("DELETE FROM meta WHERE key IN ('change', 'worded')",)),
    "a trigger that does something else": (
        "schema",
        (
            "DROP TRIGGER entry_search_delete",
            "CREATE TRIGGER entry_search_delete AFTER DELETE ON entry BEGIN SELECT 1; END",
        ),
    ),
}


def test_a_sound_store_is_sound_and_checking_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    assert checking.check(path) == []
    assert path.read_bytes() == before


def test_where_there_is_no_store_nothing_is_wrong(tmp_path: Path) -> None:
    assert checking.check(tmp_path / "none.db") == []
    assert list(tmp_path.iterdir()) == []


def test_mending_changes_nothing_of_a_sound_store(path: Path) -> None:
    before = contents(path)
    mended(path)
    assert contents(path) == before


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found_and_mended_to_what_was_before(path: Path, name: str) -> None:
    check, statements = DAMAGE[name]
    before = contents(path)
    damaged(path, *statements)
    found = checking.check(path)
    assert check in {fault.check for fault in found}
    assert all(fault.mendable and fault.number and fault.examples for fault in found)
    mended(path)
    assert checking.check(path) == []
    after = contents(path)
    if name == "words of another text":
        after |= {table: before[table] for table in ("entry", "search")}
    assert after == before


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_cannot_be_as_before_is_mended_from_what_is_left(path: Path, name: str) -> None:
    check, statements = OTHERWISE[name]
    damaged(path, *statements)
    assert check in {fault.check for fault in checking.check(path)}
    mended(path)
    assert checking.check(path) == []
    db = open_for_reading(path)
    assert db.value("SELECT count(*) FROM v_sources") == 4
    assert db.value("SELECT count(*) FROM v_stories") == 3
    assert db.rows("SELECT rowid FROM search WHERE search MATCH 'choir'") != []
    db.close()


def test_a_story_that_was_lost_has_its_id_and_its_marks_again(path: Path) -> None:
    db = open_for_reading(path)
    before = [tuple(row) for row in db.rows("SELECT public_id, read_at, starred_at, sources, facts FROM story")]
    db.close()
    damaged(path, "PRAGMA foreign_keys = OFF", "DELETE FROM story")
    mended(path)
    db = open_for_reading(path)
    after = [tuple(row) for row in db.rows("SELECT public_id, read_at, starred_at, sources, facts FROM story")]
    db.close()
    assert after == before


def index_rows_lost(path: Path) -> None:
    """Swaps an index for an empty one behind SQLite's back."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE spare (x)")
    connection.execute("CREATE INDEX spare_x ON spare (x)")
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'spare_x'").fetchone()[0]
    old = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entry_story'").fetchone()[0]
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET rootpage = ? WHERE name = 'entry_story'", (root,))
    connection.execute("UPDATE sqlite_master SET rootpage = ? WHERE name = 'spare_x'", (old,))
    connection.close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = RESET")
    connection.close()


def test_an_index_that_lost_its_rows_is_filled_again(path: Path) -> None:
    index_rows_lost(path)
    assert "indexes" in {fault.check for fault in checking.check(path)}
    mended(path)
    assert "indexes" not in {fault.check for fault in checking.check(path)}


def torn(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(20, len(content) // 4096, 3):
        content[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    path.write_bytes(content)


def without_table(path: Path) -> None:
    damaged(path, "DROP TABLE verdict")


@pytest.mark.parametrize("damage", [torn, without_table])
def test_what_cannot_be_mended_is_told(path: Path, damage: Callable[[Path], None]) -> None:
    damage(path)
    try:
        found = checking.check(path)
    except StoreUnusable as error:
        assert "damaged" in error.message
    else:
        assert any(not fault.mendable for fault in found)
