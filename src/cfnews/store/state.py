"""A reader's own state, apart from a store that others keep: marks and cursors in a small file of their own.

Marks are kept by the names of entries, as the store keeps them, and by the ids of stories, by which they are found
quickly. A cursor is a place in the count of one store. Another store, or an older copy of it, counts otherwise: it is
told by its identity and by the newest story that was there when the cursor moved, and then what the cursor has shown is
known by ids, as after `store import-state`. Verdicts (split and join) stay with the store: they make its stories.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cfnews.errors import StoreBusy, StoreUnusable, WrongUsage
from cfnews.paths import make_private_file, make_private_folder
from cfnews.store.connection import address_of, connect, in_our_words
from cfnews.store.db import Values
from cfnews.store.overlay import lay_over, mark_anew
from cfnews.store.shared import SharedDatabase, Standing, reach

APPLICATION_ID = 0x63666E73  # "cfns"
VERSION = 1

# `mark`, `cursor` and `cursor_shown` are those of the store. seen: marks by the ids of stories. skipped: what a cursor
# passed over unshown. told: what it went past, be it skipped or not. waiting: names with marks that are not stored.
# desk: the store whose count the cursors go by.
_TABLES = (
    """CREATE TABLE mark (
           name TEXT NOT NULL, kind TEXT NOT NULL, value INTEGER NOT NULL, at INTEGER NOT NULL,
           PRIMARY KEY (name, kind)) WITHOUT ROWID""",
    """CREATE TABLE seen (
           id TEXT NOT NULL, kind TEXT NOT NULL, value INTEGER NOT NULL, at INTEGER NOT NULL,
           PRIMARY KEY (id, kind)) WITHOUT ROWID""",
    "CREATE TABLE cursor (name TEXT PRIMARY KEY, change INTEGER NOT NULL, moved_at INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE cursor_shown (name TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (name, id)) WITHOUT ROWID",
    "CREATE TABLE skipped (name TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (name, id)) WITHOUT ROWID",
    "CREATE TABLE told (name TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (name, id)) WITHOUT ROWID",
    "CREATE TABLE waiting (name TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE desk (identity TEXT, newest TEXT NOT NULL, change INTEGER NOT NULL)",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {VERSION}",
)
_OTHER_STORE = (
    "DELETE FROM told WHERE (name, id) IN (SELECT name, id FROM skipped)",
    "DELETE FROM skipped",
    "INSERT OR IGNORE INTO cursor_shown SELECT name, id FROM told",
    "UPDATE cursor SET change = 0",
    "DELETE FROM desk",
    """INSERT INTO desk SELECT (SELECT value FROM store.meta WHERE key = 'identity'), public_id, news_change
       FROM store.story ORDER BY news_change DESC LIMIT 1""",
    # What was marked under another id there: by the names of entries it is found here.
    """INSERT INTO seen
       SELECT s.public_id, m.kind, m.value, m.at FROM mark m
       CROSS JOIN store.entry e ON e.feed_id = substr(m.name, 1, instr(m.name, ' ') - 1)
                               AND e.key = substr(m.name, instr(m.name, ' ') + 1)
       CROSS JOIN store.story s ON s.id = e.story_id WHERE true
       ON CONFLICT (id, kind) DO UPDATE SET value = excluded.value, at = excluded.at
          WHERE (excluded.at, excluded.value) > (at, value)""",
    """INSERT OR IGNORE INTO waiting
       SELECT m.name FROM mark m WHERE NOT EXISTS (
           SELECT 1 FROM store.entry e WHERE e.feed_id = substr(m.name, 1, instr(m.name, ' ') - 1)
                                         AND e.key = substr(m.name, instr(m.name, ' ') + 1))""",
)


class ReadersDatabase(SharedDatabase):
    """A shared store as one reader has it: what is written goes to the reader's own state."""

    def __init__(self, opened: sqlite3.Connection, store: Path, state: Path, standing: Standing | None) -> None:
        super().__init__(opened, store, standing)
        self._state = state
        self._seen = self._seen_so_far()

    def rows(self, sql: str, values: Values = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        self._keep_up()
        return super().rows(sql, values)

    def row(self, sql: str, values: Values = ()) -> sqlite3.Row | None:
        """The first row of a query, if there is one."""
        self._keep_up()
        return super().row(sql, values)

    def run(self, sql: str, values: Values = ()) -> int:
        """Runs one statement, on the state."""
        with in_our_words(self._state):
            return self._connection.execute(sql, values).lastrowid or 0

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """Runs one statement for each row of values, on the state."""
        with in_our_words(self._state):
            self._connection.executemany(sql, rows)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, of the store and of the state."""
        self._keep_up()
        with super().snapshot():
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, by a store that stood still meanwhile."""
        with super().transaction():
            yield
            self._check_standing()

    def _keep_up(self) -> None:
        """Takes in what a fetch has written since, and what another process of the reader's has marked."""
        if self._connection.in_transaction:
            return
        if self._was_written():
            self._attach_anew()
        with in_our_words(self._state):
            seen = self._seen_so_far()
            if seen != self._seen:
                mark_anew(self._connection)
                self._seen = seen

    def _attach_anew(self) -> None:
        with in_our_words(self._file):
            self._connection.execute("DETACH store")
        self._standing = _attach(self._connection, self._file)
        if not _is_known(self._connection):  # row numbers that were read before are those of other stories now
            raise StoreBusy(f"the store {self._file} was replaced by another one", "begin anew")

    def _seen_so_far(self) -> tuple[int, str]:
        # Not the store's data_version: where its log is in nobody's hands, that is another one each time.
        version = self._connection.execute("PRAGMA main.data_version").fetchone()[0]
        return version, self._connection.execute("SELECT value FROM store.meta WHERE key = 'change'").fetchone()[0]


def open_with_state(store: Path, state: Path, *, create: bool) -> ReadersDatabase:
    """A shared store with a reader's state; one that is not there yet is empty, and made only with `create`.

    Raises StoreUnusable where either cannot be used, WrongUsage where both are one file.
    """
    if state.exists() and store.exists() and state.samefile(store):
        raise WrongUsage(f"{state} is the store itself", "name a file of your own with --state")
    connection = _open_state(state, create)
    try:
        standing = _attach(connection, store)
        with in_our_words(state):
            connection.execute("PRAGMA temp_store = MEMORY")
            if not _is_known(connection):
                _move_to(connection)
            lay_over(connection)
            return ReadersDatabase(connection, store, state, standing)
    except BaseException:
        connection.close()
        raise


def _attach(connection: sqlite3.Connection, store: Path) -> Standing | None:
    def attach(address: str) -> sqlite3.Connection:
        connection.execute("ATTACH ? AS store", (address,))
        return connection

    return reach(store, attach, "store")[1]


def _open_state(state: Path, create: bool) -> sqlite3.Connection:
    try:
        size = state.stat().st_size if state.exists() else 0
        if create and not size:
            make_private_folder(state.parent)
            make_private_file(state)
    except OSError as error:
        raise StoreUnusable(
            f"your state {state} cannot be written: {error.strerror}", "name another with --state"
        ) from error
    there = bool(size) or create
    with in_our_words(state):
        connection = connect(address_of(state, "mode=rw") if there else "file::memory:")
        try:
            _check(connection, state)
        except BaseException:
            connection.close()
            raise
    return connection


def _check(connection: sqlite3.Connection, state: Path) -> None:
    """Makes the tables of a new state. Raises StoreUnusable where the file is no state, or a newer one."""
    if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for statement in _TABLES:
                connection.execute(statement)
        connection.execute("COMMIT")
    marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    if marks[0] != APPLICATION_ID:
        raise StoreUnusable(f"{state} is no state of a reader", "name another file with --state")
    if marks[1] > VERSION:
        raise StoreUnusable(f"your state {state} was written by a newer cfnews", "upgrade cfnews, or name another file")


def _is_known(connection: sqlite3.Connection) -> bool:
    """Whether the store is the one whose count the cursors go by, and no older copy of it."""
    desk = connection.execute("SELECT identity, newest, change FROM desk").fetchone()
    if desk is None:
        return True
    identity = connection.execute("SELECT value FROM store.meta WHERE key = 'identity'").fetchone()
    if desk[0] != (identity[0] if identity else None):
        return False
    newest = connection.execute("SELECT news_change FROM store.story WHERE public_id = ?", (desk[1],)).fetchone()
    if newest is not None:
        return bool(newest[0] == desk[2])
    return connection.execute("SELECT 1 FROM store.story_alias WHERE public_id = ?", (desk[1],)).fetchone() is not None


def _move_to(connection: sqlite3.Connection) -> None:
    """Has the cursors begin anew in another store, with all that they have shown known by its ids."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _is_known(connection):
            for statement in _OTHER_STORE:
                connection.execute(statement)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
