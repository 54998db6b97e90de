"""With --quiet, how long trouble may last before it is worth a mail: servers are down at night, laptops out of reach.

What it keeps silent of is in the exit code, in `status` and in `feeds list` all the same.
"""

from collections.abc import Sequence
from datetime import timedelta

from cfnews.cli.world import World
from cfnews.reports import FeedReport
from cfnews.store.db import open_for_reading
from cfnews.store.feeds import failing_since, last_success

_GRACE = timedelta(days=1)


class Patience:
    """How long a feed, or all of the network, may fail unsaid; by the store's memory."""

    def __init__(self, world: World, grace: timedelta) -> None:
        self._world = world
        self._latest = int((world.now - grace).timestamp())

    @staticmethod
    def of(world: World) -> "Patience":
        """The patience that --grace asks for, a day unless it does. Raises WrongUsage."""
        grace = world.duration("grace")
        return Patience(world, _GRACE if grace is None else grace)

    def tried_by(self, failed: Sequence[FeedReport]) -> list[FeedReport]:
        """Those of the failed feeds that have failed for longer, or never worked at all."""
        if not failed:
            return []
        db = open_for_reading(self._world.places.store)
        try:
            since = failing_since(db)
        finally:
            db.close()
        return [report for report in failed if since.get(report.id, 0) <= self._latest]

    def is_over(self) -> bool:
        """Whether it is longer ago that any feed was read, or none ever was."""
        db = open_for_reading(self._world.places.store)
        try:
            return (last_success(db) or 0) <= self._latest
        finally:
            db.close()
