"""What Atom, RSS and JSON Feed tell of a story alike: ids that stay, dates, outlets, categories, text.

An id is made from the story's own, which is the same for ever and on every machine.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import msgspec

from cfnews.normalise.characters import one_line
from cfnews.render.common import also_in
from cfnews.render.edition import Edition, address, published, updated
from cfnews.render.items import NO_TITLE, Link, labels, language
from cfnews.story import Selection, Story

TAG = "tag:cfnews.invalid,2026:"  # RFC 4151; a name that nobody can own (RFC 2606)
"""What every id of ours begins with."""
# What says for how long, how many and in which order is no part of what a feed is of.
_PASSING = ("since", "until", "new", "revised", "cursor", "limit", "sort")


class FeedItem(NamedTuple):
    """A story as feeds tell it; `text` is plain, `outlets` are links to each outlet's telling."""

    id: str
    title: str
    url: str
    text: str
    published: datetime
    updated: datetime
    outlets: list[Link]
    categories: list[str]
    language: str


def feed_items(edition: Edition) -> Iterator[FeedItem]:
    """The stories of an edition, in its order."""
    return (feed_item(story) for story in edition.stories)


def feed_item(story: Story) -> FeedItem:
    """A story as feeds tell it."""
    also = also_in(story)
    also = f"{also[:1].upper()}{also[1:]}." if also else ""
    return FeedItem(
        id=story_tag(story.id),
        title=one_line(story.title) or NO_TITLE,
        url=address(story.url),
        text=" ".join(filter(None, (one_line(story.summary), one_line(also)))),
        published=published(story).replace(microsecond=0),
        updated=updated(story).replace(microsecond=0),
        outlets=[Link(one_line(source.name), address(source.url)) for source in story.sources],
        categories=labels(story),
        language=language(story.language),
    )


def story_tag(story_id: str) -> str:
    """The id of a story in every feed."""
    return f"{TAG}story/{story_id}"


def feed_tag(edition: Edition) -> str:
    """The id of the feed: the same for the same selection, whenever it is written."""
    return f"{TAG}feed/{edition.name}/{selection_mark(edition.selection)}"


def selection_mark(selection: Selection) -> str:
    """Sixteen letters that are the same for the same selection, whenever it is asked for."""
    asked = msgspec.to_builtins(selection)
    lasting = {name: value for name, value in asked.items() if name not in _PASSING}
    return hashlib.sha256(msgspec.json.encode(lasting, order="sorted")).hexdigest()[:16]


def feed_title(edition: Edition) -> str:
    """What the feed is called: not by the day, which changes."""
    sample = "SAMPLE: " if edition.digest.sample else ""
    return f"{sample}cfnews: stories{f' for {edition.query}' if edition.query else ''}"


def last_change(edition: Edition) -> datetime:
    """When the feed's last story was changed; when it was written, where there is none."""
    return max((updated(story) for story in edition.stories), default=edition.digest.now).replace(microsecond=0)
