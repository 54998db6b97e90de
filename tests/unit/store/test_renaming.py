"""A feed under another id takes its history with it."""

import pytest

from cfnews.errors import WrongUsage
from cfnews.model import Catalogue, FeedSpec, Settings
from cfnews.store import marks, pruning, verdicts
from cfnews.store.feeds import list_feeds, overview
from cfnews.store.renaming import rename_feed
from tests.unit.making import Shelf, raw, spec

ENTRIES = [
    raw("Told by its page", "https://a.example/1"),
    raw("Told by its words"),
    raw("Told by its guid, first", "https://a.example/same", guid="g 1"),
    raw("Told by its guid, second", "https://a.example/same", guid="g 2"),
]


def shelf(*more: FeedSpec, identity: str = "auto") -> Shelf:
    made = Shelf(None, spec("one", identity=identity), spec("one-two"), *more)
    made.take(*ENTRIES, feed="one")
    made.take(raw("Another paper's own", "https://b.example/1"), feed="one-two")
    return made


def keys(made: Shelf, feed: str) -> list[str]:
    return [row["key"] for row in made.db.rows("SELECT key FROM entry WHERE feed_id = ? ORDER BY id", (feed,))]


@pytest.mark.parametrize("identity", ["auto", "guid", "guid+link", "link"])
def test_its_entries_have_the_keys_that_the_new_id_would_have_given_them(identity: str) -> None:
    made = shelf(identity=identity)
    assert rename_feed(made.db, "one", "new") == len(keys(made, "new")) > 0
    fresh = Shelf(None, spec("new", identity=identity))
    fresh.take(*ENTRIES, feed="new")
    assert keys(made, "new") == keys(fresh, "new")
    assert keys(made, "one") == [] and len(keys(made, "one-two")) == 1
    assert made.db.rows("PRAGMA foreign_key_check") == []


def test_the_ids_of_its_stories_stay() -> None:
    made = shelf()
    before = [row["public_id"] for row in made.db.rows("SELECT public_id FROM story ORDER BY id")]
    rename_feed(made.db, "one", "new")
    assert [row["public_id"] for row in made.db.rows("SELECT public_id FROM story ORDER BY id")] == before


def test_what_the_reader_decided_on_its_entries_holds() -> None:
    made = shelf()
    names = verdicts.names_of(made.db, [1, 2, 5])
    verdicts.decide(made.db, [(names[1], names[2]), (names[2], names[5])], together=False, now=5)
    rename_feed(made.db, "one", "zebra")
    again = verdicts.names_of(made.db, [1, 2, 5])
    assert set(again.values()).isdisjoint({names[1], names[2]})
    found = verdicts.decisions(made.db, list(again.values()))
    assert found == {tuple(sorted((again[1], again[2]))): False, tuple(sorted((again[2], again[5]))): False}
    assert made.db.value("SELECT count(*) FROM verdict WHERE one > other") == 0


def test_an_id_that_has_a_history_is_not_taken() -> None:
    made = shelf()
    with pytest.raises(WrongUsage, match="earlier feed 'one-two'"):
        rename_feed(made.db, "one", "one-two")
    assert len(keys(made, "one")) == len(ENTRIES)


def test_an_id_that_was_listed_without_any_story_can_be_had() -> None:
    made = shelf(spec("empty"))
    rename_feed(made.db, "one", "empty")
    assert len(keys(made, "empty")) == len(ENTRIES)


def test_a_feed_that_was_never_fetched_has_nothing_to_follow() -> None:
    made = shelf()
    assert rename_feed(made.db, "never", "new") == 0
    assert len(keys(made, "one")) == len(ENTRIES)


def test_its_history_is_still_there_when_the_renamed_list_is_read() -> None:
    made = shelf()
    rename_feed(made.db, "one", "new")
    feeds = (spec("new", url="https://one.example/feed"), spec("one-two"))
    list_feeds(made.db, Catalogue(settings=Settings(), feeds=feeds, places=()), "another state of the file")
    assert [(one.id, one.entries) for one in overview(made.db)] == [("new", len(ENTRIES)), ("one-two", 1)]


def test_marks_and_what_was_pruned_go_with_it() -> None:
    made = shelf()
    marks.set_marks(made.db, [1, 5], ["read"], 5)
    made.take(raw("Old and pruned", "https://a.example/old"), raw("Old and pruned by its words"), feed="one")
    gone = [made.row("Old and pruned"), made.row("Old and pruned by its words")]
    with made.db.transaction():
        pruning.take_out(made.db, gone, 6)
    rename_feed(made.db, "one", "new")
    names = verdicts.names_of(made.db, [1, 5])
    assert {one.name for one in marks.all_marks(made.db)} == set(names.values())
    assert [row[0] for row in made.db.rows("SELECT DISTINCT feed_id FROM pruned")] == ["new"]
    assert made.db.value("SELECT count(*) FROM pruned WHERE key LIKE '% new %'") == 1
