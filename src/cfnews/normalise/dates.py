"""Publication dates: every way a feed writes one, read as an aware instant in UTC.

It never guesses a missing field from today's calendar and never reads the clock: `now` is an
argument. What cannot be read is None, never an exception.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple

LONGEST = 100  # characters; the longest date in the corpora, with two comments, has 78
FUTURE = timedelta(hours=36)  # a scheduled post in the furthest time zone, and half a day of slack
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the first news site, let alone the first feed

# How the months begin, January first: three letters, or four where three are not enough. English;
# Welsh for the .cy feeds of GOV.UK and gov.wales; French, German, Hungarian and Greek because the
# test cases of feedparser and Miniflux have them.
_MONTH_STEMS = (
    "jan ion ιαν/feb chw fév φεβ/mar maw mär már μάρ/apr ebr avr ápr απρ/may mai máj μάι μάϊ"
    "/jun meh juin jún ιούν/jul gor juil júl ιούλ/aug aws aoû αύγ/sep med sze σεπ/oct hyd okt οκτ"
    "/nov tac νοέ/dec rha déc dez δεκ"
)
_MONTHS = {stem: number for number, stems in enumerate(_MONTH_STEMS.split("/"), 1) for stem in stems.split()}

# Hours east of UTC and the names for it. Any other word counts as UTC, as RFC 5322 section 4.3
# asks; so do the military letters, and IST, which is India, Ireland or Israel.
_ZONE_NAMES = """
1 bst west cet met mez; 2 cest mest mesz eet sast; 3 eest msk; 8 hkt sgt awst; 9 jst kst; 9.5 acst
10 aest; 10.5 acdt; 11 aedt; 12 nzst; 13 nzdt; -2.5 ndt; -3 adt; -3.5 nst; -4 edt ast; -5 est cdt et
-6 cst mdt ct; -7 mst pdt mt; -8 pst akdt pt; -9 akst; -10 hst
"""
_ZONES = {
    name: float(hours)
    for hours, *names in (line.split() for line in re.split(r"[;\n]", _ZONE_NAMES.strip()))
    for name in names
}
_OFFSET = re.compile(r"(?:gmt|utc?)? ?([+-])([0-9]{1,2})(?::?([0-9]{2}))?(?: ?(?:z|gmt|utc?|\[[a-z_/]+\]))?")

_WEEKDAY = r"(?:[^\W\d_]+\.? )?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.)?"
_NAME = r"(?P<month>[^\W\d_]{3,})\.?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
# "09.00" is how the Guardian and GOV.UK write a time; the second may be followed by any fraction.
_TIME = (
    r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{1,2}))?(?::(?P<second>[0-9]{1,2})(?:[.,][0-9]+)?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?(?![a-z]))?"
)
_ZONE = r"(?: ?(?P<zone>[a-z+-].*))?$"
_CLOCK = rf"(?: {_TIME}{_ZONE}|$)"
_ISO = (
    rf"{_WEEKDAY}(?P<year>[0-9]{{4}})[-/](?P<month>[0-9]{{1,2}}|[^\W\d_]{{3,}})"
    rf"(?:[-/](?P<day>[0-9]{{1,2}})(?:(?: ?t ?| |-(?=[0-9]+:)){_TIME}{_ZONE})?)?$"
)
_COMPACT = (
    r"(?P<year>[0-9]{4})(?P<dash>-?)(?P<month>[0-9]{2})(?P=dash)(?P<day>[0-9]{2})"
    r"(?:[t ]?(?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    rf"{_ZONE})?$"
)
# Day first; a year of two digits only where yy-mm-dd cannot be meant.
_BRITISH = (
    rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?P<dot>[/. -])(?P<month>[0-9]{{1,2}})(?P=dot)"
    rf"(?P<year>[0-9]{{4}}|(?<=[/.])[0-9]{{2}}){_CLOCK}"
)
# Each dialect is a shape of lower-case text with single spaces, no commas and no comments, and the
# home of a bare wall time in it ("machine": UTC if it looks like RFC 822, else London). A repeat
# ends at a character it cannot match itself, so that a failed match costs linear time.
_DIALECTS = tuple(
    (re.compile(shape), home)
    for shape, home in (
        # RFC 822, 1123, 850; "22nd of November 2026", "Mon 22 Nov 2026 09.00 GMT"
        (rf"{_WEEKDAY}{_DAY}[ -](?:of )?{_NAME}[ -]{_YEAR}{_CLOCK}", "machine"),
        (_ISO, "utc"),  # RFC 3339, W3CDTF, "2026/11/22 09:00:00", "2004-július-13t9:15-05:00"
        (_COMPACT, "utc"),  # ISO 8601: 20261122, 20261122t090000z, 2026-11-22t090000+0100
        (rf"{_WEEKDAY}{_NAME} {_DAY} {_TIME}(?: (?P<zone>[a-z+-][^ ]*))? {_YEAR}$", "utc"),  # asctime
        (rf"{_WEEKDAY}{_NAME} {_DAY} {_YEAR}{_CLOCK}", "machine"),  # "November 22, 2026", "Aug 30 2012 17:26"
        (rf"{_NAME} (?P<year>[0-9]{{4}})$", "london"),
        (r"(?P<year>[0-9]{4})$", "utc"),
        (_BRITISH, "london"),
    )
)
_COMMA = re.compile(r"(?<!:[0-9]{2}),|,(?![0-9])")  # but for 09:00:00,5
_COMMENT = re.compile(r"\([^()]*\)?")
# The two spellings of nearly every feed, in full: RFC 3339, and RFC 822 with a year of four digits.
_TIMESTAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])"
)
_RFC_822 = re.compile(
    r"(?:[A-Za-z]{3}, )?([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2})"
    r" (?:GMT|UTC?|Z|([+-](?:0[0-9]|1[0-3]))([0-5][0-9]))"
)
_UNIX = re.compile(r"[0-9]{10}(?:[0-9]{3})?")


class PublicationDate(NamedTuple):
    """When a piece appeared: `at` in UTC to the second, or None with `estimated` set."""

    at: datetime | None
    estimated: bool
    raw: str | None


def parse_date(raw: str) -> datetime | None:
    """Read a date in any known dialect as an aware UTC datetime to the whole second.

    Fractions of a second are cut off, so that two spellings of one instant in one feed are equal.
    A leap second becomes :59 and 24:00 the next midnight. Without a zone, machine shapes (RFC
    3339; RFC 822 with its "Mon," or its seconds) are UTC and people's shapes are London time.
    None for anything unreadable, impossible, before 1970 or longer than 100 characters.
    """
    return None if len(raw) > LONGEST else _read(raw.strip())


@lru_cache(maxsize=512)
def _read(text: str) -> datetime | None:
    """The instant in a text; kept, as feeds say one date twice and many of one day."""
    at = _read_common(text)
    return _read_any(text) if at is None else at


def _read_common(text: str) -> datetime | None:
    """The instant where it is spelt out as nearly all feeds do, quickly. None where it is not, or cannot be."""
    try:
        if _TIMESTAMP.fullmatch(text):
            at = datetime.fromisoformat(text).replace(microsecond=0).astimezone(UTC)
        elif fields := _RFC_822.fullmatch(text):
            day, month, year, hour, minute, second, east, minutes = fields.groups()
            at = datetime(int(year), _MONTHS[month.lower()], int(day), int(hour), int(minute), int(second), tzinfo=UTC)
            if east:
                offset = timedelta(hours=int(east[1:]), minutes=int(minutes))
                at = at - offset if east[0] == "+" else at + offset
        else:
            return None
    except (KeyError, ValueError, OverflowError):
        return None
    return at if at.year >= 1970 else None


def _read_any(text: str) -> datetime | None:
    if _UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    plain = _plain(text)
    for shape, home in _DIALECTS:
        if match := shape.match(plain):
            fields = match.groupdict()
            like_rfc = text[3:4] == "," or fields.get("second") is not None
            return _instant(fields, home == "utc" or (home == "machine" and like_rfc))
    return None


def publication_date(candidates: Sequence[str | None], now: datetime) -> PublicationDate:
    """Choose the first candidate that can be read and is plausible; `now` must be aware.

    Plausible is from 1990 to 36 hours after `now`. If none is, `at` is None, `estimated` is True
    and `raw` is the first candidate with any text, for the caller to fall back on first-seen.
    """
    written = [text for candidate in candidates if (text := (candidate or "").strip())]
    for text in written:
        at = parse_date(text)
        if at is not None and EARLIEST <= at <= now + FUTURE:
            return PublicationDate(at, estimated=False, raw=text)
    return PublicationDate(None, estimated=True, raw=written[0][:LONGEST] if written else None)


def _plain(text: str) -> str:
    """Drop comments, commas and joining words, so that one shape serves many hands."""
    text = _COMMENT.sub(" ", text) if "(" in text else text
    plain = " ".join(_COMMA.sub(" ", text).lower().replace("\u2212", "-").split())
    return plain.replace(" - ", " ").replace(" at ", " ")


def _instant(fields: dict[str, str | None], in_utc: bool) -> datetime | None:
    clock, zone, (day, month) = _clock(fields), _zone(fields.get("zone"), in_utc), _day_and_month(fields)
    if clock is None or zone is None:
        return None
    year = int(fields["year"] or 0)
    if len(fields["year"] or "") == 2:  # RFC 5322 section 4.3
        year += 2000 if year < 50 else 1900
    hour, minute, second = clock
    try:
        wall = datetime(year, month, day, hour % 24, minute, second, tzinfo=zone)
        at = (wall + timedelta(days=hour // 24)).astimezone(UTC)
    except (ValueError, OverflowError):  # 31 June, year 0, past 9999
        return None
    return at if at.year >= 1970 else None


def _day_and_month(fields: dict[str, str | None]) -> tuple[int, int]:
    day, name = int(fields.get("day") or 1), fields.get("month") or "1"
    stem = _MONTHS.get(name[:3]) or _MONTHS.get(name[:4], 0)  # datetime refuses month 0
    month = int(name) if name.isdecimal() else stem
    if fields.get("dot") and month > 12 >= day:  # 03/30/2020 can only be American
        return month, day
    return day, month


def _clock(fields: dict[str, str | None]) -> tuple[int, int, int] | None:
    """Hour, minute, second; midnight without a time; None if impossible or only a bare hour."""
    if fields.get("hour") is None:
        return 0, 0, 0
    half = fields.get("half")
    if fields.get("minute") is None and half is None:
        return None
    hour, minute, second = (int(fields.get(name) or 0) for name in ("hour", "minute", "second"))
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute + second > 0):
        return None
    return hour, minute, min(second, 59)


def _zone(text: str | None, in_utc: bool) -> tzinfo | None:
    """Find the zone a date names, or its home without one; None for nonsense such as +99:99."""
    if not text:
        return UTC if in_utc else _region("Europe/London")
    if offset := _OFFSET.fullmatch(text):
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        if hours > 14 or minutes > 59:  # the furthest inhabited zone is UTC+14
            return None
        east = timedelta(hours=hours, minutes=minutes)
        return timezone(east if offset[1] == "+" else -east)
    if "/" in text:
        return _region(text.title())  # _plain lower-cased the name: america/los_angeles
    return timezone(timedelta(hours=_ZONES.get(text, 0))) if text.isalpha() else None


def _region(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo  # 5 ms that dates with a zone need not pay

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, unsafe or a folder; or no tz data at all
        return UTC if name == "Europe/London" else None
