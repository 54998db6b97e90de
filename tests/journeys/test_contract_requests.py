"""The fetching contract, lines 20 to 23: the shape of a request, and its way. The server's log is the judge."""

import sys
from pathlib import Path

import pytest

from cfnews import __version__
from cfnews.fetch.session import user_agent
from tests.journeys.contract import STORY, codes, fetch, set_clock
from tests.loopback import Answer, FeedServer, rss
from tests.running import Home

PLAIN_HEADERS = {"host", "user-agent", "accept", "accept-encoding"}


# line 20
def test_a_request_says_who_asks_and_nothing_else(
    home: Home, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = home.folder / "netrc"
    netrc.write_text("machine 127.0.0.1 login reader password secret\ndefault login reader password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    path = "/feed?b=2&a=1&&utm_source=x&empty="
    url = server.feed(path, [STORY], ETag='"1"', Set_Cookie="id=reader; Path=/", Link='</style.css>; rel="preload"')
    server.answers["/moved"] = Answer(status=302, headers={"Location": path, "Set-Cookie": "hop=reader; Path=/"})
    home.write_feeds({"id": "a", "url": url}, {"id": "b", "url": server.url("/moved")})
    for days in range(3):
        set_clock(home, days=days)
        fetch(home)
    assert {request.path for request in server.log} == {path, "/moved"}  # no favicon, no robots.txt, no page
    assert {request.method for request in server.log} == {"GET"}
    for request in server.log:
        assert set(request.headers) - {"if-none-match"} == PLAIN_HEADERS
        assert request.headers["user-agent"] == f"cfnews/{__version__} (feed reader)"


# line 20
def test_the_contact_of_the_reader_is_given_where_it_is_set(home: Home, server: FeedServer) -> None:
    settings = '[settings]\ncontact = "https://council.example/news"\n'
    home.write_feeds({"id": "a", "url": server.feed("/a", [STORY])}, before=settings)
    fetch(home)
    assert server.log[0].headers["user-agent"] == f"cfnews/{__version__} (+https://council.example/news)"
    assert "Mozilla" not in user_agent("")


# line 21
def test_a_request_names_feed_types_and_the_packings_that_can_be_unpacked(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [STORY])})
    fetch(home)
    headers = server.log[0].headers
    for kind in ("application/atom+xml", "application/rss+xml", "application/feed+json", "text/xml"):
        assert kind in headers["accept"]
    assert headers["accept-encoding"] == "gzip, deflate"
    assert not {"a-im", "cache-control", "pragma", "upgrade-insecure-requests"} & set(headers)


# line 22
def test_nothing_but_the_feed_is_asked_for_not_even_its_stories(home: Home, server: FeedServer) -> None:
    story = f"<item><title>A story on this very server</title><link>{server.url('/story')}</link></item>"
    url = server.feed("/a", [story])
    home.write_feeds({"id": "a", "url": url, "homepage": server.url("/")})
    fetch(home)
    assert [request.path for request in server.log] == ["/a"]


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> FeedServer:
    """Names that would be a proxy's, if anything asked one."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return FeedServer()


# line 23
def test_the_proxy_of_the_environment_is_used_for_public_hosts_and_never_for_this_machine(
    home: Home, server: FeedServer, proxy: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxy:
        monkeypatch.setenv("http_proxy", proxy.url(""))
        monkeypatch.setenv("no_proxy", "direct.example")
        proxy.answers["http://news.example/a"] = Answer(rss([STORY]), headers={"ETag": '"1"'})
        home.write_feeds(
            {"id": "away", "url": "http://news.example/a"},
            {"id": "here", "url": server.feed("/a", [STORY])},
            {"id": "direct", "url": "http://direct.example/a"},
        )
        assert codes(home) == {"away": "", "here": "", "direct": "unreachable"}
        set_clock(home, hours=2)
        assert fetch(home, "away")["away"]["http_status"] == 304
        assert [request.path for request in proxy.log] == ["http://news.example/a"] * 2
        assert [request.path for request in server.log] == ["/a"]


# line 23
def test_a_proxy_that_is_away_is_told_as_such(home: Home, proxy: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with proxy:
        pass
    monkeypatch.setenv("http_proxy", proxy.url(""))
    home.write_feeds({"id": "away", "url": "http://news.example/a"})
    result = home.run("fetch")
    assert result.code == 5
    assert "proxy" in result.err


# line 23
def test_certificates_are_always_checked() -> None:
    """No way to turn it off: neither a flag, nor a setting, nor a word in the code."""
    source = Path(sys.modules["cfnews"].__file__ or "").parent
    words = ("verify=False", "CERT_NONE", "check_hostname = False", "disable_warnings", "_create_unverified")
    for path in source.rglob("*.py"):
        text = path.read_text("utf-8")
        assert not [word for word in words if word in text], path
