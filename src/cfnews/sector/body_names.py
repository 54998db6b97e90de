"""The bodies of the sector and every spelling of their names, read from `data` at the first call and kept.

`bodies.csv` has the names that the sector uses, the nations that each speaks of, and spellings that mean nothing else.
`bodies_in_context.csv` has abbreviations and short names that others share, each with pieces of text: of `needs` the
item must have one ("@wales" stands for an item of that nation), of `bars` none. Own compilation, facts alone.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cfnews.sector.names import NameIndex

_DATA = Path(__file__).parent / "data"
# Names that hold a body's, and mean another.
_OTHERS = """
Scottish Refugee Council|Welsh Refugee Council|Norwegian Refugee Council|Danish Refugee Council|Solace Women's Aid
Resolution Foundation|Quantum of Solace|US Supreme Court|High Court of Justiciary|Police Ombudsman|Legal Ombudsman
Pensions Ombudsman|Financial Ombudsman|Housing Ombudsman|Prisons and Probation Ombudsman|European Ombudsman
"""
# Offices that several nations have under one name; "" where one nation's has it alone.
OFFICES = {
    "Children's Commissioner": {
        "england": "Children's Commissioner for England",
        "wales": "Children's Commissioner for Wales",
        "scotland": "Children and Young People's Commissioner Scotland",
        "northern-ireland": "Northern Ireland Commissioner for Children and Young People",
    },
    "Care Inspectorate": {"wales": "Care Inspectorate Wales", "": "Care Inspectorate"},
}


class Body(NamedTuple):
    """A body by the name that the sector uses, and the nations that it speaks of (none: it tells nothing)."""

    name: str
    nations: tuple[str, ...]


class Spelling(NamedTuple):
    """One spelling of a body ("" for what is none), with what the item must say and must not, in small letters."""

    name: str
    needs: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()


@cache
def bodies() -> dict[str, Body]:
    """Every body by its name. Where it has several rows (BASW Cymru), the first tells the nations."""
    found: dict[str, Body] = {}
    for row in _rows("bodies.csv"):
        found.setdefault(row["name"], Body(row["name"], _parts(row["nations"])))
    return found


@cache
def spellings() -> NameIndex[Spelling]:
    """Every spelling with a capital, also those in small letters as they open a sentence."""
    others = [(name, Spelling("")) for line in _OTHERS.split("\n") for name in line.split("|") if name]
    offices = [(name, Spelling(name)) for name in OFFICES]
    plain = [(name, Spelling(row["name"])) for row in _rows("bodies.csv") for name in _names(row)]
    opening = [(name[0].upper() + name[1:], spelling) for name, spelling in small_spellings()[1].items()]
    return NameIndex([*others, *offices, *_in_context(), *plain, *opening])


@cache
def small_spellings() -> tuple[re.Pattern[str], dict[str, Spelling]]:
    """The spellings in small letters, as some newspapers write offices, and a pattern for them."""
    found = {name: spelling for name, spelling in _in_context() if name[0].islower()}
    found["children's commissioner"] = Spelling("Children's Commissioner")
    longest_first = sorted(found, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), found


def _in_context() -> Iterator[tuple[str, Spelling]]:
    for row in _rows("bodies_in_context.csv"):
        yield row["spelling"], Spelling(row["name"], _parts(row["needs"]), _parts(row["bars"]))


def _names(row: dict[str, str]) -> tuple[str, ...]:
    return (row["name"], *_parts(row["aliases"]))


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
