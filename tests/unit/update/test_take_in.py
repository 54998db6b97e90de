"""A document into the store: everything it holds is counted once, and is in a story."""

from datetime import timedelta

import pytest

from cfnews.model import RawEntry
from cfnews.store import stories
from cfnews.stories.naming import story_id
from cfnews.story import Facts, Place
from tests.unit.making import NOW, Shelf, Told, raw, spec

HUB = "Wexmoor family hub opens in the old swimming baths"
TOLD = "Midwives and a toy library share the swimming baths in Wexmoor."


@pytest.fixture
def shelf() -> Shelf:
    """Two feeds, of which the second is nearer to the event."""
    return Shelf(None, spec("one", role="national", section="news"), spec("two", role="primary", section="government"))


def hub(feed: str, title: str = HUB, *, summary: str = TOLD, hours_ago: float = 1) -> RawEntry:
    return raw(title, f"https://{feed}.example/hub", guid=feed, summary=summary, hours_ago=hours_ago)


def test_a_document_is_counted_whole(shelf: Shelf) -> None:
    shelf.take(hub("one"), feed="one")
    document = (
        hub("two"),  # told before
        raw("Ponies calm pupils", "https://two.example/ponies"),
        raw("Ponies calm pupils", "https://two.example/ponies"),  # listed twice
        RawEntry(),  # nothing to show
        raw("Choir sings carols", "https://two.example/choir", hours_ago=5),
    )
    taken = shelf.take(*document, feed="two")
    assert (taken.entries, taken.new, taken.duplicates, taken.rejected) == (5, 2, 2, 1)
    assert taken.newest == NOW - timedelta(hours=1)
    again = shelf.take(*document, feed="two")
    assert (again.entries, again.new, again.unchanged, again.duplicates, again.rejected) == (5, 0, 3, 1, 1)


def test_an_empty_document_moves_nothing(shelf: Shelf) -> None:
    shelf.take(hub("one"), feed="one")
    before = shelf.db.value("SELECT value FROM meta WHERE key = 'change'")
    taken = shelf.take(feed="two")
    assert (taken.entries, taken.newest) == (0, None)
    assert shelf.db.value("SELECT value FROM meta WHERE key = 'change'") == before


def test_a_source_that_is_nearer_to_the_event_takes_the_lead(shelf: Shelf) -> None:
    shelf.take(hub("one", hours_ago=9), feed="one")
    name = stories.load(shelf.db, [1])[0].id
    shelf.take(hub("two", f"{HUB}, says council", hours_ago=1), feed="two")
    (story,) = stories.load(shelf.db, [1])
    assert (story.id, story.title, story.section) == (name, f"{HUB}, says council", "government")
    assert [source.feed for source in story.sources] == ["two", "one"]
    assert shelf.db.value("SELECT at FROM story") == int((NOW - timedelta(hours=9)).timestamp())


def test_a_story_tells_the_facts_of_all_its_sources_its_leads_first() -> None:
    places = [Place(f"E{number}", f"place-{number}", f"Place {number}") for number in range(3)]
    told = {
        "one": Facts(kind="report", places=places[:2], topics=["hubs"]),
        "two": Facts(kind="inspection", places=places[1:], topics=["hubs", "play"]),
    }
    shelf = Shelf(None, spec("one", role="national"), spec("two", role="primary"), tagger=Told(told))
    for feed in told:
        shelf.take(hub(feed), feed=feed)
    (story,) = stories.load(shelf.db, [1])
    assert (story.kind, story.topics) == ("inspection", ["hubs", "play"])
    assert story.places == [places[1], places[2], places[0]]
    labels = {tuple(row) for row in shelf.db.rows("SELECT type, value FROM story_label")}
    assert labels == {("place", place.slug) for place in places} | {("topic", "hubs"), ("topic", "play")}


def test_a_text_that_changes_later_leaves_its_entry_in_its_story(shelf: Shelf) -> None:
    shelf.take(hub("one"), feed="one")
    shelf.take(hub("two"), feed="two")
    taken = shelf.take(hub("two", "Ponies calm pupils", summary="They are groomed."), feed="two")
    assert (taken.updated, taken.new) == (1, 0)
    assert shelf.groups() == {frozenset({"one", "two"})}
    assert stories.load(shelf.db, [1])[0].title == "Ponies calm pupils"


def test_a_page_gives_its_story_the_same_id_in_any_feed() -> None:
    names = []
    for feed in ("one", "two"):
        shelf = Shelf(None, spec(feed))
        shelf.take(raw(HUB, "https://www.outlet.example/hub?utm_source=feed", guid=feed), feed=feed)
        names.append(stories.load(shelf.db, [1])[0].id)
    assert names == [story_id("link outlet.example/hub")] * 2


def test_what_was_folded_away_is_found_under_the_id_that_it_would_have_had(shelf: Shelf) -> None:
    shelf.take(hub("one", hours_ago=2), feed="one")
    shelf.take(hub("two", hours_ago=1), feed="two")
    assert stories.resolve(shelf.db, [story_id(f"link {feed}.example/hub") for feed in ("one", "two")]) == [1, 1]


@pytest.mark.parametrize("hours_apart", [1, 50])
def test_a_story_that_is_told_again_is_news_once(shelf: Shelf, hours_apart: float) -> None:
    shelf.take(hub("one", hours_ago=hours_apart + 1), feed="one")
    before = shelf.db.row("SELECT public_id, news_change, revised_change FROM story")
    shelf.take(hub("two"), feed="two")
    after = shelf.db.row("SELECT public_id, news_change, revised_change FROM story")
    assert before is not None
    assert after is not None
    assert before[:2] == after[:2]
    assert (before[2], after[2]) == (None, after[1] + 1)
