"""A store that others keep is read, and neither it nor its folder is any other afterwards."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cfnews.errors import StoreBusy, StoreUnusable
from cfnews.store import connection, shared
from cfnews.store.backup import back_up
from cfnews.store.db import Database, open_for_reading, open_for_writing
from cfnews.store.schema import APPLICATION_ID, VERSION
from cfnews.store.shared import open_shared
from tests.unit.making import Shelf, raw

_NOBODY = 65534
# Another process that has the store open, as a fetch has, until it is told to go on; or that dies with it open.
_WRITER = """
import os, sys
from pathlib import Path
from cfnews.store.db import open_for_writing
db = open_for_writing(Path(sys.argv[1]))
db.run("UPDATE entry SET title = 'Council closes a family hub'")
print("written", flush=True)
if sys.argv[2] == "dies":
    os._exit(1)
sys.stdin.readline()
db.close()
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "desk" / "cfnews.db"
    db = open_for_writing(path)
    Shelf(db).take(raw("Council opens a family hub", "https://outlet.example/1"))
    db.close()
    return path


def state_of(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def title(path: Path) -> str:
    db = open_shared(path)
    try:
        return str(db.value("SELECT title FROM v_stories"))
    finally:
        db.close()


def writer(path: Path, how: str) -> "subprocess.Popen[str]":
    words = [sys.executable, "-P", "-c", _WRITER, str(path), how]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    return process


def test_a_store_in_nobodys_hands_is_read_and_no_file_comes_beside_it(store: Path) -> None:
    before = state_of(store.parent)
    assert title(store) == "Council opens a family hub"
    assert state_of(store.parent) == before == {"cfnews.db": store.read_bytes()}


def test_a_store_in_use_is_read_through_its_log_and_its_files_stay_as_they_are(store: Path) -> None:
    process = writer(store, "waits")
    before = state_of(store.parent)
    assert title(store) == "Council closes a family hub"
    assert set(before) == {"cfnews.db", "cfnews.db-wal", "cfnews.db-shm"}
    after = state_of(store.parent)
    assert set(after) == set(before)
    assert [after[name] == before[name] for name in ("cfnews.db", "cfnews.db-wal")] == [True, True]
    process.communicate("go on\n", timeout=20)
    assert title(store) == "Council closes a family hub"


def test_what_a_writer_left_in_the_log_when_it_died_is_read_too(store: Path) -> None:
    writer(store, "dies").communicate(timeout=20)
    before = state_of(store.parent)
    assert title(store) == "Council closes a family hub"
    assert state_of(store.parent) == before


def test_a_log_without_its_index_is_read_as_well(store: Path) -> None:
    writer(store, "dies").communicate(timeout=20)
    store.with_name("cfnews.db-shm").unlink()
    assert title(store) == "Council closes a family hub"


def test_a_copy_is_read_on_as_it_was_when_another_takes_its_place(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(store, copy, readable=True)
    reader = open_shared(copy)
    assert reader.value("SELECT count(*) FROM story") == 1
    db = open_for_writing(store)
    Shelf(db).take(raw("Choir of care leavers sings", "https://outlet.example/2"))
    db.close()
    back_up(store, copy, readable=True)
    assert reader.value("SELECT count(*) FROM story") == 1
    assert open_shared(copy).value("SELECT count(*) FROM story") == 2
    reader.close()


def test_it_is_noticed_that_a_file_was_written_while_it_was_read_as_it_stands(store: Path) -> None:
    reader = open_shared(store)
    assert reader.value("SELECT count(*) FROM story") == 1
    db = open_for_writing(store)
    Shelf(db).take(raw("Choir of care leavers sings", "https://outlet.example/2"))
    assert reader.value("SELECT count(*) FROM story") == 1  # what came is in the log as yet
    db.close()
    with pytest.raises(StoreBusy, match="written while it was read"):
        reader.rows("SELECT * FROM story")
    reader.close()


def test_nothing_can_be_written_to_it(store: Path) -> None:
    reader = open_shared(store)
    with pytest.raises(StoreUnusable, match="readonly"):
        reader.run("DELETE FROM story")
    reader.close()


@pytest.mark.parametrize("make", [lambda _: None, Path.touch], ids=["missing", "empty"])
def test_no_store_is_not_taken_for_an_empty_one(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "cfnews.db"
    make(path)
    with pytest.raises(StoreUnusable, match="cannot be read") as caught:
        open_shared(path)
    assert "--store" in caught.value.hint


@pytest.mark.parametrize(
    ("application", "version", "said"),
    [
        (APPLICATION_ID, VERSION + 1, "newer cfnews"),
        (APPLICATION_ID, VERSION - 1, "older cfnews"),
        (7, VERSION, "another program"),
    ],
)
def test_a_store_of_another_version_is_refused_and_left_as_it_is(
    store: Path, application: int, version: int, said: str
) -> None:
    other = sqlite3.connect(store)
    other.execute(f"PRAGMA application_id = {application}")
    other.execute(f"PRAGMA user_version = {version}")
    other.close()
    before = state_of(store.parent)
    with pytest.raises(StoreUnusable, match=said) as caught:
        open_shared(store)
    assert caught.value.hint
    assert state_of(store.parent) == before


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my notes " * 100, "utf-8")
    with pytest.raises(StoreUnusable, match="not a database"):
        open_shared(path)


def test_a_store_in_use_on_a_network_drive_is_refused_with_what_to_do(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "network_drive", lambda _: "SMB")
    assert title(store) == "Council opens a family hub"
    process = writer(store, "waits")
    with pytest.raises(StoreUnusable, match="cannot be shared over SMB") as caught:
        open_shared(store)
    assert "store backup" in caught.value.hint
    process.communicate("go on\n", timeout=20)


def test_a_log_that_cannot_be_read_is_said_with_what_to_do(store: Path) -> None:
    process = writer(store, "waits")
    log = store.with_name("cfnews.db-wal")
    log.rename(store.with_name("elsewhere"))
    log.mkdir()  # for the tests' user may be one who reads any file
    with pytest.raises(StoreUnusable, match="its log cannot be read from here") as caught:
        open_shared(store)
    assert "store backup" in caught.value.hint
    process.kill()
    process.communicate(timeout=20)


def test_a_store_held_by_another_is_busy(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.0)
    copy = tmp_path / "copy.db"
    back_up(store, copy)
    other = sqlite3.connect(copy, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    other.execute("UPDATE meta SET value = value || 1")
    with pytest.raises(StoreBusy):
        open_shared(copy)
    other.close()


@contextmanager
def another_user(store: Path) -> Iterator[None]:
    """Someone who may read the folder and write nothing in it: where the tests are run by root, indeed another user."""
    modes = {path: path.stat().st_mode for path in (store.parent, *store.parent.iterdir())}
    for path in modes:
        path.chmod(0o555 if path.is_dir() else 0o444)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)


@pytest.fixture
def open_folder(store: Path) -> Iterator[Path]:
    """The store in a folder that any user may reach, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield store.rename(folder / store.name)


@pytest.mark.parametrize("how", ["closed", "waits", "dies"])
def test_who_may_write_neither_the_file_nor_its_folder_reads_it_all_the_same(open_folder: Path, how: str) -> None:
    process = writer(open_folder, how) if how != "closed" else None
    if process is not None and how == "dies":
        process.communicate(timeout=20)
    before = state_of(open_folder.parent)
    with another_user(open_folder):
        assert title(open_folder) == f"Council {'opens' if how == 'closed' else 'closes'} a family hub"
    assert set(state_of(open_folder.parent)) == set(before)
    if process is not None:
        process.communicate("go on\n" if how == "waits" else None, timeout=20)


@pytest.mark.parametrize("again", [open_for_reading, open_for_writing, open_shared])
def test_opening_a_store_again_leaves_the_log_to_who_has_it_open_here(
    store: Path, again: Callable[[Path], Database]
) -> None:
    """To close a file frees all locks that the process has on it: another process would then take the log away."""
    reader = open_for_reading(store)
    assert reader.value("SELECT title FROM v_stories") == "Council opens a family hub"
    again(store).close()
    writer(store, "waits").communicate("go on\n", timeout=20)
    assert store.with_name("cfnews.db-wal").exists()
    assert reader.value("SELECT title FROM v_stories") == "Council closes a family hub"
    reader.close()
