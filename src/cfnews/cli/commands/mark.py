"""`cfnews mark`: stories read, starred or hidden, and back."""

from typing import Annotated

import msgspec
import typer

from cfnews.cli.choose import choose, meaning
from cfnews.cli.output import Output
from cfnews.cli.ruling import open_by_the_rules
from cfnews.cli.world import World
from cfnews.errors import NothingMatched, WrongUsage
from cfnews.query import read
from cfnews.render.common import counted
from cfnews.store.db import Database
from cfnews.store.marks import Mark, set_marks
from cfnews.store.stories import resolve

_PAIRS = (("read", "unread"), ("star", "unstar"), ("hide", "unhide"))


def command(
    ctx: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Stories by id.")] = None,
    read_: Annotated[bool, typer.Option("--read", help="Mark read.")] = False,
    unread_: Annotated[bool, typer.Option("--unread", help="Mark unread.")] = False,
    star: Annotated[bool, typer.Option("--star", help="Star.")] = False,
    unstar: Annotated[bool, typer.Option("--unstar", help="Take the star away.")] = False,
    hide: Annotated[bool, typer.Option("--hide", help="Hide from every list.")] = False,
    unhide: Annotated[bool, typer.Option("--unhide", help="Show again.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="All that the selection flags ask for.")] = False,
) -> None:
    """Sets marks on the stories named, or with --all on those that the selection flags ask for."""
    world: World = ctx.obj
    given = {"read": read_, "unread": unread_, "star": star, "unstar": unstar, "hide": hide, "unhide": unhide}
    marks: list[Mark] = [name for name, on in given.items() if on]  # type: ignore[misc]  # the names are its words
    _check(ids or [], marks, all_)
    output = Output(world)
    if output.fields is not None:
        raise WrongUsage("mark has no --fields", "leave it out")
    open_by_the_rules(world).close()
    db = world.open_for_marking()
    try:
        stories = _selected(world, db) if all_ else list(dict.fromkeys(resolve(db, ids or [])))
        changed = set_marks(db, stories, marks, int(world.now.timestamp()))
    finally:
        db.close()
    _tell(world, output, len(stories), changed)


def _check(ids: list[str], marks: list[Mark], all_: bool) -> None:
    if not marks:
        raise WrongUsage("say what to mark", "use --read --unread --star --unstar --hide or --unhide")
    for one, other in _PAIRS:
        if one in marks and other in marks:
            raise WrongUsage(f"--{one} and --{other} exclude each other", "give one of them")
    if bool(ids) == all_:
        raise WrongUsage("name stories by id, or use --all with selection flags", "see: cfnews mark --help")


def _selected(world: World, db: Database) -> list[int]:
    selection = choose(world, db)
    if world.flag("limit") is None:
        selection = msgspec.structs.replace(selection, limit=0)
    settings = world.settings(db)
    found = read(
        db,
        selection,
        now=world.now,
        refresh_after=settings.refresh_after,
        offline=world.offline,
        meaning=meaning(world, db),
    )
    if not found.rows and world.flag("fail_if_empty"):
        raise NothingMatched("nothing matched")
    return found.rows


def _tell(world: World, output: Output, selected: int, changed: int) -> None:
    if output.format in ("json", "jsonl"):
        from cfnews.render import as_json

        envelope = as_json.MarkEnvelope(**as_json.head("mark", world.now), selected=selected, changed=changed)
        output.write(as_json.encode_one(envelope, in_a_line=output.format == "jsonl"))
    else:
        same = selected - changed
        rest = f"; {same:,} {'was' if same == 1 else 'were'} so already" if same else ""
        output.say(f"{counted(changed, 'story', 'stories')} marked{rest}")
