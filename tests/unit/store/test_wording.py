"""What is kept of young entries to be compared: found by words, bounded, and forgotten without a trace."""

from collections.abc import Sequence

import msgspec
import pytest

from cfnews.store import wording
from cfnews.store.db import Database
from cfnews.store.wording import Wording
from cfnews.stories.weights import Count
from tests.unit.making import Shelf, raw

HUB = Wording(
    title=["wexmoor", "hub", "hub"],
    summary=["baths"],
    kind="report",
    places=["E1"],
    subjects=["rating"],
    citations=["[2026] EWFC 1"],
    reports=["https://a.example/r"],
    page="",
    sentences=[1, 2],
    headline="Wexmoor’s hub",
    title_key="wexmoors hub",
    outlet="a.example",
    at=1000,
    dated=True,
    query=["hub", "wexmoor"],
)


def store(entries: int = 3) -> Database:
    """A store of so many entries, whose own words are forgotten."""
    shelf = Shelf()
    shelf.take(*(raw(f"Matter {number}", f"https://a.example/{number}") for number in range(entries)))
    wording.forget(shelf.db, range(1, entries + 1))
    return shelf.db


def at(moment: int, query: Sequence[str] = ("hub",)) -> Wording:
    return msgspec.structs.replace(HUB, at=moment, query=list(query))


def rows(db: Database) -> dict[str, int]:
    """How many rows each table holds that is pruned."""
    return {name: db.value(f"SELECT count(*) FROM {name}") for name in ("wording", "posting", "likeness")}  # noqa: S608


def test_an_entrys_words_come_back_as_they_were_kept() -> None:
    db = store()
    wording.keep(db, 2, HUB, 5)
    assert wording.load(db, [1, 2, 3]) == {2: HUB}


def test_an_entry_is_found_by_each_of_its_query_words_and_no_other() -> None:
    db = store()
    wording.keep(db, 2, HUB, 5)
    assert [wording.found_by(db, word, 0, 2000) for word in ("hub", "wexmoor", "baths", "")] == [[2], [2], [], []]


@pytest.mark.parametrize(("since", "until", "found"), [(1000, 1000, [2]), (1001, 2000, []), (0, 999, [])])
def test_an_entry_is_found_between_two_moments(since: int, until: int, found: list[int]) -> None:
    db = store()
    wording.keep(db, 2, HUB, 5)
    assert wording.found_by(db, "hub", since, until) == found


def test_a_word_leads_to_its_newest_entries_and_no_more_than_three_hundred() -> None:
    db = store(400)
    for entry in range(1, 401):
        wording.keep(db, entry, at(10_000 - entry), 5)
    assert wording.found_by(db, "hub", 0, 20_000) == list(range(1, 301))


def test_keeping_an_entry_again_keeps_it_once() -> None:
    db = store()
    wording.keep(db, 2, HUB, 5)
    wording.keep(db, 2, HUB, 6)
    assert rows(db) == {"wording": 1, "posting": 2, "likeness": 0}


def test_words_are_counted_over_all_entries() -> None:
    db = store()
    before = wording.entries_counted(db)
    wording.add_counts(db, {"hub": Count(2, 1, 0), "baths": Count(1)}, 2)
    wording.add_counts(db, {"hub": Count(1, 0, 1)}, 1)
    assert wording.counts_of(db, ["hub", "baths", "pony"]) == {"hub": Count(3, 1, 1), "baths": Count(1)}
    assert wording.entries_counted(db) == before + 3


def test_likeness_is_told_from_both_sides_and_the_last_word_counts() -> None:
    db = store()
    wording.set_likeness(db, {(1, 2): 0.5, (2, 3): -1.0})
    wording.set_likeness(db, {(1, 2): 0.75})
    assert wording.likeness_of(db, [2]) == {(1, 2): 0.75, (2, 3): -1.0}
    assert wording.likeness_of(db, [1]) == {(1, 2): 0.75}
    assert wording.likeness_of(db, [3, 1]) == wording.likeness_of(db, [2])
    assert wording.likeness_of(db, []) == {}


def test_what_is_forgotten_leaves_no_trace_and_the_others_stay() -> None:
    db = store()
    for entry in (1, 2, 3):
        wording.keep(db, entry, at(entry, [f"word{entry}", "hub"]), 5)
    wording.set_likeness(db, {(1, 2): 0.5, (2, 3): 0.5, (1, 3): 0.5})
    wording.forget(db, [2])
    assert wording.load(db, [1, 2, 3]).keys() == {1, 3}
    assert wording.found_by(db, "hub", 0, 9) == [3, 1]
    assert wording.likeness_of(db, [1, 2, 3]) == {(1, 3): 0.5}
    wording.forget(db, [1, 3])
    assert rows(db) == {"wording": 0, "posting": 0, "likeness": 0}
    assert db.value("SELECT count(*) FROM entry") == 3


def test_forgetting_what_is_not_kept_is_harmless() -> None:
    db = store()
    wording.forget(db, [1, 99])
    assert rows(db) == {"wording": 0, "posting": 0, "likeness": 0}


def test_the_oldest_are_found_first_and_only_those_before_a_moment() -> None:
    db = store()
    for entry, seen in ((1, 30), (2, 10), (3, 20)):
        wording.keep(db, entry, HUB, seen)
    assert wording.seen_before(db, 30, 9) == [2, 3]
    assert wording.seen_before(db, 31, 2) == [2, 3]
    assert wording.seen_before(db, 10, 9) == []


def test_more_values_than_one_query_takes_are_looked_up() -> None:
    db = store(1200)
    for entry in range(1, 1201):
        wording.keep(db, entry, at(entry), 5)
    wording.set_likeness(db, {(entry, entry + 1): 0.5 for entry in range(1, 1200)})
    everyone = range(1, 1201)
    assert len(wording.load(db, everyone)) == 1200
    assert len(wording.likeness_of(db, everyone)) == 1199
    wording.forget(db, everyone)
    assert rows(db) == {"wording": 0, "posting": 0, "likeness": 0}
