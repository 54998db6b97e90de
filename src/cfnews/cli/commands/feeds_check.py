"""`cfnews feeds check`: what a fetch of the feeds would say, with nothing stored."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from cfnews.cli.refreshing import choose_feeds, refresh_now
from cfnews.cli.reporting import Faces, output_for_reports, write_reports
from cfnews.cli.world import World
from cfnews.reports import FeedReport, FetchCounts

if TYPE_CHECKING:
    from cfnews.render.as_terminal import Line


def command(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[FEED]...", help="These; all that are on else.")] = None,
) -> int:
    """Asks each feed, due or not, switched on or off if named, and says how it answers; 4 if one fails."""
    world: World = ctx.obj
    output = output_for_reports(world, "feeds check")
    world.flags["force"] = True
    reports = refresh_now(world, output, choose_feeds(world.catalogue(), names or []), dry_run=True)
    write_reports(world, output, reports, Faces(_styled, _plain), dry_run=True)
    return 4 if any(report.error for report in reports) else 0


def _styled(_: FetchCounts, reports: Sequence[FeedReport]) -> "Iterator[Line]":
    from cfnews.render.as_terminal import check_lines

    return check_lines(reports)


def _plain(_: FetchCounts, reports: Sequence[FeedReport]) -> Iterator[str]:
    from cfnews.render.common import checked

    return (f"{report.id}: {'. '.join(checked(report))}." for report in reports)
