"""`cfnews store path`: where the store is."""

import typer

from cfnews.cli.caring import output_of, tell_result
from cfnews.cli.world import World


def command(ctx: typer.Context) -> None:
    """Prints the name of the store's file, be it there yet or not."""
    from cfnews.render.care_json import PathEnvelope
    from cfnews.render.envelope import head

    world: World = ctx.obj
    output = output_of(world, "path")
    path = world.places.store
    there = path.is_file()
    envelope = PathEnvelope(
        **head("store-path", world.now), store=str(path), exists=there, bytes=path.stat().st_size if there else 0
    )
    tell_result(output, envelope, [str(path)])
