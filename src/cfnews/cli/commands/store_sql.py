"""`cfnews store sql`: a question of the reader's own, in SQL."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from cfnews.cli.output import Output
from cfnews.cli.reading import reading_store
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.render.rows import distinct
from cfnews.store.querying import Found, ask

if TYPE_CHECKING:
    from cfnews.render.as_terminal import Line

_USUAL_ROWS = 10_000
_USUAL_SECONDS = 30.0


def command(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One SELECT; - reads it from stdin.")],
    limit: Annotated[
        int, typer.Option("-n", "--limit", metavar="NUMBER", min=0, help="At most so many rows; 0 for all.")
    ] = _USUAL_ROWS,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Ends it after so long.")] = (
        _USUAL_SECONDS
    ),
) -> None:
    """Asks the store by one SQL statement that reads; nothing can be changed, attached or loaded."""
    world: World = ctx.obj
    output = Output(world, on_pipe="tsv")
    with reading_store(world, output) as db:
        output.settle(accessible=world.settings(db).accessible)
    asked = sys.stdin.read() if query == "-" else query
    found = ask(world.places.store, asked, most=limit, seconds=timeout, shared=world.is_shared)
    _write(world, output, found._replace(columns=distinct(found.columns)))
    if found.more:
        output.warn(f"there are more than {limit:,} rows: --limit 0 has all of them")


def _write(world: World, output: Output, found: Found) -> None:
    from cfnews.render import rows

    output.check_fields(found.columns)
    match output.format:
        case "text":
            output.write_lines(_styled(found))
        case "plain":
            output.write_plain(rows.sentences(found.columns, found.rows))
        case "tsv" | "csv":
            output.write(rows.table(found.columns, found.rows, output.fields, output.format))
        case "json":
            from cfnews.render.as_json import encode
            from cfnews.render.care_json import SqlEnvelope
            from cfnews.render.envelope import head

            objects = rows.objects(found.columns, found.rows)
            envelope = SqlEnvelope(**head("store-sql", world.now), columns=found.columns, rows=objects, more=found.more)
            output.write(encode(envelope, output.fields, "rows"))
        case "jsonl":
            output.write(rows.in_lines(found.columns, found.rows, output.fields))
        case other:
            raise WrongUsage(f"store sql has no format {other!r}", "use text, plain, tsv, csv, json or jsonl")


def _styled(found: Found) -> "list[Line]":
    from cfnews.render.rows_styled import row_lines

    return list(row_lines(found.columns, found.rows))
