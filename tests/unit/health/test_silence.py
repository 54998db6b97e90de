"""A feed is missed by its own habits: soon where it publishes daily, late where it seldom does."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from cfnews.health.silence import is_silent, silent_from, usual_gap
from cfnews.health.working_days import Calendar

FRIDAY = date(2026, 11, 20)


def days_back(count: int, calendar: Calendar) -> Iterator[date]:
    """The last so many days of a calendar, from Friday 20 November 2026 back."""
    day = FRIDAY
    while count:
        if calendar.counts(day):
            count -= 1
            yield day
        day -= timedelta(days=1)


def daily(count: int = 40, number: int = 4) -> dict[date, int]:
    """A desk that publishes on working days."""
    return dict.fromkeys(days_back(count, Calendar("england")), number)


def weekly() -> dict[date, int]:
    """A blog of each Friday."""
    return {FRIDAY - timedelta(days=7 * week): 1 for week in range(12)}


def missed(news: dict[date, int]) -> date:
    return silent_from(news, usual_gap(news, "england"))


def test_a_daily_desk_is_missed_after_a_few_working_days_and_no_weekend_counts() -> None:
    pace = usual_gap(daily(), "england")
    assert pace is not None and (pace.gap, round(pace.per_day), pace.calendar.every_day) == (1, 4, False)
    assert missed(daily()) == date(2026, 11, 26)  # Monday, Tuesday and Wednesday were quiet


def test_a_feed_that_publishes_at_weekends_is_missed_at_one() -> None:
    news = dict.fromkeys(days_back(60, Calendar(None, every_day=True)), 20)
    assert missed(news) == date(2026, 11, 24)


def test_a_weekly_blog_is_missed_after_weeks_and_not_after_days() -> None:
    assert date(2026, 12, 4) < missed(weekly()) <= date(2027, 1, 15)


def test_the_longest_gap_that_was_seen_is_no_silence() -> None:
    news = daily(60)
    for day in sorted(news)[20:32]:
        del news[day]
    assert usual_gap(news).quiet >= 13  # type: ignore[union-attr]


def test_christmas_is_no_silence() -> None:
    news = {day: 4 for number in range(60) if Calendar("england").counts(day := date(2026, 12, 23) - timedelta(number))}
    assert missed(news) > date(2027, 1, 5)


def test_an_entry_at_a_weekend_makes_no_gap_shorter() -> None:
    news = daily()
    news[date(2026, 11, 14)] = 1
    assert usual_gap(news, "england").gap == 1  # type: ignore[union-attr]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_of_few_days_with_news_nothing_is_usual_but_a_year_is_long(count: int) -> None:
    news = daily(count)
    assert usual_gap(news) is None
    assert silent_from(news, None) == FRIDAY + timedelta(days=365)


def test_days_of_long_ago_teach_nothing() -> None:
    news = daily() | {FRIDAY - timedelta(days=100): 500}
    assert usual_gap(news) == usual_gap(daily())


def test_no_news_at_all_teaches_nothing() -> None:
    assert usual_gap({}) is None


def test_only_a_feed_that_was_read_can_be_silent() -> None:
    assert is_silent(100, 100)
    assert not is_silent(100, 99)
    assert not is_silent(100, None)
    assert not is_silent(None, 100)
