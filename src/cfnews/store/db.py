"""SQLite itself: opening, migrating and transactions. Knows nothing of news.

A file that is newer, damaged or not ours is refused and left untouched; one that is older is copied before it is
brought up to date.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cfnews.errors import CfnewsError, StoreBusy, StoreUnusable
from cfnews.paths import make_private_file, make_private_folder
from cfnews.store.belonging import version_of
from cfnews.store.connection import address_of, connect, in_our_words, translated
from cfnews.store.schema import APPLICATION_ID, MIGRATIONS, VERSION

_Row = sqlite3.Row
Values = Sequence[Any] | Mapping[str, Any]
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # what a command has told of outlives a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA wal_autocheckpoint=8000",  # pages: a refresh is not held up by checkpoints
    "PRAGMA cache_size=-16000",  # kibibytes
)
_VARIABLES = 500  # values in one IN (...): well under SQLite's limit, whatever its build


class Database:
    """One connection. Its methods raise StoreUnusable or StoreBusy, never an error of sqlite3's."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._connection = connection
        self.path = path
        self._depth = 0

    def rows(self, sql: str, values: Values = ()) -> list[_Row]:
        """All rows of a query."""
        with in_our_words(self.path):
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> _Row | None:
        """The first row of a query, if there is one."""
        with in_our_words(self.path):
            found: _Row | None = self._connection.execute(sql, values).fetchone()
            return found

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, values)
        return found[0] if found is not None else None

    def rows_for(self, sql: str, keys: Sequence[Any]) -> list[_Row]:
        """The rows of a query whose `{}` takes the placeholders of many keys, asked in slices."""
        found: list[_Row] = []
        for start in range(0, len(keys), _VARIABLES):
            part = keys[start : start + _VARIABLES]
            found.extend(self.rows(sql.format(",".join("?" * len(part))), part))
        return found

    def run(self, sql: str, values: Values = ()) -> int:
        """Runs one statement; returns the new row's id where it was an INSERT."""
        with in_our_words(self.path):
            return self._connection.execute(sql, values).lastrowid or 0

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """Runs one statement for each row of values."""
        with in_our_words(self.path):
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; may be nested, an inner one being a savepoint. The first error is the one that is seen."""
        name = f"level_{self._depth}"
        self.run(f"SAVEPOINT {name}" if self._depth else "BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._depth -= 1
            self._roll_back(name)
            raise
        self._depth -= 1
        try:
            self.run(f"RELEASE {name}" if self._depth else "COMMIT")
        except CfnewsError:
            self._roll_back(name)
            raise

    @contextmanager
    def without_waiting(self) -> Iterator[None]:
        """Commits inside do not wait for the disk; when the block ends, all that they wrote is on it."""
        self.run("PRAGMA synchronous=NORMAL")
        try:
            yield
            self._sync_log()
        finally:
            self.run("PRAGMA synchronous=FULL")

    def _sync_log(self) -> None:
        """Has the disk keep the write-ahead log: all that is not in the file itself yet."""
        if self.path is None:
            return
        try:
            log = os.open(f"{self.path}-wal", os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return
        try:
            os.fsync(log)
        except OSError as error:
            raise StoreUnusable(
                f"the store {self.path} cannot be written: {error.strerror}", "check the disk"
            ) from error
        finally:
            os.close(log)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever is written meanwhile."""
        self.run("BEGIN")
        try:
            yield
        finally:
            self._connection.rollback()

    def ask_only(
        self, allowed: Callable[..., int], is_over: Callable[[], bool], every: int, longest: int
    ) -> sqlite3.Connection:
        """The connection itself for a reader's own SQL: nothing but what is `allowed`, until `is_over` says so.

        It is asked `every` so many steps of SQLite's machine; no value is longer than `longest` bytes.
        """
        self._connection.execute("PRAGMA query_only=ON")
        for table in (
            "search",
            "json_each('[]')",
            "json_tree('[]')",
            "pragma_table_info('story')",
            "pragma_table_list",
        ):
            self._connection.execute(f"SELECT 1 FROM {table}").fetchone()  # made now, which is not allowed below
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, longest)
        self._connection.set_authorizer(allowed)
        self._connection.set_progress_handler(is_over, every)
        return self._connection

    def _roll_back(self, name: str) -> None:
        try:
            self.run(f"ROLLBACK TO {name}" if self._depth else "ROLLBACK")
        except CfnewsError:
            return  # SQLite had rolled back by itself, as on a full disk: the error that led here is the one to tell

    def close(self) -> None:
        """Closes the connection; an open transaction is rolled back."""
        self._connection.close()


