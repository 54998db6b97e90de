"""A reader's own question to the store, in SQL: it may read everything and change nothing, and it ends.

The store is opened for reading; beyond that only such parts of a statement are allowed as read. Nothing can be
attached, loaded or set.
"""

import sqlite3
import time
from pathlib import Path
from typing import Any, NamedTuple

from cfnews.errors import CfnewsError, StoreUnusable, WrongUsage
from cfnews.store.connection import translated
from cfnews.store.db import open_for_reading
from cfnews.store.shared import open_shared

_LOOK_EVERY = 20_000  # steps of SQLite's machine between two looks at the clock: some milliseconds
_LONGEST = 20_000_000  # bytes of one value: a query cannot fill the memory with a single one
_READS = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE)
_TELLING = {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list"}
_PLAIN = {"user_version", "application_id", "schema_version", "page_count", "page_size", "data_version", "encoding"}
_PLAIN |= {"compile_options", "function_list", "pragma_list", "collation_list", "freelist_count", "journal_mode"}
_NEVER = {"load_extension", "fts3_tokenizer"}


class Found(NamedTuple):
    """The columns and rows of an answer; `more` says that there were more rows than were asked for."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    more: bool


def ask(path: Path, sql: str, *, most: int, seconds: float, shared: bool = False) -> Found:
    """The answer to one statement that reads, of up to so many rows (0 for all); `shared` as in `store.shared`.

    Raises WrongUsage where it is no such statement, CfnewsError where it takes longer than that, StoreUnusable.
    """
    db = open_shared(path) if shared else open_for_reading(path)
    until = time.monotonic() + seconds
    try:
        connection = db.ask_only(_allowed, lambda: time.monotonic() > until, _LOOK_EVERY, _LONGEST)
        return _found(connection.execute(sql), most)
    except (sqlite3.Warning, sqlite3.Error, ValueError) as error:
        raise _told(error, path, seconds, in_time=time.monotonic() <= until) from error
    finally:
        db.close()


def _found(cursor: sqlite3.Cursor, most: int) -> Found:
    if cursor.description is None:
        raise WrongUsage("there is nothing to ask", "try: cfnews store sql 'SELECT title FROM v_stories LIMIT 5'")
    rows = cursor.fetchmany(most + 1) if most else cursor.fetchall()
    columns = [column[0] for column in cursor.description]
    return Found(columns, [tuple(row) for row in rows[: most or None]], bool(most) and len(rows) > most)


def _allowed(action: int, one: str | None, two: str | None, *_: str | None) -> int:
    """Whether a part of a statement may be: SQLite's authorizer."""
    if action in _READS or (action == sqlite3.SQLITE_FUNCTION and two not in _NEVER):
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and (one in _TELLING or (one in _PLAIN and two is None)):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _told(error: Exception, path: Path, seconds: float, *, in_time: bool) -> BaseException:
    words = str(error)
    if words == "interrupted":
        # Ctrl-C, too, ends a query by way of the look at the clock.
        if in_time:
            return KeyboardInterrupt()
        return CfnewsError(f"the query took longer than {seconds:g} seconds", "ask for less, or give --timeout SECONDS")
    if "denied" in words or "prohibited" in words or "not authorized" in words or "readonly" in words:
        return WrongUsage(f"store sql only reads: {words}", "begin with SELECT; the views are v_stories, v_sources ...")
    if "one statement" in words:
        return WrongUsage("store sql takes one statement", "ask one question at a time")
    told = translated(error, path) if isinstance(error, sqlite3.Error) else None
    if told is not None and (not isinstance(told, StoreUnusable) or "damaged" in told.message):
        return told
    return WrongUsage(f"the query cannot be run: {words}", "the views and tables: see docs/reference/store.md")
