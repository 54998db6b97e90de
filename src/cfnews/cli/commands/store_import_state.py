"""`cfnews store import-state`: what was decided on another machine, put together with what was decided here."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cfnews.cli.caring import output_of, tell_result, writing
from cfnews.cli.moving import cursors_in, marks_in, read_state, verdicts_in
from cfnews.cli.world import World
from cfnews.errors import CfnewsError
from cfnews.render.common import counted


def command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="What export-state has written; - reads stdin.")],
) -> None:
    """Takes over marks, verdicts and cursors: of two on one thing the later counts, in whatever order they come."""
    from cfnews.render.care_json import ImportEnvelope
    from cfnews.render.envelope import head
    from cfnews.update.merging import merge

    world: World = ctx.obj
    output = output_of(world, "import-state")
    state = read_state(_text(file), "stdin" if file == "-" else file)
    with writing(world):
        db = world.open_for_writing()
        try:
            now = int(world.now.timestamp())
            done = merge(db, marks_in(state), verdicts_in(state), cursors_in(state), now)
        finally:
            db.close()
    envelope = ImportEnvelope(**head("import-state", world.now), **done._asdict())
    news = f"{counted(done.marks, 'mark')} and {counted(done.verdicts, 'verdict')} were later than those here"
    waiting = [f"{counted(done.waiting, 'entry', 'entries')} with marks not stored here: they wait for it"]
    tell_result(output, envelope, [news, *(waiting if done.waiting else [])])


def _text(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).expanduser().read_bytes()
    except OSError as error:
        raise CfnewsError(f"{file} cannot be read: {error.strerror}", "name a file of export-state") from error
