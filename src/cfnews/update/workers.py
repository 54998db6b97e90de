"""A few worker processes that parse for the threads that fetch; one that overstays its budget is ended."""

import contextlib
import os
import queue
import select
import subprocess
import sys
import threading
from datetime import datetime

import msgspec

from cfnews.model import FeedSpec, FetchResult, PlaceSpec, Problem, ReadPage, TopicSpec
from cfnews.problems import problem
from cfnews.update.frames import Answer, Work, read_frame, write_frame
from cfnews.update.telling import ToldFeed

BUDGET = 5.0  # seconds for one body, and more for a large one
_SECONDS_A_BYTE = 2e-6  # 10 MB of honest feed, 20,000 entries, take 9 seconds


class Workers:
    """Up to `count` processes, started when first needed. `read` may be called from any thread."""

    def __init__(
        self,
        count: int,
        budget: float = BUDGET,
        places: tuple[PlaceSpec, ...] = (),
        topics: tuple[TopicSpec, ...] = (),
    ) -> None:
        self._budget = budget
        self._places, self._topics = places, topics
        self._slots: queue.SimpleQueue[subprocess.Popen[bytes] | None] = queue.SimpleQueue()
        for _ in range(count):
            self._slots.put(None)
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._closed = False

    def read(self, result: FetchResult, spec: FeedSpec, now: datetime, marks: bytes = b"") -> ToldFeed | Problem:
        """The feed in a fetched body or a Problem, within the budget. Never raises for what the bytes hold.

        `marks` are those of the feed's last document: what is known by them need not be told again.
        """
        reply = self._answer(result, spec, now, marks)
        return reply if isinstance(reply, Problem) else reply.feed or reply.problem or _no_answer()

    def read_page(self, result: FetchResult, now: datetime) -> ReadPage | Problem:
        """The story on a fetched page or a Problem, within the budget. Never raises for what the bytes hold."""
        reply = self._answer(result, None, now, b"")
        return reply if isinstance(reply, Problem) else reply.page or reply.problem or _no_answer()

    def _answer(self, result: FetchResult, spec: FeedSpec | None, now: datetime, marks: bytes) -> Answer | Problem:
        work = Work(
            body=result.body or b"",
            content_type=result.content_type,
            spec=spec,
            base=result.url,
            now=now,
            budget=reading_time(len(result.body or b""), self._budget),
            marks=marks,
            places=self._places,
            topics=self._topics,
        )
        process = self._slots.get()
        try:
            if process is not None and process.poll() is not None:  # it ended while idle: no fault of this feed
                self._end(process)
                process = None
            process = process or self._start()
            reply = self._ask(process, work)
            if reply is None:
                self._end(process)
                process = None
                return problem("parse_budget")
            return reply
        finally:
            self._slots.put(process)

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise RuntimeError("the workers are closed")
            # -P: the working directory is never searched for modules.
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "cfnews.update.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._running.add(process)
            return process

    def _ask(self, process: subprocess.Popen[bytes], work: Work) -> Answer | None:
        """The worker's answer; None if it died or did not answer in time."""
        assert process.stdin is not None and process.stdout is not None  # noqa: S101 - both were asked for
        try:
            write_frame(process.stdin, work)
            if not _readable(process.stdout.fileno(), work.budget + 1.0):
                return None
            packed = read_frame(process.stdout)
        except (OSError, ValueError):
            return None
        return None if packed is None else msgspec.msgpack.decode(packed, type=Answer)

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._running.discard(process)
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()

    def close(self) -> None:
        """Ends all workers at once, also those that are parsing."""
        with self._lock:
            self._closed = True
            running = list(self._running)
        for process in running:
            self._end(process)


def _no_answer() -> Problem:
    return problem("parse", "the reader gave no answer")


def reading_time(size: int, budget: float = BUDGET) -> float:
    """The seconds that a body of `size` bytes may take."""
    return budget + size * _SECONDS_A_BYTE


def worker_count() -> int:
    """How many workers suit this machine: one a core, at most four."""
    return max(1, min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1))


def _readable(descriptor: int, seconds: float) -> bool:
    # poll, as select fails for descriptors of 1024 and more
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN | select.POLLHUP)
    return bool(waiting.poll(seconds * 1000))
