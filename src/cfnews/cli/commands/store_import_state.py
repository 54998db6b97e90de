"""`cfnews store import-state`: what was decided on another machine, put together with what was decided here."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cfnews.cli.caring import output_of, tell_result, writing
from cfnews.cli.moving import cursors_in, marks_in, read_state, verdicts_in
from cfnews.cli.world import World
from cfnews.errors import CfnewsError
from cfnews.render.common import counted

if TYPE_CHECKING:
    from cfnews.render.care_json import StateEnvelope
    from cfnews.update.merging import Merged


def command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="What export-state has written; - reads stdin.")],
) -> None:
    """Takes over marks, verdicts and cursors: of two on one thing the later counts, in whatever order they come."""
    from cfnews.render.care_json import ImportEnvelope
    from cfnews.render.envelope import head

    world: World = ctx.obj
    output = output_of(world, "import-state")
    state = read_state(_text(file), "stdin" if file == "-" else file)
    done = _merge(world, state)
    envelope = ImportEnvelope(**head("import-state", world.now), **done._asdict())
    news = f"{counted(done.marks, 'mark')} and {counted(done.verdicts, 'verdict')} were later than those here"
    waiting = [f"{counted(done.waiting, 'entry', 'entries')} with marks not stored here: they wait for it"]
    desk = [f"{counted(len(state.verdicts), 'verdict')} left out: split and join are for who keeps the store"]
    tell_result(
        output,
        envelope,
        [news, *(waiting if done.waiting else []), *(desk if world.is_shared and state.verdicts else [])],
    )


def _merge(world: World, state: "StateEnvelope") -> "Merged":
    from cfnews.update.merging import merge, merge_own

    with nullcontext() if world.is_shared else writing(world):
        db = world.open_for_marking()
        try:
            if world.is_shared:
                return merge_own(db, marks_in(state), cursors_in(state))
            return merge(db, marks_in(state), verdicts_in(state), cursors_in(state), int(world.now.timestamp()))
        finally:
            db.close()


def _text(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).expanduser().read_bytes()
    except OSError as error:
        raise CfnewsError(f"{file} cannot be read: {error.strerror}", "name a file of export-state") from error
