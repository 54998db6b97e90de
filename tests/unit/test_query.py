"""The read path: names are checked, fields of a query count, and all that is told is of one moment."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cfnews.errors import NothingMatched
from cfnews.problems import problem
from cfnews.query import Reading, read, short_ids
from cfnews.store import entries, feeds, stories
from cfnews.store.db import open_for_reading, open_for_writing
from cfnews.story import Facts, Place, Selection, Story
from tests.unit.making import NOW, Shelf, raw, spec
from tests.unit.store.test_feeds import GOOD


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf(None, spec("one"), spec("two"), spec("off", enabled=False))
    made.take(raw("Council opens a family hub", "https://one.example/1"), feed="one")
    made.take(raw("Kinship carers are paid", "https://two.example/1"), feed="two")
    places = [Place("our-trust", "milton-keynes", "Milton Keynes")]
    entries.set_facts(made.db, 1, Facts(topics=["hubs"], places=places))
    return made


def look(shelf: Shelf, **wanted: Any) -> Reading:
    return read(shelf.db, Selection(**wanted), now=shelf.now, refresh_after=3600, offline=False)


def titles(found: Sequence[Story]) -> list[str]:
    return [story.title for story in found]


@pytest.mark.parametrize(
    "wanted",
    [
        {"text": "topic:hubs"},
        {"text": "place:milton-keynes family"},
        {"text": 'place:"Milton Keynes"'},
        {"text": "feed:one"},
        {"places": ["Milton Keynes"]},
        {"topics": ["hubs"]},
        {"feeds": ["one"]},
    ],
)
def test_a_flag_and_a_field_of_a_query_say_the_same(shelf: Shelf, wanted: dict[str, Any]) -> None:
    assert titles(look(shelf, **wanted).stories) == ["Council opens a family hub"]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"feeds": ["three"]}, "there is no feed 'three'"),
        ({"text": "feed:three"}, "there is no feed 'three'"),
        ({"topics": ["adoption"]}, "no stored story has the topic 'adoption'"),
        ({"places": ["Leeds"]}, "no stored story has the place 'leeds'"),
        ({"text": "place:leeds"}, "no stored story has the place 'leeds'"),
    ],
)
def test_an_unknown_name_is_refused_by_name(shelf: Shelf, wanted: dict[str, Any], words: str) -> None:
    with pytest.raises(NothingMatched, match=words) as caught:
        look(shelf, **wanted)
    assert caught.value.hint
    assert look(shelf).counts.matched == 2  # no transaction is left behind


def test_a_reading_carries_the_rows_of_its_stories(shelf: Shelf) -> None:
    reading = look(shelf, sort="oldest")
    assert titles(reading.stories) == ["Council opens a family hub", "Kinship carers are paid"]
    assert reading.rows == [1, 2]
    assert reading.counts.matched == 2


@pytest.mark.parametrize(("minutes", "stale"), [(0, False), (60, False), (61, True)])
def test_a_store_is_stale_when_the_last_feed_was_read_longer_ago_than_asked_for(
    shelf: Shelf, minutes: int, stale: bool
) -> None:
    feeds.record(shelf.db, "one", GOOD, int(NOW.timestamp()))
    feeds.record(shelf.db, "two", GOOD, 0)
    shelf.now += timedelta(minutes=minutes)
    state = look(shelf).state
    assert (state.last_fetch_at, state.stale) == (NOW, stale)


def test_a_store_that_no_feed_was_read_into_is_stale(shelf: Shelf) -> None:
    feeds.note_attempts(shelf.db, ["one"], int(NOW.timestamp()))
    state = look(shelf).state
    assert (state.last_fetch_at, state.stale, state.feeds_total, state.feeds_failed) == (None, True, 2, 0)


@pytest.mark.parametrize(("code", "retryable"), [("timeout", True), ("gone", False)])
def test_a_failing_feed_is_a_warning(shelf: Shelf, code: str, retryable: bool) -> None:
    for feed in ("two", "off"):  # of a feed that is switched off nobody need hear
        feeds.record(shelf.db, feed, msgspec.structs.replace(GOOD, problem=problem(code, "10s")), 0)
    reading = look(shelf)
    assert [(one.code, one.feed, one.retryable) for one in reading.warnings] == [("feed_failed", "two", retryable)]
    assert (reading.state.feeds_total, reading.state.feeds_failed) == (2, 1)


def test_ids_are_shortened_to_what_names_a_story(shelf: Shelf) -> None:
    ids = [story.id for story in look(shelf).stories]
    assert short_ids(shelf.db, ids) == {one: one[:4] for one in ids}
    shelf.db.run("UPDATE story SET public_id = 'abcdefghij' WHERE id = 1")
    shelf.db.run("UPDATE story SET public_id = 'abcdefgxyz' WHERE id = 2")
    assert short_ids(shelf.db, ["abcdefghij"]) == {"abcdefghij": "abcdefgh"}


@pytest.mark.parametrize("wanted", [{"places": ["Our Trust"]}, {"text": 'place:"Our Trust"'}])
def test_another_name_of_a_place_finds_what_has_any_of_its_labels(shelf: Shelf, wanted: dict[str, Any]) -> None:

    def meant(_kind: str, name: str) -> list[str]:
        return ["leeds", "milton-keynes"] if name.casefold() == "our trust" else [name]

    reading = read(shelf.db, Selection(**wanted), now=NOW, refresh_after=3600, offline=False, meaning=meant)
    assert titles(reading.stories) == ["Council opens a family hub"]
    assert reading.selection.places == ["leeds", "milton-keynes"]


def test_all_that_is_read_is_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = open_for_writing(tmp_path / "cfnews.db")
    shelf = Shelf(writer)
    shelf.take(raw("Council opens a family hub", "https://outlet.example/1"))
    reader = open_for_reading(tmp_path / "cfnews.db")
    load = stories.load

    def late(*wanted: Any) -> list[Story]:
        shelf.take(raw("Kinship carers are paid", "https://outlet.example/2"))
        writer.run("DELETE FROM story WHERE id = 1")
        return load(*wanted)

    monkeypatch.setattr(stories, "load", late)
    reading = read(reader, Selection(), now=NOW, refresh_after=3600, offline=False)
    assert titles(reading.stories) == ["Council opens a family hub"]
    assert reading.counts.returned == 1
    reader.close()
    writer.close()
