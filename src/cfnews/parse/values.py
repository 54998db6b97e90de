"""feedparser's handling of values, without what its dictionaries, dates and copies cost and nobody here reads.

Each method does what the one of the same name does in feedparser 6.0, on the same state, but for this: dates are not
read (dates.py does), text is not searched for what only feedparser's own cleaning would need, and an entry that has
ended is kept as a RawEntry: its dictionaries would be most of what a large feed takes in memory.
"""

import base64
import binascii
import contextlib
import re
from typing import Any

from feedparser import api
from feedparser.html import _cp1252
from feedparser.util import FeedParserDict

from cfnews.parse.entry import LONGEST_AUTHOR, raw_entry

XHTML = "application/xhtml+xml"
_KEPT_BY_OTHERS = ("category", "tags", "itunes_keywords")
_OTHER_KEYS = FeedParserDict.keymap
_C1 = re.compile("[\x80-\x9f]")
_REFERENCE = re.compile("&([A-Za-z0-9_]+);")


class Fields(FeedParserDict):  # type: ignore[misc]
    """Values that are read as any dictionary's, and still written under feedparser's own keys."""

    __getitem__: Any = dict.__getitem__
    __contains__: Any = dict.__contains__
    get: Any = dict.get
    setdefault: Any = dict.setdefault


