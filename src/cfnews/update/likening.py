"""Finds the stored entries that a new one may tell a story with, and how alike they are.

Candidates come from the words that weigh most, never from a scan; what was weighed is kept in memory for
the run, with the counts as they were then.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from cfnews.model import Entry
from cfnews.normalise.url import host_of
from cfnews.store import wording as table
from cfnews.store.db import Database
from cfnews.store.wording import Wording
from cfnews.stories.match import DAY, SAME_PAGE, WINDOW, Side, compare, days_between, may_be_told_late
from cfnews.stories.weights import Count, Scales, Signs, count_of
from cfnews.stories.words import Words

_MOST_COMPARED = 60
_LOOK_BACK = timedelta(days=10)  # how long an entry can be joined, and a later one follow it
_MOST_REMEMBERED = 3000
_PLATFORMS = ("gov.uk", "gov.scot", "gov.wales", "wordpress.com", "substack.com", "medium.com", "blogspot.com")
_FOLLOWS = 0.3  # likeness, the days between them aside
_POSTED = "= "
_LEAST_BETWEEN = 24 * 3600


class Fresh(NamedTuple):
    """An entry that is new to the store, with its words and what the sector's rules found in it."""

    entry_id: int
    entry: Entry
    feed_id: str
    signs: Signs
    words: Words
    at: int


class Likened(NamedTuple):
    """How alike new entries are to others (lesser first), and which older entry each seems to go on with."""

    pairs: dict[tuple[int, int], float]
    follows: dict[int, int]


class Likener:
    """Compares new entries with what the store holds."""

    def __init__(self, db: Database, now: int) -> None:
        self._db = db
        self._now = now
        self._counts: dict[str, Count] = {}
        self._entries = table.entries_counted(db)
        self._sides: dict[int, Side] = {}

    def take(self, fresh: Sequence[Fresh]) -> Likened:
        """Keeps the words of new entries and compares them with all that are near."""
        self._count([one.words for one in fresh])
        scales = Scales(self._counts, self._entries)
        found = Likened({}, {})
        for one in fresh:
            self._enter(one, scales, found)
        table.set_likeness(self._db, found.pairs)
        return found

    def renew(self, known: Sequence[Fresh]) -> Likened:
        """Compares entries anew of which more is known by now; those too old to be joined are left as they are."""
        young = table.load(self._db, [one.entry_id for one in known])
        found = Likened({}, {})
        for one in known:
            if one.entry_id not in young:
                continue
            self._know({*one.words.title, *one.words.summary})
            near = table.likeness_of(self._db, [one.entry_id])
            table.forget(self._db, [one.entry_id])
            table.set_likeness(self._db, {pair: score for pair, score in near.items() if score == SAME_PAGE})
            self._enter(one, Scales(self._counts, self._entries), found)
        table.set_likeness(self._db, found.pairs)
        return found

    def prune(self) -> None:
        """Forgets the words of entries that are too old to be joined, some at a time."""
        old = table.seen_before(self._db, self._now - int(_LOOK_BACK.total_seconds()), 5000)
        if old:
            table.forget(self._db, old)

    def _enter(self, one: Fresh, scales: Scales, found: Likened) -> None:
        """Compares one entry with all that are near, and keeps its words so that others find it."""
        side = _side(one, scales)
        query = [*scales.query_terms(side.words), *_posted(side.signs)]
        self._liken(one.entry_id, side, query, scales, found)
        table.keep(self._db, one.entry_id, _wording(side, one.words, query), self._now)
        self._remember(one.entry_id, side)

    def _count(self, read: Sequence[Words]) -> None:
        more: dict[str, Count] = {}
        for words in read:
            for word, count in count_of(words).items():
                more[word] = _sum(more[word], count) if word in more else count
        self._know(more)
        for word, count in more.items():
            self._counts[word] = _sum(self._counts[word], count)
        self._entries += len(read)
        table.add_counts(self._db, more, len(read))

    def _know(self, words: Iterable[str]) -> None:
        unknown = [word for word in words if word not in self._counts]
        self._counts |= dict.fromkeys(unknown, Count()) | table.counts_of(self._db, unknown)

    def _liken(self, entry_id: int, side: Side, query: Sequence[str], scales: Scales, found: Likened) -> None:
        back = int(_LOOK_BACK.total_seconds())
        window = int(WINDOW.total_seconds())
        shared: Counter[int] = Counter()
        for word in query:
            ahead = back if word.startswith(_POSTED) else window
            shared.update(table.found_by(self._db, word, side.at - back, side.at + ahead))
        shared.pop(entry_id, None)
        compared = sorted(shared, key=lambda other: (-shared[other], other))[:_MOST_COMPARED]
        best = _FOLLOWS
        for other, theirs in self._load(compared, scales):
            likeness = compare(side, theirs)
            near = abs(side.at - theirs.at) <= window or may_be_told_late(side, theirs)
            if near and likeness.score:
                found.pairs[min(entry_id, other), max(entry_id, other)] = round(likeness.score, 3)
            timeless = likeness.score + DAY * days_between(side, theirs)
            if side.at - theirs.at >= _LEAST_BETWEEN and likeness.shared and timeless > best:
                best = timeless
                found.follows[entry_id] = other

    def _load(self, entries: Sequence[int], scales: Scales) -> list[tuple[int, Side]]:
        remembered = {entry: self._sides[entry] for entry in entries if entry in self._sides}
        kept = table.load(self._db, [entry for entry in entries if entry not in remembered])
        self._know(word for wording in kept.values() for word in (*wording.title, *wording.summary))
        loaded = {entry: _stored_side(wording, scales) for entry, wording in kept.items()}
        for entry, side in loaded.items():
            self._remember(entry, side)
        known = ((entry, loaded.get(entry) or remembered.get(entry)) for entry in entries)
        return [(entry, side) for entry, side in known if side is not None]

    def _remember(self, entry_id: int, side: Side) -> None:
        self._sides.pop(entry_id, None)
        while len(self._sides) >= _MOST_REMEMBERED:
            del self._sides[next(iter(self._sides))]
        self._sides[entry_id] = side


