"""Completion as the shells themselves do it: their own protocol, in a process of each; without rich and network."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from cfnews.cli.shells import SCRIPTS
from tests.loopback import FeedServer, item
from tests.running import Home

# What bash does when Tab is pressed at the end of $LINE.
_BASH = r"""
eval "$(cfnews completion bash)"
COMP_LINE=$LINE COMP_POINT=${#LINE} COMP_TYPE=$TYPE
COMP_WORDS=($LINE) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_cfnews_complete cfnews
printf '%s\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def filled(home: Home, server: FeedServer, tmp_path: Path) -> Home:
    """A home with two stories, and a folder with `cfnews` in it as installed."""
    stories = [
        item("Kinship carers in Leeds to be paid", "https://a.example/1", summary="Kinship care."),
        item("A hub for families opens in Cardiff", "https://a.example/2"),
    ]
    home.write_feeds({"id": "outlet-a", "url": server.feed("/a.rss", stories)})
    assert home.run("fetch").code == 0
    program = tmp_path / "bin" / "cfnews"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -P -m cfnews "$@"\n', "utf-8")
    program.chmod(0o755)
    return home


def ask(home: Home, command: Sequence[str], **variables: str) -> list[str]:
    """What a shell prints that has `cfnews` on its path; nothing may be said on stderr."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not on this machine")
    path = f"{home.folder.parent / 'bin'}:{os.environ['PATH']}"
    root = str(Path(__file__).resolve().parents[2] / "src")
    done = subprocess.run(
        command,
        env=home.environment(PATH=path, PYTHONPATH=root, **variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def in_bash(home: Home, line: str, kind: int = 9) -> list[str]:
    """What bash would put into the line, or list with `kind` 63."""
    return ask(home, ["bash", "--norc", "-c", _BASH], LINE=line, TYPE=str(kind))


def test_bash_completes_commands_flags_formats_and_names(filled: Home) -> None:
    assert in_bash(filled, "cfnews tim") == ["timeline"]
    assert in_bash(filled, "cfnews list --star") == ["--starred"]
    assert in_bash(filled, "cfnews list -f jsonl") == ["jsonl"]
    assert in_bash(filled, "cfnews list --feed ou") == ["outlet-a"]
    assert in_bash(filled, "cfnews list --topic=kin") == ["kinship"]
    assert in_bash(filled, "cfnews list --place ") == ["cardiff", "leeds"]


def test_bash_completes_the_ids_of_stories_and_lists_them_with_their_headlines(filled: Home) -> None:
    stories = {story["id"]: story["title"] for story in filled.run("list", "--json").json["stories"]}
    assert sorted(in_bash(filled, "cfnews show ")) == sorted(stories)
    assert sorted(in_bash(filled, "cfnews show ", 63)) == sorted(f"{one}  ({title})" for one, title in stories.items())
    one = next(iter(stories))
    assert in_bash(filled, f"cfnews show {one[:6]}") == [one]


def test_a_shell_is_not_disturbed_by_what_is_wrong(filled: Home) -> None:
    (filled.folder / "feeds.toml").write_text("[[feed]\n", "utf-8")
    (filled.folder / "cfnews.db").write_bytes(b"no store at all" * 20)
    assert in_bash(filled, "cfnews fetch ") == [""]
    assert in_bash(filled, "cfnews show ") == [""]
    assert in_bash(filled, "cfnews tim") == ["timeline"]


def test_fish_completes_with_what_the_words_mean(filled: Home) -> None:
    fish = ["fish", "--no-config", "-c"]
    load = "cfnews completion fish | source; "
    assert ask(filled, [*fish, load + "complete -C 'cfnews topi'"]) == [
        "topics\tThe topics that are known, and how often."
    ]
    assert ask(filled, [*fish, load + "complete -C 'cfnews search topic:ki'"]) == [
        "topic:kinship\tKinship care and special guardianship"
    ]
    assert ask(filled, [*fish, load + "complete -C 'cfnews list --place=lee'"]) == ["--place=leeds"]


@pytest.mark.parametrize("shell", SCRIPTS)
def test_every_shell_can_read_its_script(filled: Home, shell: str) -> None:
    script = filled.run("completion", shell).out
    assert script == SCRIPTS[shell]
    path = filled.folder / "script"
    path.write_text(script, "utf-8")
    assert ask(filled, [shell, "-n", str(path)]) == []


def test_a_shell_that_is_unknown_is_wrong_usage(home: Home) -> None:
    result = home.run("completion", "tcsh")
    assert (result.code, "bash zsh fish" in result.err) == (2, True)


def test_zsh_puts_one_word_in_and_shows_several(filled: Home) -> None:
    """In a zsh within a zsh, at a terminal of its own, for completion is its line editor's."""
    script = r"""
zmodload zsh/zpty
zpty inner 'PS1= TERM=dumb COLUMNS=80 zsh -f -i'
zpty -w inner 'autoload -U compinit; compinit -u -D; eval "$(cfnews completion zsh)"; bindkey "^X" kill-whole-line'
zpty -w -n inner "cfnews search topic:ki"$'\t'
out=
repeat 300; do
    zpty -r -t inner part && out+=$part
    [[ $out == *topic:kinship* ]] && break
    sleep 0.1
done
zpty -d inner
[[ $out == *topic:kinship* ]] && print found || print -r -- $out
"""
    assert ask(filled, ["zsh", "-f", "-c", script]) == ["found"]
