"""How often a feed brings news, and from when on its silence is unusual. Pure: days in, days out; knows no store.

A feed can die without an error: its server goes on answering, and nothing new is in it. What is usual is learned from
the days on which it brought news in its last 90 days of life. Weekends and bank holidays count only for a feed that
publishes then. Days, not hours: a desk sends five things at once and then none till tomorrow, so the gaps between
entries say little. A day counts as quiet when it is over: no feed is blamed at breakfast for what it will tell at noon.

The longest usual gap is the mean of the gaps and seven times their spread, or a quarter more than the longest that was
seen. Of gaps by chance (an exponential law) one in three thousand is longer; a feed that keeps its weekday has a small
spread, and is missed sooner than one that comes by chance. The fewer the gaps, the less they prove: with three, the
spread counts twice. Rejected: a fixed number of days, right for no two feeds; the longest gap alone, which the next one
exceeds once in n; five spreads, which find a death a few days sooner and blame the living three times as often. Known
exceptions: a recess or a holiday longer than any gap of the last 90 days. Measured by benchmarks/silence.py.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import floor, sqrt
from typing import NamedTuple

from cfnews.health.working_days import Calendar

WINDOW = timedelta(days=90)
_FEWEST_GAPS = 3
_SPREADS = 7.0
_LEAST_SPREAD = 0.3  # of the mean: 90 days may have been quieter than the feed is
_UNPROVED = 3.0
_MORE_THAN_SEEN = 1.25
_SURELY_DEAD = timedelta(days=365)  # for a feed of which too little is known


class Pace(NamedTuple):
    """How often a feed brings news; `gap` in days of its calendar, `per_day` entries on such a day.

    `quiet` whole days without news are unusual.
    """

    gap: float
    per_day: float
    quiet: int
    calendar: Calendar


def usual_gap(news: Mapping[date, int], nation: str | None = None) -> Pace | None:
    """The pace of a feed with so many entries on each day; None where too few days say anything."""
    if not news:
        return None
    last = max(news)
    days = sorted(day for day in news if day > last - WINDOW)
    calendar = Calendar(nation, every_day=_publishes_at_weekends(days, Calendar(nation)))
    ranks = _ranks(days, calendar)
    gaps = [after - before for before, after in pairwise(ranks) if after > before]
    if len(gaps) < _FEWEST_GAPS:
        return None
    span = max(1, ranks[-1] - ranks[0] + 1)
    return Pace(sum(gaps) / len(gaps), sum(news[day] for day in days) / span, floor(_longest(gaps)), calendar)


def silent_from(news: Mapping[date, int], pace: Pace | None) -> date:
    """The first day on which, without further news, the feed is unusually quiet."""
    last = max(news)
    return pace.calendar.after(last, pace.quiet) if pace else last + _SURELY_DEAD


def is_silent(silent_from: int | None, last_success_at: int | None) -> bool:
    """Whether the feed was still read, without news, once that moment had come; seconds since 1970.

    A feed that nobody could read is no silent one: it fails, or nobody asked.
    """
    return silent_from is not None and last_success_at is not None and last_success_at >= silent_from


def _longest(gaps: Sequence[int]) -> float:
    mean = sum(gaps) / len(gaps)
    spread = max(sqrt(sum((gap - mean) ** 2 for gap in gaps) / len(gaps)), _LEAST_SPREAD * mean)
    return max(mean + _SPREADS * (1 + _UNPROVED / len(gaps)) * spread, _MORE_THAN_SEEN * max(gaps))


def _publishes_at_weekends(days: Sequence[date], working: Calendar) -> bool:
    """Whether days off bring news at least half as often as working days."""
    found, news = {True: 0, False: 0}, set(days)
    brought = {True: 0, False: 0}
    for number in range((days[-1] - days[0]).days + 1):
        day = days[0] + timedelta(days=number)
        works = working.counts(day)
        found[works] += 1
        brought[works] += day in news
    return found[False] >= 4 and 2 * brought[False] * found[True] >= brought[True] * found[False] > 0


def _ranks(days: Sequence[date], calendar: Calendar) -> list[int]:
    """How many days that count have begun by each of these days, from the first of them on."""
    ranks, day, rank = [], days[0], 0
    for one in days:
        while day < one:
            day += timedelta(days=1)
            rank += calendar.counts(day)
        ranks.append(rank)
    return ranks
