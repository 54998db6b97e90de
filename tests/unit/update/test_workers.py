"""Reading in processes of their own: what overstays its budget is ended, and the next feed is read."""

import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from cfnews.model import FeedSpec, FetchResult, Problem, ReadFeed
from cfnews.update import workers
from cfnews.update.frames import Answer, Work, read_frame, write_frame
from cfnews.update.worker import answer
from cfnews.update.workers import Workers

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
DESK = FeedSpec(id="desk", name="The Desk", url="https://desk.example/feed")
GOOD = b'<rss version="2.0"><channel><title>Good</title><item><title>One</title></item></channel></rss>'
# feedparser's search for the encoding takes cubic time: a minute for this.
ENDLESS = b"<?xml " + b"encoding='' " * 3_000


@pytest.fixture
def one() -> Iterator[Workers]:
    """One worker that is given a second."""
    running = Workers(1, budget=1.0)
    yield running
    running.close()


def pids(running: Workers) -> list[int]:
    return [process.pid for process in running._running]


def command(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Workers that are started from now on run this program."""
    start = subprocess.Popen

    def started(_: list[str], **streams: Any) -> "subprocess.Popen[bytes]":
        return start([sys.executable, "-c", program], **streams)

    monkeypatch.setattr(subprocess, "Popen", started)


def is_gone(pid: int) -> bool:
    """Whether there is no such process, not even a dead one that nobody has asked for."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def read(running: Workers, body: bytes) -> ReadFeed | Problem:
    """What comes of a body that was fetched."""
    found = running.read(FetchResult(feed_id="desk", url=DESK.url, body=body), DESK, NOW)
    return found if isinstance(found, Problem) else found.feed


def work(body: bytes, budget: float) -> Work:
    return Work(body=body, content_type="", spec=DESK, base="", now=NOW, budget=budget)


def title(found: ReadFeed | Problem) -> str:
    return found.title if isinstance(found, ReadFeed) else found.code


def test_a_worker_is_started_when_first_needed_and_used_again(one: Workers) -> None:
    assert pids(one) == []
    assert title(read(one, GOOD)) == "Good"
    first = pids(one)
    assert title(read(one, GOOD)) == "Good"
    assert pids(one) == first


def test_a_parser_that_does_not_stop_is_ended_and_the_next_feed_is_read(
    one: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one, "_budget", 0.0)  # answered within a second, or ended
    assert title(read(one, ENDLESS)) == "parse_budget"
    assert pids(one) == []
    monkeypatch.setattr(one, "_budget", 8.0)
    assert title(read(one, GOOD)) == "Good"


def test_a_worker_that_was_ended_leaves_no_dead_process(one: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    read(one, GOOD)
    (process,) = one._running
    monkeypatch.setattr(one, "_budget", -0.8)
    assert title(read(one, ENDLESS)) == "parse_budget"
    assert process.returncode == -signal.SIGKILL  # by us, before its own alarm
    assert is_gone(process.pid)


def test_a_bomb_that_takes_all_memory_is_a_problem_and_the_next_feed_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    limited = "import cfnews.update.worker as w; w.MEMORY = 192 << 20; w.main()"
    command(monkeypatch, limited)
    running = Workers(1)
    try:
        assert title(read(running, GOOD)) == "Good"
        bomb = b'{"version": "https://jsonfeed.org/version/1.1", "items": [' + b"[]," * 3_000_000 + b"[]]}"
        assert title(read(running, bomb)) == "parse_budget"
        assert title(read(running, GOOD)) == "Good"
    finally:
        running.close()


@pytest.mark.parametrize(
    "program",
    ["raise SystemExit(1)", "import sys; sys.stdin.buffer.read(9); sys.stdout.buffer.write(b'\\0' * 7 + b'\\9short')"],
    ids=["ends at once", "answers half"],
)
def test_a_worker_that_dies_is_a_problem_and_is_replaced(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    running = Workers(1, budget=1.0)
    try:
        with monkeypatch.context() as patched:
            command(patched, program)
            assert title(read(running, GOOD)) == "parse_budget"
        assert title(read(running, GOOD)) == "Good"
    finally:
        running.close()


def test_several_threads_share_the_workers_and_each_gets_its_own_answer() -> None:
    running = Workers(2)
    bodies = [GOOD.replace(b"Good", b"Feed %d" % number) for number in range(12)]
    try:
        with ThreadPoolExecutor(6) as pool:
            titles = list(pool.map(lambda body: title(read(running, body)), bodies))
        assert titles == [f"Feed {number}" for number in range(12)]
        assert len(pids(running)) <= 2
    finally:
        running.close()


def test_closing_ends_every_worker_also_one_that_is_parsing() -> None:
    running = Workers(2)
    assert title(read(running, GOOD)) == "Good"
    found: list[str] = []
    busy = threading.Thread(target=lambda: found.append(title(read(running, ENDLESS))))
    idle = set(pids(running))
    busy.start()
    while not set(pids(running)) - idle:
        busy.join(0.01)
    ended = pids(running)
    running.close()
    busy.join(20)
    assert found == ["parse_budget"]
    assert len(ended) == 2
    assert all(map(is_gone, ended))


def test_nothing_is_parsed_after_closing() -> None:
    running = Workers(1)
    running.close()
    with pytest.raises(RuntimeError, match="closed"):
        read(running, GOOD)


def test_closing_twice_is_harmless(one: Workers) -> None:
    read(one, GOOD)
    one.close()
    one.close()
    with pytest.raises(RuntimeError, match="closed"):
        read(one, GOOD)


def test_a_worker_whose_parent_forgot_it_ends_itself() -> None:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "cfnews.update.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None and process.stdout is not None
    with process:
        write_frame(process.stdin, work(ENDLESS, -1.5))  # two seconds less one and a half
        assert process.stdout.read() == b""
    assert process.returncode == -signal.SIGALRM


def test_a_worker_ends_when_its_work_ends() -> None:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "cfnews.update.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    out, _ = process.communicate(b"", timeout=20)
    assert (out, process.returncode) == (b"", 0)


@pytest.mark.parametrize(
    ("error", "code"),
    [(MemoryError(), "parse_budget"), (RecursionError(), "parse_budget"), (KeyError("x"), "parse")],
)
def test_whatever_the_parser_throws_becomes_a_problem(
    monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
) -> None:
    def throwing(*_: object) -> None:
        raise error

    monkeypatch.setattr("cfnews.update.reading.parse_feed", throwing)
    found = answer(work(b"", 1.0))
    assert found.problem is not None
    assert found.problem.code == code


def test_half_a_frame_is_no_frame() -> None:
    stream = io.BytesIO()
    write_frame(stream, Answer())
    whole = stream.getvalue()
    assert read_frame(io.BytesIO(whole)) == whole[8:]
    for length in (0, 3, 8, len(whole) - 1):
        assert read_frame(io.BytesIO(whole[:length])) is None


@pytest.mark.parametrize(("cores", "count"), [(1, 1), (3, 3), (64, 4)])
def test_there_is_a_worker_a_core_and_at_most_four(monkeypatch: pytest.MonkeyPatch, cores: int, count: int) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
    assert workers.worker_count() == count
