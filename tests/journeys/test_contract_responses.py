"""The fetching contract, lines 24 to 28 and 30: what a server may send, and what it may cost. The log is the judge."""

import gzip
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.contract import LATER, STORY, codes, fetch, public, resolve_examples, set_clock, titles, validators
from tests.loopback import Answer, FeedServer, item, raw_server, rss
from tests.running import Home

PAGE = b"<!DOCTYPE html><html><head><title>Just a moment</title></head><body>Are you human?</body></html>"
OK = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
TITLE = "Children’s café – now open in the old library"


# line 24
def test_one_deadline_covers_headers_body_and_every_hop_and_a_cap_ends_the_reading(
    home: Home, server: FeedServer
) -> None:
    for number in range(5):
        server.answers[f"/{number}"] = Answer(status=302, headers={"Location": f"/{number + 1}"}, silent=0.5)
    server.feed("/5", [LATER])
    bomb = gzip.compress(b"<rss>" + b" " * 30_000_000)
    with (
        FeedServer() as good,
        FeedServer() as packed,
        raw_server(OK, *[b"X-Slow: y\r\n"] * 100, pause=0.1) as slow_head,
        raw_server(OK + b"\r\n<rss>", *[b" "] * 100, pause=0.1) as slow_body,
        raw_server(OK + b"Content-Length: 99000000\r\n\r\n", linger=5) as declared,
        raw_server(OK + b"\r\n<rss>", *[b" " * 1_000_000] * 30) as endless,
    ):
        packed.answers["/bomb"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
        hostile = {"hops": server.url("/0"), "head": slow_head, "body": slow_body}
        hostile |= {"declared": declared, "endless": endless, "bomb": packed.url("/bomb")}
        home.write_feeds(
            *[{"id": name, "url": url} for name, url in hostile.items()],
            {"id": "good", "url": good.feed("/a", [STORY])},
        )
        started = time.monotonic()
        found = codes(home, "--timeout", "1")
        took = time.monotonic() - started
    assert found == {
        "hops": "deadline",
        "head": "deadline",
        "body": "deadline",
        "declared": "too_large",
        "endless": "too_large",
        "bomb": "too_large",
        "good": "",
    }
    assert took < 6  # one deadline, not one for each, on a busy machine
    assert len(titles(home)) == 1


# line 25
def test_packed_bodies_are_unpacked_and_broken_ones_are_errors(home: Home, server: FeedServer) -> None:
    body = rss([STORY])
    short = f"Content-Length: {len(body) + 9}\r\n\r\n".encode() + body
    chunk = b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(body) + body
    server.answers["/named"] = Answer(gzip.compress(body), headers={"Content-Encoding": "gzip"})
    server.answers["/not-named"] = Answer(gzip.compress(body))
    server.answers["/wrong"] = Answer(body, headers={"Content-Encoding": "gzip"})
    with (
        raw_server(OK + short) as cut,
        raw_server(OK + chunk + b"\r\nzz\r\n") as bad,
        raw_server(OK + chunk) as open_end,
    ):
        home.write_feeds(
            *[{"id": name, "url": server.url(f"/{name}")} for name in ("named", "not-named", "wrong")],
            *[{"id": name, "url": url} for name, url in (("cut", cut), ("bad", bad), ("open-end", open_end))],
        )
        assert codes(home) == {
            "named": "",
            "not-named": "",
            "wrong": "garbled",
            "cut": "garbled",
            "bad": "garbled",
            "open-end": "garbled",
        }


def document(declared: str = "", title: str = TITLE) -> str:
    """A feed with this encoding in its declaration."""
    return (
        rss([item(title, "https://a.example/1")])
        .decode()
        .replace("?>", f' encoding="{declared}"?>' if declared else "?>", 1)
    )


# line 26
@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (document().encode(), "text/xml"),
        (document("utf-8").encode(), "text/xml"),
        (document("utf-8").encode(), "text/plain"),
        (document().encode(), "application/rss+xml"),
        (document("iso-8859-1").encode(), "application/rss+xml; charset=utf-8"),
        (document("utf-8").encode("cp1252"), 'text/xml; charset="windows-1252"'),
        (document("windows-1252").encode("cp1252"), "application/xml"),
        (b"\xef\xbb\xbf" + document("iso-8859-1").encode(), "application/xml"),
        (b"\xef\xbb\xbf" + document().encode(), "text/xml; charset=iso-8859-1"),
        (b"\xef\xbb\xbf" + document("utf-8").encode(), "application/rss+xml; charset=windows-1252"),
        (document("utf-16").encode("utf-16"), "application/xml"),
        (document().encode("utf-16"), "text/xml; charset=utf-8"),
    ],
    ids=[
        "text/xml is UTF-8",
        "declared in text/xml",
        "declared in text/plain",
        "UTF-8 by default",
        "the header over the declaration",
        "the header over the declaration, in text/xml",
        "the declaration",
        "the mark over the declaration",
        "the mark over the header",
        "the mark over the header, in RSS",
        "UTF-16 by its mark",
        "UTF-16 by its mark over the header",
    ],
)
def test_the_encoding_is_told_by_a_mark_then_the_header_then_the_declaration(
    home: Home, server: FeedServer, body: bytes, content_type: str
) -> None:
    server.answers["/a"] = Answer(body, headers={"Content-Type": content_type})
    home.write_feeds({"id": "a", "url": server.url("/a")})
    fetch(home)
    assert titles(home) == {TITLE}


