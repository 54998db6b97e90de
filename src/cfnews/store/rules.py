"""A rule of feeds.toml as SQL: what a story row `s` must meet to be meant by it. Every value is bound.

Words are asked strictly, so that a story is meant or is not whatever else is stored: see `expression.strictly`.
Two ways to ask: of all stories, from the lists of labels and words; of a few, from each of these, with their words in
a table of their own (see `watches`), which is a tenth of the time: SQLite reads a list of words as a whole.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from cfnews.model import Rule

_LABELS = (("topics", "topic"), ("bodies", "body"), ("nations", "nation"), ("events", "event"))
_COLUMNS = (("kinds", "kind"), ("sections", "section"))


class Part(Struct, frozen=True):
    """One value of a rule: under which key it stands, what it says, and its condition with the values of that.

    `key` is "near" for a neighbour of one of the places.
    """

    key: str
    value: str
    sql: str
    values: list[Any]


def condition(rule: Rule, *, of_few: bool = False) -> tuple[str, list[Any]]:
    """What a story `s` must meet, and its values; `of_few` where some stories are asked after and not all."""
    wanted: list[str] = []
    values: list[Any] = []
    for sql, bound in _conditions(rule, of_few):
        wanted.append(sql)
        values += bound
    return " AND ".join(wanted), values


def parts(rule: Rule) -> list[Part]:
    """Each value of the rule by itself, in the order of its keys, to be asked of a few stories: which of them hit."""
    places = [("places", one) for one in rule.places] + [("near", one) for one in rule.near]
    return [
        *(Part("words", one, *_worded(one, of_few=True)) for one in rule.words),
        *(Part(key, one, *_labelled("place", [one], of_few=True)) for key, one in places),
        *(
            Part(key, one, *_labelled(label, [one], of_few=True))
            for key, label in _LABELS
            for one in getattr(rule, key)
        ),
        *(Part(key, one, f"s.{column} = ?", [one]) for key, column in _COLUMNS for one in getattr(rule, key)),
        *(Part("feeds", one, *_told_by([one], of_few=True)) for one in rule.feeds),
    ]


def _conditions(rule: Rule, of_few: bool) -> Iterator[tuple[str, list[Any]]]:
    """The conditions that all must hold, those that are told quickly first."""
    for key, column in _COLUMNS:
        if named := getattr(rule, key):
            yield f"s.{column} IN ({_marks(named)})", list(named)
    for label, named in (("place", (*rule.places, *rule.near)), *((it, getattr(rule, key)) for key, it in _LABELS)):
        if named:
            yield _labelled(label, named, of_few=of_few)
    if rule.feeds:
        yield _told_by(rule.feeds, of_few=of_few)
    if rule.words:
        asked = [_worded(one, of_few=of_few) for one in rule.words]
        yield f"({' OR '.join(sql for sql, _ in asked)})", [value for _, bound in asked for value in bound]
    for words in rule.exclude:
        yield (
            """NOT EXISTS (SELECT 1 FROM entry x WHERE x.story_id = s.id
                           AND instr(lower(x.title || ' ' || x.summary), lower(?)))""",
            [words],
        )


def _labelled(label: str, named: Sequence[str], *, of_few: bool) -> tuple[str, list[Any]]:
    which = f"FROM story_label WHERE type = '{label}' AND value IN ({_marks(named)})"
    return _among(which, of_few), list(named)


def _told_by(feeds: Sequence[str], *, of_few: bool) -> tuple[str, list[Any]]:
    return _among(f"FROM entry WHERE feed_id IN ({_marks(feeds)})", of_few), list(feeds)


def _among(which: str, of_few: bool) -> str:
    return f"EXISTS (SELECT 1 {which} AND story_id = s.id)" if of_few else f"s.id IN (SELECT story_id {which})"


def _worded(words: str, *, of_few: bool) -> tuple[str, list[Any]]:
    """The condition of one query: its words in a source of the story, and its fields."""
    from cfnews.store.search import parse_query

    query = parse_query(words)
    wanted = [_cited(one, of_few) for one in query.citations]
    for label, named in (("topic", query.topics), ("place", [_slug(one) for one in query.places])):
        wanted += [_labelled(label, [one], of_few=of_few) for one in named]
    wanted += [_told_by([one], of_few=of_few) for one in query.feeds]
    if query.words or query.literal:
        wanted.append(_in_text(query.words, query.literal, query.unwanted, of_few))
    elif query.unwanted:
        sql, values = _matching(" OR ".join(query.unwanted), (), of_few)
        wanted.append((f"NOT {sql}", values))
    return " AND ".join(sql for sql, _ in wanted) or "0", [value for _, bound in wanted for value in bound]


def _in_text(
    words: Sequence[str], literal: Sequence[str], unwanted: Sequence[str], of_few: bool
) -> tuple[str, list[Any]]:
    from cfnews.store.expression import strictly

    asked = strictly(words, literal, unwanted)
    found = [_matching(asked.expression, (), of_few)] if asked.expression else []
    found += [_matching(asked.wider, asked.marks, of_few)] if asked.wider else []
    return f"({' OR '.join(sql for sql, _ in found)})", [value for _, bound in found for value in bound]


def _matching(expression: str, marks: Sequence[str], of_few: bool) -> tuple[str, list[Any]]:
    """An entry of the story matches the expression and, where there are marks, has one of them letter by letter."""
    written = " OR ".join("instr(x.title || ' ' || x.summary || ' ' || x.text, ?)" for _ in marks)
    index = "few" if of_few else "search"
    return (
        f"""s.id IN (SELECT x.story_id FROM {index} CROSS JOIN entry x ON x.id = {index}.rowid
                     WHERE {index} MATCH ?{f" AND ({written})" if written else ""})""",
        [expression, *marks],
    )


def _cited(citation: str, of_few: bool) -> tuple[str, list[Any]]:
    """As `citing` has it: this citation, or one that goes on from it."""
    which = """FROM story_label WHERE type = 'citation' AND (value = ?
               OR value > ? || ' ' AND value < ? || '!' OR value > ? || '(' AND value < ? || ')')"""
    return _among(which, of_few), [citation] * 5


def expressions(words: str) -> list[str]:
    """What a query of a rule asks of the index of words; nothing where it asks for labels alone."""
    from cfnews.store.expression import strictly
    from cfnews.store.search import parse_query

    query = parse_query(words)
    if not (query.words or query.literal):
        return []
    asked = strictly(query.words, query.literal, query.unwanted)
    return list(filter(None, (asked.expression, asked.wider)))


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
