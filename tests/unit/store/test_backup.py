"""Copies of the store, and the way back: nothing takes the store's place that is not whole and ours."""

import sqlite3
from pathlib import Path

import pytest

from cfnews.errors import CfnewsError, StoreBusy, StoreUnusable, WrongUsage
from cfnews.store import connection
from cfnews.store import db as module
from cfnews.store.backup import back_up, free_name, held_by, restore
from cfnews.store.db import open_for_reading, open_for_writing
from cfnews.store.schema import APPLICATION_ID, MIGRATIONS, VERSION
from tests.unit.making import Shelf, raw


def stored(path: Path, *titles: str) -> Path:
    """A store with stories of these titles."""
    db = open_for_writing(path)
    Shelf(db).take(*(raw(title, f"https://outlet.example/{number}") for number, title in enumerate(titles)))
    db.close()
    return path


def titles(path: Path) -> list[str]:
    db = open_for_reading(path)
    found = [row[0] for row in db.rows("SELECT title FROM v_stories ORDER BY title")]
    db.close()
    return found


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return stored(tmp_path / "home" / "cfnews.db", "One of them", "The other")


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "backup.db"


def test_a_backup_is_one_private_file_with_all_of_it(store: Path, backup: Path) -> None:
    made = back_up(store, backup)
    assert (made.path, made.stories, made.entries, made.size) == (backup, 2, 2, backup.stat().st_size)
    assert titles(backup) == ["One of them", "The other"]
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in backup.parent.iterdir() if one.is_file()] == [backup.name]


def test_a_backup_for_others_can_be_read_by_them_and_written_by_none_of_them(store: Path, backup: Path) -> None:
    back_up(store, backup, readable=True)
    assert backup.stat().st_mode & 0o777 == 0o644
    back_up(store, backup)
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_restored_store_counts_anew_under_an_identity_of_its_own(store: Path, backup: Path) -> None:
    back_up(store, backup)
    assert identity(backup) == identity(store)
    restore(store, backup)
    assert identity(store) != identity(backup)
    assert len(identity(store)) == 16


def identity(path: Path) -> str:
    db = open_for_reading(path)
    found = str(db.value("SELECT value FROM meta WHERE key = 'identity'"))
    db.close()
    return found


def test_a_backup_has_what_is_in_the_log_alone(store: Path, backup: Path) -> None:
    writer = open_for_writing(store)
    writer.run("UPDATE entry SET title = 'Changed' WHERE id = 1")
    with writer.transaction():
        writer.run("UPDATE entry SET title = 'Not yet' WHERE id = 2")
        back_up(store, backup)
    writer.close()
    assert len(titles(backup)) == 2 and "Changed" in titles(backup) and "Not yet" not in titles(backup)


def test_an_older_backup_is_replaced_and_nothing_else_is(store: Path, backup: Path) -> None:
    back_up(store, backup)
    stored(store, "One of them", "The other", "A third")
    assert back_up(store, backup).stories == 3
    notes = backup.with_name("notes.txt")
    notes.write_text("mine")
    for target in (notes, store, store.parent):
        with pytest.raises(WrongUsage):
            back_up(store, target)
    assert notes.read_text() == "mine"


def test_without_a_store_or_a_place_for_it_there_is_no_backup(store: Path, tmp_path: Path) -> None:
    with pytest.raises(CfnewsError, match="there is no store at"):
        back_up(tmp_path / "none.db", tmp_path / "backup.db")
    with pytest.raises(CfnewsError, match="cannot be written"):
        back_up(store, tmp_path / "nowhere" / "backup.db")


