"""Publication dates: one instant, many hands; and what must never be read as a date."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfnews.normalise import dates
from cfnews.normalise.dates import PublicationDate, parse_date, publication_date

NINE = "2026-11-22T09:00:00"  # in UTC; London is on UTC in November and an hour ahead in June

READ = [
    # RFC 822, 1123, 850
    ("Sun, 22 Nov 2026 09:00:00 GMT", NINE),
    ("Sun, 22 Nov 2026 09:00:00 +0000", NINE),
    ("Sun, 22 Nov 2026 10:00:00 +0100", NINE),
    ("Mon, 22 Nov 2026 09:00:00 GMT", NINE),
    ("22 Nov 2026 09:00 UT", NINE),
    ("22 Nov 26 09:00:00 Z", NINE),
    ("Sunday, 22-Nov-26 09:00:00 GMT", NINE),
    ("Sunday, 22 November 2026 09:00:00 GMT", NINE),
    ("Sun, 22 Nov, 2026, 09:00:00, GMT", NINE),
    (" Sun ,\t22  Nov\n 2026 09:00:00 +0000 (UTC) ", NINE),
    ("Fri, 03 Jul 2020 11:54:32 Z", "2020-07-03T11:54:32"),
    ("Sat, 01 Jan 00 00:00:00 GMT", "2000-01-01T00:00:00"),
    ("31 Dec 99 23:59:59 GMT", "1999-12-31T23:59:59"),
    # zones
    ("Mon, 22 Jun 2026 10:00:00 BST", "2026-06-22T09:00:00"),
    ("Sun, 22 Nov 2026 04:00:00 EST", NINE),
    ("Sun, 22 Nov 2026 09:00:00 +00", NINE),
    ("Sun, 22 Nov 2026 09:00:00 +00:00", NINE),
    ("Sun, 22 Nov 2026 10:00:00 GMT+1", NINE),
    ("Sun, 22 Nov 2026 10:00:00 UTC+01:00", NINE),
    ("Sun, 22 Nov 2026 14:30:00 +0530", NINE),
    ("Sun, 22 Nov 2026 09:00:00 \u22120000", NINE),
    ("Sun Nov 22 2026 10:00:00 GMT+0100 (Central European Time)", NINE),
    ("Sun, 22 Nov 2026 04:00:00 America/New_York", NINE),
    ("2026-11-22T10:00:00+01:00[Europe/Paris]", NINE),
    ("2026-11-22 09:00:00 +0000 UTC", NINE),
    ("Sun, 22 Nov 2026 09:00:00 XYZ", NINE),
    # RFC 3339, ISO 8601, W3CDTF
    ("2026-11-22T09:00:00Z", NINE),
    ("2026-11-22t09:00:00z", NINE),
    ("2026-11-22 09:00:00", NINE),
    ("2026-11-22T09:00", NINE),
    ("2026-11-22T09:00:00.999999999999Z", NINE),
    ("2026-11-22T09:00:00,5Z", NINE),
    ("2026-11-22T10:00:00+0100", NINE),
    ("2026-11-22 T 09:00:00 Z", NINE),
    ("2026-11-22-09:00:00", NINE),
    ("2026/11/22 09:00:00", NINE),
    ("20261122T090000Z", NINE),
    ("20261122T09:00:00Z", NINE),
    ("20261122090000", NINE),
    ("2026-11-22T100000+01:00", NINE),
    ("2026-11-22", "2026-11-22T00:00:00"),
    ("20261122", "2026-11-22T00:00:00"),
    ("2026-11", "2026-11-01T00:00:00"),
    ("2026", "2026-01-01T00:00:00"),
    ("2026-11-21T24:00:00Z", "2026-11-22T00:00:00"),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59"),
    # asctime
    ("Sun Nov 22 09:00:00 2026", NINE),
    ("Sun Nov  2 09:00:00 2026", "2026-11-02T09:00:00"),
    ("Sun Jul 15 01:16:00 +0000 2012", "2012-07-15T01:16:00"),
    # Unix
    ("1795338000", "2026-11-22T09:00:00"),
    ("1795338000123", "2026-11-22T09:00:00"),
    # machine shapes without a zone are UTC, summer or not
    ("Mon, 22 Jun 2026 09:00", "2026-06-22T09:00:00"),
    ("22 Jun 2026 09:00:00", "2026-06-22T09:00:00"),
    ("2026-06-22T09:00:00", "2026-06-22T09:00:00"),
    # people's shapes without a zone are London time
    ("22/11/2026 09:00", NINE),
    ("22-11-2026 09:00", NINE),
    ("22.11.2026 09.00", NINE),
    ("22/06/2026 10:00:00", "2026-06-22T09:00:00"),
    ("22/06/26 10:00", "2026-06-22T09:00:00"),
    ("Mon 22 Jun 2026 10:00", "2026-06-22T09:00:00"),
    ("Mon 22 Jun 2026 10.00 BST", "2026-06-22T09:00:00"),
    ("22 June 2026", "2026-06-21T23:00:00"),
    ("22nd of June 2026", "2026-06-21T23:00:00"),
    ("22 Nov 2026", "2026-11-22T00:00:00"),
    ("November 22, 2026", "2026-11-22T00:00:00"),
    ("Sunday, November 22, 2026 at 9:00 a.m.", NINE),
    ("Sunday 22 November 2026 9am", NINE),
    ("June 22nd, 2026 - 12:30 PM", "2026-06-22T11:30:00"),
    ("22 November 2026 12:15 am", "2026-11-22T00:15:00"),
    ("22 November 2026 15:00 pm", "2026-11-22T15:00:00"),
    ("11/22/2026 09:00", NINE),
    ("03/04/2026", "2026-04-02T23:00:00"),
    ("June 2026", "2026-05-31T23:00:00"),
    # other tongues
    ("Dydd Sul, 22 Tachwedd 2026 09:00", None),  # two words for the weekday: left out
    ("22 Tachwedd 2026 09:00", NINE),
    ("Sul, 22 Tach 2026 09:00:00 GMT", NINE),
    ("dim., 22 juin 2026 09:00:00 +0000", "2026-06-22T09:00:00"),
    ("So, 22 März 2026 09:00:00 +0000", "2026-03-22T09:00:00"),
    ("2004-július-13T9:15-05:00", "2004-07-13T14:15:00"),
    ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00"),
]

UNREADABLE = [
    "",
    " ",
    "yesterday",
    "09:00",
    "9am",
    "Sunday",
    "November",
    "22 November",
    "11-22",
    "--11-22",
    "261122",
    "26-11-22T09:00:00Z",
    "22-11-26",
    "2026-06-31",
    "2026-13-01",
    "2026-02-29T09:00:00Z",
    "2026-22-11",
    "31/06/2026",
    "13/13/2026",
    "0000-00-00",
    "0000-00-00 00:00:00",
    "0001-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z",
    "1970-01-01T00:00:00+01:00",
    "01 Jan 70 00:00:00 +0100",
    "9999-12-31T23:59:59-12:00",
    "12026-11-22",
    "2026-11-22T25:00:00Z",
    "2026-11-22T24:00:01Z",
    "2026-11-22T09:61:00Z",
    "2026-11-22T09:00:61Z",
    "2026-11-22T09",
    "2026-11-22T09:00:00+15:00",
    "2026-11-22T09:00:00+00:xx",
    "2026-11-22T09:00:00 Nowhere/Land",
    "2026-11-22T09:00:00 ../etc/passwd",
    "Sun, 22 Xyz 2026 09:00:00 GMT",
    "22 Nov 2026 09",
    "٢٠٢٦-١١-٢٢",
    "12345",
    "179533800012",
    "2026-11-22T09:00:00Z".ljust(101),
    "%a, %d %b %Y",
    "Sunday 2026",
]

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(("raw", "expected"), READ)
def test_a_date_is_the_same_instant_whoever_wrote_it(raw: str, expected: str | None) -> None:
    found = parse_date(raw)
    assert found == (datetime.fromisoformat(expected).replace(tzinfo=UTC) if expected else None)
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize("raw", UNREADABLE)
def test_what_is_impossible_or_lacks_a_field_is_no_date(raw: str) -> None:
    assert parse_date(raw) is None


def test_every_month_is_known_in_english_and_welsh() -> None:
    welsh = "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr"
    for number, name in enumerate(welsh.split(), 1):
        expected = datetime(2026, number, 5, 9, tzinfo=UTC)
        assert parse_date(f"5 {name} 2026 09:00 GMT") == expected
        assert parse_date(f"{expected:%d %B %Y %H:%M} GMT") == expected
        assert parse_date(f"{expected:%d %b %Y %H:%M} GMT") == expected


def test_the_first_date_that_can_be_read_wins() -> None:
    candidates = [None, " ", "soon", " 2026-11-21T08:00:00Z ", "2026-11-20T08:00:00Z"]
    at = datetime(2026, 11, 21, 8, tzinfo=UTC)
    assert publication_date(candidates, NOW) == PublicationDate(at, estimated=False, raw="2026-11-21T08:00:00Z")


def test_a_date_36_hours_ahead_is_a_time_zone_and_one_second_more_is_a_mistake() -> None:
    edge = NOW + timedelta(hours=36)
    assert publication_date([edge.isoformat()], NOW).at == edge
    late = (edge + timedelta(seconds=1)).isoformat()
    assert publication_date([late], NOW) == PublicationDate(None, estimated=True, raw=late)
    assert publication_date([late, edge.isoformat()], NOW).at == edge


def test_a_date_before_the_web_is_kept_as_text_only() -> None:
    assert publication_date(["1989-12-31", "nonsense"], NOW) == PublicationDate(None, estimated=True, raw="1989-12-31")
    assert publication_date(["1990-01-01"], NOW).at == datetime(1990, 1, 1, tzinfo=UTC)


def test_without_a_date_the_time_is_estimated_and_the_first_text_is_kept() -> None:
    assert publication_date([], NOW) == PublicationDate(None, estimated=True, raw=None)
    assert publication_date([None, "", "\n"], NOW) == PublicationDate(None, estimated=True, raw=None)
    assert publication_date(["", "soon", "later"], NOW).raw == "soon"
    assert publication_date(["x" * 5000], NOW).raw == "x" * 100


_PIECES = [
    "2026",
    "22",
    "11",
    "Nov",
    "june",
    "mar",
    "Sun",
    ",",
    " ",
    "-",
    "/",
    ".",
    ":",
    "09",
    "T",
    "Z",
    "+",
    "(",
    ")",
    "pm",
]
_GLUED = st.lists(
    st.sampled_from([*_PIECES, "GMT", "+01:00", "America/", "0", "9999", " - ", "\u0130", "²"]), max_size=16
)


@given(raw=st.one_of(st.text(), _GLUED.map("".join), _GLUED.map(" ".join)))
def test_no_text_raises_and_every_date_lies_between_1970_and_9999(raw: str) -> None:
    found = parse_date(raw)
    assert found is None or (found.tzinfo is UTC and 1970 <= found.year <= 9999 and found.microsecond == 0)


_SECONDS = st.integers(
    int(datetime(1990, 1, 1, tzinfo=UTC).timestamp()), int(datetime(2049, 12, 31, tzinfo=UTC).timestamp())
)


@given(at=_SECONDS.map(lambda second: datetime.fromtimestamp(second, UTC)), minutes=st.integers(-12 * 60, 14 * 60))
def test_an_instant_survives_being_written_in_any_zone(at: datetime, minutes: int) -> None:
    wall = at + timedelta(minutes=minutes)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    assert parse_date(f"{wall:%a, %d %b %Y %H:%M:%S} {sign}{hours:02}{rest:02}") == at
    assert parse_date(f"{wall:%A, %d-%b-%y %H:%M:%S} {sign}{hours}:{rest:02}") == at
    assert parse_date(f"{wall:%Y-%m-%dT%H:%M:%S}.123{sign}{hours:02}:{rest:02}") == at
    assert parse_date(f"{wall:%Y%m%dT%H%M%S}{sign}{hours:02}{rest:02}") == at
    assert parse_date(f"{int(at.timestamp())}") == (at if at.timestamp() >= 10**9 else None)
    london = at.astimezone(ZoneInfo("Europe/London"))
    if not london.fold:  # the hour that comes twice in October is read as its first coming
        assert parse_date(f"{london:%d/%m/%Y %H:%M:%S}") == at


@pytest.mark.parametrize(
    "piece", ["1", "a", "a ", "1 ", "(", "1:", "-1", "a. ", "((1)", "mon, ", "2026-11-22T0", " - "]
)
def test_a_hostile_text_costs_no_more_than_a_long_one(piece: str) -> None:
    text = (piece * 100)[:99] + "!"
    start = time.perf_counter()
    for _ in range(20):
        parse_date(text)
    assert (time.perf_counter() - start) / 20 < 0.005  # measured 10 to 60 us


ZONES = ["Z", "GMT", "UT", "UTC", "+0000", "+0130", "-0500", "+1359", "+1500", "+00:00", "-00:00", "+05:30", "+23:00"]
CLOCKS = ["07:00:00", "23:59:60", "24:00:00", "07:60:00", "07:00:00.123456", "7:00:00", "07:00"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("clock", CLOCKS)
def test_the_usual_spellings_are_read_as_every_other(clock: str, zone: str) -> None:
    for day in ("2026-11-20T", "2026-02-30T", "1969-12-31T", "0001-01-01T", "9999-12-31T"):
        text = f"{day}{clock}{zone}"
        assert dates._read_common(text) in (None, dates._read_any(text))
    for day in ("Fri, 20 Nov 2026", "20 Nov 2026", "30 Feb 2026", "1 Jan 1970", "31 Dec 9999", "Fri, 20 Foo 2026"):
        text = f"{day} {clock} {zone}"
        assert dates._read_common(text) in (None, dates._read_any(text))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20T07:00:00Z",
        "2026-11-20T07:00:00+00:00",
        "Fri, 20 Nov 2026 07:00:00 GMT",
        "20 Nov 2026 08:00:00 +0100",
    ],
)
def test_the_usual_spellings_are_known(text: str) -> None:
    assert dates._read_common(text) == datetime(2026, 11, 20, 7, tzinfo=UTC)
