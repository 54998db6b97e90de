"""`cfnews schema`: the JSON Schema of an output."""

from typing import Annotated

import typer

from cfnews.cli.output import Output
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.render.as_json import ENVELOPES, json_schema


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help=f"One of {' '.join(ENVELOPES)}.")] = "digest",
) -> None:
    """Prints the schema that the output of this name keeps to; list and search share the digest's."""
    world: World = ctx.obj
    name = {"list": "digest", "search": "digest", "show": "story", "join": "split"}.get(name, name)
    if name not in ENVELOPES:
        raise WrongUsage(f"there is no schema {name!r}", f"use one of {' '.join(ENVELOPES)}")
    Output(world).write(json_schema(name))
