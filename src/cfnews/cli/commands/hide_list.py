"""`cfnews hide list`: each rule to hide in words, with its stories."""

import typer

from cfnews.cli.rule_lists import write_rules


def command(ctx: typer.Context) -> None:
    """Lists your rules to hide, and how many stories each hides."""
    write_rules(ctx.obj, "hide")
