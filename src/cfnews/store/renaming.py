"""A feed under another id: its history goes with it, in one transaction. Knows nothing of feeds.toml.

A feed's id is part of the keys of those entries that no page of their own tells apart (`stories.keys`), and of the
names by which the reader's decisions know entries. The public ids of stories stay: they were given out.
"""

from cfnews.errors import WrongUsage
from cfnews.store.db import Database

_NAMING = ("guid", "both", "text", "page")  # the kinds of key that name their feed


def rename_feed(db: Database, old: str, new: str) -> int:
    """Gives a feed's rows another id; returns how many entries follow. Raises WrongUsage if the id has a history.

    Call it inside a transaction of your own if more than the store has to change with it.
    """
    with db.transaction():
        db.run("PRAGMA defer_foreign_keys = ON")
        if db.value("SELECT count(*) FROM entry WHERE feed_id = ?", (new,)):
            raise WrongUsage(f"the store holds stories of an earlier feed {new!r}", "choose another id")
        if db.value("SELECT count(*) FROM feed WHERE id = ?", (old,)):
            db.run("DELETE FROM feed WHERE id = ?", (new,))
        db.run("UPDATE feed SET id = ? WHERE id = ?", (new, old))
        _rename_entries(db, "UPDATE entry", old, new)
        _rename_entries(db, "UPDATE OR REPLACE pruned", old, new)  # the same may have been taken out of both
        _rename_verdicts(db, old, new)
        _rename_marks(db, old, new)
    return int(db.value("SELECT count(*) FROM entry WHERE feed_id = ?", (new,)))


def _rename_entries(db: Database, update: str, old: str, new: str) -> None:
    for kind in _NAMING:
        start = f"{kind} {old} "
        db.run(
            f"{update} SET key = ? || substr(key, ?) WHERE feed_id = ? AND substr(key, 1, ?) = ?",
            (f"{kind} {new} ", len(start) + 1, old, len(start), start),
        )
    db.run(f"{update} SET feed_id = ? WHERE feed_id = ?", (new, old))


def _rename_verdicts(db: Database, old: str, new: str) -> None:
    """Gives the entries in the reader's decisions their new names; of two names the lesser stands first."""
    start = f"{old} "
    rows = db.rows("SELECT one, other, together, at FROM verdict")
    for one, other, together, at in [tuple(row) for row in rows]:
        if not (one.startswith(start) or other.startswith(start)):
            continue
        db.run("DELETE FROM verdict WHERE one = ? AND other = ?", (one, other))
        names = sorted((_renamed(one, old, new), _renamed(other, old, new)))
        db.run("INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?)", (*names, together, at))


def _rename_marks(db: Database, old: str, new: str) -> None:
    rows = db.rows("SELECT name, kind, value, at FROM mark WHERE name >= ? AND name < ?", (f"{old} ", f"{old}!"))
    for name, kind, value, at in [tuple(row) for row in rows]:
        db.run("DELETE FROM mark WHERE name = ? AND kind = ?", (name, kind))
        db.run("INSERT OR REPLACE INTO mark VALUES (?, ?, ?, ?)", (_renamed(name, old, new), kind, value, at))


def _renamed(name: str, old: str, new: str) -> str:
    feed, _, key = name.partition(" ")
    if feed != old:
        return name
    kind, _, rest = key.partition(" ")
    if kind in _NAMING and rest.startswith(f"{old} "):
        key = f"{kind} {new} {rest[len(old) + 1 :]}"
    return f"{new} {key}"
