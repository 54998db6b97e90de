"""Whole copies of a database, of one moment, while others read and write it: SQLite's online backup.

A copy stands beside its place under another name until it is whole and was checked, and only then takes it.
"""

import os
import sqlite3
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

from cfnews.errors import CfnewsError, StoreBusy, StoreUnusable
from cfnews.store import connection

_HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def copy_into(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Makes the target hold what the source holds, all of it or nothing. Raises StoreBusy where one is held too long.

    Writers of the source are not held up; readers of the target see what it held before, until it is done.
    """
    until = time.monotonic() + connection.PATIENCE

    def waited(status: int, _left: int, _all: int) -> None:
        if status in _HELD and time.monotonic() >= until:
            raise StoreBusy("another program is writing the store", "try again in a moment")

    # All pages in one step: in several, each commit of a writer would have it begin again.
    source.backup(target, pages=-1, progress=waited, sleep=0.05)


def copy_whole(source: Path, target: Path, *, checked: bool = True, readable: bool = False) -> None:
    """Writes a copy of a database as a single file, checked, in place of what is there.

    It is for its owner alone unless it is to be `readable` to others. Who has the one before open reads on in it.
    Raises StoreUnusable where the source is damaged, CfnewsError where the target cannot be written.
    """
    try:
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        os.close(descriptor)
    except OSError as error:
        raise CfnewsError(f"{target} cannot be written: {error.strerror}", "check the folder and the disk") from error
    beside = Path(name)
    try:
        _fill(source, beside, target, checked)
        if readable:
            beside.chmod(0o644)
        _settle(beside)
        beside.replace(target)
        _settle(target.parent)
    except OSError as error:
        raise CfnewsError(f"{target} cannot be written: {error.strerror}", "check the folder and the disk") from error
    finally:
        for tail in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                Path(f"{beside}{tail}").unlink(missing_ok=True)


def _fill(source: Path, beside: Path, target: Path, checked: bool) -> None:
    try:
        with (
            closing(connection.connect(connection.address_of(source, "mode=ro"))) as one,
            closing(connection.connect(str(beside))) as other,
        ):
            copy_into(one, other)
            other.execute("PRAGMA journal_mode=DELETE")  # a single file, which can be read from anywhere
            faults = [row[0] for row in other.execute("PRAGMA integrity_check(3)")] if checked else ["ok"]
    except sqlite3.Error as error:
        if "disk is full" in str(error):
            raise CfnewsError(f"{target} cannot be written: the disk is full", "free some space") from error
        raise connection.translated(error, source) from error
    if faults != ["ok"]:
        raise StoreUnusable(f"the store {source} is damaged: {faults[0]}", "see: cfnews store check")


def _settle(path: Path) -> None:
    """Has the disk hold what was written, be it a file or a folder's list of names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
