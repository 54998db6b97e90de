"""Stored stories tagged anew, from outside: what a reader writes into feeds.toml today holds for yesterday's news."""

from typing import Any

import pytest

from cfnews.sample.server import sample_newsroom
from cfnews.store.db import open_for_reading, open_for_writing
from cfnews.store.lock import write_lock
from cfnews.times import read_clock
from tests.loopback import FeedServer, item
from tests.running import Home

PONIES = "Ponies calm children at Wexmoor fostering hub"
CHOIR = "Choir of care leavers sings at the town hall"
PLACE = '[[place]]\nid = "wexmoor"\nname = "Wexmoor"\naliases = ["The Moor"]\n'
TABLES = (
    "SELECT * FROM entry",
    "SELECT * FROM article",
    "SELECT * FROM story",
    "SELECT * FROM story_label",
    "SELECT * FROM wording",
    "SELECT * FROM likeness",
    "SELECT * FROM cursor",
)
TOPIC = '[topics.riding]\nlabel = "Riding for children"\nwords = ["ponies", "riding lesson"]\n'


@pytest.fixture
def desk(home: Home, server: FeedServer) -> Home:
    """A home with two stories that were shown."""
    stories = [item(PONIES, "https://a.example/1"), item(CHOIR, "https://a.example/2")]
    home.write_feeds({"id": "outlet", "url": server.feed("/feed", stories)})
    assert home.run("fetch").code == 0
    assert home.run("list", "--new", "--json").json["counts"]["matched"] == 2
    return home


def write_own(home: Home) -> None:
    """Writes a place and a topic of the reader's own into feeds.toml."""
    path = home.folder / "feeds.toml"
    path.write_text(f"{PLACE}\n{TOPIC}\n{path.read_text('utf-8')}", "utf-8")


def titles(home: Home, *flags: str) -> list[str]:
    result = home.run("list", "--json", *flags)
    assert result.code == 0, result.err
    return [story["title"] for story in result.json["stories"]]


def contents(home: Home) -> list[tuple[Any, ...]]:
    """All that the store says of entries, pages, stories and their labels."""
    db = open_for_reading(home.folder / "cfnews.db")
    try:
        return [tuple(row) for query in TABLES for row in db.rows(query)]
    finally:
        db.close()


def test_an_own_place_and_an_own_topic_take_effect_on_what_is_stored(desk: Home, server: FeedServer) -> None:
    write_own(desk)
    assert desk.run("list", "--place", "wexmoor").code == 6
    asked = len(server.log)
    done = desk.run("store", "retag")
    assert (done.code, done.out, done.err) == (0, "", "1 of 2 stories changed\n")
    assert len(server.log) == asked
    for flags in (
        ["--place", "wexmoor"],
        ["--place", "the moor"],
        ["--topic", "riding"],
        ["--topic", "Riding for children"],
    ):
        assert titles(desk, *flags) == [PONIES]
    assert desk.run("search", 'place:"The Moor"', "--json").json["counts"]["matched"] == 1
    assert desk.run("places", "--json").json["places"][0]["slug"] == "wexmoor"
    assert titles(desk, "--new", "--revised") == []
    assert desk.run("store", "retag").err == "0 of 2 stories changed\n"


def test_what_is_marked_stays_marked(desk: Home) -> None:
    (ponies,) = [story["id"] for story in desk.run("list", "--json").json["stories"] if story["title"] == PONIES]
    assert desk.run("mark", ponies, "--read", "--star", "--hide").code == 0
    write_own(desk)
    assert desk.run("store", "retag").code == 0
    (story,) = desk.run("list", "--hidden", "--place", "wexmoor", "--json").json["stories"]
    assert (story["read"], story["starred"], story["hidden_because"]) == (True, True, "you hid it")


def test_after_a_fetch_the_same_rules_change_nothing_of_the_sample(home: Home) -> None:
    with sample_newsroom() as catalogue:
        (home.folder / "feeds.toml").write_text(catalogue, "utf-8")
        assert home.run("fetch").code == 0
    before = contents(home)
    found = home.run("store", "retag", "--json").json
    assert (found["schema"], found["changed"], found["rules"]) == ("cfnews/store-retag", 0, 1)
    assert (found["entries"], found["stories"]) == (90, 62)
    assert contents(home) == before


def test_why_says_which_rules_tagged_a_story_and_stale_finds_those_of_others(desk: Home) -> None:
    (one, other) = [story["id"] for story in desk.run("list", "--json").json["stories"]]
    assert desk.run("store", "retag", "--stale", "--fail-if-empty").code == 6
    db = open_for_writing(desk.folder / "cfnews.db")
    db.run("UPDATE entry SET rules = 0 WHERE story_id = (SELECT id FROM story WHERE public_id = ?)", (one,))
    db.close()
    assert desk.run("why", one, "--json").json["story"]["rules"] == 0
    assert "tagged by rules 0" in desk.run("why", one).out
    assert "tagged by rules 1" in desk.run("why", other, "--plain").out
    found = desk.run("store", "retag", "--stale", "--json").json
    assert (found["entries"], found["stories"], found["changed"]) == (1, 1, 0)
    assert desk.run("why", one, "--json").json["story"]["rules"] == 1


def test_since_goes_by_when_entries_came_to_the_store(desk: Home) -> None:
    desk.now = "2026-11-21T07:45:00Z"
    assert desk.run("store", "retag", "--since", "2d", "--json").json["entries"] == 2
    assert desk.run("store", "retag", "--since", "today", "--json").json["entries"] == 0
    assert desk.run("store", "retag", "--since", "some day").code == 2


def test_while_another_cfnews_writes_nothing_is_tagged(desk: Home) -> None:
    with write_lock(desk.folder / "cfnews.db", read_clock({"CFNEWS_NOW": desk.now})):
        result = desk.run("store", "retag")
        assert result.code == 7
        assert "another cfnews is writing" in result.err
        assert desk.run("store", "retag", "--wait", "0s").code == 7


@pytest.mark.parametrize("flags", [("-f", "tsv"), ("-f", "csv"), ("-f", "html"), ("--json", "--fields", "rules")])
def test_a_table_is_wrong_usage(desk: Home, flags: tuple[str, ...]) -> None:
    assert desk.run("store", "retag", *flags).code == 2


def test_the_group_alone_is_as_that_of_the_feeds(desk: Home) -> None:
    assert desk.run("store").code == desk.run("feeds").code
    assert "retag" in desk.run("store", "--help").out


def test_with_nothing_stored_nothing_is_tagged(home: Home) -> None:
    home.write_feeds({"id": "outlet", "url": "https://outlet.example/feed"})
    assert home.run("store", "retag").err == "0 of 0 stories changed\n"
    assert home.run("store", "retag", "--fail-if-empty").code == 6


def test_quiet_says_nothing(desk: Home) -> None:
    assert desk.run("store", "retag", "-q").err == ""
    assert desk.spawn("store", "retag").err == "0 of 2 stories changed\n"
