"""`cfnews feeds remove`: feeds taken off the list; their stories stay."""

from typing import Annotated

import typer

from cfnews.catalogue.edit import named_by, remove_feeds
from cfnews.cli.editing import change, named_feeds, output_for_edits, tell_edit
from cfnews.cli.own_feeds import own_feeds


def command(
    ctx: typer.Context, names: Annotated[list[str], typer.Argument(metavar="FEED...", help="Their ids.")]
) -> None:
    """Takes each out of feeds.toml with the comments that are its own; all of them or, where one is unknown, none."""
    output = output_for_edits(ctx.obj, "feeds remove")
    with own_feeds(ctx.obj) as edit:
        chosen = named_feeds(edit.catalogue.feeds, names)
        edit.write(remove_feeds(edit.text, [spec.id for spec in chosen], edit.path))
    for spec in chosen:
        for name in named_by(edit.text, spec.id):
            output.warn(f"{name!r} in feeds.toml still names the feed {spec.id}")
    tell_edit(ctx.obj, output, edit, [change(spec, "removed") for spec in chosen])
