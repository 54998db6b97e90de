"""Reading stories: what a selection means, in which order, how they are counted, and how they are named."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cfnews.errors import NothingMatched
from cfnews.store import entries, stories
from cfnews.store.marks import set_marks
from cfnews.story import Facts, Place, Selection
from tests.unit.making import NOW, Shelf, raw, spec

HUB = "Council opens a new family hub today"


@pytest.fixture
def shelf() -> Shelf:
    """Story 1: two sources, 9 hours old, read; 2: starred, 5 hours; 3: hidden, 2 hours; 4: undated."""
    made = Shelf(None, spec("one"), spec("two", section="law"))
    made.take(raw(HUB, "https://one.example/1", hours_ago=9), feed="one")
    made.take(raw(HUB, "https://two.example/1", hours_ago=8), feed="two")
    made.take(raw("A judgment", "https://two.example/2", hours_ago=5, summary="On kinship."), feed="two")
    made.take(raw("A vacancy", "https://one.example/3", hours_ago=2), feed="one")
    made.take(raw("Undated", "https://one.example/4", hours_ago=-9_999), feed="one")
    entries.set_facts(made.db, 1, Facts(places=[Place("E1", "leeds", "Leeds")], topics=["hubs"], nations=["england"]))
    entries.set_facts(made.db, 2, Facts(topics=["kinship", "courts"], bodies=["Ofsted"], kind="judgment"))
    set_marks(made.db, [1], ["read"], 0)
    set_marks(made.db, [2], ["star"], 0)
    set_marks(made.db, [3], ["hide"], 0)
    return made


def ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [
        ({}, [4, 2, 1]),
        ({"sort": "oldest"}, [1, 2, 4]),
        ({"sort": "relevance"}, [4, 2, 1]),
        ({"limit": 2}, [4, 2]),
        ({"limit": 0}, [4, 2, 1]),
        ({"since": ago(5)}, [4, 2]),
        ({"since": ago(4.99)}, [4]),
        ({"until": ago(5)}, [1]),
        ({"until": ago(4.99)}, [2, 1]),
        ({"since": ago(9), "until": ago(9)}, []),
        ({"unread": True}, [4, 2]),
        ({"starred": True}, [2]),
        ({"hidden": True}, [3]),
        ({"feeds": ["two"]}, [2, 1]),
        ({"feeds": ["one", "two"], "starred": True}, [2]),
        ({"sections": ["law"]}, [2]),
        ({"sections": ["law", "news"]}, [4, 2, 1]),
        ({"kinds": ["judgment"]}, [2]),
        ({"topics": ["courts", "hubs"]}, [2, 1]),
        ({"topics": ["courts"], "places": ["leeds"]}, []),
        ({"places": ["leeds"]}, [1]),
        ({"bodies": ["Ofsted"]}, [2]),
        ({"nations": ["england"]}, [1]),
        ({"exclude": ["KINSHIP"]}, [4, 1]),
        ({"exclude": ["%"]}, [4, 2, 1]),
        ({"exclude": ["hub", "judgment"]}, [4]),
        ({"text": "hub"}, [1]),
        ({"text": "kinship", "starred": True}, [2]),
        ({"text": "kinship", "unread": True, "feeds": ["one"]}, []),
        ({"text": "vacancy"}, []),
        ({"text": "vacancy", "hidden": True}, [3]),
        ({"text": "a", "sort": "oldest"}, [1, 2]),
        ({"text": "a", "sort": "newest"}, [2, 1]),
        ({"text": "a", "sort": "newest", "limit": 1}, [2]),
    ],
)
def test_a_selection_finds_its_stories_in_its_order(shelf: Shelf, wanted: Mapping[str, Any], rows: list[int]) -> None:
    found, counts = stories.find(shelf.db, Selection(**wanted))
    assert found == rows
    assert counts.returned == len(rows)


@pytest.mark.parametrize(
    ("wanted", "counts"),
    [
        ({}, (3, 3, 1, 1)),
        ({"limit": 1}, (3, 1, 1, 1)),
        ({"feeds": ["two"]}, (2, 2, 1, 0)),
        ({"since": ago(3)}, (1, 1, 0, 1)),
        ({"hidden": True}, (1, 1, 0, 1)),
        ({"text": "a"}, (2, 2, 1, 1)),
        ({"text": "a", "limit": 1}, (2, 1, 1, 1)),
        ({"starred": True, "unread": True, "feeds": ["one"]}, (0, 0, 0, 0)),
    ],
)
def test_every_story_is_counted_where_it_went(
    shelf: Shelf, wanted: Mapping[str, Any], counts: tuple[int, int, int, int]
) -> None:
    _, found = stories.find(shelf.db, Selection(**wanted))
    assert (found.matched, found.returned, found.folded_duplicates, found.hidden) == counts


def test_an_undated_story_stands_where_it_was_first_seen(shelf: Shelf) -> None:
    (story,) = stories.load(shelf.db, [4])
    assert (story.published_at, story.published_estimated, story.first_seen_at) == (None, True, NOW)
    assert shelf.db.value("SELECT at FROM story WHERE id = 4") == int(NOW.timestamp())


def test_stories_are_loaded_in_the_order_asked_for_and_unknown_ones_are_left_out(shelf: Shelf) -> None:
    assert [story.title for story in stories.load(shelf.db, [3, 99, 1])] == ["A vacancy", HUB]
    assert stories.load(shelf.db, []) == []


def test_a_story_is_loaded_whole(shelf: Shelf) -> None:
    (story,) = stories.load(shelf.db, [1])
    assert (story.read, story.starred, story.hidden, story.hidden_because) == (True, False, False, None)
    assert [(source.feed, source.match) for source in story.sources] == [("one", "lead"), ("two", "title")]
    assert story.published_at == datetime(2026, 11, 19, 23, tzinfo=UTC)
    assert [place.slug for place in story.places] == ["leeds"]


def test_a_story_in_detail_has_its_longest_text(shelf: Shelf) -> None:
    shelf.take(raw(HUB, "https://two.example/1", hours_ago=8, summary="A longer text."), feed="two")
    assert stories.detail(shelf.db, 1).text == "A longer text."


# --- names ------------------------------------------------------------------------------------------


@pytest.fixture
def named(shelf: Shelf) -> Shelf:
    for row, name in ((1, "abcdefghij"), (2, "abcdxxxxxx"), (3, "zzzzzzzzzz"), (4, "mmmmmmmmmm")):
        shelf.db.run("UPDATE story SET public_id = ? WHERE id = ?", (name, row))
    shelf.db.run("INSERT INTO story_alias VALUES ('zzzyyyyyyy', 4), ('qqqqqqqqqq', 2)")
    return shelf


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("abcdefghij", 1),
        ("abcde", 1),
        (" ABCDX ", 2),
        ("zzzz", 3),
        ("zzzyyyyyyy", 4),
        ("qqqq", 2),
    ],
)
def test_a_story_is_named_by_its_id_an_alias_or_a_beginning(named: Shelf, name: str, row: int) -> None:
    assert stories.resolve(named.db, [name]) == [row]


@pytest.mark.parametrize("name", ["", "abc", "wxyz", "abcdefghijk", "%%%%", "____", "abcd'"])
def test_a_name_that_no_story_has_is_refused(named: Shelf, name: str) -> None:
    with pytest.raises(NothingMatched, match="there is no story"):
        stories.resolve(named.db, [name])


def test_a_beginning_that_several_stories_share_is_refused_with_their_names(named: Shelf) -> None:
    with pytest.raises(NothingMatched, match="fits several stories: abcdefghij, abcdxxxxxx"):
        stories.resolve(named.db, ["abcdefghij", "abcd"])


def test_a_beginning_that_only_a_story_and_its_own_alias_share_is_clear(named: Shelf) -> None:
    named.db.run("INSERT INTO story_alias VALUES ('mmmmaaaaaa', 4)")
    assert stories.resolve(named.db, ["mmmm"]) == [4]


@pytest.mark.parametrize(
    ("name", "length"), [("abcdefghij", 5), ("abcdxxxxxx", 5), ("zzzzzzzzzz", 4), ("mmmmmmmmmm", 4)]
)
def test_as_much_of_an_id_is_shown_as_names_its_story(named: Shelf, name: str, length: int) -> None:
    assert stories.distinct_length(named.db, name) == length
    assert stories.resolve(named.db, [name[:length]]) == stories.resolve(named.db, [name])


def test_as_much_of_an_id_is_shown_as_tells_it_from_an_alias(named: Shelf) -> None:
    named.db.run("INSERT INTO story_alias VALUES ('mmmmmaaaaa', 1)")
    shown = "mmmmmmmmmm"[: stories.distinct_length(named.db, "mmmmmmmmmm")]
    assert stories.resolve(named.db, [shown]) == [4]
