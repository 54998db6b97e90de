"""Blocks of a page that are teasers of other stories: cards and lists, told by what they link to and that they repeat.

A story has one headline, which is a link to itself if to anything; a teaser's is a link, and where there is one teaser
there are more, in boxes or in a row. A link to a document, or to another site, may be what a story is about: it makes
no teaser. Rejected: names such as "card", which sites also give to the parts of a story.
"""

import re
from collections import Counter
from collections.abc import Sequence

from cfnews.normalise.url import host_of, link_key
from cfnews.parse.article_blocks import Block
from cfnews.parse.article_layout import Layout
from cfnews.parse.article_notices import is_ending
from cfnews.parse.article_wording import same_words
from cfnews.sector.reports import is_document

_FEWEST = 3  # alike, side by side
_LONGEST = 900  # characters of one teaser
_LINKED = 0.8  # of a block's characters
_BETWEEN = re.compile(r"[\s|/·•,»›>-]+")  # what stands between links
_MOST, _MOST_IN_BOX = 0.5, 0.7  # of the page's text, that may go with a heading; with one that begins its element


def is_link(block: Block) -> bool:
    """Whether a block is nothing but links, though that may be a whole sentence."""
    return bool(block.linked) and len(_BETWEEN.sub(" ", block.text)) * _LINKED <= block.linked


def without_teasers(blocks: Sequence[Block], url: str) -> list[Block]:
    """The blocks but for those of teasers that stand three or more side by side; `url` is the page's."""
    layout = Layout(blocks)
    starts = [place for place, block in enumerate(blocks) if is_link(block) and _leads_on(block, url)]
    boxes = {place: layout.box(place, _LONGEST) for place in starts}
    rows = {place: (box.getparent(), box.tag, blocks[place].form) for place, box in boxes.items()}
    sizes = Counter(rows.values())
    gone: set[int] = set()
    for place in starts:
        if sizes[rows[place]] >= _FEWEST:
            gone.update(_teaser(layout, place, layout.span(boxes[place]), layout.span(rows[place][0])))
    return [block for place, block in enumerate(blocks) if place not in gone]


def _leads_on(block: Block, url: str) -> bool:
    """Whether a block leads to another page of the same site."""
    if not block.links:
        return False
    link = block.links[0].url
    if is_document(link) or (url and (host_of(link) != host_of(url) or link_key(link) == link_key(url))):
        return False
    return block.level != 1


def _teaser(layout: Layout, place: int, box: range, row: range) -> range:
    """The places of one teaser: its box; for a headline that has none, all to the next heading of the row."""
    blocks = layout.blocks
    if len(box) > 1 or blocks[place].form != "heading":
        return box
    end = next((one for one in range(place + 1, row.stop) if blocks[one].form == "heading"), row.stop)
    return range(place, end) if layout.length(range(place, end)) <= _LONGEST else box


def without_boxes(blocks: Sequence[Block], title: str, author: str) -> list[Block]:
    """The blocks but for those under a heading that begins something else, or is a link to another story.

    It ends with the element that holds the heading, or at a heading of the same rank. A heading goes alone where most
    of the page would go with it: somebody put "Share this" above the story, in no box.
    """
    layout, kept = Layout(blocks), []
    whole = layout.length(range(len(blocks)))
    box, rank = range(0), 0
    for place, block in enumerate(blocks):
        if place in box and not (block.form == "heading" and block.level <= rank):
            continue
        box = range(0)
        if same_words(block.text, title) or not (holder := _box(layout, place, author)):
            kept.append(block)
            continue
        most = _MOST_IN_BOX if holder.start == place else _MOST
        if layout.length(range(place, holder.stop)) <= most * whole:
            box, rank = holder, block.level
    return kept


def _box(layout: Layout, place: int, author: str) -> range:
    """What is held together with a block that begins something else; nothing where it begins nothing."""
    block, none = layout.blocks[place], range(0)
    holder = layout.span(layout.holder(place, place + 1))
    is_first = holder.start == place
    if same_words(block.text, author):  # a box about the author, or the line under the headline
        return holder if block.form == "heading" or (is_first and layout.length(holder) < _LONGEST) else none
    if block.form != "heading":
        return none
    is_card = is_first and is_link(block) and not any(is_document(link.url) for link in block.links)
    return holder if is_card or is_ending(block.text) else none
