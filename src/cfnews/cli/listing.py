"""One line a story, as `list` and `search` show it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cfnews.cli.choose import choose
from cfnews.cli.output import TEMPLATE, Output
from cfnews.cli.publishing import Name, grouping, with_words, write_edition
from cfnews.cli.reading import Faces, read_and_write, reading_store
from cfnews.cli.world import World
from cfnews.query import Reading
from cfnews.render.documents import DOCUMENTS
from cfnews.store.db import Database
from cfnews.story import Piece

if TYPE_CHECKING:
    from cfnews.render.as_terminal import Line


def write_list(world: World, name: Name, *, text: str | None = None, sort: str = "newest") -> None:
    """Reads and writes the stories that the flags, and the query if there is one, ask for."""
    output = Output(world, on_pipe="tsv", documents=(*DOCUMENTS, TEMPLATE))
    by = grouping(world, "none")
    with reading_store(world, output) as db:
        output.settle(accessible=world.settings(db).accessible)

        def styled(found: Reading) -> "Iterator[Line]":
            from cfnews.render.as_terminal import group_line, list_lines

            digest, short, zone = with_words(world, db, found, by, name)
            quoted, by_style = _passages(db, text, found), output.coloured
            for group in digest.groups:
                yield from group_line(group)
                yield from list_lines(group.stories, short, world.now, zone, quoted, by_style=by_style)

        def plain(found: Reading) -> Iterator[str]:
            from cfnews.render.as_plain import group_line, list_lines

            digest, short, zone = with_words(world, db, found, by, name)
            quoted = _passages(db, text, found)
            for group in digest.groups:
                yield from group_line(group)
                yield from list_lines(group.stories, short, world.now, zone, quoted)

        def publish(found: Reading) -> None:
            write_edition(world, db, output, name, found, by)

        selection, faces = choose(world, db, text=text, sort=sort), Faces(styled, plain, publish)
        found = read_and_write(world, db, output, name, selection, faces)
        if output.format == "text" and output.width is not None:
            _close(output, found)


def _passages(db: Database, text: str | None, found: Reading) -> dict[str, list[Piece]]:
    """Where a query's words stand in the stories that it found, by their ids; nothing without a query."""
    if text is None:
        return {}
    from cfnews.store.passages import passages

    ids = dict(zip(found.rows, (story.id for story in found.stories), strict=True))
    return {ids[row]: pieces for row, pieces in passages(db, text, found.rows).items()}


def _close(output: Output, found: Reading) -> None:
    """On a screen, says beside the results what they leave out."""
    counts = found.counts
    if not counts.matched:
        output.say("Nothing matched.")
    elif counts.returned < counts.matched:
        output.say(f"{counts.returned:,} of {counts.matched:,} stories; all of them with --limit 0")
