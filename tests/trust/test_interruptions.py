"""Nothing is lost, whenever a process is ended: fetch, digest --new, mark, prune, backup, a migration.

They are ended at random moments. After each end the store is clean, all that was acknowledged is there, nothing that
was not shown counts as shown, and the next run completes.
"""

import contextlib
import json
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cfnews.store.db import open_for_reading
from cfnews.store.schema import VERSION
from tests.loopback import FeedServer, item
from tests.running import Home
from tests.trust.next_version import migration
from tests.trust.scale import record, times

FEEDS = 5
FIRST_DAY = 20
STARTED = "2026-11-{day:02d}T07:45:00Z"
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
ENDS = (0, 130, 143, -9, -2, -15)  # by itself, by a signal that was heard, by one that came before it could be


class Desk:
    """A desk whose feeds grow, and what its user knows of it: served, acknowledged, shown, marked."""

    def __init__(self, home: Home, server: FeedServer, dice: random.Random) -> None:
        self.home, self.server, self.dice = home, server, dice
        self.served: dict[str, list[str]] = {f"feed-{number}": [] for number in range(FEEDS)}
        self.acknowledged: set[str] = set()
        self.shown: set[str] = set()
        self.read: set[str] = set()
        self.born: dict[str, int] = {}
        self.was_there: set[str] = set()
        self.may_go: set[str] = set()
        self.gone: set[str] = set()
        self.number = 0
        self.day = FIRST_DAY
        self.usual = dict.fromkeys(("fetch", "digest", "list", "mark", "prune", "backup"), 0.2)
        self.ends: Counter[str] = Counter()
        home.write_feeds(*[{"id": name, "url": server.url(f"/{name}")} for name in self.served])

    def grow(self) -> None:
        """New entries in some feeds."""
        for name, titles in self.served.items():
            for _ in range(self.dice.randrange(4)):
                self.number += 1
                title = f"{name} brings its story number {self.number} about matter {self.number * 7919 % 9973}"
                titles.append(title)
                self.born[title] = self.day
            entries = [self._item(name, title) for title in titles[-30:]]
            self.server.feed(f"/{name}", entries, ETag=f'"{len(titles)}"')

    def _item(self, name: str, title: str) -> str:
        hours_ago = 1.0 - 24 * (self.born[title] - FIRST_DAY)
        return item(title, f"https://{name}.example/{title.split()[5]}", hours_ago=hours_ago)

    def interrupt(self, name: str, *arguments: str) -> str | None:
        """Runs a command and ends it at a random moment; what it wrote, where it came to its end with exit code 0."""
        process = self.home.start(*arguments)
        sent, began = self.dice.choice(SIGNALS), time.monotonic()
        try:
            out, told = process.communicate(timeout=self.dice.uniform(0, 1.1 * self.usual[name]))
            self.usual[name] = (self.usual[name] + time.monotonic() - began) / 2
        except subprocess.TimeoutExpired:
            process.send_signal(sent)
            out, told = process.communicate(timeout=20)
            self.usual[name] *= 1.03  # so that the end of a command has its turn, too
        self.ends[f"{name} {'whole' if process.returncode == 0 else 'ended'}"] += 1
        python_itself = b"KeyboardInterrupt" in told and b"/cfnews/" not in told  # ended before it came to us
        assert python_itself or process.returncode in ENDS, (arguments, told.decode())
        assert python_itself or b"Traceback" not in told, told.decode()
        return out.decode() if process.returncode == 0 else None

    def ended(self) -> int:
        """How many commands were ended by a signal."""
        return sum(count for what, count in self.ends.items() if what.endswith("ended"))

    def fetch(self) -> None:
        """An acknowledged feed has all its entries in the store."""
        self.grow()
        out = self.interrupt("fetch", "fetch", "--force", "--json")
        if out is None:
            return
        for feed in json.loads(out)["feeds"]:
            assert feed["error"] is None
            self.acknowledged.update(self.served[feed["id"]][-30:])

    def look(self, command: str) -> None:
        """What came whole to the reader is shown; what did not is not."""
        out = self.interrupt(command, command, "--new", "--json", "--limit", "0", "--since", "400d")
        if out:
            self.shown |= {story["title"] for story in json.loads(out)["stories"]}

    def mark(self) -> None:
        """A mark that was acknowledged stays."""
        stories = self.stories()
        if stories:
            (one,) = self.dice.sample(stories, 1)
            if self.interrupt("mark", "mark", one["id"], "--read") is not None:
                self.read.add(one["title"])

    def prune(self) -> None:
        """Old stories go whole or stay, and once gone they do not come back, though their feeds still tell them."""
        old = {title for title, day in self.born.items() if day <= self.day - 2}
        self.may_go |= old
        if self.interrupt("prune", "store", "prune", "--older-than", "47h") is not None:
            assert not old & {story["title"] for story in self.stories()}

    def backup(self) -> None:
        """A backup is whole or not there."""
        copy = self.home.folder / "copy.db"
        done = self.interrupt("backup", "store", "backup", str(copy))
        if done is not None:
            assert copy.exists()
        if copy.exists():
            checked = self.home.run("store", "check", "--store", str(copy))
            assert checked.code == 0, checked.out + checked.err

    def stories(self, *flags: str) -> list[dict[str, Any]]:
        """The stories that are stored."""
        found: list[dict[str, Any]] = self.home.run("list", "--json", "--limit", "0", "--since", "400d", *flags).json[
            "stories"
        ]
        return found

    def check(self) -> None:
        """All promises at once."""
        checked = self.home.run("store", "check")
        assert checked.code == 0, checked.out + checked.err
        stories = self.stories()
        titles = {story["title"] for story in stories}
        assert len(titles) == len(stories)
        everything = {title for served in self.served.values() for title in served}
        assert self.acknowledged - self.may_go <= titles <= everything
        self.gone |= self.was_there - titles
        assert self.gone <= self.may_go
        assert not self.gone & titles, "a pruned story came back"
        self.was_there |= titles
        assert {story["title"] for story in stories if story["read"]} >= self.read & titles
        unseen = {story["title"] for story in self.stories("--new", "--peek")}
        assert titles - self.shown <= unseen, "a cursor is past what nobody saw"


