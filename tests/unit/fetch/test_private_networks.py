"""No feed, page or name server leads into a private network unless the reader has said so himself."""

import socket
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from cfnews.fetch import guard
from cfnews.fetch.addresses import is_here, is_private, names_private
from cfnews.fetch.http import get_feed
from cfnews.model import FeedSpec, FetchResult
from tests.loopback import Answer, FeedServer, item, rss
from tests.unit.fetch.conftest import Client
from tests.unit.fetch.visiting import Visitor, moved, page

FEED = rss([item("Council opens a family hub", "https://a.example/1")])
PRIVATE = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "0.0.0.0",  # noqa: S104 - nothing is bound to it
    "0",
    "10.0.0.1",
    "0x0a.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "0xa9fea9fe",
    "100.64.0.1",
    "198.18.0.1",
    "192.0.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "[::]",
    "[::1]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:169.254.169.254]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::10.0.0.1]",
    "[64:ff9b:1::1]",
    "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::1]",
    "[2001:0:1::1]",
    "[fc00::1]",
    "[fd12:3456:789a::1]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[2001:db8::1]",
    "localhost",
    "intranet",
    "router.home.arpa",
]
PUBLIC = [
    "93.184.216.34",
    "8.8.8.8",
    "172.32.0.1",
    "100.128.0.1",
    "[2606:4700::1111]",
    "[64:ff9b::8.8.8.8]",
    "0x08080808",
]


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_number_is_known_however_it_is_written(host: str) -> None:
    assert names_private(f"http://{host}/feed")
    assert names_private(f"http://{host}:8080/feed")
    number = host.strip("[]")
    if ":" in number or number.count(".") == 3:
        assert is_private(number)


@pytest.mark.parametrize("host", PUBLIC)
def test_a_public_number_is_public_however_it_is_written(host: str) -> None:
    assert not names_private(f"http://{host}/feed")
    if host != "0x08080808":
        assert not is_private(host.strip("[]"))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"]
)
def test_this_machine_is_known_however_it_is_written(host: str) -> None:
    assert is_here(f"http://{host}:8080/feed")


@pytest.mark.parametrize(
    "host", ["[64:ff9b::7f00:1]", "[2002:7f00:1::]", "0x0a.1", "1.2.3.4.5", "0x", "127.0.0.1.example"]
)
def test_what_is_not_this_machine_is_not_taken_for_it(host: str) -> None:
    assert not is_here(f"http://{host}/feed")


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch, server: FeedServer) -> Iterator[FeedServer]:
    """The server, taken for a public one at feeds.example; what else is on this machine stays private."""
    resolve = socket.getaddrinfo

    def resolved(host: Any, port: Any, *arguments: Any, **options: Any) -> Sequence[Any]:
        return resolve("127.0.0.1" if host == "feeds.example" else host, port, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(guard, "is_private", lambda peer: is_private(peer) and peer != "127.0.0.1")
    yield server


def get(client: Client, url: str) -> FetchResult:
    """A public feed."""
    return get_feed(client.session, FeedSpec(id="a", name="A", url=url), client.settings)


@pytest.mark.parametrize("host", [host for host in PRIVATE if host != "127.0.0.1"])
def test_a_redirect_of_a_public_feed_into_a_private_network_is_not_followed(
    client: Client, public: FeedServer, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    looked_up: list[str] = []
    resolve = socket.getaddrinfo
    public.answers["/a"] = Answer(status=302, headers={"Location": f"http://{host}:{public.port}/feed"})
    public.feed("/feed", FEED)

    def noted(name: Any, *arguments: Any, **options: Any) -> Any:
        looked_up.append(str(name))
        return resolve(name, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", noted)
    found = get(client, public.url("/a", "feeds.example"))
    assert found.problem is not None
    assert found.problem.code == "private_address"
    assert [request.path for request in public.log] == ["/a"]
    assert looked_up == ["feeds.example"]  # not even a name server hears of it


@pytest.mark.parametrize("proxied", [False, True])
def test_nor_is_it_behind_a_proxy_that_would_lead_there(
    client: Client, server: FeedServer, other: FeedServer, monkeypatch: pytest.MonkeyPatch, proxied: bool
) -> None:
    """A proxy is the peer of all that goes through it: the address itself is looked at."""
    target = other.feed("/feed", FEED).replace("127.0.0.1", "10.0.0.1")
    server.answers["http://feeds.example/a"] = Answer(status=302, headers={"Location": target})
    server.answers[target] = Answer(FEED)
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, server.url(""))
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    found = get(client, "http://feeds.example/a")
    assert found.problem is not None
    assert found.problem.code == "private_address"
    assert [request.path for request in server.log] == ["http://feeds.example/a"]


def test_a_name_that_is_public_when_it_is_looked_up_first_is_judged_by_its_peer(
    client: Client, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that gives a public number to who checks, and one of this machine to who connects."""
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
    resolve = socket.getaddrinfo

    def resolved(host: Any, port: Any, *arguments: Any, **options: Any) -> Sequence[Any]:
        return resolve(next(answers) if host == "rebinding.example" else host, port, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    url = server.url("/a", "rebinding.example")
    assert socket.getaddrinfo("rebinding.example", 80)[0][4][0] == "93.184.216.34"
    server.feed("/a", FEED)
    found = get(client, url)
    assert found.problem is not None
    assert found.problem.code == "private_address"
    assert server.log == []


def test_an_article_that_is_linked_in_a_private_network_is_not_asked_for(
    visitor: Visitor, public: FeedServer, other: FeedServer
) -> None:
    for host in ("localhost", "127.1", "[::ffff:127.0.0.1]", "intranet"):
        page(other, "/story")
        url = f"http://{host}:{other.port}/story"
        assert visitor.code(url, private_allowed=False) == "private_address"
        assert visitor.code(
            moved(public, "/old", url).replace("127.0.0.1", "feeds.example"), private_allowed=False
        ) == ("private_address")
    assert other.log == []
