"""What stories tell, joined with the shipped inspection outcomes: each inspection once, however many stories recall it.

Principle: a date that the text gives places an event, and two tellings of one kind, place and grade at nearly one time
are one event. Nearly, because a report has a day of inspection and a day of publication weeks apart, and stories give
either. What a text tells without a date stays with its story: "rated inadequate in 2019" and "rated inadequate" look
alike here, so to place either on the day of the story would invent an inspection; what the text plainly recalls
(event_recall.py) is not told beside a story either. One exception: a grade without a date
that is the one shipped is that judgement recalled, unless the story says, long after, that it stayed the same.
Rejected: joining two grades that differ, of which one must be wrong: both are shown, each with its source.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from msgspec import structs

from cfnews.sector.chronicle import Span, Step, Telling, span
from cfnews.sector.event_recall import is_recalled
from cfnews.story import Event, Place

_APART = timedelta(days=120)  # between an inspection and the last that is written of its report
_NEWS = timedelta(days=14)  # in which a report is news, and its day "today"
_LONG_AFTER = timedelta(days=180)
_ONE_MATTER = timedelta(days=31)  # a notice is announced, served and reported
# Of these a council has one at a time; visits come every few months, and homes are many.
_RARE = frozenset(("full_inspection", "area_send", "jtai"))
_MEASURES = frozenset(("improvement_notice", "statutory_direction", "trust_created", "trust_ended"))
_MANY = frozenset(("childrens_home", "other"))


class News(NamedTuple):
    """A story as a chronicle needs it; `source` is the outlet that leads it, `events` those that are of the subject."""

    id: str
    title: str
    url: str | None
    source: str
    at: datetime
    places: tuple[Place, ...]
    events: tuple[Event, ...]


def joined(outcomes: Iterable[Step], news: Sequence[News], shown: frozenset[str], zone: tzinfo) -> list[Step]:
    """The steps of shipped outcomes, of what stories tell, and of the stories whose ids are in `shown`; in no order."""
    board = _Board(outcomes)
    stories: list[Step] = []
    for story in sorted(news, key=lambda one: one.at):
        day = story.at.astimezone(zone).date()
        left = [event for event in story.events if not board.take(event, story, day)]
        if story.id in shown:
            stories.append(_step_of_story(story, day, [event for event in left if not is_recalled(event)]))
    return [*board.steps(), *stories]


def _step_of_story(story: News, day: date, undated: list[Event]) -> Step:
    return Step(
        date=day.isoformat(),
        type="story",
        title=story.title,
        places=list(story.places),
        source=story.source,
        url=story.url,
        told_by=[_telling(story, None)],
        undated=undated,
    )


class _Kept:
    """A step as it grows, and the stories that tell of it, in order of time."""

    def __init__(self, step: Step, told_by: list[Telling]) -> None:
        self.step = step
        self.told_by = told_by

    def take(self, event: Event, story: News) -> None:
        """Takes in one telling more. What is shipped stays as it is; what news tell is filled up."""
        if not self.told_by or self.told_by[-1].id != story.id:
            self.told_by.append(_telling(story, event.quote))
        step = self.step
        if step.published is None:
            self.step = structs.replace(
                step,
                date=_better(step.date, event.date or step.date),
                grades=step.grades | _graded(event),
                direction=step.direction or event.direction,
                ordinal=step.ordinal or event.ordinal,
            )


class _Board:
    """The steps so far, by kind and place, so that an event is held against few of them."""

    def __init__(self, outcomes: Iterable[Step]) -> None:
        self._kept: dict[tuple[str, str], list[_Kept]] = {}
        for one in outcomes:
            self._kept.setdefault((one.type, one.places[0].code), []).append(_Kept(one, []))

    def steps(self) -> Iterator[Step]:
        """All steps."""
        for kept in self._kept.values():
            yield from (structs.replace(one.step, told_by=one.told_by) for one in kept)

    def take(self, event: Event, story: News, day: date) -> bool:
        """Joins an event with its step, or makes it one; False if it has no date to be placed by."""
        kept = self._kept.setdefault((event.type, event.place or ""), [])
        for one in kept:
            if _is_recalled(one.step, event, day) if event.date is None else _is_one(one.step, event):
                one.take(event, story)
                return True
        if event.date is None:
            return False
        kept.append(_Kept(_new(event, story, event.date), [_telling(story, event.quote)]))
        return True


def _is_recalled(step: Step, event: Event, day: date) -> bool:
    """Whether a grade told without a date, in a story of that day, is the one of a shipped outcome."""
    if step.published is None or event.grade is None or step.grades.get(event.area or "") != event.grade:
        return False
    if day < span(step.date).first:
        return False
    return event.direction != "unchanged" or day <= step.published + _LONG_AFTER


def _is_one(step: Step, event: Event) -> bool:
    """Whether an event with a date is of this step."""
    if event.grade and step.grades.get(event.area or "", event.grade) != event.grade:
        return False
    if event.type in _MANY and (step.date != event.date or step.grades.get(event.area or "") != event.grade):
        return False
    told, known = span(event.date or step.date), span(step.date)
    if step.published is not None:
        first = known.first if step.end else step.published - _APART
        return _gap(told, Span(first, step.published + _NEWS)) <= timedelta(0)
    if None not in (step.ordinal, event.ordinal) and step.ordinal != event.ordinal:
        return False
    return _gap(told, known) <= _leeway(event, step)


def _leeway(event: Event, step: Step) -> timedelta:
    """How far apart two dates of one event may be."""
    if event.type in _RARE or (event.ordinal is not None and event.ordinal == step.ordinal):
        return _APART
    return _ONE_MATTER if event.type in _MEASURES else timedelta(0)


def _gap(one: Span, other: Span) -> timedelta:
    return max(one.first - other.last, other.first - one.last, timedelta(0))


def _new(event: Event, story: News, when: str) -> Step:
    return Step(
        date=when,
        type=event.type,
        places=[place for place in story.places if place.code == event.place],
        grades=_graded(event),
        direction=event.direction,
        ordinal=event.ordinal,
        source=story.source,
        url=story.url,
    )


def _better(one: str, other: str) -> str:
    """Of two dates of one event the more exact; where they differ, the earlier, as reports follow inspections."""
    if _gap(span(one), span(other)):
        return min(one, other)
    return max(one, other, key=len)


def _graded(event: Event) -> dict[str, str]:
    return {event.area or "overall": event.grade} if event.grade else {}


def _telling(story: News, quote: str | None) -> Telling:
    return Telling(story.id, story.title, story.source, story.at.replace(microsecond=0), quote)
