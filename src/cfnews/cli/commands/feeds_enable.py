"""`cfnews feeds enable`: feeds switched on in feeds.toml."""

from typing import Annotated

import typer

from cfnews.cli.editing import output_for_edits, switch


def command(
    ctx: typer.Context, names: Annotated[list[str], typer.Argument(metavar="FEED...", help="Their ids.")]
) -> None:
    """Writes enabled = true for each; all of them or, where one is unknown, none."""
    switch(ctx.obj, output_for_edits(ctx.obj, "feeds enable"), names, enabled=True)
