"""`cfnews feeds import`: feeds from another reader's list, OPML or newsboat's urls."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cfnews.catalogue.edit import add_feeds
from cfnews.catalogue.lists import MOST, read_list
from cfnews.catalogue.subscriptions import sort_out
from cfnews.cli.editing import change, output_for_edits, tell_edit
from cfnews.cli.own_feeds import own_feeds
from cfnews.cli.world import World
from cfnews.digest import SECTION_NAMES
from cfnews.errors import CfnewsError
from cfnews.masking import without_secrets
from cfnews.reports import LeftOutFeed


def command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="OPML, or newsboat's urls; - reads stdin.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be added, and change nothing.")] = False,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Also addresses in private networks.")] = False,
) -> None:
    """Adds the feeds that are not there yet, switched on; asks no server."""
    from cfnews.fetch.addresses import names_private

    world: World = ctx.obj
    output = output_for_edits(world, "feeds import")
    found = read_list(*_read(file))
    with own_feeds(world) as edit:
        new = sort_out(found, edit.catalogue.feeds, SECTION_NAMES, lambda url: not allow_private and names_private(url))
        text = add_feeds(edit.text, new.feeds, edit.path) if new.feeds else edit.text
        edit.created = edit.created and bool(new.feeds)
        if not dry_run:
            edit.write(text)
    left_out = [LeftOutFeed(**one._replace(url=without_secrets(one.url))._asdict()) for one in new.left_out]
    tell_edit(world, output, edit, [change(spec, "added") for spec in new.feeds], left_out, dry_run=dry_run)
    output.say(f"{len(new.feeds):,} {'would be ' if dry_run else ''}added, {len(left_out):,} left out")


def _read(file: str) -> tuple[bytes, str]:
    """The file's bytes, of a larger one just too many, and its name."""
    try:
        if file == "-":
            return sys.stdin.buffer.read(MOST + 1), "standard input"
        with Path(file).expanduser().open("rb") as opened:
            return opened.read(MOST + 1), file
    except OSError as error:
        raise CfnewsError(f"{file} cannot be read: {error.strerror}", "check its name and permissions") from error
