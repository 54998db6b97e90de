"""The stories that bear a label (a place, a topic, a body): how many there are in a window, and which they are.

Hidden stories are left out, as everywhere.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

import msgspec

from cfnews.sector.joining import News
from cfnews.store.db import Database
from cfnews.story import Facts

Label = Literal["place", "topic", "body"]
_facts = msgspec.json.Decoder(Facts)


class Labelled(NamedTuple):
    """Stories of a chronicle. `shown` has the ids of those within window and limit, `matched` counts the window's."""

    news: list[News]
    shown: frozenset[str]
    matched: int


def count_labels(db: Database, label: Label, since: datetime | None, until: datetime | None) -> dict[str, int]:
    """How many stories of the window bear each value of a label; a value that none bears is left out."""
    # CROSS JOIN: the window first, which is small, then the labels of its stories.
    rows = db.rows(
        """SELECT l.value, count(*) FROM story s CROSS JOIN story_label l ON l.story_id = s.id
           WHERE s.at >= ? AND s.at < ? AND s.hidden_because IS NULL AND l.type = ? GROUP BY l.value""",
        (*_window(since, until), label),
    )
    return {row[0]: row[1] for row in rows}


def labelled(
    db: Database,
    label: Label,
    values: Sequence[str],
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 0,
) -> Labelled:
    """The newest stories of the window that bear one of the values, and every story, of any time, that tells events.

    `limit` 0 means no limit.
    """
    first, end = _window(since, until)
    rows = db.rows(
        f"""SELECT s.id, s.public_id, s.at, instr(s.facts, '"events":[{{') > 0 AS tells FROM story s
            WHERE s.id IN (SELECT story_id FROM story_label WHERE type = ? AND value IN ({_marks(values)}))
              AND s.hidden_because IS NULL ORDER BY s.at DESC, s.id DESC""",
        (label, *values),
    )
    within = [row for row in rows if first <= row["at"] < end]
    shown = within[: limit or None]
    wanted = {row["id"]: None for row in [*shown, *(row for row in rows if row["tells"])]}
    return Labelled(_load(db, list(wanted)), frozenset(row["public_id"] for row in shown), len(within))


def knows_body(db: Database, name: str) -> str | None:
    """A body that a stored story bears, as it is written there, by its name in any case."""
    found: str | None = db.value(
        "SELECT DISTINCT value FROM story_label WHERE type = 'body' AND value = ? COLLATE NOCASE", (name,)
    )
    return found


def _load(db: Database, rows: Sequence[int]) -> list[News]:
    found = db.rows_for(
        """SELECT s.public_id, s.at, s.facts, e.title, e.url, f.name FROM story s
           JOIN entry e ON e.id = s.lead_entry_id JOIN feed f ON f.id = e.feed_id WHERE s.id IN ({})""",
        rows,
    )
    return [_news(row) for row in found]


def _news(row: Any) -> News:
    facts = _facts.decode(row["facts"])
    return News(
        id=row["public_id"],
        title=row["title"],
        url=row["url"],
        source=row["name"],
        at=datetime.fromtimestamp(row["at"], UTC),
        places=tuple(facts.places),
        events=tuple(facts.events),
    )


def _window(since: datetime | None, until: datetime | None) -> tuple[int, int]:
    """The window in seconds since 1970; the end is not part of it."""
    return (
        int(since.timestamp()) if since is not None else -(2**62),
        int(until.timestamp()) if until is not None else 2**62,
    )


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
