"""The write path, the only place that knows the whole line.

    feeds.toml -> who is due -> fetch (threads) -> parse (processes) -> normalise -> stories -> store

Who is due is decided here; `run` does the rest. A feed's failure is a value in the report; an
interruption costs no story that was stored, and the next run goes on from there.
"""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from cfnews.errors import NothingReachable
from cfnews.fetch.addresses import host_key
from cfnews.model import FeedSpec
from cfnews.reports import FeedReport
from cfnews.store import feeds as memory
from cfnews.store.db import Database
from cfnews.update.job import UNREACHED, Job
from cfnews.update.schedule import is_due, where_to_ask


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
        state = states.get(spec.id)
        hold = holds.get(host_key(where_to_ask(spec, state, seconds)))
        verdict = is_due(spec, state, hold, job.ask, seconds)
        if verdict.due:
            due.append(spec)
            continue
        upcoming = _moment(state.next_check_at) if state and state.next_check_at else None
        notes = [verdict.note] if verdict.note else []
        reports[spec.id] = FeedReport(id=spec.id, status=verdict.status, next_fetch_at=upcoming, notes=notes)
        told(reports[spec.id])
    # Not always the same feed first; by the clock, so that a run with a fixed clock can be repeated.
    random.Random(seconds).shuffle(due)  # noqa: S311 - no secret
    if due:
        from cfnews.update.run import Run  # all that is heavy: not imported where nothing is due

        reports |= Run(db, job, due, states).reports(told)
        asked = [reports[spec.id].error for spec in due]
        if all(error is not None and error.code in UNREACHED for error in asked):
            raise NothingReachable(
                _why_unreachable(due, reports), "check your network; what is stored can still be read"
            )
    return [reports[spec.id] for spec in job.chosen]


def _why_unreachable(due: Sequence[FeedSpec], reports: dict[str, FeedReport]) -> str:
    error = reports[due[0].id].error
    if len(due) == 1 and error is not None:
        return f"{due[0].id}: {error.message}"
    return f"none of {len(due)} feeds could be reached: there seems to be no network"


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
