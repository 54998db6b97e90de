"""The reader's word on two entries: the last one counts, under names that outlive row numbers."""

from collections.abc import Sequence

import pytest

from cfnews.store import verdicts
from tests.unit.making import Shelf, raw, spec


def shelf(links: Sequence[str] = ("https://one.example/1", "https://one.example/2")) -> Shelf:
    made = Shelf(None, spec("one"), spec("two"))
    for number, link in enumerate(links):
        made.take(raw(f"Matter {number}", link), feed="one")
    return made


def test_a_verdict_is_found_from_both_sides_whichever_was_named_first() -> None:
    db = shelf().db
    verdicts.decide(db, [("two b", "one a")], together=True, now=5)
    for names in (["one a"], ["two b"], ["one a", "two b"]):
        assert verdicts.decisions(db, names) == {("one a", "two b"): True}
    assert verdicts.decisions(db, ["one b", "one"]) == {}
    assert verdicts.decisions(db, []) == {}


def test_the_last_word_counts() -> None:
    db = shelf().db
    for now, together in enumerate([True, False, True, False]):
        verdicts.decide(db, [("a", "b"), ("b", "a")], together=together, now=now)
    assert verdicts.decisions(db, ["a"]) == {("a", "b"): False}
    assert db.value("SELECT at FROM verdict") == 3


def test_nothing_is_decided_on_an_entry_and_itself() -> None:
    db = shelf().db
    verdicts.decide(db, [("a", "a")], together=False, now=5)
    assert verdicts.decisions(db, ["a"]) == {}


@pytest.mark.parametrize("link", ["https://one.example/1", "https://one.example/a%20b?c=d", ""])
def test_a_name_leads_back_to_its_entry(link: str) -> None:
    db = shelf([link]).db
    name = verdicts.names_of(db, [1, 99])
    assert name.keys() == {1}
    assert name[1].startswith("one ")
    assert verdicts.entries_named(db, [name[1], "one link nowhere", "two " + name[1].partition(" ")[2], ""]) == {
        name[1]: 1
    }


def test_a_name_is_the_same_in_a_store_that_was_made_anew() -> None:
    first, second = shelf(), shelf(["https://one.example/2", "https://one.example/1"])
    assert verdicts.names_of(first.db, [1])[1] == verdicts.names_of(second.db, [2])[2]


def test_many_verdicts_are_found_whatever_their_number() -> None:
    db = shelf().db
    names = [f"one {number}" for number in range(1200)]
    verdicts.decide(db, ((name, f"two {name}") for name in names), together=False, now=5)
    assert len(verdicts.decisions(db, names)) == 1200
