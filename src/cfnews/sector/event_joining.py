"""The events of a whole story: what its sources and sentences tell of one inspection is one event, with all details.

Principle: a story tells of one inspection of a kind and place, unless it gives dates or numbers that no one inspection
can have. So a headline's grade, the date in the text and the number in another source belong together, and what is told
without a date has that of the inspection told beside it, where there is one only. A grade joins none that contradicts
it. Exceptions: homes and other services, of which a place has many; they are joined only where nothing differs. What is
only recalled (event_recall.py) is never dated so, comes last, and is left out where it has no date and the story has
an event of the place to tell: "rated inadequate in 2022" beside a visit of today would look like its judgement.
Rejected: the day of the story for what has no date.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import reduce

from msgspec import structs

from cfnews.sector.chronicle import span
from cfnews.sector.event_areas import areas_at
from cfnews.sector.event_recall import is_recalled
from cfnews.story import Event

_VISITS = frozenset(("monitoring_visit", "focused_visit"))
_UNGRADED = _VISITS | {"jtai"}
_MANY = frozenset(("childrens_home", "other"))
_SPELL = timedelta(days=14)  # of one inspection: it is called by the month in which it began or in which it ended
_TO_REPORT = timedelta(days=120)  # from an inspection to its report; of visits there may be two in that time
_ONE_MATTER = timedelta(days=31)  # a notice or direction is announced, served and reported


def joined_events(told: Sequence[Event]) -> list[Event]:
    """The events of a story, each once, what it only recalls last; `told` is those of its sources, the lead's first."""
    if not told:
        return []
    placed = [_placed(event, told) for event in told]
    recalled = [is_recalled(event) or _is_older(event, placed) for event in placed]
    own = _in_one([event for event, past in zip(placed, recalled, strict=True) if not past])
    return own + _left_over([event for event, past in zip(placed, recalled, strict=True) if past], own)


def _left_over(recalled: Sequence[Event], own: Sequence[Event]) -> list[Event]:
    """What is recalled and worth telling: with its date, or of a place of which nothing else is told."""
    places = {event.place for event in own}
    undated = [event for event in recalled if event.date is None and event.place not in places]
    found: list[Event] = []
    for event in (*_in_one([event for event in recalled if event.date]), *undated):
        if not any(_is_told_by(event, other) for other in (*own, *found)):
            found.append(event)
    return found


def _placed(event: Event, told: Sequence[Event]) -> Event:
    """The event; one of "the council" has the place of the others of its type, if they have only one."""
    if event.place is not None:
        return event
    places = {other.place for other in told if other.type == event.type and other.place is not None}
    return structs.replace(event, place=places.pop()) if len(places) == 1 else event


def _is_older(event: Event, told: Sequence[Event]) -> bool:
    """Whether a grade told without date and direction must be an older one.

    It is the one for which monitoring visits are made, which give none and follow "inadequate"; it is told behind a
    visit; or it is recalled in words, and the story tells another of the same area.
    """
    if event.type != "full_inspection" or event.grade is None or event.date or event.direction:
        return False
    here = [other for other in told if other.place == event.place]
    if event.grade == "inadequate" and any(other.type == "monitoring_visit" for other in here):
        return True
    judged = [other for other in here if other.type == event.type and other.grade]
    visited = any(other.type in _UNGRADED and other.date for other in here[: here.index(event)])
    if visited and not any(other.date or other.direction for other in judged):
        return True
    rivals = [other for other in judged if other.area == event.area and other.grade != event.grade]
    return bool(rivals) and is_recalled(event, anywhere=True)


# --- which tellings are of one inspection -------------------------------------------------------------


def _in_one(told: Sequence[Event]) -> list[Event]:
    """The events once each, in the order in which they are first told."""
    occasions: list[list[Event]] = []
    for event in sorted(told, key=lambda one: one.date is None):  # those with a date first: the others join them
        of_it = [occasion for occasion in occasions if _fits(event, occasion)]
        if len(of_it) > 1 and event.date is None:
            of_it = _last_one(of_it)
        if of_it:
            of_it[0].append(event)
        else:
            occasions.append([event])
    order = {event: number for number, event in reversed([*enumerate(told)])}
    once = [sorted(occasion, key=order.__getitem__) for occasion in occasions]
    return [event for occasion in sorted(once, key=lambda one: order[one[0]]) for event in _told_once(occasion)]


