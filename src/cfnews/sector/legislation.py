"""Acts, regulations, rules and conventions in a text, by their names as written.

A name is read backwards from "Act 1989": capitals, brackets and the small words between them. So acts that no
list knows are read as well; a list (`law_names`) knows short names and spellings. Rejected: a list of all acts,
which is out of date each spring; names without a year ("the Children Act generation"), unless a section is cited.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cfnews.sector.law_names import laws

_WINDOW = 180  # characters before "Act 1989" that can be its name
_YEARED = re.compile(
    r"\b(?P<kind>Acts?|ACT|Regulations|REGULATIONS|Rules|RULES|Order|Measure)"
    r"(?P<nation> \((?:Northern Ireland|NI)\))?,? (?P<year>(?:18|19|20)[0-9]{2})\b"
    r"(?:(?<=Acts .{4}) and (?P<other>(?:19|20)[0-9]{2})\b)?"
)
_WORD = r"(?:[A-Z][\w'&-]{0,30}+|\([A-Z][^()\n]{1,60}\)|(?<=Act )[0-9]{4}(?= \())"
_SMALL_WORDS = (
    r"(?:(?:and|of|for|in|to|with|on|from|by|&|etc\.?,?|against(?: the)?|on the(?= Rights)"
    r"|of the(?= People\b| Child\b)) ){0,2}"
)
_NAME = re.compile(rf"(?<!\w){_WORD}(?:,? {_SMALL_WORDS}{_WORD}){{0,14}} \Z")
# Capitals that stand before a name and are none of its words.
_LEADS = (
    "the under in section sections schedule part parts article regulation of by and an a this that see when where"
    " since while whilst for per both with paragraph rule on to from as if after before because although using"
    " however chapter sch s act"
)
_NOT_A_NAME = frozenset(_LEADS.split())
_THE_LAW = re.compile(
    r"\b[Tt](?:he|hat|his) (?:same )?(?:(?P<year>(?:19|20)[0-9]{2}) )?(?P<kind>Act|Regulations|Rules|Order)\b"
    r"(?! [12][0-9]{3})"
)
_CONVENTION = re.compile(
    r"\b(?:(?P<child>(?:UN|United Nations) Convention on the Rights of the Child|UN ?CRC)"
    r"|(?P<disabled>(?:UN|United Nations) Convention on the Rights of Persons with Disabilities|(?:UN ?)?CRPD)"
    r"|(?P<human>European Convention (?:on|of) Human Rights|ECHR|European Convention|(?<=Article [0-9] )rights?)"
    r"|(?P<abduction>1996 Hague Convention|Hague Convention(?: of)? 1996)|(?P<data>UK GDPR))\b"
)
_CONVENTIONS = {
    "child": "UN Convention on the Rights of the Child",
    "disabled": "UN Convention on the Rights of Persons with Disabilities",
    "human": "European Convention on Human Rights",
    "abduction": "Hague Convention 1996",
    "data": "UK GDPR",
}
_KINDS = {"Regulations": "regulation", "Rules": "regulation"}


class Law(NamedTuple):
    """An act or other instrument where a text names it.

    `kind` is act, regulation (rules too) or convention; `weak` marks what is no citation by itself: "the 1989 Act".
    """

    name: str
    kind: str
    start: int
    end: int
    weak: bool = False


def find_laws(text: str) -> list[Law]:
    """The laws that `text` names, in order. Straight apostrophes and single spaces are expected."""
    clear: list[Law] = []
    candidates = sorted([*_yeared(text), *_conventions(text), *_short(text)], key=lambda law: (law.start, -law.end))
    for law in candidates:
        if not clear or law.start >= clear[-1].end:
            clear.append(law)
    return sorted([*clear, *_referred_to(text, clear)], key=lambda law: law.start)


def _yeared(text: str) -> Iterator[Law]:
    """Laws by name and year."""
    for found in _YEARED.finditer(text):
        before = _NAME.search(text, max(0, found.start() - _WINDOW), found.start())
        name = _without_lead(before[0].strip()) if before else ""
        kind = found["kind"].capitalize().replace("Acts", "Act")
        if not name[:1].isalpha() or (kind in {"Rules", "Order"} and " " not in name):
            continue
        nation = " (Northern Ireland)" if found["nation"] else ""
        full = f"{name} {kind}{nation} {found['year']}".replace("&", "and")
        whole = _known(full)
        lead = len(full) - len(whole) if full.lower().endswith(whole.lower()) else 0
        yield Law(whole, _KINDS.get(kind, "act"), found.start() - 1 - len(name) + lead, found.end("year"))
        if found["other"]:  # "the Children Acts 1989 and 2004"
            yield Law(f"{whole[:-4]}{found['other']}", "act", found.start("other"), found.end())


def _without_lead(name: str) -> str:
    """`name` without words that only precede it: "Under", "In Leeds,"."""
    words = name.split()
    while words and words[0].lower().rstrip(",") in _NOT_A_NAME:
        words = words[1:]
    name = " ".join(words)
    lead, comma, rest = name.rpartition(", ")
    return rest if comma and " and " not in rest and "(" not in lead else name


def _known(name: str) -> str:
    """`name` in its known spelling; without its beginning if the rest is known: "Breach of Children Act 1989"."""
    spellings = laws().by_name
    lower = name.lower().replace("children's act", "children act")
    if lower in spellings:
        return spellings[lower]
    rests = (lower.partition(word)[2] for word in (" of ", " in ", " to ", " by ", " for ", " and ", ", "))
    return next((spellings[rest] for rest in rests if rest in spellings), name)


def _conventions(text: str) -> Iterator[Law]:
    """Treaties, which are cited only by their articles."""
    for found in _CONVENTION.finditer(text):
        yield Law(_CONVENTIONS[found.lastgroup or ""], "convention", found.start(), found.end(), weak=True)


def _short(text: str) -> Iterator[Law]:
    """Laws by a short name with the year, CA 1989; without it, or without the year of a name, they are weak."""
    known = laws()
    for found in _short_names().finditer(text):
        short, year, name = found.groups()
        whole = known.short[short] if short else known.unyeared[name]
        if year and year != whole[-4:]:
            whole = next((law for law in known.by_year.values() if law.endswith(year) and short == "CA"), "")
        if whole:
            yield Law(whole, "act" if " Act " in whole else "regulation", found.start(), found.end(), weak=not year)


@cache
def _short_names() -> re.Pattern[str]:
    known = laws()
    short, names = (
        "|".join(map(re.escape, sorted(table, key=len, reverse=True))) for table in (known.short, known.unyeared)
    )
    return re.compile(rf"(?<!\w)(?:({short}),? ?(?:((?:19|20)[0-9]{{2}})(?![0-9]))?|({names}))(?!\w| [12][0-9]{{3}}\b)")


def _referred_to(text: str, named: list[Law]) -> Iterator[Law]:
    """ "The Act", "that Act" and "the 1989 Act": the last one named before, or the one that the year is known for."""
    last: dict[tuple[str, str], str] = {}  # by kind, and by kind and year
    coming = iter(named)
    law = next(coming, None)
    for found in _THE_LAW.finditer(text):
        while law is not None and law.start < found.start():
            last[law.kind, ""] = last[law.kind, law.name[-4:]] = law.name
            law = next(coming, None)
        kind, year = _KINDS.get(found["kind"], "act"), found["year"] or ""
        name = last.get((kind, year)) or (laws().by_year.get(year) if kind == "act" else None)
        if name:
            yield Law(name, kind, found.start(), found.end(), weak=True)
