"""`cfnews search`: ranked full text."""

from typing import Annotated

import typer

from cfnews.cli.listing import write_list
from cfnews.cli.world import World


def command(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="QUERY...", help='Words, "a phrase", -without, begin*.')],
) -> None:
    """Finds stories by their words, best first; fields topic: place: feed: cite: narrow it down."""
    world: World = ctx.obj
    write_list(world, "search", text=" ".join(words), sort="relevance")
