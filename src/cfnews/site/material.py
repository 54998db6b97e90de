"""What a site is made of: the stories that may be published, and what is said of the whole. No clock, no store.

A reader's own state is no part of it: what is hidden, read, starred or watched, and what only the reader may read.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, tzinfo
from html import escape
from urllib.parse import urlsplit

from msgspec import Struct, structs

from cfnews.render.edition import address, published
from cfnews.story import Source, Story

_LONGEST_LINK = 4000  # characters in HTML; a longer one would weigh on every page that has it


class Material(Struct, frozen=True, kw_only=True):
    """What is published. `stories` are the newest first; `base` is the site's address, ending in a slash, or "".

    `mark` is the same for the same selection, whenever it is published. `indexed` lets search engines in.
    """

    title: str
    stories: list[Story]
    zone: tzinfo
    today: date
    mark: str
    base: str = ""
    read_at: datetime | None = None
    indexed: bool = False
    is_sample: bool = False

    def day_of(self, story: Story) -> date:
        """The day under which a story stands."""
        return published(story).astimezone(self.zone).date()


def fit_to_publish(stories: Sequence[Story], private_feeds: Collection[str]) -> list[Story]:
    """The stories as others may see them, the newest first.

    A story that a private feed leads is left out, for its words are that feed's; elsewhere such a source is.
    """
    kept = [_public(story, private_feeds) for story in stories if not story.hidden]
    return sorted(filter(None, kept), key=lambda one: (-published(one).timestamp(), one.id))


def _public(story: Story, private_feeds: Collection[str]) -> Story | None:
    if not story.sources or story.sources[0].feed in private_feeds:
        return None
    return structs.replace(
        story,
        url=_link(story.url),
        sources=[_linked(one) for one in story.sources if one.feed not in private_feeds],
        reports=[structs.replace(one, url=_link(one.url) or "") for one in story.reports],
        read=False,
        starred=False,
        watches=[],
    )


def _linked(source: Source) -> Source:
    return structs.replace(source, url=_link(source.url))


def _link(url: str | None) -> str | None:
    """The address, unless it holds a user and a password, or is beyond all measure."""
    if url is None or len(escape(address(url))) > _LONGEST_LINK:
        return None
    try:
        return None if "@" in urlsplit(url).netloc else url
    except ValueError:
        return None


def end_of(day: date) -> datetime:
    """The moment by which the stories of a day are ranked: the same whenever they are."""
    return datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC)
