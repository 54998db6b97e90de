"""A chronicle as Markdown: years as headings, one step a list item, every judgement in words."""

from collections.abc import Iterator

from cfnews.render import timeline as words
from cfnews.render.chapters import Happened, chapters
from cfnews.render.markdown import bullets, code, document, heading, inline, link
from cfnews.sector.chronicle import Timeline


def write(timeline: Timeline, notes: list[str]) -> str:
    """The chronicle as CommonMark; `notes` are what is to be said before it."""
    return document(list(_blocks(timeline, notes)))


def _blocks(timeline: Timeline, notes: list[str]) -> Iterator[str]:
    yield heading(1, f"Timeline of {inline(timeline.subject.name)}")
    yield inline(" ".join(notes))
    yield bullets([f"{name}: {inline(value)}" for name, value in words.heads(timeline)])
    for chapter in chapters(timeline):
        yield heading(2, str(chapter.year))
        yield bullets([". ".join(_parts(step)) for step in chapter.steps])


def _parts(step: Happened) -> Iterator[str]:
    yield f"**{step.day}**: {link(step.headline, step.url)}"
    yield from (inline(detail) for detail in step.details)
    if step.quote:
        yield f"“{inline(step.quote)}”"
    stories = ", ".join(code(one) for one in step.ids)
    yield inline(step.foot) + (f" ({stories})" if stories else "")
