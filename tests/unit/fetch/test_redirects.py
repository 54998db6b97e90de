"""Redirects: five hops of http(s), and only a permanent one moves a feed."""

import pytest

from tests.loopback import Answer, FeedServer, item, raw_server, rss
from tests.unit.fetch.conftest import Client

FEED = rss([item("Council opens a family hub", "https://a.example/1")])


def chain(server: FeedServer, *statuses: int) -> str:
    """Redirects /0 to /1 and so on, one for each status, to a feed at the end; returns the first address."""
    for number, status in enumerate(statuses):
        server.answers[f"/{number}"] = Answer(status=status, headers={"Location": f"/{number + 1}"})
    server.feed(f"/{len(statuses)}", FEED)
    return server.url("/0")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_redirect_is_followed_and_only_a_permanent_one_moves_the_feed(
    client: Client, server: FeedServer, status: int
) -> None:
    found = client.get(chain(server, status))
    assert (found.body, found.http_status, found.url) == (FEED, 200, server.url("/1"))
    assert found.moved_to == (server.url("/1") if status in (301, 308) else None)


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [((301, 308), "/2"), ((301, 302), "/1"), ((302, 301), None), ((308, 302, 301), "/1")],
)
def test_a_feed_moves_as_far_as_its_first_hops_are_permanent(
    client: Client, server: FeedServer, statuses: tuple[int, ...], moved: str | None
) -> None:
    found = client.get(chain(server, *statuses))
    assert found.body == FEED
    assert found.moved_to == (server.url(moved) if moved else None)


def test_five_hops_are_followed_and_six_are_not(client: Client, server: FeedServer) -> None:
    assert client.get(chain(server, *[302] * 5)).body == FEED
    server.log.clear()
    assert client.code(chain(server, *[302] * 6)) == "redirect_loop"
    assert len(server.log) == 6


def test_a_loop_ends(client: Client, server: FeedServer) -> None:
    server.answers["/a"] = Answer(status=301, headers={"Location": "/b"})
    server.answers["/b"] = Answer(status=301, headers={"Location": "/a"})
    found = client.get(server.url("/a"))
    assert found.problem is not None
    assert found.problem.code == "redirect_loop"
    assert found.moved_to is None
    assert len(server.log) == 6


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "javascript:alert(1)",
        "data:text/xml,<rss/>",
        "ftp://127.0.0.1/feed",
        "gopher://127.0.0.1/",
        "mailto:a@b.example",
    ],
)
def test_a_redirect_to_what_is_no_web_page_is_refused(client: Client, server: FeedServer, target: str) -> None:
    server.answers["/a"] = Answer(status=302, headers={"Location": target})
    found = client.get(server.url("/a"))
    assert found.problem is not None
    assert (found.problem.code, found.body) == ("bad_redirect", None)


@pytest.mark.parametrize("target", ["http://[::1", "http://", "http:///a", "http://127.0.0.1:999999/", "http://a b/"])
def test_a_redirect_to_nonsense_is_a_problem_of_the_feed(client: Client, server: FeedServer, target: str) -> None:
    server.answers["/a"] = Answer(status=302, headers={"Location": target})
    assert client.code(server.url("/a")) != ""


def test_a_redirect_into_an_error_is_that_error(client: Client, server: FeedServer) -> None:
    server.answers["/a"] = Answer(status=301, headers={"Location": "/gone"})
    server.answers["/gone"] = Answer(status=503, headers={"Retry-After": "60"})
    found = client.get(server.url("/a"))
    assert (found.http_status, found.retry_after) == (503, 60.0)


def test_relative_and_odd_but_valid_addresses_are_understood(client: Client, server: FeedServer) -> None:
    server.feed("/dir/feed.xml?a=1", FEED)
    for target in ("feed.xml?a=1", "./feed.xml?a=1", f"//127.0.0.1:{server.port}/dir/feed.xml?a=1"):
        server.answers["/dir/a"] = Answer(status=302, headers={"Location": target})
        assert client.get(server.url("/dir/a")).body == FEED


def test_an_address_in_utf_8_is_asked_for_as_it_was_meant(client: Client) -> None:
    with FeedServer() as server:
        server.feed("/caf%C3%A9", FEED)
        head = f"HTTP/1.1 301 Moved\r\nLocation: {server.url('/café')}\r\nContent-Length: 0\r\n\r\n"
        with raw_server(head.encode()) as url:
            found = client.get(url)
    assert (found.body, found.moved_to) == (FEED, server.url("/caf%C3%A9"))


def test_an_address_with_control_characters_is_noted_without_them(client: Client) -> None:
    with FeedServer() as server:
        server.feed("/a%1B[31m", FEED)
        head = f"HTTP/1.1 301 Moved\r\nLocation: {server.url('/a')}\x1b[31m#\u202e\r\nContent-Length: 0\r\n\r\n"
        with raw_server(head.encode()) as url:
            found = client.get(url)
    assert found.moved_to is not None
    assert found.moved_to.isascii()
    assert found.moved_to.isprintable()
