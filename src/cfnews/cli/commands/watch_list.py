"""`cfnews watch list`: each watch in words, with its stories."""

import typer

from cfnews.cli.rule_lists import write_rules


def command(ctx: typer.Context) -> None:
    """Lists your watches, and how many stories each means."""
    write_rules(ctx.obj, "watch")
