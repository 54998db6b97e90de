"""The write path, the only place that knows the whole line.

    feeds.toml -> who is due -> fetch (threads) -> parse (processes) -> normalise -> stories -> store

Threads fetch and wait for the parsing processes; this thread alone writes, one short transaction a
feed, as the answers come. A feed's failure is a value in the report; an interruption costs no story
that was stored, and the next run goes on from there.
"""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from cfnews.errors import NothingReachable
from cfnews.fetch.http import get_feed
from cfnews.fetch.pool import Crew, HostQueue, host_key
from cfnews.fetch.session import forget_copy, open_session
from cfnews.model import Catalogue, FeedReport, FeedSpec, FetchResult, RawFeed
from cfnews.normalise.characters import one_line
from cfnews.parse.workers import Workers, worker_count
from cfnews.problems import problem
from cfnews.sector.places import PlaceFinder
from cfnews.store import feeds as memory
from cfnews.store.db import Database
from cfnews.update.report import Answer, report_on, status_of
from cfnews.update.schedule import Ask, held_hosts, is_due, next_check
from cfnews.update.take_in import Desk, Taken

NETWORK_PATIENCE = 4.0  # seconds without a single connection after which there is no network
_NOTHING = Taken(0, 0, 0, 0, 0, 0, None)
_UNREACHED = ("unreachable", "no_network")


class Job(NamedTuple):
    """What a refresh needs to know: the catalogue, the feeds chosen from it, and how they are to be asked."""

    catalogue: Catalogue
    chosen: Sequence[FeedSpec]
    ask: Ask
    now: datetime
    cache: Path
    dry_run: bool = False


def refresh(db: Database, job: Job, told: Callable[[FeedReport], None]) -> list[FeedReport]:
    """Asks every chosen feed that is due and stores what is new; `told` hears of each feed as it is done.

    Returns a report for every chosen feed, in their order. Raises NothingReachable if feeds were due
    and not one of their servers could be reached.
    """
    seconds = int(job.now.timestamp())
    states, holds = memory.states(db), memory.holds(db, seconds)
    reports: dict[str, FeedReport] = {}
    due: list[FeedSpec] = []
    for spec in job.chosen:
        verdict = is_due(states.get(spec.id), holds.get(host_key(spec.url)), job.ask, seconds)
        if verdict.due:
            due.append(spec)
            continue
        state = states.get(spec.id)
        upcoming = _moment(state.next_check_at) if state and state.next_check_at else None
        notes = [verdict.note] if verdict.note else []
        reports[spec.id] = FeedReport(id=spec.id, status=verdict.status, next_fetch_at=upcoming, notes=notes)
        told(reports[spec.id])
    if due:
        reports |= _Refresh(db, job, states).run(due, told)
        asked = [reports[spec.id].error for spec in due]
        if all(error is not None and error.code in _UNREACHED for error in asked):
            raise NothingReachable(
                _why_unreachable(due, reports), "check your network; what is stored can still be read"
            )
    return [reports[spec.id] for spec in job.chosen]


def _why_unreachable(due: Sequence[FeedSpec], reports: dict[str, FeedReport]) -> str:
    error = reports[due[0].id].error
    if len(due) == 1 and error is not None:
        return f"{due[0].id} could not be reached: {error.message}"
    return f"none of {len(due)} feeds could be reached: there seems to be no network"


