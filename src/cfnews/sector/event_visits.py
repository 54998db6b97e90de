"""Where a sentence tells of an inspection or a visit of inspectors to an area, and of which kind and number."""

import re

from cfnews.sector.event_clauses import is_foreign
from cfnews.sector.event_marks import BODY, DATE, GRADE, PLACE, Marked, Mention

_NAME = f"[{PLACE}{BODY}]"
_NUMBERS = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
_ORDINAL = rf"(?:{'|'.join(_NUMBERS)}|\d{{1,2}}(?:st|nd|rd|th))"
_EACH = re.compile(_ORDINAL)

_MONITORING = re.compile(
    rf"(?:(?P<list>{_ORDINAL}(?:(?:, and |, | and | to ){_ORDINAL})*) (?:\w+ ){{0,2}}?)?monitoring (?:visit"
    rf"|inspection)s?\b|\b(?P<one>{_ORDINAL}) (?:\w+ ){{0,2}}?visit (?:(?:\w+|{_NAME}) ){{0,3}}since\b"
    rf"|\b(?:visit|return|inspect|call|came)\w*\b[^.;]{{0,60}}? for (?:the|a) (?P<time>{_ORDINAL}) time since\b"
)
_NEXT_VISIT = re.compile(
    rf"(?:\band|,) (?:its |the |a )?(?P<one>{_ORDINAL})(?: visit)?"
    rf"(?=,? ?(?:[({DATE}]|in |on |followed|came|was|took|$|[.,;]))"
)
_FOCUSED = re.compile(rf"(?:\b(?P<list>{_ORDINAL}) (?:\w+ ){{0,2}}?)?\bfocus+ed visits?\b|\ba focus+ed one\b")
_NUMBER_BEHIND = re.compile(
    rf"(?: letter| report)?(?: (?:for|to|of|in|at) {_NAME})?,? ?[,(-] ?(?:the"
    rf"|its) (?P<one>{_ORDINAL})\b(?! (?:time|since))"
)
_ANOTHER = re.compile(rf"\band another (?:in |on )?(?={DATE})")
_JTAI = re.compile(r"\bjoint targeted (?:area )?inspections?\b|\bjtais?\b")
# As it is written: to send is a verb.
_SEND = re.compile(r"\bSEND\b|[Ss]pecial educational needs|\b[Ll]ocal area partnership")
_AREA_SEND = re.compile(
    r"\b(?:area send (?:\w+ )?(?:inspection|inspectors|report|letter|revisit)"
    r"|send (?:local area |area )?(?:re)?inspection|local area send inspection)\b"
)
_AREA_INSPECTION = re.compile(r"\b(?:local )?area inspection\b")
_SEND_INSPECTED = re.compile(
    r"\b(?:inspectors?|inspection|inspected|ofsted(?:'s)?|watchdogs?|inspectorates?(?:'s)?|revisit(?:ed)?|letter"
    r"|typically lead|inconsistent experiences|(?:widespread|systemic) failings)\b"
)
_FULL = re.compile(
    r"\b(?:full|standard|short|ilacs)[ -]inspection\b|\bilacs\b"
    rf"|{_NAME}(?:'s)?(?: (?:council|children's|services?|social|care))*,? (?:(?:was|were|been|has|had"
    rf"|last) )+inspected\b"
    r"|\b(?:council|it|they|authority|borough|children's services) (?:(?:was|were|been|has|had|last) )+inspected\b"
)
_WHO_CAME = re.compile(r"\binspectors,? (?:\w+ ){0,2}visited\b")
_PROGRESS = re.compile(r"\b(?:progress|backlog|improv\w+|since|tackled|priority actions?|weaknesses)\b")
_CAME = re.compile(
    r"\b(?:inspected|inspection|inspectors? (?:(?:\w+ ){0,2}|from (?:\w+ ){1,8})(?:visited|came|called|arrived"
    r"|returned|spent|were in|were on site)|visited)\b"
)


def visits(sentence: Marked) -> list[Mention]:
    """Monitoring visits, focused visits and joint targeted area inspections."""
    shape = sentence.shape
    found = _monitoring(sentence) if "monitoring" in shape or " since" in shape else []
    if "focus" in shape:
        for hit in _FOCUSED.finditer(shape):
            found.append(Mention("focused_visit", *hit.span(), _number(_with_number(shape, hit, hit["list"]))))
    if "jtai" in shape or "joint targeted" in shape:
        found += [Mention("jtai", *hit.span()) for hit in _JTAI.finditer(shape)]
    another = _ANOTHER.search(shape, found[-1].end) if found else None
    return [*found, Mention(found[-1].type, *another.span())] if another else found


def send_inspection(sentence: Marked) -> list[Mention]:
    """An inspection of an area's special needs services: one so called, or inspectors in a sentence about them."""
    if not _of_send(sentence):
        return []
    found = _AREA_SEND.search(sentence.shape) or _AREA_INSPECTION.search(sentence.shape)
    if found is None and not is_foreign(sentence.shape):
        found = _SEND_INSPECTED.search(sentence.shape)
    return [Mention("area_send", *found.span())] if found else []


def _of_send(sentence: Marked) -> bool:
    hinted = any(hint in sentence.shape for hint in ("send", "special", "local area"))
    return hinted and _SEND.search(sentence.words) is not None


def visit_on_progress(sentence: Marked) -> list[Mention]:
    """ "Inspectors, who visited in May, found a backlog": a visit of no named kind that looked at progress."""
    hit = _WHO_CAME.search(sentence.shape)
    told = hit and _PROGRESS.search(sentence.shape) and GRADE not in sentence.shape
    return [Mention("monitoring_visit", *hit.span())] if hit and told else []


def full_inspections(shape: str) -> list[Mention]:
    """Inspections of a whole council told without a grade."""
    return [Mention("full_inspection", *hit.span(), bare=True) for hit in _FULL.finditer(shape)]


def comings(shape: str, taken: list[Mention]) -> list[Mention]:
    """Words for an inspection or visit that no event told so far has taken."""
    if "inspect" not in shape and "visited" not in shape:
        return []
    spans = [range(one.at, one.end) for one in taken]
    hits = (
        hit for hit in _CAME.finditer(shape) if not any(hit.start() in span or hit.end() - 1 in span for span in spans)
    )
    return [Mention("full_inspection", *hit.span(), soft=True) for hit in hits]


def _monitoring(sentence: Marked) -> list[Mention]:
    shape = sentence.shape
    found: list[Mention] = []
    for hit in _MONITORING.finditer(shape):
        numbers = _EACH.findall(hit["list"] or "") or [_with_number(shape, hit, hit["one"] or hit["time"])]
        kind = "area_send" if "monitoring" in hit.group() and _of_send(sentence) else "monitoring_visit"
        found += [Mention(kind, *hit.span(), _number(number)) for number in numbers]
    if found:
        more = _NEXT_VISIT.finditer(shape, found[-1].end)
        found += [Mention(found[-1].type, hit.start("one"), hit.end(), _number(hit["one"])) for hit in more]
    return found


def _with_number(shape: str, hit: re.Match[str], number: str | None) -> str | None:
    """The number of a visit, which may also stand behind it: "the visit to Derby, its third"."""
    behind = None if number else _NUMBER_BEHIND.match(shape, hit.end())
    return behind["one"] if behind else number


def _number(word: str | None) -> int | None:
    if word is None:
        return None
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else int(word[:-2])
