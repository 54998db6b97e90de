"""What a digest holds and in which order: pure choices over stories that were read. Never prints."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Literal

from msgspec import Struct

from cfnews.model import Section
from cfnews.story import Counts, StoreState, Story
from cfnews.times import spoken_day

Grouping = Literal["section", "topic", "place", "feed", "day", "none"]

# The reader's morning: what happened, who was inspected, what changes in policy and law; comment comes last.
SECTION_ORDER: tuple[Section, ...] = (
    "news",
    "inspection",
    "government",
    "law",
    "parliament",
    "research",
    "charity",
    "nations",
    "opinion",
)
SECTION_NAMES: dict[str, str] = {
    "news": "News",
    "inspection": "Inspection and regulation",
    "government": "Government",
    "law": "Courts and law",
    "parliament": "Parliament",
    "research": "Research and statistics",
    "charity": "Charities and sector bodies",
    "nations": "Scotland, Wales and Northern Ireland",
    "opinion": "Comment",
}


class Group(Struct, frozen=True):
    """Stories under one heading. `left` more of them are not here: the command `more` lists them."""

    heading: str
    stories: list[Story]
    left: int = 0
    more: str = ""

    @property
    def number(self) -> int:
        """How many stories the group has, with those that are not here."""
        return len(self.stories) + self.left


class Digest(Struct, frozen=True, kw_only=True):
    """A digest ready to be rendered: its groups, and what its header and footer say.

    `failing` names feeds, `silent` says of each how long it has been quiet.
    `older` counts the new stories from before `since`, of which a first look tells the number alone.
    """

    groups: list[Group]
    counts: Counts
    state: StoreState
    now: datetime
    since: datetime | None
    new: bool
    failing: list[str]
    silent: list[str] = []
    older: int = 0
    sample: bool = False


def group(stories: Sequence[Story], by: Grouping, now: datetime, zone: tzinfo) -> list[Group]:
    """The stories under headings, in a sensible order of headings; the order within is kept.

    A story with several topics or places stands under the first; one with none under "Other".
    """
    if by == "none":
        return [Group("", list(stories))] if stories else []
    if by == "day":
        return _by_day(stories, now, zone)
    found: dict[str, list[Story]] = {}
    for story in stories:
        found.setdefault(_heading(story, by), []).append(story)
    if by == "section":
        order = {SECTION_NAMES[section]: rank for rank, section in enumerate(SECTION_ORDER)}
        return [Group(name, found[name]) for name in sorted(found, key=lambda name: order[name])]
    return [Group(name, found[name]) for name in sorted(found, key=lambda name: (name == "Other", name.casefold()))]


def _heading(story: Story, by: Grouping) -> str:
    match by:
        case "section":
            return SECTION_NAMES[story.section]
        case "topic":
            return story.topics[0] if story.topics else "Other"
        case "place":
            return story.places[0].name if story.places else "Other"
        case _:
            return story.sources[0].name


def _by_day(stories: Sequence[Story], now: datetime, zone: tzinfo) -> list[Group]:
    found: dict[date, list[Story]] = {}
    for story in stories:
        found.setdefault((story.published_at or story.first_seen_at).astimezone(zone).date(), []).append(story)
    today = now.astimezone(zone).date()
    return [Group(_as_heading(spoken_day(day, today)), found[day]) for day in sorted(found, reverse=True)]


def _as_heading(words: str) -> str:
    return words[:1].upper() + words[1:]