def open_for_reading(path: Path) -> Database:
    """The store for reading alone; an empty one in memory where there is none yet. Raises StoreUnusable."""
    if not _size(path):
        return new_in_memory()
    version = checked_version(path)
    if version < VERSION:
        open_for_writing(path).close()
    # Without write access to the folder SQLite cannot share a write-ahead log: read the file as it stands.
    found = _open_uri(path, "mode=ro") or _open_uri(path, "immutable=1")
    if found is None:
        raise StoreUnusable(f"the store {path} cannot be opened", "check its permissions, or name another with --store")
    return found


def new_in_memory() -> Database:
    """An empty store that is gone when it is closed."""
    database = Database(connect(":memory:"), None)
    _migrate(database, 0)
    return database


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except OSError as error:
        raise StoreUnusable(f"the store {path} cannot be read: {error.strerror}", "check its permissions") from error


def _open_uri(path: Path, options: str) -> Database | None:
    connection = None
    try:
        connection = connect(address_of(path, options))
        connection.execute("SELECT 1 FROM meta").fetchone()
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        told = translated(error, path)
        # A locked store is no unreadable one: read past its lock, it would be read without its log.
        if isinstance(error, sqlite3.OperationalError) and not isinstance(told, StoreBusy):
            return None
        raise told from error
    return Database(connection, path)


def open_for_writing(path: Path) -> Database:
    """The store for reading and writing, created or brought up to date where needed. Raises StoreUnusable."""
    try:
        make_private_folder(path.parent)
        make_private_file(path)
    except OSError as error:
        raise StoreUnusable(
            f"the store {path} cannot be written: {error.strerror}", "name another with --store, or check the disk"
        ) from error
    version = checked_version(path)
    with in_our_words(path):
        database = Database(connect(address_of(path, "mode=rw")), path)
    try:
        for pragma in _PRAGMAS:
            database.run(pragma)
        if version < VERSION:
            _migrate(database, version)
    except BaseException:
        database.close()
        raise
    return database


def checked_version(path: Path) -> int:
    """The file's schema version, 0 for an empty file. Raises StoreUnusable if it is not for us; writes nothing."""
    return version_of(path, VERSION)


def _migrate(database: Database, version: int) -> None:
    for number in range(version, VERSION):
        with database.transaction():
            # Another process may have migrated while this one waited for the lock.
            if database.value("PRAGMA user_version") > number:
                continue
            if number == version and version and database.path is not None:
                _keep(database.path, version)
            for statement in _statements(MIGRATIONS[number]):
                database.run(statement)
            database.run(f"PRAGMA application_id = {APPLICATION_ID}")
            database.run(f"PRAGMA user_version = {number + 1}")


def _keep(path: Path, version: int) -> None:
    """Keeps the store as it is before its first migration. The caller holds a transaction, so nobody else writes."""
    from cfnews.store.copying import copy_whole

    try:
        copy_whole(path, kept_copy(path, version))
    except StoreUnusable:
        raise
    except CfnewsError as error:
        raise StoreUnusable(f"the store is not brought up to date: {error.message}", error.hint) from error


def kept_copy(path: Path, version: int) -> Path:
    """Where the copy of a store is kept that was of this version before it was brought up to date."""
    return path.with_name(f"{path.name}.version-{version}")


def _statements(script: str) -> Iterator[str]:
    # executescript would commit first: statements are run one by one, inside the transaction.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def sqlite_version() -> str:
    """The version of SQLite itself."""
    return sqlite3.sqlite_version
