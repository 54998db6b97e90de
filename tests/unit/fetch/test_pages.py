"""What tells a feed from a web page in its place."""

import pytest

from cfnews.fetch.pages import instead_of_a_feed, is_plainly_a_feed

HERE = "https://outlet.example/news/"


def page(*links: str) -> bytes:
    return f"<!DOCTYPE html><html><head>{''.join(links)}</head><body>Sign in</body></html>".encode()


def link(href: str, kind: str = "application/rss+xml", title: str = "News") -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


@pytest.mark.parametrize(
    ("links", "named"),
    [
        ((link("/feed/"),), "https://outlet.example/feed/"),
        ((link("/comments/feed/"), link("/feed/")), "https://outlet.example/feed/"),
        ((link("x.atom?a=1&amp;b=2", "application/atom+xml"),), "https://outlet.example/news/x.atom?a=1&b=2"),
        ((link("f.json", "application/feed+json"),), "https://outlet.example/news/f.json"),
        ((link("/de/", "text/html"), link("/feed/")), "https://outlet.example/feed/"),
    ],
)
def test_a_page_that_names_a_feed_is_told_with_it(links: tuple[str, ...], named: str) -> None:
    assert instead_of_a_feed(page(*links), HERE).endswith(f"names this feed: {named}")


@pytest.mark.parametrize("links", [(), (link("javascript:alert(1)"),), (link("/comments/feed/"),), (link(HERE),)])
def test_a_page_without_a_usable_feed_is_told_as_a_page(links: tuple[str, ...]) -> None:
    assert "perhaps a login" in instead_of_a_feed(page(*links), HERE)


@pytest.mark.parametrize(
    "body",
    [b"<rss><channel></channel></rss>", b"<!-- made by us --><feed></feed>", b'{"version": "x"}', b"plain words"],
)
def test_what_may_be_a_feed_is_left_to_the_parser(body: bytes) -> None:
    assert instead_of_a_feed(body, HERE) == ""


@pytest.mark.parametrize("body", [b"", b" \r\n\t", b"\x00\x00"])
def test_an_empty_answer_is_told(body: bytes) -> None:
    assert instead_of_a_feed(body, HERE) == "the answer is empty"


@pytest.mark.parametrize(
    ("body", "plain"),
    [
        (b"<rss><channel></channel></rss><!-- cached -->", True),
        ("<rss></rss>".encode("utf-16"), True),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', True),
        (b"<rss><channel><item>", False),
        (b"plain words", False),
    ],
)
def test_a_whole_feed_is_known_by_its_ends(body: bytes, plain: bool) -> None:
    assert is_plainly_a_feed(body) is plain
