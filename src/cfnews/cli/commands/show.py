"""`cfnews show`: one story whole."""

from typing import Annotated

import typer

from cfnews.cli.counting import program, sample_warnings
from cfnews.cli.output import Output
from cfnews.cli.reading import reading_store
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.query import with_watches
from cfnews.render.documents import PAGES, story_writer
from cfnews.store.db import Database
from cfnews.store.stories import detail, resolve
from cfnews.story import StoryDetail


def command(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="A story's id, or its first 4 characters.")],
    full: Annotated[bool, typer.Option("--full", help="Fetch the page too, where the text is not here whole.")] = False,
) -> None:
    """Shows stories with their text, every source, and the history of their changes."""
    world: World = ctx.obj
    output = Output(world, documents=PAGES)
    if output.format in ("tsv", "csv"):
        raise WrongUsage(f"show has no format {output.format!r}", "use text, plain, json, jsonl, markdown or html")
    if full:
        from cfnews.cli.whole import read_pages

        read_pages(world, output, ids)
    with reading_store(world, output) as db:
        output.settle(accessible=world.settings(db).accessible)
        output.check_fields(StoryDetail.__struct_fields__)
        rows = list(dict.fromkeys(resolve(db, ids)))
        found = with_watches(db, [detail(db, row) for row in rows], rows, world.watches(db))
        _write(world, output, db, found)


def _notes(world: World) -> list[str]:
    return [f"{one.message}." for one in sample_warnings(world)]


def _write(world: World, output: Output, db: Database, found: list[StoryDetail]) -> None:
    now = world.now
    if output.format in ("json", "jsonl"):
        from cfnews.render import as_json

        if output.format == "jsonl":
            output.write(as_json.encode_lines(found, output.fields))
            return
        envelope = as_json.StoryEnvelope(**as_json.head("story", now), timezone=world.zone_name(db), stories=found)
        output.write(as_json.encode(envelope, output.fields))
    elif output.is_document:
        output.write(story_writer(output.format)(found, now, world.zone(db), _notes(world), program(world)))
    elif output.format == "plain":
        from cfnews.render import story_sentences

        output.write_plain(story_sentences.pages(found, now, world.zone(db), program(world)))
    else:
        from cfnews.render import story_page

        output.write_lines(story_page.pages(found, now, world.zone(db), program(world)))
