"""A publisher's entry to a clean one: what is kept, what stands in for what is missing, what is refused."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from cfnews.model import Entry, RawEntry
from cfnews.normalise import entry as normalising
from cfnews.normalise import url
from cfnews.normalise.entry import SUMMARY_LIMIT, normalise_entry

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def cleaned(language_of_feed: str = "", **values: object) -> Entry | None:
    raw = msgspec.structs.replace(RawEntry(), **values)
    return normalise_entry(
        raw, feed_name="The Desk", feed_language=language_of_feed, base="https://desk.example/news/", now=NOW
    )


def clean(language_of_feed: str = "", **values: object) -> Entry:
    entry = cleaned(language_of_feed, **values)
    assert entry is not None
    return entry


def test_a_whole_entry_is_cleaned_field_by_field() -> None:
    entry = clean(
        guid=" desk-1\x00 ",
        link="https://desk.example/1?utm_source=rss",
        title="Trust &amp; council <b>agree</b> - The Desk",
        summary="<p>A short account.</p>",
        content="<p>The whole\x1b[31m account.</p><p>More.</p>",
        author=" Ann\n<b>Reed</b> &amp; Co ",
        published="Fri, 20 Nov 2026 07:00:00 GMT",
        updated="2026-11-20T07:30:00Z",
        categories=("Trusts", " ", "A\n&amp; B"),
    )
    assert (entry.guid, entry.title, entry.title_key) == ("desk-1", "Trust & council agree", "trust and council agree")
    assert (entry.url, entry.link_key) == ("https://desk.example/1", "desk.example/1")
    assert (entry.summary, entry.summary_truncated) == ("A short account.", False)
    assert entry.text.split("\n") == ["The whole account.", "", "More."]
    assert (entry.author, entry.categories) == ("Ann Reed & Co", ("Trusts", "A & B"))
    assert (entry.published_at, entry.published_estimated) == (datetime(2026, 11, 20, 7, tzinfo=UTC), False)
    assert entry.updated_at == datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "values", [{}, {"title": " \x00 <b></b>"}, {"guid": "g", "author": "A"}, {"link": "javascript:x"}]
)
def test_an_entry_with_nothing_to_show_is_refused(values: dict[str, Any]) -> None:
    assert cleaned(**values) is None


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"summary": "Only a summary."}, "Only a summary."),
        ({"content": "<p>Only a text.</p>"}, "Only a text."),
        ({"summary": "word " * 60}, "word " * 18 + "word…"),
        ({"link": "https://desk.example/1"}, "https://desk.example/1"),
        ({"guid": "https://desk.example/1"}, "https://desk.example/1"),
    ],
)
def test_what_there_is_stands_in_for_a_missing_title(values: dict[str, Any], title: str) -> None:
    assert clean(**values).title == title


@pytest.mark.parametrize(
    ("values", "url", "key"),
    [
        ({"link": "/news/1"}, "https://desk.example/news/1", "desk.example/news/1"),
        ({"link": "2"}, "https://desk.example/news/2", "desk.example/news/2"),
        ({"guid": "https://desk.example/3"}, "https://desk.example/3", "desk.example/3"),
        ({"guid": "4"}, None, ""),
        ({"link": "javascript:alert(1)", "guid": "https://desk.example/5"}, "https://desk.example/5", "desk.example/5"),
        ({"link": "ftp://desk.example/6"}, None, ""),
        # A front page is an address, but tells no entry from another.
        ({"link": "https://desk.example/"}, "https://desk.example/", ""),
    ],
)
def test_the_address_is_whole_or_none(values: dict[str, Any], url: str | None, key: str) -> None:
    entry = clean(title="A title", **values)
    assert (entry.url, entry.link_key) == (url, key)


@pytest.mark.parametrize(
    ("published", "updated", "at", "estimated"),
    [
        ("2026-11-20T07:00:00Z", "2026-11-20T09:00:00Z", "2026-11-20T07:00:00+00:00", False),
        ("", "2026-11-19T07:00:00Z", "2026-11-19T07:00:00+00:00", False),
        ("soon", "2026-11-19T07:00:00Z", "2026-11-19T07:00:00+00:00", False),
        ("2099-01-01T00:00:00Z", "", None, True),
        ("soon", "", None, True),
        ("", "", None, True),
    ],
)
def test_the_date_is_the_first_that_can_be_believed(
    published: str, updated: str, at: str | None, estimated: bool
) -> None:
    entry = clean(title="A title", published=published, updated=updated)
    assert (entry.published_at and entry.published_at.isoformat(), entry.published_estimated) == (at, estimated)


@pytest.mark.parametrize(
    ("own", "feeds", "language"),
    [
        ("", "en-gb", "en-GB"),
        ("cy", "en-GB", "cy"),
        ("EN_gb", "", "en-GB"),
        ("en", "", "en"),
        ("gla", "", "gla"),
        ("en-oxendict", "", "en-oxendict"),
        ("english", "", None),
        ("", "", None),
        ("e1", "", None),
        ("ру", "", None),
        ("en-é", "", "en"),
    ],
)
def test_the_language_is_a_tag_in_its_usual_spelling(own: str, feeds: str, language: str | None) -> None:
    assert clean(feeds, title="A title", language=own).language == language


def test_what_is_too_long_is_cut_at_a_word() -> None:
    entry = clean(
        guid="g" * 9_000, title="A long title " * 100, summary="Word " * 1_000, content="Text " * 50_000, author="Ann"
    )
    assert len(entry.guid) == 500
    assert len(entry.title) <= 400
    assert entry.title.endswith(("long…", "title…", "A…"))
    assert len(entry.summary) <= SUMMARY_LIMIT + 1
    assert entry.summary_truncated
    assert len(entry.text) <= 100_000
    assert len(clean(title="A title", categories=("x",) * 999).categories) == 50


def test_the_fingerprint_tells_what_a_reader_can_see_and_nothing_else() -> None:
    one = clean(title="A title", summary="S", guid="1", published="2026-11-20", author="Ann")
    same = clean(title="A  title", summary="<b>S</b>", guid="2", published="2026-11-19", author="Bea")
    assert one.content_hash == same.content_hash
    for changed in (clean(title="B title", summary="S"), clean(title="A title", summary="T")):
        assert changed.content_hash != one.content_hash


@pytest.mark.parametrize(
    "summary",
    [
        "<p>It’s open\n  today – 1.5 miles away.</p>",
        "<p>It's open today - 1.5 miles away</p><p>1,204 views</p>",
        "<p>It's open today - 1.5 miles away.</p><p>Views: 12k</p><p>Posted 3 hours ago</p>",
    ],
)
def test_what_counts_up_under_a_text_or_is_set_otherwise_is_no_other_text(summary: str) -> None:
    one = clean(title="It's open", summary="<p>It's open today - 1.5 miles away.</p>")
    assert clean(title="It’s Open", summary=summary).content_hash == one.content_hash
    assert clean(title="It's open", summary="<p>It's open today - 15 miles away.</p>").content_hash != one.content_hash


def test_the_tracking_of_an_address_in_a_text_is_no_part_of_it_and_its_page_is() -> None:
    def said(address: str) -> str:
        return clean(title="A title", summary=f"<p>More at {address} today.</p>").content_hash

    assert said("https://a.example/1?utm_source=x") == said("https://a.example/1?utm_source=y")
    assert said("https://a.example/1") != said("https://a.example/2")


def test_the_same_entry_is_the_same_at_any_time() -> None:
    raw = RawEntry(title="A title", link="https://desk.example/1", published="2026-11-19T07:00:00Z")
    at = [
        normalise_entry(raw, feed_name="Desk", feed_language="", base="", now=NOW + timedelta(days=days))
        for days in (0, 400)
    ]
    assert at[0] == at[1]


def test_a_text_that_says_no_more_than_the_summary_is_kept_once() -> None:
    short, long = "<p>It opens today.</p>", "<p>It opens today.</p><p>Families will find advice there.</p>"
    assert clean(title="A hub opens", summary=short).text == ""
    assert clean(title="A hub opens", summary=short, content=long).text.endswith("find advice there.")


def test_no_section_has_a_name_that_would_not_be_looked_up() -> None:
    assert url._SECTIONS
    assert not [name for name in url._SECTIONS if re.search("[0-9?#]", name)]


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("https://desk.example/", ""),
        ("https://desk2.example/news", ""),
        ("https://desk.example/news/homes-to-open", "desk.example/news/homes-to-open"),
        ("https://desk.example/news/2026", "desk.example/news/2026"),
        ("https://desk.example/?p=7", "desk.example/?p=7"),
    ],
)
def test_a_front_page_is_no_key(link: str, key: str) -> None:
    found = normalise_entry(
        RawEntry(title="Homes to open", link=link), feed_name="", feed_language="", base="", now=NOW
    )
    assert found is not None
    assert found.link_key == key


@pytest.mark.parametrize("code", ["en-GB", "en_gb", "EN", "cy-x-" + "a" * 100, "English", "a" * 100])
def test_a_language_is_the_same_whether_it_is_short_or_not(code: str) -> None:
    assert normalising._language(code) == normalising._tag(code)


def test_a_line_is_the_same_whether_it_is_short_or_not() -> None:
    short, long = "<b>Courts</b> &amp; care", "<b>Courts</b> &amp; care " * 10
    for text in (short, short, long):
        assert normalising._in_a_line(text) == normalising._line(text)
