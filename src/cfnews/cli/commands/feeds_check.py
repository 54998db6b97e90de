"""`cfnews feeds check`: what a fetch of the feeds would say, with nothing stored."""

from typing import Annotated

import typer

from cfnews.cli.output import Output
from cfnews.cli.refreshing import choose_feeds, refresh_now
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.model import FeedReport


def command(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[FEED]...", help="These; all that are on else.")] = None,
) -> int:
    """Asks each feed, due or not, switched on or off if named, and says how it answers; 4 if one fails."""
    world: World = ctx.obj
    output = Output(world)
    output.settle(accessible=world.catalogue().settings.accessible)
    output.check_fields(FeedReport.__struct_fields__)
    if output.format not in ("text", "plain", "json", "jsonl"):
        raise WrongUsage(f"feeds check has no format {output.format!r}", "use text, plain, json or jsonl")
    world.flags["force"] = True
    reports = refresh_now(world, output, choose_feeds(world.catalogue(), names or []), dry_run=True)
    _write(world, output, reports)
    return 4 if any(report.error for report in reports) else 0


def _write(world: World, output: Output, reports: list[FeedReport]) -> None:
    match output.format:
        case "json":
            from cfnews.render import as_json
            from cfnews.update.report import add_up

            envelope = as_json.FetchEnvelope(
                **as_json.head("fetch", world.now), dry_run=True, counts=add_up(reports), feeds=reports
            )
            output.write(as_json.encode(envelope, output.fields, "feeds"))
        case "jsonl":
            from cfnews.render import as_json

            output.write(as_json.encode_lines(reports, output.fields))
        case "plain":
            from cfnews.render.common import checked

            output.write_plain(f"{report.id}: {'. '.join(checked(report))}." for report in reports)
        case _:
            from cfnews.render.as_terminal import check_lines

            output.write_lines(check_lines(reports))
