"""The facts of a whole inspection report: of which place, of what kind, when, and with which grades or outcome.

Reads the text of a report as a PDF gives it (pdftotext, layout kept or not). Trusts what the first pages state in
their own form, never the prose; what is not stated is None.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

from cfnews.sector.event_dates import DateRange, date_range, day_in
from cfnews.sector.event_marks import Grade
from cfnews.sector.report_grades import Grades, ilacs_grades, sif_grades

_WINDOW = 9000  # characters of the first pages
Kind = Literal["full_inspection", "jtai", "area_send", "focused_visit", "monitoring_visit"]

_KINDS: tuple[tuple[Kind, str, re.Pattern[str]], ...] = (
    ("area_send", "area SEND 2023", re.compile(r"\bArea\s+SEND\s+(?:full\s+)?inspection\s+of\b")),
    ("jtai", "JTAI", re.compile(r"\bJoint\s+targeted\s+area\s+inspection\b")),
    ("monitoring_visit", "ILACS", re.compile(r"\bMonitoring\s+visit\s+(?:to|of)\b")),
    ("focused_visit", "ILACS", re.compile(r"\b[Ff]ocuse?d\s+visit\s+to\b")),
    (
        "full_inspection",
        "SIF",
        re.compile(r"\b(?:I|Re-?i)nspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help\b"),
    ),
    (
        "full_inspection",
        "ILACS",
        re.compile(r"\bInspection\s+of\s+(?:.{3,90}?\s+)?children[’']s\s+(?:social\s+care\s+)?services\b", re.DOTALL),
    ),
)
_TITLES = (
    re.compile(
        r"\bArea\s+SEND\s+(?:full\s+)?inspection\s+of\s+(?P<name>.{3,80}?)\s+Local\s+Area\s+Partnership",
        re.DOTALL | re.IGNORECASE,
    ),
    re.compile(r"\bJoint\s+targeted\s+area\s+inspection\s+of\s+(?!the\s+multi)(?P<name>[^\n]{3,80})"),
    re.compile(
        r"\bJoint\s+targeted\s+area\s+inspection\s+of\s+the\s+multi-?\s?agency.{0,300}?\bin\s+(?P<name>[^\n]{3,80})",
        re.DOTALL,
    ),
    re.compile(r"\b(?:[Ff]ocuse?d|[Mm]onitoring)\s+visit\s+to\s+(?P<name>[^\n]{3,80})"),
    re.compile(
        r"\bInspection\s+of\s+(?!services|children)(?P<name>.{3,80}?)\s+(?:local\s+authority\s+)?children[’']s",
        re.DOTALL,
    ),
    re.compile(r"\A\s*(?P<name>[^\n]{3,80})\n"),
    re.compile(r"\b[Cc]hildren[’']s\s+services\s+in\s+(?P<name>[^.\n]{3,60}?)\s+(?:are|require)\b"),
)
_INSPECTED = re.compile(
    r"Inspection\s+dates?\s*:|took\s+place\s+(?:from|between|on)|^[^\S\n]*(?:Between|From)\b|\b(?:between|from)\b",
    re.MULTILINE,
)
_PUBLISHED = re.compile(r"^[^\S\n]*(?:Report\s+|Date\s+)?[Pp]ublished\s*(?:on)?\s*:?", re.MULTILINE)
_DAY_ALONE = re.compile(r"^[^\S\n]*(?=\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+20\d\d[^\S\n]*$)", re.MULTILINE)
_LETTERHEAD = 1500  # characters in which a letter bears its date
_OUTCOMES = (
    (1, re.compile(r"typically\s+lead\s+to\s+positive")),
    (2, re.compile(r"lead\s+to\s+inconsistent")),
    (3, re.compile(r"widespread\s+and/?\s*(?:or\s+)?systemic\s+failings")),
)


class ReportFacts(NamedTuple):
    """What a report states. Dates are calendar days; grades are None where it gives none.

    `place` is what `place_named` made of the name on the title page. With a `combined_care_judgement` the one grade for
    children in care and care leavers is `children_in_care`. `area_send_outcome` is 1 (typically positive),
    2 (inconsistent) or 3 (widespread or systemic failings).
    """

    place: str | None
    type: Kind | None
    framework: str | None
    inspection_start: date | None
    inspection_end: date | None
    published: date | None
    overall: Grade | None
    leadership: Grade | None
    help_and_protection: Grade | None
    children_in_care: Grade | None
    care_leavers: Grade | None
    adoption: Grade | None
    combined_care_judgement: bool
    area_send_outcome: int | None


def read_report(text: str, place_named: Callable[[str], str | None]) -> ReportFacts:
    """The facts of the report in `text`.

    `place_named` gives the code of the place that a line of the title page names, or None if it names none.
    """
    head = text[:_WINDOW]
    kind, framework = _kind(head)
    published = _published(head, kind)
    days = _days(head, published)
    graded = kind == "full_inspection"
    grades = (sif_grades(head) if framework == "SIF" else ilacs_grades(head)) if graded else Grades({}, combined=False)
    given = grades.by_area.get
    return ReportFacts(
        place=_place(head, place_named),
        type=kind,
        framework=framework,
        inspection_start=days.start if days else None,
        inspection_end=days.end if days else None,
        published=published,
        overall=given("overall"),
        leadership=given("leadership"),
        help_and_protection=given("help_and_protection"),
        children_in_care=given("children_in_care"),
        care_leavers=given("care_leavers"),
        adoption=given("adoption"),
        combined_care_judgement=grades.combined,
        area_send_outcome=_outcome(head) if kind == "area_send" else None,
    )


def _kind(head: str) -> tuple[Kind | None, str | None]:
    """The kind whose title stands first: a report also speaks of other inspections."""
    found = [(hit.start(), kind, framework) for kind, framework, title in _KINDS if (hit := title.search(head))]
    return min(found, key=lambda one: one[0])[1:] if found else (None, None)


def _place(head: str, place_named: Callable[[str], str | None]) -> str | None:
    for title in _TITLES:
        found = title.search(head)
        place = place_named(" ".join(found["name"].split())) if found else None
        if place is not None:
            return place
    return None


def _days(head: str, published: date | None) -> DateRange | None:
    for cue in _INSPECTED.finditer(head):
        found = date_range(head[cue.end() : cue.end() + 90], published.year if published else None)
        if found is not None:
            return found
    return None


def _published(head: str, kind: Kind | None) -> date | None:
    """The day that the report names, or that a letter bears at its head."""
    cue = _PUBLISHED.search(head)
    letter = kind in ("jtai", "focused_visit", "monitoring_visit")
    if cue is None and letter:
        cue = _DAY_ALONE.search(head, 0, _LETTERHEAD)
    return day_in(head[cue.end() : cue.end() + 30]) if cue else None


def _outcome(head: str) -> int | None:
    found = [(hit.start(), number) for number, words in _OUTCOMES if (hit := words.search(head))]
    return min(found)[1] if found else None
