"""A page a topic and a place: its stories, the newest first, and the inspections of a place."""

from collections.abc import Iterator, Sequence

from cfnews.render.common import counted
from cfnews.sector.topic_labels import topic_label
from cfnews.site.chronicles import chronicle
from cfnews.site.parts import LARGEST, Section, in_parts
from cfnews.site.plan import by_day
from cfnews.site.press import Link, Page, Press, label, long
from cfnews.story import Story

_STEP = 900  # bytes that a step of a chronicle takes, about


def topic_pages(press: Press) -> Iterator[Page]:
    """A page a topic, each with a feed of its own."""
    for topic, stories in press.plan.topics.items():
        name = f"topic/{press.plan.topic_names[topic]}"
        yield from press.stories(
            name,
            in_parts(_by_day(press, stories), press.size),
            title=label(topic_label(topic)),
            counts=counted(len(stories), "story", "stories"),
            above=Link("Topics", "topics.html"),
            own_feed=f"{name}.atom",
        )


def place_pages(press: Press) -> Iterator[Page]:
    """A page a place."""
    for slug, stories in press.plan.places.items():
        place = press.plan.known[slug]
        told = chronicle(place, stories, press.material)
        yield from press.stories(
            f"place/{press.plan.place_names[slug]}",
            in_parts(_by_day(press, stories), press.size, first=LARGEST - _STEP * len(told.steps)),
            title=label(place.name),
            counts=counted(len(stories), "story", "stories"),
            above=Link("Places", "places.html"),
            told=told,
        )


def _by_day(press: Press, stories: Sequence[Story]) -> Iterator[Section]:
    for day, some in by_day(stories, press.material):
        short = f"{day:%a} {day.day} {day:%B}"
        yield Section(long(day), [one.id for one in some], len(some), f"day/{day}.html", short)
