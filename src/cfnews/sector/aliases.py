"""The names by which texts call the councils, and those of their rivals, ready to be looked for."""

import re
from collections.abc import Iterator
from functools import cache

from cfnews.sector import rivals
from cfnews.sector.gazetteer import Authority, authorities
from cfnews.sector.mentions import Alias, Form
from cfnews.sector.names import NameIndex

_COUNCIL = re.compile(r"\b(?:Council|Borough of|Corporation|Comhairle|Cyngor)\b")
# Parts of an area, or its old name: too small, or too often something else, to stand for it alone.
_PART_LIST = (
    "Highland|Highlands|The Highlands|Barking|Dagenham|Bath|Darwen|Redcar|Hammersmith|Kensington|Maidenhead|Scilly|"
    "Perth|Dumfries|Argyll|Outer Hebrides|Clackmannan|Merthyr|Derry|Londonderry|Strabane|Armagh|Lisburn|Newry|"
    "Fermanagh|Omagh"
)
_PARTS = frozenset(_PART_LIST.split("|"))
# Names that only the councils made: nobody else is called Kirklees, or lives in "Telford and Wrekin".
_MADE = re.compile(
    r" (?:and|with|&) |^(?:North|South|East|West|Central|Mid|Neath) (?!Sussex|Riding|Yorkshire)|"
    r"^(?:Kirklees|Calderdale|Sandwell|Tameside|Sefton|Knowsley|Torbay|Thurrock|Halton|Inverclyde|Tower Hamlets|"
    r"Waltham Forest|Bracknell Forest|Cheshire|Redbridge|Rhondda Cynon|Blaenau Gwent|"
    r"LB[A-Z]+|RB[A-Z]+|CWAC|CWaC|B&NES|BANES|H&F)"
)
_SPELLINGS = ((" and ", " & "), (" & ", " and "), ("-", " "), ("St ", "St. "), (" upon ", "-upon-"))


@cache
def council_names() -> NameIndex[Alias]:
    """Every name of a council and of its trusts, and every name that holds one and means something else."""
    bearers: dict[str, list[Authority]] = {}
    for one in authorities():
        for name in _names(one):
            bearers.setdefault(name, []).append(one)
    councils = [(name, _alias(name, owners)) for name, owners in bearers.items()]
    return NameIndex([*_rivals(), *councils])


def _names(one: Authority) -> set[str]:
    trusts = one.delivery if one.nation == "england" else ()
    names = {one.name, one.official_name, *one.aliases, *trusts}
    respelt = {name.replace(old, new) for name in names for old, new in _SPELLINGS if old in name}
    return {name.removeprefix("The ") for name in names | respelt}


def _alias(name: str, owners: list[Authority]) -> Alias:
    return Alias(tuple(one.slug for one in owners), _form(name, owners[0]), owners[0].nation)


def _form(name: str, owner: Authority) -> Form:
    if name in owner.delivery:
        return "trust"
    if _COUNCIL.search(name):
        return "council"
    if name in _PARTS:
        return "part"
    return "area" if _MADE.search(name) else "name"


def _rivals() -> Iterator[tuple[str, Alias]]:
    for nation, phrases in rivals.PHRASES.items():
        for line in phrases.strip().splitlines():
            for name in line.strip().split("|"):
                yield name, Alias((), "rival", nation)
