"""A chronicle in words, and in plain sentences: what kind of step, which grades, when, and how long ago.

A judgement is always named in words; colour, where a face has it, only repeats them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from cfnews.render.common import counted, listed, shortened
from cfnews.sector.chronicle import Since, Step, Subject, Timeline, span
from cfnews.story import Event, Place

GRADES = {
    "outstanding": "outstanding",
    "good": "good",
    "requires_improvement": "requires improvement",
    "inadequate": "inadequate",
}
SEND_OUTCOMES = {
    1: "experiences and outcomes typically positive",
    2: "inconsistent experiences and outcomes",
    3: "widespread or systemic failings",
}
_KINDS = {
    "full_inspection": "inspection of children's services",
    "area_send": "area SEND inspection",
    "jtai": "joint targeted area inspection",
    "monitoring_visit": "monitoring visit",
    "focused_visit": "focused visit",
    "childrens_home": "children's home inspection",
    "improvement_notice": "improvement notice",
    "statutory_direction": "statutory direction",
    "trust_created": "children's trust created",
    "trust_ended": "children's trust ended",
    "other": "inspection of another service",
    "story": "story",
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# The order of a report; an area that is not among them stands last.
_AREAS = ("overall", "leadership", "help_and_protection", "children_in_care", "care_leavers")
_QUOTE = 240
NAMED = 4
"""So many stories that tell of one step are named."""
_PLACES = 4  # named of one step


def kind(type_: str, number: int | None = None) -> str:
    """What a step is: "second monitoring visit"."""
    words = _KINDS.get(type_, type_.replace("_", " "))
    return words if number is None else f"{ordinal(number)} {words}"


def ordinal(number: int) -> str:
    """Which one: "second", "11th", "21st"."""
    if 0 < number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def headline(step: Step) -> str:
    """A step in a few words: a story's headline, or what it is, with its theme and which way it went."""
    if step.title is not None:
        return step.title
    words = kind(step.type, step.ordinal)
    theme = f": {step.theme[:1].lower()}{step.theme[1:]}" if step.theme else ""
    direction = f", {step.direction}" if step.direction else ""
    return f"{words[:1].upper()}{words[1:]}{theme}{direction}"


def tellers(step: Step, short: Mapping[str, str]) -> list[str]:
    """The short ids of the stories that tell of a step, the first few, and how many more there are."""
    rest = len(step.told_by) - NAMED
    return [*(short[one.id] for one in step.told_by[:NAMED]), *([f"{rest:,} more"] if rest > 0 else [])]


def where(step: Step) -> str:
    """The places of a step, a few of them by name."""
    names = [place.name for place in step.places]
    rest = len(names) - _PLACES
    return listed([*names[:_PLACES], f"{rest} more"] if rest > 0 else names)


def area(name: str) -> str:
    """An area of judgement in words."""
    return name.replace("_", " ")


def in_order(grades: Mapping[str, str]) -> list[tuple[str, str]]:
    """The grades of a judgement, the overall one first."""
    return sorted(grades.items(), key=lambda pair: rank(pair[0]))


def rank(area: str) -> int:
    """Where an area stands in a report."""
    return _AREAS.index(area) if area in _AREAS else len(_AREAS)


def graded(grades: Mapping[str, str]) -> str:
    """Grades as a sentence lists them: "good overall, children in care requires improvement"."""
    words = [
        f"{GRADES.get(grade, grade)} overall" if name == "overall" else f"{area(name)} {GRADES.get(grade, grade)}"
        for name, grade in in_order(grades)
    ]
    return ", ".join(words)


def told(event: Event, places: Sequence[Place] = ()) -> str:
    """An event that a story of these places tells without a date: "judged good overall", "focused visit, Leeds"."""
    of_one = [place.name for place in places if place.code == event.place] if len(places) > 1 else []
    return ", ".join([_told(event), *of_one])


def _told(event: Event) -> str:
    if event.grade is None:
        return kind(event.type, event.ordinal)
    of = {"full_inspection": ""}.get(event.type, f", {kind(event.type)}")
    graded_for = "overall" if event.area in (None, "overall") else f"for {area(event.area or '')}"
    moved = f" ({event.direction})" if event.direction else ""
    return f"judged {GRADES.get(event.grade, event.grade)} {graded_for}{of}{moved}"


def day(words: str) -> str:
    """A date written out: "15 May 2023", "May 2023"."""
    first, last = span(words)
    return f"{first.day} {first:%B} {first.year}" if first == last else f"{first:%B} {first.year}"


def period(step: Step) -> str:
    """The days of a shipped inspection: "15 to 26 May 2023, published 14 July 2023"."""
    if step.published is None:
        return day(step.date)
    report = f"published {_long(step.published)}"
    first = span(step.date).first
    if step.end is None:
        return report
    if first == step.end:
        return f"{_long(first)}, {report}"
    head = str(first.day) if (first.year, first.month) == (step.end.year, step.end.month) else f"{first.day} {first:%B}"
    return f"{head if first.year == step.end.year else _long(first)} to {_long(step.end)}, {report}"


