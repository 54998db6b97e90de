"""The events and figures of a story in words, for every face: what happened where and when, how much and against what.

A judgement is always named in words. What is no date or no number as the sector's rules write them is shown as it is.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cfnews.render import timeline
from cfnews.render.common import counted
from cfnews.story import Event, Figure, Story

MOST = 12
"""So many figures are shown; a report has up to sixty."""

_SIZES = ((10**9, "bn", "billion"), (10**6, "m", "million"))
_QUARTER = re.compile(r"(\d{4}(?:/\d\d)?)-Q([1-4])", re.ASCII)
_QUARTERS = ("first", "second", "third", "fourth")


class Judged(NamedTuple):
    """A grade, of an area or None, and which way it went: `improved`, `declined`, `unchanged` or None."""

    area: str | None
    grade: str
    direction: str | None


class Happening(NamedTuple):
    """One event with all the grades that it gave: "Monitoring visit (second), Worcestershire, 14 November 2026"."""

    words: str
    judged: Sequence[Judged]


class Measure(NamedTuple):
    """A figure: its value with the unit, what is counted, and "April 2017, against 100% in April 2016" or ""."""

    value: str
    subject: str
    beside: str


# --- events -----------------------------------------------------------------------------------------


def happenings(story: Story) -> list[Happening]:
    """The events of a story, the grades of one judgement together, in the order of the text."""
    names = {key: place.name for place in story.places for key in (place.code, place.slug)}
    found: dict[str, list[Judged]] = {}
    for event in story.events:
        words = _what(event, names)
        graded = found.setdefault(words, [])
        if event.grade is not None:
            graded.append(Judged(event.area, event.grade, event.direction))
    return [Happening(words, _in_order(graded)) for words, graded in found.items()]


def _what(event: Event, names: dict[str, str]) -> str:
    kind = timeline.kind(event.type)
    ordinal = f" ({timeline.ordinal(event.ordinal)})" if event.ordinal is not None else ""
    parts = [f"{kind[:1].upper()}{kind[1:]}{ordinal}", names.get(event.place or "", "")]
    parts.append(event.direction or "" if event.grade is None else "")
    parts.append(period(event.date) if event.date else "")
    return ", ".join(filter(None, parts))


def _in_order(judged: Sequence[Judged]) -> list[Judged]:
    return sorted(judged, key=lambda one: timeline.rank(one.area or "overall"))


def judgement(one: Judged) -> tuple[str, str, str]:
    """A grade as three pieces, of which only the middle one is the grade: ("leadership ", "good", " (improved)")."""
    moved = f" ({one.direction})" if one.direction else ""
    grade = timeline.GRADES.get(one.grade, one.grade.replace("_", " "))
    if one.area in (None, "overall"):
        return "", grade, f"{' overall' if one.area else ''}{moved}"
    return f"{timeline.area(one.area or '')} ", grade, moved


# --- figures ----------------------------------------------------------------------------------------


def measures(story: Story, *, spoken: bool = False) -> list[Measure]:
    """The first figures of a story; `spoken` writes millions out."""
    return [_measure(figure, spoken) for figure in story.figures[:MOST]]


def figures_left(story: Story) -> str:
    """How many figures are not shown, and how to see them; "" where all are."""
    left = len(story.figures) - MOST
    return f"and {counted(left, 'more figure')}: cfnews show {story.id} --json" if left > 0 else ""


def _measure(figure: Figure, spoken: bool) -> Measure:
    parts = [period(figure.period)] if figure.period else []
    if figure.comparison is not None:
        other = amount(figure.comparison.value, figure.unit, spoken=spoken)
        when = figure.comparison.period
        parts.append(f"against {other}{f' {_preposition(when)} {period(when)}' if when else ''}")
    return Measure(amount(figure.value, figure.unit, spoken=spoken), figure.subject, ", ".join(parts))


def amount(value: float | str, unit: str, *, spoken: bool = False) -> str:
    """A value with its unit: "61%", "£1.2m" ("£1.2 million" when spoken), "1:5", "5 days", "54 per 10,000"."""
    if isinstance(value, str):
        return value
    match unit:
        case "percent":
            return f"{_digits(value)}%"
        case "gbp":
            return _pounds(value, spoken)
        case "days" | "hours" | "years":
            return f"{_digits(value)} {unit.removesuffix('s') if value == 1 else unit}"
        case "rate_per_10000":
            return f"{_digits(value)} per 10,000"
        case _:
            return _large(value, spoken=True) or _digits(value)


def _pounds(value: float, spoken: bool) -> str:
    sign, value = "−" if value < 0 else "", abs(value)
    return f"{sign}£{_large(value, spoken) or (f'{value:,.2f}' if value % 1 else f'{int(value):,}')}"


def _large(value: float, spoken: bool) -> str:
    """Millions and billions with at most two decimals, "" where that would not be exact."""
    for size, sign, word in _SIZES:
        if abs(value) >= size and value * 100 % size == 0:
            return f"{_digits(value / size)}{f' {word}' if spoken else sign}"
    return ""


def _digits(value: float) -> str:
    return f"{value:,}".removesuffix(".0")


def period(words: str) -> str:
    """A period as one says it: "31 March 2026", "March 2026", "2025/26", "first quarter of 2025/26"."""
    if quarter := _QUARTER.fullmatch(words):
        return f"{_QUARTERS[int(quarter[2]) - 1]} quarter of {quarter[1]}"
    if "-" not in words:
        return words
    try:
        return timeline.day(words)
    except ValueError:
        return words


def _preposition(words: str) -> str:
    if _QUARTER.fullmatch(words):
        return "in the"
    return "on" if len(words) == len("2026-03-31") else "in"