@pytest.fixture
def desk(home: Home, server: FeedServer) -> Iterator[Desk]:
    """A desk with something in its store."""
    found = Desk(home, server, random.Random())
    found.grow()
    assert home.spawn("fetch").code == 0
    found.acknowledged = {title for served in found.served.values() for title in served}
    yield found


def test_whatever_is_ended_and_whenever_nothing_is_lost(desk: Desk) -> None:
    wanted = times(9, 520)
    acts = [desk.fetch, desk.fetch, lambda: desk.look("digest"), lambda: desk.look("list"), desk.mark, desk.prune]
    acts.append(desk.backup)
    number = 0
    while desk.ended() < wanted:
        desk.day = FIRST_DAY + desk.ended() * 8 // wanted
        desk.home.now = STARTED.format(day=desk.day)
        acts[number % len(acts)]()
        desk.check()
        number += 1
    desk.grow()
    assert desk.home.spawn("fetch", "--force").code == 0
    desk.acknowledged |= {title for served in desk.served.values() for title in served[-30:]}
    desk.check()
    record(
        "No story is lost",
        f"{number} commands, {desk.ended()} of them ended by a signal at a random moment: of {len(desk.acknowledged)} "
        f"acknowledged stories none is missing, of {len(desk.gone)} pruned none came back",
    )


def test_a_migration_that_is_ended_is_done_whole_by_the_next_run(desk: Desk, tmp_path: Path) -> None:
    rounds = times(5, 60)
    before = desk.home.folder / "cfnews.db"
    titles = {story["title"] for story in desk.stories()}
    ended = 0
    for number in range(rounds):
        store = tmp_path / f"store-{number}.db"
        assert desk.home.run("store", "backup", str(store)).code == 0
        process = subprocess.Popen(migration(store), env=desk.home.environment(), stderr=subprocess.PIPE)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(desk.dice.uniform(0.02, 0.15))
        if process.poll() is None:
            process.kill()
            ended += 1
        process.communicate(timeout=20)
        _is_of_one_version(desk, store, titles)
        done = subprocess.run(
            migration(store), env=desk.home.environment(), timeout=30, check=False, capture_output=True
        )
        assert done.returncode == 0, done.stderr
        assert desk.home.run("list", "--store", str(store)).code == 8  # newer than this program
    assert before.exists()
    record("No story is lost", f"{rounds} migrations, {ended} of them killed: each whole or not begun, all completed")


def _is_of_one_version(desk: Desk, store: Path, titles: set[str]) -> None:
    """The store is as it was, or as it should be; never between."""
    read = desk.home.run("list", "--json", "--limit", "0", "--since", "400d", "--store", str(store))
    if read.code == 8:
        assert f"version {VERSION + 1}" in read.err
        return
    assert {story["title"] for story in read.json["stories"]} == titles
    db = open_for_reading(store)
    try:
        assert "trusted" not in {row["name"] for row in db.rows("PRAGMA table_info(entry)")}
    finally:
        db.close()
