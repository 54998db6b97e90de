"""JSON of what a site was made of, and what that changed in its folder."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from cfnews.render.envelope import Generator
from cfnews.story import Warned


class PublishEnvelope(Struct, frozen=True, kw_only=True):
    """publish."""

    schema: Literal["cfnews/publish"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    folder: str
    since: datetime | None
    until: datetime | None
    stories: int
    left_out: int
    days: int
    topics: int
    places: int
    pages: int
    files: int
    written: int
    unchanged: int
    removed: int
    kept: list[str]
    bytes: int
    largest_page: int
    warnings: list[Warned]
