"""One feed's answer into the store: parse result to entries, entries to stories, in one transaction."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from cfnews.model import Entry, Facts, FeedSpec, Known, Place, RawFeed
from cfnews.normalise.entry import normalise_entry
from cfnews.sector.places import PlaceFinder
from cfnews.store import entries as table
from cfnews.store.db import Database
from cfnews.stories.exact import WINDOW, find_story
from cfnews.stories.identity import Placed, entry_keys, place_entries
from cfnews.stories.naming import story_id


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

    def take_in(self, spec: FeedSpec, feed: RawFeed, base: str) -> Taken:
        """Stores a parsed document. The caller holds the transaction."""
        cleaned = [
            normalise_entry(raw, feed_name=spec.name, feed_language=feed.language, base=base, now=self._now)
            for raw in feed.entries
        ]
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
        story = fold.story_id if fold else self._new_story(spec, one, change)
        table.add_entry(
            self._db,
            one.entry,
            story_id=story,
            feed_id=spec.id,
            key=one.key,
            match=fold.match if fold else "lead",
            now=self._seconds,
        )
        if fold:
            table.note_source(self._db, story, change)
        self._finish(story)
        return "duplicates" if fold else "new"

    def _new_story(self, spec: FeedSpec, one: Placed, change: int) -> int:
        name = story_id(one.key)
        if table.story_with_id(self._db, name) is not None:  # the same page is a story already, kept apart from this
            name = story_id(f"{spec.id} {one.key}")
        return table.add_story(self._db, name, one.entry, section=spec.section, now=self._seconds, change=change)

    def _finish(self, story: int) -> None:
        """Chooses the story's lead and finds its facts anew, after an entry came or changed."""
        table.refresh_story(self._db, story)
        texts = table.story_texts(self._db, story)
        places: dict[str, Place] = {}
        for title, summary, text, _ in texts:
            for place in self._places.find((title, summary, text)):
                places.setdefault(place.slug, place)
        nations = sorted({nation for *_, nation in texts if nation})
        table.set_facts(self._db, story, Facts(places=list(places.values()), nations=nations))
