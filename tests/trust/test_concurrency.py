"""Several processes at one store: two refreshes, and readers, marks, backups meanwhile; nobody is told of a lock."""

import json
import random
import subprocess
import time

import pytest

from tests.loopback import FeedServer, item
from tests.running import Home, Result, command
from tests.trust.scale import record, times

FEEDS = 6
BUSY = 7  # another cfnews is writing: said of a second refresh alone, with its process and time


def serve(server: FeedServer, stories: int) -> set[str]:
    """Six slow feeds of so many stories; returns all titles."""
    titles = set()
    for feed in range(FEEDS):
        told = [
            f"Matter {story * FEEDS + feed} of district {(story + 1) * (feed + 3) * 41}" for story in range(stories)
        ]
        entries = [item(title, f"https://{feed}.example/{title.split()[1]}") for title in told]
        server.feed(f"/{feed}", entries, ETag=f'"{stories}"')
        titles.update(told)
    return titles


@pytest.fixture
def desk(home: Home, server: FeedServer) -> Home:
    """A store with the first stories in it."""
    home.write_feeds(*[{"id": f"feed-{feed}", "url": server.url(f"/{feed}")} for feed in range(FEEDS)])
    serve(server, 3)
    assert home.spawn("fetch").code == 0
    return home


def at_once(desk: Home, commands: list[list[str]]) -> list[Result]:
    """Runs commands side by side, each a process of its own."""
    running = [desk.start(*arguments) for arguments in commands]
    results = []
    for process in running:
        try:
            out, told = process.communicate(timeout=60)
        finally:
            process.kill()
        results.append(Result(process.returncode, out.decode(), told.decode()))
    return results


def stories_of(desk: Home, *flags: str) -> list[dict[str, object]]:
    """The stories that are stored."""
    found: list[dict[str, object]] = desk.run("list", "--json", "--limit", "0", *flags).json["stories"]
    return found


def test_four_processes_at_one_store_disturb_each_other_nowhere(desk: Home, server: FeedServer) -> None:
    rounds, dice = times(4, 36), random.Random()
    starred: set[str] = set()
    shown: set[object] = set()
    for number in range(rounds):
        titles = serve(server, 4 + number)
        one = str(dice.choice(stories_of(desk))["id"])
        others = [
            ["fetch", "--force", "--json"],
            ["mark", one, "--star"],
            ["digest", "--new", "--json", "--since", "400d"],
            ["search", "matter", "--json", "--limit", "0"],
            ["store", "backup", str(desk.folder / "copy.db")],
            ["stats", "--json"],
            ["list", "--json", "--limit", "0"],
        ]
        commands = [["fetch", "--force", "--json"], *dice.sample(others, 3)]
        for arguments, result in zip(commands, at_once(desk, commands), strict=True):
            assert result.code in ((0, BUSY) if arguments[0] == "fetch" else (0,)), (arguments, result.err)
            assert "Traceback" not in result.err
            assert "locked" not in result.err
            if arguments[0] == "mark":
                starred.add(one)
            if arguments[0] == "digest":
                shown |= {story["title"] for story in json.loads(result.out)["stories"]}
        assert desk.run("store", "check").code == 0
        stored = stories_of(desk)
        assert titles == {source["title"] for story in stored for source in story["sources"]}  # type: ignore[attr-defined]
        assert starred <= {str(story["id"]) for story in stories_of(desk, "--starred")}
        unseen = {story["title"] for story in stories_of(desk, "--new", "--peek", "--since", "400d")}
        assert {story["title"] for story in stored} - shown <= unseen
    record("Concurrency", f"{rounds} rounds of 4 processes: no traceback, no lost write, nobody was told of a lock")


def test_of_two_refreshes_at_once_one_does_all_and_the_other_says_so(desk: Home, server: FeedServer) -> None:
    for number in range(times(2, 20)):
        titles = serve(server, 4 + number)
        first, second = at_once(desk, [["fetch", "--force"], ["fetch", "--force"]])
        assert sorted((first.code, second.code)) in ([0, 0], [0, BUSY]), first.err + second.err
        assert titles == {source["title"] for story in stories_of(desk) for source in story["sources"]}  # type: ignore[attr-defined]


def test_a_reader_does_not_wait_for_a_refresh_to_end(desk: Home, server: FeedServer) -> None:
    def read() -> float:
        began = time.monotonic()
        assert desk.spawn("list", "--json").code == 0
        return time.monotonic() - began

    alone = read()
    stories = times(400, 2000)
    serve(server, stories)
    fetching = subprocess.Popen(
        command("fetch", "--force"), env=desk.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    beside = []
    try:
        while fetching.poll() is None:
            beside.append(read())
    finally:
        assert fetching.wait(60) == 0
    assert len(beside) > 1, "no reader was done before the refresh"
    told = f"{len(beside)} readings during a refresh of {stories * FEEDS} entries"
    record("Concurrency", f"{told}: {max(beside) / alone:.1f} times the time of a reading alone at most")
