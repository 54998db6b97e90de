"""Where the tables and values of a feeds.toml stand in its text, so that it can be edited in place.

Takes text that is valid TOML and changes nothing. A library that keeps the style of TOML (tomlkit 0.15) was tried
first: it moves a table that stands between two of [[feed]], and gives the comment above a table to the one before.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_STRING = (
    r'"""(?:"{0,2}(?:\\.|[^"\\]))*+"{3,5}'
    r"|'''(?:'{0,2}[^'])*+'{3,5}"
    r'|"(?:\\.|[^"\\\n])*+"'
    r"|'[^'\n]*+'"
)
_KEY = rf"(?:[A-Za-z0-9_-]+|{_STRING})"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*+)[ \t]*\]", re.DOTALL)
_ASSIGNED = re.compile(rf"[ \t]*({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*+)[ \t]*=[ \t]*", re.DOTALL)
_PART = re.compile(rf"({_STRING})|(#[^\n]*)|([\[{{])|([\]}}])|(\n)|[^\"'#\[\]{{}}\n]+", re.DOTALL)
_SPACE = re.compile(r"[ \t]*\r?\n|[ \t]+\Z")
_COMMENT = re.compile(r"[ \t]*#[^\n]*(?:\n|\Z)")
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_RULE = re.compile(r"[ \t]*#[ \t]*[-=*#~]{4,}")


class Span(NamedTuple):
    """Part of a text, from one place up to another."""

    start: int
    end: int


class Table(NamedTuple):
    """A table: its name, whether it is one of a list, where it stands, and its values by key.

    `start` is that of the comments which are its own, `end` where its last line ends. The values that stand before
    the first header are those of the table "".
    """

    name: str
    listed: bool
    start: int
    header: int
    end: int
    values: Mapping[str, Span]


class _Opened(NamedTuple):
    name: str
    listed: bool
    start: int
    header: int


def read_layout(text: str) -> list[Table]:
    """The tables of a valid TOML text in the order in which they stand; the root comes first.

    A table within one of a list, [feed.auth] below [[feed]], is part of that one.
    """
    opened, values, end = _Opened("", False, 0, 0), dict[str, Span](), 0
    tables: list[Table] = []
    for place, after, header, value in _statements(text):
        if header is not None:
            own = _own_comments(text, end, place)
            tables.append(Table(*opened, _last_comment(text, end, own), values))
            name, listed = header
            opened, values = _Opened(name, listed, own, place), {}
        elif value is not None:
            values.setdefault(*value)
        end = after
    return _nested([*tables, Table(*opened, _last_comment(text, end, len(text)), values)])


def _nested(tables: list[Table]) -> list[Table]:
    found: list[Table] = []
    for table in tables:
        if found and found[-1].listed and table.name.startswith(f"{found[-1].name}."):
            found[-1] = found[-1]._replace(end=table.end)
        else:
            found.append(table)
    return found


def strings_in(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    """The texts in a value, such as those of a list: where each stands, and what it says."""
    for part in _PART.finditer(text, span.start, span.end):
        if part[1]:
            yield Span(*part.span()), str(tomllib.loads(f"x = {part[1]}")["x"])


_Statement = tuple[int, int, tuple[str, bool] | None, tuple[str, Span] | None]


def _statements(text: str) -> Iterator[_Statement]:
    """Each header and each assignment: its first place, the end of its last line, and what it is."""
    place = 0
    while place < len(text):
        blank = _SPACE.match(text, place) or _COMMENT.match(text, place)
        if blank:
            place = blank.end()
            continue
        head = _HEADER.match(text, place)
        if head:
            after = _line_end(text, head.end())
            yield place, after, (_plain(head[2]), head[1] == "[["), None
        else:
            key = _ASSIGNED.match(text, place)
            if key is None:
                raise ValueError(f"no TOML at character {place}")
            value = Span(key.end(), _value_end(text, key.end()))
            after = _line_end(text, value.end)
            yield place, after, None, (_plain(key[1]), value)
        place = after


def _line_end(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found + 1


def _value_end(text: str, start: int) -> int:
    """Where a value ends: with its line, or with the bracket that closes it; a comment behind it is none of it."""
    depth, end = 0, start
    for part in _PART.finditer(text, start):
        string, comment, opens, closes, newline = part.groups()
        if depth == 0 and (comment or newline):
            break
        depth += bool(opens) - bool(closes)
        end = part.end()
        if depth == 0 and (string or closes):
            break
    return start + len(text[start:end].rstrip())


def _plain(key: str) -> str:
    """A key as it is meant; the parts of a dotted one with points between."""
    if '"' not in key and "'" not in key:
        return re.sub(r"\s*\.\s*", ".", key)
    names: list[str] = []
    held: Any = tomllib.loads(f"{key} = 0")
    while isinstance(held, dict):
        ((name, held),) = held.items()
        names.append(name)
    return ".".join(names)


def _own_comments(text: str, start: int, header: int) -> int:
    """Where the comment begins that stands directly above a header and speaks of its table.

    What stands above an empty line does not, nor does a heading that is set off by a rule, nor what the file begins
    with: that speaks of all that follows.
    """
    lines = []
    place = start
    while place < header:
        line = _LINE.match(text, place)
        assert line is not None  # noqa: S101 - it matches anything
        lines.append((place, line[0]))
        place = line.end()
    own = header
    for where, words in reversed(lines):
        if not words.lstrip().startswith("#") or _RULE.match(words):
            break
        own = where
    return header if own == 0 else own


def _last_comment(text: str, end: int, limit: int) -> int:
    """Where a table ends whose last value's line ends at `end`: the comments directly below it are its own."""
    while end < limit and (found := _COMMENT.match(text, end)) and found.end() <= limit:
        end = found.end()
    return end
