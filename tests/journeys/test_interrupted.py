"""Two runs at once, Ctrl-C, SIGTERM and kill -9 in the middle of a refresh: what was stored stays, nothing is lost."""

import random
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import Answer, FeedServer, Request, item, rss
from tests.running import Home

FEEDS = 8


def wait_until(true: Callable[[], bool], seconds: float = 20) -> None:
    """Waits for something that must come true."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.005)


def serve(server: FeedServer, stories: int, pause: float = 0.05) -> set[str]:
    """Serves eight feeds of so many stories each, every one after a pause; returns all titles."""
    titles = {f"Feed {feed}: story number {story} of the day" for feed in range(FEEDS) for story in range(stories)}
    for feed in range(FEEDS):
        items = [
            item(f"Feed {feed}: story number {story} of the day", f"https://a.example/{feed}/{story}")
            for story in range(stories)
        ]
        server.answers[f"/{feed}"] = Answer(rss(items), headers={"ETag": f'"{stories}"'}, silent=pause)
    return titles


@pytest.fixture
def desk(home: Home, server: FeedServer) -> Home:
    """Eight feeds on one slow server, so that they are asked one after the other."""
    home.write_feeds(*[{"id": f"feed-{feed}", "url": server.url(f"/{feed}")} for feed in range(FEEDS)])
    return home


def stored(home: Home) -> list[str]:
    """The title of every story that is stored."""
    return [story["title"] for story in home.run("list", "--json", "--limit", "0").json["stories"]]


def end(process: "subprocess.Popen[bytes]") -> tuple[int, str, str]:
    """The exit code, stdout and stderr of a process that is about to end."""
    try:
        out, told = process.communicate(timeout=20)
    finally:
        process.kill()
    return process.returncode, out.decode(), told.decode()


@pytest.fixture
def held(desk: Home, server: FeedServer) -> Iterator[tuple[Any, threading.Event]]:
    """A refresh that is under way and does not end until the event is set."""
    serve(server, 2, 0.0)
    release = threading.Event()

    def slow(_: Request) -> Answer:
        release.wait(20)
        return Answer(rss([item("The last story to come in today", "https://a.example/last")]))

    server.answers["/7"] = slow
    process = desk.start("fetch")
    try:
        wait_until(lambda: bool(server.asked("/7")))
        yield process, release
    finally:
        release.set()
        process.kill()
        process.communicate(timeout=20)


def test_a_second_run_says_who_is_writing_and_since_when(desk: Home, held: Any) -> None:
    process, release = held
    second = desk.run("fetch")
    assert second.code == 7
    assert str(process.pid) in second.err
    assert "2026-11-20T07:45:00Z" in second.err
    assert "--wait" in second.err
    assert '"exit_code": 7' in desk.run("fetch", "--json").err
    release.set()
    assert end(process)[0] == 0
    assert desk.run("fetch").code == 0


def test_reading_and_marking_go_on_while_another_run_refreshes(desk: Home, held: Any, server: FeedServer) -> None:
    wait_until(lambda: len(stored(desk)) == 14)
    assert desk.run("digest").code == 0
    (story, *_) = desk.run("list", "--json").json["stories"]
    assert desk.run("mark", story["id"], "--read").code == 0
    assert desk.run("list", "--new", "--json").json["counts"]["matched"] == 14
    assert desk.run("list", "--new", "--json").json["counts"]["matched"] == 0


def test_the_morning_view_shows_what_is_stored_while_another_run_refreshes(desk: Home, held: Any) -> None:
    wait_until(lambda: len(stored(desk)) == 14)
    result = desk.run()
    assert result.code == 0
    assert "Feed 0: story number 0 of the day" in result.out
    assert "another cfnews" in result.err


def test_a_second_run_may_wait(desk: Home, held: Any) -> None:
    process, release = held
    threading.Timer(0.4, release.set).start()
    second = desk.run("fetch", "--wait", "30s")
    assert second.code == 0, second.err
    assert end(process)[0] == 0


def test_a_second_run_waits_no_longer_than_it_was_told(desk: Home, held: Any) -> None:
    assert desk.run("fetch", "--wait", "1s").code == 7


def test_a_killed_holder_frees_the_lock(desk: Home, held: Any, server: FeedServer) -> None:
    process, release = held
    process.kill()
    process.wait(20)
    release.set()
    assert desk.run("fetch", "--force").code == 0
    assert "The last story to come in today" in stored(desk)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"])
def test_an_end_from_outside_is_quick_and_quiet_and_keeps_what_is_stored(
    desk: Home, held: Any, number: signal.Signals, code: int
) -> None:
    process, _ = held
    wait_until(lambda: len(stored(desk)) == 14)
    process.send_signal(number)
    started = time.monotonic()
    found, out, told = end(process)
    assert time.monotonic() - started < 2  # the server would keep it for 20
    assert (found, out) == (code, "")
    assert "Traceback" not in told
    assert len(stored(desk)) == 14
    assert desk.run("store", "check").code == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=["INT", "TERM", "KILL"])
def test_whenever_a_run_is_ended_the_next_one_completes_it(
    desk: Home, server: FeedServer, number: signal.Signals
) -> None:
    moments = random.Random()
    codes = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}
    expected: set[str] = set()
    for stories in range(1, 5):
        expected = serve(server, stories * 4)
        server.log.clear()
        process = desk.start("fetch", "--force")
        wait_until(lambda: bool(server.log))
        moment = moments.uniform(0, 0.45)
        time.sleep(moment)
        process.send_signal(number)
        started = time.monotonic()
        code, _, told = end(process)
        assert code in (codes[number], 0), f"after {moment:.3f} s"
        assert time.monotonic() - started < 2, f"after {moment:.3f} s"
        assert "Traceback" not in told, f"after {moment:.3f} s: {told}"
        now = stored(desk)
        assert len(now) == len(set(now)), f"after {moment:.3f} s"
        assert set(now) <= expected, f"after {moment:.3f} s"
    assert desk.run("fetch", "--force").code == 0
    assert sorted(stored(desk)) == sorted(expected)
    assert desk.run("store", "check").code == 0


def test_a_feed_is_stored_whole_or_not_at_all(desk: Home, server: FeedServer) -> None:
    moments = random.Random()
    expected = serve(server, 60, 0.02)
    for _ in range(3):
        server.log.clear()
        process = desk.start("fetch", "--force")
        wait_until(lambda: bool(server.log))
        time.sleep(moments.uniform(0.05, 0.3))
        process.kill()
        end(process)
        counts: dict[str, int] = {}
        for title in stored(desk):
            feed = re.match(r"Feed \d", title)
            assert feed is not None
            counts[feed[0]] = counts.get(feed[0], 0) + 1
        assert set(counts.values()) <= {60}
    assert desk.run("fetch", "--force").code == 0
    assert sorted(stored(desk)) == sorted(expected)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are counted by way of /proc")
def test_no_parsing_process_outlives_a_killed_run(desk: Home, held: Any) -> None:
    process, _ = held
    workers = children(process.pid)
    assert workers
    process.kill()
    process.wait(20)
    wait_until(lambda: not any(alive(worker) for worker in workers))


def children(parent: int) -> list[int]:
    """The processes that this one has started."""
    return [
        int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and status(path)[1:2] == [str(parent)]
    ]


def alive(number: int) -> bool:
    """Whether this process runs, or could."""
    return status(Path("/proc") / str(number))[:1] not in ([], ["Z"])


def status(path: Path) -> list[str]:
    """The state and the parent of a process, and more; nothing if there is no such process."""
    try:
        return (path / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
