"""Corners of folding where an id, a verdict or a candidate was once lost."""

import pytest

from cfnews.store import regroup, stories, wording
from cfnews.store.db import Database
from cfnews.stories.naming import story_id
from cfnews.story import Facts
from cfnews.update import deciding, likening
from cfnews.update.likening import Likener
from tests.unit.making import Shelf, Told, raw, spec
from tests.unit.store.plans import walked
from tests.unit.update import test_folding
from tests.unit.update.test_folding import APART, HUB, SECONDS, TOLD, groups, hub, regrouped
from tests.unit.update.test_likening import fresh

shelf, full = test_folding.shelf, test_folding.full  # the fixtures
FOUND = "Inspectors found serious weaknesses in the front door and long delays in assessments."


def test_the_id_of_an_entry_that_moved_on_leads_to_where_it_is(full: Shelf) -> None:
    second = full.db.value("SELECT public_id FROM story WHERE id = 2")
    regrouped(full, {(1, 2): 0.3})
    regrouped(full, {(2, 3): 0.9, (1, 3): 0.1})
    assert full.groups() == groups("1", "23", "4", "5")
    assert stories.resolve(full.db, [second]) == [full.row(APART[1])]


def test_dropping_a_story_walks_no_table(full: Shelf) -> None:
    def dropped(db: Database) -> None:
        regroup.move(db, [2], 1)
        regroup.drop(db, 2, 1)

    assert walked(full.db, dropped) == []


def test_what_the_reader_parted_is_not_brought_together_by_a_third_feed_of_the_page() -> None:
    made = Shelf(None, *map(spec, ("one", "two", "three")))
    page = "https://ministry.example/homes"
    for feed in ("one", "two"):
        made.take(raw("Homes: what changes", page, guid=feed), feed=feed)
    deciding.split(made.db, made.row("Homes: what changes"), "two", SECONDS)
    assert made.groups() == {frozenset({"one"}), frozenset({"two"})}
    made.take(raw("Homes: what changes", page, guid="three"), feed="three")
    assert not any({"one", "two"} <= story for story in made.groups())


def test_what_the_reader_joined_stays_joined_when_another_is_taken_out(full: Shelf) -> None:
    deciding.join(full.db, [1, 2], SECONDS)
    deciding.join(full.db, [1, 3], SECONDS)
    deciding.split(full.db, full.row(APART[0]), "one", SECONDS)
    assert full.groups() == groups("1", "23", "4", "5")
    found = regrouped(full, {(2, 4): 0.9, (3, 4): 0.3})
    assert any({"2", "3"} <= story for story in found)


def test_a_number_of_any_length_can_be_compared() -> None:
    shelf = Shelf(None, spec("one"), spec("two"))
    for feed, number in (("one", "1" + "0" * 320), ("two", "412")):
        shelf.take(hub(feed, f"{HUB} {feed}", summary=f"{TOLD} {number}"), feed=feed)
    assert len(shelf.groups()) in (1, 2)


def test_what_a_run_no_longer_remembers_it_loads_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    shelf.take(*(raw(f"Matter {number}", f"https://outlet.example/{number}") for number in range(20)))
    wording.forget(shelf.db, range(1, 21))
    monkeypatch.setattr(likening, "_MOST_REMEMBERED", 2)
    likener = Likener(shelf.db, SECONDS)
    found = [likener.take([fresh(number, f"{HUB} {number}")]) for number in range(1, 9)]
    assert sum(len(one.pairs) for one in found) == 28


def test_a_new_page_does_not_take_the_id_of_a_story_that_was_folded_away() -> None:
    made = Shelf(None, *map(spec, ("one", "two", "three")))
    made.take(hub("one", hours_ago=3), feed="one")
    made.take(hub("two", hours_ago=2), feed="two")
    name = story_id("link two.example/hub")
    (home,) = stories.resolve(made.db, [name])
    made.take(raw(HUB, "https://two.example/moved", guid="two", summary=TOLD, hours_ago=2), feed="two")
    made.take(raw("Ponies calm pupils", "https://two.example/hub", guid="three"), feed="three")
    assert made.row("Ponies calm pupils") != home
    assert stories.resolve(made.db, [name]) == [home]


def test_one_citation_brings_two_entries_together_that_share_no_telling_word() -> None:
    cited = Facts(citations=["[2026] EWFC 345"])
    made = Shelf(None, spec("court"), spec("courier"), tagger=Told({"1": cited, "2": cited}))
    judgment = raw("A Local Authority v The Mother", "https://court.example/1", guid="1", summary="Threshold not met.")
    report = raw("Judge clears parents over bruising", "https://courier.example/1", guid="2", summary="All set aside.")
    made.take(judgment, feed="court")
    made.take(report, feed="courier")
    assert made.groups() == {frozenset("12")}


@pytest.mark.parametrize(
    "title", ["{} children's home rated inadequate by Ofsted", "{} Trust rated inadequate by Ofsted"]
)
def test_names_that_open_a_headline_keep_two_stories_apart(title: str) -> None:
    made = Shelf(None, spec("one"), spec("two"), tagger=Told({}))
    for feed, name in (("one", "Oakdene"), ("two", "Elmcroft")):
        made.take(raw(title.format(name), f"https://{feed}.example/1", guid=feed, summary=FOUND), feed=feed)
    assert len(made.groups()) == 2


@pytest.mark.parametrize("order", [("one", "two"), ("two", "one")])
def test_what_one_run_brings_counts_one_new_story_whichever_feed_answers_first(order: tuple[str, str]) -> None:
    shelf = Shelf(None, spec("one"), spec("two"))
    desk = shelf.desk()
    came = {"one": hub("1", HUB, hours_ago=1), "two": hub("2", HUB, hours_ago=30)}
    found = [shelf.take(came[feed], feed=feed, desk=desk) for feed in order]
    assert [(taken.new, taken.duplicates) for taken in found] == [(1, 0), (0, 1)]
