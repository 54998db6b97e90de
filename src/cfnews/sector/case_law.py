"""Neutral citations of the courts of the United Kingdom, such as "[2026] EWFC 12 (B)", and statutory instruments.

Read as people write them: without brackets or spaces, the division before the number, letters of any case. Law
reports ("[2003] 1 FLR 1169") are no neutral citations. Source of the courts: the list of The National Archives,
and the practice of the courts of Scotland and Northern Ireland.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Each court with its divisions; "" where it may have none.
_COURTS = {
    "UKSC": (), "UKPC": (), "UKHL": (),
    "EWCA": ("Civ", "Crim"),
    "EWHC": ("Fam", "Admin", "Ch", "KB", "QB", "Comm", "TCC", "IPEC", "Pat", "SCCO", "Mercantile"),
    "EWFC": ("B",), "EWCC": (), "EWCOP": ("T1", "T2", "T3"),
    "UKUT": ("AAC", "IAC", "TCC", "LC"), "UKFTT": ("HESC", "GRC", "TC", "PC"), "EAT": (), "UKEAT": (), "UKIPTrib": (),
    "CSIH": (), "CSOH": (), "HCJAC": (), "HCJ": (), "SAC": ("Civ", "Crim"), "SC": (),
    "NIFam": (), "NICA": (), "NIKB": (), "NIQB": (), "NICh": (), "NICC": (), "NIFC": (), "NIMaster": (), "NICty": (),
}  # fmt: skip
_SPELT = {name.lower(): name for name in _COURTS}
_DIVISIONS = {name.lower(): name for names in _COURTS.values() for name in names} | {"civil": "Civ", "family": "Fam"}
_DIVISION = rf"\(?({'|'.join(sorted(_DIVISIONS, key=len, reverse=True))})\b\)?"
_COURT = "|".join(sorted(_COURTS, key=len, reverse=True))
_NEUTRAL = re.compile(
    rf"[\[(]?\s?\b(?P<year>(?:19|20)[0-9]{{2}})\s?[\])]?\s?(?P<court>{_COURT})(?:(?<=SC)\s(?P<sheriffdom>[A-Z]{{3,4}}))?"
    rf"\s?(?:{_DIVISION}\s?)?(?P<number>[0-9]{{1,5}})(?![0-9%]|[,.][0-9])(?:\s?{_DIVISION})?",
    re.IGNORECASE,
)
_INSTRUMENT = re.compile(
    r"\b(?P<kind>S\.?\s?S\.?\s?I|W\.?\s?S\.?\s?I|S\.?\s?I|S\.?\s?R)s?\b\.?\s?(?:\(NI\)\s?)?(?P<year>(?:19|20)[0-9]{2})"
    r"\s?(?:/|,?\s?[Nn]o\.?\s?)\s?(?P<number>[0-9]{1,5})\b"
)


class Reference(NamedTuple):
    """One reference in a text: its type, its normal form, and where it stands."""

    type: str
    normal: str
    start: int
    end: int


def find_judgments(text: str) -> Iterator[Reference]:
    """The neutral citations of `text`."""
    for found in _NEUTRAL.finditer(text):
        court = _SPELT[found["court"].lower()]
        division = _DIVISIONS.get((found[4] or found[6] or "").lower(), "")
        plain = found[0][0] not in "[("  # without a bracket, words could be a court's name: "in 2024 eat 12"
        if not _is_of(court, division, found["sheriffdom"]) or (plain and not found["court"][:4].isupper()):
            continue
        if court == "EWCA":
            middle, division = f"EWCA {division}", ""
        else:
            middle = f"{court} {found['sheriffdom'].upper()}" if found["sheriffdom"] else court
        normal = f"[{found['year']}] {middle} {int(found['number'])}" + (f" ({division})" if division else "")
        yield Reference("neutral_citation", normal, found.start(), found.end())


def find_instruments(text: str) -> Iterator[Reference]:
    """The statutory instruments of `text` that are cited by number: "SI 2010/959"."""
    for found in _INSTRUMENT.finditer(text):
        kind = re.sub(r"[.\s]", "", found["kind"]).replace("WSI", "SI")
        yield Reference("si", f"{kind} {found['year']}/{int(found['number'])}", found.start(), found.end())


def _is_of(court: str, division: str, sheriffdom: str | None) -> bool:
    """Whether court and division belong together; the Court of Appeal is nothing without its division."""
    if court in {"EWCA", "SAC"} and not division:
        return False
    return (not division or division in _COURTS[court]) and bool(sheriffdom) == (court == "SC")
