"""`cfnews store retag`: stored stories tagged by the rules, places and topics of today."""

import gc
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from cfnews.cli.choose import choose
from cfnews.cli.output import Output
from cfnews.cli.refreshing import listen_for_the_end
from cfnews.cli.world import World
from cfnews.errors import NothingMatched, WrongUsage
from cfnews.paths import private_files
from cfnews.render.common import counted
from cfnews.store.db import Database
from cfnews.store.feeds import list_feeds
from cfnews.store.lock import write_lock
from cfnews.store.settings import catalogue_signature

if TYPE_CHECKING:
    from cfnews.update.retagging import Retagged


def command(
    ctx: typer.Context,
    stale: Annotated[bool, typer.Option("--stale", help="Only what other rules than today's tagged.")] = False,
) -> None:
    """Tags every stored entry anew, or those that came --since; needs no server, and makes nothing new or revised."""
    world: World = ctx.obj
    output = Output(world)
    if output.format not in ("text", "plain", "json", "jsonl") or output.fields is not None:
        raise WrongUsage("store retag has no tables and no --fields", "use text, plain, json or jsonl")
    listen_for_the_end()
    gc.enable()  # a long run: many short-lived values
    wait = world.duration("wait") or timedelta()
    with private_files(), write_lock(world.places.store, world.now, wait.total_seconds()):
        db = world.open_for_writing()
        try:
            done = _retag(world, output, db, stale=stale)
        finally:
            db.close()
    if not done.entries and world.flag("fail_if_empty"):
        raise NothingMatched("nothing to tag", "")
    _tell(world, output, done)


def _retag(world: World, output: Output, db: Database, *, stale: bool) -> "Retagged":
    from cfnews.store.tagged import count
    from cfnews.update.retagging import chosen, retag
    from cfnews.update.tagging import Tagger

    since = choose(world, db).since
    catalogue = world.catalogue()
    list_feeds(db, catalogue, catalogue_signature(world.places.feeds))
    wanted = chosen(int(since.timestamp()) if since else None, stale=stale)
    tagger, doing = Tagger(catalogue.places, catalogue.topics), "Tagging the stories"
    with output.progress(count(db, wanted)[0], doing) as moved:
        return retag(db, tagger, wanted, int(world.now.timestamp()), lambda number: moved(doing, number))


def _tell(world: World, output: Output, done: "Retagged") -> None:
    if output.format in ("json", "jsonl"):
        from cfnews.render import as_json

        head = as_json.head("store-retag", world.now)
        envelope = as_json.RetagEnvelope(**head, **done._asdict())
        output.write(as_json.encode_one(envelope, in_a_line=output.format == "jsonl"))
    else:
        output.say(f"{done.changed:,} of {counted(done.stories, 'story', 'stories')} changed")
