"""One run over the feeds that are due: threads ask and have read, this thread alone writes the store.

Answers that came together share a commit; each is stored whole or not at all, in a savepoint of its own.
"""

import time
from collections.abc import Callable, Mapping, Sequence

import msgspec

from cfnews.errors import CfnewsError, Terminated
from cfnews.fetch.addresses import host_key
from cfnews.fetch.pool import Crew
from cfnews.model import FeedSpec, FetchResult, Rhythm
from cfnews.problems import problem
from cfnews.reports import FeedReport
from cfnews.store import feeds as memory
from cfnews.store.db import Database
from cfnews.update.asking import Asker
from cfnews.update.job import UNREACHED, Job
from cfnews.update.late import LateTagger
from cfnews.update.pace import note_news
from cfnews.update.report import Answer, Taken, report_on, status_of
from cfnews.update.schedule import hold_for, next_check
from cfnews.update.take_in import Desk
from cfnews.update.telling import marks_of
from cfnews.update.workers import reading_time

NETWORK_PATIENCE = 4.0  # seconds without a single connection after which there is no network
_NOTHING = Taken(0, 0, 0, 0, 0, 0, 0, None)


class Run:
    """One run over the feeds that are due."""

    def __init__(self, db: Database, job: Job, due: Sequence[FeedSpec], states: Mapping[str, memory.FeedState]) -> None:
        self._db = db
        self._job = job
        self._states = states
        self._settings = job.catalogue.settings
        self._started = time.monotonic()
        self._due = due
        self._asker = Asker(due, states, job)
        self._desk = Desk(db, LateTagger(job.catalogue.places, job.catalogue.topics), job.now)
        self._seconds = int(job.now.timestamp())

    def reports(self, told: Callable[[FeedReport], None]) -> dict[str, FeedReport]:
        """Asks the feeds and stores what comes; a report for each, by id."""
        due = self._due
        if not self._job.dry_run:
            memory.note_attempts(self._db, (spec.id for spec in due), self._seconds)
        reports: dict[str, FeedReport] = {}
        try:
            unreached = self._ask_all(reports, told)
            known = {*reports, *(answer.spec.id for answer in unreached)}
            unreached += [self._unanswered(spec) for spec in due if spec.id not in known]
            self._take_all(unreached, reports, told)
            if not self._job.dry_run:
                self._read_pages(reports)
                with self._db.transaction():
                    self._desk.close_day()
        finally:
            self._asker.close()
        return reports

    def _ask_all(self, reports: dict[str, FeedReport], told: Callable[[FeedReport], None]) -> list[Answer]:
        """Asks the feeds and stores what comes; returns the answers of those whose servers were not reached."""
        unreached: list[Answer] = []
        crew = Crew(self._due, self._settings.jobs, self._asker.ask)
        try:
            for answers in crew.results(self._go_on):
                reached = self._asker.reached.is_set()
                # Whose fault an unreached server is shows when another is reached, or none.
                unreached += [answer for answer in answers if _is_unreached(answer) and not reached]
                self._take_all([answer for answer in answers if reached or not _is_unreached(answer)], reports, told)
        except (KeyboardInterrupt, Terminated):
            crew.close()
            self._forget_attempts(crew.waiting())
            raise
        finally:
            crew.close()
        return unreached

    def _read_pages(self, reports: dict[str, FeedReport]) -> None:
        """The second half of the run, for feeds that ask for the whole text and did not fail."""
        asking = [spec for spec in self._due if spec.full_text and reports[spec.id].error is None]
        if asking:
            from cfnews.update.pages import Pages

            told = Pages(self._db, self._job, self._asker.workers, self._desk).read_new(asking)
            for feed, notes in told.items():
                reports[feed] = msgspec.structs.replace(reports[feed], notes=[*reports[feed].notes, *notes])

    def _forget_attempts(self, unasked: Sequence[FeedSpec]) -> None:
        """The run was broken off: feeds that it had not come to need not wait as those that it had."""
        if not self._job.dry_run:
            before = ((spec.id, self._states.get(spec.id)) for spec in unasked)
            memory.set_attempts(self._db, ((name, state.last_attempt_at if state else None) for name, state in before))

    def _go_on(self, idle: float) -> bool:
        """Whether to wait on: not without a network, nor for threads that a name server or a page holds for ever."""
        if not self._asker.reached.is_set():
            return time.monotonic() - self._started < NETWORK_PATIENCE
        return idle < 2 * self._settings.total_timeout + reading_time(self._settings.max_bytes) + NETWORK_PATIENCE

    def _unanswered(self, spec: FeedSpec) -> Answer:
        code = "deadline" if self._asker.reached.is_set() else "no_network"
        trouble = problem(code, f"{self._settings.total_timeout:g} seconds")
        return Answer(spec, FetchResult(feed_id=spec.id, url=spec.url, problem=trouble))

    def _take_all(
        self, answers: Sequence[Answer], reports: dict[str, FeedReport], told: Callable[[FeedReport], None]
    ) -> None:
        """Stores answers in one commit and reports them."""
        if not answers:
            return
        with self._db.transaction():
            found = [self._take(answer) for answer in answers]
        for report in found:
            reports[report.id] = report
            told(report)

    def _take(self, answer: Answer) -> FeedReport:
        """Stores one answer whole or not at all."""
        try:
            with self._db.transaction():
                taken = self._store(answer)
                if self._job.dry_run:
                    raise _DryRun(taken)
        except _DryRun as rehearsal:
            taken = rehearsal.taken
            self._desk.forget()
        except CfnewsError:
            raise
        except Exception as error:  # noqa: BLE001 - what we stumble over in one feed must not cost the others
            self._desk.forget()
            trouble = problem("internal", f"{type(error).__name__}: {error}"[:160])
            answer = Answer(answer.spec, FetchResult(feed_id=answer.spec.id, url=answer.spec.url, problem=trouble))
            taken = _NOTHING if self._job.dry_run else self._store(answer)
        return report_on(answer, taken, self._next_check(answer))

    def _store(self, answer: Answer) -> Taken:
        spec, result = answer.spec, answer.result
        if answer.held:
            return _NOTHING  # nobody was asked: there is nothing to remember but the host's wish, which is kept
        taken = self._desk.take_in(spec, answer.feed, answer.told) if answer.feed else _NOTHING
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
                marks=marks_of(answer.feed.entries) if answer.feed else None,
                moved_to=result.moved_to,
                next_check_at=self._next_check(answer),
                at_home=self._is_at_home(answer),
                newest_entry_at=int(taken.newest.timestamp()) if taken.newest else None,
            ),
            self._seconds,
        )
        note_news(self._db, spec, taken.news, self._job.now)
        if self._asker.is_held(result):
            host = host_key(result.url)
            memory.hold(self._db, host, self._seconds + (hold_for(result, self._times_limited(host)) or 0))
        return taken

    def _times_limited(self, host: str) -> int:
        """How often in a row this host has said 429 to its feeds."""
        states = [self._states.get(spec.id) for spec in self._job.catalogue.feeds if host_key(spec.url) == host]
        return sum(state.failures for state in states if state and state.error_code == "rate_limited")

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
    return answer.result.problem is not None and answer.result.problem.code in UNREACHED
