"""The forms of a period in a sentence: a year, a financial year, a quarter, a month, a day, "last year".

Written YYYY, YYYY-MM, YYYY-MM-DD, YYYY/YY, YYYY-Qn or YYYY/YY-Qn. "Last year" and "in July" are resolved by the date
of publication and stay unknown without it. Which figure a period belongs to is for others to say.
"""

from datetime import datetime
from typing import NamedTuple

from cfnews.sector.counted import has_plural
from cfnews.sector.figure_words import Sentence, word_set

_NAMES = "january february march april may june july august september october november december"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split(), 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
OPENERS = frozenset((*_MONTHS, *_QUARTERS, *_ORDINALS, "quarter", "this", "year", "months"))
"""The words, besides digits, that a period can begin with."""
_DAY_ENDINGS = word_set("st nd rd th")
# "May" and "March" are words too: a month by itself is a date only behind one of these.
BEFORE_MONTH = word_set(
    "in during for since at of by until till last this to from between and early late mid through throughout before"
    " after on"
)
# "The 2017 report" names a document; "the 2021 census" says when it counted.
_POINTING = word_set("the its their a this our his her")
_DATA = word_set("figure figures data census survey total count statistics results cohort budget intake")
_COUNTED = word_set("children people families pupils homes households carers staff workers places")  # 2000 children
_LAWS = word_set("act acts regulations rules order measure bill convention code directive")


class Period(NamedTuple):
    """A period and its words, `first` to `end` (left out); `value` is None where the year is not known.

    `before` is the word in front of it, in lower case; `month` is set where the text names no year; `since` is
    where a span of several years begins: "between 2020 and 2025" has the value 2025.
    """

    value: str | None
    first: int
    end: int
    before: str = ""
    month: int = 0
    since: str | None = None


def read_period(sentence: Sentence, at: int, published: datetime | None) -> Period | None:
    """The period that begins at the word `at`, if one does."""
    word = sentence.low[at]
    if word[:1].isdigit():
        return _year(sentence.low, at) if is_year(word) else _day(sentence, at)
    if word not in OPENERS:
        return None
    if word in _MONTHS:
        return _month(sentence, at, published)
    if word in {"year", "months"}:
        return _year_ending(sentence, at, published)
    return _quarter(sentence.low, at) or _relative(sentence.low, at, published)


def is_year(word: str) -> bool:
    """Whether a word has the form of a year from 1900 to 2099."""
    return len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"}


def _year(low: list[str], at: int) -> Period | None:
    """A year or financial year, perhaps with its quarter; no value in the name of a law; None for 2000 children."""
    before, after = low[at - 1], low[at + 1]
    if before in {"/", "£", "[", "#"} or (after in _COUNTED and before not in BEFORE_MONTH):
        return None
    if before in _LAWS or after in _LAWS or (after == "and" and low[at + 3] in _LAWS):
        return Period(None, at, at + 1)
    value, end = _year_or_span(low, at)
    if (before in _POINTING or before.endswith("'s")) and low[end].isalpha() and low[end] not in _DATA | BEFORE_MONTH:
        return Period(None, at, end)
    quarter = end + (low[end] in {"-", ","})
    if value and low[quarter] in _QUARTERS:
        return Period(f"{value}-Q{_QUARTERS[low[quarter]]}", at, quarter + 1)
    return Period(value, at, end)


def _year_or_span(low: list[str], at: int) -> tuple[str | None, int]:
    """2025; 2025/26 for "2025-26" and "2025 to 2026"; None for several years, which are no one period."""
    sign, other = low[at + 1], low[at + 2]
    if sign not in {"-", "/", "to"} or not (is_year(other) or (other.isdigit() and len(other) == 2 and sign != "to")):
        return low[at], at + 1
    if int(other) % 100 == (int(low[at]) + 1) % 100 and (sign != "to" or low[at - 1] != "from"):
        return f"{low[at]}/{other[-2:]}", at + 3
    return (low[at], at + 1) if sign == "to" else (None, at + 3)


