"""The reader's marks on stories: read, starred, hidden."""

from collections.abc import Sequence
from typing import Literal

from cfnews.store.db import Database

Mark = Literal["read", "unread", "star", "unstar", "hide", "unhide"]
HIDDEN_BY_READER = "you hid it"

_CHANGES: dict[Mark, tuple[str, str]] = {
    "read": ("read_at = coalesce(read_at, :now)", "read_at IS NULL"),
    "unread": ("read_at = NULL", "read_at IS NOT NULL"),
    "star": ("starred_at = coalesce(starred_at, :now)", "starred_at IS NULL"),
    "unstar": ("starred_at = NULL", "starred_at IS NOT NULL"),
    "hide": ("hidden_because = coalesce(hidden_because, :why)", "hidden_because IS NULL"),
    "unhide": ("hidden_because = NULL", "hidden_because IS NOT NULL"),
}


def set_marks(db: Database, stories: Sequence[int], marks: Sequence[Mark], now: int) -> int:
    """Sets the marks on stories (row numbers) in one transaction; returns how many stories it changed."""
    changed = 0
    with db.transaction():
        for story in stories:
            touched = False
            for mark in marks:
                change, differs = _CHANGES[mark]
                values = {"now": now, "why": HIDDEN_BY_READER, "story": story}
                query = f"SELECT 1 FROM story WHERE id = :story AND {differs}"
                if db.value(query, values):
                    db.run(f"UPDATE story SET {change} WHERE id = :story", values)
                    touched = True
            changed += touched
    return changed
