"""When is a feed missed that has died, and how often is a living one blamed? On made-up feeds of many cadences.

    .venv/bin/python benchmarks/silence.py
    .venv/bin/python benchmarks/silence.py --feeds 400 --seed 2

Each feed lives for two years by its cadence, with weekends, bank holidays, a slow August and closed days at Christmas.
It is read every morning at seven. The silence alarm learns as it does in the program. False alarms are counted in the
second year; then the feed dies on a day by chance, and the days until it is missed are counted.
"""

import argparse
import random
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from cfnews.health.silence import silent_from, usual_gap
from cfnews.health.working_days import Calendar

_START, _YEAR = date(2025, 1, 6), 365
_DESK, _ALWAYS = Calendar("england"), Calendar(None, every_day=True)
_Draw = Callable[[random.Random, date], int]


class Cadence(NamedTuple):
    """A way of publishing: how many entries a day brings."""

    name: str
    draw: _Draw


def _by_chance(per_day: float, calendar: Calendar, august: float = 0.6) -> _Draw:
    def draw(chance: random.Random, day: date) -> int:
        if not calendar.counts(day):
            return int(chance.random() < 0.02)
        rate = per_day * (august if day.month == 8 else 1.0)
        count, left = 0, chance.expovariate(1.0)
        while left < rate:
            count, left = count + 1, left + chance.expovariate(1.0)
        return count

    return draw


def _each_week(weekday: int, skipped: float) -> _Draw:
    def draw(chance: random.Random, day: date) -> int:
        due = day.weekday() == (weekday + (chance.random() < 0.15)) % 7
        return int(due and _DESK.counts(day) and chance.random() >= skipped)

    return draw


def _in_bursts(chance_of_one: float, size: int) -> _Draw:
    return lambda chance, day: chance.randint(1, size) if _DESK.counts(day) and chance.random() < chance_of_one else 0


CADENCES = (
    Cadence("national desk, 20 a day, weekends too", _by_chance(20, _ALWAYS, 0.8)),
    Cadence("trade paper, 4 a day", _by_chance(4, _DESK)),
    Cadence("regulator, 1 a day by chance", _by_chance(1, _DESK)),
    Cadence("charity, 2 a week by chance", _by_chance(0.4, _DESK)),
    Cadence("blog, every Thursday, 1 in 15 skipped", _each_week(3, 1 / 15)),
    Cadence("blog, 1 a week by chance", _by_chance(0.2, _DESK)),
    Cadence("statistics, 8 at once every third day", _in_bursts(1 / 3, 8)),
    Cadence("committee, 2 a month by chance", _by_chance(0.1, _DESK)),
)


class Life(NamedTuple):
    """What became of one feed: days blamed alive, alarms, months watched, and days until its death was noticed."""

    alarms: int
    months: float
    missed_after: int | None


def live(cadence: Cadence, chance: random.Random) -> Life:
    """Lives a feed for two years and lets it die in the months after."""
    news: dict[date, int] = {}
    alarm: date | None = None
    alarms, blamed = 0, False
    death = _START + timedelta(days=2 * _YEAR + chance.randrange(_YEAR // 2))
    day = _START
    while day < death + timedelta(days=_YEAR):
        silent = alarm is not None and day >= alarm  # as the morning's run sees it
        if day >= death and silent:
            return Life(alarms, ((death - _START).days - _YEAR) / 30.4, (day - death).days)
        if day >= _START + timedelta(days=_YEAR) and day < death:
            alarms += silent and not blamed
        blamed = silent
        count = cadence.draw(chance, day) if day < death else 0
        if count:
            news[day] = count
            alarm = silent_from(news, usual_gap(news, "england"))
        day += timedelta(days=1)
    return Life(alarms, ((death - _START).days - _YEAR) / 30.4, None)


def main() -> None:
    """Prints a row for each cadence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=100, help="feeds of each cadence")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{'cadence':<42} {'false alarms a feed-month':>25} {'missed after days':>18} {'90% by':>7} {'never':>6}")
    for cadence in CADENCES:
        chance = random.Random(f"{given.seed} {cadence.name}")
        lives = [live(cadence, chance) for _ in range(given.feeds)]
        rate = sum(life.alarms for life in lives) / sum(life.months for life in lives)
        delays = sorted(life.missed_after for life in lives if life.missed_after is not None)
        ninth = delays[int(0.9 * len(delays))] if delays else 0
        never = given.feeds - len(delays)
        print(f"{cadence.name:<42} {rate:>25.4f} {median(delays or [0]):>18.0f} {ninth:>7} {never:>6}")


if __name__ == "__main__":
    main()
