"""`cfnews store check`: whether all is well with the store, and mending it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cfnews.cli.caring import output_of, tell_result, writing
from cfnews.cli.output import Output
from cfnews.cli.world import World
from cfnews.errors import StoreUnusable
from cfnews.render.common import counted
from cfnews.store.backup import free_name, held_by
from cfnews.store.checking import Fault, check
from cfnews.store.copying import copy_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cfnews.render.care_json import CheckEnvelope


def command(
    ctx: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended; the store before is kept.")
    ] = False,
) -> int:
    """Looks at the file, its index of words, and all that must add up. Exit code 8 where something is wrong."""
    world: World = ctx.obj
    output = output_of(world, "check")
    path, kept = world.places.store, None
    if repair:
        with writing(world):
            found = check(path)
            kept = _mend(world, found)
            left = check(path) if kept else found
    else:
        found = left = check(path)
    gone = {fault.check for fault in found} - {fault.check for fault in left}
    _tell(world, output, left, [fault for fault in found if fault.check in gone], kept)
    return StoreUnusable.exit_code if left else 0


def _mend(world: World, found: list[Fault]) -> Path | None:
    """Mends what was found, if all of it can be; returns where the store before is kept, if it did."""
    from cfnews.update.mending import mend

    if not found or not all(fault.mendable for fault in found):
        return None
    kept = free_name(world.places.store, "before-repair")
    copy_whole(world.places.store, kept, checked=False)
    db = world.open_for_writing()
    try:
        mend(db)
    finally:
        db.close()
    return kept


def _tell(world: World, output: Output, left: list[Fault], mended: list[Fault], kept: Path | None) -> None:
    from cfnews.render.care_json import CheckEnvelope, StoreFault
    from cfnews.render.envelope import head

    path = world.places.store
    broken = any(not fault.mendable for fault in left)
    stories, entries = (0, 0) if broken else held_by(path)[2:]
    envelope = CheckEnvelope(
        **head("store-check", world.now),
        store=str(path),
        sound=not left,
        stories=stories,
        entries=entries,
        faults=[StoreFault(*fault) for fault in left],
        mended=[StoreFault(*fault) for fault in mended],
        kept=str(kept) if kept else None,
    )
    tell_result(output, envelope, _lines(envelope))


def _lines(told: "CheckEnvelope") -> "Iterator[str]":
    for fault in told.mended:
        yield f"Mended: {fault.message} ({counted(fault.count, 'place')})"
    for fault in told.faults:
        yield f"{fault.check}: {fault.message} ({counted(fault.count, 'place')}): {'; '.join(fault.examples)}"
    if told.kept:
        yield f"The store before is kept as {told.kept}"
    if told.sound:
        holds = f"{counted(told.stories, 'story', 'stories')} of {counted(told.entries, 'entry', 'entries')}"
        yield f"All is well with {told.store}: {holds}"
    elif all(fault.mendable for fault in told.faults) and not told.mended:
        yield "Mend it with: cfnews store check --repair"
    else:
        yield "This cannot be mended. Go back to a backup with: cfnews store restore FILE"
