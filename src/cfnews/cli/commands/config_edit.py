"""`cfnews config edit`: the feeds file in the reader's editor; what is faulty is kept aside, and never put in place."""

import typer

from cfnews.cli.editor import edit_feeds, editor_of
from cfnews.cli.output import Output
from cfnews.cli.world import World


def command(ctx: typer.Context) -> None:
    """Edits a copy, reads it, and puts it in place if it has no fault; else the exit code is 3 and it waits aside."""
    world: World = ctx.obj
    output = Output(world)
    edited = edit_feeds(world.places, editor_of(world.environment))
    if edited.resumed:
        output.say(f"That went on from {edited.draft}, which an earlier edit had left.")
    if edited.created:
        output.say(f"{edited.path} is now your own list of feeds: a copy of the one that comes with cfnews.")
    output.say(f"{edited.path}: changed." if edited.changed else f"{edited.path}: nothing was changed.")
