"""SQLite at its barest: a connection, and what goes wrong with one in our own words. Knows no table."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from cfnews.errors import CfnewsError, StoreBusy, StoreUnusable

PATIENCE = 5.0
"""Seconds that a statement waits for another process's short transaction."""


def connect(address: str) -> sqlite3.Connection:
    """A connection to a path, a file: address (see `address_of`), ":memory:" or "", a database that is thrown away."""
    # isolation_level=None: sqlite3 opens no transaction behind our back.
    connection = sqlite3.connect(address, uri=address.startswith("file:"), timeout=PATIENCE, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def address_of(path: Path, options: str) -> str:
    """The address of a file with options such as "mode=ro"."""
    return f"file:{quote(str(path.absolute()))}?{options}"


@contextmanager
def in_our_words(path: Path | None) -> Iterator[None]:
    """Errors of sqlite3 inside become StoreUnusable or StoreBusy."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error, path) from error


def translated(error: sqlite3.Error, path: Path | None) -> CfnewsError:
    """What sqlite3 says, as a reader can be told."""
    words = str(error)
    if "locked" in words or "busy" in words:
        return StoreBusy("another program is writing the store", "try again in a moment")
    where = path or "the store"
    if "not a database" in words or "image is malformed" in words or "malformed database" in words:
        return StoreUnusable(
            f"the store {where} is damaged: {words}", "see: cfnews store check, or name another with --store"
        )
    if "disk is full" in words:
        return StoreUnusable(f"the store {where} cannot be written: the disk is full", "free some space and try again")
    return StoreUnusable(f"the store {where} cannot be used: {words}", "check the disk and the permissions")
