"""Refreshing: what each feed reports, what is known again, what is new, and what a failure costs."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import Answer, FeedServer, item, raw_server, rss
from tests.running import Home, Result

COUNTED = ("new", "updated", "unchanged", "duplicates", "filtered", "rejected")
HUB = item("Council opens a family hub in the old library", "https://a.example/hub", guid="1", hours_ago=3)
PAY = item("Foster carers to be paid more from next April", "https://a.example/pay", guid="2", hours_ago=2)
PLAN = item("Directors publish a plan for children in care", "https://a.example/plan", guid="3", hours_ago=1)


@pytest.fixture(autouse=True)
def _sums(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test is about: the counts of every fetch in JSON add up."""
    run = Home.run

    def checked(self: Home, *arguments: str, **more: str) -> Result:
        result = run(self, *arguments, **more)
        if "fetch" in arguments and "--json" in arguments and result.out:
            check_sums(result.json)
        return result

    monkeypatch.setattr(Home, "run", checked)


def check_sums(report: Any) -> None:
    """Every feed's entries are accounted for, and the totals are the feeds' together."""
    for feed in report["feeds"]:
        assert feed["entries"] == sum(feed[name] for name in COUNTED), feed
    counts = report["counts"]
    assert counts["feeds"] == len(report["feeds"]) == counts["ok"] + counts["failed"]
    assert counts["failed"] == sum(feed["error"] is not None for feed in report["feeds"])
    for name in ("entries", *COUNTED):
        assert counts[name] == sum(feed[name] for feed in report["feeds"])


def fetch(home: Home, *more: str, code: int = 0) -> Any:
    """What `fetch --json` says, all feeds due."""
    result = home.run("fetch", "--force", "--json", *more)
    assert result.code == code, result.err
    return result.json


def only(report: Any) -> Any:
    """The report of the one feed."""
    (feed,) = report["feeds"]
    return feed


def stories(home: Home, *more: str) -> list[Any]:
    """All that is stored."""
    listed: list[Any] = home.run("list", "--json", "--limit", "0", *more).json["stories"]
    return listed


def titles(home: Home, *more: str) -> set[str]:
    """The titles of all that is stored."""
    return {story["title"] for story in stories(home, *more)}


# --- one feed, again and again --------------------------------------------------------------------------


def test_statuses_follow_what_a_feed_does(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [PAY, HUB], ETag='"1"')})
    first = only(fetch(home))
    assert (first["status"], first["http_status"], first["entries"], first["new"]) == ("new", 200, 2, 2)
    second = only(fetch(home))
    assert (second["status"], second["http_status"], second["new"]) == ("unchanged", 304, 0)
    server.feed("/a", [PLAN, PAY, HUB], ETag='"2"')
    third = only(fetch(home))
    assert (third["status"], third["new"], third["unchanged"]) == ("new", 1, 2)
    fourth = only(home.run("fetch", "--json").json)
    assert (fourth["status"], fourth["http_status"], len(server.log)) == ("fresh", None, 3)


def test_a_feed_without_validators_that_says_the_same_is_unchanged(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [PAY, HUB])})
    fetch(home)
    again = only(fetch(home))
    assert (again["status"], again["http_status"], again["new"], again["updated"]) == ("unchanged", 200, 0, 0)


def test_a_feed_is_asked_again_when_it_is_due(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [HUB], ETag='"1"')})
    home.run("fetch")
    for now, asked in (("2026-11-20T08:30:00Z", 1), ("2026-11-20T08:45:00Z", 2), ("2026-11-20T09:00:00Z", 2)):
        home.now = now
        assert home.run("fetch").code == 0
        assert len(server.log) == asked


def test_max_age_asks_sooner(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [HUB])})
    home.run("fetch")
    home.now = "2026-11-20T08:00:00Z"
    assert only(home.run("fetch", "--json", "--max-age", "20m").json)["status"] == "fresh"
    assert only(home.run("fetch", "--json", "--max-age", "10m").json)["status"] == "unchanged"
    assert home.run("fetch", "--max-age", "soon").code == 2