# line 27
def test_a_challenge_or_a_page_is_told_as_such_and_the_old_stories_stay(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [STORY], ETag='"1"')})
    fetch(home)
    challenge = {"cf-mitigated": "challenge", "Content-Type": "text/html"}
    for days, answer, code in (
        (1, Answer(PAGE, headers=challenge), "blocked"),
        (2, Answer(PAGE, 403, headers=challenge), "blocked"),
        (3, Answer(PAGE, 503, headers=challenge), "blocked"),
        (4, Answer(b"forbidden", 403), "blocked"),
        (7, Answer(PAGE, headers={"Content-Type": "text/html"}), "not_a_feed"),
        (10, Answer(PAGE, headers={"Content-Type": "application/rss+xml"}), "not_a_feed"),
    ):
        server.answers["/a"] = answer
        set_clock(home, days=days)
        assert codes(home, "--force") == {"a": code}, days
        assert len(titles(home)) == 1
    server.feed("/a", [STORY], ETag='"1"')
    set_clock(home, days=14)
    assert fetch(home)["a"]["http_status"] == 304


# line 28
def test_answers_that_are_no_whole_feed_are_errors_even_with_a_feed_in_them(home: Home, server: FeedServer) -> None:
    odd = [201, 202, 203, 204, 205, 206, 226, 300, 301, 302, 303, 305, 307, 308]
    for status in odd:
        server.answers[f"/{status}"] = Answer(b"" if status == 204 else rss([STORY]), status, headers={"ETag": '"1"'})
    home.write_feeds(*[{"id": f"s{status}", "url": server.url(f"/{status}")} for status in odd])
    for _ in range(2):
        assert set(codes(home, "--force").values()) == {"unexpected_status"}
    assert titles(home) == set()
    assert {validators(request) for request in server.log} == {(None, None)}


@contextmanager
def hinting(delay: float) -> Iterator[tuple[str, list[str]]]:
    """A server that sends a 103 before each answer, and keeps its connections; gives its address and its log."""
    log: list[str] = []

    def talk(connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as lines:
            while first := lines.readline():
                path = first.split()[1].decode()
                log.append(path)
                while lines.readline().strip():
                    pass
                connection.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n")
                time.sleep(delay)
                body = rss([item(f"The story of {path} and of nothing else", f"https://a.example{path}")])
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    def serve(listener: socket.socket) -> None:
        while True:
            try:
                connection = listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=_quietly, args=(talk, connection), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", log
        listener.shutdown(socket.SHUT_RDWR)


def _quietly(talk: Any, connection: socket.socket) -> None:
    try:
        talk(connection)
    except OSError:
        return


# line 28
def test_a_103_is_an_error_and_what_follows_it_answers_no_other_feed(home: Home) -> None:
    with hinting(0.05) as (url, log):
        home.write_feeds(*[{"id": f"f{number}", "url": f"{url}/{number}"} for number in range(4)])
        assert set(codes(home).values()) == {"unexpected_status"}
        assert sorted(log) == ["/0", "/1", "/2", "/3"]
    assert titles(home) == set()


# line 30
def test_a_hostile_feed_does_not_delay_the_others(home: Home, server: FeedServer) -> None:
    with raw_server(linger=20) as silent, raw_server(OK + b"\r\n<rss>", linger=20) as stuck:
        home.write_feeds(
            {"id": "silent", "url": silent},
            {"id": "stuck", "url": stuck},
            *[{"id": f"good-{n}", "url": server.feed(f"/{n}", [item(f"Good story number {n}")])} for n in range(5)],
        )
        process = home.start("fetch", "--json", "--timeout", "8")
        try:
            started = time.monotonic()
            while len(titles(home)) < 5:
                assert time.monotonic() - started < 6
                time.sleep(0.05)
            assert process.poll() is None  # it still waits for the two
        finally:
            process.kill()
            process.communicate(timeout=20)


# line 30
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_an_end_from_outside_takes_half_a_second(home: Home, server: FeedServer, number: signal.Signals) -> None:
    with raw_server(linger=20) as silent, raw_server(OK + b"\r\n<rss>", *[b" "] * 100, pause=0.2) as drip:
        home.write_feeds(
            {"id": "silent", "url": silent}, {"id": "drip", "url": drip}, {"id": "a", "url": server.feed("/a", [STORY])}
        )
        process = home.start("fetch")
        try:
            while not titles(home):
                time.sleep(0.02)
            process.send_signal(number)
            started = time.monotonic()
            process.wait(10)
            took = time.monotonic() - started
        finally:
            process.kill()
            process.communicate(timeout=20)
    assert took < (0.5 if len(os.sched_getaffinity(0)) > 1 and os.getloadavg()[0] < 1.5 else 2)
    assert process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143}[number]


