"""Where each reader stopped. A cursor moves only when told that its stories were shown, and loses none.

A story that a cursor passed over unshown (another feed was asked for, or a limit cut it off) is kept
in `cursor_skipped` and stays new, so that nothing is lost however the flags vary from day to day.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cfnews.store.db import Database
from cfnews.story import BY_RULE


def current_change(db: Database) -> int:
    """The counter as this reading sees it."""
    return int(db.value("SELECT value FROM meta WHERE key = 'change'"))


def cursor_change(db: Database, name: str | None) -> int | None:
    """Where the cursor stands, None if it never moved."""
    found: int | None = db.value("SELECT change FROM cursor WHERE name = ?", (name,)) if name else None
    return found


def cursor_moved_at(db: Database, name: str) -> int | None:
    """When the cursor last moved, in seconds since 1970; None if it never did."""
    found: int | None = db.value("SELECT moved_at FROM cursor WHERE name = ?", (name,))
    return found


def move_cursor(
    db: Database,
    name: str,
    change: int,
    shown: Sequence[int],
    now: int,
    *,
    revised: bool = False,
    told_before: int | None = None,
) -> None:
    """Moves a cursor to `change`; stories up to there that are not among `shown` (row numbers) stay new for it.

    With `revised`, a reading that asked for revised stories too, those stay new as well. Stories from
    before `told_before` (seconds since 1970) do not: of them the reader was told in sum.
    """
    with db.transaction():
        before = cursor_change(db, name) or 0
        db.run("CREATE TEMP TABLE IF NOT EXISTS shown (story_id INTEGER PRIMARY KEY)")
        db.run("DELETE FROM temp.shown")
        db.run_many("INSERT OR IGNORE INTO temp.shown VALUES (?)", ((one,) for one in shown))
        db.run(
            """INSERT INTO cursor VALUES (?, ?, ?)
               ON CONFLICT (name) DO UPDATE SET change = max(change, excluded.change), moved_at = excluded.moved_at""",
            (name, change, now),
        )
        db.run("DELETE FROM cursor_skipped WHERE name = ? AND story_id IN (SELECT story_id FROM temp.shown)", (name,))
        db.run(
            """INSERT OR IGNORE INTO cursor_skipped
               SELECT :name, id FROM story
               WHERE (news_change > :before AND news_change <= :change
                      OR :revised AND revised_change > :before AND revised_change <= :change)
                   AND hidden_because IS NULL AND (:told_before IS NULL OR at >= :told_before)
                   AND id NOT IN (SELECT story_id FROM temp.shown)
                   AND public_id NOT IN (SELECT id FROM cursor_shown WHERE name = :name)
                   AND id NOT IN (SELECT a.story_id FROM cursor_shown c
                                  CROSS JOIN story_alias a ON a.public_id = c.id WHERE c.name = :name)""",
            {"name": name, "before": before, "change": change, "revised": revised, "told_before": told_before},
        )
        # A story that a rule hides was not shown either: it is new again once no rule hides it.
        db.run(
            f"""INSERT OR IGNORE INTO cursor_hidden
                SELECT :name, id FROM story WHERE news_change > :before AND news_change <= :change
                   AND hidden_because LIKE '{BY_RULE}%' AND (:told_before IS NULL OR at >= :told_before)
                   AND id NOT IN (SELECT story_id FROM temp.shown)""",
            {"name": name, "before": before, "change": change, "told_before": told_before},
        )
        db.run("DELETE FROM cursor_hidden WHERE name = ? AND story_id IN (SELECT story_id FROM temp.shown)", (name,))
        # What the cursor is past by itself need not be kept.
        db.run(
            """DELETE FROM cursor_shown WHERE name = :name AND EXISTS (
                   SELECT 1 FROM story WHERE public_id = cursor_shown.id AND news_change <= :change)""",
            {"name": name, "change": change},
        )


class Stood(NamedTuple):
    """Where a cursor stood, in terms that hold on any machine: when it last moved (seconds since 1970), and the ids of
    all that it has shown: those of stories, and those that their entries would give them."""

    name: str
    moved_at: int
    shown: list[str]


def all_cursors(db: Database) -> list[Stood]:
    """Every cursor with all that it has shown, here or elsewhere."""
    rows = db.rows("SELECT name, change, moved_at FROM cursor ORDER BY name")
    return [Stood(row["name"], row["moved_at"], _shown(db, row["name"], row["change"])) for row in rows]


def _shown(db: Database, name: str, change: int) -> list[str]:
    rows = db.rows(
        """WITH past AS (SELECT id, public_id FROM story WHERE news_change <= :change AND hidden_because IS NULL
                         AND id NOT IN (SELECT story_id FROM cursor_skipped WHERE name = :name))
           SELECT public_id FROM past
           UNION SELECT a.public_id FROM story_alias a JOIN past ON past.id = a.story_id
           UNION SELECT id FROM cursor_shown WHERE name = :name ORDER BY 1""",
        {"name": name, "change": change},
    )
    return [row[0] for row in rows]


def merge_cursors(db: Database, stood: Iterable[Stood]) -> int:
    """Takes over what cursors have shown elsewhere, so that it is not new here; returns how many ids it had not known.

    A cursor that is unknown here begins with nothing shown but that.
    """
    learnt = 0
    for one in stood:
        db.run(
            """INSERT INTO cursor VALUES (?, 0, ?)
               ON CONFLICT (name) DO UPDATE SET moved_at = max(moved_at, excluded.moved_at)""",
            (one.name, one.moved_at),
        )
        known = set(_shown(db, one.name, cursor_change(db, one.name) or 0))
        learnt += len(set(one.shown) - known)
        # All of them: what is past the cursor here today may be part of another story tomorrow.
        db.run_many("INSERT OR IGNORE INTO cursor_shown VALUES (?, ?)", ((one.name, shown) for shown in one.shown))
    return learnt
