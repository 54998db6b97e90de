"""One line a story, as `list` and `search` show it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cfnews.cli.choose import choose
from cfnews.cli.output import Output
from cfnews.cli.reading import Faces, read_and_write, reading_store
from cfnews.cli.world import World
from cfnews.query import Reading, short_ids
from cfnews.store.db import Database

if TYPE_CHECKING:
    from cfnews.render.as_terminal import Line


def write_list(world: World, name: str, *, text: str | None = None, sort: str = "newest") -> None:
    """Reads and writes the stories that the flags, and the query if there is one, ask for."""
    output = Output(world, on_pipe="tsv")
    with reading_store(world, output) as db:
        output.settle(accessible=world.settings(db).accessible)

        def styled(found: Reading) -> "Iterator[Line]":
            from cfnews.render.as_terminal import list_lines

            return list_lines(found.stories, _short(db, found), world.now, world.zone(db))

        def plain(found: Reading) -> Iterator[str]:
            from cfnews.render.as_plain import list_lines

            return list_lines(found.stories, _short(db, found), world.now, world.zone(db))

        selection, faces = choose(world, db, text=text, sort=sort), Faces(styled, plain)
        found = read_and_write(world, db, output, name, selection, faces)
        if output.format == "text" and output.width is not None:
            _close(output, found)


def _short(db: Database, found: Reading) -> dict[str, str]:
    return short_ids(db, [story.id for story in found.stories])


def _close(output: Output, found: Reading) -> None:
    """On a screen, says beside the results what they leave out."""
    counts = found.counts
    if not counts.matched:
        output.say("Nothing matched.")
    elif counts.returned < counts.matched:
        output.say(f"{counts.returned:,} of {counts.matched:,} stories; all of them with --limit 0")
