"""`cfnews feeds list`: every feed and how it does."""

from typing import Annotated, Any

import typer

from cfnews.cli.output import Output
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.reports import FeedOverview
from cfnews.store.db import Database, open_for_reading
from cfnews.store.feeds import overview


def command(
    ctx: typer.Context,
    enabled: Annotated[bool, typer.Option("--enabled", help="Only feeds that are switched on.")] = False,
) -> None:
    """Lists the catalogue with each feed's health: last success, newest entry, failures in words."""
    world: World = ctx.obj
    output = Output(world, on_pipe="text")
    db = open_for_reading(world.places.store)
    try:
        feeds = [feed for feed in _all(world, db) if feed.enabled or not enabled]
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
        found.append(FeedOverview(**values))
    return found


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
