"""Single stories as one HTML page, whole: facts, text, events, figures, every source and every change."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from typing import Any

from cfnews.render import story_words, whole
from cfnews.render.edition import address
from cfnews.render.happenings import happenings, measures
from cfnews.render.items import Link, happened, language, measured
from cfnews.render.page import page
from cfnews.story import StoryDetail


def write(
    stories: Sequence[StoryDetail], now: datetime, zone: tzinfo, notes: Sequence[str] = (), program: str = "cfnews"
) -> str:
    """The stories as HTML; `notes` stand above, `program` is what to type before a command."""
    shown = [_shown(story_words.cleaned(story), now, zone, program) for story in stories]
    title = shown[0]["title"] if len(shown) == 1 else "Stories"
    return page("story.html.j2", title=title, notes=notes, stories=shown)


def _shown(story: StoryDetail, now: datetime, zone: tzinfo, program: str) -> dict[str, Any]:
    return {
        "title": whole.title(story),
        "url": address(story.url),
        "language": language(story.language),
        "facts": list(whole.facts(story, now, zone)),
        "blocks": list(story_words.blocks(story)),
        "missing": story_words.what_is_missing(story, program),
        "lists": [(heading, lines) for heading, lines in _lists(story, zone) if lines],
        "sources": list(whole.sources(story, zone)),
    }


def _lists(story: StoryDetail, zone: tzinfo) -> Iterator[tuple[str, list[Link]]]:
    yield "Findings", _plain(story_words.findings_beside(story))
    yield "Events", _plain(map(happened, happenings(story)))
    yield "Key figures", _plain(measured(one) for one in measures(story, spoken=True))
    yield "Citations", _plain(story.citations)
    yield "Reports", whole.reports(story)
    yield "Changes", _plain(whole.changes(story, zone))


def _plain(lines: Iterable[str]) -> list[Link]:
    return [Link(words, "") for words in lines]
