"""Rows of any columns for a screen: columns side by side, numbers to the right, long texts cut."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from cfnews.render.as_terminal import Line
from cfnews.render.common import shortened
from cfnews.render.rows import shown

_WIDEST = 60  # columns of the screen for one value
_GAP = "  "


def row_lines(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[Line]:
    """A heading, then a line for each row."""
    cells = [[shortened(shown(value), _WIDEST) for value in row] for row in rows]
    widths = [max(map(cell_len, (head, *column))) for head, *column in zip(columns, *cells, strict=True)]
    yield Line(Text(_line(columns, widths, rows[0] if rows else columns), "bold", no_wrap=True))
    for row, shown_row in zip(rows, cells, strict=True):
        yield Line(Text(_line(shown_row, widths, row), no_wrap=True))


def _line(cells: Sequence[str], widths: Sequence[int], values: Sequence[Any]) -> str:
    parts = []
    for cell, width, value in zip(cells, widths, values, strict=True):
        room = " " * (width - cell_len(cell))
        parts.append(room + cell if isinstance(value, int | float) else cell + room)
    return _GAP.join(parts).rstrip()
