"""`cfnews digest`: the stories of a window under headings."""

import typer

from cfnews.cli.digesting import show_digest
from cfnews.cli.world import World


def command(ctx: typer.Context) -> None:
    """Shows the digest; with --fetch after a refresh, whose failures are warnings here."""
    world: World = ctx.obj
    if world.flag("fetch"):
        from cfnews.cli.commands.morning import refresh_or_warn

        refresh_or_warn(world)
    show_digest(world)
