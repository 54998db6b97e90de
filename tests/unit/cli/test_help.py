"""The help of every command: it fits a narrow terminal, shows examples, and the examples are understood."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from cfnews.cli.command import CommandSpec, Group
from cfnews.cli.examples import EXAMPLES
from cfnews.cli.table import COMMANDS
from cfnews.sample.server import sample_newsroom
from tests.running import Home


def names(table: dict[str, CommandSpec | Group], before: str = "") -> Iterator[str]:
    """The name of every command and every group, without `cfnews`."""
    for name, spec in table.items():
        yield before + name
        if isinstance(spec, Group):
            yield from names(spec.table, f"{before}{name} ")


NAMES = ["", *names(COMMANDS)]
# What other examples go by comes first, and what takes away what they go by comes last.
FIRST = ["watch add", "hide add", "store backup", "store export-state", "feeds export"]
LAST = ["feeds add", "feeds remove", "feeds rename", "watch remove", "hide remove", "split", "join"]


def test_every_command_has_an_example_and_no_other() -> None:
    assert sorted(EXAMPLES) == sorted(NAMES)
    for name, lines in EXAMPLES.items():
        assert lines, name
        assert all(f"{line} ".startswith(f"cfnews {name}".rstrip() + " ") for line in lines), name


@pytest.mark.parametrize("name", NAMES)
def test_the_help_fits_80_columns_and_ends_with_the_examples(name: str, home: Home) -> None:
    result = home.run(*name.split(), "--help", COLUMNS="80")
    assert (result.code, result.err) == (0, "")
    assert [line for line in result.out.splitlines() if len(line) > 80] == []
    assert result.out.partition("\nExamples:\n")[2] == "".join(f"  {line}\n" for line in EXAMPLES[name])


@pytest.mark.parametrize("name", NAMES)
def test_the_help_names_what_a_flag_takes_in_words_of_people(name: str, home: Home) -> None:
    shown = home.run(*name.split(), "--help").out
    assert not re.search(r"<\w+( range)?>", shown)
    assert "{" not in shown.splitlines()[0]


@pytest.fixture(name="desk")
def _desk(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A home with the sample's feeds and stories, in a folder where files may be written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BROWSER", "true")
    with sample_newsroom() as catalogue:
        (home.folder / "feeds.toml").write_text(catalogue, "utf-8")
        home.run("fetch")
        yield home


def test_every_example_works_on_the_sample(desk: Home) -> None:
    names_in_order = sorted(EXAMPLES, key=lambda name: (name not in FIRST, name in LAST))
    lines = [line for name in names_in_order for line in EXAMPLES[name]]
    bad = {}
    for line in lines:
        words = shlex.split(line)[1:]
        if words[:1] in (["read"], ["init"]) or words[:2] == ["feeds", "discover"]:
            continue  # a screen, an empty folder, another server: tried elsewhere
        offline = ("--offline",) if words[:2] == ["feeds", "add"] or "--full" in words else ()
        result = desk.run(*words, *offline, EDITOR="true")
        if result.code:
            bad[line] = (result.code, result.err)
    assert bad == {}
