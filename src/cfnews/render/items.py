"""A story as an item of a document: what is shown of it, bounded, in words. Knows no markup.

The page, the mail and the briefing tell the same of a story, so that it is decided here once.
"""

from datetime import datetime, tzinfo
from typing import NamedTuple

import msgspec

from cfnews.model import Role
from cfnews.normalise.characters import one_line
from cfnews.render.common import shortened, watched
from cfnews.render.edition import address, moment, published
from cfnews.render.happenings import Happening, Measure, happenings, judgement, measures
from cfnews.sector.topic_labels import topic_label
from cfnews.story import Source, Story

SUMMARY = 420
"""So many characters of a summary are shown: about four lines, enough to decide whether to read on."""
_LABELS, _SOURCES, _EVENTS, _FIGURES, _REPORTS = 6, 6, 3, 3, 3
_TITLE_OF_LINK = 160
NO_TITLE = "Without a headline"
ROLES: dict[Role, str] = {
    "primary": "primary source",
    "trade": "trade press",
    "national": "national press",
    "local": "local press",
    "blog": "blog",
}


class Link(NamedTuple):
    """Words that lead somewhere; `url` is "" where they do not."""

    words: str
    url: str


class Told(NamedTuple):
    """One outlet's telling: its name, what kind of outlet it is, when it told, and under which headline."""

    name: str
    role: str
    at: str
    title: str
    url: str


class Item(NamedTuple):
    """A story as documents show it. `when` is in words, `at` the same moment in UTC; `more` counts sources left out."""

    id: str
    title: str
    url: str
    language: str
    summary: str
    lead: Told
    also: list[Told]
    more: int
    when: str
    at: datetime
    labels: list[str]
    events: list[str]
    figures: list[str]
    reports: list[Link]
    marks: str


def item(story: Story, zone: tzinfo) -> Item:
    """The story as an item; times are told in the zone."""
    lead, *others = (_told(source, zone) for source in story.sources) if story.sources else (_NOBODY,)
    return Item(
        id=story.id,
        title=one_line(story.title) or NO_TITLE,
        url=address(story.url),
        language=language(story.language),
        summary=shortened(one_line(story.summary), SUMMARY),
        lead=lead,
        also=others[:_SOURCES],
        more=len(others[_SOURCES:]),
        when=("" if story.published_at else "seen ") + moment(published(story), zone),
        at=published(story),
        labels=labels(story)[:_LABELS],
        events=[happened(one) for one in happenings(story)[:_EVENTS]],
        figures=[measured(one) for one in measures(_telling(story), spoken=True)[:_FIGURES]],
        reports=[
            Link(shortened(one_line(one.title or "") or one_line(one.url), _TITLE_OF_LINK), address(one.url))
            for one in story.reports[:_REPORTS]
        ],
        marks=" · ".join(filter(None, ("starred" if story.starred else "", watched(story)))),
    )


def _telling(story: Story) -> Story:
    """The story with those figures alone that tell something without its text.

    A small bare count ("4 calls") is said better by the summary; a share, a sum, a rate, a comparison and a large
    number are what a reader looks for.
    """
    kept = [one for one in story.figures if one.comparison or one.unit != "count" or _is_large(one.value)]
    return msgspec.structs.replace(story, figures=kept)


def _is_large(value: float | str) -> bool:
    return not isinstance(value, str) and abs(value) >= 100


_NOBODY = Told("no source", "", "", "", "")


def _told(source: Source, zone: tzinfo) -> Told:
    at = moment(source.published_at, zone) if source.published_at else "no time given"
    title = shortened(one_line(source.title), _TITLE_OF_LINK)
    return Told(one_line(source.name) or source.feed, ROLES.get(source.role, ""), at, title, address(source.url))


def labels(story: Story) -> list[str]:
    """The places and topics of a story, by name."""
    names = [place.name for place in story.places] + [topic_label(topic) for topic in story.topics]
    return list(dict.fromkeys(filter(None, map(one_line, names))))


def happened(one: Happening) -> str:
    """An event with its grades: "Monitoring visit, Leeds, May 2026: good overall"."""
    grades = ", ".join("".join(judgement(judged)) for judged in one.judged)
    return one_line(f"{one.words}: {grades}" if grades else one.words)


def measured(one: Measure) -> str:
    """A figure with what it counts: "61%: visits on time (July 2026, against 58%)"."""
    return one_line(f"{one.value}: {one.subject}{f' ({one.beside})' if one.beside else ''}")


def language(tag: str | None) -> str:
    """The language of a text where it is not English, as HTML and XML name it (BCP 47); else ""."""
    parts = (tag or "").split("-")
    whole = all(part.isascii() and part.isalnum() and len(part) <= 8 for part in parts)
    return tag or "" if whole and parts[0].isalpha() and 2 <= len(parts[0]) <= 3 and parts[0].lower() != "en" else ""
