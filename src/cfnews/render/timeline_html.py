"""A chronicle as one HTML page: years as headings, every judgement in words."""

from cfnews.render import timeline as words
from cfnews.render.chapters import chapters
from cfnews.render.page import page
from cfnews.sector.chronicle import Timeline


def write(timeline: Timeline, notes: list[str]) -> str:
    """The chronicle as HTML; `notes` are what is to be said before it."""
    return page(
        "timeline.html.j2",
        title=f"Timeline of {timeline.subject.name}",
        notes=notes,
        heads=list(words.heads(timeline)),
        chapters=chapters(timeline),
    )
