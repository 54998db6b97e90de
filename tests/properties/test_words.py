"""What holds for a reader's words, whatever they are."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from cfnews.store.expression import levels
from cfnews.store.search import parse_query
from cfnews.times import parse_duration, parse_instant

LONDON = ZoneInfo("Europe/London")
PIECES = st.sampled_from(
    [
        "24h",
        "9",
        "y",
        "today",
        "-",
        "T",
        ":",
        "2026",
        "9999",
        "0001",
        "12",
        "31",
        "+14:00",
        "Z",
        "W",
        " ",
        "monday",
        ".",
    ]
)
WORDS = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=9).map("".join), st.datetimes().map(str))
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive


@settings(max_examples=200, deadline=None)
@given(WORDS, MOMENTS, st.booleans())
def test_words_of_time_name_a_moment_in_utc_or_are_refused(words: str, now: datetime, ends: bool) -> None:
    try:
        moment = parse_instant(words, now, LONDON, ends=ends)
    except ValueError:
        return
    assert moment.tzinfo is UTC


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 9_999), st.sampled_from("smhdw"), MOMENTS)
def test_a_length_of_time_ago_is_that_long_ago(count: int, unit: str, now: datetime) -> None:
    length = parse_duration(f"{count}{unit}")
    assert length is not None
    assert now - parse_instant(f"{count}{unit}", now, LONDON) == length


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(['"', "-", "*", ":", "topic:", " ", "a", "\0", "\ud800", "["]))
                 .map("".join)))  # fmt: skip
def test_any_query_is_taken_apart_into_quoted_words(words: str) -> None:
    query = parse_query(words)
    asked = [text for one in levels(query.words, query.literal, query.unwanted) for text in (one.expression, one.wider)]
    for expression in (*asked, *query.literal, *query.unwanted):
        assert expression.count('"') % 2 == 0
        assert "\0" not in expression
        assert expression.isascii() or expression.encode()
