"""New entries into stories: compares them, groups what is alike, and moves entries to where they belong.

The groups follow from the likeness of all entries that are young enough, not from who came first; what a
story holds of older entries stays with it. Nothing is deleted: an entry only changes its story.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from cfnews.model import Match
from cfnews.store import entries as entry_table
from cfnews.store import regroup, verdicts, wording
from cfnews.store.db import Database
from cfnews.store.regroup import Member, StoryRow
from cfnews.stories.cluster import group
from cfnews.stories.match import APART, JOINS, SAME_PAGE
from cfnews.stories.naming import story_id
from cfnews.update.likening import Fresh, Likener

_MOST_TOGETHER = 80  # entries that are grouped at once; what lies beyond stays as it is
_SPLIT_BY_READER = -9.0
_JOINED_BY_READER = SAME_PAGE + 1


class Folded(NamedTuple):
    """The stories that gained or lost entries, and the first entries of those of this run that are no more."""

    stories: set[int]
    dropped: set[int]


class Folder:
    """Groups the entries of the store into stories."""

    def __init__(self, db: Database, now: int) -> None:
        self._db = db
        self._now = now
        self._likener = Likener(db, now)
        self._dropped: set[int] = set()

    def fold(self, fresh: Sequence[Fresh], one_page: Iterable[tuple[int, int]], change: int) -> Folded:
        """Folds entries that were just stored, each in a story of its own. The caller holds the transaction.

        `one_page` are pairs of entries on one page; `change` is the store's counter.
        """
        likened = self._likener.take(fresh)
        same = {(min(pair), max(pair)): SAME_PAGE for pair in one_page}
        wording.set_likeness(self._db, same)
        pairs = likened.pairs | same
        linked = {entry for pair, score in pairs.items() if score >= JOINS for entry in pair}
        started = [one.entry_id for one in fresh if one.entry_id in linked]
        self._dropped = set()
        touched = self.regroup(started, change) if started else set()
        self._note_follows(likened.follows)
        return Folded(touched, self._dropped)

    def renew(self, known: Sequence[Fresh], change: int) -> set[int]:
        """Folds anew entries of which more is known by now; returns the stories that changed."""
        likened = self._likener.renew(known)
        touched = self.regroup([one.entry_id for one in known], change)
        self._note_follows(likened.follows)
        return touched

    def prune(self) -> None:
        """Forgets what is too old to be joined."""
        self._likener.prune()

    def regroup(self, entries: Sequence[int], change: int) -> set[int]:
        """Groups anew all that hangs together with these entries; returns the stories that changed."""
        touched: set[int] = set()
        done: set[int] = set()
        for entry in entries:
            if entry not in done:
                component, likeness = self._component(entry)
                done |= component
                touched |= self._settle(component, likeness, change)
        return touched

    def _component(self, start: int) -> tuple[set[int], dict[tuple[int, int], float]]:
        """The entries that are reached from one over likeness, a common page or the reader's word, and their pairs."""
        component, edge = {start}, {start}
        likeness: dict[tuple[int, int], float] = {}
        while edge and len(component) < _MOST_TOGETHER:
            near = wording.likeness_of(self._db, sorted(edge)) | self._decided(edge)
            likeness |= near
            edge = {entry for pair, score in near.items() if score >= JOINS for entry in pair} - component
            component |= edge
        return component, {pair: score for pair, score in likeness.items() if set(pair) <= component}

    def _decided(self, entries: Collection[int]) -> dict[tuple[int, int], float]:
        """The reader's verdicts on entries, as likeness that nothing outweighs."""
        names = verdicts.names_of(self._db, sorted(entries))
        decided = verdicts.decisions(self._db, sorted(names.values()))
        if not decided:
            return {}
        ids = verdicts.entries_named(self._db, sorted({name for pair in decided for name in pair}))
        found: dict[tuple[int, int], float] = {}
        for (one, other), together in decided.items():
            if one in ids and other in ids:
                low, high = sorted((ids[one], ids[other]))
                found[low, high] = _JOINED_BY_READER if together else _SPLIT_BY_READER
        return found

    def _settle(self, component: set[int], likeness: Mapping[tuple[int, int], float], change: int) -> set[int]:
        stories = regroup.stories_of(self._db, sorted(component))
        members = {member.entry_id: member for member in regroup.members_of(self._db, stories)}
        likeness = {
            **likeness,
            **{pair: score for pair, score in self._decided(members).items() if set(pair) <= members.keys()},
        }
        joined = _united(likeness)
        joined += _frozen(members.values(), component)
        apart = {pair: score for pair, score in likeness.items() if score < SAME_PAGE}
        groups: dict[int, list[int]] = defaultdict(list)
        for entry, root in group(sorted(members), apart, joined).items():
            groups[root].append(entry)
        if len(groups) == len(stories) and all(len({members[e].story_id for e in g}) == 1 for g in groups.values()):
            return set()
        return self._apply(list(groups.values()), members, likeness, change)

    def _apply(
        self,
        groups: Sequence[Sequence[int]],
        members: Mapping[int, Member],
        likeness: Mapping[tuple[int, int], float],
        change: int,
    ) -> set[int]:
        """Moves entries so that each group is a story, and drops the stories that are left empty."""
        rows = regroup.story_rows(self._db, sorted({member.story_id for member in members.values()}))
        by_first = {row.first_entry_id: row for row in rows}
        kept: dict[int, int] = {}  # story row by the group's place
        for place, entries in enumerate(groups):
            own = [by_first[entry] for entry in entries if entry in by_first]
            kept[place] = min(own, key=_age).id if own else self._part(entries, members)
        for place, entries in enumerate(groups):
            moved = [entry for entry in entries if members[entry].story_id != kept[place]]
            regroup.move(self._db, moved, kept[place])
            regroup.follow(self._db, [story_id(members[entry].key) for entry in moved], kept[place])
            self._note_matches(entries, members, likeness)
            if moved and kept[place] in {row.id for row in rows}:
                entry_table.note_source(self._db, kept[place], change)
        left = {row.id for row in rows} - set(kept.values())
        home = {entry: kept[place] for place, entries in enumerate(groups) for entry in entries}
        for row in rows:
            if row.id in left:
                regroup.drop(self._db, row.id, home[row.first_entry_id])
                if row.first_seen_at == self._now and not row.hidden:
                    self._dropped.add(row.first_entry_id)
        return set(kept.values())

    def _part(self, entries: Sequence[int], members: Mapping[int, Member]) -> int:
        """A story of its own for a group whose entries were only guests in others."""
        first = min((members[entry] for entry in entries), key=lambda member: (member.at, member.entry_id))
        name = story_id(first.key)
        if entry_table.id_is_taken(self._db, name) and not regroup.leads_to(self._db, name, first.story_id):
            name = story_id(f"{first.feed_id} {first.key}")
        return regroup.part(self._db, first.story_id, name, first)

    def _note_matches(
        self, entries: Sequence[int], members: Mapping[int, Member], likeness: Mapping[tuple[int, int], float]
    ) -> None:
        """Notes by what each entry is in the story, and its likeness to the nearest; "lead" of one alone.

        The reader's word is no likeness. What was joined by it alone is noted by what the entries have in common
        all the same, if only with a likeness of 0: `why` tells the reader's part.
        """
        if len(entries) == 1:
            regroup.note_match(self._db, entries[0], "lead", 1.0)
            return
        for entry in entries:
            near = _near(entry, entries, likeness) or self._near_but_for_reader(entry, entries, likeness)
            if near:
                score, other = max(near)
                same_title = members[entry].title_key == members[other].title_key
                match: Match = "link" if score == SAME_PAGE else "title" if same_title else "text"
                regroup.note_match(self._db, entry, match, round(min(1.0, max(0.0, score)), 2))

    def _near_but_for_reader(
        self, entry: int, entries: Sequence[int], likeness: Mapping[tuple[int, int], float]
    ) -> list[tuple[float, int]]:
        """How like an entry is to those that the reader joined it with; 0 where that was never measured."""
        joined = [one for one in entries if likeness.get(_pair(entry, one)) == _JOINED_BY_READER]
        measured = wording.likeness_of(self._db, [entry]) if joined else {}
        return [(measured.get(_pair(entry, one), 0.0), one) for one in joined]

    def _note_follows(self, follows: Mapping[int, int]) -> None:
        for entry, older in follows.items():
            story = regroup.stories_of(self._db, [entry])[0]
            row = regroup.story_rows(self._db, [story])[0]
            if row.first_entry_id == entry:
                regroup.set_follows(self._db, story, older)


