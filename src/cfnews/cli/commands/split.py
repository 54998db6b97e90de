"""`cfnews split`: sources out of a story, remembered for ever."""

from typing import Annotated

import typer

from cfnews.cli.deciding import decide
from cfnews.cli.world import World
from cfnews.store.db import Database


def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="A story's id, or its first 4 characters.")],
    source: Annotated[str | None, typer.Argument(metavar="[SOURCE]", help="The feed whose sources go out.")] = None,
) -> None:
    """Makes each source of a story a story of its own, or takes out those of one feed; they never fold again."""
    world: World = ctx.obj

    def change(db: Database, rows: list[int], now: int) -> list[int]:
        from cfnews.update.deciding import split

        return split(db, rows[0], source, now)

    decide(world, "split", [id_], change)
