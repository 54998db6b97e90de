"""What one sentence tells: its judgements and other events, with places, areas, directions and dates.

A sentence is read in the light of those before it: of which place they spoke, when inspectors came.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cfnews.sector.event_areas import areas_of, direction_of, is_of_some_areas
from cfnews.sector.event_grades import judgements_in
from cfnews.sector.event_licences import Judgement
from cfnews.sector.event_marks import AREA, GRADE, Mark, Marked, Mention
from cfnews.sector.event_mentions import mentions_in
from cfnews.sector.event_places import places_of_judgement, places_of_mention
from cfnews.sector.event_recall import recalled_from
from cfnews.sector.event_told import Told, with_dates
from cfnews.story import Place

_AREAS: dict[str, tuple[str | None, ...]] = {"childrens_home": ("overall",), "other": (None,)}
OF_HOMES = re.compile(
    r"\bchildren's (?:care |residential |secure )?homes?\b|\b(?<!care )homes run by"
    r"|\bhomes? for (?:\w+ ){0,2}(?:children|young people|teenagers|boys|girls)\b"
)
"""Words for children's homes."""

_OF_SERVICE = re.compile(
    rf"{AREA} agency\b"
    r"|\b(?:fostering|lscb|safeguarding (?:children'?s? )?board|adoption agency|supported accommodation"
    r"|youth (?:justice|offending)|residential family centre|secure training centre)\b"
)
_OF_YOUTH = re.compile(r"\b(?:youth (?:justice|offending)|lscb|safeguarding children'?s? board)\b")
_HOME = re.compile(r"\bhome\b")
_HOME_FIRST = re.compile(r"(?:(?!council|authority|children's services|social care).){0,80}\bhomes?\b")
_OF_COUNCIL = re.compile(r"\b(?:children's services|authority|social care)\b")
_MOVES_ON = re.compile(r"\b(?:to|into|through)(?: an?)?\s['\"]?$")
_AND_TO = re.compile(r"\band (?:to|into)(?: an?)?\s['\"]?$")  # "to good in two areas and to outstanding in one"
_NO_LONGER = re.compile(
    rf"\bno longer(?:[\s'\"]+(?:judged|rated|graded|an|a|be|overall))*[\s'\"]+{GRADE}(?=['\"]?\s?(?:$|[.,;:]|but"
    rf"|and))"
)
_A_COUNCIL = re.compile(
    r"\b(?:the|its|this) (?:\w+ )?(?:council|authority|borough|county)\b|\b(?:an?|the) (?:\S+ ){0,2}children's home\b"
)


class Light(NamedTuple):
    """What the sentences before have said, in the light of which the next is read.

    `before` is the shape of the last; `topic` the places it spoke of; `shed` a grade that a place has no longer;
    `came` when inspectors came. `inspected` and `of_homes` are of the whole entry: whether it speaks of an inspection,
    and of children's homes.
    """

    topic: tuple[Place, ...]
    inspected: bool
    of_homes: bool
    before: str = ""
    shed: str | None = None
    came: Mark | None = None


def tellings(sentence: Marked, light: Light) -> list[Told]:
    """The events that a sentence tells, in order; an event without a place only where it speaks of "the council"."""
    judged = judgements_in(sentence, light.before, inspected=light.inspected)
    told: list[Told] = []
    for number in range(len(judged)):
        told.append(_judged(sentence, light, judged, number, told[-1] if told else None))
    types = {one.type for one in told if one.type in _AREAS}
    told += [_mentioned(sentence, light, one) for one in mentions_in(sentence) if one.type not in types]
    dated = with_dates(sentence, sorted(told, key=lambda one: one.at), light.came)
    return [one for one in dated if one.places or _A_COUNCIL.search(sentence.shape)]


def grade_shed(sentence: Marked, end: int | None = None) -> str | None:
    """The grade that a place is said to have no longer, before `end`."""
    if "no longer" not in sentence.shape:
        return None
    shed = _NO_LONGER.search(sentence.shape, 0, len(sentence.shape) if end is None else end)
    return sentence.of(GRADE)[sentence.shape.count(GRADE, 0, shed.end() - 1)].value if shed else None


def _judged(sentence: Marked, light: Light, judged: Sequence[Judgement], number: int, last: Told | None) -> Told:
    """The judgement as an event; one that goes on from the last has its places and areas, unless it names others."""
    one, at = judged[number], judged[number].mark.at
    since = judged[number - 1].mark.at + 1 if number else 0
    subject = (0, 0) if one.chained else (one.subject_at, one.subject_at + len(one.subject))
    inherits = last if one.chained else None
    places = places_of_judgement(sentence, at, max(one.start, since), subject) or (inherits.places if inherits else ())
    kind = _kind(one.subject, sentence.shape[:at], light)
    areas = _AREAS.get(kind) or areas_of(sentence, one, since) or _untold(sentence, one, inherits)
    moved_from = _start_grade(sentence, judged, number)
    direction = last.direction if last and _moves_too(sentence, judged, number) else None
    if moved_from is None and not number:
        moved_from = grade_shed(sentence, at) or light.shed
    return Told(
        at,
        at + 1,
        kind,
        places or light.topic,
        one.mark.value,
        areas,
        direction or direction_of(sentence, one, moved_from),
        chained=one.chained,
        left_behind=one.left_behind,
        recalled=recalled_from(sentence.shape[:at]),
    )


def _untold(sentence: Marked, one: Judgement, inherits: Told | None) -> tuple[str | None, ...]:
    """The areas of a judgement that names none: those of the one it goes on from; None for some that are not told."""
    if is_of_some_areas(sentence.shape, one):
        return (None,)
    return inherits.areas if inherits else ("overall",)


def _mentioned(sentence: Marked, light: Light, one: Mention) -> Told:
    places = places_of_mention(sentence, one.at, one.end) or light.topic
    return Told(one.at, one.end, one.type, places, ordinal=one.ordinal, soft=one.soft, bare=one.bare)


def _kind(subject: str, before: str, light: Light) -> str:
    home = light.of_homes and _HOME.search(before) and not _OF_COUNCIL.search(before)
    if home or OF_HOMES.search(subject) or _HOME_FIRST.match(subject):
        return "childrens_home"
    apart = _OF_SERVICE.search(subject) or (_OF_YOUTH.search(before) and not _OF_COUNCIL.search(before))
    return "other" if apart else "full_inspection"


def _moves_too(sentence: Marked, judged: Sequence[Judgement], number: int) -> bool:
    """Whether a grade is a second one to which the same move went."""
    one, between = judged[number], sentence.shape[judged[number - 1].mark.at + 1 : judged[number].mark.at]
    return one.chained and not judged[number - 1].left_behind and _AND_TO.search(between) is not None


def _start_grade(sentence: Marked, judged: Sequence[Judgement], number: int) -> str | None:
    """The grade that this one moved from: told before it ("from good to"), or behind it ("up from good")."""
    one = judged[number]
    if number and one.chained:
        before = judged[number - 1]
        between = sentence.shape[before.mark.at + 1 : one.mark.at]
        if before.left_behind or (_MOVES_ON.search(between) and not _AND_TO.search(between)):
            return before.mark.value
    behind = judged[number + 1] if number + 1 < len(judged) else None
    return behind.mark.value if behind and behind.left_behind and behind.chained else None
