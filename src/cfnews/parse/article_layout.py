"""Which blocks stand in which element of a page: as blocks are in the page's order, those from a first to a last.

So a question about elements becomes one about numbers, and costs no walk through the tree.
"""

from collections.abc import Sequence

from cfnews.parse.article_blocks import Block
from cfnews.parse.article_page import Node


class Layout:
    """The places of blocks in their elements; made once for a list of blocks."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._spans: dict[Node, tuple[int, int]] = {}
        for place, block in enumerate(blocks):
            for element in (block.home, *block.home.iterancestors()):
                self._spans[element] = (self._spans.get(element, (place, place))[0], place + 1)

    def span(self, element: Node) -> range:
        """The places of the blocks that an element holds."""
        return range(*self._spans.get(element, (0, 0)))

    def length(self, span: range) -> int:
        """The characters of the blocks at these places."""
        return sum(len(self.blocks[place].text) for place in span)

    def holder(self, place: int, other: int) -> Node:
        """The innermost element that holds both blocks."""
        home: Node = self.blocks[place].home
        return next((one for one in (home, *home.iterancestors()) if other in self.span(one)), home)

    def box(self, place: int, longest: int) -> Node:
        """The outermost element that begins with this block and has no more than so many characters."""
        box: Node = self.blocks[place].home
        for element in box.iterancestors():
            span = self.span(element)
            if span.start < place or len(span) > longest // 10 or self.length(span) > longest:
                break
            box = element
        return box
