"""Lines of a page to lines of the screen: wrapped, indented, hung beside their marks. Obeys no markup."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from cfnews.render.as_terminal import Line

WIDEST = 100  # columns of text: longer lines tire the eye


def fitted(lines: Iterable[Line], width: int, console: Console) -> Iterator[Text]:
    """The lines as they stand on a screen of so many columns, one Text each, none wider."""
    width = max(8, min(width, WIDEST))
    for line in lines:
        if not line.text:
            yield Text()
            continue
        mark = line.mark if line.mark is not None else Text(" " * min(line.indent, width // 8))
        text = _ruled(line.text, width) if line.rule else line.text.copy()
        text.no_wrap = False  # on a page that scrolls, an address is broken at the edge, where its link still holds
        room = max(4, width - mark.cell_len)
        for number, part in enumerate(text.wrap(console, room, overflow="fold")):
            part.end = ""
            yield Text.assemble(" " * mark.cell_len if number else mark, part, end="")


def _ruled(text: Text, width: int) -> Text:
    room = width - text.cell_len - 1
    return Text.assemble(text, (" " + "─" * room, "dim")) if room > 2 else text.copy()


def cut(text: Text, width: int) -> Text:
    """The text in one line of exactly so many columns, with "…" where it is too long."""
    line = text.copy()
    line.end = ""
    line.truncate(max(0, width), overflow="ellipsis", pad=True)
    return line
