"""The events of one sentence as it tells them, and which of its dates belongs to which of them."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cfnews.sector.event_marks import DATE, Mark, Marked
from cfnews.story import Place

_BREAK = re.compile(r"[;:()]|,|\b(?:and|but|while|since|after|before|although|though|when|which|who|where)\b")
_BREAK_LENGTH = 40  # a break between an event and a date keeps them apart as that many characters do
_PUBLISHED = re.compile(r"\b(?:publish\w*|report|issued|released|out)(?: (?:on|in|of|dated|earlier))?\s?$")
# The day of an article or a report of which the text speaks, never of what the article told of.
_OF_ARTICLE = re.compile(
    r"\b(?:(?:our|my|this paper's|this newspaper's|an earlier) (?:\w+ ){0,2}(?:report|story|article|news|coverage)"
    r"(?: \w+){0,3}?|(?:we|as we|as) (?:first )?(?:reported|wrote|said)(?: (?:on|in))?) $"
)
_IT_WAS = re.compile(r"(?:it|this) was (?:an?|the|its|their|only the)\b")
_ANOTHER_TIME = re.compile(r"\b(?:now|then|later|to|but|since|today|currently|already|before|from)\b")
_INSPECTED = frozenset(("other", "area_send", "childrens_home"))
_AND_IN = re.compile(r"(?: and|,)(?: again)?(?: in| on)? ")
_FOR_IT = re.compile(r"[^.,;]*\bfor (?:an?|the|its|their) ")
_NEVER = 100_000
_MOST = 24  # events and dates of one sentence
_JUST_NOW = re.compile(r"today|yesterday|this morning|day$")
_OF_REPORT = re.compile(r"\b(?:publish\w*|letter|report)\b")
_TO_COME = re.compile(r"\b(?:will|would|to be)(?: on)?(?: \w+)?\s$")


class Told(NamedTuple):
    """One event as a sentence tells it; `at` and `end` are its words in the shape.

    `soft` and `bare` as in event_mentions.py, `chained` and `left_behind` as in event_grades.py; `recalled` is where
    the words begin that make it a recollection.
    """

    at: int
    end: int
    type: str
    places: tuple[Place, ...]
    grade: str | None = None
    areas: tuple[str | None, ...] = (None,)
    direction: str | None = None
    ordinal: int | None = None
    chained: bool = False
    left_behind: bool = False
    soft: bool = False
    bare: bool = False
    recalled: int | None = None
    date: Mark | None = None


def with_dates(sentence: Marked, told: Sequence[Told], came: Mark | None) -> list[Told]:
    """The events with their dates. `came` is when the inspection of the sentence before took place.

    Each date goes to the nearest event, and each event takes one. A judgement without a date has that of the inspection
    told beside it, of the other judgements of the same inspection, or `came`.
    """
    attached = _attached(sentence, told[:_MOST])
    dated = [one._replace(date=attached[number]) if number in attached else one for number, one in enumerate(told)]
    dated = [_with_date(one, _own_date(sentence, dated, number)) for number, one in enumerate(dated)]
    for number, one in enumerate(dated):
        it = number == 0 and one.date is None and one.type.endswith("_visit") and _IT_WAS.match(sentence.shape)
        if it and not any(mark.value for mark in sentence.of(DATE)):
            dated[number] = _with_date(one, came)
        elif one.date is None and one.grade and not one.left_behind:
            told_before = came if number == 0 and one.recalled is None else None
            dated[number] = _with_date(one, _shared(sentence, dated, number) or told_before)
    return [*dated, *_again(sentence, dated)]


def _again(sentence: Marked, told: Sequence[Told]) -> list[Told]:
    """The events told once with two dates: "judged inadequate in June 2018 and in March 2022"."""
    dates = sentence.of(DATE)
    taken = {one.date.at for one in told if one.date}
    if len(dates) < 2 or len(taken) == len(dates) or "respectively" in sentence.shape:
        return []
    more: list[Told] = []
    for first, second in pairwise(dates):
        joined = second.value and second.at not in taken and _AND_IN.fullmatch(sentence.shape[first.at + 1 : second.at])
        if joined:
            more += [one._replace(date=second) for one in told if one.date is first and not one.soft]
    return more


def _with_date(one: Told, when: Mark | None) -> Told:
    return one if one.date is when else one._replace(date=when)


def _attached(sentence: Marked, told: Sequence[Told]) -> dict[int, Mark]:
    dates = sentence.of(DATE)[:_MOST]
    if not dates or not told:
        return {}
    costs = sorted(
        (_distance(sentence.shape, one, mark), number, order)
        for number, one in enumerate(told)
        for order, mark in enumerate(dates)
    )
    attached: dict[int, Mark] = {}
    used: set[int] = set()
    for cost, number, order in costs:
        if number not in attached and order not in used and cost < _NEVER:
            attached[number] = dates[order]
            used.add(order)
    for number, one in enumerate(told):
        spare = [mark for order, mark in enumerate(dates) if order not in used and mark.value]
        if one.grade is None and number in attached and attached[number].value is None and len(spare) == 1:
            attached[number] = spare[0]  # "served in 2014, withdrawn in May 2016"
    return attached


def _distance(shape: str, one: Told, mark: Mark) -> int:
    if one.at <= mark.at < one.end:
        return 0
    behind = mark.at >= one.end
    if one.recalled is not None and mark.at < one.recalled:
        return _NEVER
    if _OF_ARTICLE.search(shape[max(0, mark.at - 80) : mark.at]):
        return _NEVER
    if not behind and (shape[: mark.at].endswith("since ") or _TO_COME.search(shape[: mark.at])):
        return _NEVER
    between = shape[one.end : mark.at] if behind else shape[mark.at + 1 : one.at]
    if one.left_behind and _BREAK.search(between):
        return _NEVER  # "up from good, after inspectors came in May": the date of the grade to which it moved
    return len(between) + _BREAK_LENGTH * len(_BREAK.findall(between)) + (0 if behind else 10)


def _own_date(sentence: Marked, told: Sequence[Told], number: int) -> Mark | None:
    """Its date, or that of the inspection told beside it, where its own is only the day of the report."""
    one = told[number]
    if one.date is None:
        beside = _of_inspection if one.grade or one.type in _INSPECTED else _of_visit
        return beside(sentence, told, number)
    if one.type.endswith("_visit") and _JUST_NOW.search(one.date.words) and _OF_REPORT.search(sentence.shape):
        return None  # the day of the letter
    if not _PUBLISHED.search(sentence.shape[: one.date.at]):
        return one.date
    return (_of_inspection(sentence, told, number) if one.grade else None) or one.date


def _of_visit(sentence: Marked, told: Sequence[Told], number: int) -> Mark | None:
    """ "A joint inspection visited Derby in May", "inspectors came in May for a visit": the date went to the verb."""
    one = told[number]
    after = told[number + 1] if number + 1 < len(told) else None
    if after and after.soft and sentence.shape[after.at : after.end] == "visited":
        return after.date
    before = told[number - 1] if number else None
    if before and before.soft and _FOR_IT.fullmatch(sentence.shape[before.end : one.at]):
        return before.date
    return None


def _of_inspection(_sentence: Marked, told: Sequence[Told], number: int) -> Mark | None:
    """The date of the inspection told beside it, never that of the grade that was there before.

    A recollection has none of what is told before it begins: "inspectors came in May, a year after it was judged good".
    """
    if told[number].left_behind:
        return None
    begin = told[number].recalled or 0
    for beside in (reversed(told[:number]), told[number + 1 :]):
        other = next((one for one in beside if one.at >= begin and (one.date or not one.left_behind)), None)
        if other and (other.soft or other.bare) and other.date:
            return other.date
    return None


def _shared(sentence: Marked, told: Sequence[Told], number: int) -> Mark | None:
    """The date of a neighbouring judgement of the same inspection: of other areas of the same place."""
    one = told[number]
    for other in (number - 1, number + 1):
        if not 0 <= other < len(told):
            continue
        peer, later = told[other], told[max(number, other)]
        between = sentence.shape[min(one.end, peer.end) : max(one.at, peer.at)]
        same = peer.grade and later.chained and peer.places == one.places
        same = same and (peer.areas != one.areas or one.type == "childrens_home")
        if same and not peer.left_behind and not _ANOTHER_TIME.search(between):
            return peer.date
    return None
