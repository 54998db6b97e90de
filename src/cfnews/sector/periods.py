"""The periods of a sentence, whether a figure can be of them, and what comes before one in the calendar."""

from datetime import datetime

from cfnews.sector.figure_words import Sentence, word_set
from cfnews.sector.period_forms import BEFORE_MONTH, OPENERS, Period, read_period

# What was so since 2021, or begins in 2030, was not measured then.
_DIGITS = frozenset("0123456789")
_NOT_MEASURED = word_set(
    "since until till to before after than with against founded established begin begins start starts end ends close"
    " closes open opens expire expires launches finish finishes"
)


def find_periods(sentence: Sentence, published: datetime | None) -> list[Period]:
    """The periods that `sentence` names, in order; `published` dates "last year" and "in July"."""
    found: list[Period] = []
    end = 0
    for at, word in enumerate(sentence.low[: sentence.length]):
        if at < end or not (word in OPENERS or word[0] in _DIGITS):
            continue
        period = read_period(sentence, at, published)
        if period is None:
            continue
        found.append(period._replace(before=_word_before(sentence.low, period.first)))
        end = period.end
        if len(found) > 1 and _is_span(sentence.low, *found[-2:]):
            start, last = found[-2:]
            found[-2:] = [last._replace(first=start.first, before=start.before, since=start.value)]
    return found


def measures(period: Period) -> bool:
    """Whether a figure beside it can be of the period; "up 2% on 2024" is no figure of 2024."""
    if period.before == "on" and len(period.value or "") < len("2024-03-31"):
        return False
    return bool(period.value or period.month) and period.before not in _NOT_MEASURED


def month_before(period: str, month: int) -> str:
    """The latest month of that number up to `period`."""
    year, last = int(period[:4]), 12
    if period[4:5] == "-" and period[5] != "Q":
        last = int(period[5:7])
    return f"{year - (month > last)}-{month:02}"


def year_before(period: str | None) -> str | None:
    """The same period one year earlier."""
    if period is None:
        return None
    year = int(period[:4]) - 1
    return f"{year}/{(year + 1) % 100:02}{period[7:]}" if period[4:5] == "/" else f"{year}{period[4:]}"


def _word_before(low: list[str], first: int) -> str:
    """The word that says how a period is meant: since, "begins" before "in", "than" before "in"."""
    place = first - 1
    place -= low[place] in {"the", "year"} and low[place - 1] in BEFORE_MONTH
    place -= low[place] in {"in", "on"} and low[place - 1] in _NOT_MEASURED
    return low[place]


def _is_span(low: list[str], start: Period, end: Period) -> bool:
    """From 2020 to 2025, between March 2020 and March 2025."""
    joined = {"from": "to", "between": "and"}.get(start.before)
    return joined is not None and start.value is not None and low[start.end : end.first] == [joined]
