"""Bytes of a web page to a tree of elements, as browsers read broken HTML. Judges and cleans nothing.

lxml (libxml2) does the reading: it ends on any bytes, and stops at 255 elements one inside the other.
"""

import codecs
import re
from typing import Any

Node = Any
"""An element of lxml, which brings no types of its own."""

LONGEST_PAGE = 3_000_000  # bytes that are read; the longest page of news in the corpora has 1.2 MB
MOST_ELEMENTS = 60_000  # the longest has 5,000; each costs some 10 microseconds in all

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^<>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_NO_PAGE = re.compile(r"^(?:image|audio|video|font|application(?!/(?:xhtml|xml|octet)))/", re.IGNORECASE)
_OTHER_FILES = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0")


def is_page(body: bytes, content_type: str) -> bool:
    """Whether the bytes can be a web page at all, and not a document, a picture or data."""
    return not _NO_PAGE.match(content_type.strip()) and not body.startswith(_OTHER_FILES)


def open_page(body: bytes, content_type: str) -> Node | None:
    """The page's root, without comments; None where there is no element in it, or far too many."""
    return _opened(page_text(body[:LONGEST_PAGE], content_type), whole=True)


def open_fragment(markup: str) -> Node | None:
    """The same for markup that is no whole page: what a feed carries in its content."""
    return _opened(markup[:LONGEST_PAGE], whole=False)


def _opened(text: str, *, whole: bool) -> Node | None:
    from lxml import etree, html

    text = text.replace("\x00", "").strip()
    if not text or text.count("<") > 2 * MOST_ELEMENTS:
        return None
    # As bytes: lxml refuses text that names an encoding. Surrogates, which no page holds, become "?".
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    packed = (text if whole else f"<html><body>{text}</body></html>").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(packed, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def page_text(body: bytes, content_type: str) -> str:
    """The page's characters: by its byte order mark, the header's charset, its own, UTF-8, windows-1252."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    in_page = _META.search(body[:4096])
    named = _CHARSET.search(content_type)
    for name in (named[1] if named else "", in_page[1].decode("ascii", "ignore") if in_page else ""):
        if name and (text := _decoded(body, name)) is not None:
            return text
    try:
        return body.decode("utf-8")
    except UnicodeError:
        return body.decode("windows-1252", "replace")


def _decoded(body: bytes, name: str) -> str | None:
    name = name.lower()
    if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"):
        name = "windows-1252"  # as the WHATWG encoding standard has it
    if name.startswith("utf-16"):
        name = "utf-8"  # the same: a page whose ASCII could be read is not in UTF-16
    try:
        return body.decode(name, "replace")
    except (LookupError, UnicodeError, ValueError):  # unknown, no encoding of text, or a name that is none
        return None
