"""The write path, the only place that knows the whole line.

    feeds.toml -> who is due -> fetch (threads) -> parse (processes) -> normalise -> stories -> store

Threads fetch and wait for the parsing processes; this thread alone writes, one short transaction a
feed, as the answers come. A feed's failure is a value in the report; an interruption costs no story
that was stored, and the next run goes on from there.
"""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from cfnews.errors import NothingReachable
from cfnews.fetch.addresses import host_key
from cfnews.fetch.pool import Crew
from cfnews.model import Catalogue, FeedReport, FeedSpec, FetchResult, Rhythm
from cfnews.problems import problem
from cfnews.sector.places import PlaceFinder
from cfnews.store import feeds as memory
from cfnews.store.db import Database
from cfnews.update.asking import Asker
from cfnews.update.report import Answer, report_on, status_of
from cfnews.update.schedule import Ask, hold_for, is_due, next_check
from cfnews.update.take_in import Desk, Taken
from cfnews.update.workers import reading_time

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
        verdict = is_due(spec, states.get(spec.id), holds.get(host_key(spec.url)), job.ask, seconds)
        if verdict.due:
            due.append(spec)
            continue
        state = states.get(spec.id)
        upcoming = _moment(state.next_check_at) if state and state.next_check_at else None
        notes = [verdict.note] if verdict.note else []
        reports[spec.id] = FeedReport(id=spec.id, status=verdict.status, next_fetch_at=upcoming, notes=notes)
        told(reports[spec.id])
    # Not always the same feed first; by the clock, so that a run with a fixed clock can be repeated.
    random.Random(seconds).shuffle(due)  # noqa: S311 - no secret
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
        return f"{due[0].id}: {error.message}"
    return f"none of {len(due)} feeds could be reached: there seems to be no network"


class _Refresh:
    """One run over the feeds that are due."""

    def __init__(self, db: Database, job: Job, states: Mapping[str, memory.FeedState]) -> None:
        self._db = db
        self._job = job
        self._states = states
        self._settings = job.catalogue.settings
        self._started = time.monotonic()
        self._asker = Asker(states, self._settings, job.cache, job.now)
        self._desk = Desk(db, PlaceFinder(job.catalogue.places), job.now)
        self._seconds = int(job.now.timestamp())

    def run(self, due: Sequence[FeedSpec], told: Callable[[FeedReport], None]) -> dict[str, FeedReport]:
        if not self._job.dry_run:
            memory.note_attempts(self._db, (spec.id for spec in due), self._seconds)
        reports: dict[str, FeedReport] = {}
        unreached: list[Answer] = []
        crew = Crew(due, self._settings.jobs, self._asker.ask)
        try:
            for answer in crew.results(self._go_on):
                if _is_unreached(answer) and not self._asker.reached.is_set():
                    unreached.append(answer)  # whose fault it is shows when another is reached, or none
                else:
                    self._take(answer, reports, told)
        finally:
            crew.close()
            self._asker.close()
        known = {*reports, *(answer.spec.id for answer in unreached)}
        unreached += [self._unanswered(spec) for spec in due if spec.id not in known]
        for answer in unreached:
            self._take(answer, reports, told)
        return reports

    def _go_on(self, idle: float) -> bool:
        """Whether to wait on: not without a network, nor for threads that a name server or a page holds for ever."""
        if not self._asker.reached.is_set():
            return time.monotonic() - self._started < NETWORK_PATIENCE
        return idle < 2 * self._settings.total_timeout + reading_time(self._settings.max_bytes) + NETWORK_PATIENCE

    def _unanswered(self, spec: FeedSpec) -> Answer:
        code = "deadline" if self._asker.reached.is_set() else "no_network"
        trouble = problem(code, f"{self._settings.total_timeout:g} seconds")
        return Answer(spec, FetchResult(feed_id=spec.id, url=spec.url, problem=trouble))

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
        if answer.held:
            return _NOTHING  # nobody was asked: there is nothing to remember but the host's wish, which is kept
        taken = self._desk.take_in(spec, answer.feed) if answer.feed else _NOTHING
        memory.record(
            self._db,
            spec.id,
            memory.Outcome(
                status=status_of(answer, taken),
                http_status=result.http_status,
                problem=result.problem,
                fault=answer.feed.fault if answer.feed else "",
                title=answer.feed.title if answer.feed else "",
                rhythm=answer.feed.rhythm if answer.feed else None,
                parsed_sha256=answer.fingerprint,
                moved_to=result.moved_to,
                next_check_at=self._next_check(answer),
                at_home=self._is_at_home(answer),
                newest_entry_at=int(taken.newest.timestamp()) if taken.newest else None,
            ),
            self._seconds,
        )
        if self._asker.is_held(spec, result):
            memory.hold(self._db, host_key(spec.url), self._seconds + (hold_for(result) or 0))
        return taken

    def _next_check(self, answer: Answer) -> int:
        if self._is_at_home(answer):
            return self._seconds
        state = self._states.get(answer.spec.id)
        rhythm = answer.feed.rhythm if answer.feed else state.rhythm if state else Rhythm()
        failures = state.failures if state else 0
        wished = self._settings.refresh_after
        return next_check(answer.spec, answer.result, failures, wished, rhythm, self._seconds)

    def _is_at_home(self, answer: Answer) -> bool:
        """Whether the fault is likely here: nothing at all was reached, so no feed is to wait for it."""
        return _is_unreached(answer) and not self._asker.reached.is_set()


class _DryRun(Exception):
    def __init__(self, taken: Taken) -> None:
        super().__init__()
        self.taken = taken


def _is_unreached(answer: Answer) -> bool:
    return answer.result.problem is not None and answer.result.problem.code in _UNREACHED


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
