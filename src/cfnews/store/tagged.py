"""Which stored entries are to be tagged anew, and what stories show of their tags. Decides nothing."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from cfnews.store.db import Database

_SHOWN = "facts, hidden_because, lead_entry_id, section"


class Chosen(NamedTuple):
    """Entries that came from then on (seconds since 1970), and that other rules tagged; None asks for neither."""

    since: int | None = None
    other_than: int | None = None


def count(db: Database, chosen: Chosen) -> tuple[int, int]:
    """How many entries are chosen, and in how many stories they are."""
    sql, values = _condition(chosen)
    entries, stories = db.rows(f"SELECT count(*), count(DISTINCT story_id) FROM entry WHERE {sql}", values)[0]
    return entries, stories


def next_entries(db: Database, chosen: Chosen, after: int, most: int) -> list[int]:
    """The row numbers of up to so many chosen entries behind one, in order."""
    sql, values = _condition(chosen)
    rows = db.rows(f"SELECT id FROM entry WHERE id > ? AND {sql} ORDER BY id LIMIT ?", (after, *values, most))
    return [row[0] for row in rows]


def _condition(chosen: Chosen) -> tuple[str, list[int]]:
    asked = {"first_seen_at >= ?": chosen.since, "rules <> ?": chosen.other_than}
    given = {sql: value for sql, value in asked.items() if value is not None}
    return " AND ".join(given) or "1", list(given.values())


def shown_by(db: Database, stories: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    """What each of these stories shows that its entries decide: facts, why it is hidden, lead and section."""
    rows = db.rows_for(f"SELECT id, {_SHOWN} FROM story WHERE id IN ({{}})", stories)
    return {row["id"]: tuple(row)[1:] for row in rows}


def unhidden(db: Database, stories: Sequence[int]) -> list[int]:
    """Those of the stories that the reader shows again though none of their entries is of the sector."""
    rows = db.rows_for(
        """SELECT id FROM story WHERE id IN ({}) AND hidden_because IS NULL
           AND NOT EXISTS (SELECT 1 FROM entry WHERE story_id = story.id AND filtered = '')""",
        stories,
    )
    return [row[0] for row in rows]
