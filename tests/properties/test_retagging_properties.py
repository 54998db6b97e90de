"""Tagging anew by the rules of the day finds what was found when entries came, whatever came."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from cfnews.model import RawEntry
from cfnews.update.retagging import Retagged, chosen, retag
from cfnews.update.tagging import Tagger
from tests.unit.making import NOW, Shelf, raw, spec

TAGGER = Tagger()
TITLES = (
    "Monitoring visit finds Leeds children’s services inadequate",
    "Leeds and Cardiff pay foster carers 4% more",
    "Cheese market moves to the station",
    "Re A (A Child) [2026] EWFC 9907",
)
SUMMARIES = ("", "Ofsted says 58% of plans were late in 2025.", "A cup of tea, and nothing else.")
quick = settings(max_examples=40, deadline=None)


@st.composite
def raws(draw: st.DrawFn) -> RawEntry:
    number = draw(st.integers(1, 4))
    text = draw(st.sampled_from(SUMMARIES))
    hours_ago = draw(st.sampled_from([1.0, 30.0, 300.0]))
    return raw(
        draw(st.sampled_from(TITLES)),
        f"https://a.example/{number}",
        guid=str(number),
        summary=text,
        hours_ago=hours_ago,
    )


DOCUMENTS = st.lists(st.tuples(st.sampled_from(["one", "all"]), st.lists(raws(), max_size=4)), max_size=4)


def contents(shelf: Shelf) -> list[tuple[object, ...]]:
    queries = ("SELECT * FROM entry", "SELECT * FROM story", "SELECT * FROM story_label")
    return [tuple(row) for query in queries for row in shelf.db.rows(query)]


@quick
@given(DOCUMENTS)
def test_the_same_rules_find_the_same(documents: Sequence[tuple[str, Sequence[RawEntry]]]) -> None:
    shelf = Shelf(None, spec("one"), spec("all", scope="filter", role="local"), tagger=TAGGER)
    for feed, entries in documents:
        shelf.take(*entries, feed=feed)
    before = contents(shelf)
    done = retag(shelf.db, TAGGER, chosen(None, stale=False), int(NOW.timestamp()), lambda _: None)
    assert contents(shelf) == before
    counts = shelf.db.row("SELECT (SELECT count(*) FROM entry) AS entries, (SELECT count(*) FROM story) AS stories")
    assert counts is not None
    assert done == Retagged(**counts, changed=0)


@quick
@given(DOCUMENTS)
def test_what_was_lost_is_found_again(documents: Sequence[tuple[str, Sequence[RawEntry]]]) -> None:
    shelf = Shelf(None, spec("one"), spec("all", scope="filter", role="local"), tagger=TAGGER)
    for feed, entries in documents:
        shelf.take(*entries, feed=feed)
    before = contents(shelf)
    shelf.db.run("UPDATE entry SET facts = '{}', filtered = '', rules = 0")
    retag(shelf.db, TAGGER, chosen(None, stale=True), int(NOW.timestamp()), lambda _: None)
    assert contents(shelf) == before