def outlet_at(url: str | None, feed_id: str) -> str:
    """Who speaks: the host of the page, or the feed where the host is shared by many, a number, or unknown."""
    host = host_of(url).removeprefix("www.") if url else ""
    nameless = host.rpartition(".")[2].isdigit() or "." not in host  # an address by number names no publisher
    return feed_id if nameless or host.endswith(_PLATFORMS) else host


def _side(one: Fresh, scales: Scales) -> Side:
    weighed = scales.weigh(one.words.title, one.words.summary)
    entry = one.entry
    return Side(
        weighed,
        one.signs,
        entry.title,
        entry.title_key,
        outlet_at(entry.url, one.feed_id),
        one.at,
        entry.published_at is not None,
    )


def _posted(signs: Signs) -> list[str]:
    """Citations, linked reports and a source's own page as words of the index, that none of a text can be."""
    return [f"{_POSTED}{sign}" for sign in sorted(signs.citations | signs.reports | {signs.page} - {""})]


def _stored_side(wording: Wording, scales: Scales) -> Side:
    signs = Signs(
        wording.kind,
        frozenset(wording.places),
        frozenset(wording.subjects),
        frozenset(wording.citations),
        frozenset(wording.reports),
        wording.page,
        frozenset(wording.sentences),
    )
    weighed = scales.weigh(wording.title, wording.summary)
    return Side(weighed, signs, wording.headline, wording.title_key, wording.outlet, wording.at, wording.dated)


def _wording(side: Side, words: Words, query: list[str]) -> Wording:
    return Wording(
        title=words.title,
        summary=words.summary,
        kind=side.signs.kind,
        places=sorted(side.signs.places),
        subjects=sorted(side.signs.subjects),
        citations=sorted(side.signs.citations),
        reports=sorted(side.signs.reports),
        page=side.signs.page,
        sentences=sorted(side.signs.sentences),
        headline=side.title,
        title_key=side.title_key,
        outlet=side.outlet,
        at=side.at,
        dated=side.dated,
        query=query,
    )


def _sum(one: Count, other: Count) -> Count:
    return Count(one.entries + other.entries, one.capital + other.capital, one.lower + other.lower)
