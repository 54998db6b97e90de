"""The events of an entry as they come up: each once, with the fullest of its tellings."""

import re
from collections.abc import Sequence, Set
from datetime import date
from typing import NamedTuple

from msgspec import structs

from cfnews.sector.event_areas import areas_at
from cfnews.sector.event_told import Told
from cfnews.story import Event

_INSPECTIONS = frozenset(("full_inspection", "monitoring_visit", "focused_visit", "jtai", "area_send"))
_YEAR = re.compile(r"\b(?:19|20)\d\d")
_MOST = 60  # events of one entry; more is a table


class _Entry(NamedTuple):
    """An event with the time that its telling gave: a date, a year alone, or "" for none; and whether it recalls it."""

    event: Event
    time: str
    recalled: bool


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
                self._keep(_Entry(event, when or _year(told), told.recalled is not None))

    def date_last(self, words: str, when: str, *, anywhere: bool) -> None:
        """Give a date to the last inspection that the sentence `words` told without one, or with its month alone.

        If it told none, then, with `anywhere`, to the one judgement of the entry that has none, or to the only
        inspection that it tells. Nothing that is recalled has the date of what is told.
        """
        told = [one for one in self._entries if one.event.type in _INSPECTIONS and not one.recalled]
        vague = [one for one in told if when.startswith(one.time)]
        found = [one for one in vague if one.event.quote == words][-1:]
        if anywhere and not found:
            judged = [one for one in vague if one.event.grade and not one.time]
            found = judged or (vague if len(told) == 1 else [])
        self._date(found, when)

    def date_measure(self, kind: str, when: str) -> None:
        """Give a date to the one notice or direction that has none."""
        self._date([one for one in self._entries if one.event.type == kind and not one.time], when)

    def _date(self, found: Sequence[_Entry], when: str) -> None:
        if len(found) == 1:
            event, number = found[0].event, self._entries.index(found[0])
            area = areas_at((event.area,), when)[0] if event.type == "full_inspection" else event.area
            self._entries[number] = found[0]._replace(event=structs.replace(event, date=when, area=area), time=when)

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
        other.event if one.recalled else one.event,
        direction=one.event.direction or other.event.direction,
        date=max(one.event.date or "", other.event.date or "") or None,
        ordinal=one.event.ordinal or other.event.ordinal,
    )
    return _Entry(event, max(one.time, other.time), one.recalled and other.recalled)
