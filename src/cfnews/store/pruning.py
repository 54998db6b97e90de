"""Taking old stories out of the store, and knowing their entries again where a feed still lists them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from cfnews.model import Entry, Known
from cfnews.store import wording
from cfnews.store.db import Database

_AS_KNOWN = 1 << 62  # taken from the row numbers of pruned entries, so that no stored entry has one of them
_KNOWN = ", ".join(name for name in Known.__struct_fields__ if name not in ("id", "story_id"))
# A story is as old as the last thing that happened to it: when its latest source was published, else when that was
# first seen, or when a text was last changed.
_LAST = """SELECT max(max(coalesce(e.published_at, e.first_seen_at)), max(coalesce(e.revised_at, 0)))
           FROM entry e WHERE e.story_id = s.id"""


class Old(NamedTuple):
    """The row numbers of stories that are old enough to go; `starred` more of them stay for their star."""

    stories: list[int]
    starred: int


def old_stories(db: Database, before: int, feeds: Sequence[str] = ()) -> Old:
    """The stories to which nothing has happened since then (seconds since 1970); with feeds, those told by them alone.

    `s.at` is the earliest of a story's sources, so that it tells quickly what is too young.
    """
    marks = ", ".join("?" * len(feeds))
    alone = f"AND NOT EXISTS (SELECT 1 FROM entry WHERE story_id = s.id AND feed_id NOT IN ({marks}))" if feeds else ""
    rows = db.rows(
        f"""SELECT s.id, s.starred_at IS NOT NULL AS starred FROM story s
            WHERE s.at < ? AND ({_LAST}) < ? {alone} ORDER BY s.id""",
        (before, before, *feeds),
    )
    return Old([row["id"] for row in rows if not row["starred"]], sum(row["starred"] for row in rows))


def entries_by_feed(db: Database, stories: Sequence[int]) -> dict[str, int]:
    """How many entries of each feed these stories have."""
    rows = db.rows_for("SELECT feed_id FROM entry WHERE story_id IN ({})", stories)
    found: dict[str, int] = {}
    for row in rows:
        found[row[0]] = found.get(row[0], 0) + 1
    return dict(sorted(found.items()))


def take_out(db: Database, stories: Sequence[int], now: int) -> None:
    """Takes stories out with all that hangs on them, and remembers their entries. The caller holds the transaction."""
    entries = [row[0] for row in db.rows_for("SELECT id FROM entry WHERE story_id IN ({})", stories)]
    wording.forget(db, entries)
    db.run_many(
        f"INSERT OR REPLACE INTO pruned ({_KNOWN}, pruned_at) SELECT {_KNOWN}, ? FROM entry WHERE id = ?",
        ((now, entry) for entry in entries),
    )
    db.run_many("DELETE FROM story WHERE id = ?", ((story,) for story in stories))


def pruned_in_feed(db: Database, feed_id: str, entries: Sequence[Entry], keys: Sequence[str]) -> list[Known]:
    """The feed's pruned entries that share a guid, a link or a title with any of these, or have one of these keys."""
    if db.value("SELECT 1 FROM pruned WHERE feed_id = ? LIMIT 1", (feed_id,)) is None:
        return []
    found: dict[int, Known] = {}
    wanted = (
        ("key", set(keys)),
        ("guid", {entry.guid for entry in entries}),
        ("link_key", {entry.link_key for entry in entries}),
        ("title_key", {entry.title_key for entry in entries}),
    )
    for column, values in wanted:
        query = f"SELECT id, {_KNOWN} FROM pruned WHERE feed_id = '{feed_id}' AND {column} IN ({{}})"
        rows = db.rows_for(query, [value for value in values if value])
        found |= {row["id"]: _known(row) for row in rows}
    return list(found.values())


def is_pruned(known: Known) -> bool:
    """Whether a known entry is one that was pruned."""
    return known.id < 0


def _known(row: Any) -> Known:
    values = {name: row[name] for name in Known.__struct_fields__ if name not in ("id", "story_id")}
    return Known(id=row["id"] - _AS_KNOWN, story_id=0, **values)


def vacuum(db: Database) -> None:
    """Gives the room of what was taken out back to the disk, and has the file hold all of it."""
    db.run("INSERT INTO search (search) VALUES ('optimize')")
    db.run("VACUUM")
    db.rows("PRAGMA wal_checkpoint(TRUNCATE)")
