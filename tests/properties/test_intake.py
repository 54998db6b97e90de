"""What holds for taking in documents, whatever they hold: publishers reuse, renumber and shuffle everything."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cfnews.model import Entry, RawEntry
from cfnews.normalise.entry import normalise_entry
from cfnews.stories.identity import entry_keys, place_entries
from cfnews.stories.keys import Identity
from tests.unit.making import NOW, Shelf, entry, known, raw, spec

# Few values, so that entries share them: what goes wrong goes wrong where things are alike.
TITLES = st.sampled_from(
    ["Council opens a new family hub today", "Weekly round-up of the news", "Re A (A Child)", "Jobs"]
)
LINKS = st.sampled_from(["", "a.example/1", "a.example/2", "a.example/news"])
GUIDS = st.sampled_from(["", "1", "2", "https://a.example/1", "https://a.example/1#2"])
HOURS = st.sampled_from([1.0, 30.0, -9_999.0])  # the last is a date that nobody believes
IDENTITIES: st.SearchStrategy[Identity] = st.sampled_from(["auto", "auto", "guid", "link", "guid+link"])
ENTRIES = st.builds(entry, TITLES, LINKS, GUIDS, st.sampled_from([NOW, NOW - timedelta(days=7), None]))


@st.composite
def raws(draw: st.DrawFn) -> RawEntry:
    link = draw(LINKS)
    summary = draw(st.sampled_from(["", "First.", "Second."]))
    return raw(draw(TITLES), link and f"https://{link}", guid=draw(GUIDS), summary=summary, hours_ago=draw(HOURS))


DOCUMENTS = st.lists(raws(), max_size=5)
quick = settings(max_examples=60, deadline=None)


def contents(shelf: Shelf) -> list[tuple[object, ...]]:
    """All that the store says of entries and stories, but for when an entry was last met."""
    entries = "SELECT story_id, feed_id, key, guid, link_key, url, title, summary, published_at, revised_at FROM entry"
    stories = "SELECT public_id, lead_entry_id, sources, at, news_change, revised_change, revised_at FROM story"
    changes = "SELECT * FROM entry_change"
    return [tuple(row) for query in (entries, stories, changes) for row in shelf.db.rows(query)]


@quick
@given(st.lists(ENTRIES, max_size=6), st.lists(ENTRIES, max_size=6), IDENTITIES)
def test_no_two_entries_are_one_stored_entry_unless_one_is_a_repeat(
    stored: list[Entry], met: list[Entry], identity: Identity
) -> None:
    first = [one for one in place_entries("outlet", stored, [], identity) if not one.repeat]
    memory = [known(one.entry, number, key=one.key) for number, one in enumerate(first)]
    placed = place_entries("outlet", met, memory, identity)
    assert [one.entry for one in placed] == met
    told = [one for one in placed if not one.repeat]
    ids = [one.known.id for one in told if one.known is not None]
    assert len(ids) == len(set(ids))
    keys = [one.key for one in told if one.known is None]
    assert len(keys) == len(set(keys))
    assert not set(keys) & {one.key for one in memory}


@quick
@given(DOCUMENTS, IDENTITIES)
def test_taking_in_a_document_twice_changes_nothing(document: list[RawEntry], identity: Identity) -> None:
    shelf = Shelf(None, spec("outlet", identity=identity))
    first = shelf.take(*document)
    before = contents(shelf)
    shelf.now += timedelta(hours=1)
    second = shelf.take(*document)
    assert contents(shelf) == before
    assert (second.new, second.updated) == (0, 0)
    # What was folded into a story is an entry that is known the next time.
    assert second.unchanged >= first.new
    assert second.unchanged + second.duplicates == first.new + first.duplicates


@quick
@given(st.lists(st.tuples(st.sampled_from(["one", "two"]), DOCUMENTS), max_size=5), IDENTITIES)
def test_every_entry_of_any_documents_is_counted_once_and_nothing_raises(
    documents: list[tuple[str, list[RawEntry]]], identity: Identity
) -> None:
    shelf = Shelf(None, spec("one", identity=identity), spec("two"))
    for feed, document in documents:
        taken = shelf.take(*document, feed=feed)
        assert taken.entries == len(document)
        assert taken.entries == taken.new + taken.updated + taken.unchanged + taken.duplicates + taken.rejected
        shelf.now += timedelta(hours=1)
    told = shelf.db.rows("SELECT sources, (SELECT count(*) FROM entry WHERE story_id = story.id) FROM story")
    assert all(row[0] == row[1] > 0 for row in told)


def stored(shelf: Shelf) -> set[tuple[str, str]]:
    """The entries that there are."""
    return {(row[0], row[1]) for row in shelf.db.rows("SELECT feed_id, key FROM entry")}


def agrees(document: Sequence[RawEntry]) -> bool:
    """Whether no entry is in the document twice with two titles, for then the first is believed."""
    cleaned = [normalise_entry(one, feed_name="", feed_language="", base="", now=NOW) for one in document]
    entries = [one for one in cleaned if one is not None]
    keys = entry_keys("two", entries, "auto")
    titles = {(key, one.title_key) for key, one in zip(keys, entries, strict=True)}
    return len(titles) == len(set(keys))


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[Sequence[RawEntry], Sequence[RawEntry]]:
    document = draw(DOCUMENTS.filter(agrees))
    return document, draw(st.permutations(document))


@quick
@given(DOCUMENTS, shuffled())
def test_the_order_of_a_document_does_not_decide_which_entries_there_are(
    elsewhere: list[RawEntry], orders: tuple[Sequence[RawEntry], Sequence[RawEntry]]
) -> None:
    found = []
    for document in orders:
        shelf = Shelf(None, spec("one"), spec("two"))
        shelf.take(*elsewhere, feed="one")
        shelf.take(*document, feed="two")
        found.append(stored(shelf))
    assert found[0] == found[1]
