"""Addresses of feeds: typed, compared, masked."""

import pytest

from cfnews.catalogue.addresses import address_key, is_masked, typed_address
from cfnews.masking import without_secrets


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://a.example/feed", "https://a.example/feed"),
        (" HTTPS://a.example/feed ", "https://a.example/feed"),
        ("www.a.example/news?x=1", "https://www.a.example/news?x=1"),
        ("a.example:8080/feed", "https://a.example:8080/feed"),
        ("feed://a.example/rss", "http://a.example/rss"),
        ("feed:https://a.example/rss", "https://a.example/rss"),
        ("file:///home/you/feed.xml", "file:///home/you/feed.xml"),
        ("javascript:alert(1)//a.example", None),
        ("data:text/html,a.example", None),
        ("mailto:you@a.example", None),
        ("|~/fetch.py", None),
        ("our-council", None),
        ("https://", None),
        ("https://a.example/\x00", None),
        ("https://a.example/" + "x" * 2000, None),
        ("", None),
    ],
)
def test_an_address_is_what_its_reader_means(typed: str, meant: str | None) -> None:
    assert typed_address(typed) == meant


def test_spellings_of_one_address_are_one() -> None:
    one = address_key("https://a.example/feed")
    for other in ("http://www.A.example/feed/", "https://a.example:443/feed", "http://a.example:80/feed/#top"):
        assert address_key(other) == one
    for other in (
        "https://a.example/feed?x=1",
        "https://a.example/Feed",
        "https://b@a.example/feed",
        "https://a.example:81/feed",
    ):
        assert address_key(other) != one


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/feed?page=2", "https://a.example/feed?page=2"),
        ("https://you:secret@a.example:81/feed", "https://***@a.example:81/feed"),
        ("https://a.example/?feed=rss&token=abc", "https://a.example/?feed=rss&token=***"),
        (
            "https://a.example/?X-Api-Key=abc&accessToken=d&keywords=1",
            "https://a.example/?X-Api-Key=***&accessToken=***&keywords=1",
        ),
        ("https://a.example/f/0123456789abcdef0123.xml", "https://a.example/f/***.xml"),
        ("https://a.example/?sig=a%2Bb&auth=&author=x", "https://a.example/?sig=***&auth=&author=x"),
    ],
)
def test_what_lets_somebody_in_is_masked(url: str, shown: str) -> None:
    assert without_secrets(url) == shown
    assert is_masked(shown) == (shown != url)
    assert without_secrets(shown) == shown
