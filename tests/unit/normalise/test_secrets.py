"""What is secret in an address is shown to nobody, and nothing else is hidden."""

import pytest

from cfnews.normalise.secrets import without_secrets


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://reader:pa55@outlet.example/feed", "https://***@outlet.example/feed"),
        ("https://reader@outlet.example:8443/feed", "https://***@outlet.example:8443/feed"),
        ("https://outlet.example/feed?token=abc123&page=2", "https://outlet.example/feed?token=***&page=2"),
        ("https://outlet.example/feed?page=2&API_KEY=abc", "https://outlet.example/feed?page=2&API_KEY=***"),
        ("https://outlet.example/feed?apikey=abc#top", "https://outlet.example/feed?apikey=***#top"),
        ("https://outlet.example/feed?X-Amz-Signature=abc", "https://outlet.example/feed?X-Amz-Signature=***"),
        ("https://outlet.example/feed?accessToken=a%2Bb", "https://outlet.example/feed?accessToken=***"),
        ("https://outlet.example/feed?rsstoken=abc;auth=def", "https://outlet.example/feed?rsstoken=***;auth=***"),
        ("https://outlet.example/feed#access_token=abc", "https://outlet.example/feed#access_token=***"),
        ('moved to "https://a:b@c.example/?key=d" for good', 'moved to "https://***@c.example/?key=***" for good'),
        ('{"message":"https://c.example/?sig=d\\" is"}', '{"message":"https://c.example/?sig=***\\" is"}'),
    ],
)
def test_users_passwords_and_tokens_are_masked(written: str, shown: str) -> None:
    assert without_secrets(written) == shown
    assert without_secrets(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "https://outlet.example/search?keywords=children&author=ofsted&section=care",
        "https://outlet.example/@handle/feed",
        "write to desk@outlet.example, or see https://outlet.example/contact",
        "https://www.gov.uk/search.atom?organisations%5B%5D=ofsted&order=updated-newest",
        "a key = value, a token=none of an address",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert without_secrets(text) == text


@pytest.mark.parametrize("text", ["?" + "key" * 300_000, "://" + "a" * 900_000 + "@", "?a=" * 300_000, "&" * 900_000])
def test_long_hostile_text_is_read_in_one_go(text: str) -> None:
    assert without_secrets(text) == text
