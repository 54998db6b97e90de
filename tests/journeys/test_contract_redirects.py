"""The fetching contract, lines 17 to 19: redirects, moves and private networks. The server's log is the judge.

Names under .example lead to this machine but count as public.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cfnews.fetch import guard
from cfnews.fetch.addresses import host_key, is_here, is_private, names_private
from cfnews.fetch.exchange import begin_exchange
from cfnews.fetch.session import open_session
from cfnews.model import Settings
from tests.journeys.contract import LATER, STORY, codes, fetch, public, resolve_examples, set_clock, titles, validators
from tests.loopback import Answer, FeedServer, raw_server, rss
from tests.running import Home


@pytest.fixture
def press(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    """The server, at public names under .example."""
    resolve_examples(monkeypatch)
    yield server


def paths(server: FeedServer) -> list[str]:
    """The paths asked for since the last look."""
    found = [request.path for request in server.log]
    server.log.clear()
    return found


def moved_to(home: Home) -> str | None:
    """Where the only feed has moved, as `feeds list` tells it."""
    (feed,) = home.run("feeds", "list", "--json").json["feeds"]
    found: str | None = feed["moved_to"]
    return found


# line 17
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_validators_of_the_final_address_go_to_it_alone(home: Home, server: FeedServer, status: int) -> None:
    server.answers["/a"] = Answer(status=status, headers={"Location": "/b", "ETag": '"hop"'})
    server.answers["/b"] = Answer(status=302, headers={"Location": "/c", "ETag": '"hop"'})
    server.feed("/c", [STORY], ETag='"final"')
    home.write_feeds({"id": "a", "url": server.url("/a")})
    assert fetch(home)["a"]["new"] == 1
    assert fetch(home, "--force")["a"]["http_status"] == 304
    assert [validators(request) for request in server.log] == [(None, None)] * 5 + [('"final"', None)]


# line 17
def test_five_hops_and_no_more_and_only_to_web_pages(home: Home, server: FeedServer) -> None:
    for number in range(9):
        server.answers[f"/{number}"] = Answer(status=302, headers={"Location": f"/{number + 1}"})
    server.feed("/5", [STORY])
    server.answers["/loop"] = Answer(status=301, headers={"Location": "/loop"})
    feed = Path(home.folder / "secret.xml")
    feed.write_bytes(rss([LATER]))
    server.answers["/file"] = Answer(status=302, headers={"Location": feed.as_uri()})
    server.answers["/ftp"] = Answer(status=302, headers={"Location": "ftp://127.0.0.1/feed"})
    names = {"five": "/0", "loop": "/loop", "file": "/file", "ftp": "/ftp"}
    home.write_feeds(*[{"id": name, "url": server.url(path)} for name, path in names.items()])
    assert codes(home) == {"five": "", "loop": "redirect_loop", "file": "bad_redirect", "ftp": "bad_redirect"}
    assert len(server.asked("/loop")) == 6
    assert len(titles(home)) == 1


# line 17
def test_a_redirect_to_a_dead_host_costs_the_other_feeds_of_the_first_nothing(home: Home, server: FeedServer) -> None:
    with raw_server() as dead:
        pass
    server.answers["/a"] = Answer(status=302, headers={"Location": dead})
    for name in "bcdef":
        server.feed(f"/{name}", [STORY if name == "b" else LATER])
    home.write_feeds(*[{"id": name, "url": server.url(f"/{name}")} for name in "abcdef"])
    for minutes in range(3):  # in several orders
        set_clock(home, minutes=minutes)
        found = codes(home, "--force")
        assert {name for name, code in found.items() if code} == {"a"}
    assert found["a"] == "unreachable"


# line 18
def test_a_permanent_move_is_remembered_and_taken_after_a_week_of_the_same_answer(
    home: Home, press: FeedServer
) -> None:
    new = public(press, "/new", "other.example")
    press.answers["/old"] = Answer(status=301, headers={"Location": new})
    press.feed("/new", [STORY], ETag='"1"')
    text = home.write_feeds({"id": "a", "url": public(press, "/old"), "allow_private": True}).read_text()
    for days, asked in ((0, ["/old", "/new"]), (3, ["/old", "/new"]), (6.9, ["/old", "/new"]), (7, ["/new"])):
        set_clock(home, days=days)
        report = fetch(home)["a"]
        assert any(new in note for note in report["notes"])
        assert paths(press) == asked
    assert moved_to(home) == new
    assert (home.folder / "feeds.toml").read_text() == text
    set_clock(home, days=9)
    assert fetch(home)["a"]["http_status"] == 304
    assert paths(press) == ["/new"]
    assert len(titles(home)) == 1


# line 18
def test_the_week_begins_anew_when_the_answer_changes(home: Home, press: FeedServer) -> None:
    for name in ("one", "two"):
        press.feed(f"/{name}", [STORY], ETag='"1"')
    home.write_feeds({"id": "a", "url": public(press, "/old"), "allow_private": True})
    for days, status, target in ((0, 301, "/one"), (5, 308, "/two"), (8, 308, "/two"), (10, 302, "/two")):
        press.answers["/old"] = Answer(status=status, headers={"Location": target})
        set_clock(home, days=days)
        fetch(home)
        assert paths(press) == ["/old", target]
    assert moved_to(home) is None  # a passing redirect is no move, and ends the one before


# line 18
def test_only_the_leading_permanent_hops_are_remembered(home: Home, press: FeedServer) -> None:
    press.answers["/old"] = Answer(status=301, headers={"Location": "/mid"})
    press.answers["/mid"] = Answer(status=308, headers={"Location": "/door"})
    press.answers["/door"] = Answer(status=307, headers={"Location": "/today"})
    press.feed("/today", [STORY], ETag='"1"')
    home.write_feeds({"id": "a", "url": public(press, "/old"), "allow_private": True})
    fetch(home)
    assert moved_to(home) == public(press, "/door")
    paths(press)
    set_clock(home, days=8)
    fetch(home)
    assert paths(press) == ["/door", "/today"]


# line 18
@pytest.mark.parametrize("status", [404, 410])
def test_a_move_is_taken_at_once_when_the_old_address_is_lost(home: Home, press: FeedServer, status: int) -> None:
    press.answers["/old"] = Answer(status=301, headers={"Location": "/new"})
    press.feed("/new", [STORY], ETag='"1"')
    home.write_feeds({"id": "a", "url": public(press, "/old"), "allow_private": True})
    fetch(home)
    paths(press)
    press.answers["/old"] = Answer(b"", status)
    set_clock(home, days=1)
    report = fetch(home)["a"]
    assert (report["http_status"], report["error"]) == (304, None)
    assert paths(press) == ["/old", "/new"]
    set_clock(home, days=8)
    fetch(home)
    assert paths(press) == ["/new"]


# line 18
def test_a_move_that_leads_to_no_feed_is_not_remembered(home: Home, press: FeedServer) -> None:
    press.answers["/old"] = Answer(status=301, headers={"Location": "/login"})
    press.answers["/login"] = Answer(b"<!doctype html><html><body>Welcome to the hotel</body></html>")
    home.write_feeds({"id": "a", "url": public(press, "/old"), "allow_private": True})
    assert codes(home) == {"a": "not_a_feed"}
    assert moved_to(home) is None
    set_clock(home, days=8)
    codes(home)
    assert paths(press) == ["/old", "/login"] * 2


# line 18
def test_a_move_to_https_on_the_same_host_is_taken_at_once(home: Home, press: FeedServer, secure: FeedServer) -> None:
    new = public(secure, "/a").replace("http:", "https:")
    press.answers["/a"] = Answer(status=301, headers={"Location": new})
    secure.feed("/a", [STORY], ETag='"1"')
    home.write_feeds({"id": "a", "url": public(press, "/a"), "allow_private": True})
    fetch(home)
    set_clock(home, hours=2)
    assert fetch(home)["a"]["http_status"] == 304
    assert (len(press.log), len(secure.log)) == (1, 2)


# line 19
@pytest.mark.parametrize(
    ("url", "private"),
    [
        ("http://127.0.0.1:8080/feed", True),
        ("http://127.9.9.9/", True),
        ("http://[::1]/", True),
        ("http://[::ffff:10.0.0.1]/", True),
        ("http://[fe80::1]/", True),
        ("http://[fc00::1]/", True),
        ("http://10.1.2.3/", True),
        ("http://172.16.0.1/", True),
        ("http://192.168.1.1/", True),
        ("http://169.254.169.254/latest/meta-data/", True),
        ("http://100.64.0.1/", True),
        ("http://0.0.0.0/", True),
        ("http://localhost/", True),
        ("http://intranet/feed", True),
        ("http://printer.local/", True),
        ("http://news.council.internal/", True),
        ("http://news.council.internal./", True),
        ("https://www.gov.uk/a.atom", False),
        ("https://8.8.8.8/", False),
        ("https://[2606:4700::1111]/", False),
        ("https://internal.example.org/", False),
        ("https://172.32.0.1/", False),
        ("https://local.example.org/", False),
    ],
)
def test_an_address_names_a_private_network_by_its_own_words(url: str, private: bool) -> None:
    assert names_private(url) is private


# line 19
@pytest.mark.parametrize(
    ("peer", "private"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("::ffff:127.0.0.1", True),
        ("::ffff:8.8.8.8", False),
        ("10.0.0.1", True),
        ("169.254.169.254", True),
        ("192.168.0.9", True),
        ("0.0.0.0", True),  # noqa: S104 - nothing is bound to it
        ("8.8.8.8", False),
        ("2606:4700::1111", False),
        ("no number", True),
    ],
)
def test_a_peer_is_private_by_its_number(peer: str, private: bool) -> None:
    assert is_private(peer) is private


# line 19
@pytest.mark.parametrize(
    ("url", "here", "key"),
    [
        ("http://127.0.0.1:80/a", True, "127.0.0.1:80"),
        ("http://[::1]:80/a", True, "[::1]:80"),
        ("http://localhost:80/a", True, "localhost:80"),
        ("file:///a.xml", True, "file:///a.xml"),
        ("http://127.example.org/", False, "127.example.org"),
        ("http://10.0.0.1:80/a", False, "10.0.0.1"),
        ("http://intranet:8080/a", False, "intranet"),
    ],
)
def test_only_this_machine_is_the_readers_own(url: str, here: bool, key: str) -> None:
    assert (is_here(url), host_key(url)) == (here, key)


# line 19
def test_the_connected_peer_is_looked_at_before_a_byte_is_sent(server: FeedServer, tmp_path: Path) -> None:
    url = server.feed("/a", [STORY])
    session = open_session(tmp_path / "cache", Settings(), 1, lambda: None)
    begin_exchange(5, 5, private_allowed=False)
    with pytest.raises(guard.PrivateAddress, match=r"127\.0\.0\.1"):
        session.get(url)
    assert server.log == []
    begin_exchange(5, 5, private_allowed=True)
    assert session.get(url).status_code == 200


# line 19
def test_a_public_name_that_leads_into_a_private_network_is_refused_unless_allowed(
    home: Home, press: FeedServer
) -> None:
    press.feed("/a", [STORY])
    feed = {"id": "a", "url": public(press, "/a")}
    home.write_feeds(feed)
    report = fetch(home)["a"]
    assert (report["status"], report["error"]["code"]) == ("failed", "private_address")
    assert "allow_private" in " ".join(report["notes"])
    assert press.log == []
    home.write_feeds(feed | {"allow_private": True})
    set_clock(home, hours=2)
    assert fetch(home)["a"]["status"] == "new"


# line 19
def test_a_feed_of_a_private_network_may_be_redirected_within_it(home: Home, server: FeedServer) -> None:
    with FeedServer() as other:
        server.answers["/a"] = Answer(status=302, headers={"Location": other.feed("/b", [STORY])})
        home.write_feeds({"id": "a", "url": server.url("/a")})
        assert fetch(home)["a"]["status"] == "new"


# line 19
def test_a_public_feed_that_is_redirected_into_a_private_network_is_refused_and_does_not_move(
    home: Home, press: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first server is taken for public: what is private is told by its port."""
    with FeedServer() as router:
        router.feed("/new", [STORY])
        press.answers["/a"] = Answer(status=301, headers={"Location": router.url("/new")})
        home.write_feeds({"id": "a", "url": public(press, "/a")})
        looked: list[str] = []

        def private(peer: str) -> bool:
            looked.append(peer)
            return len(looked) > 1

        monkeypatch.setattr(guard, "is_private", private)
        report = fetch(home)["a"]
        assert report["error"]["code"] == "private_address"
        assert (len(press.log), router.log) == (1, [])
        assert moved_to(home) is None
