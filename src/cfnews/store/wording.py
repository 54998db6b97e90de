"""The words of young entries, the counts of all words, and who may tell the same story. Decides nothing.

What is kept of an entry here goes when it is too old to be joined: by day, not by size, so that the cost of
a new entry does not grow with the store.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from cfnews.store.db import Database
from cfnews.stories.weights import Count

_MOST_FOUND = 300  # entries that one word leads to: the newest


class Wording(msgspec.Struct, frozen=True, array_like=True):
    """An entry as it is kept to be compared: its words, its signs, and where and when it stood."""

    title: list[str]
    summary: list[str]
    kind: str
    places: list[str]
    subjects: list[str]
    citations: list[str]
    reports: list[str]
    page: str
    sentences: list[int]
    headline: str
    title_key: str
    outlet: str
    at: int
    dated: bool
    query: list[str]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Wording).decode


def entries_counted(db: Database) -> int:
    """How many entries the words were counted in."""
    return int(db.value("SELECT value FROM meta WHERE key = 'worded'"))


def counts_of(db: Database, words: Iterable[str]) -> dict[str, Count]:
    """The counts of those words that ever stood in an entry."""
    rows = db.rows_for("SELECT word, entries, capital, lower FROM word WHERE word IN ({})", list(words))
    return {row[0]: Count(row[1], row[2], row[3]) for row in rows}


def add_counts(db: Database, more: Mapping[str, Count], entries: int) -> None:
    """Adds the words of so many new entries to the counts."""
    db.run_many(
        """INSERT INTO word VALUES (?, ?, ?, ?) ON CONFLICT (word) DO UPDATE SET
               entries = entries + excluded.entries, capital = capital + excluded.capital,
               lower = lower + excluded.lower""",
        ((word, *count) for word, count in more.items()),
    )
    db.run("UPDATE meta SET value = CAST(value AS INTEGER) + ? WHERE key = 'worded'", (entries,))


def keep(db: Database, entry_id: int, wording: Wording, now: int) -> None:
    """Keeps an entry's words, so that others find it."""
    db.run("INSERT OR REPLACE INTO wording VALUES (?, ?, ?)", (entry_id, now, _encode(wording)))
    db.run_many(
        "INSERT OR IGNORE INTO posting VALUES (?, ?, ?)", ((word, wording.at, entry_id) for word in wording.query)
    )


def load(db: Database, entries: Sequence[int]) -> dict[int, Wording]:
    """The kept words of those entries that are young enough to have any."""
    rows = db.rows_for("SELECT entry_id, words FROM wording WHERE entry_id IN ({})", entries)
    return {row[0]: _decode(row[1]) for row in rows}


def found_by(db: Database, word: str, since: int, until: int) -> list[int]:
    """The entries dated in between (seconds since 1970) that a word leads to, the newest first."""
    rows = db.rows(
        f"SELECT entry_id FROM posting WHERE word = ? AND at BETWEEN ? AND ? ORDER BY at DESC LIMIT {_MOST_FOUND}",
        (word, since, until),
    )
    return [row[0] for row in rows]


def set_likeness(db: Database, pairs: Mapping[tuple[int, int], float]) -> None:
    """Keeps how alike pairs of entries are; the lesser of a pair comes first."""
    db.run_many("INSERT OR REPLACE INTO likeness VALUES (?, ?, ?)", ((*pair, score) for pair, score in pairs.items()))


def likeness_of(db: Database, entries: Sequence[int]) -> dict[tuple[int, int], float]:
    """How alike each of these entries is to any other that it was compared with."""
    found: dict[tuple[int, int], float] = {}
    for column in ("one", "other"):
        rows = db.rows_for(f"SELECT one, other, score FROM likeness WHERE {column} IN ({{}})", entries)
        found |= {(row[0], row[1]): row[2] for row in rows}
    return found


def forget(db: Database, entries: Sequence[int]) -> None:
    """Forgets the words of entries and what they were like."""
    kept = load(db, entries)
    db.run_many(
        "DELETE FROM posting WHERE word = ? AND at = ? AND entry_id = ?",
        ((word, wording.at, entry) for entry, wording in kept.items() for word in wording.query),
    )
    for statement in (
        "DELETE FROM likeness WHERE one = ?",
        "DELETE FROM likeness WHERE other = ?",
        "DELETE FROM wording WHERE entry_id = ?",
    ):
        db.run_many(statement, ((entry,) for entry in entries))


def seen_before(db: Database, moment: int, most: int) -> list[int]:
    """Up to so many entries whose words were kept before that moment, the oldest first."""
    rows = db.rows("SELECT entry_id FROM wording WHERE seen_at < ? ORDER BY seen_at LIMIT ?", (moment, most))
    return [row[0] for row in rows]
