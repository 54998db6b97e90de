"""What the reader decided on two entries, remembered for ever under names that outlive the store's row numbers."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cfnews.store.db import Database


class Verdict(NamedTuple):
    """What the reader decided on two entries, by name, the lesser first; `at` in seconds since 1970."""

    one: str
    other: str
    together: bool
    at: int


def decide(db: Database, pairs: Iterable[tuple[str, str]], *, together: bool, now: int) -> None:
    """Remembers that pairs of entries (by name) are one story, or are not; the last word counts, by whatever clock."""
    db.run_many(
        """INSERT INTO verdict VALUES (?, ?, ?, ?) ON CONFLICT (one, other) DO UPDATE SET
               at = max(excluded.at, at + (together <> excluded.together)), together = excluded.together""",
        ((*sorted(pair), together, now) for pair in pairs if pair[0] != pair[1]),
    )


def all_verdicts(db: Database) -> list[Verdict]:
    """Every verdict, in the order of names."""
    rows = db.rows("SELECT one, other, together, at FROM verdict ORDER BY one, other")
    return [Verdict(row[0], row[1], bool(row[2]), row[3]) for row in rows]


def verdicts_within(db: Database, names: Sequence[str]) -> list[Verdict]:
    """The verdicts on pairs both of which are among these entries."""
    rows = db.rows_for("SELECT one, other, together, at FROM verdict WHERE one IN ({}) ORDER BY one, other", names)
    return [Verdict(row[0], row[1], bool(row[2]), row[3]) for row in rows if row[1] in names]


def merge_verdicts(db: Database, said: Iterable[Verdict]) -> list[Verdict]:
    """Takes over verdicts from elsewhere: of two on one pair the later counts. Returns those that it changed."""
    changed = []
    for one in said:
        found = db.row("SELECT at, together FROM verdict WHERE one = ? AND other = ?", one[:2])
        if found is None or (one.at, one.together) > (found[0], bool(found[1])):
            db.run("INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?)", one)
            changed.append(one)
    return changed


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
