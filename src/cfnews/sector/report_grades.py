"""The grades of an Ofsted report, read from the table on its first page; the prose is never asked.

The columns of a printed table come out of a PDF in pieces, but in order: each judgement has its row, each row its
grade. So the grades found in the table are those of the judgements found in it, one by one; where their numbers
differ nothing is read (a table that was not understood gives no grade).
"""

import re
from typing import NamedTuple

from cfnews.sector.event_marks import Grade

_WINDOW = 9000  # characters in which the table stands
_TO_BE_GOOD = re.compile(r"\bto\s+be\s+good\b", re.IGNORECASE)
_GRADE = re.compile(r"\b(requires?\s+improvement|inadequate|outstanding|good)\b", re.IGNORECASE)
_ILACS_HEAD = re.compile(r"^[^\S\n]*Judge?ment\s{2,}Grade\b", re.MULTILINE)
_LONGEST_TABLE = 16  # lines
_SIF_TABLE = re.compile(
    r"^[^\S\n]*1\.\s+Children\s+who\s+need\s+help.*?^[^\S\n]*3\.\s+Leadership[^\n]*\n(?:[^\n]*governance[^\n]*\n)?",
    re.DOTALL | re.MULTILINE,
)
_SIF_OVERALL = re.compile(
    r"[Cc]hildren[’'`]s\s+services\s+(?:in\s+[^.]{2,80}?\s+)?(?:are\s+|is\s+)?(requires?\s+improvement|inadequate"
    r"|outstanding|good)\b"
)
# What each row of a table is called, in the order in which the framework lists them.
_ILACS_ROWS = (
    ("leadership", re.compile(r"impact of leaders")),
    ("help_and_protection", re.compile(r"need help and protection")),
    ("children_in_care", re.compile(r"children in care")),
    ("care_leavers", re.compile(r"progress of care leavers")),
    ("overall", re.compile(r"overall effectiveness")),
)
_SIF_ROWS = (
    ("help_and_protection", re.compile(r"need help and protection")),
    ("children_in_care", re.compile(r"looked after")),
    ("adoption", re.compile(r"adoption")),
    ("care_leavers", re.compile(r"care leavers")),
    ("leadership", re.compile(r"leadership")),
)
_FEWEST = 4  # judgements of an inspection
_COMBINED = re.compile(r"children in care and care leavers")


class Grades(NamedTuple):
    """The grades by area, and whether children in care and care leavers share one."""

    by_area: dict[str, Grade]
    combined: bool


def ilacs_grades(text: str) -> Grades:
    """The grades of an inspection under the framework of 2018; from April 2026 without an overall one."""
    head = _ILACS_HEAD.search(text[:_WINDOW])
    if head is None:
        return Grades({}, combined=False)
    lines = [line for line in text[head.end() : _WINDOW].split("\n") if line.strip()][:_LONGEST_TABLE]
    last = next((number for number, line in enumerate(lines) if "Overall effectiveness" in line), None)
    # The grade of the last row may stand a line higher or lower than its name.
    ends = [] if last is None else [last + 1, last + 2]
    for end in ends or range(6, len(lines)):
        read = _by_rows("\n".join(lines[:end]), _ILACS_ROWS)
        if len(read.by_area) >= _FEWEST:
            return read
    return Grades({}, combined=False)


def sif_grades(text: str) -> Grades:
    """The grades of an inspection under the single inspection framework (2013 to 2018)."""
    head = text[:_WINDOW]
    table, overall = _SIF_TABLE.search(head), _SIF_OVERALL.search(head)
    grades = _by_rows(table.group(), _SIF_ROWS).by_area if table else {}
    if overall:
        grades = {"overall": _grade(overall[1]), **grades}
    return Grades(grades, combined=False)


def _by_rows(table: str, rows: tuple[tuple[str, re.Pattern[str]], ...]) -> Grades:
    plain = _TO_BE_GOOD.sub(" ", table)
    grades = [_grade(word) for word in _GRADE.findall(plain)]
    labels = " ".join(_GRADE.sub(" ", plain).lower().split())
    areas = [area for area, pattern in rows if pattern.search(labels)]
    if len(areas) != len(grades):
        return Grades({}, combined=False)
    return Grades(dict(zip(areas, grades, strict=True)), combined=_COMBINED.search(labels) is not None)


def _grade(word: str) -> Grade:
    found: dict[str, Grade] = {"r": "requires_improvement", "i": "inadequate", "o": "outstanding", "g": "good"}
    return found[word[0].lower()]
