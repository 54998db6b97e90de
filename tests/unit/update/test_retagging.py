"""Tagging anew: what today's rules find is what the store says, and nothing else of it moves."""

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from cfnews.model import Catalogue, Document, PlaceSpec, RawFeed, ReadPage, Settings
from cfnews.normalise.document import normalise_feed
from cfnews.store import stories
from cfnews.store.articles import note_page
from cfnews.store.feeds import list_feeds
from cfnews.store.marks import set_marks
from cfnews.story import Facts
from cfnews.update import retagging
from cfnews.update.explaining import lead_of
from cfnews.update.retagging import Retagged, chosen, retag
from cfnews.update.tagging import Tagger
from cfnews.update.telling import RULES
from tests.unit.making import BASE, NOW, Shelf, Told, raw, spec

SECONDS = int(NOW.timestamp())
HUB = "Wexmoor family hub opens in the old swimming baths"
PONIES = "Ponies calm children in foster care"
MARKET = "Cheese market moves to the station"
REPORT = Document("The hub plan (PDF)", "https://one.example/files/hub-plan.pdf")


def again(shelf: Shelf, tagger: Tagger | None = None, *, since: int | None = None, stale: bool = False) -> Retagged:
    """Tags the shelf's entries anew."""
    return retag(shelf.db, tagger or Tagger(), chosen(since, stale=stale), SECONDS, lambda _: None)


def told(found: Mapping[str, Facts]) -> Told:
    return Told(found)


def contents(shelf: Shelf) -> list[tuple[Any, ...]]:
    """All that the store says of entries, stories and labels."""
    queries = ("SELECT * FROM entry", "SELECT * FROM story", "SELECT * FROM story_label", "SELECT * FROM meta")
    return [tuple(row) for query in queries for row in shelf.db.rows(query)]


def shows(shelf: Shelf) -> dict[str, list[str]]:
    """The places of each story that is not hidden, by its title."""
    rows = [row[0] for row in shelf.db.rows("SELECT id FROM story WHERE hidden_because IS NULL")]
    return {story.title: [place.slug for place in story.places] for story in stories.load(shelf.db, rows)}


@pytest.fixture
def shelf() -> Shelf:
    """A story of two sources and two of one, of which one is hidden as none of the sector's."""
    made = Shelf(None, spec("one"), spec("two", role="primary"), spec("all", scope="filter"))
    made.take(
        raw(HUB, "https://one.example/hub", guid="one", summary="Leeds City Council pays.", hours_ago=3), feed="one"
    )
    made.take(raw(HUB, "https://two.example/hub", guid="two", summary="Families meet there."), feed="two")
    made.take(raw(PONIES, "https://one.example/ponies", guid="ponies"), feed="one")
    made.take(raw(MARKET, "https://all.example/market", guid="market"), feed="all")
    assert len(made.groups()) == 3
    return made


def test_the_same_rules_change_nothing(shelf: Shelf) -> None:
    before = contents(shelf)
    assert again(shelf) == Retagged(entries=4, stories=3, changed=0)
    assert contents(shelf) == before


def test_what_other_rules_find_takes_the_place_of_what_was_found(shelf: Shelf) -> None:
    before = shelf.db.rows("SELECT id, story_id, match, score FROM entry")
    moved = shelf.db.rows("SELECT id, public_id, news_change, revised_change, revised_at, first_seen_at FROM story")
    found = {"one": Facts(kind="report", topics=["hubs"]), "two": Facts(kind="inspection", topics=["play", "hubs"])}
    assert again(shelf, told(found)).changed == 3
    (story,) = [one for one in stories.load(shelf.db, [1, 2, 3, 4]) if one.title == HUB]
    assert (story.kind, story.topics, story.places) == ("inspection", ["play", "hubs"], [])
    labels = shelf.db.rows("SELECT type, value FROM story_label ORDER BY value")
    assert [tuple(row) for row in labels] == [("topic", "hubs"), ("topic", "play")]
    assert shelf.db.rows("SELECT id, story_id, match, score FROM entry") == before
    assert (
        shelf.db.rows("SELECT id, public_id, news_change, revised_change, revised_at, first_seen_at FROM story")
        == moved
    )
    assert again(shelf, told(found)).changed == 0


def test_a_story_that_two_parts_of_the_work_have_counts_once(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retagging, "_TOGETHER", 1)
    found = {"one": Facts(topics=["hubs"]), "two": Facts(topics=["play"])}
    steps: list[int] = []
    done = retag(shelf.db, told(found), chosen(None, stale=False), SECONDS, steps.append)
    assert (done.entries, done.stories, steps) == (4, 3, [1, 1, 1, 1])
    assert done.changed == 3
    swapped = {"one": found["two"], "two": found["one"]}
    assert again(shelf, told(swapped)).changed == 1
    shelf.db.run("UPDATE entry SET facts = '{}'")
    assert again(shelf, told(swapped)).changed == 0


def test_a_place_of_the_reader_is_found_in_what_is_stored(shelf: Shelf) -> None:
    assert shows(shelf)[HUB] == ["leeds"]
    done = again(shelf, Tagger([PlaceSpec(id="wexmoor", name="Wexmoor")]))
    assert (done.stories, done.changed) == (3, 1)
    assert sorted(shows(shelf)[HUB]) == ["leeds", "wexmoor"]
    again(shelf)
    assert shows(shelf)[HUB] == ["leeds"]


