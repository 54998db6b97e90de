"""`cfnews fetch`: ask the feeds that are due and store what is new."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from cfnews.cli.output import Output
from cfnews.cli.patience import Patience
from cfnews.cli.refreshing import choose_feeds, refresh_now
from cfnews.cli.reporting import Faces, output_for_reports, write_reports
from cfnews.cli.world import World
from cfnews.errors import NothingReachable
from cfnews.reports import FeedReport, FetchCounts

if TYPE_CHECKING:
    from cfnews.render.as_terminal import Line

_MOST_WARNINGS = 10


def command(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[FEED]...", help="Only these feeds.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Also feeds that are not due; still conditional.")] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", metavar="NUMBER", min=1, max=64, help="Requests at a time.")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="Seconds for each feed in all.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Ask, but store nothing.")] = False,
    max_age: Annotated[
        str | None, typer.Option("--max-age", metavar="TIME", help="Feeds read longer ago than this: 30m.")
    ] = None,
    grace: Annotated[
        str | None,
        typer.Option(
            "--grace", metavar="TIME", help="With --quiet: be silent on trouble younger than this; else a day."
        ),
    ] = None,
) -> int:
    """Asks, stores, reports; the exit code says whether some feeds failed."""
    world: World = ctx.obj
    output = output_for_reports(world, "fetch")
    world.flags |= {"force": force, "jobs": jobs, "total": timeout, "max_age": max_age, "grace": grace}
    patience = Patience.of(world)
    quiet = patience if world.flag("quiet") else None
    try:
        reports = refresh_now(world, output, choose_feeds(world.catalogue(), names or []), dry_run=dry_run)
    except NothingReachable as error:
        if quiet is None or world.offline or quiet.is_over():
            raise
        raise NothingReachable("" if output.format != "json" else error.message, error.hint) from error
    if quiet is None or output.format not in ("text", "plain"):
        write_reports(world, output, reports, Faces(_styled, _plain), dry_run=dry_run)
    failed = [report for report in reports if report.error is not None]
    if output.format in ("text", "plain"):
        _warn(output, failed if quiet is None else quiet.tried_by(failed))
    return 4 if failed else 0


def _warn(output: Output, failed: Sequence[FeedReport]) -> None:
    for report in failed[:_MOST_WARNINGS]:
        output.warn(f"{report.id}: {report.error.message}" if report.error else report.id)
    if len(failed) > _MOST_WARNINGS:
        output.warn(f"and {len(failed) - _MOST_WARNINGS} more feeds failed; see: cfnews feeds list")


def _styled(counts: FetchCounts, reports: Sequence[FeedReport]) -> "Iterator[Line]":
    from cfnews.render.as_terminal import fetch_lines

    return fetch_lines(counts, reports)


def _plain(counts: FetchCounts, reports: Sequence[FeedReport]) -> Iterator[str]:
    from cfnews.render.as_plain import fetch_lines

    return fetch_lines(counts, reports)
