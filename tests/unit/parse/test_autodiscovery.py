"""The feeds that a page names."""

import pytest

from cfnews.parse.autodiscovery import NamedFeed, named_feeds, of_comments

BASE = "https://www.example.org/news/"


def found(links: str, content_type: str = "text/html") -> list[str]:
    page = f"<!doctype html><html><head>{links}</head><body>x</body></html>".encode()
    return [one.url for one in named_feeds(page, content_type, BASE)]


def link(href: str, kind: str = "application/rss+xml", rel: str = "alternate", title: str = "") -> str:
    return f'<link rel="{rel}" type="{kind}" title="{title}" href="{href}">'


def test_feeds_are_found_in_the_pages_order_each_once() -> None:
    page = (
        link("/b", "application/atom+xml")
        + link("a")
        + link("https://x.example/j", "application/feed+json")
        + link("/b")
    )
    assert found(page) == ["https://www.example.org/b", "https://www.example.org/news/a", "https://x.example/j"]


def test_the_words_of_a_link_may_be_written_in_any_way() -> None:
    page = (
        "<LINK HREF='/a?x=1&amp;y=2#top' TITLE='Our\n news' REL='Home ALTERNATE' "
        "TYPE='Application/RSS+XML; charset=utf-8'/>"
    )
    assert named_feeds(f"<html><body>{page}".encode(), "", BASE) == [
        NamedFeed("https://www.example.org/a?x=1&y=2", "Our news", "rss")
    ]


def test_a_base_of_the_page_counts() -> None:
    assert found('<base href="/x/">' + link("a")) == ["https://www.example.org/x/a"]
    assert found('<base href="http://[">' + link("a")) == ["https://www.example.org/news/a"]


@pytest.mark.parametrize(
    "words",
    [
        link("/style.css", "text/css"),
        link("/feed", rel="stylesheet alternate"),
        link("/feed", rel="nofollow"),
        link("/wp-json/wp/v2/pages/7", "application/json"),
        link("javascript:alert(1)"),
        link("http://["),
        link(""),
        '<link rel="alternate" hreflang="cy" href="/cy/">',
        "<!-- " + link("/feed") + " -->",
    ],
)
def test_what_is_no_feed_is_passed_over(words: str) -> None:
    assert [one for one in found(words) if one != BASE] == []


def test_types_that_feeds_share_need_an_address_that_speaks_of_a_feed() -> None:
    assert found(link("/feed.json", "application/json")) == ["https://www.example.org/feed.json"]
    assert found(link("/rss", "text/xml")) == ["https://www.example.org/rss"]


@pytest.mark.parametrize(
    ("address", "title", "expected"),
    [
        ("https://a.example/comments/feed/", "", True),
        ("https://a.example/feeds/comments/default", "", True),
        ("https://a.example/?feed=comments-rss2", "", True),
        ("https://a.example/comments.xml", "", True),
        ("https://a.example/a-story/feed/", "A site » A story Comments Feed", True),
        ("https://a.example/feed", "Comments on: a story", True),
        ("https://a.example/comment/rss", "Comment", False),
        ("https://a.example/commentisfree/rss", "Comment is free", False),
        ("https://a.example/feed/", "A site » Feed", False),
    ],
)
def test_what_readers_wrote_is_told_from_what_a_paper_calls_comment(address: str, title: str, expected: bool) -> None:
    assert of_comments(address, title) == expected


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00" * 1000,
        b"\xff\xfe<\x00",
        b"<html>" + b"<div>" * 200_000,
        b"<link rel=" * 100_000,
        b"<?xml " * 100_000,
    ],
)
def test_any_bytes_are_a_page_without_feeds(body: bytes) -> None:
    assert named_feeds(body, "text/html; charset=no-such", BASE) == []


def test_a_page_in_another_charset_is_read_by_its_header() -> None:
    page = '<html><head><link rel="alternate" type="application/rss+xml" title="Café" href="/f"></head>'.encode(
        "latin-1"
    )
    assert named_feeds(page, "text/html; charset=iso-8859-1", BASE)[0].title == "Café"
