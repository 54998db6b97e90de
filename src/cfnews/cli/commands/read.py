"""`cfnews read`: stories in full screen."""

import sys

import typer

from cfnews.cli.fullscreen import read_in_full_screen
from cfnews.cli.world import World
from cfnews.errors import CfnewsError, WrongUsage


def command(ctx: typer.Context) -> None:
    """Opens the reader on what is new, or on what the selection flags ask for."""
    world: World = ctx.obj
    _check_terminal(world)
    try:
        import cfnews.reader.app  # noqa: F401 - whether what it needs is there
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "textual":
            raise
        raise CfnewsError(
            "the full-screen reader needs Textual, which is not installed",
            "pip install 'cfnews[tui]', or read without it: cfnews list, cfnews show ID",
        ) from error
    read_in_full_screen(world)


def _check_terminal(world: World) -> None:
    screens = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    if world.environment.get("TERM") == "dumb" or not all(one is not None and one.isatty() for one in screens):
        raise WrongUsage("the full-screen reader needs a terminal", "in a script or on a pipe, use: cfnews list")
