"""What the sector calls one thing by several names: the words of a query taken as its terms, with their other names.

The lists are read at the first query and kept as text: a query needs a few lines of them. (Not as TOML: to read that
takes longer than a search.) Words compare by a crude root, the same for list and query. Knows nothing of how texts are
searched, and no councils: those are found by `place:`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent / "data" / "thesaurus.txt"
_MARKS = "?!^"  # in this order, where a name has two of them
_SIGNS = frozenset(";>~\n")  # what the lists are written with, and no name has in it
_LONGEST = 9  # words of a name that is asked for
# "abuses" are abuse, but "crisis", "status" and "illness" are no plurals. The letter stands first: so it is looked for.
_PLURAL = re.compile(r"s\b(?<=[a-z]{2}s)(?<![siu]s)")
_SPELLINGS = (
    ("’", "'"), ("'s", ""), ("s'", "s"), ("-", " "), (",", ""), ("children", "child"), ("people", "person"),
    ("ies", "y"), ("ches", "ch"),
)  # fmt: skip
# Words that a text may do without if it has the others. Not "or" and "not": they would be read as what they are not.
_FILLER_WORDS = """a an and as at by for from in into of on the to with"""
_FILLERS = frozenset(_FILLER_WORDS.split())


class Term(NamedTuple):
    """Words to look for. `as_written`: in small letters they are another word, so that capitals count.

    "groom*" stands for any ending, "child .. asylum" for two words near each other.
    """

    words: str
    as_written: bool = False


class Unit(NamedTuple):
    """Words of a query that belong together, and what else to look for.

    `name` is what the reader typed, `same` the other names for it, `narrower` what belongs to the thing. `known`: the
    sector has a name for it; `idle`: it says little beside words that are known; `filler`: it never says anything.
    """

    name: Term
    known: bool = False
    same: tuple[Term, ...] = ()
    narrower: tuple[Term, ...] = ()
    idle: bool = False
    filler: bool = False


class _Group(NamedTuple):
    same: list[str]
    narrower: list[str]


class _Lists(NamedTuple):
    lines: list[str]
    keys: str  # the same as one text of roots: each line ";name;name;>;name;"


def units_of(words: Sequence[str]) -> list[Unit]:
    """The words of a query in units: from left to right the longest names that the sector has, else word by word."""
    roots = [root(word) for word in words]
    found: list[Unit] = []
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + _LONGEST), start, -1):
            unit = _unit(" ".join(words[start:end]), " ".join(roots[start:end]))
            if unit.known or unit.idle or end == start + 1:
                found.append(unit)
                start = end
                break
    return found


def root(words: str) -> str:
    """What words are compared by: small, without plural, possessive, comma and hyphen. No English, but always the same.

    >>> root("Children’s homes"), root("care-experienced families")
    ('child home', 'care experienced family')
    """
    words = words.lower()
    for this, that in _SPELLINGS:
        words = words.replace(this, that)
    return _PLURAL.sub("", words)


def _unit(typed: str, key: str) -> Unit:
    """What the lists say of words, which are taken as one phrase."""
    if not key or _SIGNS.intersection(key):
        return Unit(Term(typed))
    groups = [group for group in _groups_with(key) if any(_asks(name, typed, key) for name in group.same)]
    if groups:
        same = [term for group in groups for term in _looked_for(group.same)]
        narrower = [term for group in groups for term in _with_other_names(group.narrower)]
        written = next((term for term in same if term.as_written and root(term.words) == key), None)
        return Unit(written or Term(typed), True, tuple(dict.fromkeys(same)), tuple(dict.fromkeys(narrower)))
    return Unit(Term(typed), idle=f";~{key};" in _lists().keys, filler=key in _FILLERS)


def _groups_with(key: str) -> Iterator[_Group]:
    """The groups that have a name with this root, whatever its mark."""
    lists = _lists()
    at = lists.keys.find(f";{key};")
    while at >= 0:
        same, _, narrower = lists.lines[lists.keys.count("\n", 0, at)].partition(" > ")
        yield _Group(same.split("; "), narrower.split("; ") if narrower else [])
        at = lists.keys.find(f";{key};", at + 1)


def _asks(name: str, typed: str, key: str) -> bool:
    """Whether a name of the lists is what was typed, and may be asked for."""
    bare = name.lstrip(_MARKS)
    if name[0] == "!" or root(bare) != key:
        return False
    return name[0] != "^" or typed.removesuffix("s") == bare.removesuffix("s")


def _looked_for(names: Sequence[str]) -> Iterator[Term]:
    for name in names:
        bare = name.lstrip(_MARKS)
        if name[0] != "?":
            yield Term(bare, "^" in name.removesuffix(bare))


def _with_other_names(names: Sequence[str]) -> Iterator[Term]:
    """What to look for of what belongs to a thing: it and its other names, not what belongs to it in turn."""
    yield from _looked_for(names)
    for name in names:
        key = root(name)
        # A name with a mark is none by its root: it stands for itself alone.
        for group in _groups_with(key):
            if any(root(other) == key for other in group.same):
                yield from _looked_for(group.same)


@cache
def _lists() -> _Lists:
    text = re.sub(r"(?m)^#.*\n", "", _DATA.read_text(encoding="utf-8"))
    text = re.sub(r"\n +", " ", text)
    keys = root(text).replace(" > ", ";>;").replace("; ", ";").replace("\n", ";\n;")
    for mark in _MARKS:
        keys = keys.replace(f";{mark}", ";")
    return _Lists(text.splitlines(), keys)
