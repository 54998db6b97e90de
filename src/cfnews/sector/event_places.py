"""Of which place a sentence tells an event: the nearest one before its words, with those joined to it by "and".

A place that is only compared with, or is the neighbour of another, is not meant.
"""

import re
from collections.abc import Sequence

from cfnews.sector.event_marks import BODY, PLACE, Mark, Marked
from cfnews.story import Place

_NEIGHBOUR = re.compile(r"'s? (?:neighbour|counterpart|border)")
_BESIDE = re.compile(
    r"\b(?:unlike|like|compared (?:with|to)|than(?: in)?|such as|supported by|(?:help|support|advice"
    r"|advisers?) from|partner|modelled on"
    r"|near|nearby|joins? from|outside)\s$"
)
_AND = re.compile(r"(?:'s)?(?: (?:county |city |borough )?councils?)?(?:, and |, | and | & )(?:both |in |for )?")
_AHEAD = re.compile(
    rf"[^.;:,{PLACE}{BODY}]{{0,40}}?\b(?:of|to|in|at|on|for|with|into)\s(?:the\s|both\s)?(?=[{PLACE}{BODY}])"
)
_IN = re.compile(rf"['\"]*\s(?:in|for)\s(?=[{PLACE}{BODY}](?!'s))")


def named_places(sentence: Marked) -> list[Mark]:
    """The places that a sentence speaks of, in order."""
    marks = [mark for mark in sentence.marks if mark.places]
    return [mark for mark in marks if not _aside(sentence.shape, mark)] if len(marks) > 1 else marks


def group_of(sentence: Marked, marks: Sequence[Mark], last: int) -> tuple[Place, ...]:
    """The place of `marks[last]` with those named before it in one breath: "Derby, Leeds and York"."""
    first = last
    while first and _AND.fullmatch(sentence.shape[marks[first - 1].at + 1 : marks[first].at]):
        first -= 1
    return _together(marks[first : last + 1])


def first_places(sentence: Marked) -> tuple[Place, ...]:
    """The place that a sentence names first, with those named with it in one breath."""
    marks = named_places(sentence)
    return _together([marks[0], *_joined(sentence, marks, 0)]) if marks else ()


def places_of_judgement(sentence: Marked, at: int, start: int, subject: tuple[int, int]) -> tuple[Place, ...]:
    """The places of a grade at `at`: of its own clause from `start`, else of its subject's words, else the nearest.

    Without a subject, (0, 0), only its own clause counts. "Good in Derby" names the place behind.
    """
    marks = named_places(sentence)
    ahead = _IN.match(sentence.shape, at + 1)
    if ahead:
        return next((group_of(sentence, [mark], 0) for mark in marks if mark.at == ahead.end()), ())
    for begin, end in ((start, at), subject):
        inside = [number for number, mark in enumerate(marks) if begin <= mark.at < end]
        if inside:
            return group_of(sentence, marks, inside[-1])
    return _nearest(sentence, marks, at) if subject[1] else ()


def places_of_mention(sentence: Marked, at: int, end: int) -> tuple[Place, ...]:
    """The places of an event whose words stand at `at` to `end`: within them, "visit to Leeds", else the nearest."""
    marks = named_places(sentence)
    inside = [number for number, mark in enumerate(marks) if at <= mark.at < end]
    if inside:
        return group_of(sentence, marks, inside[-1])
    ahead = _AHEAD.match(sentence.shape, end)
    if ahead:
        for number, mark in enumerate(marks):
            if mark.at == ahead.end():
                return _together([mark, *_joined(sentence, marks, number)])
    return _nearest(sentence, marks, at)


def _joined(sentence: Marked, marks: Sequence[Mark], number: int) -> list[Mark]:
    """The places that follow `marks[number]` in one breath."""
    last = number
    while last + 1 < len(marks) and _AND.fullmatch(sentence.shape[marks[last].at + 1 : marks[last + 1].at]):
        last += 1
    return list(marks[number + 1 : last + 1])


def _nearest(sentence: Marked, marks: Sequence[Mark], at: int) -> tuple[Place, ...]:
    before = [number for number, mark in enumerate(marks) if mark.at < at]
    if before:
        return group_of(sentence, marks, before[-1])
    return group_of(sentence, marks, 0) if marks else ()


def _together(marks: Sequence[Mark]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(place for mark in marks for place in mark.places))


def _aside(shape: str, mark: Mark) -> bool:
    return bool(_NEIGHBOUR.match(shape, mark.at + 1) or _BESIDE.search(shape[max(0, mark.at - 30) : mark.at]))
