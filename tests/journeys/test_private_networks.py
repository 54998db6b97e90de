"""Lists of others and pages of the public web bring no address of a private network, however it is written."""

import socket
from collections.abc import Sequence
from typing import Any

import pytest

from tests.loopback import Answer, FeedServer, item, rss
from tests.running import Home

HOSTS = ("127.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "localhost", "0")
FEED = rss([item("Council opens a family hub", "https://a.example/1")])


@pytest.fixture
def site(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> FeedServer:
    """The server, taken for a public one under the name site.example, its peer and all."""
    resolve = socket.getaddrinfo

    def resolved(host: Any, *arguments: Any, **options: Any) -> Sequence[Any]:
        assert host == "site.example", f"a name server heard of {host}"
        return resolve("127.0.0.1", *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr("cfnews.fetch.guard.is_private", lambda peer: peer != "127.0.0.1")
    return server


def test_an_import_leaves_out_private_numbers_however_they_are_written(home: Home) -> None:
    lines = "".join(f'<outline xmlUrl="http://{host}:8080/feed" text="{host}"/>' for host in HOSTS)
    path = home.folder / "list.opml"
    path.write_text(f'<opml version="2.0"><body>{lines}</body></opml>', "utf-8")
    home.write_feeds()
    told = home.run("feeds", "import", str(path), "--json").json
    assert told["changes"] == []
    assert len(told["left_out"]) == len(HOSTS)
    assert all("private network" in one["reason"] for one in told["left_out"])


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("words", ["discover", "add"])
def test_a_reader_who_types_such_an_address_is_asked_whether_he_means_it(home: Home, words: str, host: str) -> None:
    home.write_feeds()
    result = home.run("feeds", words, f"http://{host}:1/feed")
    assert result.code == 2 and "--allow-private" in result.err


@pytest.mark.parametrize("host", HOSTS)
def test_a_page_names_no_feed_of_a_private_network(home: Home, site: FeedServer, host: str) -> None:
    link = f'<link rel="alternate" type="application/rss+xml" href="http://{host}:{site.port}/inside">'
    site.answers["/"] = Answer(f"<html><head>{link}</head></html>".encode(), headers={"Content-Type": "text/html"})
    site.feed("/inside", FEED)
    home.write_feeds()
    result = home.run("feeds", "discover", site.url("/", "site.example"))
    assert result.code == 6
    assert "/inside" not in {request.path for request in site.log}


@pytest.mark.parametrize("host", HOSTS)
def test_nor_does_a_feed_or_an_article_that_is_redirected_there_get_in(home: Home, site: FeedServer, host: str) -> None:
    inside = f"http://{host}:{site.port}/inside"
    site.feed("/inside", FEED)
    site.answers["/moved"] = Answer(status=301, headers={"Location": inside})
    links = [inside, site.url("/page", "site.example")]
    site.feed("/feed", [item(f"Council opens hub number {link[-4:]}", link, guid=link) for link in links])
    site.answers["/page"] = Answer(status=302, headers={"Location": inside})
    home.write_feeds(
        {"id": "moved", "url": site.url("/moved", "site.example")},
        {"id": "feed", "url": site.url("/feed", "site.example"), "full_text": True},
    )
    reports = {feed["id"]: feed for feed in home.run("fetch", "--json").json["feeds"]}
    assert reports["moved"]["error"]["code"] == "private_address"
    notes = " ".join(reports["feed"]["notes"])  # of one page or two: some hosts are no addresses of a story at all
    assert "not whole: the address leads into a private network" in notes and "read" not in notes
    assert {request.path for request in site.log} == {"/moved", "/feed", "/robots.txt", "/page"}
