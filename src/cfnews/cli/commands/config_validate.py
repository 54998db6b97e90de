"""`cfnews config validate`: all that is wrong with a feeds file, at once."""

from pathlib import Path
from typing import Annotated

import typer

from cfnews.cli.output import Output
from cfnews.cli.world import World


def command(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help="This one; else the one in use.")] = None,
) -> None:
    """Reads the file anew, whatever the store remembers of it; the exit code is 3 if it has a fault."""
    from cfnews.catalogue.read import read_catalogue
    from cfnews.cli.rule_names import NAMES

    world: World = ctx.obj
    path = Path(file).expanduser() if file else world.places.feeds
    feeds = read_catalogue(path, NAMES).feeds
    on = sum(feed.enabled for feed in feeds)
    Output(world).write_plain([f"{path}: no faults; {on} of {len(feeds)} feeds are on"])
