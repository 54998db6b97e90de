"""The pages of articles: which are still to be read, and what came of those that were asked for. Decides nothing.

The text of a page is kept in its entry, so that a search finds it; robots.txt is kept for a day.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec

from cfnews.model import Document, Entry, ReadPage
from cfnews.store.db import Database
from cfnews.story import Facts

_documents = msgspec.json.Decoder(tuple[Document, ...]).decode
_strings = msgspec.json.Decoder(tuple[str, ...]).decode
_facts = msgspec.json.Decoder(Facts).decode
_KEPT_ROBOTS = 86400


class Wanted(NamedTuple):
    """An entry whose page is to be read; `tries` were without an answer."""

    entry_id: int
    feed_id: str
    url: str
    tries: int


class Stored(NamedTuple):
    """A stored entry, with the text and the documents of its page where that was read; `at` in seconds.

    `facts` and `filtered` are what the sector's rules of the version `rules` found in it.
    """

    id: int
    story_id: int
    feed_id: str
    entry: Entry
    at: int
    dated: bool
    facts: Facts
    filtered: str
    rules: int


class RobotsRow(NamedTuple):
    """What a site answered when it was asked for its robots.txt; `status` is None where it could not be reached."""

    origin: str
    fetched_at: int
    status: int | None
    body: bytes


def wanted(db: Database, feed_id: str, *, since: int, now: int, most: int) -> list[Wanted]:
    """Up to so many entries of a feed, the newest first, that came since then and whose page is to be asked for."""
    rows = db.rows(
        """SELECT e.id, e.feed_id, e.url, coalesce(a.tries, 0)
           FROM entry e JOIN story s ON s.id = e.story_id LEFT JOIN article a ON a.entry_id = e.id
           WHERE e.feed_id = ? AND e.url LIKE 'http%' AND e.filtered = '' AND s.hidden_because IS NULL
             AND (a.entry_id IS NULL AND e.first_seen_at >= ? OR a.next_at <= ?)
           ORDER BY e.first_seen_at DESC, e.published_at DESC, e.id LIMIT ?""",
        (feed_id, since, now, most),
    )
    return [Wanted(*row) for row in rows]


def pages_of(db: Database, stories: Sequence[int]) -> list[Wanted]:
    """The entries of stories whose page is not here whole, the leads first."""
    rows = db.rows_for(
        """SELECT e.id, e.feed_id, e.url, 0, e.id <> s.lead_entry_id AS behind
           FROM entry e JOIN story s ON s.id = e.story_id LEFT JOIN article a ON a.entry_id = e.id
           WHERE e.story_id IN ({}) AND e.url LIKE 'http%' AND (e.page = '' OR a.stopped <> '')""",
        stories,
    )
    return [Wanted(*row[:4]) for row in sorted(rows, key=lambda row: (row["behind"], row["id"]))]


def note_page(db: Database, entry_id: int, page: ReadPage, *, tries: int, next_at: int | None, now: int) -> None:
    """Remembers how a page was read; what an earlier reading brought is kept where this one brings nothing."""
    db.run(
        """INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (entry_id) DO UPDATE SET asked_at = excluded.asked_at, tries = excluded.tries,
               next_at = excluded.next_at, stopped = excluded.stopped, url = excluded.url,
               title = coalesce(nullif(excluded.title, ''), title),
               author = coalesce(nullif(excluded.author, ''), author),
               published_at = coalesce(excluded.published_at, published_at),
               block_quotes = CASE excluded.block_quotes WHEN '[]' THEN block_quotes ELSE excluded.block_quotes END,
               documents = CASE excluded.documents WHEN '[]' THEN documents ELSE excluded.documents END""",
        (
            entry_id,
            page.url,
            now,
            tries,
            next_at,
            page.stopped,
            page.title,
            page.author,
            int(page.published_at.timestamp()) if page.published_at else None,
            msgspec.json.encode(page.block_quotes).decode(),
            msgspec.json.encode(page.documents).decode(),
        ),
    )


def set_page(db: Database, entry_id: int, text: str) -> None:
    """Keeps the text of an entry's page."""
    db.run("UPDATE entry SET page = ? WHERE id = ?", (text, entry_id))


def ask_again(db: Database, entry_id: int, now: int) -> None:
    """Has the page of a changed entry read again, if it was read before."""
    db.run("UPDATE article SET next_at = ? WHERE entry_id = ?", (now, entry_id))


def stored_entries(db: Database, entries: Sequence[int]) -> list[Stored]:
    """These entries as the sector's rules and folding need them, in the order of their row numbers."""
    rows = db.rows_for(
        """SELECT e.*, coalesce(a.documents, '[]') AS beside FROM entry e
           LEFT JOIN article a ON a.entry_id = e.id WHERE e.id IN ({})""",
        entries,
    )
    return [_stored(row) for row in sorted(rows, key=lambda row: row["id"])]


def _stored(row: Any) -> Stored:
    get = row.__getitem__
    linked = [*_documents(get("beside")), *_documents(get("documents"))]
    entry = Entry(
        **{name: get(name) for name in ("guid", "url", "link_key", "title", "title_key", "summary", "author")},
        **{name: get(name) for name in ("language", "published_raw", "content_hash")},
        summary_truncated=bool(get("summary_truncated")),
        text=get("page") or get("text"),
        published_at=_moment(get("published_at")),
        published_estimated=bool(get("published_estimated")),
        updated_at=_moment(get("updated_at")),
        categories=_strings(get("categories")),
        documents=tuple({one.url: one for one in reversed(linked)}.values())[::-1],
    )
    return Stored(
        id=get("id"),
        story_id=get("story_id"),
        feed_id=get("feed_id"),
        entry=entry,
        at=get("published_at") or get("first_seen_at"),
        dated=get("published_at") is not None,
        facts=_facts(get("facts")),
        filtered=get("filtered"),
        rules=get("rules"),
    )


def robots(db: Database, now: int) -> list[RobotsRow]:
    """What sites answered within the last day."""
    rows = db.rows("SELECT origin, fetched_at, status, body FROM robots WHERE fetched_at > ?", (now - _KEPT_ROBOTS,))
    return [RobotsRow(*row) for row in rows]


def keep_robots(db: Database, answers: Iterable[RobotsRow], now: int) -> None:
    """Keeps what sites answered, and forgets what is older than a day."""
    db.run("DELETE FROM robots WHERE fetched_at <= ?", (now - _KEPT_ROBOTS,))
    db.run_many("INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)", answers)


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
