"""Conditional requests: validators verbatim, and only of bodies that were feeds. The request log is the judge."""

import pytest

from tests.loopback import Answer, FeedServer, Request, item, raw_server, rss
from tests.unit.fetch.conftest import Client

FEED = rss([item("Council opens a family hub", "https://a.example/1")])
TAGS = ['"abc"', 'W/"abc"', "abc", '"abc-gzip"', '"a b;c, d"']
DATES = ["Fri, 20 Nov 2026 07:00:00 GMT", "2026-11-20 07:00:00", "Friday, 20-Nov-26 07:00:00 GMT", "yesterday"]


def asked_with(server: FeedServer, path: str = "/a") -> tuple[str | None, str | None]:
    """The validators of the last request for a path."""
    headers = server.asked(path)[-1].headers
    return headers.get("if-none-match"), headers.get("if-modified-since")


def test_a_first_request_is_unconditional(client: Client, server: FeedServer) -> None:
    found = client.get(server.feed("/a", FEED, ETag='"abc"'))
    assert (found.http_status, found.body, found.revalidated, found.reached) == (200, FEED, False, True)
    assert asked_with(server) == (None, None)


@pytest.mark.parametrize("tag", TAGS)
def test_an_etag_comes_back_byte_for_byte(client: Client, server: FeedServer, tag: str) -> None:
    url = server.feed("/a", FEED, ETag=tag)
    client.get(url)
    second = client.get(url)
    assert asked_with(server) == (tag, None)
    assert (second.http_status, second.revalidated, second.body) == (304, True, FEED)


@pytest.mark.parametrize("date", DATES)
def test_a_date_comes_back_byte_for_byte_even_where_it_is_no_date(
    client: Client, server: FeedServer, date: str
) -> None:
    url = server.feed("/a", FEED, Last_Modified=date)
    client.get(url)
    client.get(url)
    assert asked_with(server) == (None, date)


def test_both_validators_are_sent_where_both_were_given(client: Client, server: FeedServer) -> None:
    url = server.feed("/a", FEED, ETag='"abc"', Last_Modified=DATES[0])
    client.get(url)
    client.get(url)
    assert asked_with(server) == ('"abc"', DATES[0])


def test_without_a_validator_none_is_invented(client: Client, server: FeedServer) -> None:
    url = server.feed("/a", FEED)
    client.get(url)
    client.get(url)
    assert asked_with(server) == (None, None)
    assert "cache-control" not in server.log[-1].headers


@pytest.mark.parametrize("policy", ["no-store", "no-cache, must-revalidate, max-age=0", "max-age=-1", "immutable"])
def test_no_cache_policy_keeps_a_feed_from_being_asked_for_or_its_validators_from_being_sent(
    client: Client, server: FeedServer, policy: str
) -> None:
    url = server.feed("/a", FEED, ETag='"abc"', Cache_Control=policy)
    client.get(url)
    client.get(url)
    assert len(server.asked("/a")) == 2
    assert asked_with(server) == ('"abc"', None)


