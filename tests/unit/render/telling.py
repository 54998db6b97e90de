"""A story with all its parts, for the tests of its page; what a test does not name is plain."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from cfnews.story import Event, Figure, Place, Source, StoryDetail

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
DUNMOOR = Place("E10000099", "dunmoor", "Dunmoor")
SOURCE = Source("desk", "The Desk", "trade", "https://desk.example/1", "Visitors return", NOW, "lead", 1.0)


def event(**values: Any) -> Event:
    """An inspection of Dunmoor."""
    plain: dict[str, Any] = {"type": "full_inspection", "place": DUNMOOR.code, "grade": None, "area": None}
    return Event(**plain | {"direction": None, "date": None, "ordinal": None, "quote": ""} | values)


def figure(value: float | str, unit: str = "count", **values: Any) -> Figure:
    """A number of visits."""
    plain: dict[str, Any] = {"period": None, "subject": "visits", "comparison": None, "quote": ""}
    return Figure(value, unit, **plain | values)


def detail(**values: Any) -> StoryDetail:
    """A story of one source that is whole and tells nothing else."""
    plain: dict[str, Any] = {name: [] for name in _LISTS} | dict.fromkeys(_FALSE, False) | dict.fromkeys(_UNKNOWN)
    plain |= {"id": "abcdefghij", "url": "https://desk.example/1", "title": "Visitors return", "summary": ""}
    plain |= {"kind": "news", "section": "news", "published_at": NOW, "first_seen_at": NOW, "sources": [SOURCE]}
    plain |= {"text": "Visitors came back in autumn.", "text_from": "feed", "text_whole": True}
    return StoryDetail(**plain | values)


def with_hostile_words(story: StoryDetail, words: str) -> StoryDetail:
    """The story with words behind each of its texts, whatever part of it they are in."""

    def spoilt(value: Any, name: str = "") -> Any:
        if isinstance(value, str):
            return value if name in _CLOSED else value + words
        if isinstance(value, list):
            return [spoilt(one) for one in value]
        return {key: spoilt(one, key) for key, one in value.items()} if isinstance(value, dict) else value

    return msgspec.convert(spoilt(msgspec.to_builtins(story, builtin_types=(datetime,))), StoryDetail)


_LISTS = ["topics", "places", "bodies", "nations", "events", "figures", "findings", "citations", "reports"]
_LISTS += ["watches", "quotes", "changes", "followed_by"]
_FALSE = ("summary_truncated", "published_estimated", "revised", "read", "starred", "hidden")
_UNKNOWN = ("language", "updated_at", "hidden_because", "text_stopped", "author", "follows")
_CLOSED = frozenset(("kind", "section", "role", "match", "text_from"))
