"""A single story as documents tell it, whole: its facts, its sources and its changes, in words. Knows no markup."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from cfnews.render import story_words
from cfnews.render.edition import address, moment, published
from cfnews.render.items import NO_TITLE, ROLES, Link
from cfnews.story import StoryDetail


def title(story: StoryDetail) -> str:
    """The headline."""
    return story.title or NO_TITLE


def facts(story: StoryDetail, now: datetime, zone: tzinfo) -> Iterator[tuple[str, str]]:
    """What is known of a story, names and values; when it was published as a date, for a document is read later."""
    yield "Published" if story.published_at else "Seen", moment(published(story), zone)
    yield from (fact for fact in story_words.facts(story, now, zone) if fact[0] != "Published")


def sources(story: StoryDetail, zone: tzinfo) -> Iterator[tuple[str, str, Link]]:
    """Each source: its name, its role and time, and its headline, leading to its telling."""
    for source in story.sources:
        at = moment(source.published_at, zone) if source.published_at else "no time given"
        role = ROLES.get(source.role, source.role)
        yield source.name or source.feed, f"{role}, {at}", Link(source.title or NO_TITLE, address(source.url))


def reports(story: StoryDetail) -> list[Link]:
    """The documents that the story links to."""
    return [Link(one.title or one.url, address(one.url)) for one in story.reports]


def changes(story: StoryDetail, zone: tzinfo) -> Iterator[str]:
    """What changed in a story since it was first seen, a few sentences each."""
    for change in story.changes:
        before, after = story_words.difference(change.before, change.after)
        yield f"{moment(change.at, zone)}, {change.feed}, {change.field}. Before: {before} After: {after}"
