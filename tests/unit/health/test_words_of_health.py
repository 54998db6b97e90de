"""What is said of a feed in trouble, and what to type."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cfnews.health.suggestion import suggested_command
from cfnews.health.wording import quiet_for, spoken_number
from cfnews.problems import CODES
from cfnews.reports import FeedOverview, FetchError

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def feed(**values: Any) -> FeedOverview:
    """A feed that is well, but for what the test says."""
    plain: dict[str, Any] = dict.fromkeys(FeedOverview.__struct_fields__)
    plain |= {"id": "outlet", "url": "https://u:pw@outlet.example/feed?token=abc", "enabled": True}
    return FeedOverview(**plain | values)


def failing(code: str) -> FeedOverview:
    return feed(error=FetchError(code, "it fails", True))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (20.4, "20 a day"),
        (4.0, "4 a day"),
        (0.8, "1 a day"),
        (0.4, "2 a week"),
        (0.16, "1 a week"),
        (0.05, "1 a month"),
        (0.001, "1 a year"),
    ],
)
def test_a_number_is_told_in_a_unit_of_which_there_is_at_least_one(number: float, words: str) -> None:
    assert spoken_number(number) == words


def test_a_silence_is_told_with_what_is_usual() -> None:
    assert quiet_for(NOW - timedelta(days=9), 4.0, NOW) == "quiet for 9 days (usually 4 a day)"
    assert quiet_for(NOW - timedelta(days=400), None, NOW) == "quiet for 400 days"


@pytest.mark.parametrize("code", CODES)
def test_every_trouble_has_a_command_and_no_command_tells_a_secret(code: str) -> None:
    command = suggested_command(failing(code))
    assert command is not None and command.startswith("cfnews ")
    assert "pw" not in command and "abc" not in command and "{" not in command


@pytest.mark.parametrize(
    ("told", "command"),
    [
        (failing("ended"), "cfnews feeds disable outlet"),
        (failing("gone"), "cfnews feeds disable outlet"),
        (failing("not_a_feed"), "cfnews feeds discover https://outlet.example/"),
        (failing("blocked"), "cfnews feeds check outlet"),
        (feed(moved_to="https://new.example/feed"), "cfnews config edit"),
        (feed(silent_since=NOW), "cfnews feeds discover https://outlet.example/"),
        (feed(silent_since=NOW, url="file:///feed.xml"), "cfnews feeds check outlet"),
    ],
)
def test_each_trouble_has_its_own_command(told: FeedOverview, command: str) -> None:
    assert suggested_command(told) == command


def test_the_site_is_the_homepage_where_one_is_known() -> None:
    assert suggested_command(failing("http_4xx"), "https://www.outlet.example/news") == (
        "cfnews feeds discover https://www.outlet.example/news"
    )


def test_a_feed_that_is_well_or_off_needs_no_command() -> None:
    assert suggested_command(feed()) is None
    assert suggested_command(feed(enabled=False, silent_since=NOW)) is None
