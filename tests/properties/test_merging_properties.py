"""Whatever was decided on two machines, put together in either order and however often: the same comes of it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from cfnews.store import cursors, marks, stories, verdicts
from cfnews.store.checking import faults_of
from cfnews.store.cursors import Stood
from cfnews.store.marks import Mark, Said
from cfnews.store.verdicts import Verdict
from cfnews.stories.naming import story_id
from cfnews.update.merging import merge
from tests.unit.making import NOW, Shelf, raw, spec

SECONDS = int(NOW.timestamp())
HUB = "Wexmoor opens a family hub for foster carers"
ENTRIES = (
    raw(HUB, "https://one.example/1", guid="1", hours_ago=5),
    raw("Choir of care leavers sings at the town hall", "https://one.example/2", guid="2", hours_ago=4),
    raw("Ponies calm children on the moor", "https://one.example/3", guid="3", hours_ago=3),
)
AGAIN = (
    raw(HUB, "https://two.example/1", guid="4", hours_ago=2),
    raw("A tribunal hears of a school bus", "https://two.example/2", guid="5", hours_ago=1),
)
LATER = (raw("Ponies calm children on the moor", "https://two.example/3", guid="6", hours_ago=0.5),)
NAMES = [f"{feed} link {feed}.example/{number}" for feed in ("one", "two") for number in (1, 2, 3)]
MOMENTS = st.integers(SECONDS - 3, SECONDS + 3)
quick = settings(max_examples=60, deadline=None)


class State(NamedTuple):
    """What travels."""

    marks: list[Said]
    verdicts: list[Verdict]
    cursors: list[Stood]


def _pair(names: list[str]) -> tuple[str, str]:
    return min(names), max(names)


SAID = st.builds(Said, st.sampled_from(NAMES), st.sampled_from(["read", "starred", "hidden"]), st.booleans(), MOMENTS)
PAIRS = st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True).map(_pair)
VERDICTS = st.builds(lambda pair, together, at: Verdict(pair[0], pair[1], together, at), PAIRS, st.booleans(), MOMENTS)
STOOD = st.builds(
    Stood, st.sampled_from(["reader", "mail"]), MOMENTS, st.lists(st.sampled_from(["x27gaaaaaa", "b75ffl63nk"]))
)
STATES = st.builds(State, st.lists(SAID, max_size=6), st.lists(VERDICTS, max_size=3), st.lists(STOOD, max_size=2))
LOCAL = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from(["read", "unread", "star", "unstar", "hide", "unhide"])), max_size=3
)


def shelf(local: Sequence[tuple[int, Mark]]) -> Shelf:
    """A store with six entries, two of them one story, and what was marked and read here."""
    made = Shelf(None, spec("one"), spec("two"))
    made.take(*ENTRIES, feed="one")
    made.take(*AGAIN, feed="two")
    for story, mark in local:
        marks.set_marks(made.db, [story], [mark], SECONDS)
    cursors.move_cursor(made.db, "reader", 1, [1, 2], SECONDS)
    return made


def put(made: Shelf, *states: State) -> Shelf:
    """The store after these states were merged into it, in this order."""
    for state in states:
        merge(made.db, *state, SECONDS)
    return made


def contents(made: Shelf) -> dict[str, Any]:
    """All that the reader has a part in, and what the stories show of it."""
    # Not the ids: which of its entries' ids a story bears is settled by the order of events; all of them lead to it.
    rows = made.db.rows(
        """SELECT s.read_at, s.starred_at, s.hidden_because, s.sources,
                  (SELECT group_concat(guid) FROM (SELECT guid FROM entry WHERE story_id = s.id ORDER BY guid)) AS guids
           FROM story s"""
    )
    return {
        "marks": marks.all_marks(made.db),
        "verdicts": verdicts.all_verdicts(made.db),
        # What is shown by where a cursor stands here follows its stories, also into and out of those that were joined.
        "cursors": [tuple(row) for row in made.db.rows("SELECT name, moved_at FROM cursor ORDER BY name")],
        "shown": [tuple(row) for row in made.db.rows("SELECT name, id FROM cursor_shown ORDER BY name, id")],
        "stories": sorted((tuple(row) for row in rows), key=repr),
    }


@quick
@given(LOCAL, STATES, STATES)
def test_two_states_merged_in_either_order_and_twice_give_one_store(
    local: Sequence[tuple[int, Mark]], one: State, other: State
) -> None:
    there = contents(put(shelf(local), one, other))
    assert contents(put(shelf(local), other, one)) == there
    assert contents(put(shelf(local), one, one, other, other, one)) == there


@quick
@given(LOCAL, STATES)
def test_what_comes_before_its_entries_counts_as_what_comes_after(
    local: Sequence[tuple[int, Mark]], state: State
) -> None:
    state = state._replace(verdicts=[])
    before, after = put(shelf(local), state), shelf(local)
    for made in (before, after):
        made.now = NOW + timedelta(hours=1)
        made.take(*LATER, feed="two")
    put(after, state)
    assert contents(before) == contents(after)


@quick
@given(LOCAL, STATES)
def test_a_merged_store_is_sound(local: Sequence[tuple[int, Mark]], state: State) -> None:
    made = put(shelf(local), state)
    assert faults_of(made.db) == []
    ids = [row[0] for row in made.db.rows("SELECT id FROM story")]
    assert all(story.sources for story in stories.load(made.db, ids))
    for row in made.db.rows("SELECT key, story_id FROM entry"):
        assert stories.resolve(made.db, [story_id(row["key"])]) == [row["story_id"]]
