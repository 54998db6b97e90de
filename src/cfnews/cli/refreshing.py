"""A refresh as commands call it: the lock, the catalogue, the progress bar. The line itself is in update."""

import gc
import signal
from collections.abc import Sequence
from datetime import timedelta
from types import FrameType

import msgspec

from cfnews.cli.output import Output, tell
from cfnews.cli.world import World
from cfnews.errors import NothingMatched, NothingReachable, Terminated
from cfnews.model import Catalogue, FeedSpec
from cfnews.paths import private_files
from cfnews.reports import FeedReport
from cfnews.store.feeds import list_feeds
from cfnews.store.lock import write_lock
from cfnews.store.settings import catalogue_signature


def choose_feeds(catalogue: Catalogue, names: Sequence[str]) -> list[FeedSpec]:
    """The feeds named, or all that are enabled. Raises NothingMatched for a name that is not in feeds.toml."""
    if not names:
        return [spec for spec in catalogue.feeds if spec.enabled]
    known = {spec.id: spec for spec in catalogue.feeds}
    for name in names:
        if name not in known:
            from cfnews.catalogue.faults import did_you_mean

            raise NothingMatched(f"there is no feed {name!r} in feeds.toml", did_you_mean(name, known))
    return [known[name] for name in dict.fromkeys(names)]


def refresh_now(world: World, output: Output, chosen: Sequence[FeedSpec], *, dry_run: bool = False) -> list[FeedReport]:
    """Refreshes the chosen feeds under the store's lock. Raises StoreBusy, NothingReachable, StoreUnusable."""
    world.require_own_store("a refresh")
    if world.offline:
        raise NothingReachable("--offline asks no server: nothing was fetched", "leave it out, or read what is stored")
    from cfnews.update.job import Job
    from cfnews.update.refresh import refresh
    from cfnews.update.schedule import Ask

    listen_for_the_end()
    gc.enable()  # a long run: many short-lived values
    catalogue = catalogue_with_flags(world)
    wait = world.duration("wait") or timedelta()
    max_age = world.duration("max_age")
    ask = Ask(force=bool(world.flag("force")), max_age=max_age.total_seconds() if max_age is not None else None)
    job = Job(catalogue, chosen, ask, world.now, world.places.cache, dry_run, world.environment)
    with private_files(), write_lock(world.places.store, world.now, wait.total_seconds()):
        db = world.open_for_writing()
        try:
            list_feeds(db, world.catalogue(), catalogue_signature(world.places.feeds))
            with output.progress(len(chosen)) as moved:

                def told(report: FeedReport) -> None:
                    moved(report.id)
                    if world.flag("verbose") or world.flag("debug"):
                        tell(_in_a_line(report))

                with db.without_waiting():
                    return refresh(db, job, told)
        finally:
            db.close()


def _in_a_line(report: FeedReport) -> str:
    what = report.error.message if report.error else f"{report.new} new of {report.entries}"
    answer = f"{report.http_status or '-'} {report.bytes} bytes {report.elapsed_ms} ms"
    return f"{report.id}: {report.status}, {what} ({answer})"


def catalogue_with_flags(world: World) -> Catalogue:
    """The catalogue with the settings that flags change for this run."""
    catalogue = world.catalogue()
    changes: dict[str, float | int] = {}
    if world.flag("jobs"):
        changes["jobs"] = world.flag("jobs")
    if world.flag("total"):
        changes |= {"total_timeout": world.flag("total"), "timeout": world.flag("total")}
    settings = msgspec.structs.replace(catalogue.settings, **changes)
    return msgspec.structs.replace(catalogue, settings=settings)


def listen_for_the_end() -> None:
    """Makes SIGTERM an error that unwinds as Ctrl-C does: locks are freed, workers ended, what was stored stays."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise Terminated("ended by the system")

    signal.signal(signal.SIGTERM, end)
