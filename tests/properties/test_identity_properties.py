"""What holds for the identity of entries in any feed, whatever becomes of its ids, addresses, dates and order."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from cfnews.model import Entry, Known
from cfnews.normalise.url import clean_address, link_key
from cfnews.stories.floods import flood_notice
from cfnews.stories.identity import Placed, entry_keys, place_entries
from tests.unit.making import NOW, entry, known

# Few values, so that entries share them: what goes wrong goes wrong where things are alike.
TITLES = st.sampled_from(["Council opens a family hub", "Weekly round-up of the news", "Re A (A Child)", "Jobs"])
GUIDS = st.sampled_from(["", "1", "2", "g", "http://a.example/1", "http://a.example/1#2", "http://a.example/2"])
DATES = st.sampled_from([NOW, NOW - timedelta(days=7), NOW.replace(hour=0), None])
PAGES = st.sampled_from(["", "http://a.example/1", "http://a.example/1#top", "http://www.a.example/2?b=1&a=2"])
quick = settings(max_examples=150, deadline=None)


def at_address(one: Entry, address: str | None) -> Entry:
    """The entry with a raw address, cleaned and keyed as a feed's is."""
    url = clean_address(address) if address else None
    return msgspec.structs.replace(one, url=url, link_key=link_key(url) if url else "")


@st.composite
def entries(draw: st.DrawFn, pages: st.SearchStrategy[str] = PAGES) -> Entry:
    text = draw(st.sampled_from(["", "one", "two"]))
    one = entry(draw(TITLES), "", draw(GUIDS), draw(DATES))
    return at_address(msgspec.structs.replace(one, content_hash=one.content_hash + text, summary=text), draw(pages))


FEEDS = st.lists(entries(), max_size=8)


@st.composite
def articles(draw: st.DrawFn) -> list[Entry]:
    """A feed as it should be: each entry has a page of its own; ids, titles and dates may still be anything."""
    numbers = draw(st.lists(st.integers(1, 99), max_size=8, unique=True))
    return [draw(entries(st.just(f"http://www.a.example/news/{number}?p={number}"))) for number in numbers]


def stock(feed: Sequence[Entry], before: Sequence[Known] = ()) -> list[Known]:
    """All that the store holds after a reading of the feed, on top of what it held: keys and dates stay."""
    rows = {one.id: one for one in before}
    for placed in place_entries("outlet", feed, before, "auto"):
        if placed.repeat:
            continue
        if placed.known is None:
            number = len(rows) + 1
            rows[number] = known(placed.entry, number, key=placed.key)
        else:
            seen = known(placed.entry, placed.known.id, key=placed.known.key)
            rows[seen.id] = msgspec.structs.replace(seen, published_at=placed.known.published_at)
    return list(rows.values())


def read(feed: Sequence[Entry], stored: Sequence[Known]) -> list[Placed]:
    return [one for one in place_entries("outlet", feed, stored, "auto") if not one.repeat]


def new(feed: Sequence[Entry], stored: Sequence[Known]) -> list[Entry]:
    return [one.entry for one in read(feed, stored) if one.known is None]


@quick
@given(FEEDS)
def test_the_same_document_twice_brings_nothing_new_and_each_entry_is_itself(feed: list[Entry]) -> None:
    stored = stock(feed)
    assert new(feed, stored) == []
    by_id = {one.id: one for one in stored}
    for placed in read(feed, stored):
        assert placed.known is not None
        assert by_id[placed.known.id].title_key == placed.entry.title_key
        assert by_id[placed.known.id].content_hash == placed.entry.content_hash
    assert flood_notice(place_entries("outlet", feed, stored, "auto")) == ""


@quick
@given(st.lists(FEEDS, max_size=4))
def test_any_history_of_readings_settles(readings: list[list[Entry]]) -> None:
    stored: list[Known] = []
    for feed in readings:
        stored = stock(feed, stored)
        assert len({one.key for one in stored}) == len(stored)
        stored = stock(feed, stored)  # of some hundred thousand made-up histories a few show an entry a second time
        assert new(feed, stored) == []


@quick
@given(st.data(), FEEDS)
def test_the_order_of_a_document_changes_no_key(data: st.DataObject, feed: list[Entry]) -> None:
    order = data.draw(st.permutations(feed))
    keyed = dict(zip(map(id, feed), entry_keys("outlet", feed, "auto"), strict=True))
    assert entry_keys("outlet", order, "auto") == [keyed[id(one)] for one in order]


@quick
@given(articles())
def test_ids_that_are_all_renumbered_bring_nothing_new(feed: list[Entry]) -> None:
    renumbered = [msgspec.structs.replace(one, guid=f"n{number}") for number, one in enumerate(feed)]
    assert new(renumbered, stock(feed)) == []


@quick
@given(articles())
def test_a_feed_that_moves_to_https_brings_nothing_new(feed: list[Entry]) -> None:
    moved = [
        msgspec.structs.replace(
            at_address(one, str(one.url).replace("http:", "https:")), guid=one.guid.replace("http:", "https:")
        )
        for one in feed
    ]
    assert new(moved, stock(feed)) == []


@quick
@given(FEEDS)
def test_tracking_that_is_added_brings_nothing_new(feed: list[Entry]) -> None:
    tracked = []
    for one in feed:
        page, hash_, fragment = (one.url or "").partition("#")
        mark = "&" if "?" in page else "?"
        tracked.append(
            at_address(one, f"{page}{mark}utm_source=rss&utm_medium=feed{hash_}{fragment}" if page else None)
        )
    assert new(tracked, stock(feed)) == []


@quick
@given(FEEDS)
def test_dates_that_move_with_every_reading_bring_nothing_new(feed: list[Entry]) -> None:
    later = NOW + timedelta(hours=3)
    redated = [
        msgspec.structs.replace(one, published_at=later, published_raw=later.isoformat()) if one.published_at else one
        for one in feed
    ]
    told = read(feed, [])
    texts = {(one.entry.link_key, one.entry.content_hash) for one in told}
    if len(texts) == len(told):  # else the date is all that told two of them apart
        assert new(redated, stock(feed)) == []


@quick
@given(st.data(), FEEDS)
def test_an_entry_that_leaves_and_returns_is_not_new(data: st.DataObject, listed: list[Entry]) -> None:
    feed = [placed.entry for placed in read(listed, [])]  # each once: else another may stand in for it meanwhile
    stored = stock(feed)
    if feed:
        place = data.draw(st.integers(0, len(feed) - 1))
        stored = stock([*feed[:place], *feed[place + 1 :]], stored)
    assert new(feed, stored) == []


@quick
@given(articles(), TITLES)
def test_a_new_page_with_an_id_and_a_date_of_its_own_is_new_in_any_feed(feed: list[Entry], title: str) -> None:
    later = NOW + timedelta(hours=3)
    newcomer = at_address(entry(title, "", "http://a.example/fresh", later), "http://a.example/fresh")
    assert newcomer in new([newcomer, *feed], stock(feed))


@quick
@given(FEEDS, st.text(max_size=8))
def test_no_entry_of_another_feed_is_claimed_by_its_id(feed: list[Entry], name: str) -> None:
    ours, theirs = (entry_keys(which, feed, "auto") for which in (f"a{name}", f"b{name}"))
    shared = {key for key in ours if key in theirs}
    assert all(key.startswith("link ") for key in shared)
