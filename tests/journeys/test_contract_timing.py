"""The fetching contract, lines 8 to 16: when a feed may be asked. The server's log is the judge.

Names under .example lead to this machine but count as public: to them, all politeness is owed.
"""

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import Any

import pytest

from cfnews.update.run import Run
from tests.journeys.contract import LATER, STORY, codes, fetch, public, resolve_examples, set_clock, titles, wait_of
from tests.loopback import Answer, FeedServer, Request, raw_server, rss
from tests.running import Home

HEADERS = {"Content-Type": "application/rss+xml"}


@pytest.fixture
def press(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    """The server, at public names under .example."""
    resolve_examples(monkeypatch)
    yield server


def publish(home: Home, server: FeedServer, answers: dict[str, Answer], **values: object) -> None:
    """Serves these answers, each at a public name of its own, as feeds that may lead to this machine."""
    for name, answer in answers.items():
        server.answers[f"/{name}"] = answer
    home.write_feeds(
        *[
            {"id": name, "url": public(server, f"/{name}", f"{name}.example"), "allow_private": True, **values}
            for name in answers
        ]
    )


def with_channel(words: str, prefix: str = "") -> bytes:
    """The feed with these elements in its channel, before its items."""
    return (
        rss([STORY]).replace(b"<channel>", f"<channel>{words}".encode()).replace(b"<rss ", f"<rss {prefix} ".encode())
    )


SYNDICATION = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
HOUR, DAILY = 3600, 86400


# line 8
def test_the_next_request_waits_for_the_longest_of_what_reader_server_and_feed_want(
    home: Home, press: FeedServer
) -> None:
    tag = {**HEADERS, "ETag": '"1"'}
    body = rss([STORY])
    ttl, slow = with_channel("<ttl>180</ttl>"), with_channel("<ttl>5</ttl>")
    twice = with_channel(
        "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", SYNDICATION
    )
    expected: dict[str, tuple[Answer, float]] = {
        "plain": (Answer(body, headers=tag), 1),
        "short": (Answer(body, headers={**tag, "Cache-Control": "max-age=60"}), 1),
        "long": (Answer(body, headers={**tag, "Cache-Control": "public, max-age=7200"}), 2),
        "aged": (Answer(body, headers={**tag, "Cache-Control": "max-age=14400", "Age": "3600"}), 3),
        "years": (Answer(body, headers={**tag, "Cache-Control": "max-age=504576000"}), 24),
        "for-ever": (Answer(body, headers={**tag, "Cache-Control": "max-age=1, immutable"}), 1),
        "ttl": (Answer(ttl, headers=tag), 3),
        "ttl-slow": (Answer(slow, headers=tag), 1),
        "sy": (Answer(twice, headers=tag), 12),
        "ttl-and-age": (Answer(ttl, headers={**tag, "Cache-Control": "max-age=14400"}), 4),
        "later": (Answer(body, headers={**tag, "Retry-After": "18000"}), 5),
        "soon": (Answer(body, headers={**tag, "Retry-After": "1"}), 1),
        "busy": (Answer(b"", 503, headers={"Retry-After": "10800"}), 3),
        "busy-soon": (Answer(b"", 503, headers={"Retry-After": "1"}), 1),
        "bare": (Answer(body, headers=HEADERS), 6),
    }
    publish(home, press, {name: answer for name, (answer, _) in expected.items()})
    reports = fetch(home)
    assert {name: wait_of(home, report) for name, report in reports.items()} == {
        name: hours for name, (_, hours) in expected.items()
    }
    press.log.clear()
    for minutes in (59, 61, 121, 179, 181):
        set_clock(home, minutes=minutes)
        fetch(home)
    asked = {name: len(press.asked(f"/{name}")) for name in expected}
    assert {name for name, times in asked.items() if not times} == {
        "years", "sy", "ttl-and-age", "later", "bare",
    }  # fmt: skip
    assert (asked["long"], asked["ttl"], asked["busy"], asked["plain"]) == (1, 1, 1, 3)


# line 8
def test_expires_counts_from_the_servers_own_date_and_nonsense_in_it_does_no_harm(home: Home) -> None:
    body = rss([STORY])

    def head(expires: str) -> bytes:
        lines = f"Date: Mon, 01 Jan 2001 00:00:00 GMT\r\nExpires: {expires}\r\nConnection: close\r\n"
        return f"HTTP/1.1 200 OK\r\n{lines}Content-Length: {len(body)}\r\n\r\n".encode() + body

    with (
        raw_server(head("Mon, 01 Jan 2001 05:00:00 GMT")) as five,
        raw_server(head("Thu, 01 Jan 1970 00:00:00 GMT")) as past,
        raw_server(head("never")) as never,
    ):
        home.write_feeds(*[{"id": f"f{n}", "url": url} for n, url in enumerate((five, past, never))])
        assert [wait_of(home, report) for report in fetch(home).values()] == [5, 1, 1]


# line 9
def test_a_floor_of_an_hour_with_validators_and_of_six_without_whatever_the_reader_wants(
    home: Home, press: FeedServer
) -> None:
    settings = '[settings]\nrefresh_after = "5m"\n'
    publish(home, press, {"tagged": Answer(rss([STORY]), headers={"ETag": '"1"'}), "bare": Answer(rss([LATER]))})
    path = home.folder / "feeds.toml"
    path.write_text(settings + path.read_text())
    for minutes in (0, 6, 59, 60, 119, 120, 359, 360):
        set_clock(home, minutes=minutes)
        fetch(home)
    assert len(press.asked("/tagged")) == 4  # after 0, 60, 120 and 359 minutes
    assert len(press.asked("/bare")) == 2  # after 0 and 360


# line 9
@pytest.mark.parametrize("flags", [["--force"], ["--max-age", "0s"]], ids=["--force", "--max-age"])
def test_a_request_by_hand_is_conditional_and_never_within_ten_minutes(
    home: Home, press: FeedServer, flags: list[str]
) -> None:
    publish(home, press, {"a": Answer(rss([STORY]), headers={"ETag": '"1"'})})
    fetch(home)
    for minutes, asked in ((0, 1), (9, 1), (10, 2), (11, 2), (20, 3)):
        set_clock(home, minutes=minutes)
        fetch(home, *flags)
        assert len(press.log) == asked, minutes
    assert [request.headers.get("if-none-match") for request in press.log] == [None, '"1"', '"1"']


# line 10
def test_the_attempt_is_noted_before_the_request(home: Home, server: FeedServer) -> None:
    noted: list[Any] = []

    def answer(_: Request) -> Answer:
        noted.extend(home.run("feeds", "list", "--json").json["feeds"])
        return Answer(rss([STORY]))

    server.answers["/a"] = answer
    home.write_feeds({"id": "a", "url": server.url("/a")})
    process = home.start("fetch")
    process.communicate(timeout=30)
    assert [(feed["last_attempt_at"], feed["last_success_at"]) for feed in noted] == [("2026-11-20T07:45:00Z", None)]


# line 10
def test_a_run_that_crashes_over_and_over_does_not_ask_over_and_over(
    home: Home, press: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(home, press, {"a": Answer(rss([STORY]), headers={"ETag": '"1"'})})

    def crash(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(Run, "_store", crash)
        for minutes in (0, 1, 2, 9):
            set_clock(home, minutes=minutes)
            home.run("fetch")
    assert len(press.log) == 1
    set_clock(home, minutes=10)
    assert fetch(home)["a"]["status"] == "new"
    assert len(press.log) == 2


# line 10
def test_an_address_that_was_mended_is_asked_at_once(home: Home, press: FeedServer) -> None:
    publish(home, press, {"a": Answer(b"", 404)})
    codes(home)
    publish(home, press, {"b": Answer(rss([STORY]))}, id="a")
    assert fetch(home)["a"]["status"] == "new"


# line 10
def test_without_a_network_nobody_has_to_wait_for_a_second_try(home: Home, press: FeedServer) -> None:
    with raw_server() as url:
        port = url.rpartition(":")[2].partition("/")[0]
    feed = {"id": "a", "url": f"http://news.example:{port}/a", "allow_private": True}
    home.write_feeds(feed)
    assert codes(home) == {"": "nothing_reachable"}
    with socket.create_server(("127.0.0.1", int(port))) as listener:
        threading.Thread(target=_answer_once, args=(listener,), daemon=True).start()
        assert fetch(home)["a"]["status"] == "new"


def _answer_once(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + rss([STORY]))


# line 10
def test_showing_news_never_asks_a_feed_that_is_not_due(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [STORY], ETag='"1"')})
    for arguments in ([], [], ["digest"], ["list"], ["digest", "--fetch"], ["feeds", "list"], ["status"]):
        set_clock(home, minutes=len(arguments))
        assert home.run(*arguments).code == 0
    assert len(server.log) == 1


# line 11
def test_a_clock_that_moved_back_counts_as_due_and_a_far_off_date_is_not_believed(
    home: Home, press: FeedServer
) -> None:
    publish(home, press, {"a": Answer(rss([STORY]), headers={"ETag": '"1"', "Cache-Control": "max-age=86400"})})
    set_clock(home, days=900)  # a machine whose clock was wrong for one run
    fetch(home)
    set_clock(home)
    assert fetch(home)["a"]["http_status"] == 304
    set_clock(home, minutes=5)
    assert fetch(home)["a"]["status"] == "fresh"


# line 11
def test_a_hold_from_a_clock_that_was_wrong_does_not_last_for_years(home: Home, press: FeedServer) -> None:
    publish(home, press, {"a": Answer(b"", 429, headers={"Retry-After": "7200"})})
    set_clock(home, days=900)
    codes(home)
    set_clock(home)
    press.answers["/a"] = Answer(rss([STORY]))
    assert fetch(home)["a"]["status"] == "new"


# line 12
@pytest.mark.parametrize(("words", "hours"), [("7200", 2), ("a date", 2), ("9999999999", 168), ("", 1)])
def test_a_host_that_says_429_is_held_at_once_with_all_its_feeds(
    home: Home, press: FeedServer, words: str, hours: float
) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    wish = {"Retry-After": soon if words == "a date" else words} if words else {}
    publish(home, press, {name: Answer(b"", 429, headers=wish) for name in "abcd"})
    for name in "abcd":  # all on one host
        home.folder.joinpath("feeds.toml").write_text(
            home.folder.joinpath("feeds.toml").read_text().replace(f"//{name}.example", "//press.example")
        )
    first = fetch(home)
    assert len(press.log) == 1
    assert sorted(report["status"] for report in first.values()) == ["failed", "skipped", "skipped", "skipped"]
    for share, asked in ((0.1, 1), (0.98, 1), (1.11, 2)):
        set_clock(home, hours=hours * share)
        codes(home, "--force")
        assert len(press.log) == asked, share


# line 12
def test_a_host_that_goes_on_saying_429_without_a_time_is_left_alone_for_longer_each_time(
    home: Home, press: FeedServer
) -> None:
    press.answers = {f"/{name}": Answer(b"", 429) for name in "abcdefgh"}
    feeds = [{"id": name, "url": public(press, f"/{name}"), "allow_private": True} for name in "abcdefgh"]
    home.write_feeds(*feeds)
    for hour in range(49):
        set_clock(home, hours=hour, minutes=hour)
        codes(home)
    assert 4 <= len(press.log) <= 7


# line 12
def test_a_503_holds_the_feed_and_a_second_one_holds_the_host(home: Home, press: FeedServer) -> None:
    names = [f"f{number}" for number in range(6)]
    for name in names:
        press.feed(f"/{name}", [STORY], ETag='"1"')
    home.write_feeds(*[{"id": n, "url": public(press, f"/{n}"), "allow_private": True} for n in names])
    press.answers["/f3"] = Answer(b"", 503, headers={"Retry-After": "7200"})
    reports = fetch(home)
    assert [name for name, report in reports.items() if report["status"] == "failed"] == ["f3"]
    assert len(press.log) == 6
    for name in names:
        press.answers[f"/{name}"] = Answer(b"", 503, headers={"Retry-After": "7200"})
    set_clock(home, hours=3)
    press.log.clear()
    reports = fetch(home)
    assert len(press.log) == 2
    assert sorted(report["status"] for report in reports.values()) == ["failed"] * 2 + ["skipped"] * 4
    set_clock(home, hours=4)
    codes(home, "--force")
    assert len(press.log) == 2


# line 12
def test_the_host_that_answers_is_the_one_that_is_held_not_the_one_that_led_there(
    home: Home, press: FeedServer
) -> None:
    busy = public(press, "/busy", "busy.example")
    press.answers["/a"] = Answer(status=302, headers={"Location": busy})
    press.answers["/busy"] = Answer(b"", 429, headers={"Retry-After": "7200"})
    press.feed("/b", [STORY], ETag='"1"')
    home.write_feeds(
        {"id": "a", "url": public(press, "/a"), "allow_private": True},
        {"id": "b", "url": public(press, "/b"), "allow_private": True},
    )
    reports = fetch(home)
    assert (reports["a"]["status"], reports["b"]["status"]) == ("failed", "new")
    home.write_feeds({"id": "c", "url": busy, "allow_private": True})
    assert fetch(home)["c"]["status"] == "skipped"
    assert len(press.asked("/busy")) == 1


# line 12
def test_nothing_is_asked_again_at_once(home: Home, server: FeedServer) -> None:
    bad = [Answer(b"", status) for status in (400, 403, 404, 408, 425, 429, 500, 502, 503, 504)]
    for number, answer in enumerate(bad):
        server.answers[f"/{number}"] = answer
    server.answers["/429"] = Answer(b"", 429, headers={"Retry-After": "0"})
    with FeedServer() as other:
        other.answers["/0"] = Answer(b"", 429, headers={"Retry-After": "0"})
        feeds = [{"id": f"f{number}", "url": server.url(f"/{number}")} for number in range(len(bad)) if number != 5]
        home.write_feeds(*feeds, {"id": "zero", "url": other.url("/0")})
        codes(home)
        assert len(other.log) == 1
    assert len({request.path for request in server.log}) == len(server.log) == len(bad) - 1


# line 13
def test_a_feed_that_fails_waits_longer_each_time_and_is_never_given_up(home: Home, press: FeedServer) -> None:
    publish(home, press, {name: Answer(b"", 500) for name in "ab"})
    waits: dict[str, list[float]] = {"a": [], "b": []}
    for _ in range(14):
        reports = fetch(home)
        for name, report in reports.items():
            assert report["status"] == "failed"
            waits[name].append(wait_of(home, report))
        home.now = max(report["next_fetch_at"] for report in reports.values())
    for found in waits.values():
        bases = [1, 2, 4, 8, 16, *[24] * 9]
        assert all(base <= wait <= base * 1.1 + 0.01 for base, wait in zip(bases, found, strict=True))
    assert waits["a"] != waits["b"]
    assert len(press.log) == 28
    assert {feed["failures"] for feed in home.run("feeds", "list", "--json").json["feeds"]} == {14}


# line 14
@pytest.mark.parametrize("before", [[], [500], [500, 404, 503]], ids=["at once", "after a 500", "after three errors"])
def test_a_feed_that_is_gone_is_asked_once_more_on_another_day(
    home: Home, press: FeedServer, before: list[int]
) -> None:
    publish(home, press, {"a": Answer(rss([STORY]))})
    fetch(home)
    for number, status in enumerate([*before, 410]):
        press.answers["/a"] = Answer(b"", status)
        set_clock(home, days=number + 1)
        reports = fetch(home)
    assert (reports["a"]["status"], reports["a"]["error"]["retryable"]) == ("gone", False)
    last, first = len(before) + 1, len(press.log)
    for days, more in ((1, 0), (13, 0), (15, 1), (16, 1), (60, 1), (400, 1)):
        set_clock(home, days=last + days)
        assert fetch(home)["a"]["status"] == "gone"
        assert len(press.log) == first + more, days
    assert len(titles(home)) == 1
    press.feed("/a", [LATER, STORY])
    assert fetch(home, "--force")["a"]["status"] == "new"


# line 14
def test_a_feed_whose_second_410_never_came_is_not_given_up(home: Home, press: FeedServer) -> None:
    publish(home, press, {"a": Answer(b"", 410)})
    fetch(home)
    press.answers["/a"] = Answer(b"", 502)
    set_clock(home, days=15)
    fetch(home)
    press.feed("/a", [STORY])
    set_clock(home, days=17)
    assert fetch(home)["a"]["status"] == "new"


# line 15
def test_a_public_host_has_one_connection_one_request_in_flight_and_a_pause_between_two(
    home: Home, press: FeedServer
) -> None:
    names = [f"f{number}" for number in range(4)]
    for name in names:
        press.answers[f"/{name}"] = Answer(rss([STORY]), headers={"ETag": '"1"'}, silent=0.03)
    home.write_feeds(*[{"id": n, "url": public(press, f"/{n}"), "allow_private": True} for n in names])
    fetch(home)
    assert press.most_at_once == 1
    assert len({request.port for request in press.log}) == 1
    times = [request.at for request in press.log]
    assert all(later - earlier >= 0.25 for earlier, later in pairwise(times))


# line 15
def test_a_bridge_on_this_machine_is_asked_for_several_feeds_at_once(home: Home, server: FeedServer) -> None:
    for number in range(20):
        server.answers[f"/{number}"] = Answer(b"", 500, silent=0.1)
    home.write_feeds(*[{"id": f"f{number}", "url": server.url(f"/{number}")} for number in range(20)])
    codes(home, "--jobs", "4")
    assert 2 <= server.most_at_once <= 4


# line 15
def test_the_order_of_feeds_follows_the_clock(home: Home, server: FeedServer) -> None:
    home.write_feeds(*[{"id": f"f{number}", "url": server.url(f"/{number}")} for number in range(8)])
    orders = []
    for minutes in (0, 0, 1, 2):
        set_clock(home, minutes=minutes)
        server.log.clear()
        codes(home, "--force")
        orders.append(tuple(request.path for request in server.log))
    assert orders[0] == orders[1]
    assert len(set(orders)) == 3


# line 16
def test_hours_and_days_that_a_feed_leaves_out_are_left_out_unless_forced(home: Home, press: FeedServer) -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in (*range(9, 16), 24))
    body = with_channel(f"<skipHours>{hours}</skipHours><skipDays><day>Saturday</day><day>Sunday</day></skipDays>")
    publish(home, press, {"a": Answer(body, headers={**HEADERS, "ETag": '"1"'})})
    fetch(home)  # Friday, 07:45
    asked = [1]
    for length in ({"hours": 2}, {"hours": 8}, {"hours": 9}, {"hours": 17}, {"days": 2}, {"days": 3}):
        set_clock(home, **length)
        reports = fetch(home)
        asked.append(len(press.log))
    #      07:45, 09:45, 15:45, 16:45, Saturday 00:45, Sunday 07:45, Monday 07:45
    assert asked == [1, 1, 1, 2, 2, 2, 3]
    set_clock(home, days=3, hours=2)
    (report,) = fetch(home).values()
    assert (report["status"], len(report["notes"])) == ("fresh", 1)
    assert len(press.log) == 3
    assert fetch(home, "--force")["a"]["http_status"] == 304
    assert reports
