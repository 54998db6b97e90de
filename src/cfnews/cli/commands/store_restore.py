"""`cfnews store restore`: a backup in the place of the store."""

from pathlib import Path
from typing import Annotated

import typer

from cfnews.cli.caring import output_of, tell_result, writing
from cfnews.cli.world import World
from cfnews.render.common import counted
from cfnews.store.backup import restore


def command(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `cfnews store backup` has written.")],
) -> None:
    """Puts a backup in the store's place, if it is whole and not newer than this program; the present store is kept."""
    from cfnews.render.care_json import RestoreEnvelope
    from cfnews.render.envelope import head

    world: World = ctx.obj
    output = output_of(world, "restore")
    with writing(world):
        now, kept = restore(world.places.store, file.expanduser())
    envelope = RestoreEnvelope(
        **head("store-restore", world.now),
        store=str(now.path),
        bytes=now.size,
        stories=now.stories,
        entries=now.entries,
        kept=str(kept) if kept else None,
    )
    holds = f"{counted(now.stories, 'story', 'stories')} of {counted(now.entries, 'entry', 'entries')}"
    before = [f"The store before is kept as {kept}"] if kept else []
    tell_result(output, envelope, [f"{now.path} holds {holds} now", *before])
