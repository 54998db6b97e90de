"""`--new` from end to end: the cursor moves past what was shown, and past nothing else."""

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import FeedServer, item
from tests.running import Home, command

MANY = 400


def stories(first: int, last: int) -> list[str]:
    """Items with enough text that a few hundred of them overflow any pipe."""
    words = "The council says that more families will get help early. " * 5
    return [
        item(f"Story number {number} of this long morning: {words}", f"https://a.example/{number}", summary=words)
        for number in range(first, last)
    ]


@pytest.fixture
def desk(home: Home, server: FeedServer) -> Home:
    """A store of many stories, all new."""
    home.write_feeds({"id": "a", "url": server.feed("/a", stories(0, MANY))})
    assert home.run("fetch").code == 0
    return home


def new(home: Home, *more: str) -> int:
    """How many stories are new for a cursor, which stays where it is."""
    matched: int = home.run("list", "--new", "--peek", "--json", "--fields", "id", *more).json["counts"]["matched"]
    return matched


def start(home: Home, *arguments: str, stdout: Any) -> "subprocess.Popen[bytes]":
    """Starts cfnews with a stdout of the test's own making."""
    return subprocess.Popen(
        command(*arguments),
        env=home.environment(),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


LONG = [
    pytest.param(["list", "--new", "--json"], id="list json"),
    pytest.param(["list", "--new"], id="list tsv"),
    pytest.param(["list", "--new", "--plain"], id="list plain"),
    pytest.param(["list", "--new", "-f", "jsonl"], id="list jsonl"),
    pytest.param(["digest", "--new"], id="digest"),
    pytest.param(["digest", "--new", "--json"], id="digest json"),
    pytest.param([], id="morning"),
]


@pytest.mark.parametrize("arguments", LONG)
def test_a_pipe_that_is_closed_early_leaves_the_cursor(desk: Home, arguments: list[str]) -> None:
    process = start(desk, *arguments, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert len(process.stdout.read(10)) == 10
    process.stdout.close()
    _, told = process.communicate(timeout=30)
    assert process.returncode == 1
    assert told == (b"" if arguments else b"Refreshing 1 feed ...\n")
    assert new(desk) == MANY


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_pipe_that_is_closed_early_is_noticed_with_and_without_a_buffer(desk: Home, unbuffered: str) -> None:
    process = desk.start("list", "--new", "--json", PYTHONUNBUFFERED=unbuffered)
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    process.communicate(timeout=30)
    assert process.returncode == 1
    assert new(desk) == MANY


@pytest.mark.parametrize("arguments", LONG)
def test_a_pipe_that_is_read_to_the_end_moves_it(desk: Home, arguments: list[str]) -> None:
    assert desk.spawn(*arguments).code == 0
    assert new(desk) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", LONG[:5])
def test_a_full_disk_leaves_the_cursor_and_is_said(desk: Home, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        process = start(desk, *arguments, stdout=full)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 1
    assert b"No space left" in told
    assert b"Traceback" not in told
    assert b"Exception ignored" not in told
    assert new(desk) == MANY


def test_one_story_on_a_full_disk_is_not_lost_either(home: Home, server: FeedServer) -> None:
    """So little that it fits any buffer: only the flush meets the disk."""
    home.write_feeds({"id": "a", "url": server.feed("/a", stories(0, 1))})
    home.run("fetch")
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        process = start(home, "list", "--new", stdout=full)
        process.communicate(timeout=30)
    assert process.returncode == 1
    assert new(home) == 1


def test_a_stdout_that_is_closed_leaves_the_cursor(desk: Home) -> None:
    process = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *command("list", "--new")],
        env=desk.environment(),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        timeout=30,
    )
    assert process.returncode == 1
    assert b"Traceback" not in process.stderr
    assert new(desk) == MANY


def test_a_file_that_cannot_be_written_leaves_the_cursor(desk: Home, tmp_path: Path) -> None:
    for target in (tmp_path / "missing" / "news.json", tmp_path, Path("/proc/news.json")):
        result = desk.run("list", "--new", "--json", "-o", str(target))
        assert result.code == 1, target
        assert str(target) in result.err
        assert new(desk) == MANY
    assert not (tmp_path / "missing").exists()


def test_a_file_that_is_written_moves_it_and_is_whole(desk: Home, tmp_path: Path) -> None:
    target = tmp_path / "news.jsonl"
    target.write_text("yesterday's")
    assert desk.run("list", "--new", "-f", "jsonl", "-o", str(target)).code == 0
    assert len(target.read_text().splitlines()) == MANY
    assert new(desk) == 0
    assert [path.name for path in tmp_path.glob("*news*")] == ["news.jsonl"]


@pytest.mark.parametrize(  # a process that a signal ends is what a shell calls 128 and the signal
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGKILL, -9)], ids=["INT", "TERM", "KILL"]
)
def test_an_end_in_the_middle_of_the_output_leaves_the_cursor(desk: Home, number: signal.Signals, code: int) -> None:
    reading, writing = os.pipe()
    process = start(desk, "list", "--new", "--json", stdout=writing)
    os.close(writing)
    assert os.read(reading, 10)  # it writes, and stands still as nobody reads on
    time.sleep(0.1)
    process.send_signal(number)
    _, told = process.communicate(timeout=20)
    os.close(reading)
    assert process.returncode in (code, 128 + number)
    assert b"Traceback" not in told
    assert new(desk) == MANY


