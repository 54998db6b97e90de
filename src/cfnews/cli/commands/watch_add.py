"""`cfnews watch add`: a saved search in feeds.toml."""

from typing import Annotated

import typer

from cfnews.cli import rule_editing


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What you call it.")],
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="As after `cfnews search`; together one query.")
    ] = None,
    more: Annotated[
        list[str] | None, typer.Option("--words", "--word", "--text", metavar="QUERY", help="Or these words.")
    ] = None,
    event: Annotated[
        list[str] | None, typer.Option("--event", metavar="NAME", help="Tells of this: monitoring_visit ...")
    ] = None,
    neighbours: Annotated[bool, typer.Option("--neighbours", help="The neighbours of its councils count too.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write one of this name anew.")] = False,
) -> None:
    """Adds a watch to feeds.toml; of several kinds of flags all hold, of one kind any value."""
    asked = {"words": words or [], "more": more or [], "events": event or [], "neighbours": neighbours}
    rule_editing.add(ctx.obj, "watch", name, asked, force=force)
