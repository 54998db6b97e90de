"""Which stories a rule means: of one key any value, of several keys all; the same for a few stories and for all."""

from typing import Any

import pytest

from cfnews.model import WatchSpec
from cfnews.store import watches
from cfnews.store.db import Database
from cfnews.store.judging import all_meant, hits, meant_within, quotes, ready
from cfnews.store.rules import condition
from cfnews.store.watches import few_stories, meant_among, watched
from cfnews.story import Event, Facts, Place
from tests.unit.making import NOW, Shelf, Told, raw, spec

KINSHIP = "Kinship carers in Fernby win support"
ORDERS = "Special guardianship orders rise"
JOB = "Team manager wanted"
VISIT = "Inspectors return to Marlow council"
TITLES = (KINSHIP, ORDERS, JOB, VISIT)
FACTS = {
    "1": Facts(topics=["kinship"], places=[Place("E1", "fernby", "Fernby")], nations=["england"]),
    "2": Facts(topics=["courts"], places=[Place("E2", "marlow", "Marlow")], citations=["[2026] EWFC 12"]),
    "3": Facts(kind="job", places=[Place("E1", "fernby", "Fernby")]),
    "4": Facts(
        bodies=["Ofsted"],
        nations=["england"],
        events=[Event("monitoring_visit", "E2", None, "overall", None, "2026-11", 1, "x")],
    ),
}


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf(None, spec("outlet"), spec("other", section="inspection"), tagger=Told(FACTS))
    made.take(
        raw(KINSHIP, "https://outlet.example/1", guid="1", summary="Foster care for children of relatives."),
        raw(ORDERS, "https://outlet.example/2", guid="2", summary="Judges made more of them."),
        raw(JOB, "https://outlet.example/3", guid="3", summary="A fostering team seeks a LAC lead.", hours_ago=200),
    )
    made.take(
        raw(VISIT, "https://other.example/4", guid="4", summary="A visit of inspectors, no lac told."), feed="other"
    )
    return made


def meant(db: Database, rule: WatchSpec) -> set[str]:
    """The titles of the stories that a rule means, asked both ways."""
    names = {row[0]: row[1] for row in db.rows("SELECT s.id, e.title FROM story s JOIN entry e ON e.story_id = s.id")}
    sql, values = condition(rule, of_few=True)
    with few_stories(db, list(names), worded=True) as among:
        few = meant_among(db, among, list(names), sql, values)
    assert sorted(few) == sorted(all_meant(db, rule)) == sorted(hits(db, rule, list(names)))
    return {names[row] for row in few}


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"words": ("kinship",)}, {KINSHIP}),
        ({"words": ("kinship", "guardianship orders")}, {KINSHIP, ORDERS}),
        ({"words": ('"children of relatives"',)}, {KINSHIP}),
        ({"words": ('"guardianship orders" -rise',)}, set()),
        ({"words": ("guardian*",)}, {ORDERS}),
        # Another name for the thing; as written only, where in small letters it is another word.
        ({"words": ("SGO",)}, {ORDERS}),
        ({"words": ("LAC",)}, {JOB}),
        # Not words that stand apart, and not what belongs to the thing.
        ({"words": ("guardianship kinship",)}, set()),
        ({"words": ("-guardianship",)}, {KINSHIP, JOB, VISIT}),
        ({"words": ("place:fernby -manager",)}, {KINSHIP}),
        ({"words": ("topic:courts",)}, {ORDERS}),
        ({"words": ("feed:other inspectors",)}, {VISIT}),
        ({"words": ("cite:[2026] EWFC 12",)}, {ORDERS}),
        ({"words": ("cite:[2026] EWFC 1",)}, set()),
        ({"places": ("fernby",)}, {KINSHIP, JOB}),
        ({"places": ("fernby",), "near": ("marlow",)}, {KINSHIP, JOB, ORDERS}),
        ({"topics": ("kinship", "courts")}, {KINSHIP, ORDERS}),
        ({"bodies": ("Ofsted",)}, {VISIT}),
        ({"kinds": ("job",)}, {JOB}),
        ({"events": ("monitoring_visit", "jtai")}, {VISIT}),
        ({"events": ("jtai",)}, set()),
        ({"feeds": ("other",)}, {VISIT}),
        ({"feeds": ("gone",)}, set()),
        ({"sections": ("inspection",)}, {VISIT}),
        ({"nations": ("england",)}, {KINSHIP, VISIT}),
        ({"places": ("fernby",), "kinds": ("news",)}, {KINSHIP}),
        ({"places": ("fernby",), "exclude": ("TEAM MANAGER",)}, {KINSHIP}),
        ({"places": ("fernby",), "words": ("kinship",), "topics": ("courts",)}, set()),
    ],
)
def test_of_one_key_any_value_counts_and_of_several_keys_all(
    shelf: Shelf, keys: dict[str, Any], found: set[str]
) -> None:
    assert meant(shelf.db, WatchSpec(name="w", **keys)) == found


