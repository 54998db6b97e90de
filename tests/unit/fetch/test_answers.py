"""What each answer of a server becomes: a body or one problem of the closed list, and the seconds that it asks for."""

import gzip
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from requests.structures import CaseInsensitiveDict

from cfnews.fetch.answers import freshness, retry_after
from tests.loopback import DAY, Answer, FeedServer, item, raw_server, rss
from tests.unit.fetch.conftest import Client

FEED = rss([item("Council opens a family hub", "https://a.example/1")])
PAGE = b"<!doctype html><html><head><title>Log in</title></head><body>Please log in</body></html>"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (201, "unexpected_status"),
        (204, "unexpected_status"),
        (206, "unexpected_status"),
        (226, "unexpected_status"),
        (300, "unexpected_status"),
        (400, "http_4xx"),
        (401, "refused"),
        (403, "blocked"),
        (404, "http_4xx"),
        (410, "gone"),
        (429, "rate_limited"),
        (451, "http_4xx"),
        (500, "http_5xx"),
        (502, "http_5xx"),
        (503, "http_5xx"),
    ],
)
def test_a_status_that_is_no_200_is_a_problem_even_with_a_feed_in_its_body(
    client: Client, server: FeedServer, status: int, code: str
) -> None:
    server.answers["/a"] = Answer(b"" if status == 204 else FEED, status)
    found = client.get(server.url("/a"))
    assert found.problem is not None
    assert (found.problem.code, found.http_status, found.body) == (code, status, None)
    assert len(server.log) == 1  # nothing is ever tried again at once


def test_the_words_of_a_status_are_ours_as_the_servers_may_hold_anything(client: Client) -> None:
    for status, words in ((404, "404 Not Found"), (599, "599")):
        with raw_server(b"HTTP/1.1 %d \x1b[31mred\x9b2J\x07\r\nContent-Length: 0\r\n\r\n" % status) as url:
            problem = client.get(url).problem
        assert problem is not None
        assert problem.message.endswith(f"answered {words}")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_without_an_address_is_a_problem(client: Client, server: FeedServer, status: int) -> None:
    server.answers["/a"] = Answer(FEED, status)
    assert client.code(server.url("/a")) == "unexpected_status"


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("words", "seconds"), [("120", 120.0), (format_datetime(DAY, usegmt=True), 900.0)])
def test_retry_after_is_read_as_seconds_and_as_a_date_by_the_servers_own_clock(
    client: Client, status: int, words: str, seconds: float
) -> None:
    date = format_datetime(DAY - timedelta(minutes=15), usegmt=True)
    head = f"HTTP/1.1 {status} Later\r\nDate: {date}\r\nRetry-After: {words}\r\nContent-Length: 0\r\n\r\n"
    with raw_server(head.encode()) as url:
        assert client.get(url).retry_after == seconds


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 60 ", 60.0),
        ("Fri, 20 Nov 2026 07:30:00 GMT", 1800.0),
        ("Fri, 20 Nov 2026 07:30:00", 1800.0),
        ("Fri, 20 Nov 2026 06:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("Fri, 99 Nov 2026 07:30:00 GMT", None),
    ],
)
def test_retry_after_that_says_nothing_is_none(value: str, seconds: float | None) -> None:
    headers = CaseInsensitiveDict({"Retry-After": value, "Date": "Fri, 20 Nov 2026 07:00:00 GMT"})
    assert retry_after(headers) == seconds


def test_retry_after_as_a_date_without_a_date_of_the_server_goes_by_our_clock() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    found = retry_after(CaseInsensitiveDict({"Retry-After": soon}))
    assert found is not None
    assert 3000 < found <= 3600


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Cache-Control": "max-age=300"}, 300.0),
        ({"Cache-Control": "public, Max-Age=300, must-revalidate"}, 300.0),
        ({"Cache-Control": 'max-age="300"'}, 300.0),
        ({"Cache-Control": "max-age=300", "Age": "100"}, 200.0),
        ({"Cache-Control": "max-age=100", "Age": "300"}, 0.0),
        ({"Cache-Control": "max-age=100", "Age": "old"}, 100.0),
        ({"Cache-Control": "max-age=-1"}, None),
        ({"Cache-Control": "max-age=never"}, None),
        ({"Cache-Control": "no-store"}, None),
        ({}, None),
    ],
)
def test_freshness_is_max_age_less_age(headers: dict[str, str], seconds: float | None) -> None:
    assert freshness(CaseInsensitiveDict(headers)) == seconds


