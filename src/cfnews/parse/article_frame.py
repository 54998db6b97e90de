"""Which of a page's blocks are its story: trafilatura finds the text, our own reading of the same page gives it whole.

The only home of trafilatura. It knows the world's layouts, but drops what a reader here wants (a quotation in a figure,
a paragraph that is a link to the report), and keeps the form of lists and quotations only in part. So its text only
marks blocks: from the marks the story's frame is found (article_core), and what stands in the frame is read.
"""

import logging
import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from cfnews.parse.article_blocks import Block
from cfnews.parse.article_core import Said, find_core
from cfnews.parse.article_layout import Layout
from cfnews.parse.article_notices import is_notice
from cfnews.parse.article_page import Node
from cfnews.parse.article_teasers import is_link

_WORD = re.compile(r"\w+")
_PROSE, _MISSED = 40, 2  # characters of a paragraph, and how many such may be passed over: a standfirst, or a notice
_SHARE = 0.6  # of a block's runs of three words that trafilatura's text must hold too


class Frame(NamedTuple):
    """The story's blocks in order, and those beside them in the article or the page's main part."""

    story: list[Block]
    beside: list[Block]


def frame_of(root: Node, blocks: Sequence[Block], title: str) -> Frame:
    """What stands in the story's frame, and what trafilatura marks between the headline and the frame."""
    runs = _runs_of(_extracted(root))
    said = [_said(block, runs) for block in blocks]
    headline = _headline(blocks, title, said)
    if _misses_the_beginning(said, headline or 0):
        said = [_said(block, None) for block in blocks]
        headline = _headline(blocks, title, said)
    layout = Layout(blocks)
    core = find_core(layout, said, headline)
    if core is None:
        return Frame([], [])
    span, around = layout.span(core), layout.span(_around(core))
    start = headline + 1 if headline is not None else span.start
    before = [
        blocks[place] for place in range(start, span.start) if said[place].weight or _is_standfirst(layout, place)
    ]
    story = [*before, *blocks[max(start, span.start) : span.stop]]
    taken = set(map(id, story))
    return Frame(story, [blocks[place] for place in around if id(blocks[place]) not in taken])


def _extracted(root: Node) -> str:
    """Trafilatura's text of the page, its lines those of blocks; "" where it finds none, or fails."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    try:
        document: Any = bare_extraction(root, fast=True, include_comments=False, include_tables=True)
    except Exception:  # noqa: BLE001 - whatever it stumbles over, the page's own form is left to go by
        return ""
    return document.text or "" if document is not None else ""


def _runs_of(text: str) -> set[tuple[str, ...]]:
    """Every run of three words of a line, and every shorter line."""
    return {run for line in text.split("\n") for run in _runs(line)}


def _runs(line: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(line.casefold())
    return list(zip(words, words[1:], words[2:], strict=False)) if len(words) > 2 else [tuple(words)]


def _said(block: Block, runs: set[tuple[str, ...]] | None) -> Said:
    """What a block says for its place: its characters if it is marked, and against it if it is unmarked prose.

    Headings, rows, links and notices say nothing. Without `runs`, those of trafilatura's text, all is marked.
    """
    if block.form in ("heading", "row") or is_link(block) or is_notice(block.text):
        return Said(0, 0)
    own = _runs(block.text)
    if runs is None or sum(run in runs for run in own) >= _SHARE * len(own):
        return Said(max(len(block.text) - 2 * block.linked, 0), 0)
    return Said(0, len(block.text) if block.form == "paragraph" else 0)


def _misses_the_beginning(said: Sequence[Said], headline: int) -> bool:
    """Whether the marks are not the story's: none at all, or paragraphs behind the headline before the first."""
    passed = list(takewhile(lambda one: not one.weight, said[headline:]))
    prose = [one.against for one in passed if one.against >= _PROSE]
    return len(passed) == len(said[headline:]) or len(prose) >= _MISSED


def _headline(blocks: Sequence[Block], title: str, said: Sequence[Said]) -> int | None:
    """The place of the headline: the first heading that is the title, or else of the first rank.

    None where most of the text stands before it: a site's name, or a story without a headline.
    """
    headings = [place for place, block in enumerate(blocks) if block.form == "heading"]
    same = [place for place in headings if title and blocks[place].text.casefold() == title.casefold()]
    first = [place for place in headings if blocks[place].level == 1]
    place = next(iter(same or first), None)
    if place is None or sum(one.weight for one in said[:place]) > sum(one.weight for one in said[place:]):
        return None
    return place


def _is_standfirst(layout: Layout, place: int) -> bool:
    """Whether a block between headline and story is a sentence in a place of its own."""
    block = layout.blocks[place]
    is_prose = (
        block.form == "paragraph" and len(block.text) >= _PROSE and block.text.endswith((".", "!", "?", "”", "’"))
    )
    return is_prose and not block.linked and len(layout.span(layout.box(place, len(block.text)))) == 1


def _around(core: Node) -> Node:
    return next((one for one in (core, *core.iterancestors()) if one.tag in ("article", "main")), core)
