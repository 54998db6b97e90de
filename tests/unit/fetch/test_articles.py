"""A page of an article: asked for once, politely, and only where the robots.txt of each hop's site allows it."""

import gzip
from pathlib import Path

import msgspec
import pytest

from cfnews.fetch.http import get_feed
from cfnews.fetch.permission import RobotsFile
from cfnews.fetch.session import user_agent
from cfnews.model import FeedSpec
from tests.journeys.contract import resolve_examples
from tests.loopback import Answer, FeedServer, item, raw_server, rss
from tests.unit.fetch.conftest import Client
from tests.unit.fetch.visiting import CLOSED, HTML, NOW, STORY, Visitor, moved, page, paths, site

# --- the page ---------------------------------------------------------------------------------------


def test_a_page_comes_as_bytes_with_its_type_and_where_it_was(visitor: Visitor, server: FeedServer) -> None:
    url = page(server, "/story")
    found = visitor.get(url)
    assert (found.body, found.problem, found.http_status, found.url) == (STORY, None, 200, url)
    assert (found.content_type, found.size, found.reached, found.feed_id) == (
        HTML["Content-Type"],
        len(STORY),
        True,
        "",
    )
    assert found.elapsed > 0


def test_what_is_sent_names_us_and_asks_for_a_page_and_no_more(visitor: Visitor, server: FeedServer) -> None:
    visitor.get(moved(server, "/old", page(server, "/story")))
    assert paths(server) == ["/robots.txt", "/old", "/story"]
    for request in server.log:
        sent = dict(request.headers)
        sent.pop("connection", "")
        assert sent == {
            "host": f"127.0.0.1:{server.port}",
            "user-agent": user_agent("https://reader.example"),
            "accept": "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
            "accept-encoding": "gzip, deflate",
        }
        assert request.method == "GET"


def test_no_cookie_and_no_validator_is_ever_sent_back(visitor: Visitor, server: FeedServer) -> None:
    kept = HTML | {"ETag": '"a"', "Last-Modified": "Fri, 20 Nov 2026 07:00:00 GMT", "Set-Cookie": "seen=1; Path=/"}
    server.answers["/story"] = Answer(STORY, headers=kept)
    for _ in range(2):
        assert visitor.get(server.url("/story")).body == STORY
    names = {name for request in server.log for name in request.headers}
    assert not names & {"cookie", "if-none-match", "if-modified-since", "referer", "authorization"}


def test_the_login_of_netrc_is_not_sent(
    visitor: Visitor, server: FeedServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login reader password secret\n", "ascii")
    monkeypatch.setenv("NETRC", str(netrc))
    visitor.get(page(server, "/story"))
    assert all("authorization" not in request.headers for request in server.log)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (204, "unexpected_status"),
        (206, "unexpected_status"),
        (304, "unexpected_status"),
        (401, "http_4xx"),
        (402, "http_4xx"),
        (403, "blocked"),
        (404, "http_4xx"),
        (410, "gone"),
        (451, "http_4xx"),
        (500, "http_5xx"),
    ],
)
def test_a_status_that_is_no_200_is_a_problem_and_is_not_tried_again(
    visitor: Visitor, server: FeedServer, status: int, code: str
) -> None:
    server.answers["/story"] = Answer(b"" if status in (204, 304) else STORY, status)
    found = visitor.get(server.url("/story"))
    assert found.problem is not None
    assert (found.problem.code, found.http_status, found.body) == (code, status, None)
    assert len(server.asked("/story")) == 1


@pytest.mark.parametrize(("status", "code"), [(429, "rate_limited"), (503, "http_5xx")])
def test_the_wish_to_be_left_alone_is_passed_on(visitor: Visitor, server: FeedServer, status: int, code: str) -> None:
    server.answers["/story"] = Answer(status=status, headers={"Retry-After": "120"})
    found = visitor.get(server.url("/story"))
    assert found.problem is not None
    assert (found.problem.code, found.retry_after) == (code, 120.0)


