"""How many stories of a selection there are: of each feed, label, kind or section, and in each span of time.

One statement for each answer. A window is looked up in the index over time; what is hidden counts only where it is
asked for.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from cfnews.store.cursors import cursor_change
from cfnews.store.db import Database
from cfnews.store.selection import Clause, clause_for, hidden_clause
from cfnews.story import Selection
from cfnews.tally.counts import By, Trend

Spans = Sequence[tuple[int, int]]

# CROSS JOIN: the window first, which is small, then what belongs to its stories. A span's key is its place in the list.
_SPANS = """json_each(?) w CROSS JOIN story s
    ON s.at >= json_extract(w.value, '$[0]') AND s.at < json_extract(w.value, '$[1]')"""


def count_by(db: Database, selection: Selection, by: By) -> dict[str, int]:
    """How many stories bear each value; one that none bears is left out."""
    clause = _clause(db, selection)
    values: list[Any] = []
    match by:
        case "section" | "kind":
            # The plus: else SQLite walks the whole index over sections, to group by it.
            counted, tables = f"+s.{by}, count(*)", "story s"
        case "feed":  # which may have told a story twice
            counted, tables = "e.feed_id, count(DISTINCT s.id)", "story s CROSS JOIN entry e ON e.story_id = s.id"
        case _:
            counted = "l.value, count(*)"
            tables, values = "story s CROSS JOIN story_label l ON l.story_id = s.id AND l.type = ?", [by]
    rows = db.rows(f"SELECT {counted} FROM {tables} WHERE {clause.sql} GROUP BY 1", [*values, *clause.values])
    return {row[0]: row[1] for row in rows}


def count_spans(db: Database, selection: Selection, spans: Spans) -> list[int]:
    """How many stories there are in each span of time."""
    cut, clause = _cut(selection, spans), _clause(db, _anytime(selection))
    rows = db.rows(f"SELECT w.key, count(*) FROM {_SPANS} WHERE {clause.sql} GROUP BY w.key", [cut, *clause.values])
    found = {row[0]: row[1] for row in rows}
    return [found.get(number, 0) for number in range(len(spans))]


def count_label_spans(db: Database, selection: Selection, label: Trend, spans: Spans) -> dict[str, list[int]]:
    """How many stories bear each value of a label, in each span of time."""
    cut, clause = _cut(selection, spans), _clause(db, _anytime(selection))
    rows = db.rows(
        f"""SELECT l.value, w.key, count(*) FROM {_SPANS} CROSS JOIN story_label l ON l.story_id = s.id AND l.type = ?
            WHERE {clause.sql} GROUP BY l.value, w.key""",
        [cut, label, *clause.values],
    )
    found: dict[str, list[int]] = {}
    for value, number, stories in rows:
        found.setdefault(value, [0] * len(spans))[number] = stories
    return found


def reach(db: Database) -> tuple[datetime, datetime] | None:
    """The times of the oldest and of the newest story; None where there is none."""
    first = db.value("SELECT min(at) FROM story")
    if first is None:
        return None
    return datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(db.value("SELECT max(at) FROM story"), UTC)


def collecting_since(db: Database) -> datetime | None:
    """When the first story that is still here was taken in; None where there is none."""
    seconds = db.value("SELECT first_seen_at FROM story ORDER BY id LIMIT 1")
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def feed_names(db: Database) -> dict[str, str]:
    """The names of the feeds by their ids."""
    return {row[0]: row[1] for row in db.rows("SELECT id, name FROM feed")}


def _clause(db: Database, selection: Selection) -> Clause:
    clause = clause_for(selection, cursor_change(db, selection.cursor))
    return Clause(f"{hidden_clause(selection)} AND {clause.sql}", clause.values)


def _cut(selection: Selection, spans: Spans) -> str:
    """The spans within the window, as JSON."""
    first = int(selection.since.timestamp()) if selection.since else None
    end = int(selection.until.timestamp()) if selection.until else None
    cut = [
        (since if first is None else max(since, first), until if end is None else min(until, end))
        for since, until in spans
    ]
    return msgspec.json.encode(cut).decode()


def _anytime(selection: Selection) -> Selection:
    # Beside a window of its own, SQLite would look each span up by that.
    return msgspec.structs.replace(selection, since=None, until=None)
