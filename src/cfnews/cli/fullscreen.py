"""The full-screen reader as the command line opens and leaves it: what is to be read, and the cursor at the end.

The cursor moves only when the reader was left in the ordinary way, past what was on the screen and no further.
"""

import gc
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from cfnews.cli.choose import choose, meaning
from cfnews.cli.counting import program
from cfnews.cli.digesting import FIRST_LOOK
from cfnews.cli.options import SELECTION
from cfnews.cli.output import Output
from cfnews.cli.ruling import open_by_the_rules
from cfnews.cli.world import World
from cfnews.errors import NothingMatched, Terminated
from cfnews.query import Outline, count_new_before, looked_at, move_cursor, outline
from cfnews.render.common import counted
from cfnews.store.db import Database
from cfnews.story import Selection
from cfnews.times import previous_working_day, read_clock, spoken_time, start_of_day

if TYPE_CHECKING:
    from cfnews.reader.desk import Means

_NOT_NARROWING = ("new", "revised", "cursor", "peek", "limit", "sort", "fail_if_empty")


class _Sitting(NamedTuple):
    """What is to be read: `rows` stand in where nothing is new; `told_before` as in `move_cursor`."""

    outline: Outline
    rows: list[int] | None
    about: str
    note: str
    told_before: datetime | None


def read_in_full_screen(world: World) -> None:
    """Opens the reader, and moves the cursor when it was left. Raises NothingMatched, StoreUnusable, Terminated."""
    gc.enable()  # a long run
    db = open_by_the_rules(world)
    try:
        sitting = _sitting(world, db)
        if world.flag("fail_if_empty") and not (sitting.rows or sitting.outline.rows):
            raise NothingMatched("nothing matched")
        shown = _read(world, db, sitting)
    finally:
        db.close()
    if shown is not None and shown.selection.new and not world.flag("peek"):
        writing = world.open_for_marking()
        try:
            move_cursor(writing, shown, world.now, sitting.told_before)
        finally:
            writing.close()


def _read(world: World, db: Database, sitting: _Sitting) -> Outline | None:
    """What was shown; None where it does not count: nothing is stored, or the reader was left by Ctrl-C."""
    from cfnews.reader.app import Reader
    from cfnews.reader.desk import Desk
    from cfnews.reader.screen import Face

    output = Output(world, on_pipe="text")
    face = Face(
        about=sitting.about,
        note=sitting.note,
        colour=output.coloured,
        plain=output.plain_wanted() or world.settings(db).accessible,
        program=program(world),
        sample="SAMPLE" if world.sample else "",
    )
    desk = Desk(_means(world, db), db, sitting.outline, sitting.rows)
    reader = Reader(desk, face)
    try:
        left_well = reader.run(mouse=False)
    finally:
        desk.close()
    if reader.fault is not None:
        raise reader.fault
    if reader.terminated:
        raise Terminated("ended by the system")
    if not left_well:
        raise KeyboardInterrupt
    return desk.shown if desk.is_stored else None


def _means(world: World, db: Database) -> "Means":
    from cfnews.reader.desk import Means

    return Means(
        open_for_reading=world.open_for_reading,
        open_for_writing=world.open_for_marking,
        meaning=lambda one: meaning(world, one),
        clock=lambda: read_clock(world.environment),
        zone=world.zone(db),
        browse=_browse,
        command=None if world.offline or world.is_shared else _another_cfnews(world),
        environment=world.environment,
        watches=world.watches(db),
    )


def _browse(address: str) -> bool:
    import webbrowser

    return webbrowser.open(address)


def _another_cfnews(world: World) -> list[str]:
    places = ((f"--{key.replace('_', '-')}", world.flag(key)) for key in ("feeds", "store", "cache_dir"))
    named = [word for flag, value in places if value for word in (flag, value)]
    return [sys.executable, "-P", "-m", "cfnews", *named]


# --- what is to be read -----------------------------------------------------------------------------


def _sitting(world: World, db: Database) -> _Sitting:
    """What the flags ask for; without any what is new and, where that is nothing, the window of the digest."""
    narrowed = any(world.flag(flag.key) for flag in SELECTION if flag.key not in _NOT_NARROWING)
    if not narrowed:
        world.flags["new"] = True
    selection = choose(world, db)
    if world.flag("limit") is None:
        selection = msgspec.structs.replace(selection, limit=0)  # what is not looked at costs nothing
    if not selection.new:
        return _Sitting(outline(db, selection, meaning=meaning(world, db)), None, "", "", None)
    return _news(world, db, selection, narrowed=narrowed)


def _news(world: World, db: Database, selection: Selection, *, narrowed: bool) -> _Sitting:
    assert selection.cursor is not None  # noqa: S101 - `new` has one
    zone = world.zone(db)
    looked = looked_at(db, selection.cursor)
    first = None
    if looked is None and not narrowed:  # as a first digest does: older stories are told in sum
        first = start_of_day(world.now.astimezone(zone).date() - FIRST_LOOK, zone)
        selection = msgspec.structs.replace(selection, since=first)
    found = outline(db, selection, meaning=meaning(world, db))
    since = looked or selection.since
    about = f", new since {spoken_time(since, world.now, zone)}" if since else ", all new"
    if found.rows or narrowed:
        return _Sitting(found, None, about, _older(world, db, selection, first), first)
    begin = previous_working_day(world.now, zone)
    window = Selection(since=begin, limit=selection.limit, sort=selection.sort)
    told = f" since {spoken_time(begin, world.now, zone)}, none of them new"
    return _Sitting(found, outline(db, window).rows, told, _older(world, db, selection, first), first)


def _older(world: World, db: Database, selection: Selection, first: datetime | None) -> str:
    number = count_new_before(db, selection, first) if first else 0
    if first is None or not number:
        return ""
    day = first.astimezone(world.zone(db)).date() - timedelta(days=1)
    return f"{counted(number, 'older story', 'older stories')}: {program(world)} list --until {day.isoformat()}"
