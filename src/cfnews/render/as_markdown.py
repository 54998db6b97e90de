"""An edition as Markdown: headings by group, each story with its source, its time, further links and its id."""

from collections.abc import Iterator

from cfnews.render.common import left_of
from cfnews.render.edition import Edition
from cfnews.render.items import Item, Told, item
from cfnews.render.markdown import bullets, code, command, document, heading, inline, link, paragraph

DOT = " · "


def write(edition: Edition) -> str:
    """The edition as CommonMark."""
    return document(list(_blocks(edition)))


def _blocks(edition: Edition) -> Iterator[str]:
    yield heading(1, f"cfnews: {inline(edition.title)}")
    yield inline(f"{DOT.join(edition.counts())}.")
    yield inline(" ".join(edition.notes()))
    for group in edition.digest.groups:
        if group.heading:
            yield heading(2, f"{inline(group.heading)} ({group.number})")
        for story in group.stories:
            yield from _story(item(story, edition.zone), 3 if group.heading else 2)
        if group.left:
            yield f"{paragraph(left_of(group))} {command(group.more)}"


def _story(one: Item, rank: int) -> Iterator[str]:
    yield heading(rank, link(one.title, one.url))
    yield paragraph(one.summary)
    yield bullets([*_facts(one), *(f"Report: {link(words, url)}" for words, url in one.reports)])
    yield DOT.join(filter(None, (teller(one.lead), inline(one.when), _also(one), inline(one.marks), code(one.id))))


def _facts(one: Item) -> Iterator[str]:
    if one.labels:
        yield f"About: {inline(', '.join(one.labels))}"
    yield from (paragraph(words) for words in (*one.events, *one.figures))


def teller(told: Told) -> str:
    """An outlet by its name and what kind it is."""
    return paragraph(f"{told.name} ({told.role})" if told.role else told.name)


def _also(one: Item) -> str:
    """The other outlets, each leading to its own telling."""
    named = [f"{link(told.name, told.url)} ({inline(told.at)})" for told in one.also]
    rest = [f"{one.more} more"] if one.more else []
    return f"also in {', '.join([*named, *rest])}" if named else ""
