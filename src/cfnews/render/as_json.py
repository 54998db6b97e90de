"""JSON: one envelope a command, every key always there, and the JSON Schema of each from the same types.

Encodes by msgspec alone; rich is never needed here.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

import msgspec
from msgspec import Struct

from cfnews.reasons import Pair, Reasons
from cfnews.render import envelope
from cfnews.render.care_json import CARE
from cfnews.render.catalogue_json import FeedsDiscoverEnvelope, FeedsEditEnvelope, FeedsNewEnvelope
from cfnews.render.envelope import Generator
from cfnews.render.publish_json import PublishEnvelope
from cfnews.render.rules_json import RULES
from cfnews.reports import FeedOverview, FeedReport, FetchCounts, Setting
from cfnews.sector.cards import PlaceCard, TopicCard
from cfnews.sector.chronicle import Since, Step, Subject
from cfnews.story import Counts, Selection, StoreState, Story, StoryDetail, Warned
from cfnews.tally.counts import Rise, Tally

SCHEMA_VERSION = envelope.SCHEMA_VERSION
head = envelope.head


class Query(Struct, frozen=True, kw_only=True):
    """What was asked for."""

    since: datetime | None
    until: datetime | None
    new: bool
    revised: bool
    cursor: str | None
    unread: bool
    starred: bool
    hidden: bool
    feeds: list[str]
    sections: list[str]
    topics: list[str]
    places: list[str]
    kinds: list[str]
    bodies: list[str]
    nations: list[str]
    watches: list[str]
    exclude: list[str]
    text: str | None
    limit: int | None
    sort: Literal["newest", "oldest", "relevance"]


class StoriesEnvelope(Struct, frozen=True, kw_only=True):
    """digest, list and search."""

    schema: Literal["cfnews/digest", "cfnews/list", "cfnews/search"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    timezone: str
    query: Query
    store: StoreState
    counts: Counts
    stories: list[Story]
    warnings: list[Warned]


class StoryEnvelope(Struct, frozen=True, kw_only=True):
    """show."""

    schema: Literal["cfnews/story"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    timezone: str
    stories: list[StoryDetail]


class FetchEnvelope(Struct, frozen=True, kw_only=True):
    """fetch."""

    schema: Literal["cfnews/fetch"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    dry_run: bool
    counts: FetchCounts
    feeds: list[FeedReport]


class FeedsEnvelope(Struct, frozen=True, kw_only=True):
    """feeds list."""

    schema: Literal["cfnews/feeds"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    feeds: list[FeedOverview]


class StatusEnvelope(Struct, frozen=True, kw_only=True):
    """status."""

    schema: Literal["cfnews/status"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    timezone: str
    paths: dict[str, str]
    sizes: dict[str, int]
    versions: dict[str, str]
    stories: int
    entries: int
    store: StoreState
    failing: list[Warned]
    silent: list[Warned]
    platform: str
    environment: dict[str, str]


class ConfigEnvelope(Struct, frozen=True, kw_only=True):
    """config show."""

    schema: Literal["cfnews/config"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    settings: list[Setting]


class MarkEnvelope(Struct, frozen=True, kw_only=True):
    """mark."""

    schema: Literal["cfnews/mark"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    selected: int
    changed: int


class WhyEnvelope(Struct, frozen=True, kw_only=True):
    """why: the reasons for one story, or for two stories how alike each pair of their sources is."""

    schema: Literal["cfnews/why"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    story: Reasons | None
    pairs: list[Pair]


class DecisionEnvelope(Struct, frozen=True, kw_only=True):
    """split and join: the stories that there are now."""

    schema: Literal["cfnews/split", "cfnews/join"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    stories: list[Story]


class RetagEnvelope(Struct, frozen=True, kw_only=True):
    """store retag: the entries that were tagged, their stories, and how many of those show something else since."""

    schema: Literal["cfnews/store-retag"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    entries: int
    stories: int
    changed: int
    rules: int


class TimelineEnvelope(Struct, frozen=True, kw_only=True):
    """timeline."""

    schema: Literal["cfnews/timeline"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    timezone: str
    since: datetime | None
    until: datetime | None
    subject: Subject
    last_judgement: Since | None
    last_inspection: Since | None
    outcomes_as_of: date | None
    stories: int
    returned: int
    steps: list[Step]
    warnings: list[Warned]


class PlacesEnvelope(Struct, frozen=True, kw_only=True):
    """places."""

    schema: Literal["cfnews/places"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    timezone: str
    since: datetime | None
    until: datetime | None
    neighbours_of: str | None
    known: int
    places: list[PlaceCard]
    warnings: list[Warned]


class TopicsEnvelope(Struct, frozen=True, kw_only=True):
    """topics."""

    schema: Literal["cfnews/topics"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    timezone: str
    since: datetime | None
    until: datetime | None
    known: int
    topics: list[TopicCard]
    warnings: list[Warned]


class StatsEnvelope(Struct, frozen=True, kw_only=True):
    """stats: a row for each value of each kind, and what is rising against the eight weeks since `compared_since`."""

    schema: Literal["cfnews/stats"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    timezone: str
    query: Query
    counts: Counts
    rows: list[Tally]
    rising: list[Rise]
    compared_since: datetime | None
    warnings: list[Warned]


ENVELOPES: dict[str, type[Struct]] = {
    "digest": StoriesEnvelope,
    "fetch": FetchEnvelope,
    "story": StoryEnvelope,
    "feeds": FeedsEnvelope,
    "status": StatusEnvelope,
    "config": ConfigEnvelope,
    "mark": MarkEnvelope,
    "why": WhyEnvelope,
    "split": DecisionEnvelope,
    "timeline": TimelineEnvelope,
    "places": PlacesEnvelope,
    "topics": TopicsEnvelope,
    "stats": StatsEnvelope,
    "publish": PublishEnvelope,
    "store-retag": RetagEnvelope,
    "feeds-edit": FeedsEditEnvelope,
    "feeds-discover": FeedsDiscoverEnvelope,
    "feeds-new": FeedsNewEnvelope,
    **CARE,
    **RULES,
}


def asked(selection: Selection) -> Query:
    """The selection as an envelope's `query`."""
    values = {name: getattr(selection, name) for name in Query.__struct_fields__}
    return Query(**values | {"limit": selection.limit or None, "watches": [one.name for one in selection.watches]})


def encode(value: Struct, fields: Sequence[str] | None = None, key: str = "stories") -> str:
    """The envelope as JSON with one newline at its end; with `fields`, the rows under `key` hold only those."""
    if fields is None:
        return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
    plain = msgspec.to_builtins(value)
    plain[key] = [only(row, fields) for row in plain[key]]
    return msgspec.json.format(msgspec.json.encode(plain), indent=2).decode() + "\n"


def encode_one(value: Struct, *, in_a_line: bool) -> str:
    """An envelope without rows, as JSON over several lines or in a single one."""
    packed = msgspec.json.encode(value)
    return (packed if in_a_line else msgspec.json.format(packed, indent=2)).decode() + "\n"


def encode_lines(rows: Sequence[Struct], fields: Sequence[str] | None = None) -> str:
    """The rows alone as JSON, one a line."""
    if fields is None:
        return "".join(msgspec.json.encode(row).decode() + "\n" for row in rows)
    return "".join(msgspec.json.encode(only(msgspec.to_builtins(row), fields)).decode() + "\n" for row in rows)


def only(row: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """The row with these fields alone, in this order."""
    return {name: row[name] for name in fields}


def json_schema(name: str) -> str:
    """The JSON Schema (draft 2020-12) of an output."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(ENVELOPES[name])}
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"