def test_new_ids_for_old_pages_are_no_news(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [PLAN, PAY, HUB])})
    fetch(home)
    before = stories(home)
    renumbered = [part.replace("</guid>", "-2026</guid>") for part in (PLAN, PAY, HUB)]
    server.feed("/a", renumbered)
    assert only(fetch(home))["new"] == 0
    assert stories(home) == before


def test_a_host_that_moves_is_no_news(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [PLAN, PAY, HUB])})
    fetch(home)
    before = {story["id"] for story in stories(home)}
    server.feed(
        "/a", [part.replace("https://a.example/", "https://news.elsewhere.example/") for part in (PLAN, PAY, HUB)]
    )
    report = only(fetch(home))
    assert (report["entries"], report["new"]) == (3, 0)
    assert {story["id"] for story in stories(home)} == before


def test_dates_that_move_are_no_news_and_the_first_date_stays(home: Home, server: FeedServer) -> None:
    home.write_feeds(
        {"id": "a", "url": server.feed("/a", [item("A plan for children in care", "https://a.example/1")])}
    )
    fetch(home)
    before = [story["published_at"] for story in stories(home)]
    server.feed("/a", [item("A plan for children in care", "https://a.example/1", hours_ago=0.1)])
    report = only(fetch(home))
    assert (report["new"], report["status"]) == (0, "unchanged")
    assert [story["published_at"] for story in stories(home)] == before


def test_an_old_item_that_comes_back_is_no_news(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [PAY, HUB])})
    fetch(home)
    home.run("digest", "--new")
    server.feed("/a", [PLAN])
    fetch(home)
    home.run("digest", "--new")
    home.now = "2026-11-24T07:45:00Z"
    server.feed("/a", [PLAN, HUB])
    assert only(fetch(home))["new"] == 0
    assert home.run("digest", "--new", "--json").json["stories"] == []
    assert len(stories(home)) == 3


def test_an_entry_twice_in_one_feed_is_one_story(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [HUB, PAY, HUB])})
    report = only(fetch(home))
    assert (report["entries"], report["new"], report["duplicates"]) == (3, 2, 1)


def test_an_entry_with_nothing_to_show_is_rejected_and_counted(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [HUB, "<item><category>x</category></item>"])})
    report = only(fetch(home))
    assert (report["entries"], report["new"], report["rejected"]) == (2, 1, 1)


def test_an_edited_headline_is_an_update_with_its_history(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [HUB, PAY])})
    fetch(home)
    assert not any(story["revised"] for story in stories(home))
    home.run("digest", "--new")
    home.now = "2026-11-20T10:00:00Z"
    server.feed("/a", [HUB.replace("old library", "new library"), PAY])
    report = only(fetch(home))
    assert (report["status"], report["updated"], report["unchanged"], report["new"]) == ("updated", 1, 1, 0)
    (story,) = [story for story in stories(home) if story["revised"]]
    assert (story["title"], story["updated_at"]) == (
        "Council opens a family hub in the new library",
        "2026-11-20T10:00:00Z",
    )
    (shown,) = home.run("show", story["id"], "--json").json["stories"]
    (change,) = [change for change in shown["changes"] if change["field"] == "title"]
    assert (change["before"], change["after"]) == (
        "Council opens a family hub in the old library",
        "Council opens a family hub in the new library",
    )
    assert (change["feed"], change["at"]) == ("a", "2026-11-20T10:00:00Z")
    assert home.run("digest", "--new", "--peek", "--json").json["stories"] == []
    revised = home.run("digest", "--new", "--revised", "--json").json["stories"]
    assert [one["id"] for one in revised] == [story["id"]]


# --- several feeds --------------------------------------------------------------------------------------


