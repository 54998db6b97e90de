"""The whole story of an article's page, or of the markup that a feed carries: bytes to clean text, links and facts.

Pure: the caller fetches, and bounds the time in a process of its own. Never raises, whatever the bytes are.
"""

from datetime import datetime
from typing import Literal, NamedTuple

from msgspec import Struct

from cfnews.normalise.dates import parse_date
from cfnews.normalise.text import html_to_text
from cfnews.normalise.url import clean_address
from cfnews.parse.article_blocks import Block, Link, blocks_of
from cfnews.parse.article_cleaning import clean_page
from cfnews.parse.article_data import page_data
from cfnews.parse.article_facts import article_facts
from cfnews.parse.article_frame import frame_of
from cfnews.parse.article_lines import Form, clean_line
from cfnews.parse.article_page import Node, is_page, open_fragment, open_page
from cfnews.parse.article_story import told
from cfnews.parse.article_teasers import without_boxes, without_teasers
from cfnews.parse.article_walls import signs_of, wall_of

Stop = Literal["subscription", "login", "blocked", "javascript", "not_a_page", "unreadable", "empty"]
MOST_STATED = 300_000  # characters of a text that the page's data states


class Part(NamedTuple):
    """One block of the story, in clean text on one line."""

    form: Form
    text: str


class Article(Struct, frozen=True, kw_only=True):
    """A page's story; `paywall` says why it stops or is missing, None where nothing says that it is not whole."""

    title: str = ""
    author: str = ""
    published_raw: str = ""
    published: datetime | None = None
    language: str | None = None
    parts: tuple[Part, ...] = ()
    links: tuple[Link, ...] = ()
    paywall: Stop | None = None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Paragraphs and block quotations, in order."""
        return tuple(part.text for part in self.parts if part.form in ("paragraph", "quote"))

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings within the story."""
        return self._of("heading")

    @property
    def list_items(self) -> tuple[str, ...]:
        """The items of its lists."""
        return self._of("item")

    @property
    def quotes(self) -> tuple[str, ...]:
        """Its block quotations."""
        return self._of("quote")

    @property
    def text(self) -> str:
        """All of it in the form that `normalise.text` gives feeds: blank lines between, items with "• "."""
        pieces: list[str] = []
        for before, part in zip((None, *self.parts), self.parts, strict=False):
            runs_on = before is not None and before.form == part.form and part.form in ("item", "row")
            pieces.append(("\n" if runs_on else "\n\n") + ("• " if part.form == "item" else "") + part.text)
        return "".join(pieces).strip()

    def _of(self, form: Form) -> tuple[str, ...]:
        return tuple(part.text for part in self.parts if part.form == form)


def read_article(body: bytes, content_type: str, url: str) -> Article:
    """The article on the page with these bytes; `url` is where it was found, for its relative links."""
    if not is_page(body, content_type):
        return Article(paywall="not_a_page")
    try:
        root = open_page(body, content_type)
        return Article(paywall="empty") if root is None else _read(root, url)
    except (MemoryError, RecursionError):
        return Article(paywall="unreadable")
    except Exception:  # noqa: BLE001 - one page's bytes must never end the worker
        return Article(paywall="unreadable")


def feed_html(markup: str, url: str = "") -> Article:
    """The same from markup that a feed carries whole: all of it is the story, but for notices and boxes."""
    try:
        root = open_fragment(markup)
        if root is None:
            return Article()
        clean_page(root)
        blocks, links = told(without_boxes(without_teasers(blocks_of(root, url), url), "", ""))
    except Exception:  # noqa: BLE001 - as above; MemoryError and RecursionError are among them
        return Article(paywall="unreadable")
    return Article(parts=_parts(blocks), links=tuple(dict.fromkeys(links)))


def _read(root: Node, url: str) -> Article:
    data, signs = page_data(root), signs_of(root)
    facts = article_facts(root, data)
    language = (root.get("lang") or root.get("xml:lang") or "").strip()[:20]
    base = _base(root, url)
    clean_page(root)
    found = without_boxes(without_teasers(blocks_of(root, base), url), facts.title, facts.author)
    frame = frame_of(root, found, facts.title)
    blocks, links = told(frame.story, facts.title, facts.author, frame.beside)
    parts = _parts(blocks)
    wall = wall_of(signs, [part.text for part in parts], data.is_free())
    if not parts and wall in (None, "javascript") and (stated := _stated(data.text("articleBody"))):
        parts, wall = stated, None  # what scripts would show, the page's data already tells
    if wall == "blocked":
        parts, links = (), []
    return Article(
        title="" if wall == "blocked" else facts.title,
        author=facts.author,
        published_raw=facts.published,
        published=parse_date(facts.published),
        language=language or None,
        parts=parts,
        links=tuple(dict.fromkeys(links)),
        paywall=wall or (None if parts else "empty"),
    )


def _base(root: Node, url: str) -> str:
    """What relative links of the page are relative to: its <base>, or where it was found."""
    named = next(root.iter("base"), None)
    return (clean_address(named.get("href") or "", url or None) if named is not None else None) or url


def _parts(blocks: list[Block]) -> tuple[Part, ...]:
    return tuple(Part(block.form, block.text) for block in blocks)


def _stated(body: str) -> tuple[Part, ...]:
    """The paragraphs of a text that the page's data states, with or without markup."""
    return tuple(
        Part("paragraph", line) for raw in html_to_text(body[:MOST_STATED]).split("\n") if (line := clean_line(raw))
    )
