"""Opening and migrating the file, transactions, and errors in our own words."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from cfnews.errors import StoreBusy, StoreUnusable
from cfnews.store import db as module
from cfnews.store.checking import check
from cfnews.store.connection import in_our_words
from cfnews.store.db import Database, kept_copy, open_for_reading, open_for_writing
from cfnews.store.schema import APPLICATION_ID, MIGRATIONS, VERSION
from tests.unit.making import Shelf, raw

OPENERS = [open_for_reading, open_for_writing]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cfnews.db"


def stored(path: Path) -> Path:
    """A store with one story, closed, with nothing left in its log."""
    db = open_for_writing(path)
    Shelf(db).take(raw("Council opens a family hub", "https://outlet.example/1"))
    db.close()
    return path


def marks(path: Path) -> tuple[int, int]:
    connection = sqlite3.connect(path)
    try:
        application: int = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()
    return application, version


def test_a_new_store_bears_its_marks_and_is_private(path: Path) -> None:
    open_for_writing(path.with_name("new") / path.name).close()
    made = path.with_name("new") / path.name
    assert marks(made) == (APPLICATION_ID, VERSION)
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.touch()
    open_for_writing(path).close()
    assert marks(path) == (APPLICATION_ID, VERSION)


def test_an_empty_database_of_nobodys_becomes_a_store(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE x (y)")
    connection.execute("DROP TABLE x")
    connection.close()
    open_for_writing(path).close()
    assert marks(path) == (APPLICATION_ID, VERSION)


@pytest.mark.parametrize("make", [lambda _: None, Path.touch], ids=["missing", "empty"])
def test_reading_where_there_is_no_store_yet_finds_an_empty_one_and_creates_nothing(
    path: Path, make: Callable[[Path], None]
) -> None:
    make(path)
    before = sorted(path.parent.iterdir())
    assert open_for_reading(path).rows("SELECT * FROM v_stories") == []
    assert sorted(path.parent.iterdir()) == before
    assert not before or path.read_bytes() == b""


def test_what_was_written_is_read_after_opening_again(path: Path) -> None:
    stored(path)
    for opener in OPENERS:
        db = opener(path)
        assert db.value("SELECT title FROM v_stories") == "Council opens a family hub"
        db.close()


def test_a_store_opened_for_reading_cannot_be_written(path: Path) -> None:
    db = open_for_reading(stored(path))
    with pytest.raises(StoreUnusable, match="readonly"):
        db.run("DELETE FROM story")
    db.close()


def test_a_reader_is_not_kept_waiting_by_a_writer(path: Path) -> None:
    writer = open_for_writing(stored(path))
    with writer.transaction():
        writer.run("DELETE FROM story")
        reader = open_for_reading(path)
        assert reader.value("SELECT count(*) FROM story") == 1
        reader.close()
    writer.close()


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipe (name)")
    connection.close()


def marked(application: int, version: int, *, table: bool = False) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute(f"PRAGMA user_version = {version}")
        if table:
            connection.execute("CREATE TABLE recipe (name)")
        connection.close()

    return make


def half(path: Path) -> None:
    content = stored(path).read_bytes()
    path.write_bytes(content[: len(content) // 2])


def torn(path: Path) -> None:
    content = stored(path).read_bytes()
    path.write_bytes(content[:100] + b"\xa5" * (len(content) - 100))


UNUSABLE = [
    (foreign, "belongs to another program"),
    (marked(0x0F055111, 0), "belongs to another program"),
    (marked(0, 7, table=True), "belongs to another program"),
    (marked(0, 7), "belongs to another program"),
    (marked(APPLICATION_ID, VERSION + 1), rf"newer cfnews \(version {VERSION + 1}, this one knows {VERSION}\)"),
    (torn, "is damaged"),
    (lambda path: path.write_bytes(b"\xa5" * 9_000), "no store of cfnews, or it is damaged"),
    (lambda path: path.write_text("my notes\n" * 99), "no store of cfnews, or it is damaged"),
    (lambda path: path.write_bytes(b"SQLite format 3\x00short"), "no store of cfnews, or it is damaged"),
    (lambda path: path.write_bytes(b"SQLite format 3\x00" + bytes(84)), "damaged"),
]


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize(
    ("make", "words"),
    UNUSABLE,
    ids=["foreign", "marked foreign", "unmarked", "unmarked empty", "newer", "torn", "noise", "text", "short", "head"],
)
def test_a_file_that_is_no_store_for_us_is_refused_and_left_byte_for_byte(
    path: Path, make: Callable[[Path], None], words: str, opener: Callable[[Path], Database]
) -> None:
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreUnusable, match=words) as caught:
        opener(path)
    assert caught.value.hint
    assert path.read_bytes() == before


def test_a_store_that_lost_its_second_half_is_told_to_be_damaged_and_left_byte_for_byte(path: Path) -> None:
    half(path)
    before = path.read_bytes()
    for opener in OPENERS:
        with pytest.raises(StoreUnusable, match="damaged"):
            opener(path).rows("SELECT * FROM v_stories")
    assert path.read_bytes() == before


@pytest.mark.parametrize("opener", OPENERS)
def test_a_folder_in_place_of_the_store_is_refused(path: Path, opener: Callable[[Path], Database]) -> None:
    path.mkdir()
    with pytest.raises(StoreUnusable, match="Is a directory"):
        opener(path)


@pytest.mark.parametrize("opener", OPENERS)
def test_a_name_that_cannot_be_is_refused(path: Path, opener: Callable[[Path], Database]) -> None:
    with pytest.raises(StoreUnusable, match="File name too long"):
        opener(path.with_name("x" * 300))


def test_a_folder_below_a_file_is_refused(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreUnusable, match="cannot be written"):
        open_for_writing(path / "cfnews.db")


@pytest.mark.parametrize("name", ["with space.db", "per%20cent.db", "ques?tion.db", "ha#sh.db", "é.db"])
def test_any_name_of_a_file_will_do(path: Path, name: str) -> None:
    named = stored(path.with_name(name))
    reader = open_for_reading(named)
    assert reader.value("SELECT count(*) FROM story") == 1
    reader.close()
    assert {one.name for one in path.parent.iterdir()} <= {name, f"{name}-wal", f"{name}-shm"}


def test_marks_that_are_only_in_the_log_are_seen(path: Path) -> None:
    writer = open_for_writing(path)
    copy = path.with_name("copy.db")
    for tail in ("", "-wal"):  # as a crash leaves it
        shutil.copy(f"{path}{tail}", f"{copy}{tail}")
    writer.close()
    assert copy.read_bytes()[68:72] != APPLICATION_ID.to_bytes(4, "big")
    reader = open_for_reading(copy)
    assert reader.rows("SELECT * FROM v_stories") == []
    reader.close()


# --- migrations -------------------------------------------------------------------------------------


def migrations(monkeypatch: pytest.MonkeyPatch, *more: str) -> None:
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS, *more))
    monkeypatch.setattr(module, "VERSION", VERSION + len(more))


@pytest.mark.parametrize("opener", OPENERS)
def test_an_older_store_is_brought_up_to_date_with_what_it_holds(
    path: Path, monkeypatch: pytest.MonkeyPatch, opener: Callable[[Path], Database]
) -> None:
    stored(path)
    migrations(monkeypatch, "ALTER TABLE story ADD COLUMN mood TEXT;", "UPDATE story SET mood = 'a;b';\n")
    db = opener(path)
    assert [tuple(row) for row in db.rows("SELECT mood, sources FROM story")] == [("a;b", 1)]
    db.close()
    assert marks(path) == (APPLICATION_ID, VERSION + 2)


def test_a_checked_copy_is_kept_before_the_first_migration_and_never_of_a_new_store(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(path)
    assert not kept_copy(path, VERSION).exists()
    migrations(monkeypatch, "DELETE FROM entry_change;", "DELETE FROM story;\n")
    open_for_writing(path).close()
    kept = kept_copy(path, VERSION)
    assert [one.name for one in path.parent.iterdir() if "version" in one.name] == [kept.name]
    assert (marks(kept), kept.stat().st_mode & 0o777) == ((APPLICATION_ID, VERSION), 0o600)
    connection = sqlite3.connect(kept)
    assert connection.execute("SELECT title FROM v_stories").fetchall() == [("Council opens a family hub",)]
    connection.close()


def test_a_store_of_which_no_copy_can_be_kept_is_not_brought_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(path)
    migrations(monkeypatch, "DELETE FROM story;")
    kept_copy(path, VERSION).mkdir()
    with pytest.raises(StoreUnusable, match="not brought up to date"):
        open_for_writing(path)
    assert marks(path) == (APPLICATION_ID, VERSION)


def test_a_damaged_store_is_not_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torn_page(stored(path))
    migrations(monkeypatch, "CREATE TABLE first (x);")
    with pytest.raises(StoreUnusable, match="damaged"):
        open_for_writing(path)
    assert marks(path) == (APPLICATION_ID, VERSION)
    assert not kept_copy(path, VERSION).exists()


def torn_page(path: Path) -> None:
    """Has the root page of a table that nothing else looks at hold nothing that a page can."""
    connection = sqlite3.connect(path)
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'host_hold'").fetchone()[0]
    connection.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xa5" * 4096
    path.write_bytes(content)


RELEASED = sorted((Path(__file__).parents[2] / "data" / "stores").glob("*.db"))


@pytest.mark.parametrize("released", RELEASED, ids=lambda released: released.stem)
def test_the_store_of_every_released_version_is_opened_with_all_that_it_holds(path: Path, released: Path) -> None:
    shutil.copy(released, path)
    connection = sqlite3.connect(released)
    before = connection.execute("SELECT id, title, read, starred FROM v_stories ORDER BY id").fetchall()
    connection.close()
    db = open_for_writing(path)
    assert [tuple(row) for row in db.rows("SELECT id, title, read, starred FROM v_stories ORDER BY id")] == before
    db.close()
    assert check(path) == []
    assert before


def test_a_migration_that_fails_leaves_the_store_at_the_version_before_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(path)
    migrations(monkeypatch, "CREATE TABLE first (x);", "CREATE TABLE second (x);\nINSERT INTO story_gone VALUES (1);\n")
    with pytest.raises(StoreUnusable, match="no such table: story_gone"):
        open_for_writing(path)
    assert marks(path) == (APPLICATION_ID, VERSION + 1)
    connection = sqlite3.connect(path)
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    connection.close()
    assert ("first" in tables, "second" in tables) == (True, False)


def test_a_store_that_another_process_has_brought_up_to_date_meanwhile_is_left_alone(path: Path) -> None:
    db = open_for_writing(path)
    module._migrate(db, 0)  # as this process, too, had seen an empty file
    db.close()
    assert marks(path) == (APPLICATION_ID, VERSION)


def test_statements_are_split_at_their_ends_alone() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\nDELETE FROM a;\nEND;\n"
    script = "CREATE TABLE a (x); -- one; two\nINSERT INTO a VALUES ('y;\nz');\n" + trigger
    assert len(list(module._statements(script))) == 3


# --- transactions -----------------------------------------------------------------------------------


@pytest.fixture
def db() -> Database:
    found = open_for_reading(Path("/nowhere/cfnews.db"))
    found.run("CREATE TABLE note (text UNIQUE)")
    return found


def notes(db: Database) -> list[str]:
    return [row[0] for row in db.rows("SELECT text FROM note ORDER BY rowid")]


def test_a_transaction_is_kept_whole(db: Database) -> None:
    with db.transaction():
        db.run("INSERT INTO note VALUES ('a')")
        with db.transaction():
            db.run("INSERT INTO note VALUES ('b')")
    assert notes(db) == ["a", "b"]


def test_an_inner_failure_undoes_the_inner_part_alone(db: Database) -> None:
    with db.transaction():
        db.run("INSERT INTO note VALUES ('a')")
        for text in ("b", "c"):
            with pytest.raises(KeyError), db.transaction():
                db.run("INSERT INTO note VALUES (?)", (text,))
                raise KeyError
        with db.transaction():
            db.run("INSERT INTO note VALUES ('d')")
    assert notes(db) == ["a", "d"]


@pytest.mark.parametrize("error", [KeyError("mine"), KeyboardInterrupt()])
def test_an_outer_failure_undoes_all_and_is_the_error_that_is_seen(db: Database, error: BaseException) -> None:
    with pytest.raises(type(error)) as caught, db.transaction():
        with db.transaction():
            db.run("INSERT INTO note VALUES ('a')")
        raise error
    assert caught.value is error
    assert notes(db) == []


def test_the_first_error_is_kept_where_sqlite_has_rolled_back_by_itself(db: Database) -> None:
    with pytest.raises(KeyError, match="mine"), db.transaction(), db.transaction():
        db.run("ROLLBACK")
        raise KeyError("mine")
    with db.transaction():
        db.run("INSERT INTO note VALUES ('after')")
    assert notes(db) == ["after"]


def test_after_a_commit_that_failed_the_next_transaction_works(db: Database) -> None:
    db.run("PRAGMA foreign_keys = ON")
    with pytest.raises(StoreUnusable, match="FOREIGN KEY"), db.transaction():
        db.run("PRAGMA defer_foreign_keys = ON")
        db.run("INSERT INTO note VALUES ('a')")
        db.run("INSERT INTO story_alias VALUES ('x', 999)")
    with db.transaction():
        db.run("INSERT INTO note VALUES ('b')")
    assert notes(db) == ["b"]


def test_a_snapshot_sees_one_moment_whatever_is_written_meanwhile(path: Path) -> None:
    writer = open_for_writing(stored(path))
    reader = open_for_reading(path)
    with reader.snapshot():
        assert reader.value("SELECT count(*) FROM story") == 1
        writer.run("DELETE FROM story")
        assert reader.value("SELECT count(*) FROM story") == 1
    assert reader.value("SELECT count(*) FROM story") == 0
    reader.close()
    writer.close()


def test_a_snapshot_ends_with_an_error_too(db: Database) -> None:
    with pytest.raises(KeyError), db.snapshot():
        raise KeyError
    with db.transaction():
        db.run("INSERT INTO note VALUES ('a')")


def test_many_keys_are_asked_for_in_slices(db: Database) -> None:
    db.run_many("INSERT INTO note VALUES (?)", ((str(number),) for number in range(1_234)))
    keys = [str(number) for number in range(3_000)]
    assert len(db.rows_for("SELECT text FROM note WHERE text IN ({})", keys)) == 1_234
    assert db.rows_for("SELECT text FROM note WHERE text IN ({})", []) == []


@pytest.mark.parametrize(
    ("words", "kind", "told"),
    [
        ("database is locked", StoreBusy, "another program is writing"),
        ("database table is locked: story", StoreBusy, "another program is writing"),
        ("file is not a database", StoreUnusable, "is damaged"),
        ("database disk image is malformed", StoreUnusable, "is damaged"),
        ("database or disk is full", StoreUnusable, "the disk is full"),
        ("disk I/O error", StoreUnusable, "cannot be used: disk I/O error"),
        ("attempt to write a readonly database", StoreUnusable, "cannot be used"),
    ],
)
def test_every_error_of_sqlite_is_told_in_our_words(words: str, kind: type[Exception], told: str) -> None:
    with pytest.raises(kind, match=told) as caught, in_our_words(Path("/x/cfnews.db")):
        raise sqlite3.OperationalError(words)
    assert isinstance(caught.value.__cause__, sqlite3.Error)


def test_a_full_disk_undoes_the_transaction_and_is_told(path: Path) -> None:
    db = open_for_writing(stored(path))
    db.run(f"PRAGMA max_page_count = {db.value('PRAGMA page_count')}")
    with pytest.raises(StoreUnusable, match="the disk is full"), db.transaction():
        db.run("UPDATE entry SET text = ?", ("x" * 500_000,))
    assert db.value("SELECT text FROM entry") == ""
    with db.transaction():
        db.run("DELETE FROM story_label")
    db.close()
