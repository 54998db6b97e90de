"""A power cut at any moment of a run costs nothing that the run had told of, and leaves a store that is clean."""

import random
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.loopback import FeedServer, item
from tests.running import Home, command
from tests.trust.power import Disk, Step, recorded
from tests.trust.scale import record, times

FEEDS = 3


def _can_trace() -> bool:
    strace = shutil.which("strace")
    return strace is not None and not subprocess.run([strace, "-o", "/dev/null", "true"], check=False).returncode


pytestmark = pytest.mark.skipif(not _can_trace(), reason="writes are recorded by strace, which is not here")


def serve(server: FeedServer, stories: int) -> set[str]:
    """Three feeds of so many stories; returns all titles."""
    titles = set()
    for feed in range(FEEDS):
        told = [f"Feed {feed} tells of matter number {story} in town {story * 31 % 97}" for story in range(stories)]
        server.feed(f"/{feed}", [item(title, f"https://{feed}.example/{title.split()[6]}") for title in told])
        titles.update(told)
    return titles


@pytest.fixture
def desk(home: Home, server: FeedServer) -> Home:
    """A store with the first stories in it."""
    serve(server, 5)
    home.write_feeds(*[{"id": f"feed-{feed}", "url": server.url(f"/{feed}")} for feed in range(FEEDS)])
    assert home.spawn("fetch").code == 0
    return home


class Recording:
    """A run of a command, to be cut off anywhere."""

    def __init__(self, desk: Home, *arguments: str, held: bool = False) -> None:
        self.store = desk.folder / "cfnews.db"
        self.files = {str(path): path.read_bytes() for path in self._files() if not path.name.endswith("-shm")}
        # Who reads at the same time keeps the run from tidying up its log when it ends.
        reader = sqlite3.connect(self.store)
        if held:
            reader.execute("SELECT count(*) FROM entry").fetchone()
        log = desk.folder / "strace.log"
        self.steps = recorded(command(*arguments), desk.environment(), self.store, log)
        reader.close()

    def _files(self) -> Sequence[Path]:
        return sorted(self.store.parent.glob("cfnews.db*"))

    def told_at(self) -> int:
        """The step after which the run has told what it did."""
        told = [number for number, step in enumerate(self.steps) if step.call == "told"]
        return told[-1] if told else len(self.steps)

    def cut_at(self, moment: int, dice: random.Random) -> None:
        """The store as it is when power comes back."""
        for path in self.store.parent.glob("cfnews.db*"):
            path.unlink()
        disk = Disk(self.files)
        for step in self.steps[:moment]:
            disk.play(step)
        for name, data in disk.cut(dice).items():
            Path(name).write_bytes(data)


def titles_of(desk: Home, *flags: str) -> set[str]:
    """The titles of all entries that are stored."""
    found = desk.run("list", "--json", "--limit", "0", *flags)
    assert found.code == 0, found.err
    return {source["title"] for story in found.json["stories"] for source in story["sources"]}


@pytest.mark.parametrize("held", [False, True], ids=["alone", "read-meanwhile"])
def test_a_refresh_that_has_told_of_stories_has_them_on_the_disk(desk: Home, server: FeedServer, held: bool) -> None:
    dice = random.Random()
    before, after = titles_of(desk), serve(server, 9)
    run = Recording(desk, "fetch", "--force", "--json", held=held)
    moments = [*(dice.randrange(len(run.steps) + 1) for _ in range(times(6, 250))), run.told_at() + 1, len(run.steps)]
    for moment in moments:
        run.cut_at(moment, dice)
        checked = desk.run("store", "check")
        assert checked.code == 0, f"cut at {moment} of {len(run.steps)}: {checked.out}{checked.err}"
        stored = titles_of(desk)
        assert before <= stored <= after, f"cut at {moment} of {len(run.steps)}"
        if moment > run.told_at():
            assert stored == after, f"cut at {moment} of {len(run.steps)}, told at {run.told_at()}"
    assert desk.run("fetch", "--force").code == 0
    assert titles_of(desk) == after
    record("No story is lost", f"{len(moments)} power cuts in a fetch: store clean, nothing told of is missing")


@pytest.mark.parametrize("held", [False, True], ids=["alone", "read-meanwhile"])
def test_a_mark_and_a_cursor_that_were_told_of_are_on_the_disk(desk: Home, held: bool) -> None:
    dice = random.Random()
    (one, *_) = desk.run("list", "--json").json["stories"]
    for arguments, flags in ((("mark", one["id"], "--star"), ("--starred",)), (("list", "--new"), ("--new", "--peek"))):
        run = Recording(desk, *arguments, held=held)
        for moment in [*(dice.randrange(len(run.steps) + 1) for _ in range(times(3, 80))), len(run.steps)]:
            run.cut_at(moment, dice)
            assert desk.run("store", "check").code == 0
            found = titles_of(desk, *flags)
        starred = {source["title"] for source in one["sources"]}
        assert found == (starred if "mark" in arguments else set())


def test_a_disk_keeps_what_was_synced_and_any_part_of_the_rest() -> None:
    steps = [Step("pwrite64", "a", b"one", 0), Step("fdatasync", "a"), Step("pwrite64", "a", b"two", 3)]
    ends = set()
    for seed in range(20):
        disk = Disk({})
        for step in steps:
            disk.play(step)
        ends.add(disk.cut(random.Random(seed))["a"])
    assert ends == {b"one", b"onetwo"}
