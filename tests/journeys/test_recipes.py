"""The recipes of "In scripts" for other programs, as they stand on the page; each where its program is."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cfnews.sample.server import sample_newsroom
from tests.running import Home

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "use-in-scripts.md"


def recipe(heading: str, language: str = "sh") -> str:
    """The first block of this language under a heading of the page."""
    text = PAGE.read_text("utf-8")
    found = re.search(rf"^#+ {re.escape(heading)}\n.*?^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found, f"there is no recipe under {heading!r}"
    return found[1]


def need(program: str) -> None:
    """Skips the test where a program is missing."""
    if not shutil.which(program):
        pytest.skip(f"{program} is not on this machine")


@pytest.fixture(name="sample")
def _sample(home: Home, tmp_path: Path) -> Iterator[Home]:
    """A home with the sample's stories, and a folder with `cfnews` in it as installed."""
    with sample_newsroom() as catalogue:
        (home.folder / "feeds.toml").write_text(catalogue, "utf-8")
        home.run("fetch")
    program = tmp_path / "bin" / "cfnews"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -P -m cfnews "$@"\n', "utf-8")
    program.chmod(0o755)
    yield home


def run(home: Home, script: str, **variables: str) -> str:
    """What a shell prints that runs this script; a failure of any part is one of the test."""
    path = f"{home.folder.parent / 'bin'}:{os.environ['PATH']}"
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-e", "-o", "pipefail", "-c", script],
        env=home.environment(PATH=path, PYTHONPATH=str(PAGE.parents[2] / "src"), **variables),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_fzf_shows_the_lines_without_their_ids_and_opens_what_was_picked(sample: Home, tmp_path: Path) -> None:
    need("fzf")
    browser = tmp_path / "bin" / "look"
    browser.write_text(f'#!/bin/sh\necho "$1" >> {tmp_path / "opened"}\n', "utf-8")
    browser.chmod(0o755)
    # With --filter fzf needs nobody at the keyboard.
    run(sample, recipe("Pick stories with fzf"), FZF_DEFAULT_OPTS="--exact --filter=kinship", BROWSER=str(browser))
    stories = sample.run("list", "--limit", "0", "--json").json["stories"]
    wanted = {story["url"] for story in stories if "kinship" in story["title"].lower()}
    assert len(wanted) > 1
    assert set((tmp_path / "opened").read_text("utf-8").split()) == wanted


def test_the_preview_of_fzf_shows_a_story(sample: Home) -> None:
    found = re.search(r"--preview '(.*?)'", recipe("Pick stories with fzf"))
    assert found
    story = sample.run("list", "--json", "--limit", "1").json["stories"][0]
    shown = run(sample, found[1].replace("{1}", story["id"]))
    assert story["title"].split()[0] in shown and "\x1b[" in shown


def test_sqlite3_reads_the_store(sample: Home) -> None:
    need("sqlite3")
    need("jq")
    assert "law|" in run(sample, recipe("SQL"))


def test_sqlite_utils_counts_the_stories_of_each_council(sample: Home) -> None:
    need("sqlite-utils")
    assert re.search(r"harrowmere +\d", run(sample, recipe("sqlite-utils")))


def test_duckdb_counts_the_stories_of_each_topic(sample: Home) -> None:
    need("duckdb")
    assert re.search(r"courts\W+\d+", run(sample, recipe("DuckDB")))


def test_pandas_counts_topics_by_week(sample: Home, tmp_path: Path) -> None:
    if not importlib.util.find_spec("pandas"):
        pytest.skip("pandas is not installed")
    (tmp_path / "weekly.py").write_text(recipe("pandas", "python"), "utf-8")
    assert "courts" in run(sample, f"{sys.executable} {tmp_path / 'weekly.py'}")