def test_one_page_in_two_feeds_is_one_story_with_two_sources(home: Home, server: FeedServer) -> None:
    other = item("Family hub opens", "https://a.example/hub?utm_source=rss#top", guid="x")
    home.write_feeds(
        {"id": "a", "url": server.feed("/a", [HUB])},
        {"id": "b", "url": server.feed("/b", [other])},
    )
    counts = fetch(home)["counts"]
    assert (counts["entries"], counts["new"], counts["duplicates"]) == (2, 1, 1)
    (story,) = stories(home)
    assert {source["feed"] for source in story["sources"]} == {"a", "b"}
    assert [source["match"] for source in story["sources"]] == ["lead", "link"]
    assert home.run("digest", "--json").json["counts"]["folded_duplicates"] == 1


@pytest.mark.parametrize(("hours", "folds"), [(0, True), (60, True), (100, False)])
def test_one_headline_in_two_feeds_is_one_story_within_three_days(
    home: Home, server: FeedServer, hours: int, folds: bool
) -> None:
    title = "Directors publish a plan for children in care"
    home.write_feeds(
        {"id": "a", "url": server.feed("/a", [item(title, "https://a.example/1", hours_ago=hours + 1)])},
        {"id": "b", "url": server.feed("/b", [item(title, "https://b.example/2", hours_ago=1)])},
    )
    counts = fetch(home)["counts"]
    assert (counts["new"], counts["duplicates"]) == ((1, 1) if folds else (2, 0))
    assert len(stories(home)) == (1 if folds else 2)


def test_a_common_headline_does_not_fold(home: Home, server: FeedServer) -> None:
    home.write_feeds(
        {"id": "a", "url": server.feed("/a", [item("Weekly news", "https://a.example/1")])},
        {"id": "b", "url": server.feed("/b", [item("Weekly news", "https://b.example/2")])},
    )
    assert fetch(home)["counts"]["new"] == 2


def test_a_feed_by_name_is_asked_alone(home: Home, server: FeedServer) -> None:
    home.write_feeds(
        {"id": "a", "url": server.feed("/a", [HUB])},
        {"id": "b", "url": server.feed("/b", [PAY])},
        {"id": "off", "url": server.feed("/off", [PLAN]), "enabled": False},
    )
    assert [feed["id"] for feed in fetch(home, "b", "b")["feeds"]] == ["b"]
    assert {request.path for request in server.log} == {"/b"}
    assert [feed["id"] for feed in fetch(home, "off")["feeds"]] == ["off"]  # named, so asked
    assert [feed["id"] for feed in fetch(home)["feeds"]] == ["a", "b"]


def test_a_feed_that_is_not_there_is_a_wrong_name_and_nothing_is_asked(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "community-care", "url": server.feed("/a", [HUB])})
    result = home.run("fetch", "comunity-care")
    assert result.code == 6
    assert "comunity-care" in result.err
    assert "community-care" in result.err.replace("comunity-care", "")
    assert server.log == []
    error = json.loads(home.run("fetch", "comunity-care", "--json").err)["error"]
    assert error["exit_code"] == 6


def test_one_host_is_asked_for_one_feed_at_a_time(home: Home, server: FeedServer) -> None:
    for number in range(12):
        slow = rss([item(f"Story number {number} of a dozen", f"https://a.example/{number}")])
        server.answers[f"/{number}"] = Answer(slow, silent=0.02)
    home.write_feeds(*[{"id": f"f{number}", "url": server.url(f"/{number}")} for number in range(12)])
    assert fetch(home)["counts"]["new"] == 12
    assert server.most_at_once == 1


def test_a_dry_run_reports_and_stores_nothing(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [HUB, PAY], ETag='"1"')})
    report = fetch(home, "--dry-run")
    assert report["dry_run"] is True
    assert (report["counts"]["new"], only(report)["status"]) == (2, "new")
    assert stories(home) == []
    assert only(home.run("fetch", "--json").json)["new"] == 2  # still due, and still new


# --- trouble --------------------------------------------------------------------------------------------


