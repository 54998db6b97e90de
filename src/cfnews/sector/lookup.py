"""Which authority a reader means: slug, name, code or alias, written in any case, with or without "council".

For what people type; texts of others are read by `places`, which is stricter.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from cfnews.sector.gazetteer import Authority, authorities, in_being

# What an authority's name may be dressed with, in front and behind.
_DRESS = re.compile(
    r"^(?:(?:the|london borough of|royal borough of|metropolitan borough of|city and county of|city of|lb) )+"
    r"|(?: (?:city|county|borough|metropolitan|district|unitary|mbc|mdc|council|corporation|cc|bc))+$"
)
_JOINTS = re.compile(r"[\s,.'’&/_-]+|\band\b")


class Lookup(NamedTuple):
    """What a name stands for. `found`: the authorities meant (several for a former county or a shared trust).

    Where `found` is empty, `candidates` are those that the name may mean; where both are, it is unknown.
    """

    found: tuple[Authority, ...]
    candidates: tuple[Authority, ...] = ()


def find_by_name(words: str, on: date | None = None) -> Lookup:
    """The authorities that a reader names: exactly, else by the beginning of one authority's name ("worcs", "tower").

    `on` is the reader's day: a reorganised authority stands for those that have its duties then.
    """
    for key in (_key(words), _key(_DRESS.sub("", words.strip().lower()))):
        if key in _names():
            return Lookup(_resolved(_names()[key], on))
    key = _key(words)
    begun = _resolved({slug for name, slugs in _names().items() if key and name.startswith(key) for slug in slugs}, on)
    return Lookup(begun) if len(begun) == 1 else Lookup((), begun)


@cache
def _names() -> dict[str, set[str]]:
    """Every name, code and alias as a key, with the slugs of those that bear it."""
    names: dict[str, set[str]] = {}
    for one in authorities():
        for name in _spellings(one):
            names.setdefault(_key(name), set()).add(one.slug)
    return names


def _spellings(one: Authority) -> list[str]:
    trusts = one.delivery if one.nation == "england" else ()
    codes = [code for code in (one.code, *one.former_codes, one.dfe_code, one.ofsted_urn) if code]
    dressed = _DRESS.sub("", one.official_name.lower())
    return [one.slug, one.name, one.official_name, dressed, *one.aliases, *trusts, *codes]


def _key(name: str) -> str:
    return "".join(_JOINTS.sub(" ", name.lower()).split())


def _resolved(slugs: Iterable[str], on: date | None) -> tuple[Authority, ...]:
    return tuple(sorted({one for slug in slugs for one in in_being(slug, on)}))
