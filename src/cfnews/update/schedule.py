"""When a feed may be asked: pure decisions from its memory, the clock and what the server said."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from cfnews.model import FeedSpec, FetchResult, FetchStatus
from cfnews.store.feeds import FeedState
from cfnews.times import spoken_length

_HOUR, _DAY = 3600, 86400
LONGEST_MAX_AGE = _DAY  # a cache header that says more is not believed (NetNewsWire met 16 years)
LONGEST_RETRY_AFTER = 7 * _DAY
_ASK_GONE_AGAIN = 14 * _DAY  # a feed that answered 410 is asked once more: publishers err
_GONE_FOR_GOOD = 2
_LONGEST_BACK_OFF = 24


class Ask(NamedTuple):
    """How a refresh was asked for: `force` passes over freshness, `max_age` replaces `refresh_after` (seconds)."""

    force: bool = False
    max_age: float | None = None


class Verdict(NamedTuple):
    """Whether to ask a feed now; else the status to report and why."""

    due: bool
    status: FetchStatus = "fresh"
    note: str = ""


def is_due(state: FeedState | None, hold_until: int | None, ask: Ask, now: int) -> Verdict:
    """Whether a feed may be asked now. A clock that moved back counts as due; a far-off date is not believed."""
    if hold_until is not None and hold_until > now:
        return Verdict(False, "skipped", f"the server asks to be left alone for {_spoken(hold_until - now)}")
    if state is None or state.next_check_at is None or state.last_attempt_at is None:
        return Verdict(True)
    due_at = _due_at(state, state.next_check_at, state.last_attempt_at, ask, now)
    if due_at <= now:
        return Verdict(True)
    if state.gone_at is not None:
        return Verdict(False, "gone", "the publisher has removed it")
    if state.failures:
        return Verdict(False, "skipped", f"it failed and is asked again in {_spoken(due_at - now)}")
    return Verdict(False, "fresh")


def _due_at(state: FeedState, next_check_at: int, last_attempt_at: int, ask: Ask, now: int) -> int:
    """When the feed is due, in seconds since 1970; 0 for at once."""
    if ask.force or now < last_attempt_at - _HOUR:
        return 0
    if state.gone_at is not None:
        return next_check_at if state.failures < _GONE_FOR_GOOD else now + _DAY
    due_at = min(next_check_at, last_attempt_at + LONGEST_RETRY_AFTER)
    if ask.max_age is not None and not state.failures:
        due_at = min(due_at, int((state.last_success_at or 0) + ask.max_age))
    return due_at


def next_check(spec: FeedSpec, result: FetchResult, failures: int, refresh_after: float, now: int) -> int:
    """When to ask next, in seconds since 1970: no sooner than the reader's `refresh_after` or the server's word.

    Failures in a row wait 1, 2, 4 ... 24 hours, spread by up to a tenth so that feeds do not fail in step.
    """
    if result.problem is not None and result.problem.code == "gone":
        return now + _ASK_GONE_AGAIN
    if result.retry_after is not None:
        return now + int(min(max(result.retry_after, 60), LONGEST_RETRY_AFTER))
    if result.problem is not None:
        wait = min(2**failures, _LONGEST_BACK_OFF) * _HOUR
        return now + int(wait * (1 + 0.1 * _spread(f"{spec.id} {failures}")))
    return now + int(max(refresh_after, min(result.max_age or 0, LONGEST_MAX_AGE)))


def held_hosts(results: Mapping[str, FetchResult], now: int) -> dict[str, int]:
    """Hosts that answered 429, and until when they are to be left alone: it is the reader whom they limit."""
    return {
        host: now + int(min(max(result.retry_after or _HOUR, 60), LONGEST_RETRY_AFTER))
        for host, result in results.items()
        if result.http_status == 429
    }


def _spread(seed: str) -> float:
    """A number from 0 to 1 that is always the same for one seed."""
    return hashlib.sha256(seed.encode()).digest()[0] / 255


def _spoken(seconds: int) -> str:
    return spoken_length(timedelta(seconds=seconds))
