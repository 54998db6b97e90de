"""What a judgement is of, and which way it went."""

import re
from collections.abc import Sequence

from cfnews.sector.event_clauses import is_unreal
from cfnews.sector.event_licences import Judgement
from cfnews.sector.event_marks import AREA, BODY, GRADE, PLACE, RANK, Marked
from cfnews.sector.event_text import any_of

_LAST_SHARED, _LAST_OVERALL = "2022-12", "2026-03"
_WORDS = (
    r"(?:\s"
    + any_of("""the its their how it quality of experiences progress and support services? work help provided to
    with for social area in on across protection offered""")
    + r"(?:'s)?)*"
)
_VERBS = r"(?:(?:was|were|is|are|as|also|judged|rated)\s)*"
# What may stand between a grade and the area it is of, and between areas.
_FOR_AREA = re.compile(
    rf"['\"]*(?:\s(?:overall|ratings?|judge?ments?|grades?))?(?:\s(?:from|by) (?:ofsted|inspectors|the watchdog))?,?"
    rf"\s(?:for|in|on|across){_WORDS}\s(?={AREA})"
    rf"|['\"]*\sin\s(?:one|two|three)(?:\sareas?)?[,:]\s(?:the\s)?(?={AREA})"
    rf"|['\"]*:\s(?={AREA}(?!\s?[:,]?\s['\"]?{GRADE}))"
    rf"|['\"]*\s(?={AREA}(?:[\s'\"]*$|[.,;)]|\s(?:and|but|with)\b))"
)
_AND_AREA = rf"{AREA}(?:,|\sand|,\sand){_WORDS}\s"
_JOINED = re.compile(_AND_AREA)
_NEXT_AREA = re.compile(rf"{_AND_AREA}(?={AREA}(?!\s{_VERBS}['\"]?{GRADE}))")
_OF_ALL = re.compile(
    r"\b(?:are|were|each|all|both)\b"
)  # the verb of several areas, "leaders, adoption and care were good"
_GOES_ON = re.compile(rf"{AREA}[^.;{AREA}]{{0,40}}\b(?:where|which|that|who)$")
_NAMED = re.compile(f"[{PLACE}{BODY}]")

_SOME = r"(?:one|two|three|most|some|several|half|both)"
_AREAS_OF = r"(?:(?:the|its|their|these)\s)?(?:(?:two|three|four|five)\s)?(?:other\s)?"
_KINDS = r"(?:areas?|categor(?:y|ies)|judge?ments?|respects)\b"
# Some areas that are not named: "most of its services are good", "three good judgements", "good in two of four areas".
_SOME_BEFORE = re.compile(
    rf"(?<!all\s)\b{_SOME}\s(?:of\s)?{_AREAS_OF}(?:{_KINDS}|services?\b)"
    rf"|\b(?:two|three)\s['\"]?(?={GRADE}['\"]?\s(?:judge?ments|grades)\b(?!\sin\sa\srow))"
)
_IN_SOME = re.compile(rf"['\"]*\s(?:in|for|across)\s{_SOME}\s(?:of\s)?{_AREAS_OF}{_KINDS}")

_UNCHANGED = re.compile(
    r"\b"
    + any_of(r"""remain\w* stay\w* still retain\w* maintain\w* again unchanged once_more
    same_as holds?_on_to held_on_to for_(?:a|the)_(?:second|third|fourth)_time
    (?:second|third)_(?:successive|consecutive|time_running)""")
    + r"\b"
)
_KEPT = re.compile(r"\b(?:kept|keeps?|keeping)\s(?:\S+\s){0,5}['\"]?$")  # not "keeps mentors for those who ..."
_DECLINED = re.compile(
    r"\b"
    + any_of(r"""downgrad\w+ drop\w* fell falls? fallen slip\w* slid\w* declin\w+ plung\w+ slump\w* deteriorat\w+
    crash\w* tumbl\w* demot\w+ down_from (?:went|goes)_down worse\w* relegat\w+ lower(?:s|ed)
    cut sank sunk""")
    + r"\b"
)
_IMPROVED = re.compile(
    r"\b"
    + any_of(r"""improv\w+ upgrad\w+ ris(?:es?|en|ing) rose climb\w* jump\w* leap\w* up_from (?:went|goes)_up
    lift(?:s|ed|ing) promot\w+ rais(?:es|ed|ing) mov(?:es|ed)_up better_than""")
    + r"\b"
)
_IN_A_ROW = re.compile(r"\btime (?:in a row|running|in succession)\b|\b(?:successive|consecutive)\b")
_AHEAD = re.compile(
    r"['\"]*(?:\s(?:by|ofsted|inspectors|the watchdog|overall))*"
    r"(?:,?\sthe same as\b|\s(?:again|once more|up|down|for (?:a|the))\b[^.;,]{0,25}"
    r"|\s(?:rating|grade|judge?ment)\b[^.;,]{0,60})?"
)


