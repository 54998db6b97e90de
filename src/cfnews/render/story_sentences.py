"""One story whole in plain sentences, one thing a line: for screen readers, braille lines and logs."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from cfnews.render import happenings as told
from cfnews.render import story_words as words
from cfnews.render.common import counted
from cfnews.story import StoryDetail
from cfnews.times import spoken_time

_ENDS = (".", "!", "?", "…", ":", ".”", "!”", "?”", ".’", "!’", "?’")


def pages(stories: Sequence[StoryDetail], now: datetime, zone: tzinfo, program: str = "cfnews") -> Iterator[str]:
    """Stories one after the other; `program` is what to type before a command."""
    for place, story in enumerate(stories):
        if place:
            yield ""
        yield from page(story, now, zone, program)


def page(story: StoryDetail, now: datetime, zone: tzinfo, program: str = "cfnews") -> Iterator[str]:
    """One story."""
    story = words.cleaned(story)
    yield story.title
    if story.url:
        yield f"Address: {story.url}"
    for name, value in words.facts(story, now, zone):
        yield _ended(f"{name}: {value}")
    yield from _happenings(story)
    yield from _figures(story)
    yield ""
    yield from _text(story, program)
    yield from (f"Finding: {_ended(one)}" for one in words.findings_beside(story))
    for report in story.reports:
        yield f"Report: {_ended(report.title)} Address: {report.url}" if report.title else f"Report: {report.url}"
    yield from (_ended(f"Law: {citation}") for citation in story.citations)
    yield from _sources(story, now, zone)
    for change in story.changes:
        before, after = words.difference(change.before, change.after)
        yield f"Changed {spoken_time(change.at, now, zone)} by {change.feed}: {change.field}."
        yield _ended(f"Before: {before}")
        yield _ended(f"After: {after}")


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(_ENDS) else f"{sentence}."


def _happenings(story: StoryDetail) -> Iterator[str]:
    for one in told.happenings(story):
        grades = ", ".join("".join(told.judgement(judged)) for judged in one.judged)
        yield f"Event: {one.words}." + (f" Judged {grades}." if grades else "")


def _figures(story: StoryDetail) -> Iterator[str]:
    for one in told.measures(story, spoken=True):
        yield _ended(f"Figure: {one.value}, {one.subject}{f', {one.beside}' if one.beside else ''}")
    if left := told.figures_left(story):
        yield left.capitalize()


def _text(story: StoryDetail, program: str) -> Iterator[str]:
    yield f"Text, {words.origin(story)}:"
    yield from (f"Item: {block.words}" if block.is_item else block.words for block in words.blocks(story))
    yield from words.what_is_missing(story, program) or ("End of the text.",)


def _sources(story: StoryDetail, now: datetime, zone: tzinfo) -> Iterator[str]:
    yield f"Told by {counted(len(story.sources), 'source')}."
    for source in story.sources:
        yield f"{source.name}, {', '.join(words.source_facts(source, now, zone))}: {_ended(source.title)}"
        if source.url and source.url != story.url:
            yield f"Address: {source.url}"
