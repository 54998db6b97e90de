"""A store that others keep, opened to be read and left as it is: no byte of it changes, and no file comes beside it.

Who merely reads a store with a write-ahead log the ordinary way leaves files of the log behind, which are then the
reader's own: the next fetch cannot write them. So there are three ways, by what is found:

- a copy has no log and is replaced as a whole, never written: it is read without locks, which some drives have not;
- a store whose log stands beside it is in use: it is read through the log, whose index is taken as others keep it;
- a store whose log is gone or empty is read as it stands, and it is noticed if it is written meanwhile.
"""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from cfnews.errors import CfnewsError, StoreBusy, StoreUnusable
from cfnews.store.belonging import ForeignFile
from cfnews.store.connection import address_of, connect, translated
from cfnews.store.db import Database, Values
from cfnews.store.mounts import network_drive
from cfnews.store.schema import APPLICATION_ID, VERSION

_PUBLISH = "have the machine that fetches publish a copy, and read that: cfnews store backup FILE"
_AS_IT_STANDS, _THROUGH_ITS_LOG, _WITH_AN_INDEX = "immutable=1", "mode=ro&readonly_shm=1", "mode=ro"
_TRIES = 3  # a log may come or go between looking and opening


class Standing(NamedTuple):
    """By which a file that is read as it stands is known to be the same still."""

    inode: int
    written_ns: int
    size: int


class SharedDatabase(Database):
    """A connection to a store that others write. Raises StoreBusy where it was written while it was read."""

    def __init__(self, opened: sqlite3.Connection, path: Path, standing: Standing | None) -> None:
        super().__init__(opened, path)
        self._file = path
        self._standing = standing

    def rows(self, sql: str, values: Values = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        with self._unchanged():
            return super().rows(sql, values)

    def row(self, sql: str, values: Values = ()) -> sqlite3.Row | None:
        """The first row of a query, if there is one."""
        with self._unchanged():
            return super().row(sql, values)

    @contextmanager
    def _unchanged(self) -> Iterator[None]:
        try:
            yield
        except CfnewsError as error:
            if self._was_written():
                raise _written(self._file) from error
            raise
        self._check_standing()

    def _check_standing(self) -> None:
        if self._was_written():
            raise _written(self._file)

    def _was_written(self) -> bool:
        if self._standing is None:
            return False
        now = _standing(self._file)
        # Another file of that name is no matter: the one that is open here is what it was.
        return now is not None and now.inode == self._standing.inode and now != self._standing


def _written(path: Path) -> StoreBusy:
    return StoreBusy(f"the store {path} was written while it was read", "try again in a moment")


def _standing(path: Path) -> Standing | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return Standing(found.st_ino, found.st_mtime_ns, found.st_size)


def open_shared(path: Path) -> SharedDatabase:
    """A store that others keep. Raises StoreUnusable, StoreBusy."""
    opened, standing = reach(path, connect, "main")
    return SharedDatabase(opened, path, standing)


def reach(
    path: Path, use: Callable[[str], sqlite3.Connection], schema: str
) -> tuple[sqlite3.Connection, Standing | None]:
    """A connection that `use` makes of an address of the store, and by what it is known to stand still, if it has to.

    `schema` is the name that the store has in the connection. Raises StoreUnusable where the store is missing, not
    ours, of another version, or cannot be read from here; StoreBusy where it is held.
    """
    for _ in range(_TRIES):
        way = _way(path)
        standing = _standing(path) if way == _AS_IT_STANDS else None
        opened = None
        try:
            opened = use(address_of(path, way))
            _check(opened, schema, path)
        except (sqlite3.Error, StoreUnusable) as error:
            _let_go(opened, schema)
            told = error if isinstance(error, StoreUnusable) else translated(error, path)
            if not isinstance(error, sqlite3.OperationalError) or isinstance(told, StoreBusy):
                raise told from error
            fault = error
        else:
            return opened, standing
    raise StoreUnusable(f"the store {path} is in use, and its log cannot be read from here", _PUBLISH) from fault


def _let_go(opened: sqlite3.Connection | None, schema: str) -> None:
    if opened is None:
        return
    if schema == "main":
        opened.close()
    else:
        opened.execute(f"DETACH {schema}")


def _way(path: Path) -> str:
    """How the store is to be opened now. Raises StoreUnusable where there is none.

    The file itself is not looked into: to close it would free all locks that this process has on it (POSIX).
    """
    try:
        if not path.stat().st_size:
            raise FileNotFoundError(errno.ENOENT, "it is empty")
        log, index, journal = (_size(path, tail) for tail in ("-wal", "-shm", "-journal"))
    except OSError as error:
        raise StoreUnusable(
            f"the shared store {path} cannot be read: {error.strerror}",
            "name it with --store or CFNEWS_STORE; is its drive there, and may you read it?",
        ) from error
    if journal is not None:
        return _WITH_AN_INDEX
    if not log:
        return _AS_IT_STANDS
    drive = network_drive(path)
    if drive:
        raise StoreUnusable(f"the store {path} is in use, and its log cannot be shared over {drive}", _PUBLISH)
    return _THROUGH_ITS_LOG if index is not None else _WITH_AN_INDEX


def _size(path: Path, tail: str) -> int | None:
    try:
        return path.with_name(path.name + tail).stat().st_size
    except FileNotFoundError:
        return None


def _check(opened: sqlite3.Connection, schema: str, path: Path) -> None:
    """Raises StoreUnusable where it is no store of this version."""
    application = _pragma(opened, schema, "application_id")
    version = _pragma(opened, schema, "user_version")
    if application == APPLICATION_ID and version == VERSION:
        return
    if application != APPLICATION_ID:
        raise ForeignFile(f"{path} belongs to another program", "name another file with --store")
    if version > VERSION:
        raise StoreUnusable(
            f"the store {path} was written by a newer cfnews (version {version}, this one knows {VERSION})",
            "upgrade cfnews, or name another file with --store",
        )
    raise StoreUnusable(
        f"the store {path} was written by an older cfnews (version {version}, this one knows {VERSION})",
        "upgrade the machine that fetches: its next fetch brings the store up to date",
    )


def _pragma(opened: sqlite3.Connection, schema: str, name: str) -> Any:
    return opened.execute(f"PRAGMA {schema}.{name}").fetchone()[0]
