"""Speed is a feature: what a command does not need, it does not import. Each in a process of its own."""

import subprocess
import sys

import pytest

from tests.loopback import FeedServer, item
from tests.running import Home

NETWORK = {"requests", "requests_cache", "urllib3", "feedparser", "http.client", "ssl"}
NEVER = NETWORK | {"jinja2", "trafilatura", "pydantic", "filelock", "multiprocessing", "tomlkit", "textual"}
PARSING = {"nh3", "tomllib", "cfnews.catalogue.read", "cfnews.normalise.text"}
_PROBE = """
import os, sys
from cfnews.cli.app import run
code = run(sys.argv[1:], os.environ)
print(code, *sys.modules, file=sys.stderr)
"""


@pytest.fixture
def filled(home: Home, server: FeedServer) -> Home:
    """A home with a story in its store."""
    url = server.feed("/a.rss", [item("Council opens a family hub", "https://a.example/1", summary="Today.")])
    home.write_feeds({"id": "outlet-a", "url": url})
    assert home.run("fetch").code == 0
    return home


def modules(home: Home, *arguments: str) -> set[str]:
    """The modules that a process has after it ran this command, whose exit code must be 0."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", _PROBE, *arguments],
        env=home.environment(),
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    code, *found = done.stderr.splitlines()[-1].split()
    assert code == "0", done.stderr
    return set(found)


@pytest.mark.parametrize(
    "command",
    [
        ("list", "--json"),
        ("list",),
        ("list", "-f", "csv"),
        ("digest", "--json"),
        ("digest", "--new", "--json"),
        ("search", "family", "--json"),
        ("digest", "--plain"),
        ("status", "--json"),
        ("timeline", "leeds", "--json"),
        ("timeline", "leeds", "--plain"),
        ("places", "--json"),
        ("places", "leeds", "-f", "csv"),
        ("stats",),
        ("stats", "--json"),
        ("stats", "--plain"),
        ("completion", "bash"),
        ("completion", "bash", "63", "cfnews show "),
        ("completion", "zsh", "cfnews", "list", "--topic", ""),
        ("store", "path"),
        ("store", "check", "--json"),
        ("store", "sql", "SELECT title FROM v_stories"),
        ("store", "export-state"),
    ],
)
def test_machine_and_plain_output_need_no_network_no_parser_and_no_rich(filled: Home, command: tuple[str, ...]) -> None:
    assert modules(filled, *command) & (NEVER | PARSING | {"rich"}) == set()


@pytest.mark.parametrize(
    "command",
    [
        ("digest",),
        ("digest", "--since", "3d"),
        ("list", "-f", "text"),
        ("status",),
        ("timeline", "leeds"),
        ("places",),
        ("stats", "-f", "text"),
    ],
)
def test_styled_output_needs_rich_alone(filled: Home, command: tuple[str, ...]) -> None:
    found = modules(filled, *command)
    assert "rich" in found
    assert found & (NEVER | PARSING | {"rich.markdown", "rich.progress", "rich.table"}) == set()


def test_a_story_is_shown_without_network_parser_and_catalogue(filled: Home) -> None:
    (story,) = filled.run("list", "--json").json["stories"]
    for face in ("--json", "--plain"):
        assert modules(filled, "show", story["id"], face) & (NEVER | PARSING | {"rich"}) == set()
    found = modules(filled, "show", story["id"], "--format", "text")
    assert found & (NEVER | PARSING | {"rich.markdown", "rich.progress", "rich.table"}) == set()


@pytest.mark.parametrize(
    "words", [("disable", "outlet-a", "--json"), ("rename", "outlet-a", "b", "--json"), ("export",), ("new", "--json")]
)
def test_care_of_the_list_of_feeds_needs_neither_network_nor_parser(filled: Home, words: tuple[str, ...]) -> None:
    assert modules(filled, "feeds", *words) & (NEVER | {"rich", "nh3", "lxml"}) == set()


@pytest.mark.parametrize("name", ["html", "eml"])
def test_pages_alone_need_jinja2(filled: Home, name: str) -> None:
    found = modules(filled, "digest", "-f", name)
    assert found & (NEVER | PARSING | {"rich"}) == {"jinja2"}


@pytest.mark.parametrize(
    "command", [("digest", "-f", "markdown"), ("list", "-f", "jsonfeed"), ("timeline", "leeds", "-f", "markdown")]
)
def test_documents_that_are_no_pages_do_without_it(filled: Home, command: tuple[str, ...]) -> None:
    assert modules(filled, *command) & (NEVER | PARSING | {"rich"}) == set()


def test_a_fetch_with_nothing_due_needs_neither_network_nor_parser(filled: Home) -> None:
    assert modules(filled, "fetch", "--json") & (NEVER | PARSING | {"rich"}) == set()


def test_a_fetch_leaves_parsing_to_other_processes(filled: Home, server: FeedServer) -> None:
    server.feed("/a.rss", [item("Another family hub", "https://a.example/2")])
    found = modules(filled, "fetch", "--force", "--json")
    assert found >= {"requests", "requests_cache"}
    assert "feedparser" not in found


_VERSION = """
import sys
sys.argv[1:] = ["--version"]
from cfnews.__main__ import main
try:
    main()
finally:
    print(*sys.modules)
"""


def test_the_version_needs_nothing_at_all(home: Home) -> None:
    command = [sys.executable, "-P", "-c", _VERSION]
    done = subprocess.run(command, env=home.environment(), capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.startswith("cfnews ")
    assert {"typer", "sqlite3", "msgspec", "rich"} & set(done.stdout.split()) == set()


def test_what_a_state_of_ones_own_needs_is_imported_only_where_one_is_named(filled: Home) -> None:
    rooms = {f"cfnews.store.{name}" for name in ("state", "shared", "overlay", "mounts")}
    assert modules(filled, "list", "--json") & rooms == set()
    found = modules(filled, "list", "--json", "--state", str(filled.folder / "mine.state"))
    assert rooms <= found
    assert found & (NEVER | PARSING | {"rich"}) == set()
