"""The events of an entry as they come up: each once, with the fullest of its tellings."""

import re
from collections.abc import Sequence, Set
from datetime import date
from typing import NamedTuple

from msgspec import structs

from cfnews.sector.event_areas import areas_at
from cfnews.sector.event_told import Told
from cfnews.story import Event

_INSPECTIONS = frozenset(("full_inspection", "monitoring_visit", "focused_visit"))
_YEAR = re.compile(r"\b(?:19|20)\d\d")
_MOST = 60  # events of one entry; more is a table


class _Entry(NamedTuple):
    """An event with the time that its telling gave: a date, a year alone, or "" for none."""

    event: Event
    time: str


class EventList:
    """Takes in what sentences tell."""

    def __init__(self, published: date | None) -> None:
        self._entries: list[_Entry] = []
        self._published = published

    def add(self, words: str, told: Told) -> None:
        """Add one telling, with the sentence `words` as evidence: an event for each of its places and areas.

        The grade that a move starts from, and an inspection without a grade, count only where they have a date.
        """
        if told.soft or ((told.left_behind or told.bare) and told.date is None):
            return
        when = told.date.value if told.date else None
        for place in told.places or (None,):
            code = place.code if place else None
            for area in self._areas(told, when):
                event = Event(told.type, code, told.grade, area, told.direction, when, told.ordinal, words)
                self._keep(_Entry(event, when or _year(told)))

    def date_last(self, words: str, when: str, *, anywhere: bool) -> None:
        """Give a date to the last event that the sentence `words` told without one.

        If it told none, then, with `anywhere`, to the one judgement of the entry that has none.
        """
        undated = [
            number for number, one in enumerate(self._entries) if not one.time and one.event.type in _INSPECTIONS
        ]
        here = [number for number in undated if self._entries[number].event.quote == words]
        judged = [number for number in undated if self._entries[number].event.grade]
        for number in here[-1:] or (judged if anywhere and len(judged) == 1 else []):
            self._entries[number] = _Entry(structs.replace(self._entries[number].event, date=when), when)

    def events(self) -> list[Event]:
        """All events, but for an inspection without a grade whose judgement is told elsewhere."""
        events = [one.event for one in self._entries]
        judged = {one.place for one in events if one.type == "full_inspection" and one.grade}
        return [one for one in events if one.grade or one.type != "full_inspection" or _stands(one, judged)]

    def _areas(self, told: Told, when: str | None) -> Sequence[str | None]:
        if told.type != "full_inspection":
            return told.areas
        shared = "both" in told.areas and self._published is not None
        return areas_at(told.areas, when or (f"{self._published:%Y-%m}" if shared else None))

    def _keep(self, other: _Entry) -> None:
        for number, one in enumerate(self._entries):
            if _same(one, other):
                self._entries[number] = _fuller(one, other)
                return
        if len(self._entries) < _MOST:
            self._entries.append(other)


def _year(told: Told) -> str:
    found = _YEAR.search(told.date.words) if told.date else None
    return found.group() if found else ""


def _stands(event: Event, judged: Set[str | None]) -> bool:
    return event.date is not None and event.place is not None and event.place not in judged


def _same(one: _Entry, other: _Entry) -> bool:
    """Whether two tellings are of one event: alike, and at times that agree as far as they are told.

    A visit without a number is the numbered one told elsewhere only if it has no time either: else it is another.
    """
    first, second = one.event, other.event
    alike = (first.type, first.place, first.grade, first.area) == (second.type, second.place, second.grade, second.area)
    mere = any(told.event.ordinal is None and not told.time for told in (one, other))
    numbered = first.ordinal == second.ordinal or mere
    return alike and numbered and (one.time.startswith(other.time) or other.time.startswith(one.time))


def _fuller(one: _Entry, other: _Entry) -> _Entry:
    event = structs.replace(
        one.event,
        direction=one.event.direction or other.event.direction,
        date=max(one.event.date or "", other.event.date or "") or None,
        ordinal=one.event.ordinal or other.event.ordinal,
    )
    return _Entry(event, max(one.time, other.time))
