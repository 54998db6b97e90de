"""Single stories as Markdown, whole: facts, text, events, figures, every source and every change."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo

from cfnews.render import story_words, whole
from cfnews.render.edition import address
from cfnews.render.happenings import happenings, measures
from cfnews.render.items import happened, measured
from cfnews.render.markdown import bullets, document, heading, inline, link, paragraph
from cfnews.story import StoryDetail


def write(
    stories: Sequence[StoryDetail], now: datetime, zone: tzinfo, notes: Sequence[str] = (), program: str = "cfnews"
) -> str:
    """The stories as CommonMark, each under a heading of its own; `notes` stand above, `program` is what to type."""
    found = [block for story in stories for block in _blocks(story_words.cleaned(story), now, zone, program)]
    return document([inline(" ".join(notes)), *found])


def _blocks(story: StoryDetail, now: datetime, zone: tzinfo, program: str) -> Iterator[str]:
    yield heading(1, link(whole.title(story), address(story.url)))
    yield bullets([f"{name}: {inline(value)}" for name, value in whole.facts(story, now, zone)])
    yield from _text(story, program)
    yield from _part("Findings", map(paragraph, story_words.findings_beside(story)))
    yield from _part("Events", (paragraph(happened(one)) for one in happenings(story)))
    yield from _part("Key figures", (paragraph(measured(one)) for one in measures(story, spoken=True)))
    yield from _part("Citations", map(paragraph, story.citations))
    yield from _part("Reports", (link(words, url) for words, url in whole.reports(story)))
    yield from _part("Sources", (_source(*source) for source in whole.sources(story, zone)))
    yield from _part("Changes", map(paragraph, whole.changes(story, zone)))


def _text(story: StoryDetail, program: str) -> Iterator[str]:
    yield heading(2, "Text")
    items: list[str] = []
    for block in story_words.blocks(story):
        if block.is_item:
            items.append(paragraph(block.words))
            continue
        yield bullets(items)
        items = []
        yield paragraph(block.words)
    yield bullets(items)
    yield paragraph(" ".join(story_words.what_is_missing(story, program)))


def _part(name: str, lines: Iterable[str]) -> Iterator[str]:
    listed = bullets(list(lines))
    if listed:
        yield heading(2, name)
        yield listed


def _source(name: str, about: str, headline: tuple[str, str]) -> str:
    return f"{paragraph(name)}, {inline(about)}: {link(*headline)}"
