"""What the tests of the fetching contract share: the clock moved on, and what the server's log tells."""

import json
import socket
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.loopback import FeedServer, Request, item
from tests.running import MORNING, Home

STORY = item("Council opens a family hub in the old library", "https://a.example/hub", guid="1", hours_ago=3)
LATER = item("Foster carers to be paid more from next April", "https://a.example/pay", guid="2", hours_ago=2)


def set_clock(home: Home, **after_the_morning: float) -> None:
    """Sets the clock so long after 07:45 on Friday 20 November 2026: `days=1, hours=2`."""
    moment = datetime.fromisoformat(MORNING) + timedelta(**after_the_morning)
    home.now = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def fetch(home: Home, *more: str, **variables: str) -> dict[str, Any]:
    """What `fetch --json` reports of each feed, by its id."""
    result = home.run("fetch", "--json", *more, **variables)
    assert result.code in (0, 4), result.err
    return {feed["id"]: feed for feed in result.json["feeds"]}


def codes(home: Home, *more: str) -> dict[str, str]:
    """The code of the error of each feed in a fetch, "" if it has none; also where no server could be reached."""
    result = home.run("fetch", "--json", *more)
    if result.code == 5:
        return {"": json.loads(result.err)["error"]["code"]}
    return {feed["id"]: feed["error"]["code"] if feed["error"] else "" for feed in result.json["feeds"]}


def titles(home: Home) -> set[str]:
    """The titles of all that is stored."""
    return {story["title"] for story in home.run("list", "--json", "--limit", "0").json["stories"]}


def validators(request: Request) -> tuple[str | None, str | None]:
    """The If-None-Match and the If-Modified-Since of a request."""
    return request.headers.get("if-none-match"), request.headers.get("if-modified-since")


def wait_of(home: Home, report: dict[str, Any]) -> float:
    """The hours from now until a reported feed is asked again."""
    return (datetime.fromisoformat(report["next_fetch_at"]) - datetime.fromisoformat(home.now)).total_seconds() / 3600


def public(server: FeedServer, path: str, host: str = "news.example") -> str:
    """The address of a path under a public name, which only `resolve_examples` makes lead here."""
    return server.url(path, host)


def resolve_examples(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From here on names under .example lead to this machine; gives the list of names as they are looked up."""
    found: list[str] = []
    resolve = socket.getaddrinfo

    def resolved(host: Any, *arguments: Any, **options: Any) -> Sequence[Any]:
        if isinstance(host, str) and host.endswith(".example"):
            found.append(host)
            host = "127.0.0.1"
        return resolve(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    return found
