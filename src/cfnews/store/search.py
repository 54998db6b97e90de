"""Full-text search: a reader's words taken apart, and the ranking of what matches.

Phrases in quotes, +words, -exclusions, prefix* and fields are understood. Plain words find the sector's other names
for a thing as well, behind what has the words themselves. What is no operator is literal: `C++` is searched for.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from cfnews.store.db import Database

if TYPE_CHECKING:
    from cfnews.store.expression import Asked

# What only a search needs is imported where it is needed: every command that reads imports this module.

# Title, summary, text: a word in the headline says most of what a story is about.
_WEIGHTS = "10.0, 4.0, 1.0"
_ENOUGH = 1000  # stories with the words themselves: other names for them are then not looked for


class Query(Struct, frozen=True, kw_only=True):
    """A reader's query, taken apart: plain words, FTS5 phrases that must or must not be there, values of fields.

    Citations are in their normal form.
    """

    words: list[str] = []
    literal: list[str] = []
    unwanted: list[str] = []
    topics: list[str] = []
    places: list[str] = []
    feeds: list[str] = []
    citations: list[str] = []


def parse_query(words: str) -> Query:
    """Takes a query apart. Never raises: what is no operator is literal."""
    query = Query()
    fields = {"topic": query.topics, "place": query.places, "feed": query.feeds}
    words, at = _bindable(words), 0
    while found := _term().search(words, at):
        at = found.end()
        field = None if found["sign"] == "-" else found["field"]
        if field == "cite":
            at = _take_citation(query, words, found)
        elif field:
            fields[field].append(_text(found).strip().lower())
        else:
            _take(query, found["sign"], _text(found), plain=found["word"] is not None)
    return query


def _take_citation(query: Query, words: str, found: re.Match[str]) -> int:
    """Adds the citation; returns where the query goes on."""
    from cfnews.store.citing import citation_at, normal_form

    text, end = found["phrase"], found.end()
    if text is None:
        text = citation_at(words[found.start("value") :])
        end = found.start("value") + len(text)
    if text.strip():
        query.citations.append(normal_form(text))
    return end


def _take(query: Query, sign: str | None, text: str, *, plain: bool) -> None:
    from cfnews.store.expression import phrase

    term = phrase(text)
    if not term:
        return
    if sign == "-":
        query.unwanted.append(term)
    elif sign or not plain or term.endswith("*"):
        query.literal.append(term)
    else:
        # The marks that end a sentence are none of the word, and not looked at in a text.
        query.words.append(text.strip(".,;:!?()"))


def _text(found: re.Match[str]) -> str:
    return next(value for value in (found["phrase"], found["citation"], found["word"]) if value is not None)


def _bindable(words: str) -> str:
    # A NUL would end the expression, and half a surrogate pair (a byte of argv that is no UTF-8) cannot be bound.
    return words.replace("\0", " ").encode("utf-8", "replace").decode()


@cache
def _term() -> re.Pattern[str]:
    # Compiled when first asked for: not every reading searches.
    return re.compile(
        r"""(?P<sign>[-+])?
            (?:(?P<field>topic|place|feed|cite):(?:(?<=cite:)\s+)?)?
            (?P<value>"(?P<phrase>[^"]*)"?
              |(?P<citation>\[\d{4}\]\s+[A-Z]+(?:\s+[A-Za-z]+)?\s+\d+(?:\s*\(\w+\))?)
              |(?P<word>\S+))""",
        re.VERBOSE,
    )


def matches(db: Database, words: str) -> dict[int, float]:
    """The row numbers of stories with a source that matches, each with its rank: the smaller the better."""
    query = parse_query(words)
    if query.words or query.literal:
        found = _found(db, query)
    elif query.unwanted or query.topics or query.places or query.feeds or query.citations:
        # Fields alone select by labels: every story is a candidate, none better than another.
        unwanted = _ranked(db, " OR ".join(query.unwanted)) if query.unwanted else {}
        found = {row[0]: 0.0 for row in db.rows("SELECT id FROM story") if row[0] not in unwanted}
    else:
        return {}
    if not query.citations:
        return found
    from cfnews.store.citing import citing

    cited = citing(db, query.citations)
    return {story: rank for story, rank in found.items() if story in cited}


def _found(db: Database, query: Query) -> dict[int, float]:
    """What matches, level by level: no story of a later one comes before one of an earlier.

    Where nothing has all the words, the rarest term decides: "racism in social work" asks for racism, and where that is
    nowhere, stories of social work are no answer.
    """
    from cfnews.store.expression import levels, nearly

    found: dict[int, float] = {}
    for level, asked in enumerate(levels(query.words, query.literal, query.unwanted)):
        if len(found) >= _ENOUGH:
            break
        for story, score in _answers(db, asked).items():
            # bm25 is below zero, without end; within a level it stands for a number from 0 down to -1.
            found.setdefault(story, level + score / (1 - score))
    if found:
        return found
    near = [_answers(db, asked) for asked in nearly(query.words, query.literal, query.unwanted)]
    return min(near, key=len, default={})


def _answers(db: Database, asked: "Asked") -> dict[int, float]:
    ranked = _ranked(db, asked.expression) if asked.expression else {}
    return _ranked(db, asked.wider, asked.marks) | ranked if asked.wider else ranked


def _ranked(db: Database, expression: str, marks: tuple[str, ...] = ()) -> dict[int, float]:
    written = " OR ".join("instr(title || ' ' || summary || ' ' || text, ?)" for _ in marks)
    rows = db.rows(
        # Materialised: joined and grouped in one go, SQLite would ask bm25 where it cannot answer.
        f"""WITH hit AS MATERIALIZED
              (SELECT rowid, bm25(search, {_WEIGHTS}) AS score FROM search WHERE search MATCH ? AND ({written or "1"}))
            SELECT e.story_id, min(hit.score) FROM hit JOIN entry e ON e.id = hit.rowid GROUP BY e.story_id""",
        (expression, *marks),
    )
    return {row[0]: row[1] for row in rows}
