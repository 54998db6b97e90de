"""What a story shows is that of its entries: brought up to date wherever entries come, go or are tagged anew."""

from collections.abc import Iterable

from cfnews.store import entries as table
from cfnews.store import marks
from cfnews.store.db import Database
from cfnews.store.hiding import hide_by_rules
from cfnews.update.joining import facts_of_story


def finish_stories(db: Database, stories: Iterable[int]) -> None:
    """Finishes stories, and has the reader's rules hide what they mean of them."""
    rows = list(stories)
    for story in rows:
        finish_story(db, story)
    hide_by_rules(db, rows)


def finish_story(db: Database, story: int) -> None:
    """Chooses the story's lead, joins its sources' facts and marks and decides whether it is hidden, all anew.

    Rules to hide are for the caller, who has more stories than one: see `finish_stories`.
    """
    table.refresh_story(db, story)
    table.set_facts(db, story, facts_of_story(table.facts_of_entries(db, story)))
    if not marks.settle(db, story):
        table.hide_filtered(db, story)
