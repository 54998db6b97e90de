"""Draws docs/pictures/digest.svg: what `cfnews demo` puts on a screen, as Rich draws it.

Run it with `python docs/pictures/make.py` wherever cfnews is installed. Nothing is drawn by hand: the
program itself runs, on its sample feeds, and believes that it writes to a terminal. The picture loads
nothing from elsewhere: Rich's addresses of web fonts are taken out.
"""

import contextlib
import io
import os
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from cfnews.cli.app import run

COMMAND = ("demo", "--limit", "8")
COLUMNS = 96
PICTURE = Path(__file__).with_name("digest.svg")
_FONT = re.compile(r"\s*@font-face\s*\{.*?\}", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ALT = "A terminal with the morning digest of cfnews: sample stories under headings, each with outlet, time and id."


class _Screen(io.TextIOWrapper):
    """A stdout that says it is a terminal, and remembers what was written."""

    def isatty(self) -> bool:
        return True


def on_screen() -> str:
    """What the command writes to a terminal of that many columns, with its colours."""
    screen = _Screen(io.BytesIO(), "utf-8")
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(COLUMNS)
    try:
        with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(io.StringIO()):
            code = run([*COMMAND, "--color", "always", "--no-pager"], {})
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before
    if code:
        raise SystemExit(f"cfnews {' '.join(COMMAND)} ended with {code}")
    screen.seek(0)
    return screen.read()


def draw(screen: str) -> str:
    """The screen as an SVG that needs nothing but itself."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(screen), soft_wrap=True)
    svg = console.export_svg(title=f"cfnews {' '.join(COMMAND)}", unique_id="cfnews-digest")
    svg = _FONT.sub("", svg).replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, monospace")
    svg = svg.replace("<text ", '<text xml:space="preserve" ')  # some viewers drop leading spaces else
    svg = _COMMENT.sub(f"<title>{_ALT}</title>", svg, count=1)
    return svg.replace("<svg ", '<svg role="img" ', 1) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(draw(on_screen()), "utf-8")
    sys.stdout.write(f"{PICTURE}\n")
