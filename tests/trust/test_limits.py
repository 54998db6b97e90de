"""What a machine can run out of, and clocks that are wrong: a clear word, nothing lost, and the next run completes."""

import random
import resource
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tests.loopback import FeedServer, item
from tests.running import Home, Result, command
from tests.trust.scale import record, times

FEEDS = 4


def serve(server: FeedServer, stories: int) -> set[str]:
    """Four feeds of so many stories; returns all titles."""
    titles = set()
    for feed in range(FEEDS):
        told = [f"Feed {feed} tells of matter number {story} in town {story * 31 % 97}" for story in range(stories)]
        server.feed(
            f"/{feed}", [item(one, f"https://{feed}.example/{one.split()[6]}", summary=one * 9) for one in told]
        )
        titles.update(told)
    return titles


@pytest.fixture
def desk(home: Home, server: FeedServer) -> Home:
    """A desk of four feeds with nothing stored."""
    home.write_feeds(*[{"id": f"feed-{feed}", "url": server.url(f"/{feed}")} for feed in range(FEEDS)])
    return home


def stored(desk: Home) -> set[str]:
    """The titles of all entries that are stored."""
    found = desk.run("list", "--json", "--limit", "0").json["stories"]
    return {source["title"] for story in found for source in story["sources"]}


def limited(desk: Home, arguments: Sequence[str], what: int, most: int) -> Result:
    """Runs cfnews with so much of a resource at most."""
    done = subprocess.run(
        command(*arguments),
        env=desk.environment(),
        capture_output=True,
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(what, (most, most)),
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def is_told(result: Result) -> None:
    """A failure is said in a line or two, and what it is with a code of the contract."""
    assert "Traceback" not in result.err, result.err
    assert result.code in (0, 1, 4, 5, 8), result
    assert bool(result.err.strip()) or result.code == 0


def test_a_disk_that_is_full_at_any_point_of_a_refresh_costs_nothing_for_good(desk: Home, server: FeedServer) -> None:
    dice, rounds, failed = random.Random(), times(6, 80), 0
    for number in range(rounds):
        titles = serve(server, 4 + 4 * number)
        before = stored(desk)
        most = dice.randrange(4096, 600_000)
        result = limited(desk, ("fetch", "--force"), resource.RLIMIT_FSIZE, most)
        is_told(result)
        failed += result.code != 0
        assert desk.run("store", "check").code == 0, f"after {most} bytes"
        assert before <= stored(desk) <= titles
        if result.code == 0:
            assert stored(desk) == titles, f"all well was told, with {most} bytes"
    titles = serve(server, 5 + 4 * rounds)
    assert desk.spawn("fetch", "--force").code == 0
    assert stored(desk) == titles
    record("No story is lost", f"{rounds} refreshes on a disk that fills up at a random point, {failed} told of it")


@pytest.mark.parametrize("arguments", [("list", "--new"), ("digest", "--new", "--json"), ("mark", "--all", "--read")])
def test_a_full_disk_is_said_and_what_could_not_be_kept_does_not_count(
    desk: Home, server: FeedServer, arguments: tuple[str, ...]
) -> None:
    serve(server, 5)
    assert desk.spawn("fetch").code == 0
    result = limited(desk, arguments, resource.RLIMIT_FSIZE, 0)
    is_told(result)
    assert result.code != 0
    assert len(desk.run("list", "--new", "--peek", "--json", "--limit", "0").json["stories"]) > 0
    assert len(desk.run("list", "--unread", "--json", "--limit", "0").json["stories"]) > 0


def test_too_few_open_files_are_said_and_cost_nothing_for_good(desk: Home, server: FeedServer) -> None:
    titles = serve(server, 6)
    for most in range(4, 60, times(11, 1)):
        result = limited(desk, ("fetch", "--force"), resource.RLIMIT_NOFILE, most)
        if "cfnews" in result.err or result.code == 0:  # else Python itself could not start
            is_told(result)
        if (desk.folder / "cfnews.db").exists():
            assert desk.run("store", "check").code == 0, f"with {most} files"
    assert desk.spawn("fetch", "--force").code == 0
    assert stored(desk) == titles


def test_a_clock_that_was_years_ahead_for_a_while_stops_nothing(desk: Home, server: FeedServer) -> None:
    serve(server, 2)
    assert desk.run("fetch").code == 0
    desk.now = "2036-02-01T07:45:00Z"
    serve(server, 3)
    assert desk.run("fetch").code == 0
    desk.now = "2026-11-20T09:45:00Z"
    titles = serve(server, 4)
    assert desk.run("fetch").code == 0
    assert stored(desk) == titles, "feeds are not asked until the clock is where it wrongly was"
    assert desk.run("store", "check").code == 0
    new = desk.run("list", "--new", "--json", "--limit", "0").json["stories"]
    assert {source["title"] for story in new for source in story["sources"]} == titles


def test_a_clock_that_jumps_about_loses_and_repeats_nothing(desk: Home, server: FeedServer) -> None:
    dice, shown = random.Random(), []
    start = datetime(2026, 11, 20, 7, 45, tzinfo=UTC)
    for number in range(times(5, 60)):
        desk.now = (start + timedelta(hours=dice.randrange(-400, 400))).strftime("%Y-%m-%dT%H:%M:%SZ")
        titles = serve(server, 2 + number)
        assert desk.run("fetch", "--force").code == 0
        new = desk.run("list", "--new", "--json", "--limit", "0").json["stories"]
        shown += [story["id"] for story in new]
        assert stored(desk) == titles
    assert len(shown) == len(set(shown))
    everything = desk.run("list", "--json", "--limit", "0").json["stories"]
    assert {story["id"] for story in everything} == set(shown)


# The nights when the clocks change in London, and a day that most years have not.
_NIGHTS = ["2026-10-24T22:00:00Z", "2026-03-28T22:00:00Z", "2028-02-28T22:00:00Z"]


@pytest.mark.parametrize("evening", _NIGHTS, ids=["autumn", "spring", "leap-day"])
def test_a_night_with_another_length_loses_and_repeats_nothing(desk: Home, server: FeedServer, evening: str) -> None:
    start, shown = datetime.fromisoformat(evening), []
    steps = times(3, 12)
    for number in range(steps):
        desk.now = (start + timedelta(minutes=300 * number // steps)).strftime("%Y-%m-%dT%H:%M:%SZ")
        titles = serve(server, 1 + number)
        assert desk.run("fetch", "--force").code == 0
        for words in ("today", "24h"):
            assert desk.run("digest", "--since", words).code == 0
        shown += [story["id"] for story in desk.run("list", "--new", "--json", "--limit", "0").json["stories"]]
        assert stored(desk) == titles
    assert len(shown) == len(set(shown))
    assert {story["id"] for story in desk.run("list", "--json", "--limit", "0").json["stories"]} == set(shown)


def test_a_day_that_a_year_has_not_is_refused_and_one_that_it_has_is_taken(desk: Home, server: FeedServer) -> None:
    serve(server, 1)
    desk.now = "2028-02-29T09:00:00Z"
    assert desk.run("fetch").code == 0
    assert desk.run("list", "--since", "2028-02-29", "--json").code == 0
    assert desk.run("list", "--since", "2027-02-29").code == 2
    assert desk.run("digest", "--since", "today").code == 0
