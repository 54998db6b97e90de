"""Dates as English prose writes them, resolved against the day on which the text appeared.

"22 to 26 May 2023" is the day on which it began; "last month" is the month before `published`. A year alone
is a date whose value is None: it says when, but not to the month. What lies in the future is no date of an event.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = {name[:3]: number for number, name in enumerate(_NAMES, 1)}
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_MONTH = (
    r"(?:Jan(?:uary|\b)|Feb(?:ruary|\b)|Mar(?:ch|\b)|Apr(?:il|\b)|May|June?|July?|Aug(?:ust|\b)|Sept?(?:ember|\b)"
    r"|Oct(?:ober|\b)|Nov(?:ember|\b)|Dec(?:ember|\b))"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d{2}"
_TO = r"\s?(?:-|to|and|until|till|through)\s?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# The word for a month alone needs a word before it: "may" and "march" have other meanings, also with a capital.
_DATE = re.compile(
    rf"""\b(?:
      (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\ of)?(?:\ (?P<month1>{_MONTH})(?:\ (?P<year1>{_YEAR}))?)?{_TO}
        {_DAY}(?:\ of)?\ (?P<month2>{_MONTH})(?:,?\ (?P<year2>{_YEAR}))?
    | (?P<only_day>\d{{1,2}})(?:st|nd|rd|th)?(?:\ of)?\ (?P<its_month>{_MONTH})(?:,?\ (?P<its_year>{_YEAR}))?
    | (?P<us_month>{_MONTH})\ (?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:{_TO}{_DAY})?(?:,?\ (?P<us_year>{_YEAR}))?
    | (?P<month>{_MONTH})(?:\ of)?,?\ (?P<year>{_YEAR})
    | (?P<first_month>{_MONTH}){_TO}{_MONTH}\ (?P<their_year>{_YEAR})
    | (?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?\b)
    | (?P<slash_day>\d{{1,2}})/(?P<slash_month>\d{{1,2}})/(?P<slash_year>{_YEAR})
    | (?:in|since|last|this|by|until|during|of|from|mid|early|late)[\ -](?P<bare>{_MONTH})\b(?!\ (?:{_YEAR}|not\b))
        (?=(?:\ and\ {_MONTH}\ (?P<next_year>{_YEAR}))?)
    | (?P<naming>{_MONTH})(?=\ (?:\w+\ ){{0,2}}(?:inspection|visit)\b)
    | (?P<bare_year>{_YEAR})(?:[-/]\d{{2,4}})?\b(?!\ (?:children|young|people|families|cases|pupils|staff|referrals))
    | (?P<relative>(?i:yesterday|today|this\ morning|last\ (?:week|month|year|spring|summer|autumn|winter)
        |(?:earlier\ )?this\ (?:week|month|year|spring|summer|autumn|winter)
        |(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\ (?:days|weeks|months|years)\ (?:ago|earlier|before)
        |a\ (?:week|month|year)\ (?:ago|earlier|before)))
    | (?:[Oo]n|[Ll]ast|[Tt]his|[Ee]arly)\ (?P<weekday>{_WEEKDAY})
    )""",
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_HINTS = (*(name[:3] for name in _NAMES), "day", "ago", "last", "Last", "this ", "earlier", "before")


class DateMark(NamedTuple):
    """A date in a text: where it stands, and its value (`2023-05`, `2023-05-22` or None)."""

    start: int
    end: int
    value: str | None


def dates_in(text: str, published: date | None) -> list[DateMark]:
    """The dates that a text names, in order. Text has straight hyphens and single spaces; linear in its length."""
    if not _DIGIT.search(text) and not any(hint in text for hint in _HINTS):
        return []
    return [_read(found, published) for found in _DATE.finditer(text)]


def _read(found: re.Match[str], published: date | None) -> DateMark:
    part = found.groupdict()
    start = found.start("bare") if part["bare"] else found.start()
    return DateMark(start, found.end(), _value(part, published))


def _value(part: dict[str, str | None], published: date | None) -> str | None:
    if part["iso"] or part["bare_year"]:
        return part["iso"]
    if part["relative"] or part["weekday"]:
        return _spoken(part["relative"], part["weekday"], published) if published else None
    if part["slash_day"]:
        return _written(int(part["slash_month"] or 0), part["slash_year"], part["slash_day"], published)
    if part["month2"]:
        return _range_start(part, published)
    month = (
        part["its_month"] or part["us_month"] or part["month"] or part["first_month"] or part["bare"] or part["naming"]
    )
    year = part["its_year"] or part["us_year"] or part["year"] or part["their_year"] or part["next_year"]
    return _written(_number(month), year, part["only_day"] or part["us_day"], published)


def _number(month: str | None) -> int:
    return _MONTHS[(month or "")[:3]]


def _range_start(part: dict[str, str | None], published: date | None) -> str | None:
    """Of "28 November to 9 December 2022" the first day; in "27 December to 5 January 2023" it is in 2022."""
    last = _number(part["month2"])
    first = _number(part["month1"]) if part["month1"] else last
    year = part["year1"] or part["year2"]
    if year and not part["year1"] and first > last:
        year = str(int(year) - 1)
    return _written(first, year, part["day"], published)


def _written(month: int, year: str | None, day: str | None, published: date | None) -> str | None:
    """A date with its year, which is the latest that is not after `published` where none is written."""
    if not 1 <= month <= 12:
        return None
    if year is None:
        if published is None:
            return None
        known = (month, int(day or 0)) > (published.month, published.day)
        year = str(published.year - 1 if known else published.year)
    if day is None:
        return f"{year}-{month:02}"
    if not 1 <= int(day) <= monthrange(int(year), month)[1]:
        return None
    return f"{year}-{month:02}-{int(day):02}"


def _spoken(relative: str | None, weekday: str | None, published: date) -> str | None:
    """The date in "yesterday", "last month", "on Tuesday"; None for a time without a month, such as "last year"."""
    words = (relative or "").lower()
    if weekday:
        return (published - timedelta(days=(published.weekday() - _WEEKDAYS.index(weekday[:3])) % 7)).isoformat()
    if words in ("today", "this morning", "yesterday"):
        return (published - timedelta(days=words == "yesterday")).isoformat()
    if words in ("last month", "a month ago"):
        return f"{published.replace(day=1) - timedelta(days=1):%Y-%m}"
    return f"{published:%Y-%m}" if words.endswith("this month") else None


class DateRange(NamedTuple):
    """The first and the last day of an inspection."""

    start: date
    end: date


_WEEKDAY_FIRST = rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?"
_RANGE = re.compile(
    rf"\s*(?:from\s+)?{_WEEKDAY_FIRST}(?P<day1>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?(?:\s+(?P<month1>{_MONTH}))?(?:,?\s+(?P<year1>{_YEAR}))?"
    rf"\s*(?:-|–|—|to|and|until)\s*"
    rf"{_WEEKDAY_FIRST}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})(?:,?\s+(?P<year2>{_YEAR}))?"
)
_ONE_DAY = re.compile(
    rf"\s*{_WEEKDAY_FIRST}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR})"
)


def date_range(text: str, year: int | None = None) -> DateRange | None:
    """The range of days at the head of a text: "23 May to 15 June 2016", "22 and 23 May 2023". None if there is none.

    `year` is the year of a range that bears none, as in a letter's "Between 16 and 20 May".
    """
    found = _RANGE.match(text)
    if found is None:
        return None
    month2 = _number(found["month2"])
    month1 = _number(found["month1"]) if found["month1"] else month2
    last = int(found["year2"] or found["year1"] or year or 0)
    if not last:
        return None
    first = int(found["year1"] or last - (month1 > month2))
    start, end = _day(first, month1, found["day1"]), _day(last, month2, found["day2"])
    return DateRange(start, end) if start and end else None


def day_in(text: str) -> date | None:
    """The day at the head of a text: "7 April 2017". None if there is none."""
    found = _ONE_DAY.match(text)
    return _day(int(found["year"]), _number(found["month"]), found["day"]) if found else None


def _day(year: int, month: int, day: str) -> date | None:
    return date(year, month, int(day)) if 1 <= int(day) <= monthrange(year, month)[1] else None