def source(step: Step) -> str:
    """Who says so, and for which day it holds: "Ofsted, as of 29 June 2026"."""
    return f"{step.source}, as of {_long(step.as_of)}" if step.as_of else step.source


def _long(when: date) -> str:
    return day(when.isoformat())


def ago(since: Since) -> str:
    """How long ago: "1,225 days ago"."""
    return (
        "today"
        if not since.days and not since.about
        else f"{'about ' if since.about else ''}{counted(since.days, 'day')} ago"
    )


def heads(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """What stands above the steps: names and values."""
    if timeline.last_judgement is not None:
        one = timeline.last_judgement
        yield "Last judgement", f"{graded(one.grades)}; {day(one.date)}, {ago(one)}"
        if since := told_since(timeline.steps, one):
            yield (
                "In the news",
                f"{_told(since.undated[-1])}; in a story of {day(since.date)}, without a date of its own",
            )
    if timeline.last_inspection is not None:
        one = timeline.last_inspection
        yield "Last inspection", f"{kind(one.type)}; {day(one.date)}, {ago(one)}"
    if timeline.outcomes_as_of is not None:
        as_of = _long(timeline.outcomes_as_of)
        yield "Outcomes", f"Ofsted's, as of {as_of}; later ones only as the news tells them"
    elif timeline.subject.kind == "place":
        yield "Outcomes", "none are shipped for this place; inspections only as the news tells them"
    yield (
        "Stories",
        counted(timeline.stories, "story", "stories")
        + (f", the newest {timeline.returned:,} shown" if timeline.returned < timeline.stories else ""),
    )


def told_since(steps: Sequence[Step], last: Since) -> Step | None:
    """The last story since a judgement that ends with another grade, told without a date: it may be a later one."""
    for step in reversed(steps):
        event = step.undated[-1] if step.undated else None
        if event and event.type == "full_inspection" and event.grade and step.date > last.date:
            return step if last.grades.get(event.area or "overall") != event.grade else None
    return None


def plain_lines(timeline: Timeline, short: Mapping[str, str]) -> Iterator[str]:
    """The chronicle in sentences, one step a line."""
    yield f"Timeline of the {timeline.subject.kind} {timeline.subject.name}."
    for name, value in heads(timeline):
        yield f"{name}: {value}."
    yield ""
    for step in timeline.steps:
        yield " ".join(_sentences(step, short, timeline.subject))


def _sentences(step: Step, short: Mapping[str, str], subject: Subject) -> Iterator[str]:
    yield f"{day(step.date)}."
    places = where(step) if len(subject.places) != 1 else ""
    if step.type == "story":
        yield f"Story: {step.title}{'' if (step.title or '')[-1:] in '.?!' else '.'}"
        yield f"From {step.source}{f', about {places}' if places else ''}. Id: {short[step.told_by[0].id]}."
        if step.undated:
            yield f"It tells, without a date: {'; '.join(told(event, step.places) for event in step.undated)}."
        return
    yield f"{headline(step)}{f', {places}' if places else ''}."
    if step.grades:
        yield f"Judgement: {graded(step.grades)}."
    if step.send_outcome is not None:
        yield f"Outcome: {SEND_OUTCOMES[step.send_outcome]}."
    if step.as_of is not None:
        yield f"Inspected {period(step)}." if step.end else f"Report {period(step)}."
        yield f"Source: {source(step)}."
    elif quote := step.told_by[0].quote:
        yield f"{step.source}: “{shortened(quote, _QUOTE)}”"
    if step.told_by:
        yield f"Told in {listed(tellers(step, short))}."


FIELDS: Mapping[str, Callable[[Step], Any]] = {
    "date": lambda step: step.date,
    "type": lambda step: step.type,
    "place": lambda step: [place.slug for place in step.places],
    "grade": lambda step: step.grades.get("overall"),
    "grades": lambda step: [f"{area}={grade}" for area, grade in in_order(step.grades)],
    "source": lambda step: step.source,
    "title": headline,
    "url": lambda step: step.url,
    "end": lambda step: step.end,
    "published": lambda step: step.published,
    "direction": lambda step: step.direction,
    "ordinal": lambda step: step.ordinal,
    "send_outcome": lambda step: step.send_outcome,
    "theme": lambda step: step.theme,
    "as_of": lambda step: step.as_of,
    "stories": lambda step: [telling.id for telling in step.told_by],
}
"""The columns of tables, and what each holds of a step."""
DEFAULT_FIELDS = ("date", "type", "place", "grades", "source", "title", "url")
