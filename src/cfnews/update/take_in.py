"""One feed's answer into the store: parse result to entries, entries to stories, in one transaction."""

from collections import Counter
from collections.abc import Sequence, Set
from datetime import datetime

from cfnews.model import Entry, FeedSpec, Known, ReadFeed, ReadPage
from cfnews.store import articles, marks, pruning, regroup
from cfnews.store import entries as table
from cfnews.store.db import Database
from cfnews.store.hiding import hide_by_rules
from cfnews.stories.floods import flood_notice
from cfnews.stories.identity import Placed, entry_keys, place_entries
from cfnews.stories.naming import story_id
from cfnews.update.finishing import finish_stories, finish_story
from cfnews.update.folding import Folder
from cfnews.update.joining import signs_of
from cfnews.update.likening import Fresh
from cfnews.update.report import Taken
from cfnews.update.telling import RULES, Tags, Told, tell

_MOST_FOLDED = 1000  # new entries whose words are held at once


class Desk:
    """Where one feed's entries become stories: the store, the clock and the sector's rules."""

    def __init__(self, db: Database, tagger: Tags, now: datetime) -> None:
        self._db = db
        self._tagger = tagger
        self._now = now
        self._seconds = int(now.timestamp())
        self._folder = Folder(db, self._seconds)

    def take_in(self, spec: FeedSpec, feed: ReadFeed, told: Sequence[Told | None] = ()) -> Taken:
        """Stores a document. The caller holds the transaction.

        `told` is what its entries tell, as far as it is known already.
        """
        cleaned = feed.entries
        entries = [entry for entry in cleaned if entry is not None]
        keys = entry_keys(spec.id, entries, spec.identity)
        known = table.known_in_feed(self._db, spec.id, entries, keys)
        known += pruning.pruned_in_feed(self._db, spec.id, entries, keys)
        placed = place_entries(spec.id, entries, known, spec.identity)
        tally: Counter[str] = Counter(rejected=len(cleaned) - len(entries))
        ready = (
            [one for entry, one in zip(cleaned, told, strict=True) if entry is not None]
            if told
            else [None] * len(placed)
        )
        self._store(spec, placed, ready, tally)
        dates = [entry.published_at for entry in entries if entry.published_at is not None]
        return Taken(
            entries=len(cleaned),
            newest=max(dates, default=None),
            notice=flood_notice(placed),
            news=[one.entry.published_at for one in placed if one.known is None and not one.repeat],
            **{name: tally[name] for name in ("new", "updated", "unchanged", "duplicates", "filtered", "rejected")},
        )

    def take_page(self, spec: FeedSpec, entry_id: int, page: ReadPage) -> None:
        """Stores what an entry's own page says, and tags and folds the entry anew. The caller holds the transaction."""
        (stored,) = articles.stored_entries(self._db, [entry_id])
        if len(page.text) > len(stored.entry.text or stored.entry.summary) or not page.stopped:
            articles.set_page(self._db, entry_id, page.text)
        (stored,) = articles.stored_entries(self._db, [entry_id])
        self._tell_anew(spec, stored)

    def _tell_anew(self, spec: FeedSpec, stored: articles.Stored) -> None:
        told = tell(self._tagger, spec, stored.entry)
        table.set_entry_facts(self._db, stored.id, told.facts, told.filtered, rules=RULES)
        signs = signs_of(told.facts, told.sentences, _own_page(spec, stored.entry))
        known = Fresh(stored.id, stored.entry, spec.id, signs, told.words, stored.at)
        touched = self._folder.renew([known], table.next_change(self._db))
        finish_stories(self._db, {*regroup.stories_of(self._db, [stored.id]), *touched})

    def close_day(self) -> None:
        """Forgets what is too old to be folded; once a run. The caller holds the transaction."""
        self._folder.prune()

    def forget(self) -> None:
        """Forgets what is remembered of a document that was rolled back."""
        self._folder = Folder(self._db, self._seconds)

    def _store(
        self, spec: FeedSpec, placed: Sequence[Placed], told: Sequence[Told | None], tally: Counter[str]
    ) -> None:
        change = table.next_change(self._db) if placed else 0
        fresh: list[Fresh] = []
        pages: set[int] = set()  # the rows of those that their page alone names
        # Oldest first, as feeds list the newest first: so that within a feed, too, the first to tell is first.
        for one, ready in zip(reversed(placed), reversed(told), strict=True):
            if one.repeat:
                tally["duplicates"] += 1
            elif one.known is not None and pruning.is_pruned(one.known):
                tally["unchanged"] += 1
            elif one.known is not None:
                tally[self._meet_again(spec, one.entry, one.known, change)] += 1
            else:
                fresh.append(self._tell(spec, one, ready, change))
                if one.key.startswith("link "):
                    pages.add(fresh[-1].entry_id)
                if len(fresh) == _MOST_FOLDED:
                    self._count(fresh, self._fold(spec, fresh, pages, change), tally)
                    fresh, pages = [], set()
        if tally["updated"]:
            known = (one.known for one in placed if one.known and one.entry.content_hash != one.known.content_hash)
            hide_by_rules(self._db, (one.story_id for one in known if not pruning.is_pruned(one)))
        if fresh or tally["new"]:
            dropped = self._fold(spec, fresh, pages, change)
            self._mark(spec, placed)
            self._count(fresh, dropped, tally)

    def _mark(self, spec: FeedSpec, placed: Sequence[Placed]) -> None:
        """New entries may bear marks that came from another machine before them."""
        names = [f"{spec.id} {one.key}" for one in placed if one.known is None and not one.repeat]
        finish_stories(self._db, marks.marked_stories(self._db, names))

    def _count(self, fresh: Sequence[Fresh], dropped: Set[int], tally: Counter[str]) -> None:
        """Counts new entries; one whose story takes the place of another of this run is no more new than that was."""
        rows = [one.entry_id for one in fresh]
        first = table.first_entries(self._db, rows)
        hidden = table.hidden_among(self._db, first)
        new = max(0, len(first) - len(hidden) - len(dropped - set(rows)))
        tally["new"] += new
        tally["filtered"] += len(hidden)
        tally["duplicates"] += len(fresh) - new - len(hidden)

    def _fold(self, spec: FeedSpec, fresh: Sequence[Fresh], pages: Set[int], change: int) -> Set[int]:
        """Folds new entries; returns the first entries of the stories of this run that others have taken over."""
        paged = [one for one in fresh if one.entry_id in pages]
        there = table.on_same_page(self._db, spec.id, [one.entry.link_key for one in paged])
        pairs = [(one.entry_id, other) for one in paged for other in there.get(one.entry.link_key, ())]
        folded = self._folder.fold(fresh, pairs, change)
        for story in folded.stories:
            finish_story(self._db, story)
        hide_by_rules(self._db, {*folded.stories, *regroup.stories_of(self._db, [one.entry_id for one in fresh])})
        return folded.dropped

    def _meet_again(self, spec: FeedSpec, entry: Entry, known: Known, change: int) -> str:
        if entry.content_hash == known.content_hash:
            table.touch_entry(self._db, known.id, entry, self._seconds)
            return "unchanged"
        table.revise_entry(self._db, known.id, entry, self._seconds)
        table.touch_entry(self._db, known.id, entry, self._seconds)
        articles.ask_again(self._db, known.id, self._seconds)
        (stored,) = articles.stored_entries(self._db, [known.id])
        tagged = self._tagger.tag(spec, stored.entry)
        table.set_entry_facts(self._db, known.id, tagged.facts, tagged.filtered, rules=RULES)
        table.note_revision(self._db, known.story_id, self._seconds, change)
        finish_story(self._db, known.story_id)
        return "updated"

    def _tell(self, spec: FeedSpec, one: Placed, ready: Told | None, change: int) -> Fresh:
        """A new story of one entry: its lead and its facts are known without asking the store."""
        entry = one.entry
        name = story_id(one.key)
        if table.id_is_taken(self._db, name):  # the same page is a story already, or once was
            name = story_id(f"{spec.id} {one.key}")
        told = ready or tell(self._tagger, spec, entry)
        facts, filtered = told.facts, told.filtered
        story = table.add_story(
            self._db,
            name,
            entry,
            section=spec.section,
            facts=facts,
            now=self._seconds,
            change=change,
            hidden=filtered or None,
        )
        row = table.add_entry(
            self._db,
            entry,
            story_id=story,
            feed_id=spec.id,
            key=one.key,
            facts=facts,
            filtered=filtered,
            rules=RULES,
            now=self._seconds,
        )
        table.set_first(self._db, story, row)
        at = int((entry.published_at or self._now).timestamp())
        return Fresh(row, entry, spec.id, signs_of(facts, told.sentences, _own_page(spec, entry)), told.words, at)


def _own_page(spec: FeedSpec, entry: Entry) -> str:
    """The key of a page that others may link to as the source of their story."""
    return entry.link_key if spec.role == "primary" else ""
