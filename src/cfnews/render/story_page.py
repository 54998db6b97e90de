"""One story whole for a screen: headline, facts, what happened, figures, text, reports, law, sources and changes.

Judgements are in words and in colour; nothing is told by colour alone.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from rich.style import Style
from rich.text import Text

from cfnews.render import happenings as told
from cfnews.render import story_words as words
from cfnews.render.as_terminal import Line, headline
from cfnews.render.timeline_styled import GRADE_STYLES
from cfnews.story import StoryDetail
from cfnews.times import spoken_time

_HEADING, _META, _MISSING = "bold cyan", "dim", "yellow"
_DOT = " · "
_NAME = 10  # columns of the names of facts
_WIDEST_VALUE = 16  # columns: "54.5 per 10,000"; a longer one pushes its line on
_EMPTY = Line(Text())


def pages(stories: Sequence[StoryDetail], now: datetime, zone: tzinfo, program: str = "cfnews") -> Iterator[Line]:
    """Stories one after the other; `program` is what to type before a command."""
    for place, story in enumerate(stories):
        if place:
            yield from (_EMPTY, _EMPTY)
        yield from page(story, now, zone, program)


def page(story: StoryDetail, now: datetime, zone: tzinfo, program: str = "cfnews") -> Iterator[Line]:
    """One story."""
    story = words.cleaned(story)
    yield Line(headline(story))
    if story.url:
        yield Line(_address(story.url))
    yield _EMPTY
    for name, value in words.facts(story, now, zone):
        yield Line(Text(value, "cyan" if name == "Id" else ""), mark=Text(f" {name:<{_NAME}}", _META))
    yield from _happenings(story)
    yield from _figures(story)
    yield from _text(story, program)
    yield from _findings(story)
    yield from _documents(story)
    yield from _sources(story, now, zone)
    yield from _changes(story, now, zone)


def _heading(title: str, beside: str = "") -> Iterator[Line]:
    yield _EMPTY
    yield Line(Text(title, _HEADING).append(f"  {beside}" if beside else "", _META), rule=True)


def _address(url: str) -> Text:
    # Not to be wrapped: a terminal that breaks it at its edge still knows it as one.
    return Text(url, Style(dim=True, link=url), no_wrap=True)


def _happenings(story: StoryDetail) -> Iterator[Line]:
    found = told.happenings(story)
    if found:
        yield from _heading("Events")
    for one in found:
        yield Line(Text(one.words, "bold"), mark=Text(" ● ", _gravest(one)))
        if one.judged:
            yield Line(_judged(one.judged), 3)


def _gravest(one: told.Happening) -> str:
    """The colour of an event's mark: its overall grade's, else that of its gravest."""
    overall = [judged.grade for judged in one.judged if judged.area in (None, "overall")]
    grades = overall or [judged.grade for judged in one.judged]
    return next((style for grade, style in reversed(GRADE_STYLES.items()) if grade in grades), "cyan")


def _judged(judged: Sequence[told.Judged]) -> Text:
    line = Text()
    for one in judged:
        before, grade, after = told.judgement(one)
        style = GRADE_STYLES.get(one.grade, "bold")
        line.append_text(Text.assemble((_DOT if line else "", _META), (before, _META), (grade, style), after))
    return line


def _figures(story: StoryDetail) -> Iterator[Line]:
    found = told.measures(story)
    if not found:
        return
    yield from _heading("Figures")
    room = min(_WIDEST_VALUE, max(len(one.value) for one in found))
    for one in found:
        line = Text(one.subject)
        if one.beside:
            line.append(f"{_DOT}{one.beside}", _META)
        yield Line(line, mark=Text(f" {one.value:>{room}}  ", "bold"))
    if left := told.figures_left(story):
        yield Line(Text(left, _META), mark=Text(" " * (room + 3)))


def _text(story: StoryDetail, program: str) -> Iterator[Line]:
    yield from _heading("Text", words.origin(story))
    was_item = True
    for block in words.blocks(story):
        if not (was_item and block.is_item):
            yield _EMPTY
        was_item = block.is_item
        yield Line(Text(block.words), mark=Text(words.ITEM) if block.is_item else None)
    if missing := words.what_is_missing(story, program):
        yield _EMPTY
        said, *step = missing
        yield Line(Text(said, _MISSING))
        yield from (Line(Text(one, _META)) for one in step)


def _findings(story: StoryDetail) -> Iterator[Line]:
    found = words.findings_beside(story)
    if found:
        yield from _heading("Findings")
    for finding in found:
        yield Line(Text(finding), mark=Text(f" {words.ITEM}"))


def _documents(story: StoryDetail) -> Iterator[Line]:
    if story.reports:
        yield from _heading("Reports")
    for report in story.reports:
        if report.title:
            yield Line(Text(report.title, Style(link=report.url)), 1)
        yield Line(_address(report.url), 3 if report.title else 1)
    if story.citations:
        yield from _heading("Law")
    for citation in story.citations:
        yield Line(Text(citation), 1)


def _sources(story: StoryDetail, now: datetime, zone: tzinfo) -> Iterator[Line]:
    yield from _heading("Sources", str(len(story.sources)))
    for source in story.sources:
        beside = "".join(_DOT + one for one in words.source_facts(source, now, zone))
        yield Line(Text.assemble((source.name, "bold"), (beside, _META)), 1)
        yield Line(Text(source.title, Style(link=source.url) if source.url else ""), 3)


def _changes(story: StoryDetail, now: datetime, zone: tzinfo) -> Iterator[Line]:
    if story.changes:
        yield from _heading("Changes")
    for change in story.changes:
        before, after = words.difference(change.before, change.after)
        when = spoken_time(change.at, now, zone)
        yield Line(Text(f"{when}{_DOT}{change.feed}{_DOT}{change.field}", _META), 1)
        yield Line(Text(before), mark=Text("   before  ", _META))
        yield Line(Text(after), mark=Text("   after   ", _META))
