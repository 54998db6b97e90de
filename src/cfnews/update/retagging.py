"""Stored entries tagged anew, by the rules, places and topics of today.

What is tagged as it was is not written again. No entry changes its story, nothing becomes new or revised, and the
reader's marks stay; of what folding compares, the tags of the day when an entry came stay too.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from cfnews.store import articles, feeds, regroup, tagged
from cfnews.store import entries as table
from cfnews.store.articles import Stored
from cfnews.store.db import Database
from cfnews.store.marks import set_marks
from cfnews.store.tagged import Chosen
from cfnews.update.finishing import finish_stories
from cfnews.update.telling import RULES, Tagged, Tags

_TOGETHER = 200  # entries in one transaction: an interruption loses no more, and other writers wait no longer


class Retagged(NamedTuple):
    """How many entries were tagged, in how many stories, how many of these show something else since; by what rules."""

    entries: int
    stories: int
    changed: int
    rules: int = RULES


def chosen(since: int | None, *, stale: bool) -> Chosen:
    """The entries that came from then on (seconds since 1970, None for all); `stale`: by other rules than today's."""
    return Chosen(since, RULES if stale else None)


def retag(db: Database, tagger: Tags, wanted: Chosen, now: int, moved: Callable[[int], None]) -> Retagged:
    """Tags the entries wanted; `moved` is told after each transaction how many entries it had.

    The feeds are those of the store's memory: list the catalogue's first. No other run may fetch meanwhile.
    """
    specs = feeds.specs(db)
    entries, stories = 0, tagged.count(db, wanted)[1]
    changed: dict[int, int] = {}
    last = 0
    while batch := tagged.next_entries(db, wanted, last, _TOGETHER):
        stored = articles.stored_entries(db, batch)
        found = [tagger.tag(specs[one.feed_id], one.entry) for one in stored]
        with db.transaction():
            _store(db, stored, found, now, changed)
        entries, last = entries + len(batch), batch[-1]
        moved(len(batch))
    return Retagged(entries, stories, len(changed))


def _store(db: Database, stored: Sequence[Stored], found: Sequence[Tagged], now: int, changed: dict[int, int]) -> None:
    """Stores what was found in entries.

    `changed` has of each story that shows something else since a hash of what it showed at first: the sources of one
    may come in several parts, and the last restore what the first has changed.
    """
    stories = regroup.stories_of(db, [one.id for one in stored])
    before = tagged.shown_by(db, stories)
    unhidden = tagged.unhidden(db, stories)
    for one, new in zip(stored, found, strict=True):
        if (new.facts, new.filtered, RULES) != (one.facts, one.filtered, one.rules):
            table.set_entry_facts(db, one.id, new.facts, new.filtered, rules=RULES)
    # All of them, be their entries tagged as before: how a story joins its entries' tags is part of the rules.
    finish_stories(db, stories)
    set_marks(db, unhidden, ["unhide"], now)
    after = tagged.shown_by(db, stories)
    for story in stories:
        first = changed.pop(story, hash(before[story]))
        if hash(after[story]) != first:
            changed[story] = first
