"""The inspections of a place, as its page tells them: what is shipped, and what the published stories tell of it.

What depends on today, such as how long ago, is left out: a page changes only when its news do.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cfnews.render import timeline as words
from cfnews.render.chapters import Happened, chapters
from cfnews.sector.card_index import shipped_steps
from cfnews.sector.chronicle import Since, Subject, Timeline, in_order, last_inspection, last_judgement
from cfnews.sector.joining import News, joined
from cfnews.site.material import Material
from cfnews.story import Place, Story

_MOST = 40


class Chronicle(NamedTuple):
    """Names and values to stand above the stories, and the steps, newest first."""

    facts: list[tuple[str, str]]
    steps: list[Happened]


def chronicle(place: Place, stories: Sequence[Story], material: Material) -> Chronicle:
    """The inspections of a place of which these stories tell."""
    shipped = shipped_steps(place)
    steps = in_order(joined(shipped, [_news(one, place) for one in stories], frozenset(), material.zone))[-_MOST:]
    timeline = Timeline(
        subject=Subject(kind="place", name=place.name, labels=[place.slug], places=[place]),
        steps=steps,
        last_judgement=last_judgement(steps, material.today),
        last_inspection=last_inspection(steps, material.today),
        outcomes_as_of=max((step.as_of for step in shipped if step.as_of), default=None),
        stories=0,
        returned=0,
    )
    told = [one._replace(url=one.url[:2000]) for chapter in chapters(timeline) for one in chapter.steps]
    return Chronicle(_facts(timeline), told[::-1])


def _news(story: Story, place: Place) -> News:
    return News(
        id=story.id,
        title=story.title,
        url=story.url,
        source=story.sources[0].name,
        at=story.published_at or story.first_seen_at,
        places=tuple(story.places),
        events=tuple(event for event in story.events if event.place == place.code),
    )


def _facts(timeline: Timeline) -> list[tuple[str, str]]:
    found = []
    if (judged := timeline.last_judgement) is not None:
        found.append(("Last judgement", _begun(f"{words.graded(judged.grades)}; {words.day(judged.date)}")))
    if (came := timeline.last_inspection) is not None:
        found.append(("Last inspection", _came(came)))
    if timeline.outcomes_as_of is not None:
        as_of = words.day(timeline.outcomes_as_of.isoformat())
        found.append(("Outcomes", f"Ofsted's, as of {as_of}; later ones only as the news tells them"))
    return found


def _came(came: Since) -> str:
    return _begun(f"{words.kind(came.type)}; {words.day(came.date)}")


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