def test_a_feed_that_fails_costs_the_others_nothing(home: Home, server: FeedServer) -> None:
    server.answers["/b"] = Answer(b"", 500)
    server.answers["/c"] = Answer(b"<html><body>Log in</body></html>")
    server.answers["/d"] = Answer(b"just words")
    server.answers["/e"] = Answer(b"<rss><channel><item><title>cut off in the")
    names = "abcde"
    server.feed("/a", [HUB])
    home.write_feeds(*[{"id": f"feed-{name}", "url": server.url(f"/{name}")} for name in names])
    report = fetch(home, code=4)
    by_id = {feed["id"]: feed for feed in report["feeds"]}
    assert [feed["id"] for feed in report["feeds"]] == [f"feed-{name}" for name in names]
    assert by_id["feed-a"]["status"] == "new"
    assert by_id["feed-b"]["error"]["code"] == "http_5xx"
    assert by_id["feed-c"]["error"]["code"] == "not_a_feed"
    assert by_id["feed-d"]["error"]["code"] in ("not_a_feed", "parse")
    assert "Council opens a family hub in the old library" in titles(home)
    for feed in by_id.values():
        if feed["error"]:
            assert feed["status"] == "failed"
            assert feed["error"]["message"]
            assert feed["error"]["retryable"] is True
    digest = home.run("digest", "--json")
    assert digest.code == 0
    assert {warned["feed"] for warned in digest.json["warnings"]} >= {"feed-b", "feed-c", "feed-d"}
    text = home.run("fetch", "--force")
    assert text.code == 4
    assert "feed-b: the server is in trouble" in text.err


def test_what_was_stored_stays_when_the_feed_fails_later(home: Home, server: FeedServer) -> None:
    home.write_feeds(
        {"id": "a", "url": server.feed("/a", [HUB], ETag='"1"')}, {"id": "b", "url": server.feed("/b", [PAY])}
    )
    fetch(home)
    for spoilt in (Answer(b"", 503), Answer(b""), Answer(b"<html>Log in</html>"), Answer(b"x", 404)):
        server.answers["/a"] = spoilt
        fetch(home, code=4)
        assert len(stories(home)) == 2
    server.feed("/a", [PLAN, HUB], ETag='"2"')
    assert fetch(home)["counts"]["new"] == 1
    assert server.asked("/a")[-1].headers.get("if-none-match") == '"1"'


def test_bytes_that_no_parser_takes_do_not_become_the_copy_that_is_unchanged(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", b"no feed, but with a validator", ETag='"1"')})
    fetch(home, code=4)
    fetch(home, code=4)
    assert "if-none-match" not in server.log[-1].headers


def test_a_feed_that_is_gone_is_asked_once_more_and_then_left(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [HUB])}, {"id": "b", "url": server.feed("/b", [PAY])})
    fetch(home)
    server.answers["/a"] = Answer(b"", 410)
    report = fetch(home, code=4)
    assert (report["feeds"][0]["status"], report["feeds"][0]["error"]["code"]) == ("gone", "gone")
    assert report["feeds"][0]["error"]["retryable"] is False
    for now, asked in (("2026-11-21", 2), ("2026-12-05", 3), ("2026-12-25", 3), ("2027-06-25", 3)):
        home.now = f"{now}T08:00:00Z"
        assert home.run("fetch", "--json").json["feeds"][0]["status"] == "gone"
        assert len(server.asked("/a")) == asked
    assert len(stories(home)) == 2


def test_a_feed_that_moves_for_good_is_read_and_the_reader_is_told(home: Home, server: FeedServer) -> None:
    server.answers["/old"] = Answer(status=301, headers={"Location": "/new"})
    server.feed("/new", [HUB])
    before = home.write_feeds({"id": "a", "url": server.url("/old")}).read_text()
    first = only(fetch(home))
    assert first["new"] == 1
    assert any(server.url("/new") in note for note in first["notes"])
    again = only(fetch(home))
    assert (again["status"], again["new"]) == ("moved", 0)
    assert (home.folder / "feeds.toml").read_text() == before
    (listed,) = home.run("feeds", "list", "--json").json["feeds"]
    assert listed["moved_to"] == server.url("/new")


