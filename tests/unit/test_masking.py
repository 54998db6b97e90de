"""What is secret in an address is shown to nobody, and nothing else is hidden."""

import pytest

from cfnews.masking import without_secrets


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://reader:pa55@outlet.example/feed", "https://***@outlet.example/feed"),
        ("https://reader:p@55@outlet.example/feed", "https://***@outlet.example/feed"),
        ("'https://reader:pa/55@outlet.example/feed' is no address", "'https://***@outlet.example/feed' is no address"),
        ("https://reader:pa#55@outlet.example/feed", "https://***@outlet.example/feed"),
        ("https://reader@outlet.example:8443/feed", "https://***@outlet.example:8443/feed"),
        ("https://outlet.example/feed?token=abc123&page=2", "https://outlet.example/feed?token=***&page=2"),
        ("https://outlet.example/feed?page=2&API_KEY=abc", "https://outlet.example/feed?page=2&API_KEY=***"),
        ("https://outlet.example/feed?apikey=abc#top", "https://outlet.example/feed?apikey=***#top"),
        ("https://outlet.example/feed?X-Amz-Signature=abc", "https://outlet.example/feed?X-Amz-Signature=***"),
        ("https://outlet.example/feed?accessToken=a%2Bb", "https://outlet.example/feed?accessToken=***"),
        ("https://outlet.example/feed?rsstoken=abc;auth=def", "https://outlet.example/feed?rsstoken=***;auth=***"),
        ("https://outlet.example/feed#access_token=abc", "https://outlet.example/feed#access_token=***"),
        ("https://outlet.example/private-0123456789abcdef0123/basic.ics", "https://outlet.example/***/basic.ics"),
        ("https://outlet.example/a/1b4e28ba-2fa1-11d2-883f-0016d3cca427.rss", "https://outlet.example/a/***.rss"),
        ("https://outlet.example/feed/q7WnT3xKp0ZbR5sVd2Lc/new", "https://outlet.example/feed/***/new"),
        ("https://outlet.example/eyJhbGciOiJIUzI1NiJ9a8.eyJzdWIiOiIxMjM0NTY3ODkwIn0", "https://outlet.example/***.***"),
        ("no feed at https://outlet.example/f/0123456789abcdef0123", "no feed at https://outlet.example/f/***"),
        (
            "https://outlet.example/saved.rss?feed=0123456789abcdef0123456789abcdef",
            "https://outlet.example/saved.rss?feed=***",
        ),
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
        "https://outlet.example:8443/@handle/feed",
        "http://[::1]:8443/@handle/feed",
        "write to desk@outlet.example, or see https://outlet.example/contact",
        "https://www.gov.uk/search.atom?organisations%5B%5D=ofsted&order=updated-newest",
        "a key = value, a token=none of an address",
        "https://outlet.example/ChildrensSocialCareReview2024/annual-report-of-the-board-2023-24.pdf",
        "https://outlet.example/organisations/departmentforeducationandskills/20261120073000123456789",
        "https://outlet.example/childrensservicesinspectionreports2024update/feed.xml",
        "https://d0123456789abcdef0123.cdn.example/feed",
        "https://outlet.example/search.atom?topics=1b4e28ba-2fa1-11d2-883f-0016d3cca427&channel_id=UCq7WnT3xKp0ZbR5sVd2Lc",
        "/home/reader/backups/0123456789abcdef0123456789abcdef/cfnews.db",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert without_secrets(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "?" + "key" * 300_000,
        "://" + "a" * 900_000 + "@",
        "?a=" * 300_000,
        "&" * 900_000,
        "://" * 300_000,
        "://a:" * 200_000,
        "://a/" + "a-" * 400_000,
    ],
)
def test_long_hostile_text_is_read_in_one_go(text: str) -> None:
    assert without_secrets(text) == text


def test_a_user_without_end_is_masked_in_one_go() -> None:
    assert without_secrets("://" + "a@" * 400_000).startswith("://***@a@")