def test_stale_is_what_another_version_tagged(shelf: Shelf) -> None:
    assert again(shelf, stale=True) == Retagged(entries=0, stories=0, changed=0)
    shelf.db.run("UPDATE entry SET rules = ? WHERE guid IN ('one', 'ponies')", (RULES + 1,))
    assert again(shelf, told({}), stale=True).entries == 2
    assert {row[0] for row in shelf.db.rows("SELECT rules FROM entry")} == {RULES}
    assert shelf.db.value("SELECT facts FROM entry WHERE guid = 'ponies'") == '{"kind":"news"}'


def test_since_goes_by_when_an_entry_came(shelf: Shelf) -> None:
    shelf.now = NOW.replace(hour=20)
    shelf.take(raw("Choir sings carols", "https://one.example/choir", guid="choir", hours_ago=90), feed="one")
    assert again(shelf, since=SECONDS + 1).entries == 1
    assert again(shelf, since=SECONDS).entries == 5
    assert again(shelf, since=SECONDS + 86400).entries == 0


def test_what_is_interrupted_is_kept_and_the_next_run_goes_on(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retagging, "_TOGETHER", 3)
    shelf.db.run("UPDATE entry SET rules = 0")

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        retag(shelf.db, Tagger(), chosen(None, stale=True), SECONDS, interrupted)
    assert again(shelf, stale=True).entries == 1
    assert again(shelf, stale=True).entries == 0


def test_an_error_within_a_part_leaves_all_of_it_as_it_was(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(shelf)

    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(retagging, "finish_stories", fails)
    with pytest.raises(KeyboardInterrupt):
        again(shelf, told({}))
    assert contents(shelf) == before


def test_the_marks_of_the_reader_stay(shelf: Shelf) -> None:
    set_marks(shelf.db, [shelf.row(HUB)], ["read", "star", "hide"], SECONDS)
    set_marks(shelf.db, [shelf.row(MARKET)], ["unhide"], SECONDS)
    marks = "SELECT id, read_at, starred_at, hidden_because FROM story"
    before = shelf.db.rows(marks)
    again(shelf)
    assert shelf.db.rows(marks) == before
    again(shelf, Tagger([PlaceSpec(id="station", name="Station"), PlaceSpec(id="wexmoor", name="Wexmoor")]))
    assert shelf.db.rows(marks) == before


def list_anew(shelf: Shelf, *feeds: str, **values: object) -> None:
    """Lists these feeds of the shelf in the catalogue, the others no more, and changes some values of them."""
    for feed in feeds:
        shelf.feeds[feed] = msgspec.structs.replace(shelf.feeds[feed], **values)
    listed = tuple(shelf.feeds[feed] for feed in feeds)
    list_feeds(shelf.db, Catalogue(settings=Settings(), feeds=listed, places=()), "")


def test_a_story_is_shown_or_hidden_as_the_scope_of_its_feed_is_now(shelf: Shelf) -> None:
    assert MARKET not in shows(shelf)
    list_anew(shelf, "all", scope="sector")
    assert again(shelf).changed == 1
    assert MARKET in shows(shelf)
    list_anew(shelf, "all", scope="filter")
    assert again(shelf).changed == 1
    assert MARKET not in shows(shelf)


def test_a_feed_that_is_listed_no_more_is_what_it_was(shelf: Shelf) -> None:
    before = contents(shelf)
    list_anew(shelf, "one")
    assert shelf.db.value("SELECT listed FROM feed WHERE id = 'all'") == 0
    assert again(shelf).changed == 0
    assert [row for row in contents(shelf) if "facts" in row] == [row for row in before if "facts" in row]
    assert MARKET not in shows(shelf)


def documents(shelf: Shelf, title: str) -> list[str]:
    (story,) = stories.load(shelf.db, [shelf.row(title)])
    return [report.url for report in story.reports]


def test_documents_that_a_feed_links_to_outlast_that_its_entry_was_none_of_the_sector_s(shelf: Shelf) -> None:
    feed = normalise_feed(
        RawFeed(entries=(raw("Tram stop opens", "https://all.example/tram", guid="tram"),)),
        feed_name="All",
        base=BASE,
        now=NOW,
    )
    (entry,) = feed.entries
    assert entry is not None
    linked = msgspec.structs.replace(feed, entries=(msgspec.structs.replace(entry, documents=(REPORT,)),))
    with shelf.db.transaction():
        shelf.desk().take_in(shelf.feeds["all"], linked)
    assert "Tram stop opens" not in shows(shelf)
    for _ in range(2):
        list_anew(shelf, "all", scope="sector")
        again(shelf)
        assert documents(shelf, "Tram stop opens") == [REPORT.url]
        list_anew(shelf, "all", scope="filter")
        again(shelf)
        assert documents(shelf, "Tram stop opens") == []


@pytest.mark.parametrize("text", ["", "The hub has a toy library, and the council of Leeds pays for it. " * 9])
def test_what_a_page_tells_is_found_again(shelf: Shelf, text: str) -> None:
    row = shelf.db.value("SELECT id FROM entry WHERE guid = 'ponies'")
    page = ReadPage(url="https://one.example/ponies", text=text, documents=(REPORT,), stopped="" if text else "empty")
    with shelf.db.transaction():
        note(shelf, row, page)
    assert documents(shelf, PONIES) == [REPORT.url]
    before = contents(shelf)
    assert again(shelf).changed == 0
    assert contents(shelf) == before
    lead = lead_of(shelf.db, shelf.row(PONIES))
    assert (lead.text, lead.feed_name, lead.scope) == (text, "One", "sector")


def note(shelf: Shelf, row: int, page: ReadPage) -> None:
    note_page(shelf.db, row, page, tries=0, next_at=None, now=SECONDS)
    shelf.desk().take_page(shelf.feeds["one"], row, page)
