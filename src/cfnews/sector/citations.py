"""Legal references of a text in one normal form: judgments, acts and their sections, instruments, guidance.

The forms: "[2026] EWFC 12 (B)", "Children Act 1989", "Children Act 1989 s.31(2)", "Children Act 1989 sch.2 para.19",
"UN Convention on the Rights of the Child art.3", "Children's Homes (England) Regulations 2015 reg.44", "SI 2010/959",
"Working Together to Safeguard Children 2023", and "s.47" where everybody knows whose section it is.
An act is not cited again where it was named for its section. Never a Bill, a law report, or a law without its year.
Measured by tests/corpus/test_sector_citations.py.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cfnews.sector.case_law import Reference, find_instruments, find_judgments
from cfnews.sector.guidance_titles import find_guidance
from cfnews.sector.law_names import laws
from cfnews.sector.legislation import find_laws
from cfnews.sector.provisions import find_provisions

LONGEST = 300_000  # characters that are read: a long judgment
_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("\u00a0", " "))
_DIGITS = re.compile("[0-9]+")
# What stands before the digits of a citation; only where it does is the text read for them.
_LAW_BEFORE = re.compile(
    r"(?:\b(?:acts?|regulations?|regs?|rules?|order|measure|sections?|sch|schedules?|articles?|arts?|parts?"
    r"|northern ireland|s\.? ?s?\.?i|s\.?r|sis|c\.?a|[a-z]{2,5}a|laspo|pace|c?o?[fc]pr|ss?)|\(ni)$",
    re.IGNORECASE,
)
_LEAD = 20  # characters before the digits that are looked at
_COURT_BEHIND = re.compile(r"[\])]? ?[A-Z]{2}")


class Citation(NamedTuple):
    """One reference: its type, its normal form, and the words of the text that led there.

    Types: neutral_citation, act, act_section (schedules and articles too), regulation (rules too), si, guidance.
    """

    type: str
    normal: str
    words: str


def find_citations(text: str) -> list[Citation]:
    """The references of `text` in order, each normal form once."""
    plain = text[:LONGEST]
    if not plain.isascii():
        for sign, straight in _STRAIGHT:
            plain = plain.replace(sign, straight)
    references = list(find_guidance(plain))
    if _may_cite(plain):
        references += _legal(plain, references)
    references.sort(key=lambda reference: reference.start)
    found: dict[str, Citation] = {}
    for kind, normal, start, end in references:
        found.setdefault(normal, Citation(kind, normal, text[start:end]))
    return list(found.values())


def normalise_citation(text: str) -> str:
    """The normal form of one reference as a reader types it; where it is none that we know, single-spaced.

    >>> normalise_citation("2026 ewfc 12"), normalise_citation("section 31(2) children act 1989")
    ('[2026] EWFC 12', 'Children Act 1989 s.31(2)')
    """
    line = " ".join(text.split())
    spelt = _spelt(line)
    for version in (spelt, spelt[:1].upper() + spelt[1:], line.upper(), f"{spelt} order"):
        found = find_citations(version)
        if found:
            return found[0].normal
    return line


def _spelt(line: str) -> str:
    """`line` with the laws that we know by name, and their short names, in their spelling."""
    line = " ".join(word.upper() if word.upper() in laws().short else word for word in line.split())
    lower = line.lower()
    for name, spelling in laws().by_name.items():
        at = lower.find(name)
        if at >= 0:
            line = line[:at] + spelling + line[at + len(name) :]
    return line


def _may_cite(text: str) -> bool:
    """Whether any digits of `text` stand where those of a citation would."""
    for digits in _DIGITS.finditer(text):
        start, end = digits.span()
        before = text[max(0, start - _LEAD) : start].rstrip(" .,()")
        if before[-1:].isalpha() and _LAW_BEFORE.search(before):
            return True
        if end - start == 4 and _COURT_BEHIND.match(text, end):
            return True
    return False


def _legal(text: str, guidance: list[Reference]) -> Iterator[Reference]:
    """All references but those to guidance; a law within a title of guidance is none."""
    yield from find_judgments(text)
    yield from find_instruments(text)
    within_titles = {place for title in guidance for place in range(title.start, title.end)}
    named = [law for law in find_laws(text) if law.start not in within_titles]
    provisions, owners = find_provisions(text, named)
    yield from provisions
    for law in named:
        if not law.weak and law not in owners:
            yield Reference(law.kind, law.name, law.start, law.end)
