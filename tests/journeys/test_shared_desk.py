"""A team's desk: one machine fetches, colleagues read its store, each with marks and cursors of their own."""

import json
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.test_full_screen import Screen
from tests.loopback import Answer, FeedServer, Request, item, rss
from tests.running import Home, Result

ROUNDS = 6


class Colleague(Home):
    """A reader at a machine of their own, who names the desk's store and a state once and for all."""

    def __init__(self, folder: Path, store: Path) -> None:
        folder.mkdir()
        super().__init__(folder)
        self.store, self.state = store, folder / "mine.state"

    def environment(self, **more: str) -> dict[str, str]:
        return super().environment(**{"CFNEWS_STORE": str(self.store), "CFNEWS_STATE": str(self.state), **more})

    def titles(self, *flags: str, run: Callable[..., Result] | None = None) -> list[str]:
        found = (run or self.run)("list", "-f", "jsonl", "--limit", "0", *flags)
        assert found.code == 0, found.err
        return [json.loads(line)["title"] for line in found.out.splitlines()]

    def mark(self, title: str, *flags: str) -> Result:
        return self.run("mark", next(one for one, known in self.ids().items() if known == title), *flags)

    def ids(self) -> dict[str, str]:
        found = self.run("list", "-f", "jsonl", "--limit", "0")
        return {story["id"]: story["title"] for story in map(json.loads, found.out.splitlines())}


@pytest.fixture
def desk(home: Home, server: FeedServer) -> Home:
    """The machine that fetches, with three stories."""
    home.write_feeds({"id": "outlet", "url": server.feed("/feed", items(0, 3))})
    assert home.run("fetch").code == 0
    return home


def items(first: int, last: int) -> list[str]:
    return [item(f"Story number {number}", f"https://a.example/{number}") for number in range(first, last)]


def bring(desk: Home, server: FeedServer, last: int) -> None:
    server.feed("/feed", items(0, last))
    assert desk.run("fetch", "--force").code == 0


@pytest.fixture
def ann(desk: Home, tmp_path: Path) -> Colleague:
    return Colleague(tmp_path / "ann", desk.folder / "cfnews.db")


@pytest.fixture
def ben(desk: Home, tmp_path: Path) -> Colleague:
    return Colleague(tmp_path / "ben", desk.folder / "cfnews.db")


