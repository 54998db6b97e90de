"""A Selection as SQL: one WHERE clause over `story s`, every value bound, none written into the text."""

from typing import Any

from msgspec import Struct

from cfnews.story import Selection

# Whether a story was shown to a cursor on another machine, by its id or by one that leads to it. Takes its name twice.
SHOWN_ELSEWHERE = """(s.public_id IN (SELECT id FROM cursor_shown WHERE name = ?) OR s.id IN (
    SELECT a.story_id FROM cursor_shown c CROSS JOIN story_alias a ON a.public_id = c.id WHERE c.name = ?))"""


class Clause(Struct, frozen=True):
    """A condition and its values."""

    sql: str
    values: list[Any]


def clause_for(selection: Selection, cursor_change: int | None) -> Clause:
    """The condition that a story row `s` must meet, hidden stories aside (see `hidden_clause`).

    `cursor_change` is where the selection's cursor stands, None where it never moved.
    """
    parts: list[str] = []
    values: list[Any] = []
    _window(selection, parts, values)
    if selection.new:
        _news(selection, cursor_change or 0, parts, values)
    if selection.unread:
        parts.append("s.read_at IS NULL")
    if selection.starred:
        parts.append("s.starred_at IS NOT NULL")
    _names(selection, parts, values)
    if selection.watches:
        from cfnews.store.rules import condition  # what only a watch needs

        asked = [condition(watch) for watch in selection.watches]
        parts.append(f"({' OR '.join(f'({sql})' for sql, _ in asked)})")
        values += [value for _, bound in asked for value in bound]
    for words in selection.exclude:
        parts.append("s.id NOT IN (SELECT story_id FROM entry WHERE instr(lower(title || ' ' || summary), lower(?)))")
        values.append(words)
    return Clause(" AND ".join(parts) or "1", values)


def hidden_clause(selection: Selection) -> str:
    """Whether hidden stories are wanted: only them with `--hidden`, else none."""
    return "s.hidden_because IS NOT NULL" if selection.hidden else "s.hidden_because IS NULL"


def _window(selection: Selection, parts: list[str], values: list[Any]) -> None:
    if selection.since is not None:
        parts.append("s.at >= ?")
        values.append(int(selection.since.timestamp()))
    if selection.until is not None:
        parts.append("s.at < ?")
        values.append(int(selection.until.timestamp()))


def _news(selection: Selection, change: int, parts: list[str], values: list[Any]) -> None:
    fresh = f"s.news_change > ? AND NOT {SHOWN_ELSEWHERE}"
    values += [change, selection.cursor, selection.cursor]
    if selection.revised:
        fresh += " OR s.revised_change > ?"
        values.append(change)
    parts.append(f"({fresh} OR s.id IN (SELECT story_id FROM cursor_skipped WHERE name = ?))")
    values.append(selection.cursor)


def _names(selection: Selection, parts: list[str], values: list[Any]) -> None:
    for column, wanted in (("s.section", selection.sections), ("s.kind", selection.kinds)):
        if wanted:
            parts.append(f"{column} IN ({_marks(wanted)})")
            values.extend(wanted)
    if selection.feeds:
        parts.append(f"s.id IN (SELECT story_id FROM entry WHERE feed_id IN ({_marks(selection.feeds)}))")
        values.extend(selection.feeds)
    labels = (
        ("topic", selection.topics),
        ("place", selection.places),
        ("body", selection.bodies),
        ("nation", selection.nations),
    )
    for label, wanted in labels:
        if wanted:
            parts.append(
                f"s.id IN (SELECT story_id FROM story_label WHERE type = '{label}' AND value IN ({_marks(wanted)}))"
            )
            values.extend(wanted)


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))
