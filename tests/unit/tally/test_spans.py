"""Time in days and weeks of the reader's calendar: none lost, none counted twice, whatever the clocks do."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from cfnews.tally.spans import fitting, page_start, spans

LONDON = ZoneInfo("Europe/London")
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_MOMENTS = st.timedeltas(timedelta(), timedelta(days=365 * 30)).map(lambda length: _FIRST + length)


def test_a_week_begins_on_monday_and_the_first_one_is_whole() -> None:
    found = spans(datetime(2026, 11, 11, 9, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC), LONDON, "week")
    assert [span.day for span in found] == ["2026-11-09", "2026-11-16"]


def test_the_day_on_which_the_clocks_go_back_has_25_hours() -> None:
    found = spans(datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 10, 26, 12, tzinfo=UTC), LONDON, "day")
    assert [(span.day, (span.until - span.since) // 3600) for span in found] == [("2026-10-25", 25), ("2026-10-26", 24)]


def test_a_window_that_ends_before_it_begins_has_no_span() -> None:
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    assert spans(moment, moment, LONDON, "day") == []
    assert spans(moment, moment - timedelta(days=3), LONDON, "week") == []


@given(_MOMENTS, st.timedeltas(timedelta(seconds=1), timedelta(days=400)), st.sampled_from(["day", "week"]))
def test_spans_follow_one_another_and_hold_the_whole_window(first: datetime, length: timedelta, by: str) -> None:
    found = spans(first, first + length, LONDON, by)  # type: ignore[arg-type]  # one of the two words
    assert found[0].since <= first.timestamp()
    assert found[-1].since < (first + length).timestamp() <= found[-1].until
    assert all(one.until == other.since for one, other in pairwise(found))


def test_two_weeks_are_cut_into_days_and_more_into_weeks() -> None:
    end = datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert fitting(end - timedelta(days=14), end) == "day"
    assert fitting(end - timedelta(days=21), end) == "week"


def test_a_page_has_eight_weeks_of_the_calendar_this_one_among_them() -> None:
    start = page_start(datetime(2026, 11, 20, 8, tzinfo=UTC), LONDON)
    assert start == datetime(2026, 9, 27, 23, tzinfo=UTC)  # Monday 28 September, in summer time
    assert len(spans(start, datetime(2026, 11, 20, 8, tzinfo=UTC), LONDON, "week")) == 8


def test_a_page_that_ends_as_a_week_does_shows_that_week_last() -> None:
    start = page_start(datetime(2026, 11, 16, tzinfo=UTC), LONDON)
    assert len(spans(start, datetime(2026, 11, 16, tzinfo=UTC), LONDON, "week")) == 8