def test_a_challenge_is_a_block(visitor: Visitor, server: FeedServer) -> None:
    server.answers["/story"] = Answer(STORY, headers=HTML | {"cf-mitigated": "challenge"})
    assert visitor.code(server.url("/story")) == "blocked"


@pytest.mark.parametrize("named", [True, False], ids=["named gzip", "not named"])
def test_a_packed_page_is_unpacked(visitor: Visitor, server: FeedServer, named: bool) -> None:
    server.answers["/story"] = Answer(
        gzip.compress(STORY), headers=HTML | ({"Content-Encoding": "gzip"} if named else {})
    )
    assert visitor.get(server.url("/story")).body == STORY


def test_a_page_over_the_limit_is_too_large_as_declared_and_as_unpacked(visitor: Visitor, server: FeedServer) -> None:
    page(server, "/long", b" " * 200_001)
    server.answers["/bomb"] = Answer(gzip.compress(b" " * 5_000_000), headers={"Content-Encoding": "gzip"})
    assert [visitor.code(server.url(path)) for path in ("/long", "/bomb")] == ["too_large", "too_large"]
    assert visitor.code(page(server, "/just", b" " * 200_000)) == ""


def test_a_page_cut_short_is_broken() -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(STORY) + 9}\r\n\r\n"
    with raw_server(head.encode() + STORY) as url:
        assert Visitor(RobotsFile(url.removesuffix("/feed"), NOW, 404, b"")).code(url) == "garbled"


def test_a_page_that_drips_is_left_at_the_deadline(server: FeedServer) -> None:
    visitor = Visitor(timeout=0.5, total_timeout=1.0)
    server.answers["/story"] = Answer(STORY, drip=0.1)
    found = visitor.get(server.url("/story"))
    assert found.problem is not None
    assert (found.problem.code, "1 second" in found.problem.message) == ("deadline", True)
    assert found.elapsed < 8  # the drops last ten seconds


def test_the_deadline_holds_over_all_hops(server: FeedServer) -> None:
    visitor = Visitor(timeout=1.0, total_timeout=1.0)
    for hop in range(5):
        server.answers[f"/{hop}"] = Answer(status=302, headers={"Location": f"/{hop + 1}"}, silent=0.4)
    page(server, "/5")
    assert visitor.code(server.url("/0")) == "deadline"
    assert len(server.log) < 6


@pytest.mark.parametrize("url", ["http://[::1", "http://", "http:///a", "http://127.0.0.1:999999/", "http://a b/", "a"])
def test_what_is_no_address_is_a_problem(visitor: Visitor, url: str) -> None:
    assert visitor.code(url) in ("garbled", "bad_redirect")
    assert visitor.connections == 0


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/a", "javascript:alert(1)", "data:text/html,a"])
def test_what_is_no_web_page_is_refused_at_once_and_behind_a_redirect(
    visitor: Visitor, server: FeedServer, url: str
) -> None:
    assert visitor.code(url) == "bad_redirect"
    assert visitor.code(moved(server, "/a", url)) == "bad_redirect"


@pytest.mark.parametrize("target", ["http://[::1", "http://", "http://127.0.0.1:999999/", "http://a b/", "http:///b"])
def test_a_redirect_to_nonsense_is_a_problem(visitor: Visitor, server: FeedServer, target: str) -> None:
    assert visitor.code(moved(server, "/a", target)) != ""


def test_a_closed_port_is_unreachable(visitor: Visitor) -> None:
    with raw_server() as url:
        pass
    assert visitor.code(url) == "unreachable"
    assert visitor.connections == 0


@pytest.mark.parametrize("answer", [b"", b"garbage\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n"])
def test_what_is_no_http_is_broken(visitor: Visitor, answer: bytes) -> None:
    with raw_server(answer) as url:
        found = visitor.get(url)
    assert found.problem is not None
    assert found.problem.code == "garbled"
    assert not set("()'\x1b") & set(found.problem.message)


# --- redirects --------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_redirect_is_followed(visitor: Visitor, server: FeedServer, status: int) -> None:
    found = visitor.get(moved(server, "/dir/old", "story?a=1#top", status))
    assert found.http_status == 404
    assert paths(server) == ["/robots.txt", "/dir/old", "/dir/story?a=1"]
    assert found.url == server.url("/dir/story?a=1#top")