class _Refresh:
    """One run over the feeds that are due."""

    def __init__(self, db: Database, job: Job, states: dict[str, memory.FeedState]) -> None:
        self._db = db
        self._job = job
        self._states = states
        self._settings = job.catalogue.settings
        self._reached = threading.Event()
        self._started = time.monotonic()
        self._session = open_session(job.cache, self._settings, self._settings.jobs, self._reached.set)
        self._workers = Workers(worker_count())
        self._desk = Desk(db, PlaceFinder(job.catalogue.places), job.now)
        self._seconds = int(job.now.timestamp())

    def run(self, due: Sequence[FeedSpec], told: Callable[[FeedReport], None]) -> dict[str, FeedReport]:
        if not self._job.dry_run:
            memory.note_attempts(self._db, (spec.id for spec in due), self._seconds)
        reports: dict[str, FeedReport] = {}
        unreached: list[Answer] = []
        crew = Crew(due, self._settings.jobs, self._work)
        try:
            for answer in crew.results(self._network_is_there):
                if _is_unreached(answer) and not self._reached.is_set():
                    unreached.append(answer)  # whose fault it is shows when another is reached, or none
                else:
                    self._take(answer, reports, told)
        finally:
            crew.close()
            self._workers.close()
        known = {*reports, *(answer.spec.id for answer in unreached)}
        unreached += [Answer(spec, _without_network(spec), None) for spec in due if spec.id not in known]
        for answer in unreached:
            self._take(answer, reports, told)
        return reports

    def _network_is_there(self) -> bool:
        return self._reached.is_set() or time.monotonic() - self._started < NETWORK_PATIENCE

    def _work(self, spec: FeedSpec, hosts: HostQueue) -> list[Answer]:
        """In a thread: fetches and parses one feed. A host that is away, or limits us, answers for all its feeds."""
        try:
            answer = self._fetch(spec)
        except Exception as error:  # noqa: BLE001 - a worker never raises: what went wrong becomes the feed's report
            trouble = problem("internal", f"{type(error).__name__}: {error}"[:160])
            answer = Answer(spec, FetchResult(feed_id=spec.id, url=spec.url, problem=trouble), None)
        code = answer.result.problem.code if answer.result.problem else ""
        dropped = hosts.drop_host(spec.url) if code in ("unreachable", "rate_limited") else []
        return [answer, *(self._like(answer, other) for other in dropped)]

    def _like(self, answer: Answer, other: FeedSpec) -> Answer:
        return Answer(other, msgspec.structs.replace(answer.result, feed_id=other.id, url=other.url, elapsed=0.0), None)

    def _fetch(self, spec: FeedSpec) -> Answer:
        result = get_feed(self._session, spec, self._settings)
        if result.reached:  # by connection or, for a file, without one
            self._reached.set()
        state = self._states.get(spec.id)
        if result.body is None or (state and memory.fingerprint(result.body) == state.parsed_sha256):
            return Answer(spec, result, None)
        parsed = self._workers.parse(result.body, result.content_type)
        if isinstance(parsed, RawFeed):
            return Answer(spec, result, parsed)
        # No feed after all: its validators must not make the server say "unchanged" from now on.
        forget_copy(self._session, result.url)
        return Answer(spec, msgspec.structs.replace(result, problem=parsed, body=None), None)

    def _take(self, answer: Answer, reports: dict[str, FeedReport], told: Callable[[FeedReport], None]) -> None:
        """Stores one answer whole or not at all, and reports it."""
        try:
            with self._db.transaction():
                taken = self._store(answer)
                if self._job.dry_run:
                    raise _DryRun(taken)
        except _DryRun as rehearsal:
            taken = rehearsal.taken
        report = report_on(answer, taken, self._next_check(answer))
        reports[report.id] = report
        told(report)

    def _store(self, answer: Answer) -> Taken:
        spec, result = answer.spec, answer.result
        taken = self._desk.take_in(spec, answer.feed, result.url) if answer.feed else _NOTHING
        memory.record(
            self._db,
            spec.id,
            memory.Outcome(
                status=status_of(answer, taken),
                http_status=result.http_status,
                problem=result.problem,
                fault=answer.feed.fault if answer.feed else "",
                title=one_line(answer.feed.title)[:200] if answer.feed else "",
                parsed_sha256=memory.fingerprint(result.body) if answer.feed and result.body else None,
                moved_to=result.moved_to,
                next_check_at=self._next_check(answer),
                at_home=self._is_at_home(answer),
                newest_entry_at=int(taken.newest.timestamp()) if taken.newest else None,
            ),
            self._seconds,
        )
        for host, until in held_hosts({host_key(spec.url): result}, self._seconds).items():
            memory.hold(self._db, host, until)
        return taken

    def _next_check(self, answer: Answer) -> int:
        if self._is_at_home(answer):
            return self._seconds
        state = self._states.get(answer.spec.id)
        failures = state.failures if state else 0
        return next_check(answer.spec, answer.result, failures, self._settings.refresh_after, self._seconds)

    def _is_at_home(self, answer: Answer) -> bool:
        """Whether the fault is likely here: nothing at all was reached, so no feed is to wait for it."""
        return _is_unreached(answer) and not self._reached.is_set()


class _DryRun(Exception):
    def __init__(self, taken: Taken) -> None:
        super().__init__()
        self.taken = taken


def _is_unreached(answer: Answer) -> bool:
    return answer.result.problem is not None and answer.result.problem.code in _UNREACHED


def _without_network(spec: FeedSpec) -> FetchResult:
    return FetchResult(feed_id=spec.id, url=spec.url, problem=problem("no_network"))


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
