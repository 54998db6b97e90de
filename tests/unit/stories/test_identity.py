"""Which entries of a feed are known already: each rule, where it holds and where it must not."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from cfnews.model import Entry, Known
from cfnews.stories.identity import Identity, entry_key, entry_keys, place_entries
from tests.unit.making import NOW, entry, known

HUB = "Council opens a family hub"
HOMES = "New rules for homes are published"
PAGE = "https://a.example/1"
EARLIER = NOW - timedelta(days=7)


def recognised(
    entries: Sequence[Entry], stored: Sequence[Known], identity: Identity = "auto"
) -> list[tuple[int | None, bool]]:
    """For each entry the number of the stored one that it is, and whether it is a repeat."""
    placed = place_entries("outlet", entries, stored, identity)
    assert [one.entry for one in placed] == list(entries)
    return [(one.known.id if one.known else None, one.repeat) for one in placed]


@pytest.mark.parametrize(
    ("stored", "met", "same"),
    [
        # 1. guid and link
        (entry(HUB, "a.example/1", "g1"), entry("Renamed, and a day later", "a.example/1", "g1", EARLIER), True),
        (entry(HUB, "a.example/1", "g1"), entry("Something else again", "a.example/2", "g2", EARLIER), False),
        # 2. the link alone: GOV.UK gives a page a new id with every touch, the BBC counts
        (entry(HUB, "a.example/1", f"{PAGE}#1119"), entry("Reworded", "a.example/1", f"{PAGE}#1120", EARLIER), True),
        (entry(HUB, "a.example/1", f"{PAGE}#0"), entry("Live: reworded", "a.example/1", f"{PAGE}#1", EARLIER), True),
        (entry(HUB, "a.example/1", "4711"), entry("All ids renumbered", "a.example/1", "4712", EARLIER), True),
        (entry(HUB, "", ""), entry(HOMES, "", "", EARLIER), False),
        # 3. the guid, with the title or the date: the page has moved
        (entry(HUB, "old.example/1", "g1"), entry(HUB, "new.example/1", "g1", EARLIER), True),
        (entry(HUB, "old.example/1", "g1"), entry("Retitled and moved", "new.example/1", "g1"), True),
        (entry(HUB, "a.example/1", "1"), entry(HOMES, "a.example/2", "1", EARLIER), False),  # by position
        # 4. title and date: both changed
        (entry(HUB, "old.example/1", "g1"), entry(HUB, "new.example/1", "g2"), True),
        (entry("Weekly round-up", "a.example/1", "g1"), entry("Weekly round-up", "a.example/2", "g2", EARLIER), False),
        (entry("Round-up", "a.example/1", "g1"), entry("Round-up", "a.example/2", "g2"), False),  # too short to tell
        (entry(HUB, "a.example/1", "g1", None), entry(HUB, "a.example/2", "g2", None), False),  # no date, no proof
    ],
    ids=[
        "guid and link", "neither", "link, GOV.UK", "link, BBC", "link, renumbered", "no link at all",
        "guid and title", "guid and date", "guid by position", "title and date", "weekly column", "short title",
        "undated",
    ],
)  # fmt: skip
def test_an_entry_is_known_again_by_the_rules(stored: Entry, met: Entry, same: bool) -> None:
    assert recognised([met], [known(stored)]) == [(1 if same else None, False)]


def test_a_link_that_all_entries_share_tells_none_apart() -> None:
    document = [entry(HUB, "a.example/news"), entry(HOMES, "a.example/news")]
    assert recognised(document, []) == [(None, False), (None, False)]
    keys = entry_keys("outlet", document, "auto")
    stored = [known(one, number, key=keys[number]) for number, one in enumerate(document)]
    third = entry("A third matter on that page", "a.example/news")
    assert recognised([third, *document], stored) == [(None, False), (0, False), (1, False)]


def test_one_stored_entry_with_the_link_is_not_enough_where_the_document_shares_it() -> None:
    stored = [known(entry(HUB, "a.example/news"))]
    document = [entry(HOMES, "a.example/news"), entry(HUB, "a.example/news")]
    assert recognised(document, stored) == [(None, False), (1, False)]


def test_where_several_stored_entries_have_the_link_the_title_decides() -> None:
    stored = [known(entry(HUB, "a.example/news"), 1), known(entry(HOMES, "a.example/news"), 2)]
    assert recognised([entry(HOMES, "a.example/news", "new")], stored) == [(2, False)]
    assert recognised([entry("A third matter", "a.example/news", "new")], stored) == [(None, False)]


def test_a_guid_that_repeats_in_a_document_tells_none_apart() -> None:
    stored = [known(entry(HUB, "a.example/1", "same", EARLIER))]
    document = [entry(HUB, "a.example/2", "same"), entry(HOMES, "a.example/3", "same")]
    assert recognised(document, stored) == [(None, False), (None, False)]


def test_a_guid_of_several_stored_entries_tells_none_apart() -> None:
    stored = [known(entry(HUB, "a.example/1", "g"), 1), known(entry(HUB, "a.example/2", "g"), 2)]
    assert recognised([entry(HUB, "a.example/3", "g", EARLIER)], stored) == [(None, False)]


def test_an_entry_has_not_moved_while_its_old_page_is_still_listed() -> None:
    stored = [known(entry(HUB, "old.example/1", "g1"))]
    document = [entry(HUB, "new.example/1", "g2"), entry("Its old page, renamed", "old.example/1", "g1")]
    assert recognised(document, stored) == [(None, False), (1, False)]


@pytest.mark.parametrize(
    "again", [entry(HUB, "a.example/1", "g1"), entry("Renamed", "a.example/1", "g1"), entry(HUB, "a.example/1", "g9")]
)
def test_an_entry_that_a_document_holds_twice_is_a_repeat(again: Entry) -> None:
    stored = [known(entry(HUB, "a.example/1", "g1"))]
    assert recognised([entry(HUB, "a.example/1", "g1"), again], stored) == [(1, False), (1, True)]


def test_an_entry_that_a_new_document_holds_twice_is_a_repeat() -> None:
    document = [entry(HUB, "a.example/1", "g1"), entry(HUB, "a.example/1", "g1")]
    assert recognised(document, []) == [(None, False), (None, True)]


def test_another_entry_at_the_address_that_one_has_left_is_new_and_gets_a_key_of_its_own() -> None:
    moved = known(entry(HUB, "a.example/archive", "g1"), key="link a.example/bulletin")
    (placed,) = place_entries("outlet", [entry(HOMES, "a.example/bulletin", "g2", EARLIER)], [moved], "auto")
    assert placed.known is None
    assert placed.key not in ("link a.example/bulletin", moved.key)


@pytest.mark.parametrize(
    ("identity", "met", "same"),
    [
        ("guid", entry(HOMES, "a.example/2", "g1", EARLIER), True),
        ("guid", entry(HUB, "a.example/1", "g2"), False),
        ("link", entry(HOMES, "a.example/1", "g2", EARLIER), True),
        ("link", entry(HUB, "a.example/2", "g1"), False),
        ("guid+link", entry(HOMES, "a.example/1", "g1", EARLIER), True),
        ("guid+link", entry(HUB, "a.example/2", "g1"), False),
        ("guid+link", entry(HUB, "a.example/1", "g2"), False),
    ],
)
def test_a_forced_identity_goes_by_its_key_alone(identity: Identity, met: Entry, same: bool) -> None:
    first = entry(HUB, "a.example/1", "g1")
    stored = [known(first, key=entry_key("outlet", first, identity, shared=False))]
    assert recognised([met], stored, identity) == [(1 if same else None, False)]


@pytest.mark.parametrize(
    ("one", "identity", "shared", "key"),
    [
        (entry(HUB, "a.example/1", "g1"), "auto", False, "link a.example/1"),
        (entry(HUB, "a.example/1"), "auto", False, "link a.example/1"),
        (entry(HUB, "a.example/1", "g1"), "auto", True, "both outlet g1 a.example/1"),
        (entry(HUB, "a.example/1"), "auto", True, "page outlet https://a.example/1 council opens a family hub"),
        (entry(HUB, "a.example/1", "https://a.example/1#3"), "auto", True,
         "page outlet https://a.example/1 council opens a family hub"),
        (entry(HUB, "", "g1"), "auto", False, "both outlet g1 "),
        (entry(HUB), "auto", False, f"text outlet council opens a family hub {NOW.isoformat()}"),
        (entry(HUB, "a.example/1", "g1"), "guid", False, "guid outlet g1"),
        (entry(HUB, "a.example/1"), "guid", False, "link a.example/1"),
        (entry(HUB, "a.example/1", "g1"), "link", False, "link a.example/1"),
        (entry(HUB, "a.example/1", "g1"), "guid+link", False, "both outlet g1 a.example/1"),
    ],
)  # fmt: skip
def test_a_key_is_made_of_what_identifies_an_entry(one: Entry, identity: Identity, shared: bool, key: str) -> None:
    assert entry_key("outlet", one, identity, shared=shared) == key


def test_two_feeds_with_one_page_agree_on_its_key_and_on_no_other() -> None:
    page, note = entry(HUB, "a.example/1", "g1"), entry(HUB, "", "g1")
    assert entry_keys("one", [page], "auto") == entry_keys("two", [page], "auto")
    assert entry_keys("one", [note], "auto") != entry_keys("two", [note], "auto")


def test_an_undated_note_is_told_from_another_by_its_text() -> None:
    first, second = entry(HUB, at=None), entry(HUB + "!", at=None)
    assert first.title_key == second.title_key
    assert len(set(entry_keys("outlet", [first, second], "auto"))) == 2


def test_a_new_entry_at_the_address_that_another_left_is_new() -> None:
    stored = [known(entry(HUB, "a.example/bulletin", "g1"))]
    document = [entry(HOMES, "a.example/bulletin", "g2", EARLIER), entry(HUB, "a.example/archive/1", "g1")]
    assert recognised(document, stored) == [(None, False), (1, False)]