def test_a_hit_names_the_parts_of_the_rule_and_where_its_words_stand(shelf: Shelf) -> None:
    rule = WatchSpec(name="w", words=("kinship", "guardianship orders"), places=("fernby",), near=("marlow",))
    rows = [shelf.row(KINSHIP), shelf.row(ORDERS)]
    found = hits(shelf.db, rule, rows)
    assert [(part.key, part.value) for part in found[rows[0]]] == [("words", "kinship"), ("places", "fernby")]
    assert [(part.key, part.value) for part in found[rows[1]]] == [("words", "guardianship orders"), ("near", "marlow")]
    told = quotes(shelf.db, rule.words, rows)
    assert "«Kinship carers» in Fernby" in told[rows[0], "kinship"]
    assert (rows[0], "guardianship orders") not in told


def test_many_stories_are_judged_as_a_few_are(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [shelf.row(title) for title in TITLES]
    specs = [WatchSpec(name="b", words=("kinship", "LAC")), WatchSpec(name="a", places=("fernby",))]
    few = watched(shelf.db, ready(specs), rows)
    monkeypatch.setattr(watches, "_MANY", 1)
    assert watched(shelf.db, ready(specs), rows) == few == {rows[0]: ["b", "a"], rows[2]: ["b", "a"]}


def test_watches_are_named_in_their_order_and_only_of_the_stories_asked_after(shelf: Shelf) -> None:
    both = ready([WatchSpec(name="b", words=("kinship",)), WatchSpec(name="a", places=("fernby",))])
    kinship, job = shelf.row(KINSHIP), shelf.row(JOB)
    assert watched(shelf.db, both, [kinship, job]) == {kinship: ["b", "a"], job: ["a"]}
    assert watched(shelf.db, both, [job]) == {job: ["a"]}
    assert watched(shelf.db, both, []) == watched(shelf.db, [], [job]) == {}


def test_the_table_of_a_few_words_cuts_them_as_the_store_does(shelf: Shelf) -> None:
    made = "SELECT sql FROM {} WHERE name = ?"
    with few_stories(shelf.db, [1], worded=True):
        few = shelf.db.value(made.format("temp.sqlite_master"), ("few",))
    kept = shelf.db.value(made.format("sqlite_master"), ("search",))
    cut = 'tokenize="unicode61 remove_diacritics 2"'
    assert cut in few
    assert cut in kept
    assert shelf.db.value(made.format("temp.sqlite_master"), ("few",)) is None


def test_the_stories_of_a_window_come_newest_first_and_hidden_ones_only_on_demand(shelf: Shelf) -> None:
    rule = WatchSpec(name="w", places=("fernby",))
    rows = [shelf.row(KINSHIP), shelf.row(JOB)]
    assert meant_within(shelf.db, rule, None, None, and_hidden=False) == rows
    shelf.db.run("UPDATE story SET hidden_because = 'hidden by your rule x' WHERE id = ?", (rows[1],))
    assert meant_within(shelf.db, rule, None, None, and_hidden=False) == rows[:1]
    assert meant_within(shelf.db, rule, None, None, and_hidden=True) == rows
    assert meant_within(shelf.db, rule, None, NOW, and_hidden=True) == rows
    assert meant_within(shelf.db, rule, NOW, None, and_hidden=True) == []


def test_hostile_words_are_words(shelf: Shelf) -> None:
    for words in (
        '"',
        "a' OR 1=1 --",
        "title:kinship",
        "NEAR(",
        "(((",
        "kinship\0",
        "^kinship",
        '"unclosed',
        "*",
        "OR AND NOT",
    ):
        assert meant(shelf.db, WatchSpec(name="w", words=(words,))) <= set(TITLES)
        assert meant(shelf.db, WatchSpec(name="w", exclude=(words,), feeds=("outlet", "other"))) <= set(TITLES)
