"""Old stories out of the store, some at a time. What is starred or watched stays, read or not."""

from collections.abc import Callable, Sequence, Set
from typing import NamedTuple

from cfnews.store import pruning
from cfnews.store.db import Database

_TOGETHER = 200  # stories in one transaction: an interruption loses no more, and other writers wait no longer


class Pruned(NamedTuple):
    """What was taken out, by number and by feed; and how many stories as old stay for a star or a watch."""

    stories: int
    entries: int
    kept_starred: int
    kept_watched: int
    feeds: dict[str, int]


def prune(
    db: Database,
    before: int,
    feeds: Sequence[str],
    watched: Callable[[Sequence[int]], Set[int]],
    now: int,
    *,
    dry_run: bool = False,
) -> Pruned:
    """Takes out the stories to which nothing has happened since then (seconds since 1970).

    With feeds, only those that no other feed tells. `watched` says which of these stories a watch matches.
    """
    old = pruning.old_stories(db, before, feeds)
    kept = watched(old.stories) if old.stories else frozenset()
    stories = [story for story in old.stories if story not in kept]
    by_feed = pruning.entries_by_feed(db, stories)
    for start in range(0, 0 if dry_run else len(stories), _TOGETHER):
        with db.transaction():
            pruning.take_out(db, stories[start : start + _TOGETHER], now)
    return Pruned(len(stories), sum(by_feed.values()), old.starred, len(kept), by_feed)