def test_a_loop_ends_after_five_hops(visitor: Visitor, server: FeedServer) -> None:
    moved(server, "/a", "/b")
    moved(server, "/b", "/a")
    assert visitor.code(server.url("/a")) == "redirect_loop"
    assert paths(server) == ["/robots.txt", *["/a", "/b"] * 3]


def test_five_hops_are_followed(visitor: Visitor, server: FeedServer) -> None:
    for hop in range(5):
        moved(server, f"/{hop}", f"/{hop + 1}")
    page(server, "/5")
    assert visitor.get(server.url("/0")).body == STORY


def test_the_site_that_a_redirect_leads_to_is_asked_too(
    visitor: Visitor, server: FeedServer, other: FeedServer
) -> None:
    page(other, "/closed")
    other.answers["/robots.txt"] = CLOSED
    found = visitor.get(moved(server, "/old", other.url("/closed")))
    assert found.problem is not None
    assert (found.problem.code, found.url, found.body) == ("robots", other.url("/closed"), None)
    assert (paths(server), paths(other)) == (["/robots.txt", "/old"], ["/robots.txt"])
    assert visitor.get(moved(server, "/new", page(other, "/open"))).body == STORY


def test_a_redirect_into_a_closed_part_of_the_same_site_is_not_followed(visitor: Visitor, server: FeedServer) -> None:
    server.answers["/robots.txt"] = CLOSED
    assert visitor.code(moved(server, "/old", page(server, "/drafts/1"))) == "robots"
    assert paths(server) == ["/robots.txt", "/old"]


# --- private networks -------------------------------------------------------------------------------


def test_a_public_page_is_never_fetched_from_a_private_address(visitor: Visitor, server: FeedServer) -> None:
    url = page(server, "/story")
    assert visitor.code(url, private_allowed=False) == "private_address"
    assert server.log == []
    assert visitor.robots.fetched() == []  # of the page, not of the site
    assert visitor.get(url).body == STORY


def test_nor_where_the_site_has_let_everyone_in_before(server: FeedServer) -> None:
    visitor = Visitor(RobotsFile(site(server), NOW - 60, 404, b""))
    assert visitor.code(page(server, "/story"), private_allowed=False) == "private_address"
    assert server.log == []


def test_nor_on_a_line_that_is_open_from_a_page_which_was_allowed(visitor: Visitor, server: FeedServer) -> None:
    url = page(server, "/story")
    assert visitor.get(url).body == STORY
    server.log.clear()
    assert visitor.code(url, private_allowed=False) == "private_address"
    assert server.log == []


def test_a_feed_is_not_fetched_on_such_a_line_either(
    client: Client, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_examples(monkeypatch)
    server.feed("/feed", rss([item("Council opens a family hub", "https://a.example/1")]))
    spec = FeedSpec(id="a", name="A", url=server.url("/feed", "news.example"), allow_private=True)
    assert get_feed(client.session, spec, client.settings).problem is None
    found = get_feed(client.session, msgspec.structs.replace(spec, allow_private=False), client.settings)
    assert found.problem is not None
    assert found.problem.code == "private_address"
    assert len(server.log) == 1


def test_nor_by_a_redirect_of_a_public_site(
    visitor: Visitor, server: FeedServer, other: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cfnews.fetch.guard.is_private", lambda peer: peer != "127.0.0.1")
    monkeypatch.setattr("cfnews.fetch.guard.names_private", lambda url: "//127.0.0.1:" not in url)
    with FeedServer("127.0.0.2") as inside:
        page(inside, "/story")
        found = visitor.get(moved(server, "/old", inside.url("/story")), private_allowed=False)
        assert found.problem is not None
        assert (found.problem.code, inside.log) == ("private_address", [])
        moved(other, "/robots.txt", inside.url("/robots.txt"))
        assert visitor.code(page(other, "/story"), private_allowed=False) == "private_address"
        assert (inside.log, paths(other)) == ([], ["/robots.txt"])
