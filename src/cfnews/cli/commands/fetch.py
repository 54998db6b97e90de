"""`cfnews fetch`: ask the feeds that are due and store what is new."""

from typing import Annotated

import typer

from cfnews.cli.output import Output
from cfnews.cli.refreshing import choose_feeds, refresh_now
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.model import FeedReport

_MOST_WARNINGS = 10


def command(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[FEED]...", help="Only these feeds.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Also feeds that are not due; still conditional.")] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, max=64, help="Requests at a time.")] = None,
    timeout: Annotated[float | None, typer.Option("--timeout", min=0.1, help="Seconds for each feed in all.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Ask, but store nothing.")] = False,
    max_age: Annotated[str | None, typer.Option("--max-age", help="Feeds read longer ago than this: 30m.")] = None,
) -> int:
    """Asks, stores, reports; the exit code says whether some feeds failed."""
    world: World = ctx.obj
    output = Output(world)
    output.settle(accessible=world.catalogue().settings.accessible)
    output.check_fields(FeedReport.__struct_fields__)
    if output.format not in ("text", "plain", "json", "jsonl"):
        raise WrongUsage(f"fetch has no format {output.format!r}", "use text, plain, json or jsonl")
    world.flags |= {"force": force, "jobs": jobs, "total": timeout, "max_age": max_age}
    reports = refresh_now(world, output, choose_feeds(world.catalogue(), names or []), dry_run=dry_run)
    _write(world, output, reports, dry_run)
    failed = [report for report in reports if report.error is not None]
    if output.format in ("text", "plain"):
        for report in failed[:_MOST_WARNINGS]:
            output.warn(f"{report.id}: {report.error.message}" if report.error else report.id)
        if len(failed) > _MOST_WARNINGS:
            output.warn(f"and {len(failed) - _MOST_WARNINGS} more feeds failed; see: cfnews feeds list")
    return 4 if failed else 0


def _write(world: World, output: Output, reports: list[FeedReport], dry_run: bool) -> None:
    from cfnews.update.report import add_up

    counts = add_up(reports)
    if output.format in ("json", "jsonl"):
        from cfnews.render import as_json

        if output.format == "jsonl":
            output.write(as_json.encode_lines(reports, output.fields))
            return
        envelope = as_json.FetchEnvelope(
            **as_json.head("fetch", world.now), dry_run=dry_run, counts=counts, feeds=reports
        )
        output.write(as_json.encode(envelope, output.fields, "feeds"))
    elif output.format == "plain":
        from cfnews.render.common import brought

        output.write_plain([", ".join(brought(counts, reports)) + "."])
    elif not world.flag("quiet"):
        from cfnews.render.as_terminal import fetch_lines

        output.write_lines(fetch_lines(counts, reports))
