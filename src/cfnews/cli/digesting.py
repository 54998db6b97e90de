"""The digest as the commands `digest`, `demo` and the bare `cfnews` show it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from cfnews.cli.capping import most_of_a_group
from cfnews.cli.choose import choose
from cfnews.cli.output import TEMPLATE, Output
from cfnews.cli.publishing import grouping, with_words, write_edition
from cfnews.cli.reading import Faces, read_and_write, reading_store
from cfnews.cli.world import World
from cfnews.digest import Digest
from cfnews.query import Reading, looked_at
from cfnews.render.documents import DOCUMENTS, FOR_READERS
from cfnews.store.db import Database
from cfnews.story import Selection
from cfnews.times import previous_working_day, start_of_day

if TYPE_CHECKING:
    from cfnews.render.as_terminal import Line

FIRST_LOOK = timedelta(days=7)
_READ = ("text", "plain", *FOR_READERS)
"""The formats that a person reads."""


def show_digest(world: World) -> None:
    """Reads and writes the digest that the flags ask for; without a window, since the last working day began."""
    output = Output(world, documents=(*DOCUMENTS, TEMPLATE))
    by, most = grouping(world, "section"), most_of_a_group(world, output)
    with reading_store(world, output) as db:
        output.settle(accessible=world.settings(db).accessible)
        selection = _windowed(world, db, choose(world, db))
        first = _first_look(world, db, output, selection)
        by_rank = output.format in _READ and not world.flag("sort")
        selection = msgspec.structs.replace(selection, since=first or selection.since, dated_first=by_rank)

        shown: list[Digest] = []

        def styled(found: Reading) -> "Iterator[Line]":
            from cfnews.render.as_terminal import digest_lines

            told = with_words(world, db, found, by, most=most)
            shown.append(told[0])
            return digest_lines(*told, output.width)

        def plain(found: Reading) -> Iterator[str]:
            from cfnews.render.as_plain import digest_lines

            told = with_words(world, db, found, by, most=most)
            shown.append(told[0])
            return digest_lines(*told)

        def publish(found: Reading) -> None:
            shown.append(write_edition(world, db, output, "digest", found, by, most))

        faces = Faces(styled, plain, publish, lambda found: _as_shown(found, shown))
        read_and_write(world, db, output, "digest", selection, faces, told_before=first)


def _as_shown(found: Reading, shown: Sequence[Digest]) -> Reading:
    """What was read without what a heading had no room for: it was not shown, and stays new."""
    if not any(group.left for digest in shown for group in digest.groups):
        return found
    ids = {story.id for digest in shown for group in digest.groups for story in group.stories}
    rows = [row for row, story in zip(found.rows, found.stories, strict=True) if story.id in ids]
    return msgspec.structs.replace(found, rows=rows)


def _windowed(world: World, db: Database, selection: Selection) -> Selection:
    if any(world.flag(key) for key in ("new", "since", "until")):
        return selection
    return msgspec.structs.replace(selection, since=previous_working_day(world.now, world.zone(db)))


def _first_look(world: World, db: Database, output: Output, selection: Selection) -> datetime | None:
    """Where a reader's very first digest begins: feeds reach back years, and nobody reads them at breakfast.

    Older stories are told in sum and then count as seen. Scripts get all, as does whoever narrows the
    selection: its sum would not tell of what it leaves out.
    """
    if selection.cursor is None or output.format not in _READ:
        return None
    everything = Selection(new=True, cursor=selection.cursor, limit=selection.limit, sort=selection.sort)
    if selection != everything or looked_at(db, selection.cursor) is not None:
        return None
    zone = world.zone(db)
    return start_of_day(world.now.astimezone(zone).date() - FIRST_LOOK, zone)
