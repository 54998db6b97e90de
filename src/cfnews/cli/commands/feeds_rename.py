"""`cfnews feeds rename`: another id for a feed, in feeds.toml and in the store, both or neither."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated

import typer

from cfnews.catalogue.edit import rename_feed as renamed_text
from cfnews.catalogue.values import SLUG
from cfnews.cli.editing import change, named_feeds, output_for_edits, tell_edit
from cfnews.cli.own_feeds import own_feeds
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.paths import private_files
from cfnews.store.db import Database
from cfnews.store.lock import write_lock
from cfnews.store.renaming import rename_feed


def command(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="FEED", help="Its id now.")],
    new: Annotated[str, typer.Argument(metavar="ID", help="Its id from then on.")],
) -> None:
    """Renames a feed; its stories, its health and your decisions on its entries go with it."""
    world: World = ctx.obj
    output = output_for_edits(world, "feeds rename")
    if not SLUG.fullmatch(new):
        raise WrongUsage(f"{new!r} is not a lower-case slug", "use a-z, 0-9 and single hyphens")
    with own_feeds(world) as edit:
        (spec,) = named_feeds(edit.catalogue.feeds, [old])
        if new != old and any(other.id == new for other in edit.catalogue.feeds):
            raise WrongUsage(f"there is a feed {new!r} already", "choose another id")
        text = edit.text if new == old else renamed_text(edit.text, old, new, edit.path)
        try:
            with _store(world) as db:
                entries = rename_feed(db, old, new) if db is not None and new != old else 0
                edit.write(text)
        except BaseException:
            edit.undo()
            raise
    what, was = ("renamed", old) if new != old else ("unchanged", None)
    told = change(spec, what, was, entries)
    tell_edit(
        world,
        output,
        edit,
        [type(told)(**{name: getattr(told, name) for name in told.__struct_fields__} | {"id": new})],
    )


@contextmanager
def _store(world: World) -> Iterator[Database | None]:
    """The store in one transaction under its lock; None where there is no store yet."""
    if not world.places.store.exists():
        yield None
        return
    wait = world.duration("wait") or timedelta()
    with private_files(), write_lock(world.places.store, world.now, wait.total_seconds()):
        db = world.open_for_writing()
        try:
            with db.transaction():
                yield db
        finally:
            db.close()