def contents(folder: Path) -> dict[str, bytes]:
    """All that is in a folder."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


ALL = [f"Story number {number}" for number in range(3)]


# --- each for themselves ----------------------------------------------------------------------------


def test_each_reader_has_marks_and_cursors_of_their_own_and_the_desk_stays_as_it_is(
    desk: Home, ann: Colleague, ben: Colleague
) -> None:
    before = contents(desk.folder)
    assert ann.mark(ALL[0], "--read", "--star").code == 0
    assert ben.mark(ALL[1], "--hide").code == 0
    assert sorted(ann.titles("--unread")) == ALL[1:]
    assert ann.titles("--starred") == ALL[:1]
    assert sorted(ben.titles()) == [ALL[0], ALL[2]]
    assert ben.titles("--hidden") == ALL[1:2]
    assert ben.titles("--starred") == []
    assert sorted(ann.titles("--new")) == ALL
    assert ann.titles("--new") == []
    assert sorted(ben.titles("--new")) == [ALL[0], ALL[2]]
    assert ann.run("search", "number", "--unread", "--json").json["counts"]["matched"] == 2
    assert ann.run("stats", "--unread", "--json").json["counts"]["matched"] == 2
    (hidden,) = [one for one, title in ann.ids().items() if title == ALL[1]]
    assert "you hid it" in ben.run("why", hidden, "--plain").out
    assert "you hid it" not in ann.run("why", hidden, "--plain").out
    assert ben.run("show", hidden, "--json").json["stories"][0]["hidden"] is True
    assert contents(desk.folder) == before
    assert sorted(story["title"] for story in desk.run("list", "--new", "--json").json["stories"]) == ALL


def test_the_flag_is_taken_before_and_after_the_command_and_is_stronger_than_the_variable(
    ann: Colleague, tmp_path: Path
) -> None:
    other = str(tmp_path / "other.state")
    assert sorted(ann.titles("--new", "--state", other)) == ALL
    assert ann.run("--state", other, "list", "--new").out == ""
    assert not ann.state.exists()
    assert sorted(ann.titles("--new")) == ALL


def test_the_morning_view_asks_no_server_and_says_who_does(ann: Colleague, server: FeedServer, desk: Home) -> None:
    asked = len(server.log)
    found = ann.run("-f", "text")
    assert found.code == 0
    assert "the machine that keeps this store fetches" in found.err
    assert ALL[0] in found.out
    assert "Nothing new" in ann.run("-f", "text").out
    assert len(server.log) == asked
    assert ann.run("--quiet").err == ""


@pytest.mark.parametrize(
    "command",
    [
        ("fetch",),
        ("digest", "--fetch"),
        ("show", "--full", "aaaa"),
        ("split", "aaaa", "outlet"),
        ("join", "aaaa", "bbbb"),
        ("feeds", "rename", "outlet", "other"),
        ("schedule", "--cron"),
        ("store", "check"),
        ("store", "backup", "copy.db"),
        ("store", "restore", "copy.db"),
        ("store", "prune"),
        ("store", "retag"),
        ("store", "vacuum"),
    ],
)
def test_what_is_for_the_machine_that_fetches_is_refused_with_2_and_changes_nothing(
    desk: Home, ann: Colleague, command: tuple[str, ...]
) -> None:
    before = contents(desk.folder)
    found = ann.run(*command)
    assert found.code == 2
    assert "machine that keeps the store" in found.err
    assert "without --state" in found.err
    assert contents(desk.folder) == before


def test_status_and_config_name_the_state(ann: Colleague) -> None:
    assert ann.run("status", "--json").json["paths"]["state"] == str(ann.state)
    assert f"your state: {ann.state}; the store is only read" in ann.run("status", "--plain").out
    settings = {one["name"]: one for one in ann.run("config", "show", "--json").json["settings"]}
    assert (settings["state"]["value"], settings["state"]["source"]) == (str(ann.state), "CFNEWS_STATE")


def test_a_reader_without_a_feeds_file_goes_by_the_desks_own_places_and_settings(
    desk: Home, server: FeedServer, ann: Colleague
) -> None:
    settings = '[settings]\ntimezone = "Europe/Paris"\n'
    place = 'id = "moor-team"\nname = "The Moor Team"\naliases = ["Wexmoor"]'
    desk.write_feeds({"id": "outlet", "url": server.url("/feed")}, before=f"{settings}[[place]]\n{place}\n")
    server.feed("/feed", [*items(0, 3), item("Wexmoor opens a family hub", "https://a.example/hub")])
    assert desk.run("fetch", "--force").code == 0
    assert ann.titles("--place", "Wexmoor") == ["Wexmoor opens a family hub"]
    assert ann.run("list", "--json").json["timezone"] == "Europe/Paris"
    ann.write_feeds({"id": "mine", "url": "https://a.example/feed"})
    assert ann.run("list", "--json").json["timezone"] == "Europe/London"


def test_the_demo_has_nothing_to_do_with_it(ann: Colleague) -> None:
    assert ann.run("demo", "list", "-n", "1").code == 0
    assert ann.run("--state", str(ann.state), "demo", "list", "-n", "1").code == 0
    assert not ann.state.exists()


def test_completion_offers_the_readers_cursors(desk: Home, ann: Colleague) -> None:
    assert desk.run("list", "--new", "--cursor", "keeper").code == 0
    ann.titles("--new", "--cursor", "weekly")
    offered = ann.run("completion", "fish", "cfnews", "list", "--cursor", "").out
    assert "weekly" in offered
    assert "keeper" not in offered


def test_sql_asks_the_store_itself(desk: Home, ann: Colleague) -> None:
    before = contents(desk.folder)
    ann.mark(ALL[0], "--read")
    assert ann.run("store", "sql", "SELECT count(*), sum(read) FROM v_stories", "-f", "csv").out.split() == [
        "count(*),sum(read)",
        "3,0",
    ]
    assert contents(desk.folder) == before


def test_a_state_is_taken_from_a_store_of_ones_own_and_to_another_file(
    desk: Home, ann: Colleague, tmp_path: Path
) -> None:
    (first, second, _) = sorted(ann.ids(), key=lambda one: ann.ids()[one])
    assert desk.run("mark", first, "--star").code == 0
    assert desk.run("join", first, second).code == 0
    assert desk.run("list", "--new", "--limit", "1").code == 0
    moved = tmp_path / "mine.json"
    assert desk.run("store", "export-state", "-o", str(moved)).code == 0
    before = contents(desk.folder)
    found = ann.run("store", "import-state", str(moved), "--plain")
    assert found.code == 0
    assert "verdict left out" in found.out
    assert ann.titles("--starred") != []
    assert len(ann.titles("--new", "--peek")) == 1
    again = ann.run("store", "export-state").json
    assert again["verdicts"] == []
    assert again["marks"] == json.loads(moved.read_text("utf-8"))["marks"]
    assert contents(desk.folder) == before


def test_what_was_on_the_screen_of_the_full_screen_reader_is_in_the_state(desk: Home, ann: Colleague) -> None:
    before = contents(desk.folder)
    screen = Screen(ann)
    screen.wait_for("Story number 2")
    screen.press("m")
    screen.press("q")
    assert screen.end() == 0
    assert ann.titles("--new") == []
    assert len(ann.titles("--unread")) == 2
    assert contents(desk.folder) == before


# --- while it is written ----------------------------------------------------------------------------


def test_two_read_and_mark_while_fetches_run(desk: Home, server: FeedServer, ann: Colleague, ben: Colleague) -> None:
    """Each reader sees each story once, whatever the desk does meanwhile, and none ever meets a locked file."""
    over = threading.Event()
    shown: dict[str, list[str]] = {"ann": [], "ben": []}
    faults: list[str] = []

    def read(reader: Colleague, name: str) -> None:
        while not over.is_set():
            found = reader.spawn("list", "--new", "-f", "jsonl")
            if found.code == 0:
                stories = [json.loads(line) for line in found.out.splitlines()]
                shown[name] += [story["title"] for story in stories]
                if stories:
                    marked = reader.spawn("mark", stories[0]["id"], "--read" if name == "ann" else "--star")
                    faults.extend([marked.err] if marked.code not in (0, 7) else [])
            elif found.code != 7 or "written while it was read" not in found.err:
                faults.append(found.err)

    readers = [threading.Thread(target=read, args=pair) for pair in ((ann, "ann"), (ben, "ben"))]
    for thread in readers:
        thread.start()
    for number in range(ROUNDS):
        server.feed("/feed", items(0, 5 + 5 * number))
        assert desk.spawn("fetch", "--force", "--quiet").code == 0
    over.set()
    for thread in readers:
        thread.join(30)
    before = contents(desk.folder)
    for name, reader in (("ann", ann), ("ben", ben)):
        shown[name] += reader.titles("--new")
        assert sorted(shown[name]) == sorted(f"Story number {number}" for number in range(5 * ROUNDS))
        assert reader.titles("--new") == []
    assert faults == []
    assert ann.titles("--starred") == []
    assert len(ben.titles("--unread")) == 5 * ROUNDS
    assert set(ann.titles("--unread")) < set(ben.titles("--unread"))
    assert contents(desk.folder) == before
    assert desk.run("store", "check").code == 0
    assert desk.run("list", "--starred").out == ""


def test_a_reader_sees_what_a_fetch_has_stored_while_it_still_runs(
    desk: Home, server: FeedServer, ann: Colleague
) -> None:
    ann.titles("--new")
    release, asked = threading.Event(), threading.Event()

    def slow(_: Request) -> Answer:
        asked.set()
        release.wait(20)
        return Answer(rss([item("The last story to come in today", "https://b.example/last")]))

    server.answers["/slow"] = slow
    desk.write_feeds(
        {"id": "outlet", "url": server.feed("/feed", items(0, 4))}, {"id": "slow", "url": server.url("/slow")}
    )
    process = desk.start("fetch", "--force")
    try:
        assert asked.wait(20)
        found: list[str] = []
        until = time.monotonic() + 20
        while not found and time.monotonic() < until:
            found = ann.titles("--new")
        assert found == ["Story number 3"]
        assert ann.mark("Story number 3", "--star").code == 0
    finally:
        release.set()
        process.communicate(timeout=20)
    assert process.returncode == 0
    assert ann.titles("--new") == ["The last story to come in today"]
    assert ann.titles("--starred") == ["Story number 3"]


# --- a copy on a share ------------------------------------------------------------------------------


def test_a_copy_that_is_replaced_between_two_looks_loses_nothing_and_shows_nothing_twice(
    desk: Home, server: FeedServer, ann: Colleague, ben: Colleague, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    copy = share / "news.db"
    ann.store = ben.store = copy
    shown: list[str] = []
    for number in range(1, 5):
        bring(desk, server, 4 * number)
        assert desk.run("store", "backup", str(copy), "--readable").code == 0
        assert copy.stat().st_mode & 0o777 == 0o644
        before = contents(share)
        # One part of what is new in the morning, the rest later, perhaps of the next copy.
        shown += ann.titles("--new", "--limit", "3")
        assert ann.mark(shown[-1], "--read").code == 0
        assert contents(share) == before
    shown += ann.titles("--new")
    assert sorted(shown) == sorted(f"Story number {number}" for number in range(16))
    assert len(ann.titles("--unread")) == 12
    assert len(ben.titles("--new")) == 16
    assert sorted(contents(share)) == [str(copy)]


def test_an_older_copy_that_comes_back_shows_nothing_twice(
    desk: Home, server: FeedServer, ann: Colleague, tmp_path: Path
) -> None:
    copy, older = tmp_path / "news.db", tmp_path / "older.db"
    ann.store = copy
    assert desk.run("store", "backup", str(older)).code == 0
    bring(desk, server, 5)
    assert desk.run("store", "backup", str(copy)).code == 0
    assert len(ann.titles("--new")) == 5
    shutil.copy(older, copy)
    assert ann.titles("--new") == []
    bring(desk, server, 6)
    assert desk.run("store", "backup", str(copy)).code == 0
    assert ann.titles("--new") == ["Story number 5"]


def test_a_restored_desk_hides_no_later_story_from_its_readers(
    desk: Home, server: FeedServer, ann: Colleague, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.db"
    assert desk.run("store", "backup", str(backup)).code == 0
    bring(desk, server, 6)
    assert len(ann.titles("--new")) == 6
    assert desk.run("store", "restore", str(backup)).code == 0
    server.feed("/feed", [item("A story of after", "https://a.example/after")])
    assert desk.run("fetch", "--force").code == 0
    assert ann.titles("--new") == ["A story of after"]


# --- what can be wrong ------------------------------------------------------------------------------


def test_a_share_that_is_not_there_is_said_with_8_and_makes_no_file(ann: Colleague, tmp_path: Path) -> None:
    ann.store = tmp_path / "share" / "news.db"
    for command in (("list",), ("digest", "--new"), (), ("status",), ("mark", "aaaa", "--read")):
        found = ann.run(*command)
        assert found.code == 8
        assert "cannot be read" in found.err
        assert "CFNEWS_STORE" in found.err
    assert not ann.store.parent.exists()


def test_a_log_that_cannot_be_read_from_here_is_said_with_8_and_what_to_do(desk: Home, ann: Colleague) -> None:
    (desk.folder / "cfnews.db-wal").mkdir()
    (desk.folder / "cfnews.db-wal" / "x").touch()
    found = ann.run("list")
    assert found.code == 8
    assert "is in use, and its log cannot be read from here" in found.err
    assert "store backup" in found.err
    assert len(found.err.splitlines()) == 2


def test_the_desks_store_is_no_state(desk: Home, ann: Colleague) -> None:
    before = contents(desk.folder)
    found = ann.run("list", "--new", "--state", str(desk.folder / "cfnews.db"))
    assert found.code == 2
    assert "is the store itself" in found.err
    assert contents(desk.folder) == before
