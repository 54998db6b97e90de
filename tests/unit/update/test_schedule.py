"""When a feed may be asked: tables of its memory, the clock and what the server said."""

import msgspec
import pytest

from cfnews.model import FeedSpec, FetchResult, Problem
from cfnews.store.feeds import FeedState
from cfnews.update.schedule import Ask, held_hosts, is_due, next_check

NOW = 1_795_000_000
HOUR, DAY = 3600, 86400
SPEC = FeedSpec(id="a-feed", name="A feed", url="https://a.example/feed")


def remembered(**more: int | None) -> FeedState:
    """A feed that was asked half an hour ago and is due in half an hour, but for what is given."""
    usual: dict[str, int | None] = {
        "last_attempt_at": NOW - HOUR // 2,
        "last_success_at": NOW - HOUR // 2,
        "next_check_at": NOW + HOUR // 2,
        "failures": 0,
        "gone_at": None,
    }
    return FeedState(**{"id": "a-feed", "moved_to": None, "parsed_sha256": None, **usual, **more})  # type: ignore[arg-type]


def failed(code: str = "http_5xx", **more: object) -> FetchResult:
    """A request that failed."""
    return FetchResult(feed_id="a-feed", url=SPEC.url, problem=Problem(code, "it failed"), **more)  # type: ignore[arg-type]


FINE = FetchResult(feed_id="a-feed", url=SPEC.url, body=b"<rss/>", http_status=200)
PLAIN = Ask()
FORCED = Ask(force=True)


