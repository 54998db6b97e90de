"""The care of the store from outside: backup and restore, check, prune, SQL, and the move to a new machine."""

import io
import json
import signal
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cfnews.render.as_json import ENVELOPES
from cfnews.store.lock import write_lock
from cfnews.times import read_clock
from tests.loopback import Answer, FeedServer, Request, item, rss
from tests.running import Home

OLD = [
    item(f"{name} tells an old matter of its own", f"https://a.example/{name}", hours_ago=24 * 500)
    for name in ("Harrow", "Wexmoor", "Albion")
]
NEW = [
    item("Ponies calm children on the moor", "https://a.example/new"),
    item("Choir of care leavers sings", "https://a.example/choir"),
]


@pytest.fixture
def desk(home: Home, server: FeedServer) -> Home:
    """A home with five stories, three of them old."""
    home.write_feeds({"id": "outlet", "url": server.feed("/feed", [*NEW, *OLD])})
    assert home.run("fetch").code == 0
    return home


@pytest.fixture
def other(tmp_path: Path, server: FeedServer) -> Home:
    """Another machine with the same feeds, and nothing stored."""
    folder = tmp_path / "other"
    folder.mkdir()
    home = Home(folder)
    home.write_feeds({"id": "outlet", "url": server.url("/feed")})
    return home


def stories(home: Home, *flags: str) -> list[Any]:
    result = home.run("list", "--json", "--limit", "0", *flags)
    assert result.code == 0, result.err
    found: list[Any] = result.json["stories"]
    return found


def titles(home: Home, *flags: str) -> list[str]:
    return sorted(story["title"] for story in stories(home, *flags))


@pytest.fixture
def held(desk: Home, server: FeedServer) -> Iterator[threading.Event]:
    """A fetch that has stored one feed and waits for another until the event is set."""
    release, asked = threading.Event(), threading.Event()

    def slow(_: Request) -> Answer:
        asked.set()
        release.wait(20)
        return Answer(rss([item("The last story to come in today", "https://b.example/last")]))

    server.answers["/slow"] = slow
    desk.write_feeds({"id": "outlet", "url": server.url("/feed")}, {"id": "slow", "url": server.url("/slow")})
    process = desk.start("fetch", "--force")
    try:
        assert asked.wait(20)
        yield release
    finally:
        release.set()
        process.communicate(timeout=20)


def test_a_backup_while_a_fetch_runs_has_all_that_was_stored_and_the_fetch_goes_on(
    desk: Home, held: threading.Event, tmp_path: Path
) -> None:
    file = tmp_path / "backup.db"
    made = desk.run("store", "backup", str(file), "--json")
    assert (made.code, made.json["stories"], made.json["file"]) == (0, 5, str(file))
    assert desk.run("store", "restore", str(file)).code == 7
    held.set()
    assert desk.run("store", "restore", str(file), "--wait", "20s").code == 0
    assert len(titles(desk)) == 5
    kept = desk.folder / "cfnews.db.before"
    assert "The last story to come in today" in titles(desk, "--store", str(kept))
    assert desk.run("fetch", "--force").code == 0
    assert len(titles(desk)) == 6
    assert desk.run("store", "check").code == 0


