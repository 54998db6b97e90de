"""The neutral citation that the address of a judgment holds, as Find Case Law builds its addresses from citations.

`/ewfc/b/2026/12` is [2026] EWFC 12 (B), `/ewhc/fam/2026/12` is [2026] EWHC 12 (Fam), `/ewca/civ/2026/12` is
[2026] EWCA Civ 12 (source: the address scheme of caselaw.nationalarchives.gov.uk). An address alone is never a case.
"""

import re

_ADDRESS = re.compile(r"/(uksc|ukpc|ewca|ewhc|ewfc|ewcop|ukut|ukftt|eat)(?:/([a-z0-9-]{1,12}))?/(\d{4})/(\d{1,5})/?\Z")
_DIVISIONS = {"kb": "KB", "qb": "QB", "ch": "Ch", "fam": "Fam", "admin": "Admin", "b": "B"}


def citation_at(url: str | None) -> str:
    """The citation of the judgment at this address, "" where it is the address of none."""
    found = _ADDRESS.search(url.partition("#")[0].partition("?")[0].lower()) if url else None
    if found is None:
        return ""
    court, division, year, number = found.groups()
    if court == "ewca":
        return f"[{year}] EWCA {(division or '').capitalize()} {number}" if division in ("civ", "crim") else ""
    if division is None:
        return f"[{year}] {court.upper()} {number}"
    return f"[{year}] {court.upper()} {number} ({_DIVISIONS.get(division, division.upper())})"
