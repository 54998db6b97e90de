"""A chronicle: inspections, measures and stories of a place, a body or a topic, oldest to newest.

The values alone, their dates, and how long ago the last judgement was. How what stories tell is joined with what is
shipped is in `joining`. Knows no store and no clock.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from msgspec import Struct

from cfnews.story import Event, Place

Day = date  # within a class that has a field `date`, that name is the field
INSPECTIONS = frozenset(("full_inspection", "area_send", "jtai", "monitoring_visit", "focused_visit"))
"""The inspections of a whole council's area; those of a home or another service are not the council's."""


class Subject(Struct, frozen=True, kw_only=True):
    """What a chronicle is of. `labels` are the slugs of places, the name of a body or the id of a topic.

    Several places where a name stands for several councils, as that of a former county or a shared trust does.
    """

    kind: Literal["place", "body", "topic"]
    name: str
    labels: list[str]
    places: list[Place]


class Telling(Struct, frozen=True):
    """A story that tells of a step; `source` is the outlet that leads it, `quote` the sentence that tells."""

    id: str
    title: str
    source: str
    published_at: datetime
    quote: str | None


class Step(Struct, frozen=True, kw_only=True):
    """One step: an inspection or measure (`type` as in events), or a story of that day (`type` "story").

    `date` is YYYY-MM-DD, or YYYY-MM where no more is known; of a shipped outcome the first day of the inspection, or of
    its report where that is all that is known. `as_of` and `published` are of shipped outcomes alone. `undated` are the
    events that a story tells without a date of their own.
    """

    date: str
    end: Day | None = None
    published: Day | None = None
    type: str
    title: str | None = None
    places: list[Place]
    grades: dict[str, str] = {}
    direction: str | None = None
    ordinal: int | None = None
    send_outcome: int | None = None
    theme: str | None = None
    source: str
    as_of: Day | None = None
    url: str | None = None
    told_by: list[Telling] = []
    undated: list[Event] = []


class Since(Struct, frozen=True, kw_only=True):
    """How many days ago the last step of a kind was; `about` where only its month is known."""

    type: str
    date: str
    days: int
    about: bool
    grades: dict[str, str]


class Timeline(Struct, frozen=True, kw_only=True):
    """A chronicle ready to be shown. `outcomes_as_of` is the day of the shipped outcomes, None where there are none.

    `stories` counts the stories in the window, `returned` those among the steps.
    """

    subject: Subject
    steps: list[Step]
    last_judgement: Since | None
    last_inspection: Since | None
    outcomes_as_of: date | None
    stories: int
    returned: int


class Span(NamedTuple):
    """The days that a date may mean, the first and the last."""

    first: date
    last: date


def span(words: str) -> Span:
    """The days of `2026-10-05` or `2026-10`."""
    if len(words) > len("2026-10"):
        day = date.fromisoformat(words)
        return Span(day, day)
    year, month = map(int, words.split("-"))
    return Span(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))


def in_order(steps: Iterable[Step]) -> list[Step]:
    """The steps, oldest first; on one day what happened goes before what was written."""
    return sorted(steps, key=lambda one: (span(one.date).first, one.type == "story", _written(one), one.type))


def _written(step: Step) -> str:
    return step.told_by[0].published_at.isoformat() if step.type == "story" else ""


def within(step: Step, since: date | None, until: date | None) -> bool:
    """Whether a step may lie between two days, both of them taken in."""
    days = span(step.date)
    return (since is None or days.last >= since) and (until is None or days.first <= until)


def last_judgement(steps: Sequence[Step], today: date) -> Since | None:
    """The last grades of a council's services: from the day of the report, where that is known."""
    return _last([one for one in steps if one.type == "full_inspection" and one.grades], today, of_report=True)


def last_inspection(steps: Sequence[Step], today: date) -> Since | None:
    """The last time that inspectors came, whatever for: from the last day of the inspection."""
    return _last([one for one in steps if one.type in INSPECTIONS], today, of_report=False)


def _last(steps: Sequence[Step], today: date, *, of_report: bool) -> Since | None:
    dated = [(_day_of(one, of_report), one) for one in steps]
    known = [(words, one) for words, one in dated if span(words).first <= today]
    if not known:
        return None
    words, step = max(known, key=lambda pair: span(pair[0]))
    return Since(
        type=step.type,
        date=words,
        days=(today - span(words).first).days,
        about=span(words).first != span(words).last,
        grades=step.grades,
    )


def _day_of(step: Step, of_report: bool) -> str:
    day = step.published if of_report else step.end
    return day.isoformat() if day else step.date
