"""`cfnews feeds list`: every feed and how it does."""

from typing import Annotated, Any

import msgspec
import typer

from cfnews.cli.output import Output
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.health.suggestion import suggested_command
from cfnews.masking import without_secrets
from cfnews.model import FeedSpec
from cfnews.reports import FeedOverview
from cfnews.store.db import Database
from cfnews.store.feeds import overview


def command(
    ctx: typer.Context,
    enabled: Annotated[bool, typer.Option("--enabled", help="Only feeds that are switched on.")] = False,
    failing: Annotated[bool, typer.Option("--failing", help="Only feeds whose last request failed.")] = False,
    silent: Annotated[bool, typer.Option("--silent", help="Only feeds that are unusually quiet.")] = False,
) -> None:
    """Lists the catalogue with each feed's health: last success, newest entry, failures in words."""
    world: World = ctx.obj
    output = Output(world, on_pipe="text")
    db = world.look()
    try:
        feeds = [feed for feed in _all(world, db) if feed.enabled or not (enabled or failing or silent)]
        if failing or silent:
            feeds = [feed for feed in feeds if (failing and feed.error) or (silent and feed.silent_since)]
        _write(world, output, db, feeds)
    finally:
        db.close()


def _all(world: World, db: Database) -> list[FeedOverview]:
    """The catalogue as feeds.toml has it now, with what the store remembers of each feed."""
    remembered = {feed.id: feed for feed in overview(db)}
    found = []
    for spec in world.catalogue().feeds:
        known = remembered.get(spec.id)
        values: dict[str, Any] = {name: getattr(known, name, None) for name in FeedOverview.__struct_fields__}
        values |= {name: getattr(spec, name) for name in ("id", "name", "url", "section", "role", "nation", "enabled")}
        if known is None:
            values |= {"status": "waiting", "failures": 0, "entries": 0}
        if not spec.enabled:
            values["silent_since"] = None
        found.append(_shown(FeedOverview(**values), spec))
    return found


def _shown(feed: FeedOverview, spec: FeedSpec) -> FeedOverview:
    """The feed with what to do about it, and with nothing secret in its addresses."""
    secret = {name: getattr(feed, name) for name in ("url", "moved_to", "fault")}
    masked = {name: without_secrets(value) if value else value for name, value in secret.items()}
    homepage = without_secrets(spec.homepage) if spec.homepage else None
    return msgspec.structs.replace(feed, suggestion=suggested_command(feed, homepage), **masked)


def _write(world: World, output: Output, db: Database, feeds: list[FeedOverview]) -> None:
    zone = world.zone(db)
    output.settle(accessible=world.settings(db).accessible)
    output.check_fields(FeedOverview.__struct_fields__)
    match output.format:
        case "json":
            from cfnews.render import as_json

            envelope = as_json.FeedsEnvelope(**as_json.head("feeds", world.now), feeds=feeds)
            output.write(as_json.encode(envelope, output.fields, "feeds"))
        case "jsonl":
            from cfnews.render import as_json

            output.write(as_json.encode_lines(feeds, output.fields))
        case "text":
            from cfnews.render.as_terminal import feed_lines

            output.write_lines(feed_lines(feeds, world.now, zone))
        case "plain":
            from cfnews.render.as_plain import feed_lines as plain_lines

            output.write_plain(plain_lines(feeds, world.now, zone))
        case other:
            raise WrongUsage(f"feeds list has no format {other!r}", "use text, plain, json or jsonl")
