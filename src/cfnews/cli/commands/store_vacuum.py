"""`cfnews store vacuum`: the store as small as it can be."""

import typer

from cfnews.cli.caring import megabytes, output_of, size_of, tell_result, writing
from cfnews.cli.world import World
from cfnews.store.pruning import vacuum


def command(ctx: typer.Context) -> None:
    """Gives room that the store no longer needs back to the disk; needs as much room as the store while it runs."""
    from cfnews.render.care_json import VacuumEnvelope
    from cfnews.render.envelope import head

    world: World = ctx.obj
    output = output_of(world, "vacuum")
    path = world.places.store
    with writing(world):
        before = size_of(path)
        db = world.open_for_writing()
        try:
            vacuum(db)
        finally:
            db.close()
        after = size_of(path)
    envelope = VacuumEnvelope(**head("store-vacuum", world.now), bytes_before=before, bytes_after=after)
    tell_result(output, envelope, [f"{path} has {megabytes(after)}; it had {megabytes(before)}"])