def _day(sentence: Sentence, at: int) -> Period | None:
    """1 July 2025, 3rd of May."""
    low = sentence.low
    if not (low[at].isdigit() and len(low[at]) <= 2):
        return None
    name = at + 1
    name += low[name] in _DAY_ENDINGS
    name += low[name] == "of"
    if low[name] not in _MONTHS or not sentence.words[name][0].isupper():
        return None
    return _dated(low, at, _MONTHS[low[name]], int(low[at]), name + 1)


def _dated(low: list[str], at: int, month: int, day: int, end: int) -> Period:
    """The day of a month, with its year if one stands at `end`."""
    year = end + (low[end] == "," and is_year(low[end + 1]))
    if is_year(low[year]):
        return Period(f"{low[year]}-{month:02}-{day:02}", at, year + 1)
    return Period(None, at, end, month=month)


def _month(sentence: Sentence, at: int, published: datetime | None) -> Period | None:
    """July 2025; July 1, 2025; July to September 2025; or July alone, the latest before publication."""
    low, month, after = sentence.low, _MONTHS[sentence.low[at]], at + 1
    if not sentence.words[at][0].isupper():
        return None
    if low[after] in {"to", "and", "-"} and low[after + 1] in _MONTHS and is_year(low[after + 2]):
        return _months(low, at, month)
    if low[after].isdigit() and len(low[after]) <= 2 and not has_plural(low, after + 1):
        return _dated(low, at, month, int(low[after]), after + 1 + (low[after + 1] in _DAY_ENDINGS))
    after += low[after] in {",", "of"}
    if is_year(low[after]):
        return Period(f"{low[after]}-{month:02}", at, after + 1)
    return _bare_month(low, at, month, published)


def _months(low: list[str], at: int, first: int) -> Period:
    """July to September 2025 is a quarter; other months of one year are the year."""
    last, year = _MONTHS[low[at + 2]], low[at + 3]
    whole_quarter = last - first == 2 and last % 3 == 0
    return Period(f"{year}-Q{last // 3}" if whole_quarter else year, at, at + 4)


def _bare_month(low: list[str], at: int, month: int, published: datetime | None) -> Period | None:
    if low[at - 1] not in BEFORE_MONTH:
        return None
    year = published.year - (month > published.month) if published else None
    return Period(f"{year}-{month:02}" if year else None, at, at + 1, month=month)


def _quarter(low: list[str], at: int) -> Period | None:
    """Q1 2026, Q1 of 2025/26, the first quarter of 2026, quarter 1 of 2026."""
    number, year = _QUARTERS.get(low[at], 0), at + 1
    if low[at + 1] == "quarter":
        number, year = _ORDINALS.get(low[at], 0), at + 2
    elif low[at] == "quarter" and low[at + 1] in {"1", "2", "3", "4"}:
        number, year = int(low[at + 1]), at + 2
    year += low[year] in {"of", "in", ","}
    year += low[year] == "the"
    if not number or not is_year(low[year]):
        return None
    value, end = _year_or_span(low, year)
    return Period(f"{value}-Q{number}" if value else None, at, end)


def _year_ending(sentence: Sentence, at: int, published: datetime | None) -> Period | None:
    """The year ending March 2026 is 2025/26, as government statistics count; another year ends in its month."""
    low = sentence.low
    if low[at + 1] not in {"ending", "ended", "to"} or (low[at] == "months" and low[at - 1] not in {"12", "twelve"}):
        return None
    begin = at + 2 + (low[at + 2] == "in")
    ending = read_period(sentence, begin, published) if low[begin][:1].isdigit() or low[begin] in _MONTHS else None
    if ending is None or ending.value is None or "-" not in ending.value:
        return None
    year, month = int(ending.value[:4]), ending.value[5:7]
    return Period(f"{year - 1}/{year % 100:02}" if month == "03" else ending.value[:7], at, ending.end)


def _relative(low: list[str], at: int, published: datetime | None) -> Period | None:
    """Last year, this month."""
    span, back = low[at + 1], low[at] == "last"
    if span not in {"year", "month"} or low[at] not in {"last", "this"}:
        return None
    value = None
    if published:
        months = published.year * 12 + published.month - 1 - back
        value = f"{months // 12}-{months % 12 + 1:02}" if span == "month" else str(published.year - back)
    return Period(value, at, at + 2)
