"""`cfnews store prune`: old stories out of the store."""

from collections.abc import Sequence, Set
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from cfnews.cli.caring import megabytes, output_of, size_of, tell_result, writing
from cfnews.cli.output import Output
from cfnews.cli.world import World
from cfnews.errors import NothingMatched, WrongUsage
from cfnews.render.common import counted
from cfnews.store.db import Database
from cfnews.store.pruning import vacuum
from cfnews.store.watches import watched
from cfnews.times import parse_duration, spoken_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cfnews.render.care_json import PruneEnvelope
    from cfnews.update.pruning import Pruned


def command(
    ctx: typer.Context,
    older_than: Annotated[
        str | None, typer.Option("--older-than", metavar="TIME", help="So old: 400d, 1y. Else the setting retention.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and take nothing out.")] = False,
) -> None:
    """Takes out stories that are older than that; starred and watched ones stay, and none comes back as new."""
    world: World = ctx.obj
    output = output_of(world, "prune")
    with writing(world):
        size = size_of(world.places.store)
        db = world.open_for_writing()
        try:
            before = world.now - _age(world, db, older_than)
            done = _prune(world, db, before, dry_run=dry_run)
            if done.stories and not dry_run:
                vacuum(db)
        finally:
            db.close()
        sizes = (size, size if dry_run else size_of(world.places.store))
    _tell(world, output, done, before, sizes, dry_run=dry_run)
    if not done.stories and world.flag("fail_if_empty"):
        raise NothingMatched("nothing is as old as that", "")


def _age(world: World, db: Database, older_than: str | None) -> timedelta:
    if older_than is None:
        seconds = world.settings(db).retention
        if seconds is None:
            raise WrongUsage("say how old a story must be to go", "--older-than 400d, or retention in feeds.toml")
        return timedelta(seconds=seconds)
    length = parse_duration(older_than)
    if length is None:
        raise WrongUsage(f"--older-than {older_than!r} is not a length of time", "use 400d, 52w or 1y")
    return length


def _prune(world: World, db: Database, before: datetime, *, dry_run: bool) -> "Pruned":
    from cfnews.update.pruning import prune

    feeds = list(world.flag("feed") or ())
    known = {row[0] for row in db.rows("SELECT id FROM feed")}
    for name in feeds:
        if name not in known:
            raise NothingMatched(f"there is no feed {name!r} in the store", "see: cfnews feeds list")
    now = int(world.now.timestamp())
    watches = world.watches(db)

    def kept(stories: Sequence[int]) -> Set[int]:
        """Those of the stories that a watch means."""
        return watched(db, watches, stories).keys()

    return prune(db, int(before.timestamp()), feeds, kept, now, dry_run=dry_run)


def _tell(
    world: World, output: Output, done: "Pruned", before: datetime, sizes: tuple[int, int], *, dry_run: bool
) -> None:
    from cfnews.render.care_json import PrunedFeed, PruneEnvelope
    from cfnews.render.envelope import head

    envelope = PruneEnvelope(
        **head("store-prune", world.now),
        dry_run=dry_run,
        before=before.replace(microsecond=0),
        stories=done.stories,
        entries=done.entries,
        kept_starred=done.kept_starred,
        kept_watched=done.kept_watched,
        feeds=[PrunedFeed(feed, number) for feed, number in done.feeds.items()],
        bytes_before=sizes[0],
        bytes_after=sizes[1],
    )
    tell_result(output, envelope, _lines(envelope, spoken_day(before.date(), world.now.date())))


def _lines(told: "PruneEnvelope", day: str) -> "Iterator[str]":
    what = f"{counted(told.stories, 'story', 'stories')} of {counted(told.entries, 'entry', 'entries')}"
    verb = "would be" if told.dry_run else "was" if told.stories == 1 else "were"
    yield f"{what} from before {day} {verb} taken out"
    for one in told.feeds:
        yield f"  {one.feed}: {counted(one.entries, 'entry', 'entries')}"
    for number, why in ((told.kept_starred, "starred"), (told.kept_watched, "watched")):
        if number:
            yield f"{counted(number, 'story', 'stories')} as old {'stays' if number == 1 else 'stay'}: {why}"
    if told.bytes_after != told.bytes_before:
        yield f"The store has {megabytes(told.bytes_after)}; it had {megabytes(told.bytes_before)}"