@pytest.mark.parametrize("expires", ["never", "", "0", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_an_odd_expires_header_does_no_harm(client: Client, server: FeedServer, expires: str) -> None:
    url = server.feed("/a", FEED, ETag='"abc"', Expires=expires)
    assert client.get(url).body == FEED
    assert client.get(url).http_status == 304


@pytest.mark.parametrize("status", [400, 404, 410, 429, 500, 503])
def test_an_error_in_between_keeps_the_validators(client: Client, server: FeedServer, status: int) -> None:
    url = server.feed("/a", FEED, ETag='"abc"', Last_Modified=DATES[0])
    client.get(url)
    server.answers["/a"] = Answer(b"trouble", status)
    assert client.get(url).http_status == status
    server.feed("/a", FEED, ETag='"abc"', Last_Modified=DATES[0])
    assert client.get(url).http_status == 304
    assert asked_with(server) == ('"abc"', DATES[0])


@pytest.mark.parametrize(
    "spoilt",
    [
        Answer(b"", headers={"ETag": '"page"'}),
        Answer(b"<!DOCTYPE html><html><body>Log in</body></html>", headers={"ETag": '"page"'}),
        Answer(FEED, headers={"ETag": '"page"', "Content-Length": str(len(FEED) + 10), "Connection": "close"}),
        Answer(b"x" * 300_000, headers={"ETag": '"page"'}),
        Answer(FEED, headers={"ETag": '"page"', "Content-Encoding": "gzip"}),
    ],
    ids=["empty", "page", "cut", "too large", "wrong encoding"],
)
def test_what_is_no_feed_neither_gives_nor_takes_validators(client: Client, server: FeedServer, spoilt: Answer) -> None:
    url = server.feed("/a", FEED, ETag='"abc"')
    client.get(url)
    server.answers["/a"] = spoilt._replace(headers={**spoilt.headers, "Connection": "close"})
    assert client.get(url).problem is not None
    server.feed("/a", FEED, ETag='"abc"')
    assert client.get(url).http_status == 304
    assert asked_with(server) == ('"abc"', None)


def test_a_new_etag_replaces_the_old_on_a_200(client: Client, server: FeedServer) -> None:
    url = server.feed("/a", FEED, ETag='"one"')
    client.get(url)
    server.feed("/a", FEED, ETag='"two"')
    client.get(url)
    client.get(url)
    assert asked_with(server) == ('"two"', None)


def test_a_new_etag_replaces_the_old_on_a_304(client: Client, server: FeedServer) -> None:
    url = server.feed("/a", FEED, ETag='"one"')
    client.get(url)
    server.answers["/a"] = Answer(status=304, headers={"ETag": '"two"'})
    assert client.get(url).body == FEED
    client.get(url)
    assert asked_with(server) == ('"two"', None)


def test_validators_survive_a_restart(client: Client, server: FeedServer) -> None:
    url = server.feed("/a", FEED, ETag='W/"abc"', Last_Modified=DATES[1])
    client.get(url)
    client.restart()
    assert client.get(url).revalidated
    assert asked_with(server) == ('W/"abc"', DATES[1])


def test_a_304_without_a_copy_is_a_problem_and_the_next_request_is_unconditional(
    client: Client, server: FeedServer
) -> None:
    server.answers["/a"] = Answer(status=304)
    assert client.code(server.url("/a")) == "unexpected_status"
    server.feed("/a", FEED)
    assert client.get(server.url("/a")).body == FEED
    assert asked_with(server) == (None, None)


def test_two_feeds_that_differ_in_their_key_alone_get_each_its_own_body(client: Client, server: FeedServer) -> None:
    other = rss([item("Another reader's story", "https://a.example/2")])
    server.feed("/a?api_key=1", FEED, ETag='"same"')
    server.feed("/a?api_key=2", other, ETag='"same"')
    assert client.get(server.url("/a?api_key=1")).body == FEED
    assert client.get(server.url("/a?api_key=2")).body == other
    assert asked_with(server, "/a?api_key=2") == (None, None)


def test_validators_of_the_last_address_do_not_go_to_the_first(client: Client, server: FeedServer) -> None:
    server.feed("/new", FEED, ETag='"abc"')
    server.answers["/a"] = Answer(status=302, headers={"Location": "/new"})
    client.get(server.url("/a"))
    assert client.get(server.url("/a")).http_status == 304
    assert asked_with(server) == (None, None)
    assert asked_with(server, "/new") == ('"abc"', None)


def test_cookies_are_never_sent_back_and_never_stored(client: Client, server: FeedServer) -> None:
    url = server.feed("/a", FEED, ETag='"abc"', Set_Cookie="id=secret-of-a-reader; Path=/")
    client.get(url)
    client.get(url)
    client.restart()
    client.get(url)
    assert all("cookie" not in request.headers for request in server.log)


def test_the_request_names_itself_and_what_it_reads(client: Client, server: FeedServer) -> None:
    client.change(contact="https://council.example/news")
    client.get(server.feed("/a", FEED))
    headers = server.log[0].headers
    assert headers["user-agent"].startswith("cfnews/")
    assert "+https://council.example/news" in headers["user-agent"]
    assert "rss+xml" in headers["accept"]
    assert headers["accept-encoding"] == "gzip, deflate"
    assert not {"referer", "authorization", "cookie", "a-im"} & set(headers)


def test_netrc_is_never_read(client: Client, server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = client.folder.parent / "netrc"
    netrc.write_text("machine 127.0.0.1 login reader password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    server.answers["/moved"] = Answer(status=302, headers={"Location": "/a"})
    server.feed("/a", FEED)
    assert client.get(server.url("/moved")).body == FEED
    assert len(server.log) == 2
    assert all("authorization" not in request.headers for request in server.log)


def test_an_answer_may_depend_on_the_request(client: Client, server: FeedServer) -> None:
    """A server that knows dates alone answers 304 to the date it gave."""

    def by_date(request: Request) -> Answer:
        same = request.headers.get("if-modified-since") == DATES[2]
        return Answer(status=304) if same else Answer(FEED, headers={"Last-Modified": DATES[2]})

    server.answers["/a"] = by_date
    assert client.get(server.url("/a")).http_status == 200
    assert client.get(server.url("/a")).http_status == 304


def test_a_timeout_in_between_keeps_the_validators(client: Client, server: FeedServer) -> None:
    client.change(timeout=0.3, total_timeout=0.6)
    url = server.feed("/a", FEED, ETag='"abc"')
    client.get(url)
    server.answers["/a"] = Answer(FEED, silent=1.0)
    assert client.code(url) in ("timeout", "deadline")
    server.feed("/a", FEED, ETag='"abc"')
    assert client.get(url).http_status == 304


def test_a_server_that_hangs_up_gives_no_validators(client: Client) -> None:
    with raw_server(b"") as url:
        assert client.code(url) == "garbled"