# line 30
def test_feeds_that_a_broken_off_run_had_not_come_to_are_due_at_once(
    home: Home, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_examples(monkeypatch)
    names = [f"f{number}" for number in range(6)]
    for name in names:
        server.feed(f"/{name}", [item(f"The story of {name} alone")], ETag='"1"')
        server.answers[f"/{name}"] = Answer(server.answers[f"/{name}"].body, silent=0.4)  # type: ignore[union-attr]
    home.write_feeds(*[{"id": n, "url": public(server, f"/{n}"), "allow_private": True} for n in names])

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("cfnews.update.run.Run._take", ended)
        assert home.run("fetch").code == 130
    asked = [request.path for request in server.log]
    assert 1 <= len(asked) < 6
    statuses = {name: report["status"] for name, report in fetch(home).items()}
    time.sleep(0.3)
    assert {name for name, status in statuses.items() if status == "fresh"} <= {path[1:] for path in asked}
    assert sum(status == "new" for status in statuses.values()) >= 4
    set_clock(home, minutes=10)
    fetch(home)
    assert len(titles(home)) == 6


# line 30
def test_the_exit_code_and_the_json_tell_of_each_feed_how_it_went(home: Home, server: FeedServer) -> None:
    plain = {"unchanged": Answer(rss([STORY]), headers={"ETag": '"1"'}), "ok": Answer(rss([LATER]))}
    home.write_feeds(*[{"id": name, "url": server.url(f"/{name}")} for name in plain])
    server.answers |= {f"/{name}": answer for name, answer in plain.items()}
    assert home.run("fetch").code == 0
    bad = {
        "gone": (Answer(b"", 410), "gone"),
        "blocked": (Answer(b"", 403), "blocked"),
        "too-large": (Answer(b"<rss>" + b" " * 20_001), "too_large"),
        "parse": (Answer(b"<rss><channel><title>x"), "parse"),
        "page": (Answer(PAGE), "not_a_feed"),
        "lost": (Answer(b"", 404), "http_4xx"),
        "broken": (Answer(b"", 500), "http_5xx"),
    }
    server.answers |= {f"/{name}": answer for name, (answer, _) in bad.items()}
    server.feed("/ok", [LATER, item("A third story to go with the others")])
    with FeedServer() as limiting, raw_server(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<") as cut:
        limiting.answers["/a"] = Answer(b"", 429)
        home.write_feeds(
            *[{"id": name, "url": server.url(f"/{name}")} for name in [*plain, *bad]],
            {"id": "limited", "url": limiting.url("/a")},
            {"id": "cut", "url": cut},
            before='[settings]\nmax_bytes = "20KB"\n',
        )
        result = home.run("fetch", "--json", "--force")
    assert result.code == 4
    feeds = {feed["id"]: feed for feed in result.json["feeds"]}
    assert {name: feed["status"] for name, feed in feeds.items() if not feed["error"]} == {
        "unchanged": "unchanged",
        "ok": "new",
    }
    assert {name: feed["error"]["code"] for name, feed in feeds.items() if feed["error"]} == {
        **{name: code for name, (_, code) in bad.items()},
        "limited": "rate_limited",
        "cut": "garbled",
    }
    assert Path(home.folder / "cfnews.db").exists()
