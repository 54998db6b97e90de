"""A reading as commands do it: select, write in the format asked for, and only then move the cursor."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from cfnews.cli.choose import meaning
from cfnews.cli.output import Output
from cfnews.cli.ruling import open_by_the_rules
from cfnews.cli.world import World
from cfnews.errors import NothingMatched
from cfnews.query import Reading, move_cursor, read
from cfnews.store.db import Database
from cfnews.story import Selection

if TYPE_CHECKING:
    from cfnews.render.as_terminal import Line


class Faces(NamedTuple):
    """How what was read looks to a person: styled for a screen, in plain sentences, or written as a document.

    `as_shown` tells, of what was read, what was written.
    """

    styled: "Callable[[Reading], Iterator[Line]]"
    plain: Callable[[Reading], Iterator[str]]
    publish: Callable[[Reading], None]
    as_shown: Callable[[Reading], Reading] = lambda found: found


@contextmanager
def reading_store(world: World, output: Output) -> Iterator[Database]:
    """The store, open for reading while the block runs; says what to do where nothing is stored yet."""
    db = open_by_the_rules(world)
    try:
        if db.path is None and output.format not in ("json", "jsonl"):
            output.say("Nothing is stored yet. Fetch the feeds with: cfnews fetch, or look around with: cfnews demo")
        yield db
    finally:
        db.close()


def read_and_write(
    world: World,
    db: Database,
    output: Output,
    name: str,
    selection: Selection,
    faces: Faces,
    told_before: datetime | None = None,
) -> Reading:
    """Reads, writes in the output's format, moves the cursor. Raises NothingMatched for --fail-if-empty."""
    found = read(
        db,
        selection,
        now=world.now,
        refresh_after=world.settings(db).refresh_after,
        offline=world.offline,
        meaning=meaning(world, db),
        watches=world.watches(db),
    )
    found = _with_catalogue(world, db, found)
    if not found.stories and world.flag("fail_if_empty"):
        # Quietly, it is the exit code alone that says so: a mail each morning that nothing is new is no news.
        raise NothingMatched("" if world.flag("quiet") and output.format != "json" else "nothing matched", "")
    if output.format == "text":
        output.write_lines(faces.styled(found))
    elif output.format == "plain":
        output.write_plain(faces.plain(found))
    elif output.is_document:
        faces.publish(found)
    else:
        output.write(_machine(world, db, output, name, found))
    if found.selection.new and not world.flag("peek"):
        _move(world, db, faces.as_shown(found), told_before)
    return found


def _with_catalogue(world: World, db: Database, found: Reading) -> Reading:
    """Before the first fetch the store knows no feed: they are counted in feeds.toml."""
    if db.path is not None:
        return found
    total = sum(spec.enabled for spec in world.catalogue().feeds)
    return msgspec.structs.replace(found, state=msgspec.structs.replace(found.state, feeds_total=total))


def _machine(world: World, db: Database, output: Output, name: str, found: Reading) -> str:
    if output.format in ("tsv", "csv"):
        from cfnews.render import as_table

        output.check_fields(as_table.FIELDS)
        return (as_table.as_tsv if output.format == "tsv" else as_table.as_csv)(found.stories, output.fields)
    from cfnews.render import as_json
    from cfnews.render.common import SAMPLE_WARNING
    from cfnews.story import Story

    output.check_fields(Story.__struct_fields__)
    if output.format == "jsonl":
        return as_json.encode_lines(found.stories, output.fields)
    envelope = as_json.StoriesEnvelope(
        **as_json.head(name, world.now),
        timezone=world.zone_name(db),
        query=as_json.asked(found.selection),
        store=found.state,
        counts=found.counts,
        stories=found.stories,
        warnings=[*([SAMPLE_WARNING] if world.sample else []), *found.warnings],
    )
    return as_json.encode(envelope, output.fields)


def _move(world: World, db: Database, found: Reading, told_before: datetime | None) -> None:
    if db.path is None:
        return
    writing = world.open_for_marking()
    try:
        move_cursor(writing, found, world.now, told_before)
    finally:
        writing.close()
