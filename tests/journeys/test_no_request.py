"""No request but to the feeds' own hosts, and to those of articles where that is asked for. No telemetry."""

import shlex
import socket
from typing import Any

import pytest

from tests.journeys.contract import public, resolve_examples
from tests.journeys.every_command import ASKING, LINES
from tests.loopback import Answer, FeedServer, Request, item, rss
from tests.running import Home

LINK = "http://article.example/hub"
FEED = rss([item("Council opens a family hub in the old library", LINK, guid="1")])


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hosts that are looked up or connected to, as they are."""
    found: list[str] = []
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def noted_connect(self: socket.socket, address: Any) -> None:
        found.append(str(address))
        connect(self, address)

    def noted_resolve(host: Any, *arguments: Any, **options: Any) -> Any:
        found.append(str(host))
        return resolve(host, *arguments, **options)

    monkeypatch.setattr(socket.socket, "connect", noted_connect)
    monkeypatch.setattr(socket, "getaddrinfo", noted_resolve)
    return found


def test_no_command_that_only_reads_or_edits_looks_up_a_host_or_connects(
    home: Home, server: FeedServer, reached: list[str]
) -> None:
    home.write_feeds({"id": "desk", "url": server.feed("/feed", FEED)})
    home.run("fetch")
    story = home.run("list", "--json").json["stories"][0]["id"]
    reached.clear()
    tried = 0
    for name, lines in LINES.items():
        for line in lines if name not in ASKING else ():
            home.run(*shlex.split(line.format(story=story, feed="desk", folder=home.folder)))
            assert reached == [], line
            tried += 1
    assert tried > 30


def test_the_demo_asks_nobody_but_this_machine(home: Home, reached: list[str]) -> None:
    assert home.run("demo").code == 0
    assert reached and all("127.0.0.1" in one for one in reached)


def test_offline_asks_nobody(home: Home, server: FeedServer, reached: list[str]) -> None:
    home.write_feeds({"id": "desk", "url": server.feed("/feed", FEED)})
    for line in ("fetch", "feeds check", "feeds discover http://a.example/", "digest --fetch", ""):
        home.run(*line.split(), "--offline")
        assert reached == [], line


@pytest.mark.parametrize("full_text", [False, True])
def test_a_fetch_asks_the_hosts_of_its_feeds_and_of_articles_only_where_a_feed_wants_them(
    home: Home, server: FeedServer, monkeypatch: pytest.MonkeyPatch, full_text: bool
) -> None:
    looked_up = resolve_examples(monkeypatch)
    server.answers["/feed"] = Answer(FEED)
    url = public(server, "/feed", "feeds.example")
    home.write_feeds({"id": "desk", "url": url, "allow_private": True, "full_text": full_text})
    server.answers["/feed"] = Answer(FEED.replace(b"article.example", f"article.example:{server.port}".encode()))
    home.run("fetch")
    assert set(looked_up) == {"feeds.example"} | ({"article.example"} if full_text else set())


def test_a_whole_process_sends_nothing_past_the_proxy_but_for_its_feeds(home: Home, server: FeedServer) -> None:
    """A program of its own, with the processes that it starts: all of HTTP goes to a server that writes it down."""

    def answer(request: Request) -> Answer:
        return Answer(FEED)

    server.answers["http://one.example/feed"] = answer
    server.answers["http://two.example/feed"] = answer
    names = ("one", "two")
    home.write_feeds(*[{"id": name, "url": f"http://{name}.example/feed"} for name in names])
    proxy = server.url("")
    done = home.spawn("fetch", "--json", HTTP_PROXY=proxy, http_proxy=proxy, HTTPS_PROXY=proxy, https_proxy=proxy)
    assert {feed["status"] for feed in done.json["feeds"]} <= {"new", "updated"}, done.err
    for words in (["digest"], ["status", "--json"], ["search", "hub"], ["feeds", "list"], ["feeds", "new"]):
        home.spawn(*words, HTTP_PROXY=proxy, HTTPS_PROXY=proxy, http_proxy=proxy, https_proxy=proxy)
    asked = sorted((request.method, request.path) for request in server.log)
    assert asked == [("GET", f"http://{name}.example/feed") for name in names]
