"""Plain text for screen readers, braille lines and logs: sentences, no symbols, no colour, no layout."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from types import MappingProxyType

from cfnews.digest import Digest, Group
from cfnews.render import common
from cfnews.reports import FeedOverview, FeedReport, FetchCounts
from cfnews.story import Piece, Story
from cfnews.times import spoken_time


def digest_lines(digest: Digest, short: Mapping[str, str], zone: tzinfo) -> Iterator[str]:
    """The digest as lines: each story numbered, with its summary, sources, time and id in words."""
    yield f"cfnews, {common.title(digest, zone)}."
    yield common.headline_counts(digest, zone).replace(" · ", ". ") + "."
    for line in (common.trouble(digest), common.freshness(digest)):
        if line:
            yield f"{line}."
    number = 0
    for group in digest.groups:
        yield ""
        yield from group_line(group)
        for story in group.stories:
            number += 1
            yield f"{number}. {story.title}"
            if story.summary:
                yield f"Summary: {story.summary}"
            also = common.also_in(story)
            yield f"Source: {common.outlets(story)[0]}{f', {also}' if also else ''}."
            marks = "".join([", starred" if story.starred else "", ", read" if story.read else ""])
            yield f"Time: {common.when(story, digest, zone)}. Id: {short[story.id]}{marks}."
            if watches := common.watched(story):
                yield f"Your {watches}."
        if group.left:
            yield f"{common.left_of(group)} {group.more}"
    yield ""
    if sums := common.reckoning(digest):
        yield f"{sums}."
    if older := common.older(digest, zone):
        yield f"{older}."
    first = next((story for group in digest.groups for story in group.stories), None)
    yield common.next_steps(digest, short[first.id] if first else None).replace(" · ", ", or ") + "."


def group_line(group: Group) -> Iterator[str]:
    """The heading of a group with its count, where it has one."""
    if group.heading:
        yield f"Section: {group.heading}, {common.counted(group.number, 'story', 'stories')}."


def list_lines(
    stories: Sequence[Story],
    short: Mapping[str, str],
    now: datetime,
    zone: tzinfo,
    passages: Mapping[str, Sequence[Piece]] = MappingProxyType({}),
) -> Iterator[str]:
    """One line a story, and one for the passage that a search found."""
    for story in stories:
        at = spoken_time(story.published_at or story.first_seen_at, now, zone)
        marks = ", ".join(filter(None, ("read" if story.read else "", common.watched(story))))
        read = f" ({marks})" if marks else ""
        yield f"{short[story.id]}, {at}, {common.outlets(story)[0]}: {story.title}{read}"
        if story.id in passages:
            yield f"Found: {common.marked(passages[story.id])}"


def fetch_lines(counts: FetchCounts, reports: Sequence[FeedReport]) -> Iterator[str]:
    """What a refresh brought, and what is worth telling of single feeds."""
    yield ", ".join(common.brought(counts, reports)) + "."
    if sums := common.reckoned(counts):
        yield f"{sums}."
    yield from (f"{words}." for words in common.noted(reports))


def feed_lines(feeds: Sequence[FeedOverview], now: datetime, zone: tzinfo) -> Iterator[str]:
    """The catalogue with its health, a sentence or two a feed."""
    for feed in feeds:
        yield f"{feed.id}, {feed.name}: {', '.join(common.health(feed, now, zone))}."
        yield from (f"{feed.id} {words}." for words, _ in common.complaints(feed, now))
