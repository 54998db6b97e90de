"""The councils of the United Kingdom with duties to children: names, codes, delivery bodies, statistical neighbours.

Facts alone, from the files in `data` (NOTICE names the sources); read at the first call and kept. Reads no texts.
"""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent / "data"
_AS_OF = date(2026, 11, 22)  # the day for which the files hold; what had ended by then is history for every text


class Authority(NamedTuple):
    """One authority, of today, before or to come. Codes: `code` is of the ONS ("" where none is given yet).

    `delivery` names the trusts and companies that run its children's services, or did; in Northern Ireland
    the HSC trusts, which serve several councils. `valid_from` and `valid_to` are its first and last day, where
    a reorganisation set one; `successors` are slugs.
    """

    slug: str
    name: str
    official_name: str
    type: str
    region: str
    nation: str
    code: str
    former_codes: tuple[str, ...] = ()
    dfe_code: str = ""
    ofsted_urn: str = ""
    delivery: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()

    def exists(self, on: date) -> bool:
        """Whether the authority is in being on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


class Trust(NamedTuple):
    """A health and social care trust of Northern Ireland, which runs children's social care for several councils."""

    name: str
    aliases: tuple[str, ...]
    councils: tuple[str, ...]


@cache
def authorities() -> tuple[Authority, ...]:
    """Every authority by slug: England's 153, Wales's 22, Scotland's 32, Northern Ireland's 11, and the reorganised."""
    english = [*_english("english_local_authorities.csv"), *_english("reorganised_authorities.csv")]
    return tuple(sorted([*english, *_others()]))


@cache
def by_slug() -> dict[str, Authority]:
    """The authorities by slug."""
    return {one.slug: one for one in authorities()}


@cache
def hsc_trusts() -> tuple[Trust, ...]:
    """The five trusts of Northern Ireland."""
    rows = _rows("hsc_trusts.csv")
    return tuple(Trust(row["name"], _parts(row["aliases"]), _parts(row["councils"])) for row in rows)


def neighbours(slug: str) -> list[Authority]:
    """The statistical neighbours of an English authority, nearest first; none for the others. KeyError if unknown."""
    by_slug()[slug]
    return [by_slug()[one] for one in _neighbours().get(slug, ((), None))[0]]


def population(slug: str) -> int | None:
    """How many people aged 0 to 25 live in an English authority; None where it is not known."""
    return _neighbours().get(slug, ((), None))[1]


def in_being(slug: str, on: date | None = None) -> tuple[Authority, ...]:
    """Who has the duties of an authority on that day (never before the day of the data): itself, or others.

    Its successors where it has ended (Cumbria: two councils), its predecessor where it has not begun (East Surrey).
    """
    one, day = by_slug()[slug], max(on or _AS_OF, _AS_OF)
    if one.valid_to is not None and one.valid_to < day:
        return tuple(by_slug()[successor] for successor in one.successors)
    if one.exists(day):
        return (one,)
    return tuple(other for other in authorities() if slug in other.successors)


def _english(name: str) -> Iterator[Authority]:
    for row in _rows(name):
        yield Authority(
            slug=row["slug"],
            name=row["name"],
            official_name=row["official_name"],
            type=row["type"],
            region=row["region"],
            nation="england",
            code=row["code"],
            former_codes=_parts(row["former_codes"]),
            dfe_code=row["dfe_code"],
            ofsted_urn=row["ofsted_urn"],
            delivery=_parts(row["delivery"]),
            aliases=_parts(row["aliases"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            successors=_parts(row["successors"]),
        )


def _others() -> Iterator[Authority]:
    for row in _rows("other_uk_councils.csv"):
        yield Authority(
            slug=row["slug"],
            name=row["name"],
            official_name=row["official_name"],
            type=row["type"],
            region="",
            nation=row["nation"],
            code=row["code"],
            delivery=tuple(trust.name for trust in hsc_trusts() if row["slug"] in trust.councils),
            aliases=_parts(row["aliases"]),
        )


@cache
def _neighbours() -> dict[str, tuple[tuple[str, ...], int]]:
    rows = _rows("statistical_neighbours.csv")
    return {row["slug"]: (_parts(row["neighbours"]), int(row["population_0_25"])) for row in rows}


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None