@pytest.mark.parametrize("value", ["9" * 400, "²"])
def test_a_number_beyond_all_reason_is_no_reason_to_lose_a_feed(client: Client, server: FeedServer, value: str) -> None:
    url = server.feed("/a", FEED, Cache_Control=f"max-age={value}", Age=value, Retry_After=value)
    assert client.get(url).body == FEED


@pytest.mark.parametrize("body", [b"", b"   \r\n\t", b"\x00\x00"])
def test_an_empty_200_is_no_feed(client: Client, server: FeedServer, body: bytes) -> None:
    server.answers["/a"] = Answer(body, headers={"Content-Type": "application/rss+xml"})
    assert client.code(server.url("/a")) == "not_a_feed"


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        b"\xef\xbb\xbf" + PAGE,
        b"<!-- saved -->\n" + PAGE,
        b'<?xml version="1.0"?>' + PAGE,
        b"<HTML><BODY>Consent</BODY></HTML>",
        b"<head></head>",
    ],
)
def test_a_login_or_consent_page_is_no_feed_whatever_its_content_type(
    client: Client, server: FeedServer, page: bytes
) -> None:
    server.answers["/a"] = Answer(page, headers={"Content-Type": "application/rss+xml"})
    assert client.code(server.url("/a")) == "not_a_feed"


def test_a_feed_labelled_as_a_web_page_is_a_feed(client: Client, server: FeedServer) -> None:
    server.answers["/a"] = Answer(FEED, headers={"Content-Type": "text/html"})
    assert client.get(server.url("/a")).body == FEED


def test_a_challenge_is_a_block_with_either_status(client: Client, server: FeedServer) -> None:
    for status in (403, 503):
        server.answers["/a"] = Answer(PAGE, status, headers={"cf-mitigated": "challenge"})
        assert client.code(server.url("/a")) == "blocked"


def test_a_challenge_with_status_200_is_a_block(client: Client, server: FeedServer) -> None:
    server.answers["/a"] = Answer(PAGE, headers={"cf-mitigated": "challenge"})
    assert client.code(server.url("/a")) == "blocked"


