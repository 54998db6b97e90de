"""What the reader decided on two entries, remembered for ever under names that outlive the store's row numbers."""

from collections.abc import Iterable, Sequence

from cfnews.store.db import Database


def decide(db: Database, pairs: Iterable[tuple[str, str]], *, together: bool, now: int) -> None:
    """Remembers that pairs of entries (by name) are one story, or are not; the last word counts."""
    db.run_many(
        "INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?)",
        ((*sorted(pair), together, now) for pair in pairs if pair[0] != pair[1]),
    )


def decisions(db: Database, names: Sequence[str]) -> dict[tuple[str, str], bool]:
    """The verdicts that concern any of these entries: whether each pair is together."""
    found: dict[tuple[str, str], bool] = {}
    for column in ("one", "other"):
        rows = db.rows_for(f"SELECT one, other, together FROM verdict WHERE {column} IN ({{}})", names)
        found |= {(row[0], row[1]): bool(row[2]) for row in rows}
    return found


def names_of(db: Database, entries: Sequence[int]) -> dict[int, str]:
    """The names of entries: their feed's id, a space and their key."""
    rows = db.rows_for("SELECT id, feed_id || ' ' || key FROM entry WHERE id IN ({})", entries)
    return {row[0]: row[1] for row in rows}


def entries_named(db: Database, names: Sequence[str]) -> dict[str, int]:
    """The entries that bear these names, as far as they are still stored."""
    found: dict[str, int] = {}
    for name in names:
        feed, _, key = name.partition(" ")
        entry = db.value("SELECT id FROM entry WHERE feed_id = ? AND key = ?", (feed, key))
        if entry is not None:
            found[name] = entry
    return found
