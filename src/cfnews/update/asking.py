"""What a thread does with one feed: ask for it where it lives now, and have its body read.

Never raises and never writes the store: what went wrong is a value in the answer.
"""

import contextlib
import ctypes
import threading
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from cfnews.fetch.addresses import host_key
from cfnews.fetch.copies import forget_copy
from cfnews.fetch.http import get_feed
from cfnews.fetch.pool import HostQueue, bridges
from cfnews.fetch.session import open_session
from cfnews.model import FeedSpec, FetchResult
from cfnews.problems import problem
from cfnews.store.feeds import FeedState, fingerprint
from cfnews.update.job import Job
from cfnews.update.report import Answer
from cfnews.update.schedule import hold_for, wants_all, where_to_ask
from cfnews.update.telling import ToldFeed
from cfnews.update.workers import Workers, worker_count

_LOST = (404, 410)
_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3  # from glibc's malloc.h
_BUSY_TWICE = 2  # feeds of one host that answer 503 before the host itself is taken to be busy


class Asker:
    """The threads' common tools: one session, the reading processes, and whether anything was reached yet."""

    def __init__(self, due: Sequence[FeedSpec], states: Mapping[str, FeedState], job: Job) -> None:
        catalogue, settings = job.catalogue, job.catalogue.settings
        _share_memory()
        self.reached = threading.Event()
        self._bridges = bridges(due)
        self._states = states
        self._settings = settings
        self._now = job.now
        self._environment = job.environment
        self._session = open_session(job.cache, settings, settings.jobs, self.reached.set)
        self.workers = Workers(worker_count(), places=catalogue.places, topics=catalogue.topics)
        self._busy: Counter[str] = Counter()

    def ask(self, spec: FeedSpec, hosts: HostQueue) -> list[Answer]:
        """The answer for one feed. A host that is away, or is held, answers for all its feeds."""
        try:
            result = self._fetch(spec)
            dropped = hosts.drop_host(result.url) if self._answers_for_all(result) else []
            hosts.done(spec)  # the host is free for its next feed while this one is read
            answer = self._read(spec, result)
        except Exception as error:  # noqa: BLE001 - a thread never raises: what went wrong becomes the feed's report
            trouble = problem("internal", f"{type(error).__name__}: {error}"[:160])
            return [Answer(spec, FetchResult(feed_id=spec.id, url=spec.url, problem=trouble))]
        return [answer, *(_like(answer, other) for other in dropped)]

    def close(self) -> None:
        """Ends the reading processes at once."""
        self.workers.close()

    def _fetch(self, spec: FeedSpec) -> FetchResult:
        state, seconds = self._states.get(spec.id), int(self._now.timestamp())
        address = where_to_ask(spec, state, seconds)
        whole, environment = wants_all(state, seconds), self._environment
        result = get_feed(self._session, spec, self._settings, address, whole=whole, environment=environment)
        moved_to = state.moved_to if state else None
        if result.http_status in _LOST and moved_to and address == spec.url:
            result = get_feed(self._session, spec, self._settings, moved_to, environment=environment)
        if result.reached:  # by connection or, for a file, without one
            self.reached.set()
        return result

    def _answers_for_all(self, result: FetchResult) -> bool:
        """Whether the feeds of the host that answered need not be asked in this run.

        429 limits the reader, whatever he asks for. 503 may be the trouble of one page: a second one shows.
        """
        if result.problem is not None and result.problem.code == "unreachable":
            return True
        if result.http_status == 503 and result.retry_after is not None:
            self._busy[host_key(result.url)] += 1
        return self.is_held(result)

    def is_held(self, result: FetchResult) -> bool:
        """Whether the answer is one by which the whole host is to be left alone.

        A bridge passes on what one of its sites says: that is no wish of the others.
        """
        if hold_for(result) is None or host_key(result.url) in self._bridges:
            return False
        return result.http_status == 429 or self._busy[host_key(result.url)] >= _BUSY_TWICE

    def _read(self, spec: FeedSpec, result: FetchResult) -> Answer:
        """The answer, read if it is new. It holds the body no longer: many wait at once for the one who writes."""
        if result.body is None:
            return Answer(spec, result)
        state, mark = self._states.get(spec.id), fingerprint(result.body)
        spare = msgspec.structs.replace(result, body=None)
        if state and mark == state.parsed_sha256:
            return Answer(spec, spare)
        found = self.workers.read(result, spec, self._now, state.marks if state and state.marks else b"")
        if isinstance(found, ToldFeed):
            return Answer(spec, spare, found.feed, mark, found.told)
        if result.has_validators:
            # No feed after all: its validators must not make the server say "unchanged" from now on.
            forget_copy(self._session, result.url)
        return Answer(spec, msgspec.structs.replace(spare, problem=found))


def _share_memory() -> None:
    """Asks glibc for two heaps instead of one a thread, each of which keeps what it once had: 52 for 60 MB.

    And for what is larger than a megabyte to be no part of a heap: after a body of 8 MB, 102 for 132 MB.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, 1 << 20)


def _like(answer: Answer, other: FeedSpec) -> Answer:
    """Another feed of the host: it could not be reached either, or is spared the asking."""
    trouble = answer.result.problem
    unreachable = trouble is not None and trouble.code == "unreachable"
    result = FetchResult(
        feed_id=other.id, url=other.url, problem=trouble, retry_after=None if unreachable else answer.result.retry_after
    )
    return Answer(other, result, held=not unreachable)