class Values(api.StrictFeedParser):  # type: ignore[misc]
    """feedparser's handler for well-formed documents; `events.py` calls it."""

    lang: str | None

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.contentparams = Fields()
        self._depths: dict[str, int] = {}  # of the last entry's values, as one further down counts for less

    def resolve_uri(self, uri: str) -> str:
        """The address from where the document says that it starts, which it seldom says."""
        return uri if not self.baseuri and ":///" not in uri else super().resolve_uri(uri)

    def push_content(self, tag: str, attrs_d: dict[str, Any], default_content_type: str, expecting_text: int) -> None:
        """An element begins that may hold markup."""
        self.incontent += 1
        if self.lang:
            self.lang = self.lang.replace("_", "-")
        kind = self.map_content_type(attrs_d.get("type", default_content_type))
        self.contentparams = Fields(type=kind, language=self.lang, base=self.baseuri)
        self.contentparams["base64"] = self._is_base64(attrs_d, self.contentparams)
        self.push(tag, expecting_text)

    def pop(self, element: str, strip_whitespace: int = 1) -> str | None:
        """The text of an element that ends, kept where it belongs; None if another is open."""
        stack = self.elementstack
        if not stack or stack[-1][0] != element:
            return None
        _, expecting_text, pieces = stack.pop()
        if self.version == "atom10" and self.contentparams.get("type", "text") == XHTML:
            pieces = _without_wrapping(pieces)
        text: str = "".join(pieces)
        if strip_whitespace:
            text = text.strip()
        if not expecting_text:
            return text
        text = self._settled(element, text)
        if element in _KEPT_BY_OTHERS or (element == "title" and -1 < self.title_depth <= self.depth):
            return text
        if self.inentry and not self.insource:
            return self._keep(element, text)
        return self._keep_of_feed(element, text) if self.infeed or self.insource else text

    def _settled(self, element: str, text: str) -> str:
        """Decoded where it is base64, made a whole address, and repaired where an encoding was mistaken."""
        if self.contentparams and self.contentparams.pop("base64", 0):
            text = _from_base64(text)
        if element in self.can_be_relative_uri and text and (element != "id" or self.guidislink):
            text = self.resolve_uri(text)
        return text if text.isascii() else _repaired(text)

    def _keep(self, element: str, text: str) -> str:
        entry = self.entries[-1]
        if element == "content":
            entry.setdefault(element, []).append(self._content(text))
        elif element == "link":
            if not self.inimage:
                text = _REFERENCE.sub(r"&\g<1>", text.replace("&amp;", "&"))
                entry[element] = text
                if text:
                    entry["links"][-1]["href"] = text
        else:
            self._keep_at_depth(entry, "summary" if element == "description" else element, text)
        return text

    def _keep_at_depth(self, entry: Any, key: str, text: str) -> None:
        before = self._depths.get(key)
        if before is None or self.depth <= before:
            self._depths[key] = self.depth
            if key in _OTHER_KEYS:
                entry[key] = text
            else:
                dict.__setitem__(entry, key, text)
        if self.incontent:
            entry[key + "_detail"] = self._content(text)

    def _keep_of_feed(self, element: str, text: str) -> str:
        context = self._get_context()
        if element == "description":
            element = "subtitle"
        context[element] = text
        if element == "link":
            text = _REFERENCE.sub(r"&\g<1>", text)
            context[element] = text
            context["links"][-1]["href"] = text
        elif self.incontent:
            context[element + "_detail"] = self._content(text)
        return text

    def _content(self, text: str) -> Fields:
        content = Fields(self.contentparams)
        dict.__setitem__(content, "value", text)
        return content

    def _start_item(self, attrs_d: dict[str, Any]) -> None:
        self.entries.append(Fields())
        self._depths = {}
        self.push("item", 0)
        self.inentry = 1
        self.guidislink = 0
        self.title_depth = -1
        if attrs_d:
            if about := self._get_attribute(attrs_d, "rdf:about"):
                self._get_context()["id"] = about
            self._cdf_common(attrs_d)

    _start_entry = _start_item

    def _end_item(self) -> None:
        self.pop("item")
        self.inentry = 0
        self.hasContent = 0
        if self.entries and isinstance(self.entries[-1], dict):
            self.entries[-1] = raw_entry(self.entries[-1])

    _end_entry = _end_item

    def _start_author(self, attrs_d: dict[str, Any]) -> None:  # noqa: ARG002 - feedparser calls it with attributes
        self.inauthor = 1
        self.push("author", 1)
        self._get_context().setdefault("authors", []).append({})

    _start_managingeditor = _start_author

    def _sync_author_detail(self, key: str = "author") -> None:
        """A line with an address in it, or an author of several parts, is feedparser's to take apart."""
        context = self._get_context()
        author, details = context.get(key), context.get(f"{key}s")
        is_line = type(author) is str and type(details) is list and details and details[-1] == {}
        if not is_line or "@" in author or len(author) > LONGEST_AUTHOR:
            super()._sync_author_detail(key)
        elif author:
            context.setdefault(f"{key}_detail", details[-1])
            details[-1]["name"] = author

    def _start_link(self, attrs_d: dict[str, Any]) -> None:
        attrs_d.setdefault("rel", "alternate")
        attrs_d.setdefault("type", "application/atom+xml" if attrs_d["rel"] == "self" else "text/html")
        context = self._get_context()
        attrs_d = self._enforce_href(attrs_d)
        if "href" in attrs_d:
            attrs_d["href"] = self.resolve_uri(attrs_d["href"])
        links = context.setdefault("links", [])
        if not (self.inentry and self.inimage):
            links.append(dict(attrs_d))
        if "href" not in attrs_d:
            self.push("link", self.infeed or self.inentry or self.insource)
        elif attrs_d["rel"] == "alternate" and self.map_content_type(attrs_d["type"]) in self.html_types:
            context["link"] = attrs_d["href"]

    def _add_tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        tags = self._get_context().setdefault("tags", [])
        if term or scheme or label:
            tag = {"term": term, "scheme": scheme, "label": label}
            if tag not in tags:
                tags.append(tag)

    def _end_published(self) -> None:
        self._leave_date("published")

    _end_issued = _end_pubdate = _end_published

    def _end_updated(self) -> None:
        self._leave_date("updated")

    _end_modified = _end_lastbuilddate = _end_updated

    def _end_created(self) -> None:
        self._leave_date("created")

    def _leave_date(self, element: str) -> None:
        self.pop(element)
        self._get_context()  # an element where none can be is an error in feedparser, too


def _from_base64(text: str) -> str:
    try:
        return base64.decodebytes(text.encode("utf8")).decode("utf8")
    except (binascii.Error, UnicodeDecodeError):
        return text


def _repaired(text: str) -> str:
    """UTF-8 that was read as ISO 8859-1, and windows-1252 that was, as they were meant."""
    with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_cp1252) if _C1.search(text) else text


def _without_wrapping(pieces: list[str]) -> list[str]:
    """The pieces of XHTML without a div around all of them, and white space around that."""
    while len(pieces) > 1 and not pieces[-1].strip():
        del pieces[-1]
    while len(pieces) > 1 and not pieces[0].strip():
        del pieces[0]
    if not pieces or not (pieces[0] == "<div>" or pieces[0].startswith("<div ")) or pieces[-1] != "</div>":
        return pieces
    depth = 0
    for piece in pieces[:-1]:
        if piece.startswith("</"):
            depth -= 1
            if depth == 0:
                return pieces
        elif piece.startswith("<") and not piece.endswith("/>"):
            depth += 1
    return pieces[1:-1]
