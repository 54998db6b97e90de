"""The feed readers that the benchmark of fetching compares: how each gets its list of feeds and is told to fetch.

Each works in a folder of its own and with its own settings but for the number of requests at a time.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from measuring import Run

NOW = datetime(2026, 11, 20, 7, 45, tzinfo=UTC)  # when the first fetch is, for cfnews
_STEP = timedelta(hours=2)  # between two forced fetches: no floor under how often a feed is asked may decide
_JOBS = 8


class Reader(Protocol):
    """One feed reader. `missing` says how to install it, or nothing."""

    name: str
    missing: str

    def subscribe(self, folder: Path, urls: Sequence[str], settings: str = "") -> None:
        """Writes its list of feeds, in its own form, into a folder that is empty."""

    def fetch(self, folder: Path, *, turn: int = 0, due_only: bool = False) -> Run:
        """The command that asks every feed, or with `due_only` those that are due, which is none after a fetch."""


def plain_environment(home: Path) -> dict[str, str]:
    """The environment for a command that is to know nothing of the user's own settings and proxies."""
    environment = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    environment = {key: value for key, value in environment.items() if not key.startswith(("CFNEWS_", "XDG_"))}
    return environment | {"HOME": str(home), "no_proxy": "*", "TERM": "dumb"}


class Cfnews:
    """This program. It is made to ask again by --force, and by a clock (CFNEWS_NOW) set two hours on each turn."""

    name = "cfnews"
    missing = ""

    def __init__(self, certificates: Path | None = None) -> None:
        self._certificates = {"REQUESTS_CA_BUNDLE": str(certificates)} if certificates else {}
        self._program = str(Path(sys.executable).with_name("cfnews"))

    def subscribe(self, folder: Path, urls: Sequence[str], settings: str = "") -> None:
        feeds = [f'[[feed]]\nid = "feed-{n}"\nname = "Feed {n}"\nurl = "{url}"\n' for n, url in enumerate(urls)]
        (folder / "feeds.toml").write_text(f"[settings]\n{settings}\n" + "\n".join(feeds), "utf-8")

    def fetch(self, folder: Path, *, turn: int = 0, due_only: bool = False, more: Sequence[str] = ()) -> Run:
        moment = NOW + turn * _STEP
        command = [self._program, "fetch", "--json", *([] if due_only else ["--force"]), *more]
        environment = {"CFNEWS_HOME": str(folder), "CFNEWS_NOW": moment.isoformat()}
        return Run(command, plain_environment(folder) | environment | self._certificates, folder)


class Newsboat:
    """newsboat with its reload-threads at eight; version 2.21 asks for all once more before it asks conditionally."""

    name = "newsboat"

    def __init__(self) -> None:
        self.missing = "" if shutil.which("newsboat") else "newsboat is left out; to have it: apt-get install newsboat"

    def subscribe(self, folder: Path, urls: Sequence[str], settings: str = "") -> None:  # noqa: ARG002 - the protocol's
        (folder / "urls").write_text("\n".join(urls) + "\n", "utf-8")
        (folder / "config").write_text(f"reload-threads {_JOBS}\n", "utf-8")

    def fetch(self, folder: Path, *, turn: int = 0, due_only: bool = False) -> Run:  # noqa: ARG002 - it always asks
        command = ["newsboat", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"]
        return Run(command, plain_environment(folder), folder)


class Sfeed:
    """sfeed_update with its maxjobs at eight and its own fetch(), which is curl without a condition."""

    name = "sfeed"

    def __init__(self) -> None:
        there = shutil.which("sfeed_update") and shutil.which("curl")
        self.missing = "" if there else "sfeed is left out; to have it: apt-get install sfeed curl"

    def subscribe(self, folder: Path, urls: Sequence[str], settings: str = "") -> None:  # noqa: ARG002 - the protocol's
        feeds = "\n".join(f'\tfeed "feed-{number}" "{url}"' for number, url in enumerate(urls))
        text = f'sfeedpath="{folder}/feeds"\nmaxjobs={_JOBS}\nfeeds() {{\n{feeds}\n}}\n'
        (folder / "sfeedrc").write_text(text, "utf-8")

    def fetch(self, folder: Path, *, turn: int = 0, due_only: bool = False) -> Run:  # noqa: ARG002 - it always asks
        return Run(["sfeed_update", "sfeedrc"], plain_environment(folder), folder)


class PythonReader:
    """The library reader, through its command line, with eight workers, in a virtual environment of its own."""

    name = "reader"
    _SUBSCRIBE = (
        "import sys, reader\nmine = reader.make_reader('db.sqlite')\nfor url in sys.stdin: mine.add_feed(url.strip())"
    )

    def __init__(self, python: str) -> None:
        self._python = python
        asked = [python, "-c", "import reader, click, sgmllib"]
        there = shutil.which(python) and subprocess.run(asked, check=False, capture_output=True).returncode == 0
        how = "python -m venv X && X/bin/pip install 'reader[cli]' sgmllib3k, then --reader-python X/bin/python"
        self.missing = "" if there else f"reader is left out; to have it: {how}"

    def subscribe(self, folder: Path, urls: Sequence[str], settings: str = "") -> None:  # noqa: ARG002 - the protocol's
        subprocess.run(
            [self._python, "-c", self._SUBSCRIBE], input="\n".join(urls), text=True, cwd=folder, check=True, timeout=60
        )

    def fetch(self, folder: Path, *, turn: int = 0, due_only: bool = False) -> Run:  # noqa: ARG002 - it has no such clock
        which = "--scheduled" if due_only else "--no-scheduled"
        command = [self._python, "-m", "reader", "--db", "db.sqlite", "update", which, "--workers", str(_JOBS)]
        return Run(command, plain_environment(folder), folder)


def versions(reader_python: str) -> str:
    """One line with the versions of the others, for the head of the report."""
    asked = {
        "newsboat": ["newsboat", "--version"],
        "sfeed": ["dpkg-query", "-W", "-f", "sfeed ${Version}", "sfeed"],
        "reader": [reader_python, "-c", "import reader; print('reader', reader.__version__)"],
    }
    told = []
    for command in asked.values():
        if shutil.which(command[0]):
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            told += done.stdout.splitlines()[:1] if done.returncode == 0 else []
    return ", ".join(told)