@pytest.mark.parametrize(
    ("state", "ask", "due", "status"),
    [
        pytest.param(None, PLAIN, True, None, id="never seen"),
        pytest.param(remembered(last_attempt_at=None, next_check_at=None), PLAIN, True, None, id="never asked"),
        pytest.param(remembered(next_check_at=None), PLAIN, True, None, id="asked, but the answer never came"),
        pytest.param(remembered(), PLAIN, False, "fresh", id="not yet due"),
        pytest.param(remembered(next_check_at=NOW), PLAIN, True, None, id="due this second"),
        pytest.param(remembered(next_check_at=NOW + 1), PLAIN, False, "fresh", id="due in a second"),
        pytest.param(remembered(next_check_at=NOW - 9 * DAY), PLAIN, True, None, id="long due"),
        pytest.param(remembered(), FORCED, True, None, id="forced"),
        pytest.param(remembered(failures=3), PLAIN, False, "skipped", id="backing off"),
        pytest.param(remembered(failures=3), FORCED, True, None, id="backing off, forced"),
        pytest.param(remembered(last_attempt_at=NOW + 2 * HOUR), PLAIN, True, None, id="the clock moved back"),
        pytest.param(remembered(last_attempt_at=NOW + HOUR // 2), PLAIN, False, "fresh", id="the clock jitters"),
        pytest.param(
            remembered(last_attempt_at=NOW - 8 * DAY, next_check_at=NOW + 9999 * DAY),
            PLAIN,
            True,
            None,
            id="far future",
        ),
        pytest.param(remembered(next_check_at=NOW + 9999 * DAY), PLAIN, False, "fresh", id="far future, just asked"),
        pytest.param(remembered(gone_at=NOW, failures=1), PLAIN, False, "gone", id="gone once, waiting"),
        pytest.param(
            remembered(gone_at=NOW - 15 * DAY, failures=1, next_check_at=NOW - DAY), PLAIN, True, None, id="asked again"
        ),
        pytest.param(
            remembered(gone_at=NOW - 40 * DAY, failures=2, next_check_at=NOW - DAY), PLAIN, False, "gone", id="for good"
        ),
        pytest.param(remembered(gone_at=NOW, failures=2), FORCED, True, None, id="gone for good, forced"),
        pytest.param(remembered(), Ask(max_age=600), True, None, id="older than the age allowed"),
        pytest.param(remembered(), Ask(max_age=HOUR), False, "fresh", id="younger than the age allowed"),
        pytest.param(remembered(), Ask(max_age=0), True, None, id="no age allowed"),
        pytest.param(remembered(last_success_at=None), Ask(max_age=HOUR), True, None, id="no success to be young"),
        pytest.param(remembered(next_check_at=NOW - 1), Ask(max_age=DAY), True, None, id="a long age delays nothing"),
        pytest.param(remembered(failures=1), Ask(max_age=0), False, "skipped", id="an age does not undo a back-off"),
        pytest.param(remembered(gone_at=NOW, failures=1), Ask(max_age=0), False, "gone", id="nor that it is gone"),
    ],
)
def test_whether_a_feed_is_due(state: FeedState | None, ask: Ask, due: bool, status: str | None) -> None:
    verdict = is_due(state, None, ask, NOW)
    assert verdict.due is due
    if status is not None:
        assert verdict.status == status
        assert verdict.note or status == "fresh"


@pytest.mark.parametrize("ask", [PLAIN, FORCED, Ask(max_age=0)])
@pytest.mark.parametrize("state", [None, remembered(next_check_at=NOW - DAY)])
def test_a_host_that_asked_to_be_left_alone_is_left_alone_even_when_forced(state: FeedState | None, ask: Ask) -> None:
    verdict = is_due(state, NOW + 600, ask, NOW)
    assert (verdict.due, verdict.status) == (False, "skipped")
    assert "10 minutes" in verdict.note
    assert is_due(state, NOW, ask, NOW).due


@pytest.mark.parametrize(
    ("result", "refresh_after", "wait"),
    [
        pytest.param(FINE, HOUR, HOUR, id="the reader's word"),
        pytest.param(msgspec.structs.replace(FINE, max_age=300.0), HOUR, HOUR, id="the server's word is shorter"),
        pytest.param(msgspec.structs.replace(FINE, max_age=7200.0), HOUR, 2 * HOUR, id="the server's word is longer"),
        pytest.param(msgspec.structs.replace(FINE, max_age=5e8), HOUR, DAY, id="sixteen years are not believed"),
        pytest.param(msgspec.structs.replace(FINE, max_age=float("inf")), HOUR, DAY, id="nor is for ever"),
        pytest.param(msgspec.structs.replace(FINE, max_age=5e8), 2 * DAY, 2 * DAY, id="the reader may wait longer"),
        pytest.param(failed(retry_after=7200.0), HOUR, 2 * HOUR, id="retry after"),
        pytest.param(failed("rate_limited", retry_after=1.0), HOUR, 60, id="retry at once is a minute at least"),
        pytest.param(failed(retry_after=0.0), HOUR, 60, id="retry after nothing"),
        pytest.param(failed(retry_after=1e12), HOUR, 7 * DAY, id="retry in ages is a week"),
        pytest.param(failed(retry_after=float("inf")), HOUR, 7 * DAY, id="retry never is a week"),
        pytest.param(failed("gone"), HOUR, 14 * DAY, id="gone"),
        pytest.param(failed("gone", retry_after=60.0), HOUR, 14 * DAY, id="gone, whatever else it says"),
    ],
)
def test_when_to_ask_next(result: FetchResult, refresh_after: float, wait: int) -> None:
    assert next_check(SPEC, result, 0, refresh_after, NOW) == NOW + wait


@pytest.mark.parametrize("failures", range(12))
def test_failures_in_a_row_wait_longer_and_longer_up_to_a_day(failures: int) -> None:
    wait = next_check(SPEC, failed(), failures, HOUR, NOW) - NOW
    hours = min(2**failures, 24)
    assert hours * HOUR <= wait <= hours * HOUR * 1.1 + 1


def test_a_hundred_failures_overflow_nothing() -> None:
    assert next_check(SPEC, failed(), 5000, HOUR, NOW) <= NOW + 1.1 * DAY + 1


def test_feeds_that_fail_together_are_not_asked_again_together() -> None:
    specs = [msgspec.structs.replace(SPEC, id=f"feed-{number}") for number in range(40)]
    first = [next_check(spec, failed(), 4, HOUR, NOW) for spec in specs]
    assert len(set(first)) > 25
    assert max(first) - min(first) > HOUR
    assert first == [next_check(spec, failed(), 4, HOUR, NOW) for spec in specs]  # no dice: the same each time


@pytest.mark.parametrize(
    ("result", "until"),
    [
        (failed("rate_limited", http_status=429), NOW + HOUR),
        (failed("rate_limited", http_status=429, retry_after=600.0), NOW + 600),
        (failed("rate_limited", http_status=429, retry_after=1.0), NOW + 60),
        (failed("rate_limited", http_status=429, retry_after=1e12), NOW + 7 * DAY),
        (failed(http_status=503, retry_after=600.0), None),
        (failed(http_status=404), None),
        (FINE, None),
    ],
)
def test_a_host_is_held_when_it_limits_its_readers(result: FetchResult, until: int | None) -> None:
    assert held_hosts({"a.example": result}, NOW) == ({} if until is None else {"a.example": until})