def test_what_was_marked_after_a_backup_is_in_the_store_that_is_kept(desk: Home, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    assert desk.run("store", "backup", str(file)).code == 0
    assert desk.run("mark", "--all", "--read").code == 0
    assert desk.run("store", "restore", str(file)).code == 0
    assert stories(desk, "--unread") != []
    assert stories(desk, "--unread", "--store", str(desk.folder / "cfnews.db.before")) == []


@pytest.mark.parametrize("content", [b"my notes", b"SQLite format 3\x00" + bytes(200), b""])
def test_a_file_that_is_no_store_is_refused_with_8_and_the_store_stays(
    desk: Home, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "file.db"
    file.write_bytes(content)
    before = titles(desk)
    assert desk.run("store", "restore", str(file)).code == 8
    assert (titles(desk), file.read_bytes()) == (before, content)
    assert desk.run("store", "restore", str(tmp_path / "none.db")).code == 1


def test_what_was_pruned_does_not_come_back(desk: Home, server: FeedServer) -> None:
    dry = desk.run("store", "prune", "--older-than", "400d", "--dry-run", "--json").json
    assert (dry["stories"], dry["feeds"], dry["dry_run"]) == (3, [{"feed": "outlet", "entries": 3}], True)
    assert len(titles(desk)) == 5
    done = desk.run("store", "prune", "--older-than", "400d")
    assert done.code == 0 and done.out.startswith("3 stories of 3 entries from before 16 Oct 2025 were taken out\n")
    server.feed("/feed", [*NEW, *OLD, item("News of the hour", "https://a.example/hour")])
    told = desk.run("fetch", "--force", "--json").json["feeds"][0]
    assert (told["new"], told["unchanged"], told["entries"]) == (1, 5, 6)
    assert len(titles(desk)) == 3
    assert desk.run("store", "check").code == 0
    assert desk.run("store", "prune", "--older-than", "400d", "--fail-if-empty").code == 6


def test_the_age_is_that_of_the_settings_unless_it_is_named(desk: Home, server: FeedServer) -> None:
    assert desk.run("store", "prune").code == 2
    assert desk.run("store", "prune", "--older-than", "some").code == 2
    assert desk.run("store", "prune", "--older-than", "400d", "--feed", "nobody").code == 6
    before = '[settings]\nretention = "450d"\n'
    desk.write_feeds({"id": "outlet", "url": server.url("/feed")}, before=before)
    assert desk.run("store", "prune", "--json").json["before"] == "2025-08-27T07:45:00Z"


def test_what_has_a_star_stays(desk: Home) -> None:
    old = [story["id"] for story in stories(desk) if "old matter" in story["title"]]
    assert desk.run("mark", old[0], "--star").code == 0
    done = desk.run("store", "prune", "--older-than", "1y")
    assert "1 story as old stays: starred" in done.out
    assert old[0] in [story["id"] for story in stories(desk)]


def test_damage_is_told_with_8_and_mended_and_the_store_before_is_kept(desk: Home) -> None:
    db = sqlite3.connect(desk.folder / "cfnews.db", isolation_level=None)
    db.execute("UPDATE story SET sources = 9")
    db.execute("DELETE FROM search_data WHERE id > 10")
    db.close()
    found = desk.run("store", "check")
    assert found.code == 8
    assert "sources: stories whose number of sources is wrong (5 places)" in found.out
    assert "cfnews store check --repair" in found.out
    told = desk.run("store", "check", "--json")
    assert (told.code, told.json["sound"]) == (8, False)
    assert {fault["check"] for fault in told.json["faults"]} == {"sources", "search"}
    mended = desk.run("store", "check", "--repair", "--json")
    assert (mended.code, mended.json["sound"], mended.json["faults"]) == (0, True, [])
    assert {fault["check"] for fault in mended.json["mended"]} == {"sources", "search"}
    assert mended.json["kept"] == str(desk.folder / "cfnews.db.before-repair")
    assert desk.run("search", "ponies", "--json").json["counts"]["matched"] == 1
    assert desk.run("store", "check", "--repair", "--json").json["kept"] is None


def test_a_file_that_is_no_store_cannot_be_checked(desk: Home) -> None:
    (desk.folder / "cfnews.db").write_bytes(b"\xa5" * 9000)
    assert desk.run("store", "check").code == 8
    assert desk.run("store", "check", "--repair").code == 8


def test_marks_and_cursors_move_to_a_machine_that_fetches_for_itself(desk: Home, other: Home, tmp_path: Path) -> None:
    ids = {story["title"]: story["id"] for story in stories(desk)}
    assert desk.run("mark", ids["Choir of care leavers sings"], "--read", "--star").code == 0
    assert desk.run("list", "--new", "--limit", "4").code == 0
    file = tmp_path / "state.json"
    assert desk.run("store", "export-state", "-o", str(file)).code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    waiting = other.run("store", "import-state", str(file), "--json").json
    assert (waiting["marks"], waiting["waiting"], waiting["shown"]) == (2, 1, 4)
    assert other.run("fetch").code == 0
    assert titles(other, "--starred") == ["Choir of care leavers sings"]
    assert titles(other, "--new", "--peek") == titles(desk, "--new", "--peek")
    assert len(titles(other, "--new")) == 1
    again = other.run("store", "import-state", str(file))
    assert again.out == "0 marks and 0 verdicts were later than those here\n"


def test_two_machines_agree_after_each_has_read_the_other(desk: Home, other: Home, tmp_path: Path) -> None:
    assert other.run("fetch").code == 0
    ids = {story["title"]: story["id"] for story in stories(desk)}
    ponies, choir = ids["Ponies calm children on the moor"], ids["Choir of care leavers sings"]
    desk.run("mark", ponies, "--read")
    desk.run("mark", choir, "--star")
    other.now = "2026-11-20T09:00:00Z"
    other.run("mark", ponies, "--star")
    other.run("join", ponies, choir)
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for home, file in zip((desk, other), files, strict=True):
        assert home.run("store", "export-state", "-o", str(file)).code == 0
    assert desk.run("store", "import-state", str(files[1])).code == 0
    assert other.run("store", "import-state", str(files[0])).code == 0
    (one,), (two,) = ([s for s in stories(home) if s["starred"]] for home in (desk, other))
    assert (one["read"], one["starred"], len(one["sources"])) == (two["read"], two["starred"], len(two["sources"]))
    assert one["id"] == two["id"] and len(one["sources"]) == 2


@pytest.mark.parametrize("content", ["", "[]", '{"schema": "cfnews/list"}', '{"schema": "cfnews/state"}', "\xff"])
def test_what_is_no_state_is_refused(desk: Home, tmp_path: Path, content: str) -> None:
    file = tmp_path / "state.json"
    file.write_text(content, "latin-1")
    result = desk.run("store", "import-state", str(file))
    assert (result.code, "no state of cfnews" in result.err) == (1, True)
    assert desk.run("store", "import-state", str(tmp_path / "none.json")).code == 1


def test_a_state_of_a_newer_program_is_refused(desk: Home, tmp_path: Path) -> None:
    state = desk.run("store", "export-state").json | {"schema_version": "2.0"}
    file = tmp_path / "state.json"
    file.write_text(json.dumps(state))
    assert "upgrade cfnews" in desk.run("store", "import-state", str(file)).err


HOSTILE = "Ponies \x1b[31mcalm\x07 children"


def test_sql_is_answered_in_every_format(desk: Home) -> None:
    db = sqlite3.connect(desk.folder / "cfnews.db", isolation_level=None)
    db.execute("UPDATE entry SET title = ? WHERE title LIKE 'Ponies%'", (HOSTILE,))
    db.close()
    query = "SELECT title, sources AS n, NULL AS gone, x'a5' AS raw, 1 AS n FROM v_stories WHERE title LIKE 'P%'"
    assert desk.run("store", "sql", query).out == "Ponies calm children\t1\t\ta5\t1\n"
    assert desk.run("store", "sql", query, "-f", "csv").out == "title,n,gone,raw,n_2\nPonies calm children,1,,a5,1\n"
    assert (
        desk.run("store", "sql", query, "--plain").out
        == "title: Ponies calm children; n: 1; gone: nothing; raw: a5; n_2: 1\n"
    )
    text = desk.run("store", "sql", query, "-f", "text").out.splitlines()
    assert text == ["title                 n  gone  raw  n_2", "Ponies calm children  1        a5     1"]
    row = {"title": HOSTILE, "n": 1, "gone": None, "raw": "a5", "n_2": 1}
    assert json.loads(desk.run("store", "sql", query, "-f", "jsonl").out) == row
    found = desk.run("store", "sql", query, "--json").json
    assert (found["columns"], found["rows"], found["more"]) == (list(row), [row], False)
    assert desk.run("store", "sql", query, "-f", "tsv", "--fields", "n,title").out == "1\tPonies calm children\n"
    assert desk.run("store", "sql", query, "--json", "--fields", "n").json["rows"] == [{"n": 1}]
    assert desk.run("store", "sql", query, "-f", "tsv", "--fields", "nothing").code == 2
    assert desk.run("store", "sql", query, "-f", "html").code == 2


def test_sql_only_reads_and_ends(desk: Home) -> None:
    before = titles(desk)
    for query in ("DELETE FROM story", "ATTACH 'x' AS x", "SELEC"):
        assert desk.run("store", "sql", query).code == 2
    endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    result = desk.run("store", "sql", endless, "-n", "2")
    assert (result.out, "more than 2 rows" in result.err) == ("1\n2\n", True)
    assert desk.run("store", "sql", endless, "-n", "0", "--timeout", "0.1").code == 1
    assert titles(desk) == before


def test_ctrl_c_ends_a_query(desk: Home) -> None:
    endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    process = desk.start("store", "sql", endless)
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            process.communicate(timeout=2)
        process.send_signal(signal.SIGINT)
        out, told = process.communicate(timeout=10)
    finally:
        process.kill()
    assert (process.returncode, out, told) == (130, b"", b"")


def test_sql_comes_from_stdin_too(desk: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT count(*) FROM v_stories\n"))
    assert desk.run("store", "sql", "-").out == "5\n"


WRITING = [
    ("store", "check", "--repair"),
    ("store", "prune", "--older-than", "1y"),
    ("store", "vacuum"),
]


@pytest.mark.parametrize("command", WRITING, ids=lambda command: command[1])
def test_what_writes_waits_for_nobody_unless_it_is_told_to(desk: Home, command: tuple[str, ...]) -> None:
    with write_lock(desk.folder / "cfnews.db", read_clock({"CFNEWS_NOW": desk.now})):
        assert desk.run(*command).code == 7
        assert desk.run("store", "check").code == 0
        assert desk.run("store", "path").code == 0
    assert desk.run(*command, "--wait", "5s").code == 0


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("store-path", ("path", "--json")),
        ("store-check", ("check", "--json")),
        ("store-backup", ("backup", "BACKUP", "--json")),
        ("store-restore", ("restore", "BACKUP", "--json")),
        ("store-prune", ("prune", "--older-than", "1y", "--json")),
        ("store-vacuum", ("vacuum", "--json")),
        ("store-sql", ("sql", "SELECT 1 AS one", "--json")),
        ("state", ("export-state",)),
        ("import-state", ("import-state", "STATE", "--json")),
    ],
)
def test_json_is_as_its_schema_says(desk: Home, tmp_path: Path, name: str, arguments: tuple[str, ...]) -> None:
    backup, state = tmp_path / "backup.db", tmp_path / "state.json"
    assert desk.run("store", "backup", str(backup)).code == 0
    assert desk.run("store", "export-state", "-o", str(state)).code == 0
    words = [{"BACKUP": str(backup), "STATE": str(state)}.get(word, word) for word in arguments]
    result = desk.run("store", *words)
    assert result.code == 0, result.err
    assert list(result.json) == list(ENVELOPES[name].__struct_fields__)
    jsonschema.validate(result.json, desk.run("schema", name).json)


@pytest.mark.parametrize("command", [("path",), ("check",), ("vacuum",), ("prune", "--older-than", "1y")])
def test_a_table_is_wrong_usage(desk: Home, command: tuple[str, ...]) -> None:
    assert desk.run("store", *command, "-f", "tsv").code == 2


def test_with_nothing_stored_nothing_is_wrong_and_nothing_is_made_but_what_is_asked_for(
    home: Home, tmp_path: Path
) -> None:
    home.write_feeds({"id": "outlet", "url": "https://outlet.example/feed"})
    assert home.run("store", "path").out == f"{home.folder / 'cfnews.db'}\n"
    assert home.run("store", "check").code == 0
    assert home.run("store", "backup", str(tmp_path / "backup.db")).code == 1
    assert home.run("store", "export-state").json["marks"] == []
    assert home.run("store", "sql", "SELECT count(*) FROM v_stories").out == "0\n"
    assert not (home.folder / "cfnews.db").exists()
