"""The fetching contract, lines 1 to 7 and 29: conditional requests. The server's log is the judge."""

import shutil
import time
from typing import Any

import pytest

from cfnews.update.run import Run
from tests.journeys.contract import LATER, STORY, codes, fetch, set_clock, titles, validators
from tests.loopback import Answer, FeedServer, Request, rss
from tests.running import Home

TAGS = ['"abc"', 'W/"abc"', "abc", '"abc-gzip"', '"a b;c, d"']
DATES = ["Fri, 20 Nov 2026 07:00:00 GMT", "2026-11-20 07:00:00", "yesterday"]
PAGE = b"<!DOCTYPE html><html><body>Please log in</body></html>"


# line 1
def test_every_later_request_carries_the_validators_byte_for_byte(home: Home, server: FeedServer) -> None:
    given: dict[str, tuple[str | None, str | None]] = {}
    for number, tag in enumerate(TAGS):
        server.feed(f"/tag-{number}", [STORY], ETag=tag)
        given[f"/tag-{number}"] = (tag, None)
    for number, date in enumerate(DATES):
        server.feed(f"/date-{number}", [STORY], Last_Modified=date)
        given[f"/date-{number}"] = (None, date)
    server.feed("/both", [STORY], ETag=TAGS[1], Last_Modified=DATES[1])
    server.feed("/neither", [STORY])
    given |= {"/both": (TAGS[1], DATES[1]), "/neither": (None, None)}
    home.write_feeds(*[{"id": path[1:], "url": server.url(path)} for path in given])
    fetch(home)
    set_clock(home, hours=7)
    fetch(home)
    set_clock(home, hours=14)
    fetch(home)
    for path, expected in given.items():
        assert [validators(request) for request in server.asked(path)] == [(None, None), expected, expected]


# line 2
def test_new_validators_replace_the_old_on_a_200_with_the_same_body_and_on_a_304(
    home: Home, server: FeedServer
) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [STORY], ETag='"1"', Last_Modified=DATES[0])})
    fetch(home, "--force")
    server.feed("/a", [STORY], ETag='"2"', Last_Modified=DATES[1])
    assert fetch(home, "--force")["a"]["status"] == "unchanged"
    server.answers["/a"] = Answer(status=304, headers={"ETag": '"3"', "Last-Modified": DATES[2]})
    assert fetch(home, "--force")["a"]["status"] == "unchanged"
    fetch(home, "--force")
    assert [validators(request) for request in server.asked("/a")] == [
        (None, None),
        ('"1"', DATES[0]),
        ('"2"', DATES[1]),
        ('"3"', DATES[2]),
    ]


# line 3
def test_validators_survive_errors_faulty_bodies_and_a_new_name_of_the_reader(home: Home, server: FeedServer) -> None:
    url = server.feed("/a", [STORY], ETag='"1"', Vary="User-Agent, Accept-Encoding")
    home.write_feeds({"id": "a", "url": url})
    assert fetch(home)["a"]["status"] == "new"
    spoilt = [Answer(b"", status) for status in (404, 429, 500, 503)]
    spoilt += [Answer(b"junk that is no feed", headers={"ETag": '"junk"', "Content-Type": "text/plain"})]
    spoilt += [Answer(rss([STORY]), silent=0.8)]
    for number, answer in enumerate(spoilt, 1):
        server.answers["/a"] = answer
        set_clock(home, days=number * 2)
        codes(home, "--force", "--timeout", "0.5")
    home.write_feeds({"id": "a", "url": url}, before='[settings]\ncontact = "desk@council.example"\n')
    server.feed("/a", [STORY], ETag='"1"')
    set_clock(home, days=20)
    assert fetch(home, "--force")["a"]["http_status"] == 304
    assert len(server.log) == len(spoilt) + 2
    assert {validators(request) for request in server.log[1:]} == {('"1"', None)}


# line 3
def test_validators_survive_a_first_run_that_is_killed(home: Home, server: FeedServer) -> None:
    with FeedServer() as slow:
        slow.answers["/b"] = Answer(rss([LATER]), silent=5)
        home.write_feeds({"id": "a", "url": server.feed("/a", [STORY], ETag='"1"')}, {"id": "b", "url": slow.url("/b")})
        process = home.start("fetch")
        try:
            while not (server.log and slow.log and titles(home)):
                time.sleep(0.01)
        finally:
            process.kill()
            process.communicate(timeout=20)
        slow.feed("/b", [LATER])
        fetch(home, "--force")
    assert [validators(request) for request in server.log] == [(None, None), ('"1"', None)]
    assert len(titles(home)) == 2


