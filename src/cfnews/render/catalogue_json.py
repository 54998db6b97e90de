"""JSON of the commands that care for feeds.toml: their envelopes."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from cfnews.render.envelope import Generator
from cfnews.reports import Candidate, FeedChange, LeftOutFeed, ShippedFeed


class FeedsEditEnvelope(Struct, frozen=True, kw_only=True):
    """feeds add, remove, enable, disable, rename and import: what became of feeds.toml."""

    schema: Literal["cfnews/feeds-edit"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    file: str
    created: bool
    backup: str | None
    dry_run: bool
    changes: list[FeedChange]
    left_out: list[LeftOutFeed]


class FeedsDiscoverEnvelope(Struct, frozen=True, kw_only=True):
    """feeds discover."""

    schema: Literal["cfnews/feeds-discover"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    url: str
    requests: int
    candidates: list[Candidate]


class FeedsNewEnvelope(Struct, frozen=True, kw_only=True):
    """feeds new."""

    schema: Literal["cfnews/feeds-new"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    feeds: list[ShippedFeed]
