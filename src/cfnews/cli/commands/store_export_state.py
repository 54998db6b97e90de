"""`cfnews store export-state`: marks, verdicts and cursors for another machine."""

import typer

from cfnews.cli.moving import state_of
from cfnews.cli.output import Output
from cfnews.cli.world import World
from cfnews.render.as_json import encode_one


def command(ctx: typer.Context) -> None:
    """Writes what you marked, split and joined, and where you stopped reading, as JSON; the stories are not in it."""
    world: World = ctx.obj
    db = world.open_for_reading()
    try:
        state = state_of(db, world.now, with_verdicts=not world.is_shared)
    finally:
        db.close()
    Output(world, on_pipe="json").write(encode_one(state, in_a_line=False), private=True)
