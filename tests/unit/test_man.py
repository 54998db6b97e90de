"""The manual page is what the program and the reference say, and no reader of such pages complains of it."""

import importlib.util
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from cfnews.cli import options
from cfnews.cli.app import _root

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "man" / "cfnews.1"


@pytest.fixture(scope="module", name="make")
def _make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_man", PAGE.with_name("make.py"))
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def shown(*words: str) -> tuple[str, str]:
    """What a reader of manual pages shows of ours, and what it complains of; skipped where there is none."""
    if not shutil.which(words[0]):
        pytest.skip(f"{words[0]} is not on this machine")
    done = subprocess.run([*words, str(PAGE)], capture_output=True, text=True, timeout=60, check=False)
    return done.stdout, done.stderr


def test_the_page_is_what_the_program_and_the_reference_say(make: ModuleType) -> None:
    assert PAGE.read_text("utf-8") == make.page(), "run: python docs/man/make.py"


def test_every_command_has_a_section_and_every_flag_is_described(make: ModuleType) -> None:
    text = PAGE.read_text("utf-8")
    commands = list(make.said(_root()))
    assert len(commands) > 30
    for one in commands:
        assert f'.SS "{make.literal(f"cfnews {one.name}".strip())}"\n' in text
        for param in one.command.params:
            names = [make.literal(name) for name in param.opts] if param.param_type_name == "option" else []
            assert all(f"\\fB{name}\\fP" in text for name in names), one.name


def test_a_set_of_flags_is_told_once_and_not_with_each_command(make: ModuleType) -> None:
    text = PAGE.read_text("utf-8")
    for flag in options.GLOBAL:
        name = f"\\fB{make.literal(flag.names[-1])}\\fP"
        heads = [after for before, after in pairwise(text.splitlines()) if before == ".TP" and name in after]
        assert len(heads) == 1, flag.names


@pytest.mark.parametrize(
    "text", ["'quoted' at the start", ".TH is no order", "C:\\new\\fB", "a – b ’ c", "--log-file=x ~ ^ `"]
)
def test_whatever_a_help_says_is_shown_and_never_obeyed(make: ModuleType, text: str) -> None:
    written = make.line(make.literal(text))
    assert written.isascii() and not written.startswith((".", "'"))
    groff = shutil.which("groff")
    if groff:
        page = f'.TH X 1\n.SH "X"\n.nf\n{written}\n'
        done = subprocess.run(
            [groff, "-man", "-ww", "-Tutf8", "-P-c"],
            input=page,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert text in done.stdout and done.stderr == ""


def test_groff_has_nothing_to_complain_of() -> None:
    out, err = shown("groff", "-man", "-ww", "-Tutf8")
    assert err == "" and "CFNEWS(1)" in out


def test_man_has_nothing_to_complain_of() -> None:
    out, err = shown("man", "--warnings=w", "-l")
    assert err == "" and "EXIT STATUS" in out


def test_mandoc_misses_nothing_but_a_date() -> None:
    out, err = shown("mandoc", "-T", "lint", "-W", "warning")
    assert [line for line in (out + err).splitlines() if "missing date" not in line] == []
