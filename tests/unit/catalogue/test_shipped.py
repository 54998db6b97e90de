"""The feeds.toml that comes with the program."""

from collections import Counter
from urllib.parse import urlsplit

from cfnews.catalogue.read import read_catalogue
from cfnews.masking import holds_secret
from cfnews.paths import shipped_feeds

CATALOGUE = read_catalogue(shipped_feeds())
ENABLED = [feed for feed in CATALOGUE.feeds if feed.enabled]


def test_exactly_24_of_its_feeds_are_enabled() -> None:
    assert len(ENABLED) == 24


def test_its_own_words_on_how_many_feeds_there_are_hold() -> None:
    assert f"{len(ENABLED)} of the {len(CATALOGUE.feeds)} are on here" in shipped_feeds().read_text("utf-8")


def test_every_feed_is_asked_once_over_a_secure_connection() -> None:
    assert {urlsplit(feed.url).scheme for feed in ENABLED} == {"https"}
    assert [url for url, count in Counter(feed.url for feed in CATALOGUE.feeds).items() if count > 1] == []


def test_its_settings_are_the_documented_defaults() -> None:
    settings = CATALOGUE.settings
    assert (settings.timezone, settings.refresh_after, settings.jobs) == ("Europe/London", 3600, 16)
    assert (settings.timeout, settings.total_timeout, settings.max_bytes) == (10, 30, 10_000_000)
    assert settings.accessible is False


def test_none_of_its_addresses_is_taken_for_a_secret() -> None:
    assert [feed.url for feed in CATALOGUE.feeds if holds_secret(feed.url) or holds_secret(feed.homepage or "")] == []
