"""What tells the entries of one document apart, and the key that each gets from it."""

import itertools

import msgspec
import pytest

from cfnews.model import Entry
from cfnews.stories.keys import Document, Identity, names_page
from tests.unit.making import NOW, entry

HUB = "Council opens a family hub"
HOMES = "New rules for homes are published"
COLUMN = "Weekly round-up of the news"


def written(one: Entry, text: str, *, date: str = "", fragment: str = "") -> Entry:
    """An entry with a text of its own, and perhaps with a date or a fragment."""
    return msgspec.structs.replace(
        one,
        content_hash=text,
        summary=text,
        published_raw=date or one.published_raw,
        url=f"{one.url}#{fragment}" if fragment else one.url,
    )


def keys(*entries: Entry, identity: Identity = "auto") -> list[str]:
    document = Document(entries)
    return [document.key("outlet", one, identity) for one in entries]


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
        (entry(HUB, "a.example/1", "g1"), "link", True, "link a.example/1"),
        (entry(HUB, "", "g1"), "link", False, f"text outlet council opens a family hub {NOW.isoformat()}"),
        (entry(HUB, "a.example/1", "g1"), "guid+link", False, "both outlet g1 a.example/1"),
        (entry(HUB, "a.example/1"), "guid+link", True, "page outlet https://a.example/1 council opens a family hub"),
    ],
)  # fmt: skip
def test_a_key_is_made_of_what_identifies_an_entry(one: Entry, identity: Identity, shared: bool, key: str) -> None:
    beside = [entry("Another matter", one.link_key)] if shared else []
    assert keys(one, *beside, identity=identity)[0] == key


@pytest.mark.parametrize(
    ("guid", "url", "named"),
    [
        ("https://a.example/1", "https://a.example/1", True),
        ("http://www.a.example/1/", "https://a.example/1", True),
        ("https://a.example/1#2026-11-20T09:30:00Z", "https://a.example/1", True),  # GOV.UK
        ("https://a.example/1#2026-11-20T09:30:00+00:00", "https://a.example/1", True),
        ("https://a.example/1#3", "https://a.example/1?b=1", True),  # the BBC
        ("https://a.example/1#comment-12", "https://a.example/1", False),
        ("https://a.example/1?revision=80", "https://a.example/1", False),
        ("https://a.example/?p=12", "https://a.example/1", False),  # WordPress
        ("tag:a.example,2005:/1", "https://a.example/1", False),
        ("a.example/1", "https://a.example/1", False),
        ("", "https://a.example/1", False),
    ],
)
def test_a_guid_names_the_page_if_it_is_its_address_and_at_most_a_revision(guid: str, url: str, named: bool) -> None:
    assert names_page(msgspec.structs.replace(entry(HUB, "a.example/1", guid), url=url)) is named


def test_a_guid_that_is_a_front_page_says_nothing() -> None:
    front = msgspec.structs.replace(entry(HUB, "", "https://a.example"), url="https://a.example/")
    assert names_page(front)
    assert keys(front, entry(HOMES, "", "g2")) == [
        f"text outlet council opens a family hub {NOW.isoformat()}",
        "both outlet g2 ",
    ]


def test_a_guid_that_all_entries_of_a_page_bear_tells_none_apart() -> None:
    assert keys(entry(HUB, "a.example/1", "g"), entry(HOMES, "a.example/1", "g")) == [
        "page outlet https://a.example/1 council opens a family hub",
        "page outlet https://a.example/1 new rules for homes are published",
    ]
    assert len(set(keys(entry(HUB, "", "g"), entry(HOMES, "", "g")))) == 2


def test_one_title_on_one_page_is_one_entry_unless_dates_and_texts_differ_with_the_guid() -> None:
    one = written(entry(COLUMN, "a.example/column", "g1"), "first", date="Monday")
    other = written(entry(COLUMN, "a.example/column", "g2"), "second", date="Friday")
    assert len(set(keys(one, other))) == 2
    assert len(set(keys(one, written(other, "first")))) == 1  # one text: a page that is listed twice
    assert len(set(keys(one, written(other, "second", date="Monday")))) == 1
    assert len(set(keys(one, msgspec.structs.replace(other, guid="g1")))) == 1


def test_entries_without_a_text_are_told_apart_by_guid_and_date() -> None:
    one, other = (entry(COLUMN, "a.example/column", guid) for guid in ("g1", "g2"))
    assert len(set(keys(one, other))) == 1
    assert len(set(keys(one, msgspec.structs.replace(other, published_raw="Friday")))) == 2


def test_revisions_of_a_page_are_one_entry_whatever_their_dates() -> None:
    page = "https://a.example/1"
    one = written(entry(HUB, "a.example/1", f"{page}#1"), "first", date="Monday")
    other = written(entry(HUB, "a.example/1", f"{page}#2"), "second", date="Friday")
    assert keys(one, other) == ["link a.example/1", "link a.example/1"]


def test_revisions_are_one_entry_on_a_page_that_others_share_too() -> None:
    page = "https://a.example/1"
    one = written(entry(HUB, "a.example/1", f"{page}#1"), "first", date="Monday")
    other = written(entry(HUB, "a.example/1", f"{page}#2"), "second", date="Friday")
    assert len(set(keys(one, other, entry(HOMES, "a.example/1")))) == 2


def test_a_series_without_guids_is_told_apart_by_its_dates() -> None:
    one = written(entry(COLUMN, "a.example/column"), "first", date="Monday")
    other = written(entry(COLUMN, "a.example/column"), "second", date="Friday")
    assert keys(one, other) == [
        "page outlet https://a.example/column weekly round up of the news Monday",
        "page outlet https://a.example/column weekly round up of the news Friday",
    ]


def test_a_fragment_tells_entries_apart_where_their_texts_differ() -> None:
    first, second = (
        written(entry("Re: " + HUB, "a.example/1"), text, fragment=fragment)
        for text, fragment in (("yes", "comment-1"), ("no", "comment-2"))
    )
    assert len(set(keys(first, second))) == 2
    assert len(set(keys(first, written(first, "yes", fragment="top")))) == 1


def test_two_feeds_with_one_page_agree_on_its_key_and_on_no_other() -> None:
    page, note = entry(HUB, "a.example/1", "g1"), entry(HUB, "", "g1")
    assert Document([page]).key("one", page, "auto") == Document([page]).key("two", page, "auto")
    assert Document([note]).key("one", note, "auto") != Document([note]).key("two", note, "auto")


def test_one_guid_in_two_feeds_is_two_keys_with_any_identity() -> None:
    one, other = entry(HUB, "a.example/1", "g1"), entry(HOMES, "b.example/1", "g1")
    for identity in ("auto", "guid", "guid+link", "link"):
        assert Document([one]).key("one", one, identity) != Document([other]).key("two", other, identity)


def test_an_undated_note_is_told_from_another_by_its_text() -> None:
    first, second = entry(HUB, at=None), entry(HUB + "!", at=None)
    assert first.title_key == second.title_key
    assert len(set(keys(first, second))) == 2


def test_the_order_of_a_document_does_not_change_a_key() -> None:
    document = [
        entry(HUB, "a.example/1", "g1"),
        entry(HOMES, "a.example/1", "g1"),
        written(entry(COLUMN, "a.example/2"), "first", date="Monday"),
        written(entry(COLUMN, "a.example/2"), "second", date="Friday"),
    ]
    for order in itertools.permutations(document):
        assert sorted(keys(*order)) == sorted(keys(*document))
