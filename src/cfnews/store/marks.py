"""The reader's marks on stories: read, starred, hidden.

A mark is remembered of each entry of the story, under a name that holds on every machine, with the moment when it was
set or taken back; that of a story is the latest of its entries'. So it stays right however entries are folded, finds an
entry that comes later, and two machines' marks can be put together: see `portable`.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from cfnews.store.db import Database
from cfnews.store.hiding import hide_by_rules
from cfnews.story import BY_RULE

Mark = Literal["read", "unread", "star", "unstar", "hide", "unhide"]
HIDDEN_BY_READER = "you hid it"

# What is marked, with which value, and which stories are not marked so already.
_CHANGES: dict[Mark, tuple[str, bool, str]] = {
    "read": ("read", True, "read_at IS NULL"),
    "unread": ("read", False, "read_at IS NOT NULL"),
    "star": ("starred", True, "starred_at IS NULL"),
    "unstar": ("starred", False, "starred_at IS NOT NULL"),
    "hide": ("hidden", True, f"(hidden_because IS NULL OR hidden_because LIKE '{BY_RULE}%')"),
    "unhide": ("hidden", False, "hidden_because IS NOT NULL"),
}
_SET = {"read": "read_at = :at", "starred": "starred_at = :at", "hidden": "hidden_because = :why"}


class Decided(NamedTuple):
    """What the reader last said of a story: the value of a mark, and since when (seconds since 1970)."""

    value: bool
    at: int


def set_marks(db: Database, stories: Sequence[int], marks: Sequence[Mark], now: int) -> int:
    """Sets the marks on stories (row numbers) in one transaction; returns how many stories it changed."""
    changed = 0
    with db.transaction():
        for story in stories:
            touched = False
            for mark in marks:
                kind, value, differs = _CHANGES[mark]
                if db.value(f"SELECT 1 FROM story WHERE id = ? AND {differs}", (story,)):
                    at = _remember(db, story, kind, value, now)
                    shown = {"at": at if value else None, "why": HIDDEN_BY_READER if value else None, "story": story}
                    db.run(f"UPDATE story SET {_SET[kind]} WHERE id = :story", shown)
                    touched = True
            changed += touched
        if "star" in marks or "unstar" in marks:
            _mind_stars(db, stories)
    return changed


def _mind_stars(db: Database, stories: Sequence[int]) -> None:
    """No rule hides what has a star; what has none any more is again the rules' to hide."""
    db.run_many(
        f"""UPDATE story SET hidden_because = NULL
            WHERE id = ? AND starred_at IS NOT NULL AND hidden_because LIKE '{BY_RULE}%'""",
        ((story,) for story in stories),
    )
    hide_by_rules(db, stories)


def unread_of(db: Database, stories: Sequence[int]) -> set[int]:
    """Those of the stories (row numbers) that are neither read nor hidden."""
    query = "SELECT id FROM story WHERE id IN ({}) AND read_at IS NULL AND hidden_because IS NULL"
    return {row[0] for row in db.rows_for(query, stories)}


def _remember(db: Database, story: int, kind: str, value: bool, now: int) -> int:
    """Remembers a mark of all entries of a story; what is said now comes after what was said before, by any clock."""
    before = decided(db, story).get(kind)
    at = max(now, before.at + 1) if before else now
    db.run(
        """INSERT OR REPLACE INTO mark
           SELECT feed_id || ' ' || key, ?, ?, ? FROM entry WHERE story_id = ?""",
        (kind, value, at, story),
    )
    return at


def decided(db: Database, story: int) -> dict[str, Decided]:
    """What the reader last said of a story's entries, by the kind of mark; of one moment, what is set counts."""
    rows = db.rows(
        """SELECT m.kind, m.value, m.at FROM entry e JOIN mark m ON m.name = e.feed_id || ' ' || e.key
           WHERE e.story_id = ? ORDER BY m.at, m.value""",
        (story,),
    )
    return {row[0]: Decided(bool(row[1]), row[2]) for row in rows}


def spread(db: Database, story: int) -> None:
    """Gives all entries of a story the marks that it has, so that they keep them where they are parted."""
    for kind, said in decided(db, story).items():
        db.run(
            "INSERT OR REPLACE INTO mark SELECT feed_id || ' ' || key, ?, ?, ? FROM entry WHERE story_id = ?",
            (kind, said.value, said.at, story),
        )


def settle(db: Database, story: int) -> bool:
    """Has a story show the marks of its entries; returns whether the reader has said if it is to be hidden.

    Where nothing was said it is not hidden: that is for the rules to decide.
    """
    said = decided(db, story)
    read, starred, hidden = (said.get(kind) for kind in ("read", "starred", "hidden"))
    values = (
        read.at if read and read.value else None,
        starred.at if starred and starred.value else None,
        HIDDEN_BY_READER if hidden and hidden.value else None,
        story,
    )
    # An update that changes nothing would write four indexes anew.
    row = db.row("SELECT read_at, starred_at, hidden_because, id FROM story WHERE id = ?", (story,))
    if row is not None and tuple(row) != values and not (hidden is None and _alike(tuple(row), values)):
        db.run("UPDATE story SET read_at = ?, starred_at = ?, hidden_because = ? WHERE id = ?", values)
    return hidden is not None


def _alike(now: Sequence[object], then: Sequence[object]) -> bool:
    """Whether a story of which nothing was said about hiding is as it is to be, but for what a rule hides."""
    return now[:2] == then[:2] and now[2] != HIDDEN_BY_READER


def marked_stories(db: Database, names: Sequence[str]) -> list[int]:
    """The stories with an entry of these names that bears a mark."""
    found: set[int] = set()
    for row in db.rows_for("SELECT DISTINCT name FROM mark WHERE name IN ({})", names):
        feed, _, key = row[0].partition(" ")
        story = db.value("SELECT story_id FROM entry WHERE feed_id = ? AND key = ?", (feed, key))
        found |= {story} if story is not None else set()
    return sorted(found)


class Said(NamedTuple):
    """One mark of one entry, by name; `at` in seconds since 1970."""

    name: str
    kind: str
    value: bool
    at: int


def all_marks(db: Database) -> list[Said]:
    """Every mark that is remembered, in the order of names; also of entries that are not stored."""
    rows = db.rows("SELECT name, kind, value, at FROM mark ORDER BY name, kind")
    return [Said(row[0], row[1], bool(row[2]), row[3]) for row in rows]


def stories_by_name(db: Database) -> dict[str, str]:
    """The ids of the stories of marked entries, as far as they are stored."""
    rows = db.rows(
        """SELECT DISTINCT m.name, s.public_id FROM mark m
           JOIN entry e ON e.feed_id = substr(m.name, 1, instr(m.name, ' ') - 1)
                       AND e.key = substr(m.name, instr(m.name, ' ') + 1)
           JOIN story s ON s.id = e.story_id"""
    )
    return {row[0]: row[1] for row in rows}


def merge_marks(db: Database, said: Iterable[Said]) -> list[str]:
    """Takes over marks from elsewhere: of two on one entry the later counts. Returns the names that it changed."""
    changed = []
    for one in said:
        found = db.row("SELECT at, value FROM mark WHERE name = ? AND kind = ?", one[:2])
        if found is None or (one.at, one.value) > (found[0], bool(found[1])):
            db.run("INSERT OR REPLACE INTO mark VALUES (?, ?, ?, ?)", one)
            changed.append(one.name)
    return changed