def _pair(one: int, other: int) -> tuple[int, int]:
    return (min(one, other), max(one, other))


def _near(entry: int, entries: Sequence[int], likeness: Mapping[tuple[int, int], float]) -> list[tuple[float, int]]:
    """How like an entry is to others of its group, as far as it is told by likeness that they belong together."""
    measured = [(likeness.get(_pair(entry, other), 0.0), other) for other in entries if other != entry]
    return [(score, other) for score, other in measured if APART < score <= SAME_PAGE]


def _united(likeness: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Pairs that are one story whatever they are like: on one page, unless the reader split such a page, or joined."""
    by_reader = [pair for pair, score in likeness.items() if score == _JOINED_BY_READER]
    split = {entry for pair, score in likeness.items() if score == _SPLIT_BY_READER for entry in pair}
    pages = [pair for pair, score in likeness.items() if score == SAME_PAGE and not split & set(pair)]
    return by_reader + pages


def _frozen(members: Collection[Member], component: Collection[int]) -> list[tuple[int, int]]:
    """Pairs that keep the entries of a story together with those of its entries that are too old to be compared."""
    old: dict[int, int] = {}
    for member in members:
        if member.entry_id not in component:
            old.setdefault(member.story_id, member.entry_id)
    return [(old[member.story_id], member.entry_id) for member in members if member.story_id in old]


def _age(row: StoryRow) -> tuple[int, int, int]:
    return (row.first_seen_at, row.at, row.id)