# line 4
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/rss+xml"),
        (PAGE, "text/html"),
        (PAGE, "application/rss+xml"),
        (b"Down for maintenance", "text/plain"),
        (b'{"error": "no such feed"}', "application/json"),
        (rss([STORY, LATER])[:-120], "application/rss+xml"),
    ],
    ids=["empty", "page", "page named a feed", "words", "JSON", "cut short"],
)
def test_what_is_no_whole_feed_never_becomes_what_has_not_changed(
    home: Home, server: FeedServer, body: bytes, kind: str
) -> None:
    home.write_feeds({"id": "a", "url": server.url("/a")})
    server.answers["/a"] = Answer(body, headers={"ETag": '"bad"', "Content-Type": kind})
    fetch(home, "--force")
    server.feed("/a", [STORY], ETag='"good"')
    fetch(home, "--force")
    server.answers["/a"] = Answer(body, headers={"ETag": '"bad"', "Content-Type": kind})
    fetch(home, "--force")
    server.feed("/a", [LATER, STORY], ETag='"new"')
    assert fetch(home, "--force")["a"]["http_status"] == 200
    assert '"bad"' not in {validators(request)[0] for request in server.log}
    assert validators(server.log[-1]) == ('"good"', None)
    assert len(titles(home)) == 2


# line 4
def test_a_body_cut_where_nothing_says_how_long_it_is_leaves_no_validators(home: Home, server: FeedServer) -> None:
    whole = rss([STORY, LATER])
    server.answers["/a"] = Answer(whole[:-60], headers={"ETag": '"1"'})
    home.write_feeds({"id": "a", "url": server.url("/a")})
    report = fetch(home)["a"]
    assert report["error"] or any("forgiven" in note for note in report["notes"])
    server.feed("/a", whole, ETag='"1"')
    assert fetch(home, "--force")["a"]["http_status"] == 200
    assert validators(server.log[-1]) == (None, None)
    assert len(titles(home)) == 2


# line 5
def test_unchanged_without_a_copy_is_an_error_and_clears_the_validators_once(home: Home, server: FeedServer) -> None:
    server.answers["/a"] = Answer(status=304, headers={"ETag": '"1"'})
    home.write_feeds({"id": "a", "url": server.url("/a")})
    first = fetch(home)["a"]
    assert (first["status"], first["error"]["code"], first["http_status"]) == ("failed", "unexpected_status", 304)
    server.feed("/a", [STORY], ETag='"1"')
    assert fetch(home, "--force")["a"]["status"] == "new"
    shutil.rmtree(home.folder / "cache")
    fetch(home, "--force")
    fetch(home, "--force")
    tags = [validators(request)[0] for request in server.log]
    assert tags == [None, None, None, '"1"']


# line 6
@pytest.mark.parametrize("tag", ["", '"1"'])
def test_a_date_in_2038_is_not_sent_back(home: Home, server: FeedServer, tag: str) -> None:
    named = {"ETag": tag} if tag else {}
    url = server.feed("/a", [STORY], Last_Modified="Tue, 19 Jan 2038 03:14:07 GMT", **named)
    home.write_feeds({"id": "a", "url": url})
    fetch(home, "--force")
    fetch(home, "--force")
    assert validators(server.log[-1]) == (tag or None, None)


# line 7
@pytest.mark.parametrize("redirected", [False, True], ids=["at its address", "after a redirect"])
def test_after_28_days_of_unchanged_all_of_the_feed_is_asked_for_once(
    home: Home, server: FeedServer, redirected: bool
) -> None:
    server.feed("/a", [STORY], ETag='"for ever"')
    server.answers["/to-a"] = Answer(status=302, headers={"Location": "/a"})
    home.write_feeds({"id": "a", "url": server.url("/to-a" if redirected else "/a")})
    for day, status in ((0, 200), (1, 304), (27, 304), (29, 200), (30, 304), (56, 304), (58, 200)):
        set_clock(home, days=day)
        assert fetch(home)["a"]["http_status"] == status, day
    tags = [validators(request)[0] for request in server.asked("/a")]
    assert [tag is None for tag in tags] == [True, False, False, True, False, False, True]


# line 29
def test_a_body_seen_before_is_not_read_again(home: Home, server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    home.write_feeds(
        {"id": "tagged", "url": server.feed("/tagged", [STORY], ETag='"1"')},
        {"id": "plain", "url": server.feed("/plain", [LATER])},
    )
    fetch(home)
    read: list[Any] = []
    monkeypatch.setattr("cfnews.update.workers.Workers.read", lambda *arguments: read.append(arguments))
    reports = fetch(home, "--force")
    assert {name: (one["status"], one["http_status"]) for name, one in reports.items()} == {
        "tagged": ("unchanged", 304),
        "plain": ("unchanged", 200),
    }
    assert read == []


# line 29
def test_a_body_that_came_but_was_never_stored_is_read_when_the_server_says_unchanged(
    home: Home, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [STORY], ETag='"1"')})

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Run, "_store", ended)
        assert home.run("fetch").code == 130
    assert titles(home) == set()
    report = fetch(home)["a"]
    assert (report["http_status"], report["status"], report["new"]) == (304, "new", 1)
    assert len(titles(home)) == 1


# line 29
def test_a_changed_body_that_was_never_stored_is_read_as_well(
    home: Home, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [STORY], ETag='"1"')})
    fetch(home)

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    server.feed("/a", [LATER, STORY], ETag='"2"')
    with monkeypatch.context() as broken:
        broken.setattr(Run, "_store", ended)
        home.run("fetch", "--force")
    server.answers["/a"] = _unchanged_for('"2"')
    assert fetch(home, "--force")["a"]["new"] == 1


def _unchanged_for(tag: str) -> Any:
    def answer(request: Request) -> Answer:
        return Answer(status=304 if validators(request)[0] == tag else 500)

    return answer
