"""How much a story matters to a reader this morning: a sum of parts, each of which can be told. Pure.

The parts were weighed so that one of a kind outweighs half a day of age: who speaks (the body itself before who
reports on it), how many outlets tell it, that a council was inspected, and what the reader watches. A notice stands
behind news that is equal else. What may be no news at all (it was old when it came, nobody knows its date, it was told
before and has been corrected) counts less than all the rest can make up for, so that a feed that sends its archive
again crowds out nothing. A learned ranking was rejected: nobody could say why a story is first.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from cfnews.story import Story

_PRIMARY = 3.0
_EACH_OUTLET, _MOST_OUTLETS = 1.0, 4
_INSPECTED = 3.0
_WATCHED = 5.0
_FRESH, _HALF_LIFE = 4.0, timedelta(hours=24)
_NO_NEWS = -20.0  # all that counts for a story comes to 19
_LATE = timedelta(days=3)
_CORRECTED = timedelta(days=1)  # who reads each day has met the story by then
_NOTICE = -3.0
_NOTICES = {"job": "a job", "event": "an announcement of an event", "podcast": "a podcast"}


class Part(NamedTuple):
    """One reason for a story's rank, and what it counts."""

    reason: str
    points: float


def parts(story: Story, now: datetime) -> list[Part]:
    """What a story's rank is made of, the heaviest first."""
    return sorted(_parts(story, now), key=lambda part: (-abs(part.points), part.reason))


def score(story: Story, now: datetime) -> float:
    """The sum of the parts."""
    return round(sum(part.points for part in _parts(story, now)), 2)


def ranked(stories: Sequence[Story], now: datetime) -> list[Story]:
    """The stories, the highest first; of equals the newer one, and then by id, so that the order is always the same."""
    return sorted(stories, key=lambda story: (-score(story, now), -_at(story).timestamp(), story.id))


def _parts(story: Story, now: datetime) -> Iterator[Part]:
    if story.watches:
        yield Part(f"you watch {', '.join(story.watches)}", _WATCHED)
    if any(source.role == "primary" for source in story.sources):
        yield Part("the body itself tells it", _PRIMARY)
    if story.events:
        yield Part("it tells of an inspection or an intervention", _INSPECTED)
    others = len({source.feed for source in story.sources}) - 1
    if others:
        yield Part(f"told by {others + 1} outlets", _EACH_OUTLET * min(others, _MOST_OUTLETS))
    if story.kind in _NOTICES:
        yield Part(f"it is {_NOTICES[story.kind]}", _NOTICE)
    if story.published_at is None:
        yield Part("its date is not known", _NO_NEWS)
    elif story.first_seen_at - story.published_at > _LATE:
        yield Part("it was old when it came", _NO_NEWS)
    elif story.updated_at is not None and story.updated_at - story.first_seen_at > _CORRECTED:
        yield Part("it was told before and has been corrected", _NO_NEWS)
    age = max(timedelta(), now - _at(story))
    yield Part("how fresh it is", round(_FRESH * 0.5 ** (age / _HALF_LIFE), 2))


def _at(story: Story) -> datetime:
    return story.published_at or story.first_seen_at
