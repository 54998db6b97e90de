"""`cfnews join`: one story of several, remembered for ever."""

from typing import Annotated

import typer

from cfnews.cli.deciding import decide
from cfnews.cli.world import World
from cfnews.store.db import Database


def command(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID ID...", help="Stories by id.")],
) -> None:
    """Makes one story of those named; the oldest keeps its id, and the ids of the others lead to it."""
    world: World = ctx.obj

    def change(db: Database, rows: list[int], now: int) -> list[int]:
        from cfnews.update.deciding import join

        return join(db, rows, now)

    decide(world, "join", ids, change)
