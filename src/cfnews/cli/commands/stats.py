"""`cfnews stats`: how many stories there are, of what, and what there is more of than usual."""

from typing import TYPE_CHECKING, Annotated

import typer

from cfnews.cli.counting import program, said, sample_warnings, write_machine
from cfnews.cli.output import Output
from cfnews.cli.reading import reading_store
from cfnews.cli.tallying import Tallied, tallied
from cfnews.cli.world import World
from cfnews.errors import NothingMatched, WrongUsage
from cfnews.render.tallies import DEFAULTS, FIELDS, Page, plain_lines
from cfnews.store.db import Database
from cfnews.tally.counts import COUNTED, By, Tally

if TYPE_CHECKING:
    from cfnews.render.as_json import StatsEnvelope


def command(
    ctx: typer.Context,
    by: Annotated[
        list[str] | None, typer.Option("--by", metavar="KIND", help=f"Count by this: {' '.join(COUNTED)}.")
    ] = None,
) -> None:
    """Counts the stories that the selection flags ask for, of the last eight weeks unless --since says otherwise."""
    world: World = ctx.obj
    output = Output(world, on_pipe="tsv")
    kinds = [_kind(name) for name in by or ()]
    with reading_store(world, output) as db:
        output.settle(accessible=world.settings(db).accessible)
        found = tallied(world, db, kinds, for_reader=output.format in ("text", "plain"))
        if not found.counts.matched and world.flag("fail_if_empty"):
            raise NothingMatched("" if world.flag("quiet") and output.format != "json" else "nothing matched")
        _write(world, output, db, found)


def _kind(name: str) -> By:
    found: By | None = next((kind for kind in COUNTED if kind == name.strip().lower()), None)
    if found is None:
        from cfnews.catalogue.faults import did_you_mean

        raise WrongUsage(f"--by {name!r} is not known", did_you_mean(name, COUNTED))
    return found


def _write(world: World, output: Output, db: Database, found: Tallied) -> None:
    if output.format == "text":
        from cfnews.render.tallies_styled import page_lines

        output.write_lines(page_lines(_page(world, db, found), output.width))
        return
    if output.format == "plain":
        output.write_plain(plain_lines(_page(world, db, found)))
        return

    def envelope() -> "StatsEnvelope":
        from cfnews.render.as_json import StatsEnvelope, asked, head

        return StatsEnvelope(
            **head("stats", world.now),
            timezone=world.zone_name(db),
            query=asked(found.selection),
            counts=found.counts,
            rows=rows,
            rising=found.rises,
            compared_since=found.since,
            warnings=sample_warnings(world),
        )

    rows = [row for table in found.tables for row in table.rows]
    write_machine(output, Tally, rows, FIELDS, DEFAULTS, envelope, "rows")


def _page(world: World, db: Database, found: Tallied) -> Page:
    asked, now, zone = found.selection, world.now, world.zone(db)
    window = said(asked.since, asked.until, now, zone)
    over = asked.until is not None and asked.until < now
    return Page(
        window="that are new to you" if asked.new and asked.since is None else window,
        counts=found.counts,
        tables=found.tables,
        rises=found.rises,
        last_week=f"in the week {said(None, asked.until, now, zone)}" if over else "this week",
        program=program(world),
    )
