"""Which entries are in which story, and moving them between stories. Decides nothing.

A story is the row of its first entry, the one that its public id is made of: where that entry goes, the
story goes. A story without entries is dropped, and its id leads to the one that took them over.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cfnews.model import Match
from cfnews.store.db import Database


class Member(NamedTuple):
    """An entry as grouping sees it. `at` in seconds since 1970."""

    entry_id: int
    story_id: int
    feed_id: str
    key: str
    title_key: str
    at: int


class StoryRow(NamedTuple):
    """A story as grouping sees it."""

    id: int
    first_entry_id: int
    first_seen_at: int
    at: int
    hidden: bool


_MEMBER = "id, story_id, feed_id, key, title_key, coalesce(published_at, first_seen_at)"


def members_of(db: Database, stories: Sequence[int]) -> list[Member]:
    """All entries of some stories."""
    rows = db.rows_for(f"SELECT {_MEMBER} FROM entry WHERE story_id IN ({{}})", stories)
    return [Member(*row) for row in rows]


def stories_of(db: Database, entries: Sequence[int]) -> list[int]:
    """The stories that entries are in."""
    return sorted({row[0] for row in db.rows_for("SELECT story_id FROM entry WHERE id IN ({})", entries)})


def story_rows(db: Database, stories: Sequence[int]) -> list[StoryRow]:
    """What tells stories apart by age."""
    columns = "id, first_entry_id, first_seen_at, at, hidden_because IS NOT NULL"
    rows = db.rows_for(f"SELECT {columns} FROM story WHERE id IN ({{}})", stories)
    return [StoryRow(*row) for row in rows]


def move(db: Database, entries: Iterable[int], story: int) -> None:
    """Puts entries into a story."""
    db.run_many("UPDATE entry SET story_id = ? WHERE id = ?", ((story, entry) for entry in entries))


def note_match(db: Database, entry: int, match: Match, score: float) -> None:
    """Notes by what an entry is in its story."""
    db.run("UPDATE entry SET match = ?, score = ? WHERE id = ?", (match, score, entry))


def drop(db: Database, story: int, into: int) -> None:
    """Drops a story that has no entries left; its ids lead to another, which keeps the reader's marks on it."""
    db.run(
        """UPDATE story SET (read_at, starred_at) = (
               SELECT coalesce(story.read_at, gone.read_at), coalesce(story.starred_at, gone.starred_at)
               FROM story gone WHERE gone.id = ?)
           WHERE id = ?""",
        (story, into),
    )
    db.run("UPDATE story_alias SET story_id = ? WHERE story_id = ?", (into, story))
    db.run("INSERT OR REPLACE INTO story_alias SELECT public_id, ? FROM story WHERE id = ?", (into, story))
    db.run("UPDATE story SET follows_id = ? WHERE follows_id = ? AND id <> ?", (into, story, into))
    db.run("DELETE FROM story WHERE id = ?", (story,))


def follow(db: Database, public_ids: Iterable[str], story: int) -> None:
    """Lets the ids that moved entries once had lead to where they are now."""
    db.run_many("UPDATE story_alias SET story_id = ? WHERE public_id = ?", ((story, name) for name in public_ids))


def leads_to(db: Database, public_id: str, story: int) -> bool:
    """Whether an id is an alias of this story."""
    return db.value("SELECT 1 FROM story_alias WHERE public_id = ? AND story_id = ?", (public_id, story)) is not None


def part(db: Database, story: int, public_id: str, first: Member) -> int:
    """A new row for entries that leave a story: as new, as read and as starred as the one that they were in."""
    db.run("DELETE FROM story_alias WHERE public_id = ?", (public_id,))
    return db.run(
        """INSERT INTO story (public_id, first_entry_id, at, first_seen_at, news_change, section, kind, facts,
                              hidden_because, read_at, starred_at)
           SELECT ?, ?, ?, (SELECT first_seen_at FROM entry WHERE id = ?), news_change, section, kind, facts,
                  hidden_because, read_at, starred_at FROM story WHERE id = ?""",
        (public_id, first.entry_id, first.at, first.entry_id, story),
    )


def set_follows(db: Database, story: int, entry: int) -> None:
    """Notes that a story goes on with the one that an entry is in."""
    db.run(
        """UPDATE story SET follows_id = (SELECT story_id FROM entry WHERE id = ?)
           WHERE id = ? AND id <> (SELECT story_id FROM entry WHERE id = ?)""",
        (entry, story, entry),
    )
