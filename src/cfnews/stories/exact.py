"""Which stored story a new entry tells, by exact signs alone: the same page, or the same headline elsewhere.

A headline joins two outlets only if it can hardly be chance: long enough, within three days, from
another feed, and no series in either feed ("Weekly round-up"). Judgments never join by title: they
are anonymised, and "Re A (A Child)" is many cases.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from cfnews.model import Entry, Known, Match

WINDOW = timedelta(hours=72)
_FEWEST_WORDS = 5
_SHORTEST = 25
_ANONYMISED = re.compile(r"\b(?:in the matter of |re )[a-z]\b|\ba child\b|\bv\b")


class Fold(NamedTuple):
    """The story that an entry joins, and by what."""

    story_id: int
    match: Match


def find_story(entry: Entry, elsewhere: Sequence[Known], own_titles: Mapping[str, int], now: datetime) -> Fold | None:
    """The story of another feed's entry that this new one tells too; the oldest if there are several.

    `elsewhere` holds other feeds' entries in order of age; `own_titles` counts the titles of its own feed.
    """
    for one in elsewhere:
        if entry.link_key and one.link_key == entry.link_key and one.key.startswith("link "):
            return Fold(one.story_id, "link")
    if not _telling(entry.title_key) or own_titles.get(entry.title_key, 0) > 1:
        return None
    same = [one for one in elsewhere if one.title_key == entry.title_key]
    if len({one.feed_id for one in same}) < len(same):
        return None  # a series in another feed
    at = entry.published_at or now
    near = [
        one for one in same if abs(at.timestamp() - (one.published_at or one.first_seen_at)) <= WINDOW.total_seconds()
    ]
    return Fold(near[0].story_id, "title") if near else None


def _telling(title_key: str) -> bool:
    return len(title_key) >= _SHORTEST and len(title_key.split()) >= _FEWEST_WORDS and not _ANONYMISED.search(title_key)
