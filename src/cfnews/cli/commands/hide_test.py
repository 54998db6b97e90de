"""`cfnews hide test`: which stored stories a rule to hide means, and why."""

from typing import Annotated

import typer

from cfnews.cli.rule_tests import write_test


def command(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Yours of this name; else what the flags say.")
    ] = None,
    more: Annotated[
        list[str] | None, typer.Option("--words", "--word", "--text", metavar="QUERY", help="These words, or these.")
    ] = None,
    event: Annotated[
        list[str] | None, typer.Option("--event", metavar="NAME", help="Tells of this: monitoring_visit ...")
    ] = None,
    neighbours: Annotated[bool, typer.Option("--neighbours", help="The neighbours of its councils count too.")] = False,
) -> None:
    """Shows which stories of the last 30 days a rule would hide and by which of its parts; changes nothing."""
    asked = {"words": [], "more": more or [], "events": event or [], "neighbours": neighbours}
    write_test(ctx.obj, "hide", name, asked)
