"""`cfnews config path`: where the feeds file is."""

import typer

from cfnews.cli.output import Output
from cfnews.cli.world import World


def command(ctx: typer.Context) -> None:
    """Prints the file that is read; says beside it if that is the list which came with the program."""
    world: World = ctx.obj
    places, output = world.places, Output(world)
    output.write_plain([str(places.feeds)])
    if places.feeds != places.config_feeds:
        output.say(f"It comes with cfnews. Your own will be {places.config_feeds}; make it with: cfnews config edit")
