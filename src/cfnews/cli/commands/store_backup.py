"""`cfnews store backup`: a whole, checked copy of the store."""

from pathlib import Path
from typing import Annotated

import typer

from cfnews.cli.caring import megabytes, output_of, tell_result
from cfnews.cli.refreshing import listen_for_the_end
from cfnews.cli.world import World
from cfnews.render.common import counted
from cfnews.store.backup import back_up


def command(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; an older backup is replaced.")],
    readable: Annotated[bool, typer.Option("--readable", help="Others may read it: a copy for a team's desk.")] = False,
) -> None:
    """Writes a copy of the store to FILE, also while a fetch runs: of one moment, checked, whole or not at all."""
    from cfnews.render.care_json import BackupEnvelope
    from cfnews.render.envelope import head

    world: World = ctx.obj
    output = output_of(world, "backup")
    listen_for_the_end()
    made = back_up(world.places.store, file.expanduser(), readable=readable)
    envelope = BackupEnvelope(
        **head("store-backup", world.now),
        file=str(made.path),
        bytes=made.size,
        stories=made.stories,
        entries=made.entries,
    )
    holds = f"{counted(made.stories, 'story', 'stories')} of {counted(made.entries, 'entry', 'entries')}"
    tell_result(output, envelope, [f"{made.path}: {holds}, {megabytes(made.size)}, checked"])
