"""One feed's answer into the store: parse result to entries, entries to stories, in one transaction."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from cfnews.model import Entry, FeedSpec, Known, Match, ReadFeed
from cfnews.sector.places import PlaceFinder
from cfnews.store import entries as table
from cfnews.store.db import Database
from cfnews.stories.exact import WINDOW, find_story
from cfnews.stories.identity import Placed, entry_keys, place_entries
from cfnews.stories.naming import story_id
from cfnews.story import Facts, Place


class Taken(NamedTuple):
    """What became of a document's entries; they add up to all that it held."""

    entries: int
    new: int
    updated: int
    unchanged: int
    duplicates: int
    rejected: int
    newest: datetime | None


class Desk:
    """Where one feed's entries become stories: the store, the clock and the sector's rules."""

    def __init__(self, db: Database, places: PlaceFinder, now: datetime) -> None:
        self._db = db
        self._places = places
        self._now = now
        self._seconds = int(now.timestamp())

    def take_in(self, spec: FeedSpec, feed: ReadFeed) -> Taken:
        """Stores a document. The caller holds the transaction."""
        cleaned = feed.entries
        entries = [entry for entry in cleaned if entry is not None]
        known = table.known_in_feed(self._db, spec.id, entries, entry_keys(spec.id, entries, spec.identity))
        placed = place_entries(spec.id, entries, known, spec.identity)
        tally: Counter[str] = Counter(rejected=len(cleaned) - len(entries))
        self._store(spec, placed, tally)
        dates = [entry.published_at for entry in entries if entry.published_at is not None]
        return Taken(
            entries=len(cleaned),
            newest=max(dates, default=None),
            **{name: tally[name] for name in ("new", "updated", "unchanged", "duplicates", "rejected")},
        )

    def _store(self, spec: FeedSpec, placed: Sequence[Placed], tally: Counter[str]) -> None:
        fresh = [one.entry for one in placed if one.known is None and not one.repeat]
        seen_since = self._seconds - int(2 * WINDOW.total_seconds())
        elsewhere = table.known_elsewhere(self._db, spec.id, fresh, seen_since) if fresh else []
        titles = Counter(one.entry.title_key for one in placed if not one.repeat)
        change = table.next_change(self._db) if placed else 0
        # Oldest first, as feeds list the newest first: so that within a feed, too, the first to tell is first.
        for one in reversed(placed):
            if one.repeat:
                tally["duplicates"] += 1
            elif one.known is not None:
                tally[self._meet_again(one.entry, one.known, change)] += 1
            else:
                tally[self._add(spec, one, elsewhere, titles, change)] += 1

    def _meet_again(self, entry: Entry, known: Known, change: int) -> str:
        table.touch_entry(self._db, known.id, entry, self._seconds)
        if entry.content_hash == known.content_hash:
            return "unchanged"
        table.revise_entry(self._db, known.id, entry, self._seconds)
        table.note_revision(self._db, known.story_id, self._seconds, change)
        self._finish(known.story_id)
        return "updated"

    def _add(self, spec: FeedSpec, one: Placed, elsewhere: Sequence[Known], titles: Counter[str], change: int) -> str:
        fold = find_story(one.entry, elsewhere, titles, self._now)
        if fold is None:
            self._tell(spec, one, change)
            return "new"
        self._put(spec, one, fold.story_id, fold.match)
        table.note_source(self._db, fold.story_id, change)
        self._finish(fold.story_id)
        return "duplicates"

    def _tell(self, spec: FeedSpec, one: Placed, change: int) -> None:
        """A new story of one entry: its lead and its facts are known without asking the store."""
        entry = one.entry
        name = story_id(one.key)
        if table.story_with_id(self._db, name) is not None:  # the same page is a story already, kept apart from this
            name = story_id(f"{spec.id} {one.key}")
        facts = self._facts([(entry.title, entry.summary, entry.text, spec.nation)])
        story = table.add_story(
            self._db, name, entry, section=spec.section, facts=facts, now=self._seconds, change=change
        )
        table.set_lead(self._db, story, self._put(spec, one, story, "lead"))

    def _put(self, spec: FeedSpec, one: Placed, story: int, match: Match) -> int:
        return table.add_entry(
            self._db, one.entry, story_id=story, feed_id=spec.id, key=one.key, match=match, now=self._seconds
        )

    def _finish(self, story: int) -> None:
        """Chooses the story's lead and finds its facts anew, after an entry came or changed."""
        table.refresh_story(self._db, story)
        table.set_facts(self._db, story, self._facts(table.story_texts(self._db, story)))

    def _facts(self, texts: Sequence[tuple[str, str, str, str | None]]) -> Facts:
        """What the sector's rules find in the title, summary and text of each source, and in its feed's nation."""
        places: dict[str, Place] = {}
        for title, summary, text, _ in texts:
            for place in self._places.find((title, summary, text)):
                places.setdefault(place.slug, place)
        return Facts(places=list(places.values()), nations=sorted({nation for *_, nation in texts if nation}))
