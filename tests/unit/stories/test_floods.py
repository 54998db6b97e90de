"""The line that is said of a feed that comes again under other names, and when nothing is said."""

from collections.abc import Callable, Sequence

import msgspec
import pytest

from cfnews.model import Entry
from cfnews.stories.floods import flood_notice
from cfnews.stories.identity import Placed, place_entries
from tests.unit.making import NOW, entry, known

FEED = [entry(f"Councillors vote on matter {number}", f"a.example/{number}", f"g{number}") for number in range(10)]


def met(after: Sequence[Entry], before: Sequence[Entry] = FEED) -> list[Placed]:
    """The entries of a second reading, placed."""
    first = place_entries("outlet", before, [], "auto")
    stored = [known(one.entry, number, key=one.key) for number, one in enumerate(first)]
    return place_entries("outlet", after, stored, "auto")


def renumbered(one: Entry) -> Entry:
    return msgspec.structs.replace(one, guid=f"new {one.guid}")


def rehosted(one: Entry) -> Entry:
    link = one.link_key.replace("a.example", "b.example")
    return msgspec.structs.replace(one, link_key=link, url=f"https://{link}")


def readdressed(one: Entry) -> Entry:
    return msgspec.structs.replace(one, link_key=f"{one.link_key}.html", url=f"{one.url}.html")


@pytest.mark.parametrize(
    ("change", "notice"),
    [
        (lambda one: one, ""),
        (renumbered, "all 10 ids changed; known again by their pages"),
        (rehosted, "all 10 pages moved to b.example; known again by their ids or titles"),
        (readdressed, "all 10 pages moved; known again by their ids or titles"),
        (lambda one: renumbered(rehosted(one)), "all 10 ids and pages changed; known again by their titles"),
    ],
)
def test_a_flood_is_one_line(change: Callable[[Entry], Entry], notice: str) -> None:
    placed = met([change(one) for one in FEED])
    assert all(one.known for one in placed)
    assert flood_notice(placed) == notice


def test_what_is_new_is_not_counted_and_nearly_all_is_enough() -> None:
    newcomer = entry("Council opens a family hub", "a.example/new", "g-new", NOW)
    mixed = [newcomer, *map(renumbered, FEED[:9]), FEED[9]]
    assert flood_notice(met(mixed)) == "9 of 10 ids changed; known again by their pages"
    assert flood_notice(met([*map(renumbered, FEED[:5]), *FEED[5:]])) == ""


def test_fewer_than_three_are_no_flood() -> None:
    assert flood_notice(met([renumbered(one) for one in FEED[:3]])) != ""
    assert flood_notice(met([renumbered(one) for one in FEED[:2]])) == ""


def test_an_entry_that_is_listed_twice_counts_once() -> None:
    assert flood_notice(met([renumbered(one) for one in FEED * 2])) == "all 10 ids changed; known again by their pages"


@pytest.mark.parametrize("revision", ["#2026-11-20T09:30:00Z", "#4"])
def test_ids_that_count_the_revisions_of_a_page_are_no_flood(revision: str) -> None:
    before = [msgspec.structs.replace(one, guid=f"https://{one.link_key}#0") for one in FEED]
    after = [msgspec.structs.replace(one, guid=f"https://{one.link_key}{revision}") for one in FEED]
    assert flood_notice(met(after, before)) == ""


def test_ids_that_are_addresses_change_with_the_scheme() -> None:
    before = [msgspec.structs.replace(one, guid=f"http://{one.link_key}") for one in FEED]
    after = [msgspec.structs.replace(one, guid=f"https://{one.link_key}") for one in FEED]
    assert flood_notice(met(after, before)) == "all 10 ids changed; known again by their pages"


def test_ids_that_come_or_go_are_no_flood() -> None:
    bare = [msgspec.structs.replace(one, guid="") for one in FEED]
    assert flood_notice(met(bare)) == ""
    assert flood_notice(met(FEED, bare)) == ""
    assert flood_notice([]) == ""
