"""Words of time to moments in UTC, and moments to words, in London."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from cfnews import times

LONDON = ZoneInfo("Europe/London")
FRIDAY = datetime(2026, 11, 20, 7, 45, tzinfo=UTC)  # GMT
SUMMER = datetime(2026, 7, 15, 7, 45, tzinfo=UTC)  # a Wednesday, BST


def utc(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "now", "start", "end"),
    [
        ("24h", FRIDAY, "2026-11-19T07:45", "2026-11-19T07:45"),
        (" 3D ", FRIDAY, "2026-11-17T07:45", "2026-11-17T07:45"),
        ("2 w", FRIDAY, "2026-11-06T07:45", "2026-11-06T07:45"),
        ("90m", FRIDAY, "2026-11-20T06:15", "2026-11-20T06:15"),
        ("1y", FRIDAY, "2025-11-20T07:45", "2025-11-20T07:45"),
        ("today", FRIDAY, "2026-11-20T00:00", "2026-11-21T00:00"),
        ("Yesterday", FRIDAY, "2026-11-19T00:00", "2026-11-20T00:00"),
        ("monday", FRIDAY, "2026-11-16T00:00", "2026-11-17T00:00"),
        ("friday", FRIDAY, "2026-11-20T00:00", "2026-11-21T00:00"),
        ("saturday", FRIDAY, "2026-11-14T00:00", "2026-11-15T00:00"),
        ("2026-11-20", FRIDAY, "2026-11-20T00:00", "2026-11-21T00:00"),
        ("20261120", FRIDAY, "2026-11-20T00:00", "2026-11-21T00:00"),
        ("2026-11-20T09:00", FRIDAY, "2026-11-20T09:00", "2026-11-20T09:00"),
        ("2026-11-20 09:00", FRIDAY, "2026-11-20T09:00", "2026-11-20T09:00"),
        ("2026-11-20T09:00Z", FRIDAY, "2026-11-20T09:00", "2026-11-20T09:00"),
        ("2026-11-20t09:00:00+02:00", FRIDAY, "2026-11-20T07:00", "2026-11-20T07:00"),
        # British summer: midnight in London is 23:00 in UTC.
        ("today", SUMMER, "2026-07-14T23:00", "2026-07-15T23:00"),
        ("2026-07-15T09:00", SUMMER, "2026-07-15T08:00", "2026-07-15T08:00"),
        ("2026-07-15", FRIDAY, "2026-07-14T23:00", "2026-07-15T23:00"),
        # 29 March has 23 hours in London and 25 October has 25.
        ("2026-03-29", FRIDAY, "2026-03-29T00:00", "2026-03-29T23:00"),
        ("2026-10-25", FRIDAY, "2026-10-24T23:00", "2026-10-26T00:00"),
        # The hour that there is not, and the first of the two that bear one name.
        ("2026-03-29T01:30", FRIDAY, "2026-03-29T01:30", "2026-03-29T01:30"),
        ("2026-10-25T01:30", FRIDAY, "2026-10-25T00:30", "2026-10-25T00:30"),
        ("2028-02-29", FRIDAY, "2028-02-29T00:00", "2028-03-01T00:00"),
    ],
)
def test_words_name_a_moment_in_london(words: str, now: datetime, start: str, end: str) -> None:
    assert times.parse_instant(words, now, LONDON) == utc(start)
    assert times.parse_instant(words, now, LONDON, ends=True) == utc(end)


@pytest.mark.parametrize(
    ("now", "today"),
    [
        ("2026-06-30T22:59", "2026-06-30"),
        ("2026-06-30T23:00", "2026-07-01"),
        ("2026-11-20T23:59", "2026-11-20"),
        ("2026-11-21T00:00", "2026-11-21"),
    ],
)
def test_today_turns_at_midnight_in_london_and_not_in_utc(now: str, today: str) -> None:
    assert times.parse_instant("today", utc(now), LONDON) == times.start_of_day(date.fromisoformat(today), LONDON)


def test_24_hours_are_24_hours_across_the_change_of_the_clocks() -> None:
    after = utc("2026-03-29T12:00")
    assert after - times.parse_instant("24h", after, LONDON) == timedelta(hours=24)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "24",
        "h",
        "-3d",
        "1.5h",
        "2027-02-29",
        "2026-13-01",
        "25:00",
        "2026-11-20T25:00",
        "9999999h",
        "٣d",
        "last",
    ],
)
def test_what_is_no_time_is_refused_with_examples(words: str) -> None:
    with pytest.raises(ValueError, match="is no time; use 24h, 3d, today"):
        times.parse_instant(words, FRIDAY, LONDON)


@pytest.mark.parametrize("words", ["9999y", "9999-12-31", "0001-01-01T00:00+14:00", "9999-12-31T23:59-01:00"])
def test_what_is_out_of_the_calendar_is_refused_in_words(words: str) -> None:
    with pytest.raises(ValueError, match="is out of the calendar"):
        times.parse_instant(words, FRIDAY, LONDON, ends=True)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-16T07:00", "2026-11-13"),  # Monday: the whole weekend counts
        ("2026-11-17T07:00", "2026-11-16"),
        ("2026-11-20T07:00", "2026-11-19"),
        ("2026-11-21T07:00", "2026-11-20"),  # Saturday
        ("2026-11-22T07:00", "2026-11-20"),  # Sunday
        ("2026-03-30T07:00", "2026-03-27"),  # the Monday after the clocks went forward
        ("2026-10-26T07:00", "2026-10-23"),  # and after they went back
        ("2026-07-05T23:30", "2026-07-03"),  # Monday in London, Sunday in UTC
        ("2028-03-01T07:00", "2028-02-29"),
    ],
)
def test_the_previous_working_day_misses_no_weekend(now: str, expected: str) -> None:
    assert times.previous_working_day(utc(now), LONDON) == times.start_of_day(date.fromisoformat(expected), LONDON)


@pytest.mark.parametrize(
    ("words", "seconds"),
    [("90s", 90), ("30m", 1800), ("24h", 86400), ("3d", 259200), ("2w", 1209600), ("1y", 31536000), ("0h", 0)],
)
def test_a_length_of_time_is_read(words: str, seconds: int) -> None:
    assert times.parse_duration(words) == timedelta(seconds=seconds)


@pytest.mark.parametrize("words", ["", "h", "1", "1 month", "-1h", "1h30m", "1,5h"])
def test_other_words_are_no_length_of_time(words: str) -> None:
    assert times.parse_duration(words) is None


@pytest.mark.parametrize(
    ("moment", "spoken"),
    [
        ("2026-11-20T07:31", "today 07:31"),
        ("2026-11-19T16:05", "yesterday 16:05"),
        ("2026-11-17T09:00", "Tue 17 Nov 09:00"),
        ("2026-11-14T09:00", "Sat 14 Nov 09:00"),
        ("2026-11-13T09:00", "13 Nov"),
        ("2026-11-19T00:00", "yesterday"),  # a date without a time
        ("2025-11-03T09:00", "3 Nov 2025"),
        ("2026-07-01T22:30", "1 Jul"),
        ("2026-07-01T23:30", "2 Jul"),  # after midnight in London
        ("2026-11-22T10:00", "22 Nov 10:00"),  # a date in the future
    ],
)
def test_a_moment_is_spoken_as_one_says_it(moment: str, spoken: str) -> None:
    assert times.spoken_time(utc(moment), FRIDAY, LONDON) == spoken


@pytest.mark.parametrize(
    ("seconds", "spoken"),
    [
        (-5, "0 seconds"),
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (7199, "1 hour"),
        (86400, "1 day"),
        (9 * 86400, "9 days"),
    ],
)
def test_a_length_is_spoken_in_its_largest_whole_unit(seconds: int, spoken: str) -> None:
    assert times.spoken_length(timedelta(seconds=seconds)) == spoken


def test_a_day_is_written_out_in_the_zone() -> None:
    assert times.long_day(utc("2026-07-15T23:30"), LONDON) == "Thursday 16 July 2026"


def test_scripts_get_utc_to_the_second() -> None:
    there = datetime(2026, 11, 20, 9, 45, 0, 999_999, tzinfo=timezone(timedelta(hours=2)))
    assert times.rfc3339(there) == "2026-11-20T07:45:00Z"


@pytest.mark.parametrize("fixed", ["2026-11-20T07:45:00Z", "2026-11-20T07:45:00", "2026-11-20T09:45:00+02:00"])
def test_the_clock_can_be_fixed(fixed: str) -> None:
    assert times.read_clock({"CFNEWS_NOW": fixed}) == FRIDAY


def test_a_clock_that_is_no_time_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="CFNEWS_NOW is 'noon'"):
        times.read_clock({"CFNEWS_NOW": "noon"})


def test_an_unset_clock_is_the_machines_and_aware() -> None:
    assert times.read_clock({}).tzinfo is UTC


@pytest.mark.parametrize("name", ["", "Europe", "Mars/Olympus", "../etc/passwd", "/etc/passwd", "\0"])
def test_a_zone_that_there_is_not_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="there is no time zone"):
        times.zone_named(name)
