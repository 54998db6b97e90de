"""Whether a file is a store of ours, and of which version; asked before anything is done with it. Writes nothing."""

import errno
import os
import sqlite3
from pathlib import Path

from cfnews.errors import StoreUnusable
from cfnews.store.connection import address_of, connect, in_our_words
from cfnews.store.schema import APPLICATION_ID

_MARKS = ("application_id", "user_version")


class ForeignFile(StoreUnusable):
    """A database of another program."""


def version_of(path: Path, known: int) -> int:
    """A file's schema version, 0 for an empty file. Raises StoreUnusable if it is newer than `known`, or not for us."""
    try:
        size = path.stat().st_size
        trouble = errno.EISDIR if path.is_dir() else 0 if os.access(path, os.R_OK) else errno.EACCES
        if trouble:
            raise OSError(trouble, os.strerror(trouble))
    except OSError as error:
        raise StoreUnusable(f"the store {path} cannot be read: {error.strerror}", "check its permissions") from error
    if not size:
        return 0
    application, version = _marks_in_the_file(path)
    ours = application == APPLICATION_ID
    if not ours or version < known:
        ours, version = _marks_behind_the_log(path)
    if not ours:
        raise ForeignFile(f"{path} belongs to another program", "name another file with --store")
    if version > known:
        raise StoreUnusable(
            f"the store {path} was written by a newer cfnews (version {version}, this one knows {known})",
            "upgrade cfnews, or name another file with --store",
        )
    return version


def _marks_in_the_file(path: Path) -> tuple[int, int]:
    """What the file itself says of whose it is and of its version; nothing of it where it is being written just now.

    SQLite looks, and not we: to close a file of our own would free all locks that this process has on it (POSIX), and
    another process would then take away the log from under a connection that is open here.
    """
    connection = None
    try:
        connection = connect(address_of(path, "immutable=1"))
        application, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _MARKS)
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise StoreUnusable(
                f"{path} is no store of cfnews, or it is damaged", "name another file with --store"
            ) from error
        return 0, 0
    finally:
        if connection is not None:
            connection.close()
    return application, version


def _marks_behind_the_log(path: Path) -> tuple[bool, int]:
    """Whether the file is ours (or empty, so that it may become ours) and its version, as SQLite sees them.

    The header of the file may lag behind the write-ahead log.
    """
    with in_our_words(path):
        connection = connect(address_of(path, "mode=ro"))
        try:
            application, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _MARKS)
            empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        finally:
            connection.close()
    return application == APPLICATION_ID or (empty and not application and not version), version
