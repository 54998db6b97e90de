"""Which days count when one asks how long a publisher has been quiet. Never looks at the clock.

Bank holidays by their rules, so that they hold for every year: the Banking and Financial Dealings Act 1971, schedule 1,
and the days that are proclaimed each year in the same way (https://www.gov.uk/bank-holidays lists them). A day that was
proclaimed once stands below.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_ONCE = {date(2026, 6, 15): "scotland"}  # the day after Scotland's first match of the World Cup
_DAY = timedelta(days=1)


class Calendar(NamedTuple):
    """The days of a publisher: `every_day` for one that publishes at weekends as on other days."""

    nation: str | None = None
    every_day: bool = False

    def counts(self, day: date) -> bool:
        """Whether news might be expected on this day.

        Most desks close from Christmas Eve to New Year: those days count for no publisher that keeps working days.
        """
        if self.every_day:
            return True
        closed = (day.month, day.day) >= (12, 24) or day in bank_holidays(day.year, self.nation)
        return day.weekday() < 5 and not closed

    def after(self, day: date, count: int) -> date:
        """The day that follows `count` whole days that count after this one."""
        while count > 0:
            day += _DAY
            count -= self.counts(day)
        return day + _DAY


@lru_cache(maxsize=64)
def bank_holidays(year: int, nation: str | None) -> frozenset[date]:
    """The bank holidays of a year in `england`, `wales`, `scotland` or `northern-ireland`; else those of England."""
    scotland, ireland = nation == "scotland", nation == "northern-ireland"
    easter = easter_sunday(year)
    moving = [easter - 2 * _DAY, _monday(year, 5), _last_monday(year, 5)]
    moving += [_monday(year, 8)] if scotland else [easter + _DAY, _last_monday(year, 8)]
    fixed = [(1, 1), (1, 2), (11, 30)] if scotland else [(1, 1), (3, 17), (7, 12)] if ireland else [(1, 1)]
    days = [date(year, month, day) for month, day in [*fixed, (12, 25), (12, 26)]]
    once = [day for day, where in _ONCE.items() if day.year == year and where == nation]
    return frozenset([*moving, *once, *_on_weekdays(days)])


def _on_weekdays(days: list[date]) -> Iterator[date]:
    """The days themselves; in place of one at a weekend, the next weekday that is not one of them."""
    taken = {day for day in days if day.weekday() < 5}
    yield from taken
    for day in days:
        if day.weekday() > 4:
            following = (day + number * _DAY for number in range(1, 8))
            instead = next(one for one in following if one.weekday() < 5 and one not in taken)
            taken.add(instead)
            yield instead


def _monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())


def easter_sunday(year: int) -> date:
    """Easter by the Gregorian calendar, by the rule of Gauss as Meeus gives it (Astronomical Algorithms, chapter 8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
