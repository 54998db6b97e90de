"""Time as cfnews uses it: aware UTC inside, Europe/London at the edges, the clock always an argument.

Reads the words of `--since` and `--until`, durations such as `24h`, and writes times as a British
reader or a script expects them. Never looks at the clock except in `read_clock`.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_UNITS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "y": timedelta(days=365),
}
TIME_WORDS = "24h, 3d, today, yesterday, monday, 2026-11-20 or 2026-11-20T09:00"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def read_clock(environment: Mapping[str, str]) -> datetime:
    """The present moment in UTC, or the fixed one of CFNEWS_NOW (RFC 3339). Raises ValueError if that is no time."""
    fixed = environment.get("CFNEWS_NOW")
    if not fixed:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError as error:
        raise ValueError(f"CFNEWS_NOW is {fixed!r}, which is no RFC 3339 time such as 2026-11-20T07:45:00Z") from error
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def zone_named(name: str) -> tzinfo:
    """The time zone of this IANA name. Raises ValueError if there is none."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"there is no time zone {name!r}; use a name such as Europe/London") from error


def parse_duration(words: str) -> timedelta | None:
    """The length of time in `90s`, `30m`, `24h`, `3d`, `2w` or `1y`; None if the words are something else."""
    found = re.fullmatch(r"(\d{1,6})\s*([smhdwy])", words.strip().lower(), re.ASCII)
    return int(found[1]) * _UNITS[found[2]] if found else None


def start_of_day(day: date, zone: tzinfo) -> datetime:
    """The first moment of a calendar day in the zone, as UTC."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def previous_working_day(now: datetime, zone: tzinfo) -> datetime:
    """The start of the last weekday before today: on a Monday that is Friday, so that no weekend is missed."""
    today = now.astimezone(zone).date()
    back = {0: 3, 6: 2}.get(today.weekday(), 1)
    return start_of_day(today - timedelta(days=back), zone)


def parse_instant(words: str, now: datetime, zone: tzinfo, *, ends: bool = False) -> datetime:
    """The moment that `24h`, `today`, `yesterday`, `monday`, `2026-11-20` or an RFC 3339 time names, in UTC.

    A day without a time means its first moment, or with `ends` the first moment of the next day, so
    that `--until 2026-11-20` takes that day in. Raises ValueError for anything else.
    """
    try:
        return _instant(words, now, zone, ends)
    except OverflowError as error:
        raise ValueError(f"{words!r} is out of the calendar; use {TIME_WORDS}") from error


def _instant(words: str, now: datetime, zone: tzinfo, ends: bool) -> datetime:
    text = words.strip().lower()
    length = parse_duration(text)
    if length is not None:
        return now - length
    day = _named_day(text, now.astimezone(zone).date())
    if day is None:
        try:
            moment = datetime.fromisoformat(words.strip())
        except ValueError as error:
            raise ValueError(f"{words!r} is no time; use {TIME_WORDS}") from error
        if len(text) > len("2026-11-20"):
            return moment.replace(tzinfo=moment.tzinfo or zone).astimezone(UTC)
        day = moment.date()
    return start_of_day(day + timedelta(days=1) if ends else day, zone)


def _named_day(text: str, today: date) -> date | None:
    if text in ("today", "yesterday"):
        return today - timedelta(days=text == "yesterday")
    if text in _WEEKDAYS:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS.index(text)) % 7)
    return None


def rfc3339(moment: datetime) -> str:
    """The moment as `2026-11-20T07:45:00Z`: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def spoken_day(day: date, today: date) -> str:
    """A day as one says it: today, yesterday, Tue 17 Nov, 3 Nov 2025."""
    gap = (today - day).days
    if gap in (0, 1):
        return "yesterday" if gap else "today"
    plain = f"{day.day} {_MONTHS[day.month - 1]}"
    if 1 < gap < 7:
        return f"{_WEEKDAYS[day.weekday()][:3].capitalize()} {plain}"
    return plain if day.year == today.year else f"{plain} {day.year}"


def spoken_time(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """A moment as one says it: today 07:31, yesterday 16:05, Tue 17 Nov 09:00, 3 Nov 2025."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    day = spoken_day(local.date(), today)
    if (today - local.date()).days >= 7 or local.time() == time.min:
        return day
    return f"{day} {local:%H:%M}"


def long_day(moment: datetime, zone: tzinfo) -> str:
    """A day written out: Friday 20 November 2026."""
    local = moment.astimezone(zone)
    return f"{local:%A} {local.day} {local:%B} {local.year}"


def spoken_length(length: timedelta) -> str:
    """A length of time in its largest whole unit: 40 seconds, 3 hours, 9 days."""
    seconds = max(0, int(length.total_seconds()))
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
