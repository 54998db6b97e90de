"""The digest as the commands `digest`, `demo` and the bare `cfnews` show it."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

import msgspec

from cfnews.cli.choose import choose
from cfnews.cli.options import GROUPINGS
from cfnews.cli.output import Output
from cfnews.cli.reading import Faces, read_and_write, reading_store
from cfnews.cli.world import World
from cfnews.digest import Digest, group
from cfnews.errors import WrongUsage
from cfnews.query import Reading, count_new_before, looked_at, short_ids
from cfnews.store.db import Database
from cfnews.story import Selection
from cfnews.times import previous_working_day, start_of_day

if TYPE_CHECKING:
    from cfnews.render.as_terminal import Line

FIRST_LOOK = timedelta(days=7)


def show_digest(world: World) -> None:
    """Reads and writes the digest that the flags ask for; without a window, since the last working day began."""
    output = Output(world)
    by = world.flag("group_by") or "section"
    if by not in GROUPINGS:
        raise WrongUsage(f"--group-by {by!r} is not known", f"use one of {' '.join(GROUPINGS)}")
    with reading_store(world, output) as db:
        output.settle(accessible=world.settings(db).accessible)
        selection = _windowed(world, db, choose(world, db))
        first = _first_look(world, db, output, selection)
        selection = msgspec.structs.replace(selection, since=first or selection.since)

        def styled(found: Reading) -> "Iterator[Line]":
            from cfnews.render.as_terminal import digest_lines

            return digest_lines(*_digest(world, db, found, by), output.width)

        def plain(found: Reading) -> Iterator[str]:
            from cfnews.render.as_plain import digest_lines

            return digest_lines(*_digest(world, db, found, by))

        read_and_write(world, db, output, "digest", selection, Faces(styled, plain), told_before=first)


def _windowed(world: World, db: Database, selection: Selection) -> Selection:
    if any(world.flag(key) for key in ("new", "since", "until")):
        return selection
    return msgspec.structs.replace(selection, since=previous_working_day(world.now, world.zone(db)))


def _first_look(world: World, db: Database, output: Output, selection: Selection) -> datetime | None:
    """Where a reader's very first digest begins: feeds reach back years, and nobody reads them at breakfast.

    Older stories are told in sum and then count as seen. Scripts get all, as does whoever narrows the
    selection: its sum would not tell of what it leaves out.
    """
    if selection.cursor is None or output.format not in ("text", "plain"):
        return None
    everything = Selection(new=True, cursor=selection.cursor, limit=selection.limit, sort=selection.sort)
    if selection != everything or looked_at(db, selection.cursor) is not None:
        return None
    zone = world.zone(db)
    return start_of_day(world.now.astimezone(zone).date() - FIRST_LOOK, zone)


def _since(db: Database, found: Reading) -> datetime | None:
    selection = found.selection
    looked = looked_at(db, selection.cursor) if selection.new and selection.cursor else None
    return looked or selection.since


def _digest(world: World, db: Database, found: Reading, by: str) -> tuple[Digest, dict[str, str], tzinfo]:
    """The digest of what was read, the short ids of its stories, and the zone to tell times in."""
    zone, since = world.zone(db), _since(db, found)
    first = found.selection.new and found.selection.since
    digest = Digest(
        groups=group(found.stories, by, world.now, zone),  # type: ignore[arg-type]  # checked in show_digest
        counts=found.counts,
        state=found.state,
        now=world.now,
        since=since,
        older=count_new_before(db, found.selection, first) if first else 0,
        new=found.selection.new,
        failing=[warned.feed for warned in found.warnings if warned.feed],
        sample=world.sample,
    )
    return digest, short_ids(db, [story.id for story in found.stories]), zone
