"""Many feeds at once, fair to each host: one request in flight a host, a pause between two, daemon threads.

Daemon threads on a queue of our own, as those of concurrent.futures are joined at exit and hold Ctrl-C.
"""

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from cfnews.model import FeedSpec

HOST_PAUSE = 0.25  # seconds between two requests to one public host
_Result = TypeVar("_Result")


def host_key(url: str) -> str:
    """What counts as one server: the host; on this machine itself each port, and each file."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return url
    return parts.netloc.rsplit("@", 1)[-1] if _is_loopback(parts.hostname or "") else parts.hostname or ""


def _is_loopback(host: str) -> bool:
    return host in {"localhost", "::1"} or host.startswith("127.")


class HostQueue:
    """Feeds waiting by host; hands out only such hosts as have no request in flight and had their pause."""

    def __init__(self, specs: Sequence[FeedSpec]) -> None:
        self._waiting: dict[str, deque[FeedSpec]] = {}
        for spec in specs:
            self._waiting.setdefault(host_key(spec.url), deque()).append(spec)
        self._ready = deque((0.0, host) for host in self._waiting)
        self._change = threading.Condition()
        self._left = len(specs)
        self._closed = False

    def take(self) -> FeedSpec | None:
        """The next feed whose host is free, waiting for one if need be; None when there are no more."""
        with self._change:
            while self._left and not self._closed:
                now = time.monotonic()
                for index, (free_at, host) in enumerate(self._ready):
                    if free_at <= now:
                        del self._ready[index]
                        self._left -= 1
                        return self._waiting[host].popleft()
                soonest = min((free_at for free_at, _ in self._ready), default=now + 1.0)
                self._change.wait(max(0.001, soonest - now))
            return None

    def done(self, spec: FeedSpec) -> None:
        """Says that the request is over, so that its host may be asked again after the pause."""
        host = host_key(spec.url)
        with self._change:
            if self._waiting[host]:
                pause = 0.0 if _is_loopback(host.rsplit(":", 1)[0]) else HOST_PAUSE
                self._ready.append((time.monotonic() + pause, host))
            self._change.notify_all()

    def drop_host(self, url: str) -> list[FeedSpec]:
        """Takes the host's waiting feeds out of the queue and returns them."""
        with self._change:
            waiting = self._waiting.get(host_key(url), deque())
            dropped = list(waiting)
            waiting.clear()
            self._left -= len(dropped)
            self._ready = deque(pair for pair in self._ready if self._waiting[pair[1]])
            return dropped

    def close(self) -> None:
        """No more feeds are handed out."""
        with self._change:
            self._closed = True
            self._change.notify_all()


class Crew(Generic[_Result]):
    """Daemon threads that run `work` over every feed and put its results on one queue.

    `work` returns one result for its feed and one for each that it took out of the host queue.
    """

    def __init__(
        self, specs: Sequence[FeedSpec], jobs: int, work: Callable[[FeedSpec, HostQueue], Sequence[_Result]]
    ) -> None:
        self._hosts = HostQueue(specs)
        self._results: queue.SimpleQueue[Sequence[_Result]] = queue.SimpleQueue()
        self._work = work
        self._expected = len(specs)
        for number in range(min(jobs, len(specs))):
            threading.Thread(target=self._run, name=f"feed-{number}", daemon=True).start()

    def _run(self) -> None:
        while (spec := self._hosts.take()) is not None:
            try:
                self._results.put(self._work(spec, self._hosts))
            finally:
                self._hosts.done(spec)

    def results(self, tick: Callable[[], bool]) -> Iterator[_Result]:
        """Results as they come, until every feed has one; `tick` is asked while waiting whether to go on."""
        got = 0
        while got < self._expected:
            try:
                results = self._results.get(timeout=0.1)
            except queue.Empty:
                if not tick():
                    self.close()
                    return
                continue
            got += len(results)
            yield from results

    def close(self) -> None:
        """Stops handing out feeds; requests in flight end by their own deadline, in daemon threads."""
        self._hosts.close()
