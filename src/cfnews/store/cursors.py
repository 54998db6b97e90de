"""Where each reader stopped. A cursor moves only when told that its stories were shown, and loses none.

A story that a cursor passed over unshown (another feed was asked for, or a limit cut it off) is kept
in `cursor_skipped` and stays new, so that nothing is lost however the flags vary from day to day.
"""

from collections.abc import Sequence

from cfnews.store.db import Database


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
                   AND id NOT IN (SELECT story_id FROM temp.shown)""",
            {"name": name, "before": before, "change": change, "revised": revised, "told_before": told_before},
        )
