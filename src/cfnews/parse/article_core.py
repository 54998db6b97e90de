"""The element of a page that holds its story, found from what each block says for its place.

Two places are looked at: where most of the text is, and where the text behind the headline begins. Mostly they are
one. Where they are not, a digest of other news or a word about the site is longer than the story, and the headline
is right, unless what stands behind it is a standfirst alone.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from cfnews.parse.article_layout import Layout
from cfnews.parse.article_page import Node

_MOST = 0.5  # of all that is said, that the heaviest element holds
_ENOUGH = 0.2  # of what the heaviest element says, that the text behind the headline must say
_TRIES = 3  # a standfirst, and a notice, may come before it
_BEGINNING = 40  # characters of a paragraph that may begin a story
_STORY_TAGS = ("article", "main")
_BOXES = ("article", "aside", "div", "section", "ul", "ol")
_LINES = frozenset(("a", "b", "blockquote", "dd", "dl", "dt", "em", "figure", "i", "li", "ol", "p", "pre", "span"))
_LINES |= {"strong", "tbody", "td", "th", "tr", "ul"}


class Said(NamedTuple):
    """What one block says for the element that holds it, and against it, in characters."""

    weight: int
    against: int


class _Scales:
    """Sums of what is said by the blocks of a span."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._weights = [0, *accumulate(one.weight for one in said)]
        self._against = [0, *accumulate(one.against for one in said)]

    def weight(self, span: range) -> int:
        return self._weights[span.stop] - self._weights[span.start]

    def against(self, span: range) -> int:
        return self._against[span.stop] - self._against[span.start]


def find_core(layout: Layout, said: Sequence[Said], headline: int | None) -> Node | None:
    """The element that holds the story; `headline` is the place of its heading. None where nothing is said."""
    if not any(one.weight for one in said):
        return None
    scales = _Scales(said)
    heavy = _widened(layout, scales, _heaviest(layout, said, scales), headline)
    if headline is None:
        return heavy
    start = headline
    for _ in range(_TRIES):
        first = next((place for place in range(start, len(said)) if said[place].weight >= _BEGINNING), None)
        if first is None:
            break
        near = _widened(layout, scales, _container(layout, layout.blocks[first].home), headline)
        span = layout.span(near)
        if _is_enough(said, range(max(headline, span.start), span.stop), layout.span(heavy)):
            return near
        start = span.stop
    return heavy


def _is_enough(said: Sequence[Said], near: range, heavy: range) -> bool:
    """Whether what stands behind the headline is more than a standfirst, held against the rest of the heaviest part."""
    own = sum(said[place].weight for place in near)
    rest = sum(said[place].weight for place in heavy if place not in near)
    paragraphs = sum(said[place].weight > 0 for place in near)
    return own >= _MOST * rest or (own >= _ENOUGH * rest and paragraphs > 1)


def _heaviest(layout: Layout, said: Sequence[Said], scales: _Scales) -> Node:
    """The innermost container of most of what is said."""
    telling = [place for place, one in enumerate(said) if one.weight]
    root = layout.blocks[telling[0]].home.getroottree().getroot()
    whole, element = scales.weight(layout.span(root)), root
    while True:
        inner = [child for child in element if scales.weight(layout.span(child)) >= _MOST * whole]
        if not inner:
            return _container(layout, element)
        element = inner[0]


def _container(layout: Layout, element: Node) -> Node:
    """The element, or the first around it, that is no line or list and holds more than one block."""
    while element.getparent() is not None and (element.tag in _LINES or len(layout.span(element)) < 2):
        element = element.getparent()
    return element


def _widened(layout: Layout, scales: _Scales, core: Node, headline: int | None) -> Node:
    """The core, or the element around it as long as that adds more text than it adds of other things.

    Never beyond an article or the main part, nor past the headline.
    """
    while core.getparent() is not None and core.tag not in _STORY_TAGS:
        wider = core.getparent()
        own, span = layout.span(core), layout.span(wider)
        if headline is not None:
            if headline in own:
                break
            span = range(max(span.start, min(headline, own.start)), span.stop)
        apart = sum(scales.weight(part) for part in _sections_behind(layout, wider, core))
        gain = scales.weight(span) - scales.weight(own) - apart
        loss = scales.against(span) - scales.against(own) + apart
        if loss > gain or (headline is None and gain == 0 and wider.tag == "body"):
            break
        core = wider
    return core


def _sections_behind(layout: Layout, wider: Node, core: Node) -> list[range]:
    """What follows the core in boxes of another kind that begin with a heading of their own."""
    found, behind = [], False
    for child in wider:
        if child is core:
            behind = True
        elif behind and child.tag in _BOXES and _kind(child) != _kind(core):
            span = layout.span(child)
            if span and layout.blocks[span.start].form == "heading":
                found.append(span)
    return found


def _kind(element: Node) -> tuple[str, str | None]:
    return element.tag, element.get("class")
