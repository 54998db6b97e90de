"""What is in the news more than usual: seven days held against the eight weeks before them.

A topic or a place rises if three things hold at once:

1. It has at least 4 stories. Two stories of one event are an event and no trend.
2. Chance would bring so many less than once in a thousand. The test is exact: of all its stories of the nine weeks,
   each falls into the last one with a probability p, and we ask how likely so many would be (the conditional test of
   two Poisson means, Przyborowski and Wilenski 1940). It knows that eight weeks do not tell a rate exactly, and holds
   for the small numbers of a council, where a mean and three standard deviations would not. p is a ninth, or the last
   week's share of all other stories where that is more: a new feed lifts every topic, and then none rises for it.
   Some subjects come in bursts. Chance makes the variance of the eight weeks as large as their mean; where it is more,
   all counts are divided by that ratio before they are tested (the quasi-Poisson rule).
3. It has more than in each of the eight weeks.

Nothing is said where the store is younger than the nine weeks: a feed's first reading reaches back a few entries, so
the weeks before it look emptier than they were. Rejected: the calendar's week, which is empty on a Monday; a ratio to
the mean, which calls every subject of one story a week a trend; seasons, for which nobody's store is old enough.
Measured in tests/unit/tally/test_rising.py: of subjects that do not change fewer than one in 300 rises, of those that
come in strong bursts fewer than one in 50.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from math import exp, lgamma, log, log1p

from cfnews.tally.counts import Rise, Trend

WEEKS = 8
_FEWEST = 4
_CHANCE = 0.001
_WEEK = timedelta(days=7)


def weeks_before(end: datetime) -> list[tuple[int, int]]:
    """The beginnings and ends of the nine times seven days up to `end`, oldest first, in seconds since 1970."""
    edges = [int((end - _WEEK * back).timestamp()) for back in range(WEEKS + 1, -1, -1)]
    return list(pairwise(edges))


def rising(by: Trend, found: Mapping[str, Sequence[int]], everything: Sequence[int]) -> list[Rise]:
    """What rises, the least expected first. `found` has the nine weeks of each value, `everything` those of all."""
    chances = {value: _chance(weeks, _share(weeks, everything)) for value, weeks in found.items() if _stands_out(weeks)}
    wanted = sorted((chance, value) for value, chance in chances.items() if chance < _CHANCE)
    return [_rise(by, value, found[value]) for _, value in wanted]


def _rise(by: Trend, value: str, weeks: Sequence[int]) -> Rise:
    *before, now = weeks
    return Rise(by=by, value=value, name=value, stories=now, usual=round(sum(before) / WEEKS, 2), weeks=before)


def _stands_out(weeks: Sequence[int]) -> bool:
    """Whether the last week has enough stories, and more than any before."""
    *before, now = weeks
    return now >= _FEWEST and now > max(before)


def _share(weeks: Sequence[int], everything: Sequence[int]) -> float:
    """How likely a story falls into the last week by itself: as those do that do not bear the value."""
    others = sum(everything) - sum(weeks)
    return max(1 / (WEEKS + 1), (everything[-1] - weeks[-1]) / others) if others else 1 / (WEEKS + 1)


def _chance(weeks: Sequence[int], share: float) -> float:
    """How likely the last week has as many of these stories, or more, if `share` is how likely each falls into it."""
    ratio = _burstiness(weeks[:-1])
    total, now = round(sum(weeks) / ratio), round(weeks[-1] / ratio)
    if now <= total * share:
        return 1.0
    return min(1.0, sum(_tail(total, now, share)))


def _burstiness(weeks: Sequence[int]) -> float:
    """By how much the weeks differ more than chance lets them: 1 or more."""
    mean = sum(weeks) / len(weeks)
    variance = sum((one - mean) ** 2 for one in weeks) / (len(weeks) - 1)
    return max(1.0, variance / mean) if mean else 1.0


def _tail(total: int, least: int, share: float) -> Iterator[float]:
    """The probabilities of `least` and more among `total`, until they no longer count."""
    ways = lgamma(total + 1) - lgamma(least + 1) - lgamma(total - least + 1)
    term = exp(ways + least * log(share) + (total - least) * log1p(-share))
    odds = share / (1 - share)
    for number in range(least, total + 1):
        yield term
        term *= (total - number) / (number + 1) * odds
        if term < 1e-12:
            return
