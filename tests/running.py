"""Running cfnews as its users do: in this process for speed, or as a real one."""

import contextlib
import io
import json
import os
import pty
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cfnews.cli.app import run

MORNING = "2026-11-20T07:45:00Z"


class Result(NamedTuple):
    """What one command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output, read as JSON."""
        return json.loads(self.out)


class Home:
    """A CFNEWS_HOME and the clock at 07:45 on Friday 20 November 2026, unless `now` says another time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = MORNING

    def write_feeds(self, *feeds: Mapping[str, object], before: str = "") -> Path:
        """Writes a feeds.toml; each feed needs an id and a url, the rest has defaults."""
        parts = [before]
        for feed in feeds:
            values = {"name": str(feed["id"]).replace("-", " ").title(), "section": "news", "role": "trade", **feed}
            parts.append("[[feed]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items()))
        path = self.folder / "feeds.toml"
        path.write_text("\n".join(parts), "utf-8")
        return path

    def environment(self, **more: str) -> dict[str, str]:
        """The environment in which cfnews runs here."""
        return {**os.environ, "CFNEWS_HOME": str(self.folder), "CFNEWS_NOW": self.now, **more}

    def run(self, *arguments: str, **more: str) -> Result:
        """Runs cfnews in this process, its stdout a pipe as far as it can tell."""
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(arguments, self.environment(**more))
        out.seek(0)
        return Result(code, out.read(), err.getvalue())

    def spawn(self, *arguments: str, timeout: float = 60, **more: str) -> Result:
        """Runs cfnews as a process of its own."""
        done = subprocess.run(
            command(*arguments),
            env=self.environment(**more),
            capture_output=True,
            timeout=timeout,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def on_screen(self, *arguments: str, timeout: float = 60, **more: str) -> Result:
        """Runs cfnews as a process of its own on a terminal of 100 columns with colour; `out` is all that it shows."""
        screen, keyboard = pty.openpty()
        variables = {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "50", "PAGER": "cat"} | more
        process = subprocess.Popen(
            command(*arguments),
            env=self.environment(**variables),
            stdin=keyboard,
            stdout=keyboard,
            stderr=subprocess.PIPE,
            close_fds=True,
        )
        os.close(keyboard)
        shown = b""
        with contextlib.suppress(OSError):  # how a terminal says that nobody writes to it any more
            while select.select([screen], [], [], timeout)[0] and (more_bytes := os.read(screen, 65536)):
                shown += more_bytes
        os.close(screen)
        _, told = process.communicate(timeout=timeout)
        return Result(process.returncode, shown.decode(), told.decode())

    def start(self, *arguments: str, **more: str) -> "subprocess.Popen[bytes]":
        """Starts cfnews as a process of its own; the test must end it."""
        return subprocess.Popen(
            command(*arguments),
            env=self.environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        )


def command(*arguments: str) -> Sequence[str]:
    """The command line that runs this checkout's cfnews."""
    return [sys.executable, "-P", "-m", "cfnews", *arguments]
