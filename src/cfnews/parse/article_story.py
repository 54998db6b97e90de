"""What is left of a frame's blocks when bylines, dates, notices, boxes and pointers to other stories are gone.

Decides on a block by its words, its links and its neighbours; of elements it knows only which holds which.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from cfnews.parse.article_blocks import Block, Link
from cfnews.parse.article_notices import is_notice
from cfnews.parse.article_teasers import is_link
from cfnews.parse.article_wording import is_byline, is_date, is_label, same_words
from cfnews.sector.reports import is_document

_PULLED = 300  # characters of a pull quote
_FEWEST_SPACES = 3  # in it: "He was wrong." may well be said twice
_MOST_COMPARED = 400  # blocks, as each is looked for in all
_WORD = re.compile(r"\w+")
_PROSE = 12  # words: a link may be a whole sentence of the story


def told(
    blocks: Sequence[Block], title: str = "", author: str = "", beside: Iterable[Block] = ()
) -> tuple[list[Block], list[Link]]:
    """The story's blocks, and the links of its text; those of blocks that are nothing but a link count as well.

    Of what stands beside the story, links to documents do: GOV.UK has the document above the text about it.
    """
    kept: list[Block] = []
    links: list[Link] = []
    started = False
    for block in blocks:
        if _is_about(block, title, author, started=started):
            links += _documents(block) if block.form == "heading" else []
            continue
        links += block.links
        if not _is_only_link(block):
            kept.append(block)
            started = started or block.form != "heading"
    links += [link for block in beside if is_link(block) for link in _documents(block)]
    return list(_headed(list(_said_once(kept)))), links


def _is_about(block: Block, title: str, author: str, *, started: bool) -> bool:
    """Whether a block is about the piece or the site: its title, a byline or label before it starts, a notice."""
    text = block.text
    if block.form == "quote":
        return False
    if block.form == "heading":
        return same_words(text, title) or is_notice(text) or is_link(block)
    if is_notice(text) or (block.form == "paragraph" and is_date(text)):
        return True
    return not started and (
        same_words(text, title) or is_byline(text, author) or (block.form == "paragraph" and is_label(text))
    )


def _is_only_link(block: Block) -> bool:
    return is_link(block) and (len(block.text.split()) < _PROSE or not block.text.endswith((".", "!", "?", "”", "’")))


def _documents(block: Block) -> list[Link]:
    return [link for link in block.links if is_document(link.url)]


def _said_once(blocks: Sequence[Block]) -> Iterator[Block]:
    """Leaves out pull quotes: quotations, and lines without a stop, whose words a longer block has too."""
    keys = [" ".join(_WORD.findall(block.text.casefold())) for block in blocks[:_MOST_COMPARED]]
    whole = "\n".join(keys)
    for place, block in enumerate(blocks):
        pulled = block.form == "quote" or (block.form == "paragraph" and block.text[-1:].isalnum())
        short = place < len(keys) and len(block.text) <= _PULLED and keys[place].count(" ") >= _FEWEST_SPACES
        if not (pulled and short) or whole.count(keys[place]) == keys.count(keys[place]):
            yield block


def _headed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Leaves out headings with nothing under them."""
    for place, block in enumerate(blocks):
        below = blocks[place + 1] if place + 1 < len(blocks) else None
        empty = below is None or (below.form == "heading" and 0 < below.level <= block.level)
        if block.form != "heading" or not empty:
            yield block
