"""A tree of elements to the blocks of its text, in order: headings, paragraphs, quotations, list items, table rows.

Reads what is there and leaves nothing out; what is a story and what is not is decided elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from cfnews.normalise.characters import one_line
from cfnews.normalise.url import clean_address
from cfnews.parse.article_lines import BREAK, CLOSE, EDGES, OPEN, Form, clean_line, linked, parts
from cfnews.parse.article_page import Node

MOST_BLOCKS = 6000  # the longest judgments have some two thousand paragraphs


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _words(
    "address article aside blockquote body caption center dd details div dl dt fieldset figure footer form h1 h2 h3 h4"
    " h5 h6 header hgroup hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NUMBER = re.compile(r"\(?(?:\d{1,4}|[a-z]|[ivx]{1,5})[.)]")
_DASHES = ("- ", "– ", "— ", "* ")


class Link(NamedTuple):
    """A link of the text: its words, "" where a picture stands for them, and its whole address."""

    title: str
    url: str


class Block(NamedTuple):
    """One block of clean text on one line, and the element it stands in.

    `linked` is the number of its characters inside links; `level` is a heading's rank, 0 for other blocks.
    """

    form: Form
    text: str
    links: tuple[Link, ...]
    linked: int
    level: int
    home: Node


def blocks_of(root: Node, base: str) -> list[Block]:
    """The blocks of everything in `root`; relative links are resolved against `base`. Linear; at most 6,000."""
    reader = _Reader(base)
    reader.read(root, "paragraph")
    reader.end(root, "paragraph")
    return list(_dashed(_numbered(reader.blocks)))


class _Reader:
    """What has been read so far, and the pieces of the block that is being read.

    Links are marked in the pieces, as a block may be parted before its text is clean.
    """

    def __init__(self, base: str) -> None:
        self.blocks: list[Block] = []
        self._base = base
        self._pieces: list[str] = []
        self._links: list[Link | None] = []
        self._in_link = 0

    def read(self, element: Node, form: Form) -> None:
        """Reads an element's content; `form` is what a block of its own text would be."""
        self._pieces.append(element.text or "")
        for child in element:
            self._read_child(child, form)
            self._pieces.append(child.tail or "")

    def _read_child(self, child: Node, form: Form) -> None:
        tag = child.tag
        if not isinstance(tag, str) or (tag == "cite" and form == "quote"):
            return
        if tag == "br":
            self._pieces.append(BREAK)
        elif tag == "a":
            self._open_link(_link(child, self._base))
            self.read(child, form)
            self._close_link()
        elif tag == "table" and _is_data(child):
            self.end(child.getparent(), form)
            self._read_rows(child)
        elif tag in _BLOCKS:
            self.end(child.getparent(), form)
            inner = _form(tag, form)
            self.read(child, inner)
            self.end(child, inner)
        else:
            self.read(child, form)

    def _open_link(self, link: Link | None) -> None:
        self._in_link += 1
        self._links.append(link)
        self._pieces.append(OPEN)

    def _close_link(self) -> None:
        self._in_link -= 1
        if not self._in_link:
            self._pieces.append(CLOSE)

    def _read_rows(self, table: Node) -> None:
        for row in table.iter("tr"):
            for number, cell in enumerate(row.iterchildren("td", "th")):
                self._pieces.append(" | " if number else "")
                self._read_cell(cell)
            self.end(row, "row")

    def _read_cell(self, cell: Node) -> None:
        inner = _Reader(self._base)
        inner.read(cell, "paragraph")
        inner.end(cell, "paragraph")
        for block in inner.blocks:
            self._pieces.append(f"{block.text} ")
            for link in block.links:
                self._open_link(link)
                self._close_link()

    def end(self, home: Node, form: Form) -> None:
        """Ends the block that is being read, if there is text in it."""
        whole, links = "".join(self._pieces), self._links
        if not whole.strip(EDGES):
            if not self._in_link:
                self._pieces, self._links = [], []
            return
        # A link around whole blocks belongs to the first, but makes links of them all.
        self._pieces, self._links = ([OPEN], [None]) if self._in_link else ([], [])
        level = _HEADINGS.get(home.tag, 0) if form == "heading" else 0
        unused = iter(links)
        for part, raw in parts(whole, form):
            own = tuple(link for link in islice(unused, raw.count(OPEN)) if link)
            text = clean_line(raw)
            if text and len(self.blocks) < MOST_BLOCKS:
                self.blocks.append(Block(part, text, own, min(linked(raw), len(text)), level, home))


def _link(element: Node, base: str) -> Link | None:
    """Where an element leads; None for a place on the same page, and for what is no address of the web."""
    raw = element.get("href") or ""
    address = None if raw.startswith("#") else clean_address(raw, base or None)
    return Link(one_line("".join(islice(element.itertext(), 50))[:300]), address) if address else None


def _form(tag: str, outer: Form) -> Form:
    if tag in _HEADINGS:
        return "heading"
    if tag == "blockquote":
        return "quote"
    if tag == "li":
        return "item"
    return outer if outer in ("quote", "item") and tag in ("p", "div", "section") else "paragraph"


def _is_data(table: Node) -> bool:
    """Whether a table holds data, and not a page: two rows of two cells, and nothing in them that makes up a page."""
    rows = [len(list(row.iterchildren("td", "th"))) for row in table.iter("tr")]
    if sum(cells > 1 for cells in rows) < 2:
        return False
    return next(table.iterdescendants("table", "h1", "h2", "blockquote", "form"), None) is None


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Puts a number that stands alone, as judgments have it, before the paragraph that it numbers."""
    number = ""
    for block in blocks:
        if block.form == "paragraph" and _NUMBER.fullmatch(block.text):
            number = block.text + " "
            continue
        yield block._replace(text=number + block.text) if number and block.form == "paragraph" else block
        number = ""


def _dashed(found: Iterable[Block]) -> Iterator[Block]:
    """Makes items of paragraphs that begin with a dash or a star, where two or more stand in a row."""
    blocks = list(found)
    marks = [block.form == "paragraph" and block.text[:2] in _DASHES for block in blocks]
    for place, block in enumerate(blocks):
        if marks[place] and any(marks[near] for near in (place - 1, place + 1) if 0 <= near < len(blocks)):
            yield block._replace(form="item", text=block.text[2:].lstrip())
        else:
            yield block
