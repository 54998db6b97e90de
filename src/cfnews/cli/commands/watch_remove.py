"""`cfnews watch remove`: watches taken out of feeds.toml."""

from typing import Annotated

import typer

from cfnews.cli import rule_editing


def command(
    ctx: typer.Context, names: Annotated[list[str], typer.Argument(metavar="NAME...", help="What you call them.")]
) -> None:
    """Takes watches out of feeds.toml; all of them or, where one is unknown, none."""
    rule_editing.remove(ctx.obj, "watch", names)
