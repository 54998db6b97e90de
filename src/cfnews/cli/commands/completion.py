"""`cfnews completion`: a script for your shell, and the answers that it asks for while you type."""

from typing import Annotated

import typer

from cfnews.cli.output import Output
from cfnews.cli.shells import SCRIPTS, told, words_of
from cfnews.cli.world import World
from cfnews.errors import WrongUsage


def command(
    ctx: typer.Context,
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish.")],
    line: Annotated[
        list[str] | None, typer.Argument(metavar="[LINE]...", help="What is typed: the script says it.")
    ] = None,
) -> None:
    """Prints a script that completes commands, flags, formats, feeds, topics, places and the ids of stories."""
    world: World = ctx.obj
    if shell not in SCRIPTS:
        raise WrongUsage(f"there is no completion for {shell!r}", f"use one of {' '.join(SCRIPTS)}")
    Output(world).write("".join(f"{one}\n" for one in _answer(world, shell, line)) if line else SCRIPTS[shell])


def _answer(world: World, shell: str, line: list[str]) -> list[str]:
    from cfnews.cli.completing import Answer, complete

    try:
        answer = complete(world, words_of(shell, line))
    except Exception:  # noqa: BLE001 - whatever is wrong, it must not be told in the middle of a line that is typed
        answer = Answer([])
    return told(shell, line, answer)