def test_a_server_that_limits_its_readers_is_left_alone_with_all_its_feeds(home: Home, server: FeedServer) -> None:
    for path in ("/a", "/b", "/c"):
        server.answers[path] = Answer(b"", 429, headers={"Retry-After": "7200"})
    home.write_feeds(*[{"id": name, "url": server.url(f"/{name}")} for name in "abc"])
    report = fetch(home, code=4)
    assert len(server.log) == 1
    assert sorted(feed["status"] for feed in report["feeds"]) == ["failed", "skipped", "skipped"]
    assert {feed["error"]["code"] for feed in report["feeds"] if feed["error"]} == {"rate_limited"}
    for now, asked in (("2026-11-20T09:40:00Z", 1), ("2026-11-20T09:46:00Z", 2)):
        home.now = now
        found = home.run("fetch", "--force", "--json")
        assert len(server.log) == asked
        assert {feed["status"] for feed in found.json["feeds"]} == (
            {"skipped"} if asked == 1 else {"failed", "skipped"}
        )


def test_retry_after_is_kept_to_across_runs(home: Home, server: FeedServer) -> None:
    server.answers["/a"] = Answer(b"", 503, headers={"Retry-After": "7200"})
    home.write_feeds({"id": "a", "url": server.url("/a")}, {"id": "b", "url": server.feed("/b", [PAY])})
    report = home.run("fetch", "--json").json
    assert report["feeds"][0]["next_fetch_at"] == "2026-11-20T09:45:00Z"
    for now, asked in (("2026-11-20T09:00:00Z", 1), ("2026-11-20T09:46:00Z", 2)):
        home.now = now
        home.run("fetch")
        assert len(server.asked("/a")) == asked


def test_failures_wait_longer_each_time_and_a_success_forgets_them(home: Home, server: FeedServer) -> None:
    server.answers["/a"] = Answer(b"", 500)
    home.write_feeds({"id": "a", "url": server.url("/a")}, {"id": "b", "url": server.feed("/b", [PAY])})
    waits = [fetch(home, "a", code=4)["feeds"][0]["next_fetch_at"] for _ in range(4)]
    assert waits == sorted(set(waits))
    assert home.run("feeds", "list", "--json").json["feeds"][0]["failures"] == 4
    server.feed("/a", [HUB])
    fetch(home)
    (health, _) = home.run("feeds", "list", "--json").json["feeds"]
    assert (health["failures"], health["error"], health["failing_since"]) == (0, None, None)


# --- feeds.toml -----------------------------------------------------------------------------------------


def test_a_faulty_feeds_file_is_reported_whole_and_touches_nothing(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [HUB])})
    fetch(home)
    store = home.folder / "cfnews.db"
    before = store.read_bytes()
    asked = len(server.log)
    home.write_feeds(
        {"id": "a", "url": "ftp://a.example/"},
        {"id": "B b", "url": server.url("/a"), "secton": "news"},
        {"id": "c", "url": server.url("/a"), "section": "sport"},
    )
    result = home.run("fetch")
    assert result.code == 3
    for fault in ("ftp", "B b", "secton", "sport"):
        assert fault in result.err
    assert len(server.log) == asked
    assert store.read_bytes() == before
    error = json.loads(home.run("fetch", "--json").err)["error"]
    assert (error["exit_code"], error["code"]) == (3, "invalid_feeds_file")
    assert home.run("--feeds", str(home.folder / "no.toml"), "fetch").code == 3


# --- no network -----------------------------------------------------------------------------------------


@pytest.fixture
def nowhere(home: Home) -> Home:
    """Feeds on ports where nobody listens."""
    addresses = []
    for _ in range(3):
        with raw_server() as url:
            addresses.append(url)
    home.write_feeds(*[{"id": f"f{number}", "url": url} for number, url in enumerate(addresses)])
    return home


def plain_sentence(words: str) -> None:
    """No inside of the program in what the reader is told."""
    assert words.startswith("cfnews: ")
    assert len(words.splitlines()) <= 2
    for inside in ("Traceback", "Error", "urllib3", "0x", "Errno", "HTTPConnection"):
        assert inside not in words


