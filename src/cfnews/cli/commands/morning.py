"""The bare `cfnews`: refresh what is old, then show what is new."""

from cfnews.cli.digesting import show_digest
from cfnews.cli.output import TEMPLATE, Output
from cfnews.cli.world import World
from cfnews.errors import NothingReachable, StoreBusy
from cfnews.render.common import counted
from cfnews.render.documents import DOCUMENTS
from cfnews.store.db import open_for_reading


def morning(world: World) -> None:
    """Refreshes what is due, announced on stderr, and shows the digest of what is new; a shared store is only read."""
    if world.is_shared:
        _say_who_fetches(world)
    elif not world.offline:
        refresh_or_warn(world)
    world.flags["new"] = True
    show_digest(world)


def _say_who_fetches(world: World) -> None:
    output = Output(world, documents=(*DOCUMENTS, TEMPLATE))
    if not output.plain_wanted() and output.format == "text":
        output.say("As it is stored: the machine that keeps this store fetches.")


def refresh_or_warn(world: World) -> None:
    """Refreshes what is due; trouble is a warning, unless nothing is stored that could be shown instead."""
    world.require_own_store("a refresh")
    from cfnews.cli.refreshing import choose_feeds, refresh_now

    output = Output(world, documents=(*DOCUMENTS, TEMPLATE))
    try:
        chosen = choose_feeds(world.catalogue(), [])
        if not output.plain_wanted() and output.format == "text":
            output.say(f"Refreshing {counted(len(chosen), 'feed')} ...")
        refresh_now(world, output, chosen)
    except (NothingReachable, StoreBusy) as error:
        if not _something_is_stored(world):
            if isinstance(error, NothingReachable):
                raise NothingReachable(error.message, "nothing is stored yet; look around with: cfnews demo") from error
            raise
        output.warn(f"{error.message}; showing what is stored")


def _something_is_stored(world: World) -> bool:
    db = open_for_reading(world.places.store)
    try:
        return bool(db.value("SELECT EXISTS (SELECT 1 FROM story)"))
    finally:
        db.close()
