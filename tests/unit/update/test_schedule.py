"""When a feed may be asked: tables of its memory, the clock and what the server said."""

import msgspec
import pytest

from cfnews.model import FeedSpec, FetchResult, Problem, Rhythm
from cfnews.store.feeds import FeedState
from cfnews.update.schedule import Ask, hold_for, is_due, next_check, wants_all, where_to_ask

NOW = 1_795_000_000
HOUR, DAY = 3600, 86400
SPEC = FeedSpec(id="a-feed", name="A feed", url="https://a.example/feed")
HERE = msgspec.structs.replace(SPEC, url="http://127.0.0.1:8080/feed")


def remembered(**more: object) -> FeedState:
    """A feed that was asked half an hour ago and is due in half an hour, but for what is given."""
    usual: dict[str, object] = {
        "id": "a-feed",
        "last_attempt_at": NOW - HOUR // 2,
        "last_success_at": NOW - HOUR // 2,
        "next_check_at": NOW + HOUR // 2,
        "failures": 0,
        "gone_at": None,
        "moved_to": None,
        "moved_at": None,
        "parsed_sha256": None,
        "last_full_at": None,
    }
    return FeedState(**{**usual, **more})  # type: ignore[arg-type]


def failed(code: str = "http_5xx", **more: object) -> FetchResult:
    """A request that failed."""
    return FetchResult(feed_id="a-feed", url=SPEC.url, problem=Problem(code, "it failed"), **more)  # type: ignore[arg-type]