def test_no_feed_within_reach_is_said_in_a_sentence_soon(nowhere: Home) -> None:
    started = time.monotonic()
    result = nowhere.spawn("fetch")
    assert time.monotonic() - started < 10  # five on a quiet machine
    assert (result.code, result.out) == (5, "")
    plain_sentence(result.err)
    assert "3 feeds" in result.err
    error = json.loads(nowhere.run("fetch", "--force", "--json").err)["error"]
    assert (error["code"], error["exit_code"]) == ("nothing_reachable", 5)


def test_the_morning_view_with_nothing_stored_and_no_network_points_to_the_demo(nowhere: Home) -> None:
    result = nowhere.spawn()
    assert (result.code, result.out) == (5, "")
    assert "cfnews demo" in result.err
    assert "Traceback" not in result.err


def test_the_morning_view_without_network_shows_what_is_stored_and_warns(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [HUB])})
    home.run("fetch")
    with raw_server() as url:
        pass
    home.write_feeds({"id": "a", "url": url})
    result = home.spawn()
    assert result.code == 0
    assert "Council opens a family hub in the old library" in result.out
    assert "could not be reached" in result.err
    assert "Traceback" not in result.err


def test_no_answer_to_any_connection_is_no_network_and_takes_five_seconds_at_most(home: Home) -> None:
    """A listener whose queue is full: the system lets connections wait, as a dead network does."""
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = []
        for _ in range(4):
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex(listener.getsockname())
            waiting.append(one)
        home.write_feeds({"id": "a", "url": f"http://127.0.0.1:{listener.getsockname()[1]}/"})
        started = time.monotonic()
        result = home.spawn("fetch")
        took = time.monotonic() - started
        for one in waiting:
            one.close()
    assert result.code == 5, result
    plain_sentence(result.err)
    assert took < 10  # five on a quiet machine


def test_offline_asks_nobody(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [HUB])})
    for arguments in (["--offline"], ["--offline", "fetch"], ["--offline", "digest"], ["--offline", "list"]):
        assert home.run(*arguments).code == 5
    assert server.log == []
    home.run("fetch")
    home.now = "2026-11-20T12:00:00Z"
    asked = len(server.log)
    assert "Council opens a family hub" in home.run("--offline").out
    assert home.run("digest", "--offline", "--json").json["store"] == {
        "last_fetch_at": "2026-11-20T07:45:00Z",
        "stale": True,
        "offline": True,
        "feeds_total": 1,
        "feeds_failed": 0,
    }
    assert home.run("list", CFNEWS_OFFLINE="1").code == 0
    assert home.run("fetch", "--offline").code == 5
    assert len(server.log) == asked


def test_a_disposable_cache_may_go_at_any_time(home: Home, server: FeedServer) -> None:
    import shutil

    home.write_feeds({"id": "a", "url": server.feed("/a", [HUB], ETag='"1"')})
    fetch(home)
    shutil.rmtree(home.folder / "cache")
    assert only(fetch(home))["status"] == "unchanged"
    (home.folder / "cache" / "http.sqlite").write_bytes(b"junk" * 5000)
    server.feed("/a", [PLAN, HUB], ETag='"2"')
    assert only(fetch(home))["new"] == 1


def test_a_cache_folder_that_cannot_be_used_loses_no_feed(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [HUB], ETag='"1"')})
    Path(home.folder / "cache").write_text("a file where the folder should be")
    assert only(fetch(home))["new"] == 1


def test_feeds_in_files_are_read_as_any_other(home: Home) -> None:
    path = home.folder / "my feed.xml"
    path.write_bytes(rss([HUB]))
    home.write_feeds({"id": "a", "url": path.as_uri()}, {"id": "b", "url": (home.folder / "no.xml").as_uri()})
    report = fetch(home, code=4)
    assert [feed["status"] for feed in report["feeds"]] == ["new", "failed"]
    assert report["feeds"][1]["error"]["code"] == "file"