def areas_of(sentence: Marked, judgement: Judgement, since: int) -> tuple[str, ...]:
    """The areas that a grade is said to be of, none where none is named; `since` is the end of the judgement before."""
    shape, at = sentence.shape, judgement.mark.at
    behind = _areas_behind(shape, at + 1)
    if behind:
        return _values(sentence, behind)
    places = [mark.at for mark in sentence.of(AREA)]
    before = [place for place in places if max(since, judgement.start) <= place < at]
    if not before and not judgement.chained:
        end = judgement.subject_at + len(judgement.subject)
        before = [place for place in places if judgement.subject_at <= place < end]
    if not before and not judgement.chained:
        before = _area_before(shape, judgement)
    if not before:
        return ()
    if not since and _OF_ALL.search(shape, before[-1], at):
        before = [place for place in places if place < at]
    first = len(before) - 1
    while first and _follows(shape, before[first - 1], before[first]):
        first -= 1
    return _values(sentence, before[first:])


def _area_before(shape: str, judgement: Judgement) -> list[int]:
    """The area of the clause before, where this one goes on from it: "in adoption, where services are good"."""
    start = judgement.start
    found = _GOES_ON.search(shape, max(0, start - 80), start)
    return [found.start()] if found and not _NAMED.search(judgement.subject) else []


def _areas_behind(shape: str, at: int) -> list[int]:
    found = _FOR_AREA.match(shape, at)
    if found is None:
        return []
    positions = [found.end()]
    while following := _NEXT_AREA.match(shape, positions[-1]):
        positions.append(following.end())
    return positions


def _follows(shape: str, one: int, other: int) -> bool:
    found = _JOINED.match(shape, one)
    return found is not None and found.end() == other


def _values(sentence: Marked, positions: Sequence[int]) -> tuple[str, ...]:
    values = {mark.at: mark.value or "overall" for mark in sentence.of(AREA)}
    return tuple(dict.fromkeys(values[position] for position in positions))


def areas_at(areas: Sequence[str | None], when: str | None) -> list[str | None]:
    """The areas as they were at a date, `YYYY-MM` or longer.

    Children in care and care leavers shared one judgement until 2022: it is kept as that of children in care.
    From April 2026 an inspection gives no overall grade, so a grade without an area is of an area that is not told.
    """
    known = when or _LAST_SHARED
    both: list[str | None] = ["children_in_care"] if known[:7] <= _LAST_SHARED else ["children_in_care", "care_leavers"]
    split = [one for area in areas for one in (both if area == "both" else [area])]
    return [None if area == "overall" and known[:7] > _LAST_OVERALL else area for area in split]


def direction_of(sentence: Marked, judgement: Judgement, start_grade: str | None) -> str | None:
    """Which way a grade went, only where the text says so; `start_grade` is the grade that it moved from, if told."""
    if judgement.left_behind:
        return None
    if start_grade is not None:
        return _compared(start_grade, judgement.mark.value or "")
    begin = judgement.start if judgement.chained else min(judgement.start, judgement.subject_at)
    ahead = _AHEAD.match(sentence.shape, judgement.mark.at + 1)
    words = sentence.shape[begin : judgement.mark.at] + (ahead.group() if ahead else "")
    ways = (("unchanged", _UNCHANGED), ("declined", _DECLINED), ("improved", _IMPROVED))
    found = next((way for way, pattern in ways if pattern.search(words)), None)
    if _KEPT.search(sentence.shape[begin : judgement.mark.at]):
        found = "unchanged"
    if found == "unchanged" and is_of_some_areas(sentence.shape, judgement):
        return None  # no judgement of the whole: "two areas are still good"
    if _IN_A_ROW.search(sentence.shape):
        found = "unchanged"
    return None if found is None or is_unreal(words) else found


def is_of_some_areas(shape: str, judgement: Judgement) -> bool:
    """Whether a grade is said to be of a number of areas: "three areas are good", "good in most categories"."""
    at = judgement.mark.at
    before = _SOME_BEFORE.search(shape, min(judgement.start, judgement.subject_at))
    return (before is not None and before.end() <= at) or _IN_SOME.match(shape, at + 1) is not None


def _compared(before: str, after: str) -> str:
    if RANK[before] == RANK[after]:
        return "unchanged"
    return "improved" if RANK[after] > RANK[before] else "declined"
