"""Full-text search: a reader's words to an FTS5 expression, and the ranking of what matches.

Phrases in quotes, -exclusions, prefix* and fields are understood; everything else is literal, so that
`C++`, `s.47` and `[2026] EWFC 12` are searched for rather than refused.
"""

import re
from functools import cache

from msgspec import Struct

from cfnews.store.db import Database

# Title, summary, text: a word in the headline says most of what a story is about.
_WEIGHTS = "10.0, 4.0, 1.0"


class Query(Struct, frozen=True):
    """A reader's query, taken apart: FTS5 expressions ("" for none) and the values of each field.

    `unwanted` stands alone where nothing is wanted, as FTS5 cannot exclude from everything.
    """

    expression: str
    topics: list[str]
    places: list[str]
    feeds: list[str]
    unwanted: str = ""


def parse_query(words: str) -> Query:
    """Takes a query apart. Never raises: what is no operator is literal."""
    wanted: list[str] = []
    unwanted: list[str] = []
    fields: dict[str, list[str]] = {"topic": [], "place": [], "feed": []}
    for found in _term().finditer(_bindable(words)):
        text = next(value for value in (found["phrase"], found["citation"], found["word"]) if value is not None)
        if found["field"] in fields and not found["minus"]:
            fields[found["field"]].append(text.strip().lower())
            continue
        term = _literal(text)
        if term:
            (unwanted if found["minus"] else wanted).append(term)
    expression, excluded = " AND ".join(wanted), " OR ".join(unwanted)
    if expression and excluded:
        expression = f"({expression}) NOT ({excluded})"
    return Query(expression, fields["topic"], fields["place"], fields["feed"], "" if expression else excluded)


def _bindable(words: str) -> str:
    # A NUL would end the expression, and half a surrogate pair (a byte of argv that is no UTF-8) cannot be bound.
    return words.replace("\0", " ").encode("utf-8", "replace").decode()


@cache
def _term() -> re.Pattern[str]:
    # Compiled when first asked for: not every reading searches.
    return re.compile(
        r"""(?P<minus>-)?
            (?:(?P<field>topic|place|feed|cite):)?
            (?:"(?P<phrase>[^"]*)"?
              |(?P<citation>\[\d{4}\]\s+[A-Z]+(?:\s+[A-Za-z]+)?\s+\d+(?:\s*\(\w+\))?)
              |(?P<word>\S+))""",
        re.VERBOSE,
    )


def _literal(text: str) -> str:
    if not any(character.isalnum() for character in text):
        return ""
    prefix = "*" if text.endswith("*") and text[-2:-1].isalnum() else ""
    return '"' + text.replace('"', '""') + '"' + prefix


def matches(db: Database, words: str) -> dict[int, float]:
    """The row numbers of stories with a source that matches, each with its rank: the smaller the better."""
    query = parse_query(words)
    if query.expression:
        return _ranked(db, query.expression)
    if not (query.unwanted or query.topics or query.places or query.feeds):
        return {}
    # Fields alone select by labels: every story is a candidate, none better than another.
    unwanted = _ranked(db, query.unwanted) if query.unwanted else {}
    return {row[0]: 0.0 for row in db.rows("SELECT id FROM story") if row[0] not in unwanted}


def _ranked(db: Database, expression: str) -> dict[int, float]:
    rows = db.rows(
        # Materialised: joined and grouped in one go, SQLite would ask bm25 where it cannot answer.
        f"""WITH hit AS MATERIALIZED
              (SELECT rowid, bm25(search, {_WEIGHTS}) AS score FROM search WHERE search MATCH ?)
            SELECT e.story_id, min(hit.score) FROM hit JOIN entry e ON e.id = hit.rowid GROUP BY e.story_id""",
        (expression,),
    )
    return {row[0]: row[1] for row in rows}
