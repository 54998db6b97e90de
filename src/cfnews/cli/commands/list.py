"""`cfnews list`: one line a story."""

import typer

from cfnews.cli.listing import write_list
from cfnews.cli.world import World


def command(ctx: typer.Context) -> None:
    """Lists the stories that the selection flags ask for, newest first."""
    world: World = ctx.obj
    write_list(world, "list")
