"""`cfnews fetch`: ask the feeds that are due and store what is new."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from cfnews.cli.refreshing import choose_feeds, refresh_now
from cfnews.cli.reporting import Faces, output_for_reports, write_reports
from cfnews.cli.world import World
from cfnews.reports import FeedReport, FetchCounts

if TYPE_CHECKING:
    from cfnews.render.as_terminal import Line

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
    output = output_for_reports(world, "fetch")
    world.flags |= {"force": force, "jobs": jobs, "total": timeout, "max_age": max_age}
    reports = refresh_now(world, output, choose_feeds(world.catalogue(), names or []), dry_run=dry_run)
    if output.format != "text" or not world.flag("quiet"):
        write_reports(world, output, reports, Faces(_styled, _plain), dry_run=dry_run)
    failed = [report for report in reports if report.error is not None]
    if output.format in ("text", "plain"):
        for report in failed[:_MOST_WARNINGS]:
            output.warn(f"{report.id}: {report.error.message}" if report.error else report.id)
        if len(failed) > _MOST_WARNINGS:
            output.warn(f"and {len(failed) - _MOST_WARNINGS} more feeds failed; see: cfnews feeds list")
    return 4 if failed else 0


def _styled(counts: FetchCounts, reports: Sequence[FeedReport]) -> "Iterator[Line]":
    from cfnews.render.as_terminal import fetch_lines

    return fetch_lines(counts, reports)


def _plain(counts: FetchCounts, reports: Sequence[FeedReport]) -> Iterator[str]:
    from cfnews.render.common import brought

    return iter([", ".join(brought(counts, reports)) + "."])
