"""`cfnews why`: the reasons behind a story, or between two."""

from typing import Annotated

import typer

from cfnews.cli.output import Output
from cfnews.cli.reading import reading_store
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.query import with_watches
from cfnews.store.db import Database
from cfnews.store.stories import load, resolve


def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="A story's id, or its first 4 characters.")],
    other: Annotated[str | None, typer.Argument(metavar="[ID]", help="Another story: why are they not one?")] = None,
) -> None:
    """Shows by which rule and evidence each source is in its story; for two ids, why they were not joined."""
    world: World = ctx.obj
    output = Output(world)
    if output.format in ("tsv", "csv") or output.fields is not None:
        raise WrongUsage("why has no tables and no --fields", "use text, plain, json or jsonl")
    with reading_store(world, output) as db:
        output.settle(accessible=world.settings(db).accessible)
        _write(world, output, db, resolve(db, [id_, *([other] if other else [])]))


def _write(world: World, output: Output, db: Database, rows: list[int]) -> None:
    from cfnews.ranking import parts
    from cfnews.reasons import Ranked
    from cfnews.update.explaining import lead_of, reasons_between, reasons_for
    from cfnews.update.tagging import Tagger

    story = None
    if len(rows) == 1:
        catalogue = world.catalogue()
        lead = lead_of(db, rows[0])
        (told,) = with_watches(db, load(db, rows), rows, world.watches(db))
        ranked_by = [Ranked(*part) for part in parts(told, world.now)]
        tags = Tagger(catalogue.places, catalogue.topics).explain(lead)
        story = reasons_for(db, rows[0], tags, ranked_by, catalogue)
    pairs = reasons_between(db, rows[0], rows[1]) if len(rows) == 2 and rows[0] != rows[1] else []
    if output.format in ("json", "jsonl"):
        from cfnews.render import as_json

        envelope = as_json.WhyEnvelope(**as_json.head("why", world.now), story=story, pairs=pairs)
        output.write(as_json.encode_one(envelope, in_a_line=output.format == "jsonl"))
        return
    from cfnews.render.reasons import pairs_in_words, reasons_in_words

    said = list(reasons_in_words(story) if story else pairs_in_words(pairs, together=rows[0] == rows[-1]))
    if output.format == "plain":
        output.write_plain(one.words for one in said)
    else:
        from cfnews.render.as_terminal import said_lines

        output.write_lines(said_lines(said))
