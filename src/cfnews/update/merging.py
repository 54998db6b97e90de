"""What the reader decided on another machine, put together with what was decided here.

Whatever is merged, in whatever order and however often, the same comes of it: of two words on one thing the later
counts, and of two of one moment that which sets a mark or joins. What is said of entries that are not here waits for
them. The stories are then brought in line with the verdicts, and show the marks of their entries.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from cfnews.store import cursors, marks, regroup, verdicts, wording
from cfnews.store import entries as entry_table
from cfnews.store.cursors import Stood
from cfnews.store.db import Database
from cfnews.store.marks import Said
from cfnews.store.regroup import Member
from cfnews.store.verdicts import Verdict
from cfnews.stories.match import JOINS
from cfnews.update.deciding import on_its_own
from cfnews.update.finishing import finish_stories
from cfnews.update.folding import Folder


class Merged(NamedTuple):
    """How many words on marks and verdicts were later than those here, how many shown stories were not known to be.

    `stories` shows how many stories are otherwise since; `waiting` how many entries with marks are not stored.
    """

    marks: int
    verdicts: int
    shown: int
    stories: int
    waiting: int


def merge(db: Database, said: Iterable[Said], verdict: Iterable[Verdict], stood: Iterable[Stood], now: int) -> Merged:
    """Merges in one transaction."""
    with db.transaction():
        decided = verdicts.merge_verdicts(db, verdict)
        names = marks.merge_marks(db, said)
        learnt = cursors.merge_cursors(db, stood)
        here = verdicts.entries_named(db, sorted({*names, *(name for one in decided for name in one[:2])}))
        touched = _regroup(db, decided, here, now) | set(regroup.stories_of(db, sorted(here.values())))
        finish_stories(db, sorted(touched))
        return Merged(len(names), len(decided), learnt, len(touched), len(set(names) - here.keys()))


def merge_own(db: Database, said: Iterable[Said], stood: Iterable[Stood]) -> Merged:
    """Merges marks and cursors into a reader's own state beside a store that others keep, whose stories stay."""
    with db.transaction():
        names = marks.merge_marks(db, said)
        learnt = cursors.merge_cursors(db, stood)
        here = verdicts.entries_named(db, sorted(set(names)))
        stories = regroup.stories_of(db, sorted(here.values()))
        return Merged(len(names), 0, learnt, len(stories), len(set(names) - here.keys()))


def _regroup(db: Database, decided: Sequence[Verdict], here: dict[str, int], now: int) -> set[int]:
    """Has stories follow verdicts that are new here; returns those that changed.

    First everything is joined that is to be, then taken apart what is not.
    """
    pairs = [(here[one.one], here[one.other]) for one in decided if one.one in here and one.other in here]
    if not pairs:
        return set()
    entries = sorted({entry for pair in pairs for entry in pair})
    touched = Folder(db, now).regroup(entries, entry_table.next_change(db))
    for story in regroup.stories_of(db, entries):
        parts = _parts(db, regroup.members_of(db, [story]), regroup.story_rows(db, [story])[0].first_entry_id)
        touched |= {on_its_own(db, part) for part in parts[1:]} | ({story} if len(parts) > 1 else set())
    return touched


def _parts(db: Database, members: Sequence[Member], first: int) -> list[list[Member]]:
    """The members of a story in groups without a pair that is to be apart, the group of its first entry first.

    So that it does not depend on the order in which verdicts came, what is to be together unites first, the later word
    before the earlier, then likeness, the greater before the less. What is too old to be compared goes with the first
    group that will have it; what is not, and is like nothing, was in the story by a verdict that no longer counts.
    """
    names = verdicts.names_of(db, [member.entry_id for member in members])
    decided = verdicts.verdicts_within(db, sorted(names.values()))
    apart = {frozenset(one[:2]) for one in decided if not one.together}
    if not apart:
        return [list(members)]
    ordered = sorted(members, key=lambda one: (one.entry_id != first, one.at, names[one.entry_id]))
    groups = [{names[member.entry_id]} for member in ordered]
    said = sorted((one for one in decided if one.together), key=lambda one: (-one.at, one.one, one.other))
    for one, other in [*((verdict.one, verdict.other) for verdict in said), *_alike(db, names)]:
        _unite(groups, one, other, apart)
    young = {names[entry] for entry in wording.load(db, sorted(names))}
    parts: list[set[str]] = []
    for group in groups:
        old = not group & young
        home = next((part for part in parts if old and _fit(part, group, apart)), None)
        if home is None:
            parts.append(group)
        else:
            home |= group
    found = [[member for member in ordered if names[member.entry_id] in part] for part in parts]
    return sorted(found, key=lambda part: part[0].entry_id != first)


def _alike(db: Database, names: Mapping[int, str]) -> list[tuple[str, str]]:
    """The pairs of these entries that are alike enough to be one story, the most alike first."""
    near = wording.likeness_of(db, sorted(names))
    pairs = [pair for pair, score in near.items() if score >= JOINS and set(pair) <= names.keys()]
    named = [(-near[one, other], min(names[one], names[other]), max(names[one], names[other])) for one, other in pairs]
    return [(one, other) for _, one, other in sorted(named)]


def _unite(groups: list[set[str]], one: str, other: str, apart: Collection[frozenset[str]]) -> None:
    """Makes one group of those of two entries, unless some of them are to be apart."""
    ours, theirs = (next(group for group in groups if name in group) for name in (one, other))
    if ours is not theirs and _fit(ours, theirs, apart):
        ours |= theirs
        groups.remove(theirs)


def _fit(some: Set[str], others: Set[str], apart: Collection[frozenset[str]]) -> bool:
    """Whether none of these is to be apart from any of those."""
    return not any({one, other} in apart for one in some for other in others)
