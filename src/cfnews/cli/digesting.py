"""The digest as the commands `digest`, `demo` and the bare `cfnews` show it."""

from datetime import datetime, tzinfo

import msgspec

from cfnews.cli.choose import choose
from cfnews.cli.options import GROUPINGS
from cfnews.cli.output import Output
from cfnews.cli.reading import Faces, read_and_write, reading_store
from cfnews.cli.world import World
from cfnews.digest import Digest, group
from cfnews.errors import WrongUsage
from cfnews.query import Reading, looked_at, short_ids
from cfnews.store.db import Database
from cfnews.times import previous_working_day


def show_digest(world: World) -> None:
    """Reads and writes the digest that the flags ask for; without a window, since the last working day began."""
    output = Output(world)
    by = world.flag("group_by") or "section"
    if by not in GROUPINGS:
        raise WrongUsage(f"--group-by {by!r} is not known", f"use one of {' '.join(GROUPINGS)}")
    with reading_store(world, output) as db:
        if output.format == "text" and world.settings(db).accessible:
            output.format = "plain"
        selection = choose(world, db)
        zone = world.zone(db) if output.format in ("text", "plain") or _needs_window(world) else None
        if zone is not None and _needs_window(world):
            selection = msgspec.structs.replace(selection, since=previous_working_day(world.now, zone))

        def faces(found: Reading) -> Faces:
            return _faces(world, db, output, found, by, world.zone(db))

        read_and_write(world, db, output, "digest", selection, faces)


def _needs_window(world: World) -> bool:
    return not any(world.flag(key) for key in ("new", "since", "until"))


def _since(db: Database, found: Reading) -> datetime | None:
    selection = found.selection
    return looked_at(db, selection.cursor) if selection.new and selection.cursor else selection.since


def _faces(world: World, db: Database, output: Output, found: Reading, by: str, zone: tzinfo) -> Faces:
    digest = Digest(
        groups=group(found.stories, by, world.now, zone),  # type: ignore[arg-type]  # checked above
        counts=found.counts,
        state=found.state,
        now=world.now,
        since=_since(db, found),
        new=found.selection.new,
        failing=[warned.feed for warned in found.warnings if warned.feed],
        sample=world.sample,
    )
    short = short_ids(db, [story.id for story in found.stories])

    def styled():  # type: ignore[no-untyped-def]
        from cfnews.render.as_terminal import digest_lines

        return digest_lines(digest, short, zone, output.width)

    def plain():  # type: ignore[no-untyped-def]
        from cfnews.render.as_plain import digest_lines

        return digest_lines(digest, short, zone)

    return styled, plain