def test_peeking_never_moves_it(desk: Home) -> None:
    for arguments in (["list"], ["digest"], ["digest", "--json"]):
        assert desk.run(*arguments, "--new", "--peek").code == 0
    assert desk.run("--peek").code == 0
    assert new(desk) == MANY


def test_reading_without_new_never_moves_it(desk: Home) -> None:
    for arguments in (
        ["list"],
        ["digest"],
        ["digest", "--json"],
        ["list", "--json", "--limit", "0"],
        ["search", "story"],
    ):
        assert desk.run(*arguments).code == 0
    assert new(desk) == MANY


def test_cursors_do_not_know_of_each_other(desk: Home, server: FeedServer) -> None:
    assert desk.run("digest", "--new", "--cursor", "mail").code == 0
    assert (new(desk, "--cursor", "mail"), new(desk, "--cursor", "script"), new(desk)) == (0, MANY, MANY)
    server.feed("/a", stories(0, MANY + 2))
    desk.run("fetch", "--force")
    assert (new(desk, "--cursor", "mail"), new(desk)) == (2, MANY + 2)


def test_what_a_limit_cuts_off_stays_new(desk: Home) -> None:
    seen: list[str] = []
    for limit in ("3", "7", "0"):
        listed = desk.run("list", "--new", "--json", "--limit", limit).json
        assert listed["counts"]["returned"] == len(listed["stories"])
        seen += [story["id"] for story in listed["stories"]]
    assert len(seen) == len(set(seen)) == MANY
    assert new(desk) == 0


def test_what_a_selection_leaves_out_stays_new(home: Home, server: FeedServer) -> None:
    home.write_feeds(
        {"id": "a", "url": server.feed("/a", stories(0, 3))},
        {"id": "b", "url": server.feed("/b", stories(10, 15)), "section": "law"},
    )
    home.run("fetch")
    assert len(home.run("list", "--new", "--feed", "a", "--json").json["stories"]) == 3
    assert new(home) == 5
    assert home.run("digest", "--new", "--section", "law", "--json").json["counts"]["returned"] == 5
    assert new(home) == 0


def test_nothing_that_comes_in_while_reading_is_passed_over(desk: Home, server: FeedServer) -> None:
    reading, writing = os.pipe()
    process = start(desk, "list", "--new", "--json", stdout=writing)
    os.close(writing)
    assert os.read(reading, 10)  # the reader has begun, and its output stands still
    server.feed("/a", stories(0, MANY + 3))
    assert desk.run("fetch", "--force").code == 0
    while os.read(reading, 65536):
        pass
    os.close(reading)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert new(desk) == 3


def test_an_empty_answer_that_was_to_fail_does_not_move_it(desk: Home, server: FeedServer) -> None:
    desk.run("list", "--new")
    assert desk.run("list", "--new", "--fail-if-empty").code == 6
    server.feed("/a", stories(0, MANY + 1))
    desk.run("fetch", "--force")
    assert desk.run("list", "--new", "--fail-if-empty").code == 0


def test_without_a_standard_output_nothing_counts_as_shown(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a.rss", [item("A family hub opens", "https://a.example/1")])})
    home.run("fetch")
    closed = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *command("digest", "--new")],
        env=home.environment(),
        stderr=subprocess.PIPE,
        timeout=30,
        check=False,
    )
    assert closed.returncode == 1
    assert b"there is no standard output" in closed.stderr
    assert home.run("digest", "--new", "--json").json["counts"]["matched"] == 1


def test_a_first_look_tells_older_stories_in_sum_and_counts_them_as_seen(home: Home, server: FeedServer) -> None:
    _two_feeds_with_an_old_story_each(home, server)
    first = home.run("digest", "--new", "-f", "text")
    assert "Fresh in a" in first.out
    assert "Old in a" not in first.out
    assert "2 older stories: cfnews list --until 2026-11-12" in first.out
    assert home.run("digest", "--new", "--json").json["counts"]["matched"] == 0


@pytest.mark.parametrize("narrowed", [("--feed", "a"), ("--exclude", "Fresh"), ("--since", "3d"), ("--unread",)])
def test_a_first_look_that_is_narrowed_loses_nothing(home: Home, server: FeedServer, narrowed: tuple[str, ...]) -> None:
    _two_feeds_with_an_old_story_each(home, server)
    shown = home.run("digest", "--new", "-f", "text", *narrowed).out
    later = home.run("digest", "--new", "--json").json["stories"]
    titles = {f"{age} in {feed}" for age in ("Fresh", "Old") for feed in "ab"}
    assert {title for title in titles if title in shown} | {story["title"] for story in later} == titles


def _two_feeds_with_an_old_story_each(home: Home, server: FeedServer) -> None:
    feeds = []
    for name in "ab":
        link = f"https://{name}.example/"
        items = [item(f"Fresh in {name}", link + "1"), item(f"Old in {name}", link + "2", hours_ago=24 * 30)]
        feeds.append({"id": name, "url": server.feed(f"/{name}.rss", items)})
    home.write_feeds(*feeds)
    assert home.run("fetch").code == 0
