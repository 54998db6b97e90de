"""A chronicle as documents tell it: its steps by year, in words. Knows no markup."""

from collections.abc import Iterator
from typing import NamedTuple

from cfnews.normalise.characters import one_line
from cfnews.render import timeline as words
from cfnews.render.common import shortened
from cfnews.render.edition import address
from cfnews.sector.chronicle import Step, Timeline, span

_QUOTE = 240


class Happened(NamedTuple):
    """One step: its day and headline, where that leads, and what else there is to tell; `ids` are those of stories."""

    day: str
    date: str
    headline: str
    url: str
    details: list[str]
    quote: str
    foot: str
    ids: list[str]


class Chapter(NamedTuple):
    """The steps of one year."""

    year: int
    steps: list[Happened]


def chapters(timeline: Timeline) -> list[Chapter]:
    """The steps by year, oldest first."""
    found: dict[int, list[Happened]] = {}
    for step in timeline.steps:
        year = span(step.date).first.year
        found.setdefault(year, []).append(_happened(step, several=len(timeline.subject.places) != 1))
    return [Chapter(year, steps) for year, steps in found.items()]


def _happened(step: Step, *, several: bool) -> Happened:
    is_story = step.type == "story"
    places = f", {words.where(step)}" if several and step.places else ""
    quote = step.told_by[0].quote if step.told_by and not is_story and step.as_of is None else None
    return Happened(
        day=words.day(step.date),
        date=step.date,
        headline=one_line(words.headline(step) + places),
        url=address(step.url),
        details=[one_line(detail) for detail in _details(step)],
        quote=shortened(one_line(quote or ""), _QUOTE),
        foot=one_line(f"{words.period(step)}; {words.source(step)}" if step.as_of else step.source),
        ids=[one.id for one in step.told_by],
    )


def _details(step: Step) -> Iterator[str]:
    if step.grades:
        yield f"Judgement: {words.graded(step.grades)}"
    if step.send_outcome is not None:
        yield f"Outcome: {words.SEND_OUTCOMES[step.send_outcome]}"
    if step.undated:
        told = "; ".join(words.told(event, step.places) for event in step.undated)
        yield f"It tells, without a date: {told}"
