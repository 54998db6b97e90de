"""Many feeds at once, fair to each host: one request in flight a host, a pause between two, daemon threads.

Daemon threads on a queue of our own, as those of concurrent.futures are joined at exit and hold Ctrl-C.
"""

import queue
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from cfnews.fetch.addresses import host_key, is_here
from cfnews.model import FeedSpec

HOST_PAUSE = 0.25  # seconds between two requests to one public host
MOST_TOGETHER = 16  # results in one list
MOST_LANES = 8  # requests at once to a bridge on this machine
MOST_OF_A_PUBLISHER = 16  # feeds: GOV.UK, with most of all in the catalogue, has fewer than this
_Result = TypeVar("_Result")


def bridges(specs: Sequence[FeedSpec]) -> set[str]:
    """Hosts on this machine with more feeds than any publisher has: they make feeds of other people's pages."""
    counts = Counter(host_key(spec.url) for spec in specs if is_here(spec.url))
    return {host for host, count in counts.items() if count > MOST_OF_A_PUBLISHER}


class HostQueue:
    """Feeds waiting by host; hands out only such hosts as have no request in flight and had their pause.

    To a bridge (see `bridges`) `lanes` requests may be in flight, as each of its feeds waits for another site.
    """

    def __init__(self, specs: Sequence[FeedSpec], lanes: int = 1) -> None:
        local = bridges(specs)
        by_host: dict[str, list[FeedSpec]] = {}
        for spec in specs:
            by_host.setdefault(host_key(spec.url), []).append(spec)
        self._waiting: dict[str, deque[FeedSpec]] = {}
        self._lane: dict[str, str] = {}  # feed id to the queue it waits in
        self._lanes: dict[str, list[str]] = {}
        for host, feeds in by_host.items():
            count = lanes if host in local else 1
            self._lanes[host] = [f"{host} {number}" for number in range(count)]
            for number, spec in enumerate(feeds):
                lane = self._lanes[host][number % count]
                self._lane[spec.id] = lane
                self._waiting.setdefault(lane, deque()).append(spec)
        self._ready = deque((0.0, lane) for lane in self._waiting)
        self._in_flight: set[str] = set()
        self._change = threading.Condition()
        self._left = len(specs)
        self._closed = False

    def take(self) -> FeedSpec | None:
        """The next feed whose host is free, waiting for one if need be; None when there are no more."""
        with self._change:
            while self._left and not self._closed:
                now = time.monotonic()
                for index, (free_at, lane) in enumerate(self._ready):
                    if free_at <= now:
                        del self._ready[index]
                        self._left -= 1
                        spec = self._waiting[lane].popleft()
                        self._in_flight.add(spec.id)
                        return spec
                soonest = min((free_at for free_at, _ in self._ready), default=now + 1.0)
                self._change.wait(max(0.001, soonest - now))
            return None

    def done(self, spec: FeedSpec) -> None:
        """Says that the request is over, so that its host may be asked again after the pause. May be said twice."""
        lane = self._lane[spec.id]
        with self._change:
            if spec.id in self._in_flight and self._waiting[lane]:
                self._ready.append((time.monotonic() + (0.0 if is_here(spec.url) else HOST_PAUSE), lane))
            self._in_flight.discard(spec.id)
            self._change.notify_all()

    def drop_host(self, url: str) -> list[FeedSpec]:
        """Takes the host's waiting feeds out of the queue and returns them."""
        with self._change:
            dropped: list[FeedSpec] = []
            for lane in self._lanes.get(host_key(url), []):
                dropped.extend(self._waiting.get(lane, ()))
                self._waiting.get(lane, deque()).clear()
            self._left -= len(dropped)
            self._ready = deque(pair for pair in self._ready if self._waiting[pair[1]])
            return dropped

    def waiting(self) -> list[FeedSpec]:
        """The feeds that were not handed out."""
        with self._change:
            return [spec for feeds in self._waiting.values() for spec in feeds]

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
        self._hosts = HostQueue(specs, lanes=min(jobs, MOST_LANES))
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

    def results(self, go_on: Callable[[float], bool]) -> Iterator[list[_Result]]:
        """Results as they come, those that came together in one list, until every feed has one.

        While waiting, `go_on` is asked ten times a second whether to, with the seconds since the last result.
        """
        got, last = 0, time.monotonic()
        while got < self._expected:
            try:
                results = [*self._results.get(timeout=0.1)]
                while len(results) < MOST_TOGETHER and not self._results.empty():
                    results += self._results.get()
            except queue.Empty:
                if not go_on(time.monotonic() - last):
                    self.close()
                    return
                continue
            got, last = got + len(results), time.monotonic()
            yield results

    def waiting(self) -> list[FeedSpec]:
        """The feeds that no thread has begun with."""
        return self._hosts.waiting()

    def close(self) -> None:
        """Stops handing out feeds; requests in flight end by their own deadline, in daemon threads."""
        self._hosts.close()
