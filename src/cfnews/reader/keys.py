"""The keys of the reader and what each does: the one list that the program binds and the help shows."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.text import Text

from cfnews.render.as_terminal import Line


class Key(NamedTuple):
    """Keys by Textual's names, the action that they call, how they are written, and what that does."""

    keys: str
    action: str
    written: str
    does: str


KEYS = (
    Key("j,down", "move(1)", "j  down", "the next story"),
    Key("k,up", "move(-1)", "k  up", "the story before"),
    Key("n", "unread", "n", "the next story that you have not read"),
    Key("space,enter", "page_on", "space  enter", "read on; at a story’s end mark it read and go to the next unread"),
    Key("b,pageup", "page_back", "b  page up", "read back"),
    Key("pagedown", "page_down", "page down", "read on, and stay with the story"),
    Key("g,home", "first", "g  home", "the first story"),
    Key("G,end", "last", "G  end", "the last story"),
    Key("s", "star", "s", "give a star, or take it away"),
    Key("m", "read", "m", "mark read, or unread"),
    Key("h", "hide", "h", "hide from every list, or show again"),
    Key("o", "open", "o", "open in the browser"),
    Key("f", "full", "f", "fetch the story’s page, where its text is not here whole"),
    Key("slash", "search", "/", "search all that is stored, as cfnews search does"),
    Key("escape", "go_back", "escape", "back: from this help, from a search, from a story"),
    Key("u", "refresh", "u", "ask the feeds that are due, and take in what they bring"),
    Key("question_mark", "help", "?", "this help"),
    Key("q,ctrl+q", "quit", "q", "leave; what was on the screen is no longer new"),
    Key("ctrl+c", "leave", "ctrl-c", "leave, and all that was new stays new"),
)
HINTS = "space on  n next  m read  s star  h hide  o open  f full  / find  ? help  q quit"
_NAME = 16  # columns


def help_lines() -> Iterator[Line]:
    """The page of help."""
    yield Line(Text("Keys", "bold cyan"), rule=True)
    yield Line(Text())
    for key in KEYS:
        yield Line(Text(key.does), mark=Text(f" {key.written:<{_NAME}}", "bold"))
    yield Line(Text())
    yield Line(Text("Signs before a headline: ★ starred, ✓ read, - hidden. Marks are stored at once."))


def help_sentences() -> Iterator[str]:
    """The same in sentences."""
    yield "Keys."
    for key in KEYS:
        yield f"{key.written.replace('  ', ' or ')}: {key.does}."
    yield "Marks are stored at once."
