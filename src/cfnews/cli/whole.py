"""The pages of stories, asked for by a reader who wants to read the whole: `show --full`."""

from collections.abc import Sequence

from cfnews.cli.output import Output, tell
from cfnews.cli.refreshing import catalogue_with_flags, listen_for_the_end
from cfnews.cli.world import World
from cfnews.paths import private_files
from cfnews.store.lock import write_lock


def read_pages(world: World, output: Output, stories: Sequence[str]) -> None:
    """Fetches the pages of stories, by id, whose text is not here whole; says why it could not. Raises StoreBusy.

    Under the rules of any fetch: robots.txt, one host after the other, none that asked to be left alone.
    """
    world.require_own_store("show --full")
    if world.offline:
        tell("offline: the stories are shown as far as they are stored")
        return
    from cfnews.store.articles import pages_of
    from cfnews.store.stories import resolve
    from cfnews.update.job import Job
    from cfnews.update.pages import reading_pages
    from cfnews.update.schedule import Ask

    listen_for_the_end()
    with private_files(), write_lock(world.places.store, world.now, 0):
        db = world.open_for_writing()
        try:
            wanted = pages_of(db, resolve(db, stories))
            if wanted:
                job = Job(catalogue_with_flags(world), (), Ask(), world.now, world.places.cache)
                with reading_pages(db, job) as pages, output.progress(len(wanted)):
                    pages.read(wanted)
        finally:
            db.close()
