"""What a number counts: the unit written beside it, or the noun that makes it a count.

"" is a bare number: it has a figure's form only together with another, as in "from 45 to 60 per cent". Weeks, miles
and other measures that the contract has no unit for are no figures of ours.
"""

import re
from typing import NamedTuple

from cfnews.sector.counted import counts
from cfnews.sector.figure_words import Sentence
from cfnews.sector.numbers import Number

# In order; the group that matches names the unit. A hyphen makes an adjective, of which only a few tell a figure:
# "a 48-hour wait", but no "24-hour helpline" and no "72-hour target".
_UNIT = re.compile(
    r"""(?:(?P<points>(?:-\ )?percentage\ (?:-\ )?points?\b)
    |(?P<percent>(?:-\ )?(?:%|per\ ?cent(?:age)?\b|percent\b|pc\b|pct\b))
    |(?P<gbp>(?:-\ )?(?:pounds?|quid)\b)
    |-\ (?:working\ |school\ )?(?:(?P<by_hour>hour)|(?P<by_day>day))\ (?:wait|delay|gap|stay|backlog|average|turnaround)
    |(?P<hours>(?:full\ |whole\ |working\ )?(?:hours?|hrs)\b)
    |(?P<days>(?:full\ |whole\ |working\ |school\ |calendar\ |consecutive\ |sitting\ |clear\ )?days?\b)
    |(?P<years>(?:full\ |whole\ |long\ )?(?:years?|yrs)\b)
    |(?P<other>(?:-\ )?(?:
      (?:seconds?|minutes?|mins|weeks?|months?|decades?|centuries|terms?|miles?|km|kilomet\w+|met(?:re|er)s?|mph|feet|ft
      |inches|acres|hectares|tonnes|tons|kg|g|mg|litres|degrees?|p|pence|cents?|euros?|dollars?|gb|mb|stars?|points?|grams
      |times\ (?:as|more|higher|larger|greater|less|likelier|over|the|that|its|their)|o'clock)\b|°))
    )""",
    re.VERBOSE,
)
_NAMES = {"by_hour": "hours", "by_day": "days"}
_RATE = re.compile(
    r"(?:[a-z' -]{0,60} )?(?:per|for every|in every|for each|in each|out of every) (?P<of>[0-9][0-9,]*)(?![\w.])"
)
_RATE_BEFORE = re.compile(r"\bper 10,?000\b[a-z ']{0,60}$")
_PERCENTAGE_BEFORE = re.compile(
    r"\b(?:percentage|proportion)\b[a-z ']{0,60} (?:was|is|reached|stood at|rose to|fell to)$"
)
_TEN_THOUSAND = "rate_per_10000"

# A span that only says when, or how often, is no figure: "three years ago", "in the past 10 days", "first in 30 years".
_WHEN_BEFORE = re.compile(
    r"\b(?:past|last|next|first|previous|coming|following|another|final|these|those|aged?|under|per|time in|the)"
    r"(?: (?:over|about|nearly|almost|just|more than|at least|at most|some))*$"
    r"|\b(?:first|only|lowest|highest|worst|best|most|least|biggest|largest|smallest)(?: [a-z'-]+){0,5} (?:in|for)$"
)
_WHEN_AFTER = re.compile(
    r"(?:(?:ago|old|olds|of age|later|earlier|after|before|since|in a row|running|apart|from now|into|hence)\b"
    r"|on(?= [,.;]|$)|' (?:time|notice)\b)"
)
_WITHIN = re.compile(r"\bwithin(?: [a-z]+)?$")  # hours and days are a measure of the work, years a plan


class Unit(NamedTuple):
    """The name of a unit, and where its words end."""

    name: str
    end: int


def find_unit(sentence: Sentence, number: Number, before: str, after: str) -> Unit | None:
    """The unit of a number, "" for a bare one; None for a measure that is no unit of ours, and for a span of time.

    `before` and `after` are the words around the number, in lower case.
    """
    if number.share or _is_money(sentence.low, number):
        return Unit("ratio" if number.share else "gbp", number.end)
    written = _UNIT.match(after)
    if written:
        return _written(number, written, before, after)
    rate = _RATE.match(after)
    if rate:
        ten_thousand = rate["of"].replace(",", "") == "10000"
        return Unit(_TEN_THOUSAND, number.end + len(rate[0].split())) if ten_thousand else None
    return Unit(_told_before(sentence, number, before), number.end)


def _told_before(sentence: Sentence, number: Number, before: str) -> str:
    """The unit of a number that has none behind it: "the percentage on time was 84", "the rate per 10,000 was 54"."""
    if number.value <= 100 and _PERCENTAGE_BEFORE.search(before):
        return "percent"
    if _RATE_BEFORE.search(before) and not number.exact:
        return _TEN_THOUSAND
    return "count" if counts(sentence, number, before) else ""


def _is_money(low: list[str], number: Number) -> bool:
    """£6m, and the end of £5-6m."""
    first = number.first
    ends_span = low[first - 3] == "£" and low[first - 1] in {"-", "to"} and number.scaled
    return low[first - 1] == "£" or ends_span


def _written(number: Number, written: re.Match[str], before: str, after: str) -> Unit | None:
    group = written.lastgroup or "other"
    if group == "other":
        return None
    unit = Unit(_NAMES.get(group, group), number.end + len(written[0].split()))
    if group not in {"hours", "days", "years"}:
        return unit
    if number.value != 1 and not written[0].endswith("s"):  # two Year 9 pupils
        return Unit("", number.end)
    return None if _is_when(number, group, before, after[written.end() :].lstrip()) else unit


def _is_when(number: Number, unit: str, before: str, after: str) -> bool:
    """Whether a span of time only says when something was: "three years ago", "one day", "within five years"."""
    if (number.value == 1 and number.spelt) or (unit == "years" and _WITHIN.search(before)):
        return True
    return bool(_WHEN_BEFORE.search(before) or _WHEN_AFTER.match(after))
