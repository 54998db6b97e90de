"""The two panes of the reader, drawn line by line: the list of stories and a page of text that scrolls.

What was drawn of the list is noted, for it counts as shown. No text is ever taken for markup.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cfnews.reader.desk import Desk
from cfnews.reader.rows import Rows

_CHOSEN = Style(reverse=True, dim=False)


class Pane(ScrollView, can_focus=False):
    """Lines of text in a window without scroll bars: they would need colour and a mouse."""

    DEFAULT_CSS: ClassVar[str] = "Pane { overflow-x: hidden; overflow-y: scroll; scrollbar-size: 0 0; }"

    def _strip(self, text: Text, style: Style | None = None) -> Strip:
        segments = list(text.render(self.app.console))
        strip = Strip(segments).adjust_cell_length(self.size.width)
        return strip.apply_style(style) if style is not None else strip


class StoryList(Pane):
    """The stories on the desk, one row each, of one line or two; only those in sight are read from the store."""

    def __init__(self, desk: Desk, rows: Rows) -> None:
        super().__init__(id="list")
        self._desk, self._rows = desk, rows
        self.row_height = 1

    def render_line(self, y: int) -> Strip:
        """A line of the screen."""
        stack = self._desk.stack
        place, part = divmod(y + self.scroll_offset.y, self.row_height)
        if place >= len(stack):
            return Strip.blank(self.size.width)
        self._desk.seen.add(stack.rows[place])
        chosen = place == stack.at
        lines = self._rows.lines(stack.story(place), self.size.width, self.row_height, chosen=chosen)
        return self._strip(lines[part], _CHOSEN if chosen else None)

    def show(self) -> None:
        """Draws the list, with the chosen story in sight and one beside it, as far as there is room."""
        stack, height = self._desk.stack, max(1, self.size.height)
        self.virtual_size = Size(self.size.width, len(stack) * self.row_height)
        top, end = stack.at * self.row_height, (stack.at + 1) * self.row_height
        beside = self.row_height if height >= 3 * self.row_height else 0
        now = self.scroll_offset.y
        wanted = min(max(now, end + beside - height), max(0, top - beside))
        self.scroll_to(y=max(0, wanted), animate=False, immediate=True, force=True)
        self.refresh()

    @property
    def chosen_line(self) -> int:
        """The line of the screen, from the top of the list, where the chosen story is."""
        return self._desk.stack.at * self.row_height - self.scroll_offset.y


class Page(Pane):
    """A text that is made for the pane's width and scrolls by screenfuls."""

    def __init__(self) -> None:
        super().__init__(id="page")
        self._make: Callable[[int], Sequence[Text]] = lambda _: ()
        self._lines: Sequence[Text] = ()

    def render_line(self, y: int) -> Strip:
        """A line of the screen."""
        line = y + self.scroll_offset.y
        return self._strip(self._lines[line]) if line < len(self._lines) else Strip.blank(self.size.width)

    def show(self, make: Callable[[int], Sequence[Text]], *, from_top: bool = True) -> None:
        """Shows what `make` makes of a width in columns."""
        self._make = make
        self._lines = make(self.size.width)
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.scroll_to(y=0 if from_top else self.scroll_offset.y, animate=False, immediate=True, force=True)
        self.refresh()

    def on_resize(self) -> None:
        """Makes the text anew for the new width."""
        self.show(self._make, from_top=False)

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in sight; never of a page that has not been shown yet."""
        return self.size.height > 0 and self.scroll_offset.y + self.size.height >= len(self._lines)

    def turn(self, screens: int) -> None:
        """Scrolls so many screenfuls on, or back; a line of the one before stays in sight."""
        step = max(1, self.size.height - 1) * screens
        last = max(0, len(self._lines) - self.size.height)
        self.scroll_to(y=max(0, min(last, self.scroll_offset.y + step)), animate=False, immediate=True, force=True)
        self.refresh()