def _last_one(occasions: Sequence[list[Event]]) -> list[list[Event]]:
    """The last of several inspections, if those before it are long past."""
    *before, last = sorted(occasions, key=lambda one: _date_of(one) or "")
    when, earlier = _date_of(last), _date_of(before[-1])
    return [last] if when and (earlier is None or _apart(when, earlier) > _TO_REPORT) else []


def _fits(event: Event, occasion: Sequence[Event]) -> bool:
    """Whether an event may be of the same inspection as others."""
    first = occasion[0]
    if (event.type, event.place) != (first.type, first.place):
        return False
    if event.type in _MANY:
        return any(_is_told_by(event, other) or _is_told_by(other, event) for other in occasion)
    numbers = {one.ordinal for one in occasion} - {None}
    if event.ordinal is not None and numbers and event.ordinal not in numbers:
        return False
    when = _date_of(occasion)
    same_number = event.ordinal is not None and event.ordinal in numbers
    if event.date and when and _apart(event.date, when) > _leeway(event.type, same_number=same_number):
        return False
    return event.grade is None or _agrees(event, occasion)


def _agrees(event: Event, occasion: Sequence[Event]) -> bool:
    """Whether no grade of an inspection speaks against another: of one area it gives one.

    A grade of the whole, or of an area that is not told, needs one like it beside it: "inadequate" beside "good for
    leadership" may be older. One with a date, or that moved, needs none.
    """
    graded = [one for one in occasion if one.grade]
    if any(one.area == event.area is not None and one.grade != event.grade for one in graded):
        return False
    if event.area not in (None, "overall") or event.date or event.direction or not graded:
        return True
    return any(one.grade == event.grade for one in graded)


def _leeway(kind: str, *, same_number: bool) -> timedelta:
    if kind in _VISITS:
        return _TO_REPORT if same_number else _SPELL
    return _TO_REPORT if kind in ("full_inspection", "area_send", "jtai") else _ONE_MATTER


def _apart(one: str, other: str) -> timedelta:
    first, second = span(one), span(other)
    return max(first.first - second.last, second.first - first.last, timedelta(0))


# --- one inspection from its tellings -----------------------------------------------------------------


def _told_once(occasion: Sequence[Event]) -> Iterator[Event]:
    """The grades of one inspection, each once, with its date and number; of a visit the one event."""
    when = _date_of(occasion)
    number = next((one.ordinal for one in occasion if one.ordinal is not None), None)
    groups: dict[tuple[str | None, str | None], list[Event]] = {}
    for event in occasion:
        area = areas_at((event.area,), when)[0] if when and event.type == "full_inspection" else event.area
        groups.setdefault((event.grade, area), []).append(event)
    _share_out(groups)
    for (_, area), told in groups.items():
        of_area = [one for one in told if one.area == area] if area else told
        fullest = max(of_area or told, key=_detail)
        yield structs.replace(fullest, area=area, date=when, ordinal=number, direction=_direction(told, area))


def _share_out(groups: dict[tuple[str | None, str | None], list[Event]]) -> None:
    """Give what is told without a grade or an area to those that have one, as it is told of them."""
    for grade, area in [key for key in groups if key[1] is None or key[0] is None]:
        fuller = [key for key in groups if key != (grade, area) and key[0] is not None and grade in (None, key[0])]
        if fuller:
            vague = groups.pop((grade, area))
            for key in fuller:
                groups[key] = [*groups[key], *(vague if grade else ())]


def _date_of(occasion: Sequence[Event]) -> str | None:
    """The most exact date; where two differ the one told first, but the earlier where a report may have the other."""
    dates = [one.date for one in occasion if one.date]
    return reduce(_better, dates) if dates else None


def _better(one: str, other: str) -> str:
    if one.startswith(other) or other.startswith(one):
        return max(one, other, key=len)
    return one if _apart(one, other) <= _SPELL else min(one, other)


def _direction(told: Sequence[Event], area: str | None) -> str | None:
    """Which way a grade went, by what is told of its area itself, or of the whole, before what is told more vaguely."""
    ways = [one.direction for one in sorted(told, key=lambda one: one.area != (area or "overall")) if one.direction]
    return ways[0] if ways else None


def _detail(event: Event) -> int:
    return len(event.date or "") + 2 * (event.ordinal is not None) + 2 * (event.direction is not None)


def _is_told_by(event: Event, other: Event) -> bool:
    """Whether another event says all that this one does."""
    same = (event.type, event.place, event.grade, event.area) == (other.type, other.place, other.grade, other.area)
    return (
        same
        and (other.date or "").startswith(event.date or "")
        and event.ordinal in (None, other.ordinal)
        and event.direction in (None, other.direction)
    )
