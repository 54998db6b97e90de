"""Long lists cut into pages that stay small: by bytes and by number, a heading never without what stands under it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

LARGEST = 100_000
"""Bytes of a page's list: with all that stands around it, a page stays below 150 kB."""
MOST = 60
"""Stories of a page: more of them is too long a way on a phone."""


class Section(NamedTuple):
    """Pieces under a heading, "" for none: ids of stories, or HTML. `number` counts what it has on all pages.

    `short` is the heading where there is little room.
    """

    heading: str
    pieces: list[str]
    number: int
    url: str = ""
    short: str = ""
    continued: bool = False


def in_parts(
    sections: Iterable[Section], size: Callable[[str], int], *, first: int = LARGEST, most: int = MOST
) -> list[list[Section]]:
    """The sections of each page, one page at least; `size` tells the bytes of a piece, `first` the room of page one."""
    pages: list[list[Section]] = [[]]
    room, left = first, most
    for section in sections:
        begun = False
        for piece in section.pieces:
            if pages[-1] and (size(piece) > room or not left):
                pages.append([])
                room, left = LARGEST, most
            if not pages[-1] or pages[-1][-1].heading != section.heading:
                pages[-1].append(section._replace(pieces=[], continued=begun))
            pages[-1][-1].pieces.append(piece)
            begun, room, left = True, room - size(piece), left - 1
    return pages
