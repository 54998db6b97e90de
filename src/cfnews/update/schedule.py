"""When a feed may be asked: pure decisions from its memory, the clock and what the server said."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from cfnews.fetch.addresses import is_here
from cfnews.model import FeedSpec, FetchResult, FetchStatus, Rhythm
from cfnews.store.feeds import FeedState
from cfnews.times import spoken_length

_HOUR, _DAY = 3600, 86400
LONGEST_MAX_AGE = _DAY  # a cache header that says more is not believed (NetNewsWire met 16 years)
LONGEST_RETRY_AFTER = 7 * _DAY
_ASK_GONE_AGAIN = 14 * _DAY  # a feed that answered 410 is asked once more: publishers err
_LONGEST_BACK_OFF = 24
SHORTEST_FORCED = 600  # seconds between two requests even by hand (NetNewsWire 9 minutes, Miniflux 30)
_FLOOR_WITHOUT_VALIDATORS = 6 * _HOUR
_MOVE_STANDS = 7 * _DAY
_LONGEST_UNCHANGED = 28 * _DAY
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Ask(NamedTuple):
    """How a refresh was asked for: `force` passes over freshness, `max_age` replaces `refresh_after` (seconds)."""

    force: bool = False
    max_age: float | None = None


class Verdict(NamedTuple):
    """Whether to ask a feed now; else the status to report and why."""

    due: bool
    status: FetchStatus = "fresh"
    note: str = ""


def is_due(spec: FeedSpec, state: FeedState | None, hold_until: int | None, ask: Ask, now: int) -> Verdict:
    """Whether a feed may be asked now. A clock that moved back counts as due; a far-off date is not believed."""
    if hold_until is not None and now < hold_until <= now + LONGEST_RETRY_AFTER:
        return Verdict(False, "skipped", f"the server asks to be left alone for {_spoken(hold_until - now)}")
    if state is None or state.last_attempt_at is None:
        return Verdict(True)
    due_at = _due_at(spec, state, state.last_attempt_at, ask, now)
    if due_at > now:
        return _not_yet(state, due_at, now)
    if not ask.force and _is_left_out(state.rhythm, now):
        return Verdict(False, "fresh", "the publisher asks not to be read at this hour")
    return Verdict(True)


def _not_yet(state: FeedState, due_at: int, now: int) -> Verdict:
    if state.gone_at is not None:
        return Verdict(False, "gone", "the publisher has removed it")
    if state.failures:
        return Verdict(False, "skipped", f"it failed and is asked again in {_spoken(due_at - now)}")
    return Verdict(False, "fresh")


def _due_at(spec: FeedSpec, state: FeedState, last_attempt_at: int, ask: Ask, now: int) -> int:
    """When the feed is due, in seconds since 1970; 0 for at once."""
    if now < last_attempt_at - _HOUR:
        return 0
    next_check_at = state.next_check_at
    # Due in the second of the attempt: it went nowhere, as there was no network.
    owed = not is_here(spec.url) and next_check_at != last_attempt_at
    soonest = last_attempt_at + SHORTEST_FORCED if owed else 0
    if ask.force or next_check_at is None or next_check_at < last_attempt_at:
        return soonest  # in the last two cases a run was broken off: it must not ask again and again
    if state.gone_at is not None:
        # Waiting two weeks says that the last answer was 410, and a later attempt that it was the second.
        twice = last_attempt_at > state.gone_at and next_check_at - last_attempt_at >= _ASK_GONE_AGAIN
        return now + _DAY if twice else next_check_at
    due_at = min(next_check_at, last_attempt_at + LONGEST_RETRY_AFTER)
    if ask.max_age is not None and not state.failures:
        due_at = min(due_at, max(soonest, int((state.last_success_at or 0) + ask.max_age)))
    return due_at


def _is_left_out(rhythm: Rhythm, now: int) -> bool:
    """Whether the feed's skipHours or skipDays (RSS 2.0, in GMT) leave this hour out."""
    moment = datetime.fromtimestamp(now, UTC)
    return moment.hour in rhythm.skip_hours or _WEEKDAYS[moment.weekday()] in rhythm.skip_days


def next_check(
    spec: FeedSpec, result: FetchResult, failures: int, refresh_after: float, rhythm: Rhythm, now: int
) -> int:
    """When to ask next, in seconds since 1970: no sooner than the reader, the server or the feed itself wants.

    Nor sooner than an hour after, or six hours where the server gives nothing to ask "changed since?"
    with and so must send everything again. Failures in a row wait 1, 2, 4 ... 24 hours, spread by up to
    a tenth so that feeds do not fail in step. A server on this machine is asked as its reader likes.
    """
    if result.problem is not None and result.problem.code == "gone":
        return now + _ASK_GONE_AGAIN
    if result.problem is not None and result.problem.code == "credentials":
        return now  # nobody was asked
    asked_for = 0 if result.retry_after is None else _bounded(result.retry_after)
    if result.problem is not None:
        if asked_for:
            return now + max(asked_for, 0 if is_here(spec.url) else _HOUR)
        wait = min(2**failures, _LONGEST_BACK_OFF) * _HOUR
        return now + int(wait * (1 + 0.1 * _spread(f"{spec.id} {failures}")))
    floor = 0 if is_here(spec.url) else _HOUR if result.has_validators else _FLOOR_WITHOUT_VALIDATORS
    wished = max(result.max_age or 0, rhythm.interval or 0)
    return now + int(max(refresh_after, floor, min(wished, LONGEST_MAX_AGE), asked_for))


def hold_for(result: FetchResult, times: int = 0) -> int | None:
    """Seconds for which the host is to be left alone, if the answer says so: 429, or 503 with Retry-After.

    A 429 that names no time means 1, 2, 4 ... 24 hours; `times` is how often the host said so before.
    """
    if result.http_status == 429:
        return _bounded(result.retry_after or min(2**times, _LONGEST_BACK_OFF) * _HOUR)
    if result.http_status == 503 and result.retry_after is not None:
        return _bounded(result.retry_after)
    return None


def where_to_ask(spec: FeedSpec, state: FeedState | None, now: int) -> str:
    """The address to ask: the one in feeds.toml, or where it has moved for good.

    A move to https on the same host is taken at once, any other when it has stood for a week: a
    publisher's slip, or a hotel's network, must not carry a feed away. feeds.toml is never rewritten.
    """
    if state is None or state.moved_to is None:
        return spec.url
    old, new = urlsplit(spec.url), urlsplit(state.moved_to)
    secured = (old.scheme, new.scheme) == ("http", "https") and old.hostname == new.hostname
    settled = state.moved_at is not None and now - state.moved_at >= _MOVE_STANDS
    return state.moved_to if secured or settled else spec.url


def wants_all(state: FeedState | None, now: int) -> bool:
    """Whether all of the feed is to be asked for: some servers answer "unchanged" for ever."""
    return state is not None and state.last_full_at is not None and now - state.last_full_at > _LONGEST_UNCHANGED


def _bounded(seconds: float) -> int:
    return int(min(max(seconds, 60), LONGEST_RETRY_AFTER))


def _spread(seed: str) -> float:
    """A number from 0 to 1 that is always the same for one seed."""
    return hashlib.sha256(seed.encode()).digest()[0] / 255


def _spoken(seconds: int) -> str:
    return spoken_length(timedelta(seconds=seconds))