def torn(path: Path) -> Path:
    content = bytearray(path.read_bytes())
    for page in range(20, len(content) // 4096, 3):
        content[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    path.write_bytes(content)
    return path


def test_of_a_damaged_store_there_is_no_backup_and_the_older_one_stays(store: Path, backup: Path) -> None:
    back_up(store, backup)
    before = backup.read_bytes()
    torn(store)
    with pytest.raises(StoreUnusable, match="damaged"):
        back_up(store, backup)
    assert backup.read_bytes() == before
    assert [one.name for one in backup.parent.iterdir() if one.is_file()] == [backup.name]


def test_a_backup_comes_back_and_what_was_there_is_kept(store: Path, backup: Path) -> None:
    back_up(store, backup)
    stored(store, "One of them", "The other", "A third")
    now, kept = restore(store, backup)
    assert (now.stories, titles(store)) == (2, ["One of them", "The other"])
    assert kept == store.with_name("cfnews.db.before")
    assert "A third" in titles(kept) and kept.stat().st_mode & 0o777 == 0o600
    assert restore(store, backup)[1] == store.with_name("cfnews.db.before-2")
    assert free_name(store, "before").name == "cfnews.db.before-3"
    assert not store.with_name("cfnews.db.incoming").exists()


def test_a_backup_comes_back_where_there_is_no_store(backup: Path, store: Path, tmp_path: Path) -> None:
    back_up(store, backup)
    now, kept = restore(tmp_path / "new" / "cfnews.db", backup)
    assert (now.stories, kept, now.path.stat().st_mode & 0o777) == (2, None, 0o600)
    assert now.path.parent.stat().st_mode & 0o777 == 0o700


def test_who_reads_meanwhile_reads_on(store: Path, backup: Path) -> None:
    back_up(store, backup)
    stored(store, "One of them", "The other", "A third")
    reader = open_for_reading(store)
    with reader.snapshot():
        assert reader.value("SELECT count(*) FROM story") == 3
        restore(store, backup)
        assert reader.value("SELECT count(*) FROM story") == 3
    assert reader.value("SELECT count(*) FROM story") == 2
    reader.close()


def test_who_writes_meanwhile_is_waited_for_and_no_longer_than_patience(
    store: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(store, backup)
    monkeypatch.setattr(connection, "PATIENCE", 0.1)
    writer = open_for_writing(store)
    with writer.transaction(), pytest.raises(StoreBusy):
        restore(store, backup)
    writer.close()
    assert len(titles(store)) == 2
    assert free_name(store, "before") == store.with_name("cfnews.db.before")


def newer(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    other.execute(f"PRAGMA user_version = {VERSION + 1}")
    other.close()


def foreign(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipe (name)")
    other.close()


@pytest.mark.parametrize(
    "make",
    [newer, foreign, lambda path: path.write_text("my notes"), Path.touch, lambda path: torn(stored(path, "A", "B"))],
    ids=["newer", "foreign", "text", "empty", "torn"],
)
def test_what_is_no_sound_store_for_us_does_not_come_in(store: Path, backup: Path, make: object) -> None:
    assert callable(make)
    make(backup)
    before = store.read_bytes(), backup.read_bytes()
    with pytest.raises(StoreUnusable):
        restore(store, backup)
    assert (store.read_bytes(), backup.read_bytes()) == before
    assert {one.name for one in store.parent.iterdir()} <= {"cfnews.db", "cfnews.db-wal", "cfnews.db-shm"}


def test_a_file_that_there_is_not_and_the_store_itself_do_not_come_in(store: Path, tmp_path: Path) -> None:
    with pytest.raises(CfnewsError, match="there is no file"):
        restore(store, tmp_path / "none.db")
    with pytest.raises(WrongUsage, match="the store itself"):
        restore(store, store)


@pytest.mark.parametrize("damage", [torn, lambda path: path.write_bytes(b"\xa5" * 9000), newer])
def test_a_damaged_store_or_a_newer_one_is_moved_aside_byte_for_byte(store: Path, backup: Path, damage: object) -> None:
    back_up(store, backup)
    assert callable(damage)
    damage(store)
    before = store.read_bytes()
    now, kept = restore(store, backup)
    assert (now.stories, kept is not None and kept.read_bytes()) == (2, before)


def test_a_database_of_another_program_is_not_replaced(store: Path, backup: Path, tmp_path: Path) -> None:
    back_up(store, backup)
    recipes = tmp_path / "recipes.db"
    foreign(recipes)
    before = recipes.read_bytes()
    with pytest.raises(StoreUnusable, match="another program"):
        restore(recipes, backup)
    assert recipes.read_bytes() == before


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    store: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(store, backup)
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS, "ALTER TABLE story ADD COLUMN mood TEXT;"))
    monkeypatch.setattr(module, "VERSION", VERSION + 1)
    before = backup.read_bytes()
    assert restore(store, backup)[0].stories == 2
    assert open_for_reading(store).rows("SELECT mood FROM story")
    assert backup.read_bytes() == before


def test_a_store_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert held_by(tmp_path / "none.db") == (tmp_path / "none.db", 0, 0, 0)
