"""`cfnews read` as a process of its own on a terminal: how it begins, and what each way out leaves behind."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.loopback import FeedServer, item
from tests.running import Home, command

_PATIENCE = 30.0  # seconds, after which a test gives up


class Screen:
    """`cfnews read` on a terminal of 80 columns and 24 lines."""

    def __init__(self, home: Home, *arguments: str, **more: str) -> None:
        self._terminal, far = pty.openpty()
        fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        variables = home.environment(TERM="xterm-256color", **more)
        self.process = subprocess.Popen(
            command("read", *arguments), env=variables, stdin=far, stdout=far, stderr=far, close_fds=True
        )
        os.close(far)
        self.shown = b""

    def wait_for(self, words: str) -> None:
        """Waits until these words have been on the screen."""
        until = time.monotonic() + _PATIENCE
        while words.encode() not in self.shown:
            assert time.monotonic() < until and self._take(), f"{words!r} never came: {self.shown.decode()}"

    def _take(self) -> bool:
        if not select.select([self._terminal], [], [], _PATIENCE)[0]:
            return False
        with contextlib.suppress(OSError):  # how a terminal says that nobody writes to it any more
            part = os.read(self._terminal, 65536)
            self.shown += part
            return bool(part)
        return False

    def press(self, keys: str) -> None:
        """Types these characters."""
        os.write(self._terminal, keys.encode())

    def end(self) -> int:
        """Waits for the end and returns the exit code."""
        while self._take():
            pass
        os.close(self._terminal)
        return self.process.wait(_PATIENCE)


@pytest.fixture
def filled(home: Home, server: FeedServer) -> Home:
    """A home with twelve stories in its store, of which a small screen shows seven."""
    items = [item(f"Story number {one}", f"https://a.example/{one}") for one in range(12)]
    home.write_feeds({"id": "outlet-a", "url": server.feed("/a.rss", items)})
    assert home.run("fetch").code == 0
    return home


def still_new(home: Home) -> int:
    """How many stories are new."""
    return int(home.run("list", "--new", "--peek", "--json").json["counts"]["matched"])


def test_what_was_on_the_screen_is_no_longer_new_after_q_and_the_rest_still_is(filled: Home) -> None:
    screen = Screen(filled)
    screen.wait_for("Story number")
    screen.press("q")
    assert screen.end() == 0
    assert still_new(filled) == 5
    assert b"\x1b[?1049l" in screen.shown, "the terminal is as it was"
    again = Screen(filled)
    again.wait_for("1 of 5")
    again.press("q")
    assert again.end() == 0 and still_new(filled) == 0


def test_with_peek_all_stays_new(filled: Home) -> None:
    screen = Screen(filled, "--peek")
    screen.wait_for("Story number")
    screen.press("q")
    assert screen.end() == 0 and still_new(filled) == 12


@pytest.mark.parametrize(("number", "code"), [(None, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_any_other_end_leaves_all_new_and_keeps_the_marks(
    filled: Home, number: signal.Signals | None, code: int
) -> None:
    screen = Screen(filled)
    screen.wait_for("Story number")
    screen.press("s")
    screen.wait_for("★")
    if number is None:
        screen.press("\x03")
    else:
        screen.process.send_signal(number)
    assert screen.end() == code
    assert still_new(filled) == 12
    assert filled.run("list", "--starred", "--json").json["counts"]["matched"] == 1
    assert b"Traceback" not in screen.shown


def test_where_nothing_is_new_the_window_of_the_digest_is_shown(filled: Home) -> None:
    filled.run("digest", "--new", "--json")
    screen = Screen(filled)
    screen.wait_for("none of them new")
    screen.press("q")
    assert screen.end() == 0


@pytest.mark.parametrize(
    ("arguments", "more", "coloured"),
    [((), {}, True), (("--color", "never"), {}, False), ((), {"NO_COLOR": "1"}, False)],
)
def test_colour_is_left_out_where_it_is_not_wanted(
    filled: Home, arguments: tuple[str, ...], more: dict[str, str], coloured: bool
) -> None:
    screen = Screen(filled, "--peek", *arguments, **more)
    screen.wait_for("Story number")
    screen.press("q")
    screen.end()
    assert bool(re.search(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]", screen.shown)) is coloured


def test_without_textual_it_says_what_to_install(filled: Home, tmp_path: Path) -> None:
    absent = tmp_path / "absent" / "textual"
    absent.mkdir(parents=True)
    words = "raise ModuleNotFoundError(\"No module named 'textual'\", name='textual')"
    (absent / "__init__.py").write_text(words, "utf-8")
    screen = Screen(filled, PYTHONPATH=str(absent.parent))
    assert screen.end() == 1
    assert b"pip install 'cfnews[tui]'" in screen.shown and b"Traceback" not in screen.shown


def test_without_a_terminal_it_is_wrong_usage_and_names_list(filled: Home) -> None:
    result = filled.spawn("read")
    assert (result.code, result.out) == (2, "")
    assert "needs a terminal" in result.err and "cfnews list" in result.err


def test_a_terminal_that_can_do_nothing_is_none(filled: Home) -> None:
    screen = Screen(filled)
    screen.wait_for("Story number")
    screen.press("q")
    screen.end()
    assert filled.on_screen("read", TERM="dumb").code == 2


def test_an_unknown_name_is_told_before_the_screen_is_taken(filled: Home) -> None:
    screen = Screen(filled, "--feed", "nowhere")
    assert screen.end() == 6
    assert b"\x1b[?1049h" not in screen.shown


_PROBE = "import sys, cfnews.cli.fullscreen, cfnews.reader.app; print(*sys.modules)"


def test_the_reader_loads_neither_network_nor_parser() -> None:
    done = subprocess.run([sys.executable, "-P", "-c", _PROBE], capture_output=True, text=True, timeout=60, check=True)
    loaded = set(done.stdout.split())
    assert "textual" in loaded
    assert loaded & {"requests", "requests_cache", "urllib3", "feedparser", "lxml", "trafilatura", "nh3"} == set()
