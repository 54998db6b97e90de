"""JSON of the commands for watches and for rules to hide: their envelopes."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from cfnews.render.envelope import Generator
from cfnews.reports import RuleChange, RuleMatch, RuleOverview


class RulesEnvelope(Struct, frozen=True, kw_only=True):
    """watch list and hide list."""

    schema: Literal["cfnews/watch-list", "cfnews/hide-list"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    rules: list[RuleOverview]


class RulesEditEnvelope(Struct, frozen=True, kw_only=True):
    """watch add and remove, hide add and remove: what became of feeds.toml, and of how many stored stories."""

    schema: Literal["cfnews/watch-edit", "cfnews/hide-edit"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    file: str
    created: bool
    backup: str | None
    changes: list[RuleChange]
    stories: int | None


class RulesTestEnvelope(Struct, frozen=True, kw_only=True):
    """watch test and hide test: the stories that a rule means, and why."""

    schema: Literal["cfnews/watch-test", "cfnews/hide-test"]
    schema_version: str
    generator: Generator
    generated_at: datetime
    timezone: str
    name: str | None
    said: str
    since: datetime | None
    until: datetime | None
    matched: int
    stories: list[RuleMatch]


RULES: dict[str, type[Struct]] = {
    "watch-list": RulesEnvelope,
    "watch-edit": RulesEditEnvelope,
    "watch-test": RulesTestEnvelope,
}
