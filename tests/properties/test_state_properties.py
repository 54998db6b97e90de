"""A reader's state apart from the store does what marks and cursors in the store do, whatever store it meets next."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cfnews.query import move_cursor, read
from cfnews.store.backup import back_up, restore
from cfnews.store.db import Database, open_for_writing
from cfnews.store.marks import Mark, set_marks
from cfnews.store.state import open_with_state
from cfnews.store.stories import resolve
from cfnews.story import Selection, Story
from tests.unit.making import NOW, Shelf, raw, spec

FEEDS = (spec("one"), spec("two"))
HEADLINES = (
    "Wexmoor opens a family hub for foster carers",
    "Choir of care leavers sings at the town hall",
    "Ponies calm children on the moor",
    "A tribunal hears of a school bus",
    "Harrow writes to every kinship carer",
    "Albion counts its residential beds",
)
MARKS: tuple[Mark, ...] = ("read", "unread", "star", "unstar", "hide", "unhide")
# A story of a feed comes, which may be one that the other feed has told; a look; a mark on a story.
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("comes"), st.sampled_from(HEADLINES), st.sampled_from(["one", "two"])),
        st.tuples(st.just("looks"), st.sampled_from([{}, {"limit": 1}, {"feeds": ["one"]}, {"unread": True}])),
        st.tuples(st.just("marks"), st.integers(0, 5), st.sampled_from(MARKS)),
    ),
    max_size=12,
)


def take(shelf: Shelf, headline: str, feed: str) -> None:
    number = HEADLINES.index(headline)
    shelf.take(raw(headline, f"https://{feed}.example/{number}", hours_ago=10 - number), feed=feed)


def look(db: Database, *, moving: Database | None = None, **wanted: Any) -> list[Story]:
    found = read(
        db,
        Selection(new=True, cursor="reader", sort="oldest", **{"limit": 0, **wanted}),
        now=NOW,
        refresh_after=3600,
        offline=False,
    )
    if moving is not None:
        move_cursor(moving, found, NOW)
    return found.stories


def everything(db: Database) -> list[Story]:
    """All stories, the hidden ones last."""
    window = {"now": NOW, "refresh_after": 3600.0, "offline": False}
    shown = read(db, Selection(limit=0, sort="oldest"), **window)  # type: ignore[arg-type]
    hidden = read(db, Selection(limit=0, sort="oldest", hidden=True), **window)  # type: ignore[arg-type]
    return [*shown.stories, *hidden.stories]


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_a_state_of_its_own_shows_what_marks_and_cursors_in_the_store_show(steps: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        store, state = Path(name) / "desk.db", Path(name) / "reader.state"
        own, shared = Shelf(None, *FEEDS), Shelf(open_for_writing(store), *FEEDS)
        for moment, (step, *rest) in enumerate(steps, int(NOW.timestamp())):
            reader = open_with_state(store, state, create=True)
            if step == "comes":
                take(own, *rest)
                take(shared, *rest)
            elif step == "looks":
                assert look(reader, moving=reader, **rest[0]) == look(own.db, moving=own.db, **rest[0])
            else:
                ids = sorted(story.id for story in everything(own.db))
                for one in ids[rest[0] : rest[0] + 1]:
                    changed = [set_marks(db, resolve(db, [one]), [rest[1]], moment) for db in (reader, own.db)]
                    assert changed[0] == changed[1]
            assert everything(reader) == everything(own.db)
            reader.close()
        reader = open_with_state(store, state, create=False)
        assert (everything(reader), look(reader)) == (everything(own.db), look(own.db))
        reader.close()
        shared.db.close()


# An ordinary morning, and what may come between two of them.
MORNING = ["comes", "publishes", "looks"]
BETWEEN = ("comes", "publishes", "looks a little", "looks")
JOURNEY = st.lists(
    st.sampled_from([*([step] for step in BETWEEN), MORNING, ["goes back", "looks"], ["restores", "comes"]]), max_size=6
).map(lambda parts: [step for part in parts for step in part])


@settings(max_examples=30, deadline=None)
@given(JOURNEY, st.permutations(range(6)), st.permutations(range(6)))
def test_older_copies_and_restored_stores_lose_nothing_and_show_nothing_twice(
    steps: list[str], order: list[int], other_order: list[int]
) -> None:
    """What a restore took back comes again, in another order, so that its numbers are those of other stories."""
    with tempfile.TemporaryDirectory() as name:
        desk, copy, older, state = (Path(name) / part for part in ("desk.db", "copy.db", "older.db", "reader.state"))
        Shelf(open_for_writing(desk), *FEEDS).db.close()
        back_up(desk, copy)
        shutil.copy(copy, older)
        shown: list[str] = []
        coming = [*order]
        for step in [*MORNING, *steps, *MORNING]:
            if step == "comes" and coming:
                fetching = Shelf(open_for_writing(desk), *FEEDS)
                take(fetching, HEADLINES[coming.pop(0)], "one")
                fetching.db.close()
            elif step == "publishes":
                shutil.copy(copy, older)
                back_up(desk, copy)
            elif step == "goes back":
                shutil.copy(older, Path(name) / "between.db")
                (Path(name) / "between.db").replace(copy)
            elif step == "restores":
                restore(desk, older)
                coming = [*other_order]
            elif step.startswith("looks"):
                reader = open_with_state(copy, state, create=True)
                wanted = {"limit": 1} if step == "looks a little" else {}
                shown += [story.title for story in look(reader, moving=reader, **wanted)]
                reader.close()
        reader = open_with_state(copy, state, create=False)
        assert {story.title for story in everything(reader)} <= set(shown)
        assert len(shown) == len(set(shown))
        reader.close()
