"""Which entries of a feed are known already: each rule, where it holds and where it must not."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
import pytest

from cfnews.model import Entry, Known
from cfnews.stories.identity import entry_keys, place_entries
from cfnews.stories.keys import Identity
from tests.unit.making import NOW, entry, known

HUB = "Council opens a family hub"
HOMES = "New rules for homes are published"
COLUMN = "Weekly round-up of the news"
CASE = "Re A (A Child) (Placement Order)"
PAGE = "https://a.example/1"
EARLIER = NOW - timedelta(days=7)
DAY = NOW.replace(hour=0)
DULL = "The same words stand under every one of these, week after week."


def recognised(
    entries: Sequence[Entry], stored: Sequence[Known], identity: Identity = "auto"
) -> list[tuple[int | None, bool]]:
    """For each entry the number of the stored one that it is, and whether it is a repeat."""
    placed = place_entries("outlet", entries, stored, identity)
    assert [one.entry for one in placed] == list(entries)
    return [(one.known.id if one.known else None, one.repeat) for one in placed]


def stock(entries: Sequence[Entry]) -> list[Known]:
    """The entries as a first reading of the feed stores them, numbered from 1."""
    told = [one for one in place_entries("outlet", entries, [], "auto") if not one.repeat]
    return [known(one.entry, number, key=one.key) for number, one in enumerate(told, 1)]


def telling(one: Entry, text: str = "") -> Entry:
    """The entry with a text of its own."""
    summary = text or f"{one.title}: what was said, by whom and why it matters."
    return msgspec.structs.replace(one, summary=summary, content_hash=f"{one.title} {summary}")


@pytest.mark.parametrize(
    ("stored", "met", "same"),
    [
        # page and title, with guid, date or text
        (entry(HUB, "a.example/1", "g1"), entry(HUB, "a.example/1", "g2", EARLIER), True),
        (entry(HUB, "", ""), entry(HUB, "", ""), True),
        (entry(HUB, "", ""), entry(HOMES, "", "", EARLIER), False),
        # page and guid
        (entry(HUB, "a.example/1", "g1"), entry("Renamed, and a day later", "a.example/1", "g1", EARLIER), True),
        (entry(HUB, "a.example/1", "g1"), entry("Something else again", "a.example/2", "g2", EARLIER), False),
        # the page alone: GOV.UK gives it a new id with every touch, the BBC counts
        (entry(HUB, "a.example/1", f"{PAGE}#1119"), entry("Reworded", "a.example/1", f"{PAGE}#1120", EARLIER), True),
        (entry(HUB, "a.example/1", f"{PAGE}#0"), entry("Live: reworded", "a.example/1", f"{PAGE}#1", EARLIER), True),
        (entry(HUB, "a.example/1", f"{PAGE}#9"), entry("Reworded", "a.example/1", "tag:a.example:/1", EARLIER), True),
        (entry(HUB, "a.example/1", "4711"), entry("All ids renumbered", "a.example/1", "4712", EARLIER), True),
        # the guid, with the title or the time: the page has moved
        (entry(HUB, "old.example/1", "g1"), entry(HUB, "new.example/1", "g1", EARLIER), True),
        (entry(HUB, "old.example/1", "g1"), entry("Retitled and moved", "new.example/1", "g1"), True),
        (entry(HUB, "old.example/1", "g1", DAY), entry("Retitled and moved", "new.example/1", "g1", DAY), False),
        (entry(HUB, "a.example/1", "1"), entry(HOMES, "a.example/2", "1", EARLIER), False),  # by position
        # title and time: both changed
        (entry(HUB, "old.example/1", "g1"), entry(HUB, "new.example/1", "g2"), True),
        (entry("Weekly round-up", "a.example/1", "g1"), entry("Weekly round-up", "a.example/2", "g2", EARLIER), False),
        (entry("Round-up", "a.example/1", "g1"), entry("Round-up", "a.example/2", "g2"), False),  # too short to tell
        (entry(HUB, "a.example/1", "g1", None), entry(HUB, "a.example/2", "g2", None), False),  # no date, no proof
        (entry(CASE, "a.example/1", "g1", DAY), entry(CASE, "a.example/2", "g2", DAY), False),  # two on one day
    ],
    ids=[
        "page and title", "title and date", "no link at all", "guid and page", "neither", "page, GOV.UK", "page, BBC",
        "page, other scheme", "page, renumbered", "guid and title", "guid and time", "guid and day", "guid by position",
        "title and time", "weekly column", "short title", "undated", "title and day",
    ],
)  # fmt: skip
def test_an_entry_is_known_again_by_the_rules(stored: Entry, met: Entry, same: bool) -> None:
    assert recognised([met], [known(stored)]) == [(1 if same else None, False)]


def test_a_link_that_all_entries_share_tells_none_apart() -> None:
    document = [entry(HUB, "a.example/news"), entry(HOMES, "a.example/news")]
    assert recognised(document, []) == [(None, False), (None, False)]
    third = entry("A third matter on that page", "a.example/news")
    assert recognised([third, *document], stock(document)) == [(None, False), (1, False), (2, False)]


def test_one_stored_entry_with_the_link_is_not_enough_where_the_document_shares_it() -> None:
    stored = [known(entry(HUB, "a.example/news"))]
    document = [entry(HOMES, "a.example/news"), entry(HUB, "a.example/news")]
    assert recognised(document, stored) == [(None, False), (1, False)]


def test_where_several_stored_entries_have_the_link_the_title_decides() -> None:
    stored = [known(entry(HUB, "a.example/news"), 1), known(entry(HOMES, "a.example/news"), 2)]
    assert recognised([entry(HOMES, "a.example/news", "new")], stored) == [(2, False)]
    assert recognised([entry("A third matter", "a.example/news", "new")], stored) == [(None, False)]


def test_a_new_id_on_a_known_page_is_another_entry_where_the_feed_keeps_its_ids() -> None:
    page = entry(HUB, "a.example/apply", "g1")
    others = [entry(f"Matter number {number}", f"a.example/{number}", f"h{number}") for number in range(3)]
    newcomer = entry(HOMES, "a.example/apply", "g2", EARLIER)
    assert recognised([newcomer, *others], stock([page, *others]))[0] == (None, False)
    renumbered = [msgspec.structs.replace(one, guid=f"new {one.guid}") for one in others]
    assert recognised([newcomer, *renumbered], stock([page, *others]))[0] == (1, False)


def test_judgments_of_one_name_on_one_page_are_told_by_their_ids_though_they_have_no_text() -> None:
    first, second = (entry(CASE, "a.example/cases", guid, at) for guid, at in (("c1", EARLIER), ("c2", DAY)))
    others = [entry(f"Matter number {number}", f"a.example/{number}", f"h{number}") for number in range(3)]
    assert recognised([second, first, *others], stock([first, *others]))[:2] == [(None, False), (1, False)]
    assert recognised([second, *others], stock([first, *others]))[0] == (None, False)  # the first has left


def test_an_entry_without_id_date_or_text_is_known_by_its_page_and_title_however_many_there_are() -> None:
    stored = [known(entry(HUB, "a.example/1", guid, None), number) for number, guid in enumerate(("a", "b"), 1)]
    assert recognised([entry(HUB, "a.example/1", "", None)], stored) == [(1, False)]


def test_on_a_page_that_many_share_one_is_known_by_its_id_though_its_title_changes() -> None:
    stored = stock([entry(HOMES, "a.example/news", "g2")])  # the first there, when the page was its own
    retitled = entry("Homes are to have new rules", "a.example/news", "g2", EARLIER)
    assert recognised([entry(HUB, "a.example/news", "g1"), retitled], stored) == [(None, False), (1, False)]


def test_on_a_page_that_many_share_one_is_known_by_its_title_though_all_else_changes() -> None:
    document = [telling(entry(title, "a.example/news", title)) for title in (HUB, HOMES)]
    again = [
        telling(entry(title, "a.example/news", f"new {title}", EARLIER), f"New: {title}") for title in (HUB, HOMES)
    ]
    others = [entry(f"Matter number {number}", f"a.example/{number}") for number in range(5)]
    assert recognised([*again, *others], stock([*document, *others]))[:2] == [(1, False), (2, False)]


def test_in_a_series_without_ids_one_is_known_by_a_date_that_cannot_be_read() -> None:
    document = [
        msgspec.structs.replace(telling(entry(COLUMN, "a.example/column", at=None), day), published_raw=day)
        for day in ("Monday", "Friday")
    ]
    reworded = telling(document[1], "Friday's, with a correction")
    assert recognised([reworded, document[0]], stock(document)) == [(2, False), (1, False)]


def test_of_two_that_look_alike_each_is_the_one_with_its_key() -> None:
    def line(guid: str, url: str, at: datetime | None, text: str) -> Entry:
        return telling(msgspec.structs.replace(entry(HUB, "a.example/1", guid, at), url=url), text)

    top, bare = line(f"{PAGE}#2", f"{PAGE}#top", DAY, "two"), line(f"{PAGE}#2", PAGE, None, "two")
    other = line("g", PAGE, NOW, "one")
    stored = stock([top, bare, other])
    alike = [msgspec.structs.replace(stored[0], published_at=None), *stored[1:]]
    assert recognised([bare, top, other], alike) == [(2, False), (1, False), (3, False)]


def test_two_entries_on_one_page_are_not_one_that_had_it_before() -> None:
    document = [entry(HOMES, "a.example/news", at=EARLIER), entry("A third matter", "a.example/news", at=EARLIER)]
    assert recognised(document, [known(entry(HUB, "a.example/news"))]) == [(None, False), (None, False)]


def test_the_key_of_an_entry_that_has_moved_since_is_no_sign() -> None:
    key = f"page outlet {PAGE} {entry(COLUMN).title_key}"
    moved = known(entry(COLUMN, "a.example/archive", "", EARLIER), key=key)
    document = [entry(COLUMN, "a.example/1"), entry(HUB, "a.example/1")]
    assert entry_keys("outlet", document, "auto")[0] == key
    assert recognised(document, [moved]) == [(None, False), (None, False)]


@pytest.mark.parametrize(
    "met",
    [entry(HOMES, "a.example/apply", "g2"), entry(HOMES, "a.example/apply", "https://a.example/apply#2", EARLIER)],
    ids=["the same date", "an id that counts revisions"],
)
def test_a_new_id_alone_makes_no_series(met: Entry) -> None:
    others = [entry(f"Matter number {number}", f"a.example/{number}", f"h{number}") for number in range(3)]
    stored = stock([entry(HUB, "a.example/apply", "g1"), *others])
    assert recognised([met, *others], stored)[0] == (1, False)


def test_an_id_that_is_an_address_is_the_same_with_https() -> None:
    stored = [known(entry(HUB, "a.example/1", "http://a.example/?p=1", EARLIER))]
    again = entry("Renamed, and a day later", "a.example/2", "https://a.example/?p=1", EARLIER)
    assert recognised([again], stored) == [(1, False)]


def test_a_guid_and_link_that_all_bear_leave_the_title_to_decide() -> None:
    document = [entry(f"Matter number {number}", "a.example/all", "g", EARLIER) for number in range(3)]
    stored = stock(document)
    assert len(stored) == 3
    newcomer = entry(HUB, "a.example/all", "g")
    assert recognised([newcomer, *document[:2]], stored) == [(None, False), (1, False), (2, False)]


def test_a_guid_that_repeats_in_a_document_tells_none_apart() -> None:
    stored = [known(entry(HUB, "a.example/1", "same", EARLIER))]
    document = [entry(HUB, "a.example/2", "same"), entry(HOMES, "a.example/3", "same")]
    assert recognised(document, stored) == [(None, False), (None, False)]


def test_a_guid_of_several_stored_entries_tells_none_apart() -> None:
    stored = [known(entry(HUB, "a.example/1", "g"), 1), known(entry(HUB, "a.example/2", "g"), 2)]
    assert recognised([entry(HUB, "a.example/3", "g", EARLIER)], stored) == [(None, False)]


def test_guids_that_number_the_places_in_a_feed_are_no_identity() -> None:
    titles = ["Family hub opens", "Homes are inspected", "Fees go up again", "A bill is read"]
    for dates, link in ((DAY, "a.example"), (EARLIER, "a.example"), (DAY, "")):
        pages = [entry(title, link and f"{link}/{title}", at=dates) for title in titles]
        before, after = (
            [msgspec.structs.replace(one, guid=str(place)) for place, one in enumerate(listed)]
            for listed in (pages[1:], pages[:-1])
        )
        assert recognised(after, stock(before)) == [(None, False), (1, False), (2, False)]


def test_an_entry_has_not_moved_while_its_old_page_is_still_listed() -> None:
    stored = [known(entry(HUB, "old.example/1", "g1"))]
    document = [entry(HUB, "new.example/1", "g2"), entry("Its old page, renamed", "old.example/1", "g1")]
    assert recognised(document, stored) == [(None, False), (1, False)]


def test_an_entry_that_a_document_holds_twice_is_a_repeat() -> None:
    one = entry(HUB, "a.example/1", "g1")
    for again in (one, entry(HUB, "a.example/1", "g9")):
        assert recognised([one, again], [known(one)]) == [(1, False), (1, True)]
        assert recognised([one, again], []) == [(None, False), (None, True)]


def test_another_title_under_one_guid_is_shown_for_it_may_be_another_entry() -> None:
    stored = [known(entry(HUB, "a.example/1", "g1"))]
    document = [entry(HOMES, "a.example/1", "g1"), entry(HUB, "a.example/1", "g1")]
    assert recognised(document, stored) == [(None, False), (1, False)]


def test_another_entry_at_the_address_that_one_has_left_is_new_and_gets_a_key_of_its_own() -> None:
    moved = known(entry(HUB, "a.example/archive", "g1"), key="link a.example/bulletin")
    (placed,) = place_entries("outlet", [entry(HOMES, "a.example/bulletin", "g2", EARLIER)], [moved], "auto")
    assert placed.known is None
    assert placed.key not in ("link a.example/bulletin", moved.key)


def test_a_new_entry_at_the_address_that_another_left_is_new() -> None:
    stored = [known(entry(HUB, "a.example/bulletin", "g1"))]
    document = [entry(HOMES, "a.example/bulletin", "g2", EARLIER), entry(HUB, "a.example/archive/1", "g1")]
    assert recognised(document, stored) == [(None, False), (1, False)]


def test_an_entry_that_a_series_lists_again_is_known_by_its_key_when_all_else_is_shared() -> None:
    first, second = (
        msgspec.structs.replace(entry(HUB, "a.example/1"), url=f"{PAGE}#{fragment}") for fragment in ("a", "b")
    )
    document = [first, second, entry(HOMES, "a.example/1")]
    assert recognised(document, stock(document)) == [(1, False), (2, False), (3, False)]


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
@pytest.mark.parametrize("before", ["auto", "guid", "link", "guid+link"])
def test_a_forced_identity_goes_by_it_alone_whatever_it_was_before(
    before: Identity, identity: Identity, met: Entry, same: bool
) -> None:
    first = entry(HUB, "a.example/1", "g1")
    stored = [known(first, key=entry_keys("outlet", [first], before)[0])]
    assert recognised([met], stored, identity) == [(1 if same else None, False)]


def test_with_a_forced_link_two_titles_on_one_page_are_one_entry() -> None:
    document = [entry(HUB, "a.example/1", "g1"), entry(HOMES, "a.example/1", "g2")]
    assert recognised(document, [], "link") == [(None, False), (None, True)]


def test_with_a_forced_guid_an_entry_without_one_is_known_by_its_key() -> None:
    bare = entry(HUB, "a.example/1")
    assert recognised([bare], [known(bare, key="link a.example/1")], "guid") == [(1, False)]


# --- floods: the whole feed comes again under other names --------------------------------------------

HEADLINES = [f"Councillors vote on matter number {number}" for number in range(6)]


def moved(entries: Sequence[Entry], **values: object) -> list[Entry]:
    """The entries under other guids, on other pages of another host, and whatever else has changed."""
    return [
        msgspec.structs.replace(
            one, guid=f"new {number}", link_key=f"b.example/p/{number}", url=f"https://b.example/p/{number}", **values
        )
        for number, one in enumerate(entries)
    ]


@pytest.mark.parametrize("at", [NOW, DAY, None], ids=["by the second", "by the day", "undated"])
def test_a_feed_whose_ids_and_pages_all_change_is_known_by_titles_and_dates_or_texts(at: datetime | None) -> None:
    titles = [title[-9:] for title in HEADLINES]  # "number 3": none would do alone
    entries = [entry(title, f"a.example/{title}", title, at) for title in titles]
    if at is None:
        assert [one for one, _ in recognised(moved(entries), stock(entries))] == [None] * 6
        few = [telling(one, "Read on.") for one in entries]
        assert [one for one, _ in recognised(moved(few), stock(few))] == [None] * 6
        entries = [telling(one, one.title * 6) for one in entries]
    assert [one for one, _ in recognised(moved(entries), stock(entries))] == [1, 2, 3, 4, 5, 6]


def test_a_site_that_changes_its_host_and_dates_everything_anew_is_known_by_its_paths() -> None:
    entries = [entry(title[-9:], f"a.example/{number}", at=EARLIER) for number, title in enumerate(HEADLINES)]
    again = [
        msgspec.structs.replace(one, link_key=one.link_key.replace("a.", "b."), published_at=NOW) for one in entries
    ]
    assert [one for one, _ in recognised(again, stock(entries))] == [1, 2, 3, 4, 5, 6]


def test_five_whole_headlines_that_come_again_at_once_are_known_without_any_other_sign() -> None:
    entries = [entry(title, f"a.example/{number}", at=None) for number, title in enumerate(HEADLINES)]
    assert [one for one, _ in recognised(moved(entries[:5]), stock(entries))] == [1, 2, 3, 4, 5]
    assert [one for one, _ in recognised(moved(entries[:4]), stock(entries))] == [None] * 4


def test_a_single_entry_is_not_known_by_what_makes_a_flood() -> None:
    pages = [entry(f"Matter {number}", f"a.example/{number}", f"h{number}", EARLIER) for number in range(4)]
    column = telling(entry("Weekly round-up of the news", "a.example/c1", "g1", EARLIER), DULL)
    (another,) = moved([column], published_at=NOW)
    assert recognised([another, *pages], stock([column, *pages]))[0] == (None, False)
    assert recognised([another], stock([column])) == [(None, False)]


def test_what_is_less_than_half_of_a_document_is_no_flood() -> None:
    pages = [entry(f"Matter {number}", f"a.example/{number}", f"h{number}", EARLIER) for number in range(4)]
    columns = [entry(f"Column {number}", f"a.example/c{number}", f"c{number}", DAY) for number in range(3)]
    assert recognised([*moved(columns), *pages], stock([*columns, *pages]))[:3] == [(None, False)] * 3
    assert recognised([*moved(columns), *pages[:3]], stock([*columns, *pages]))[:3] == [
        (1, False),
        (2, False),
        (3, False),
    ]


def test_what_a_flood_brings_for_the_first_time_is_new() -> None:
    entries = [entry(title, f"a.example/{number}", at=DAY) for number, title in enumerate(HEADLINES)]
    newcomer = entry(HUB, "b.example/p/new", "new", DAY)
    found = recognised([newcomer, *moved(entries)], stock(entries))
    assert [one for one, _ in found] == [None, 1, 2, 3, 4, 5, 6]


def test_titles_that_a_feed_uses_again_and_again_are_known_by_no_flood() -> None:
    entries = [telling(entry("Weekly round-up", f"a.example/{number}", at=None), DULL) for number in range(4)]
    assert [one for one, _ in recognised(moved(entries), stock(entries))] == [None] * 4
