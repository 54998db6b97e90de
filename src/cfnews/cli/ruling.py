"""The reader's rules to hide are those of feeds.toml as it is now: an edit by hand holds from the next reading on.

Rules are stored with the stories, so that a reading pays nothing for them; a fetch puts them in force, and so does the
first command that finds another state of the file.
"""

from cfnews.cli.output import tell
from cfnews.cli.world import World
from cfnews.errors import CfnewsError
from cfnews.store.db import Database
from cfnews.store.settings import catalogue_signature, hides_are_of


def open_by_the_rules(world: World) -> Database:
    """The store for reading, with the rules to hide that feeds.toml has now. Raises as `open_for_reading` does.

    Raises InvalidCatalogue as well, if the file has changed and has faults. Where another cfnews writes the store, or
    it cannot be written, the rules of before stand, and that is said.
    """
    db = world.open_for_reading()
    signature = catalogue_signature(world.places.feeds)
    if not signature or db.path is None or world.is_shared or hides_are_of(db, signature):
        return db
    from cfnews.store.hiding import are_in_force

    try:
        if are_in_force(db, world.catalogue().hides):
            return db
    except BaseException:
        db.close()
        raise
    db.close()
    try:
        put(world)
    except CfnewsError as error:
        tell(f"cfnews: your rules to hide are not in force yet: {error.message}")
    return world.open_for_reading()


def put(world: World) -> int:
    """Puts the rules of the file in force; returns how many stories that changed. Raises StoreBusy, StoreUnusable."""
    from cfnews.paths import private_files
    from cfnews.store.hiding import put_in_force
    from cfnews.store.lock import write_lock

    signature = catalogue_signature(world.places.feeds)
    with private_files(), write_lock(world.places.store, world.now):
        db = world.open_for_writing()
        try:
            return put_in_force(db, world.catalogue().hides, signature)
        finally:
            db.close()
