"""The reader on the screen: two panes, a line above them and a line below. What the keys do is in `app`."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Container
from textual.filter import LineFilter, NoColor
from textual.geometry import Offset
from textual.widgets import Input, Static

from cfnews.normalise.characters import one_line
from cfnews.reader.desk import Desk
from cfnews.reader.fitting import cut, fitted
from cfnews.reader.keys import HINTS, help_lines, help_sentences
from cfnews.reader.panes import Page, StoryList
from cfnews.reader.rows import Rows
from cfnews.render.as_terminal import Line
from cfnews.render.common import counted

WIDE = 120  # columns, from which the list has room beside the page
_LAYOUT = """
Screen { layout: vertical; background: ansi_default; }
#panes { height: 1fr; layout: vertical; }
#head, #foot { height: 1; }
#list { height: 34%; min-height: 3; }
#page { height: 1fr; border-top: solid ansi_bright_black; }
#query { height: 1; border: none; padding: 0; background: ansi_default; display: none; }
.-wide #panes { layout: horizontal; }
.-wide #list { width: 42%; height: 100%; }
.-wide #page { border-top: none; border-left: solid ansi_bright_black; padding-left: 1; height: 100%; }
.-plain #panes { layout: vertical; }
.-plain #list, .-plain #page { width: 100%; height: 100%; border: none; padding: 0; }
.-plain #page, .-plain.-paged #list { display: none; }
.-plain.-paged #page { display: block; }
.-typing #query { display: block; }
.-typing #foot { display: none; }
"""


class Face(NamedTuple):
    """How the reader looks and what it says: `about` tells what is to be read, `note` what is to be known first.

    `plain` is one pane at a time, in sentences; `program` is what to type before a command.
    """

    about: str
    note: str = ""
    colour: bool = True
    plain: bool = False
    program: str = "cfnews"
    sample: str = ""


class Scene(App[bool]):
    """Everything that is seen, and nothing that is done."""

    CSS = _LAYOUT
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, desk: Desk, face: Face) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.animation_level = "none"
        self._desk, self._face = desk, face
        self._means = desk.means
        self._now = self._means.clock()
        self._list = StoryList(desk, Rows(self._now, self._means.zone, plain=face.plain))
        self._page = Page()
        self._head, self._foot, self._query = Static(id="head"), Static(id="foot"), Input(id="query", placeholder="/")
        self._said = face.note
        self._words = ""
        self._helping = False

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield self._head
        yield Container(self._list, self._page, id="panes")
        yield self._foot
        yield self._query

    def on_mount(self) -> None:
        """Shows the first story."""
        self.screen.set_class(self._face.plain, "-plain")
        if self._face.plain and self._driver is not None:
            self._driver.write("\x1b[?25h")  # a screen reader follows the cursor, which Textual hides
        self.call_after_refresh(self._redraw, anew=True)

    def on_resize(self) -> None:
        """Draws anew; a wide screen has the list beside the page, each story in two lines."""
        self.call_after_refresh(self._redraw)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The terminal's own colours, or none."""
        return [] if self._face.colour else [NoColor()]

    def _redraw(self, *, anew: bool = False) -> None:
        self._draw(self._said, anew=anew)

    def _draw(self, said: str = "", *, anew: bool = False) -> None:
        """Draws what has changed; `anew` also the page, from its top. `said` stands below until the next key."""
        self._said = said
        self._list.row_height = 2 if self.size.width >= WIDE and not self._face.plain else 1
        self._list.show()
        if anew:
            self._page.show(self._help if self._helping else self._story)
            if self._desk.stack.row is not None and self._page.display:
                self._desk.seen.add(self._desk.stack.row)
        width = self.size.width
        self._head.update(cut(Text.assemble(("cfnews", "bold cyan"), "  ", self._about()), width))
        self._foot.update(cut(Text(one_line(said), "yellow") if said else Text(HINTS, "dim"), width))
        if self._face.plain:
            line = 0 if self.screen.has_class("-paged") else self._list.chosen_line
            self.cursor_position = Offset(0, 1 + max(0, line))

    def _about(self) -> str:
        stack = self._desk.stack
        stories = counted(len(stack), "story", "stories")
        what = (
            f"{stories} found with {self._words} (escape: back)" if self._desk.searched else stories + self._face.about
        )
        place = f"{stack.at + 1:,} of {len(stack):,}" if len(stack) else ""
        parts = [self._face.sample, place, f"{len(stack.unread):,} unread" if len(stack) else "", what]
        return " · ".join(filter(None, parts))

    def _story(self, width: int) -> list[Text]:
        story = self._desk.whole()
        if story is None:
            return self._fitted([Line(Text(words)) for words in self._nothing()], width)
        if self._face.plain:
            from cfnews.render.story_sentences import page as sentences

            said = sentences(story, self._now, self._means.zone, self._face.program)
            return self._fitted([Line(Text(one)) for one in said], width)
        from cfnews.render.story_page import page

        return self._fitted(page(story, self._now, self._means.zone, self._face.program), width)

    def _nothing(self) -> list[str]:
        if self._desk.stack.rows:
            return ["This story is no more: it was joined to another, or taken out of the store."]
        if not self._desk.is_stored:
            return ["Nothing is stored yet.", "", "u asks the feeds, and takes in what they bring.", "q leaves."]
        return ["No stories.", "", "/ searches all that is stored, u asks the feeds that are due, q leaves."]

    def _help(self, width: int) -> list[Text]:
        lines = [Line(Text(one)) for one in help_sentences()] if self._face.plain else list(help_lines())
        return self._fitted(lines, width)

    def _fitted(self, lines: Iterable[Line], width: int) -> list[Text]:
        return list(fitted(lines, width, self.console))

    def _stop_typing(self) -> None:
        self.screen.remove_class("-typing")
        self.set_focus(None)

    def _turn_to_page(self, on: bool) -> None:
        """Where one pane is shown at a time: the page, or the list."""
        self.screen.set_class(on, "-paged")
