"""`cfnews hide remove`: rules taken out of feeds.toml; what they hid is back."""

from typing import Annotated

import typer

from cfnews.cli import rule_editing


def command(
    ctx: typer.Context, names: Annotated[list[str], typer.Argument(metavar="NAME...", help="What you call them.")]
) -> None:
    """Takes rules to hide out of feeds.toml and shows again what they hid; all of them or none."""
    rule_editing.remove(ctx.obj, "hide", names)
