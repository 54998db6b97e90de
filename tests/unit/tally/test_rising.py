"""What counts as more than usual: by chance alone next to nothing does, and what does is what a reader would say."""

from datetime import UTC, datetime, timedelta
from math import exp
from random import Random

import pytest

from cfnews.tally.rising import rising, weeks_before

ALL = [200] * 9


def found(*weeks: int, everything: list[int] = ALL) -> bool:
    """Whether a subject with these nine weeks rises."""
    return bool(rising("topic", {"one": weeks}, everything))


def test_a_subject_with_three_times_its_usual_stories_rises_and_says_what_is_usual() -> None:
    (one,) = rising("topic", {"fostering": [5, 4, 6, 5, 5, 3, 7, 5, 16], "adoption": [5, 4, 6, 5, 5, 3, 7, 5, 6]}, ALL)
    assert (one.value, one.stories, one.usual, one.weeks) == ("fostering", 16, 5.0, [5, 4, 6, 5, 5, 3, 7, 5])


@pytest.mark.parametrize("now", [0, 1, 2, 3])
def test_fewer_than_four_stories_are_no_trend_however_rare_the_subject(now: int) -> None:
    assert not found(0, 0, 0, 0, 0, 0, 0, 0, now)


def test_a_council_that_nobody_wrote_of_for_eight_weeks_rises_with_four_stories() -> None:
    assert found(0, 0, 0, 0, 0, 0, 0, 0, 4)


def test_a_council_with_a_story_a_week_does_not_rise_with_four() -> None:
    assert not found(1, 1, 1, 1, 1, 1, 1, 1, 4)


def test_a_subject_that_comes_in_bursts_does_not_rise_with_one_more_of_them() -> None:
    assert found(3, 3, 3, 3, 3, 3, 3, 3, 14)
    assert not found(0, 12, 0, 0, 0, 12, 0, 0, 14)


def test_where_all_has_doubled_nothing_is_in_the_news_for_having_doubled() -> None:
    doubled = [200] * 8 + [400]
    assert found(20, 20, 20, 20, 20, 20, 20, 20, 42)
    assert not found(20, 20, 20, 20, 20, 20, 20, 20, 42, everything=doubled)


def test_in_a_quiet_week_what_stays_as_it_was_does_not_rise() -> None:
    assert not found(5, 5, 5, 5, 5, 5, 5, 5, 6, everything=[200] * 8 + [20])


def test_what_lifts_all_by_itself_rises_all_the_same() -> None:
    assert found(3, 3, 3, 3, 3, 3, 3, 3, 15, everything=[8] * 8 + [20])


def test_where_all_is_new_nothing_rises() -> None:
    assert not found(0, 0, 0, 0, 0, 0, 0, 0, 50, everything=[0] * 8 + [150])
    assert rising("place", {}, [0] * 9) == []


def test_what_was_least_expected_comes_first() -> None:
    weeks = {"a bit": [5, 4, 6, 5, 5, 3, 7, 5, 16], "much": [5, 4, 6, 5, 5, 3, 7, 5, 40]}
    assert [one.value for one in rising("place", weeks, ALL)] == ["much", "a bit"]


def test_a_very_frequent_subject_is_judged_without_running_out_of_numbers() -> None:
    many = [100_000] * 9
    assert found(*[50_000] * 8, 52_000, everything=many)
    assert not found(*[50_000] * 8, 50_100, everything=many)


def poisson(random: Random, mean: float) -> int:
    """A number as chance draws it (Knuth's way)."""
    limit, number, product = exp(-mean), 0, random.random()
    while product > limit:
        number, product = number + 1, product * random.random()
    return number


@pytest.mark.parametrize("mean", [0.1, 1.0, 2.0, 15.0])
@pytest.mark.parametrize("bursts", [False, True])
def test_of_subjects_that_do_not_change_next_to_none_rises(mean: float, bursts: bool) -> None:
    random = Random(20261120)

    def week() -> int:
        return poisson(random, mean * (random.gammavariate(2, 0.5) if bursts else 1))

    subjects = {str(number): [week() for _ in range(9)] for number in range(1500)}
    assert len(rising("place", subjects, [3000] * 9)) < 1500 / (50 if bursts else 300)


@pytest.mark.parametrize("mean", [1.0, 2.0, 5.0, 15.0])
def test_of_subjects_with_four_times_their_stories_most_rise(mean: float) -> None:
    random = Random(20261120)
    subjects = {
        str(number): [*(poisson(random, mean) for _ in range(8)), poisson(random, 4 * mean + 4)]
        for number in range(500)
    }
    assert len(rising("place", subjects, [3000] * 9)) > 300


def test_the_nine_weeks_end_now_and_follow_one_another() -> None:
    end = datetime(2026, 11, 20, 8, tzinfo=UTC)
    weeks = weeks_before(end)
    assert len(weeks) == 9
    assert weeks[-1] == (int((end - timedelta(days=7)).timestamp()), int(end.timestamp()))
    assert weeks[0][0] == int((end - timedelta(days=63)).timestamp())
