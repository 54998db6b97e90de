"""Ids made of titles and hosts."""

import pytest

from cfnews.catalogue.slugs import Ids
from cfnews.catalogue.values import SLUG


@pytest.mark.parametrize(
    ("title", "url", "expected"),
    [
        ("Our council's news", "https://www.example.org/", "our-councils-news"),
        ("Café Society » Feed", "https://www.example.org/", "cafe-society"),
        ("Latest news", "https://www.leeds.gov.uk/rss", "leeds-gov-uk-latest-news"),
        ("News", "https://news.example.co.uk/rss", "news-example-news"),
        ("", "https://www.example.org.uk/rss", "example"),
        ("新聞", "https://example.com/", "example"),
        ("", "http://192.0.2.1/", "192-0-2-1"),
        (
            "The very long title of a feed that nobody would ever want to type",
            "https://a.example/",
            "the-very-long-title-of-a-feed-that",
        ),
        ("x" * 300, "https://a.example/", "x" * 40),
    ],
)
def test_an_id_is_made_of_the_title_or_else_of_the_host(title: str, url: str, expected: str) -> None:
    assert Ids().give(title, url) == expected
    assert SLUG.fullmatch(expected)


def test_no_id_is_given_twice() -> None:
    ids = Ids(["a-paper", "a-paper-2"])
    given = [ids.give("A paper", "https://a.example/") for _ in range(1000)]
    assert given[:2] == ["a-paper-3", "a-paper-4"]
    assert len(set(given)) == 1000
