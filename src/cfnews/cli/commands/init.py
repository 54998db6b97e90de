"""`cfnews init`: a commented feeds.toml of one's own."""

from typing import Annotated

import typer

from cfnews.cli.output import Output
from cfnews.cli.world import World
from cfnews.errors import CfnewsError
from cfnews.paths import make_private_file, make_private_folder, shipped_feeds


def command(
    ctx: typer.Context,
    force: Annotated[bool, typer.Option("--force", help="Replace one; it is kept as feeds.toml.old.")] = False,
) -> None:
    """Copies the shipped catalogue to where cfnews looks for it first, and says where that is."""
    world: World = ctx.obj
    path = world.places.config_feeds
    if path.exists():
        if not force:
            raise CfnewsError(f"{path} is there already", "edit it, or replace it with: cfnews init --force")
        path.replace(path.with_name(path.name + ".old"))
    try:
        make_private_folder(path.parent)
        make_private_file(path)
        path.write_text(shipped_feeds().read_text("utf-8"), "utf-8")
    except OSError as error:
        raise CfnewsError(f"{path} cannot be written: {error.strerror}", "check the folder and the disk") from error
    Output(world).write_plain([str(path)])
    Output(world).say("Written. Switch feeds on with enabled = true, then: cfnews fetch")
