"""Which pages a site has, and which stories are on each. Pure: knows no HTML and no folder."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from cfnews.digest import Group, group
from cfnews.ranking import ranked
from cfnews.sector.topic_labels import topic_label
from cfnews.site.material import Material, end_of
from cfnews.site.naming import file_names
from cfnews.story import Place, Story

_ENOUGH, _DAYS = 20, 3


class Plan(Struct, frozen=True):
    """Stories by day, the newest day first, and by topic and place; `topic_names` and `place_names` are of files."""

    days: dict[date, list[Story]]
    topics: dict[str, list[Story]]
    places: dict[str, list[Story]]
    known: dict[str, Place]
    topic_names: Mapping[str, str]
    place_names: Mapping[str, str]

    def newest(self) -> dict[date, list[Story]]:
        """The days of the first page: the newest, and those before it while there are few stories.

        At breakfast today has three stories, and nobody wants to turn a page for yesterday's.
        """
        found: dict[date, list[Story]] = {}
        for day, stories in self.days.items():
            if len(found) == _DAYS or sum(map(len, found.values())) >= _ENOUGH:
                break
            found[day] = stories
        return found


def plan(material: Material) -> Plan:
    """The pages of these stories."""
    days: dict[date, list[Story]] = {}
    topics: dict[str, list[Story]] = {}
    places: dict[str, list[Story]] = {}
    known: dict[str, Place] = {}
    for story in material.stories:
        days.setdefault(material.day_of(story), []).append(story)
        for topic in dict.fromkeys(story.topics):
            topics.setdefault(topic, []).append(story)
        for place in story.places:
            if known.setdefault(place.slug, place) and story not in places.setdefault(place.slug, [])[-1:]:
                places[place.slug].append(story)
    return Plan(days, topics, places, known, file_names(topics), file_names(places))


def by_section(stories: Sequence[Story], day: date, material: Material) -> list[Group]:
    """Stories under the headings of a digest, in each the highest in rank first, as of the end of the day."""
    at = end_of(day)
    return group(ranked(stories, at), "section", at, material.zone)


def by_day(stories: Sequence[Story], material: Material) -> list[tuple[date, list[Story]]]:
    """Stories, which are the newest first, by day."""
    return [(day, list(some)) for day, some in groupby(stories, material.day_of)]


def topics_by_name(topics: Mapping[str, Sequence[Story]]) -> list[tuple[str, str]]:
    """The topics with their labels, in the order of these."""
    return sorted(((topic, topic_label(topic)) for topic in topics), key=lambda one: (one[1].casefold(), one[0]))
