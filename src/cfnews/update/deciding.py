"""The reader decides last: takes sources out of a story, or makes one story of several, and it is remembered.

Each decision is one transaction; both tell the stories that there are now by row number.
"""

from collections.abc import Sequence
from itertools import combinations

from cfnews.errors import NothingMatched, WrongUsage
from cfnews.store import entries as entry_table
from cfnews.store import marks, regroup, verdicts
from cfnews.store.db import Database
from cfnews.store.regroup import Member
from cfnews.stories.naming import story_id
from cfnews.update.finishing import finish_stories
from cfnews.update.folding import Folder


def split(db: Database, story: int, source: str | None, now: int) -> list[int]:
    """Makes each source of a story a story of its own, or takes out those of one feed.

    Raises WrongUsage where there is nothing to split, NothingMatched for an unknown source.
    """
    with db.transaction():
        members = regroup.members_of(db, [story])
        if len(members) < 2:
            raise WrongUsage("the story has one source alone: there is nothing to split", "see: cfnews show ID")
        parts = _parts(db, story, members, source)
        marks.spread(db, story)
        names = verdicts.names_of(db, [member.entry_id for member in members])
        pairs = [
            (names[one.entry_id], names[other.entry_id])
            for ours, theirs in combinations(parts, 2)
            for one in ours
            for other in theirs
        ]
        verdicts.decide(db, pairs, together=False, now=now)
        rows = [story, *(on_its_own(db, part) for part in parts[1:])]
        finish_stories(db, rows)
        return rows


def join(db: Database, stories: Sequence[int], now: int) -> list[int]:
    """Makes one story of several; the oldest keeps its id. Raises WrongUsage for fewer than two."""
    if len(stories) < 2:
        raise WrongUsage("these ids name one story: there is nothing to join", "name two stories: cfnews join ID ID")
    with db.transaction():
        members = regroup.members_of(db, stories)
        names = verdicts.names_of(db, [member.entry_id for member in members])
        verdicts.decide(db, combinations(sorted(names.values()), 2), together=True, now=now)
        touched = Folder(db, now).regroup([members[0].entry_id], entry_table.next_change(db))
        rows = sorted(touched) or regroup.stories_of(db, [members[0].entry_id])
        finish_stories(db, rows)
        return rows


def _parts(db: Database, story: int, members: Sequence[Member], source: str | None) -> list[list[Member]]:
    """The story's entries in the groups that they are to be in, the group that keeps the row first."""
    first = regroup.story_rows(db, [story])[0].first_entry_id
    ordered = sorted(members, key=lambda member: (member.entry_id != first, member.at, member.entry_id))
    if source is None:
        return [[member] for member in ordered]
    out = [member for member in ordered if member.feed_id == source]
    rest = [member for member in ordered if member.feed_id != source]
    if not out:
        feeds = ", ".join(sorted({member.feed_id for member in members}))
        raise NothingMatched(f"the story has no source {source!r}", f"its sources are: {feeds}")
    if not rest:
        raise WrongUsage(f"all sources of the story are of {source}", "leave the source out to part them all")
    return [out, rest] if ordered[0] in out else [rest, out]


def on_its_own(db: Database, part: Sequence[Member]) -> int:
    """Makes a story of its own of entries that leave one; returns its row."""
    first = min(part, key=lambda member: (member.at, member.entry_id))
    name = story_id(first.key)
    if entry_table.id_is_taken(db, name) and not regroup.leads_to(db, name, first.story_id):
        name = story_id(f"{first.feed_id} {first.key}")
    row = regroup.part(db, first.story_id, name, first)
    regroup.move(db, [member.entry_id for member in part], row)
    regroup.follow(db, [story_id(member.key) for member in part], row)
    return row
