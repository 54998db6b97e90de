"""Time cut into days or weeks of the reader's calendar: a week begins on Monday, a day may have 23 or 25 hours."""

from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from cfnews.tally.counts import Period
from cfnews.times import start_of_day

_SHORT = timedelta(days=15)  # two weeks and the hours of today: as weeks they would be three rows
_PAGE = 8  # weeks


class Span(NamedTuple):
    """A day or a week: its first day as 2026-11-16, its beginning and its end, in seconds since 1970."""

    day: str
    since: int
    until: int


def spans(first: datetime, end: datetime, zone: tzinfo, by: Period) -> list[Span]:
    """The days or weeks that hold the times from `first` up to `end`, which is not among them; none if it is before."""
    if end <= first:
        return []
    step = timedelta(days=7 if by == "week" else 1)
    day = first.astimezone(zone).date()
    if by == "week":
        day -= timedelta(days=day.weekday())
    found: list[Span] = []
    begins = start_of_day(day, zone)
    while begins < end:
        following = start_of_day(day + step, zone)
        found.append(Span(day.isoformat(), int(begins.timestamp()), int(following.timestamp())))
        day, begins = day + step, following
    return found


def fitting(first: datetime, end: datetime) -> Period:
    """What a window is best cut into: days up to two weeks, weeks beyond."""
    return "day" if end - first <= _SHORT else "week"


def page_start(end: datetime, zone: tzinfo) -> datetime:
    """Where a window of eight weeks of the calendar begins, the week of `end` being the last one."""
    day = (end - timedelta(seconds=1)).astimezone(zone).date()
    return start_of_day(day - timedelta(days=day.weekday(), weeks=_PAGE - 1), zone)