FINE = FetchResult(feed_id="a-feed", url=SPEC.url, body=b"<rss/>", http_status=200, has_validators=True)
BARE = msgspec.structs.replace(FINE, has_validators=False)
NO_WISH = Rhythm()
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
            remembered(gone_at=NOW - 15 * DAY, last_attempt_at=NOW - 15 * DAY, failures=1, next_check_at=NOW - DAY),
            PLAIN,
            True,
            None,
            id="asked again",
        ),
        pytest.param(
            remembered(gone_at=NOW - 15 * DAY, last_attempt_at=NOW - 15 * DAY, failures=5, next_check_at=NOW - DAY),
            PLAIN,
            True,
            None,
            id="gone once, after other failures",
        ),
        pytest.param(
            remembered(gone_at=NOW - 40 * DAY, last_attempt_at=NOW - 20 * DAY, failures=2, next_check_at=NOW - 6 * DAY),
            PLAIN,
            False,
            "gone",
            id="for good",
        ),
        pytest.param(
            remembered(gone_at=NOW - 40 * DAY, last_attempt_at=NOW - DAY, failures=2, next_check_at=NOW - HOUR),
            PLAIN,
            True,
            None,
            id="gone once, then another failure",
        ),
        pytest.param(
            remembered(last_attempt_at=NOW - 599, next_check_at=NOW - HOUR), PLAIN, False, "fresh", id="just broken off"
        ),
        pytest.param(
            remembered(last_attempt_at=NOW - 600, next_check_at=NOW - HOUR), PLAIN, True, None, id="broken off"
        ),
        pytest.param(
            remembered(last_attempt_at=NOW - 599, next_check_at=None), PLAIN, False, "fresh", id="first run broken off"
        ),
        pytest.param(remembered(last_attempt_at=NOW - 599), FORCED, False, "fresh", id="forced too soon"),
        pytest.param(remembered(last_attempt_at=NOW - 600), FORCED, True, None, id="forced after ten minutes"),
        pytest.param(
            remembered(last_attempt_at=NOW - 5, next_check_at=NOW - 5), FORCED, True, None, id="forced after no network"
        ),
        pytest.param(
            remembered(last_attempt_at=NOW - 599, last_success_at=NOW - 599),
            Ask(max_age=0),
            False,
            "fresh",
            id="no age allowed, but just asked",
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
    verdict = is_due(SPEC, state, None, ask, NOW)
    assert verdict.due is due
    if status is not None:
        assert verdict.status == status
        assert verdict.note or status == "fresh"


@pytest.mark.parametrize(
    ("state", "ask"),
    [
        (remembered(last_attempt_at=NOW - 1), FORCED),
        (remembered(last_attempt_at=NOW - 1, next_check_at=None), PLAIN),
        (remembered(last_attempt_at=NOW - 1, last_success_at=NOW - 1), Ask(max_age=0)),
    ],
    ids=["forced", "broken off", "no age allowed"],
)
def test_a_server_on_this_machine_is_asked_as_its_reader_likes(state: FeedState, ask: Ask) -> None:
    assert is_due(HERE, state, None, ask, NOW).due
    assert not is_due(SPEC, state, None, ask, NOW).due


def test_hours_and_days_that_a_feed_leaves_out_are_left_out() -> None:
    # NOW is 11:06 on a Wednesday, in GMT.
    for rhythm, due in (
        (Rhythm(skip_hours=(11,)), False),
        (Rhythm(skip_hours=(10, 12)), True),
        (Rhythm(skip_days=("wednesday",)), False),
        (Rhythm(skip_days=("tuesday",)), True),
    ):
        state = remembered(next_check_at=NOW, rhythm=rhythm)
        assert is_due(SPEC, state, None, PLAIN, NOW).due is due
        assert is_due(SPEC, state, None, FORCED, NOW).due


@pytest.mark.parametrize("ask", [PLAIN, FORCED, Ask(max_age=0)])
@pytest.mark.parametrize("state", [None, remembered(next_check_at=NOW - DAY)])
def test_a_host_that_asked_to_be_left_alone_is_left_alone_even_when_forced(state: FeedState | None, ask: Ask) -> None:
    verdict = is_due(SPEC, state, NOW + 600, ask, NOW)
    assert (verdict.due, verdict.status) == (False, "skipped")
    assert "10 minutes" in verdict.note
    assert is_due(SPEC, state, NOW, ask, NOW).due
    assert is_due(SPEC, state, NOW + 8 * DAY, ask, NOW).due  # of a clock that was wrong


@pytest.mark.parametrize(
    ("result", "refresh_after", "wait"),
    [
        pytest.param(FINE, HOUR, HOUR, id="the reader's word"),
        pytest.param(FINE, 60, HOUR, id="an hour at least"),
        pytest.param(BARE, HOUR, 6 * HOUR, id="six where all must be sent again"),
        pytest.param(BARE, DAY, DAY, id="the reader may wait longer than that"),
        pytest.param(msgspec.structs.replace(FINE, max_age=300.0), HOUR, HOUR, id="the server's word is shorter"),
        pytest.param(msgspec.structs.replace(FINE, max_age=7200.0), HOUR, 2 * HOUR, id="the server's word is longer"),
        pytest.param(msgspec.structs.replace(FINE, max_age=5e8), HOUR, DAY, id="sixteen years are not believed"),
        pytest.param(msgspec.structs.replace(FINE, max_age=float("inf")), HOUR, DAY, id="nor is for ever"),
        pytest.param(msgspec.structs.replace(FINE, max_age=5e8), 2 * DAY, 2 * DAY, id="the reader may wait longer"),
        pytest.param(msgspec.structs.replace(FINE, retry_after=7200.0), HOUR, 2 * HOUR, id="a feed with retry after"),
        pytest.param(msgspec.structs.replace(FINE, retry_after=1.0), HOUR, HOUR, id="which makes nothing sooner"),
        pytest.param(failed(retry_after=7200.0), HOUR, 2 * HOUR, id="retry after"),
        pytest.param(failed("rate_limited", retry_after=1.0), HOUR, HOUR, id="retry at once is an hour at least"),
        pytest.param(failed(retry_after=0.0), HOUR, HOUR, id="retry after nothing"),
        pytest.param(failed(retry_after=1e12), HOUR, 7 * DAY, id="retry in ages is a week"),
        pytest.param(failed(retry_after=float("inf")), HOUR, 7 * DAY, id="retry never is a week"),
        pytest.param(failed("gone"), HOUR, 14 * DAY, id="gone"),
        pytest.param(failed("gone", retry_after=60.0), HOUR, 14 * DAY, id="gone, whatever else it says"),
    ],
)
def test_when_to_ask_next(result: FetchResult, refresh_after: float, wait: int) -> None:
    assert next_check(SPEC, result, 0, refresh_after, NO_WISH, NOW) == NOW + wait


@pytest.mark.parametrize(
    ("result", "wait"),
    [(FINE, 60), (BARE, 60), (msgspec.structs.replace(FINE, max_age=7200.0), 7200), (failed(retry_after=1.0), 60)],
)
def test_a_server_on_this_machine_is_asked_as_often_as_the_reader_likes(result: FetchResult, wait: int) -> None:
    assert next_check(HERE, result, 0, 60, NO_WISH, NOW) == NOW + wait


@pytest.mark.parametrize(
    ("interval", "max_age", "wait"),
    [(None, None, HOUR), (60.0, None, HOUR), (7200.0, None, 7200), (7200.0, 9000.0, 9000), (2.6e6, None, DAY)],
)
def test_the_rhythm_of_a_feed_is_kept_to_within_a_day(interval: float | None, max_age: float | None, wait: int) -> None:
    result = msgspec.structs.replace(FINE, max_age=max_age)
    assert next_check(SPEC, result, 0, HOUR, Rhythm(interval=interval), NOW) == NOW + wait


@pytest.mark.parametrize("failures", range(12))
def test_failures_in_a_row_wait_longer_and_longer_up_to_a_day(failures: int) -> None:
    wait = next_check(SPEC, failed(), failures, HOUR, NO_WISH, NOW) - NOW
    hours = min(2**failures, 24)
    assert hours * HOUR <= wait <= hours * HOUR * 1.1 + 1


def test_a_hundred_failures_overflow_nothing() -> None:
    assert next_check(SPEC, failed(), 5000, HOUR, NO_WISH, NOW) <= NOW + 1.1 * DAY + 1


def test_feeds_that_fail_together_are_not_asked_again_together() -> None:
    specs = [msgspec.structs.replace(SPEC, id=f"feed-{number}") for number in range(40)]
    first = [next_check(spec, failed(), 4, HOUR, NO_WISH, NOW) for spec in specs]
    assert len(set(first)) > 25
    assert max(first) - min(first) > HOUR
    assert first == [next_check(spec, failed(), 4, HOUR, NO_WISH, NOW) for spec in specs]  # no dice: the same each time


@pytest.mark.parametrize(
    ("result", "times", "seconds"),
    [
        (failed("rate_limited", http_status=429), 0, HOUR),
        (failed("rate_limited", http_status=429), 2, 4 * HOUR),
        (failed("rate_limited", http_status=429), 99, DAY),
        (failed("rate_limited", http_status=429, retry_after=600.0), 5, 600),
        (failed("rate_limited", http_status=429, retry_after=1.0), 0, 60),
        (failed("rate_limited", http_status=429, retry_after=1e12), 0, 7 * DAY),
        (failed(http_status=503, retry_after=600.0), 0, 600),
        (failed(http_status=503), 0, None),
        (failed(http_status=404, retry_after=600.0), 0, None),
        (FINE, 0, None),
    ],
)
def test_how_long_a_host_asks_to_be_left_alone(result: FetchResult, times: int, seconds: int | None) -> None:
    assert hold_for(result, times) == seconds


@pytest.mark.parametrize(
    ("url", "moved_to", "days", "moves"),
    [
        ("http://a.example/f", "https://a.example/f", 0, True),
        ("http://a.example/f", "https://A.example:443/other", 0, True),
        ("http://a.example/f", "https://www.a.example/f", 0, False),
        ("http://a.example/f", "https://www.a.example/f", 6.99, False),
        ("http://a.example/f", "https://www.a.example/f", 7, True),
        ("https://a.example/f", "http://a.example/f", 0, False),
        ("https://a.example/f", "https://a.example/g", 0, False),
        ("https://a.example/f", "https://b.example/f", 7, True),
    ],
)
def test_a_move_is_taken_at_once_to_https_on_one_host_and_else_after_a_week(
    url: str, moved_to: str, days: float, moves: bool
) -> None:
    spec = msgspec.structs.replace(SPEC, url=url)
    state = remembered(moved_to=moved_to, moved_at=NOW - int(days * DAY))
    assert where_to_ask(spec, state, NOW) == (moved_to if moves else url)


def test_a_feed_that_has_not_moved_is_asked_where_feeds_toml_says() -> None:
    assert where_to_ask(SPEC, None, NOW) == where_to_ask(SPEC, remembered(), NOW) == SPEC.url


@pytest.mark.parametrize(("days", "wanted"), [(0, False), (28, False), (29, True), (None, False)])
def test_all_of_a_feed_is_wanted_after_four_weeks_and_never_at_a_start(days: int | None, wanted: bool) -> None:
    state = remembered(last_full_at=None if days is None else NOW - days * DAY)
    assert wants_all(state, NOW) is wanted
    assert not wants_all(None, NOW)