def test_a_body_declared_too_large_is_not_read(client: Client) -> None:
    with raw_server(b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n", linger=5) as url:
        assert client.code(url) == "too_large"


def test_a_body_that_grows_too_large_is_left(client: Client) -> None:
    client.change(timeout=5.0, total_timeout=10.0)
    with raw_server(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<rss>", *[b"x" * 50_000] * 200) as url:
        assert client.code(url) == "too_large"


@pytest.mark.parametrize("named", [True, False], ids=["named gzip", "not named"])
def test_a_bomb_is_not_unpacked(client: Client, server: FeedServer, named: bool) -> None:
    bomb = gzip.compress(b"<rss>" + b" " * 50_000_000)
    assert len(bomb) < client.settings.max_bytes
    server.answers["/a"] = Answer(bomb, headers={"Content-Encoding": "gzip"} if named else {})
    assert client.code(server.url("/a")) == "too_large"


def test_a_bomb_in_a_bomb_is_not_unpacked(client: Client, server: FeedServer) -> None:
    bomb = gzip.compress(gzip.compress(b" " * 50_000_000))
    server.answers["/a"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
    assert client.code(server.url("/a")) == "too_large"


def test_gzip_is_unpacked_whether_it_was_named_or_not(client: Client, server: FeedServer) -> None:
    for headers in ({"Content-Encoding": "gzip"}, {}, {"Content-Type": "application/gzip"}):
        server.answers["/a"] = Answer(gzip.compress(FEED), headers=headers)
        assert client.get(server.url("/a")).body == FEED


def test_what_is_packed_otherwise_than_it_says_is_broken(client: Client, server: FeedServer) -> None:
    for headers in ({"Content-Encoding": "gzip"}, {"Content-Encoding": "deflate"}):
        server.answers["/a"] = Answer(FEED, headers=headers)
        assert client.code(server.url("/a")) == "garbled"
    server.answers["/a"] = Answer(gzip.compress(FEED)[:40])
    assert client.code(server.url("/a")) in ("garbled", "not_a_feed")
    assert len(server.log) == 3


def test_a_body_shorter_than_declared_is_broken(client: Client) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: {len(FEED) + 9}\r\n\r\n"
    with raw_server(head.encode() + FEED) as url:
        assert client.code(url) == "garbled"


@pytest.mark.parametrize(
    "chunks",
    [b"5\r\n<rss>\r\nnonsense\r\n", b"zz\r\n", b"fff\r\n<rss>", b"5\r\n<rss>\r\n"],
    ids=["no number", "at once", "cut within", "cut between"],
)
def test_bad_chunking_is_broken(client: Client, chunks: bytes) -> None:
    with raw_server(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks) as url:
        assert client.code(url) == "garbled"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"garbage\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"\x16\x03\x01\x00\x05hello" * 5,
        b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 300 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
    ],
    ids=["nothing", "no status line", "ssh", "no number", "binary", "300 headers", "long header"],
)
def test_what_is_no_http_is_broken(client: Client, head: bytes) -> None:
    with raw_server(head) as url:
        assert client.code(url) == "garbled"


@pytest.mark.parametrize("where", ["headers", "body"])
def test_a_server_that_drips_is_left_at_the_deadline(client: Client, where: str) -> None:
    client.change(timeout=0.5, total_timeout=1.0)
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" if where == "body" else b"HTTP/1.1 200 OK\r\n"
    drops = [b"X: y\r\n" if where == "headers" else b"<"] * 200
    with raw_server(head, *drops, pause=0.1) as url:
        found = client.get(url)
    assert found.problem is not None
    assert found.problem.code == "deadline"
    assert "1 second" in found.problem.message
    assert found.elapsed < 10  # the drops last 20 seconds


def test_the_deadline_holds_over_all_hops(client: Client, server: FeedServer) -> None:
    client.change(timeout=1.0, total_timeout=1.0)
    for hop in range(5):
        server.answers[f"/{hop}"] = Answer(status=302, headers={"Location": f"/{hop + 1}"}, silent=0.4)
    server.feed("/5", FEED)
    assert client.code(server.url("/0")) == "deadline"
    assert len(server.log) < 5


def test_a_silent_server_is_a_timeout(client: Client) -> None:
    client.change(timeout=0.3, total_timeout=20.0)
    with raw_server(linger=5) as url:
        assert client.code(url) == "timeout"


def test_a_body_that_stops_half_way_is_a_timeout(client: Client) -> None:
    client.change(timeout=0.3, total_timeout=20.0)
    with raw_server(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>", linger=5) as url:
        assert client.code(url) == "timeout"


def test_a_closed_port_is_unreachable_and_says_so(client: Client) -> None:
    with raw_server() as url:
        pass
    found = client.get(url)
    assert found.problem is not None
    assert found.problem.code == "unreachable"
    assert "refuses" in found.problem.message
    assert "0x" not in found.problem.message
    assert not found.reached
    assert client.connections == 0


def test_no_message_shows_the_inside_of_the_program(client: Client) -> None:
    for answer in (b"", b"\x1b[31mjunk\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<rss"):
        with raw_server(answer) as url:
            problem = client.get(url).problem
        assert problem is not None
        assert not set("()'\x1b") & set(problem.message), problem.message


def test_a_body_comes_with_its_content_type_and_size(client: Client, server: FeedServer) -> None:
    server.answers["/a"] = Answer(FEED, headers={"Content-Type": "text/xml; charset=iso-8859-1"})
    found = client.get(server.url("/a"))
    assert (found.content_type, found.size, found.feed_id) == ("text/xml; charset=iso-8859-1", len(FEED), "a-feed")
    assert found.elapsed > 0


def test_a_body_is_bytes_as_they_came(client: Client, server: FeedServer) -> None:
    body = rss([item("Children’s services", "https://a.example/1")])
    url = server.feed("/a", body, ETag='"a"', Content_Type="text/xml")
    assert client.get(url).body == body
    assert client.get(url).body == body  # and from the cache
