"""The feeds that a web page names for autodiscovery, in its order, without those of its comments. Fetches nothing.

By rel=alternate and the type of a link (RSS Advisory Board, RSS Autodiscovery 1.0), wherever in the page it stands.
"""

import re
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, urljoin, urlsplit, urlunsplit

from cfnews.normalise.characters import one_line

_TYPES = {
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/feed+json": "json",
    "application/rdf+xml": "rss",
    "application/json": "json",
    "text/xml": "rss",
    "application/xml": "rss",
}
# Types that feeds share with other things, such as WordPress's own interface: the address has to speak of a feed.
_SHARED_TYPES = ("application/json", "application/rdf+xml", "text/xml", "application/xml")
_FEED_WORD = re.compile(r"\b(?:feeds?|rss|atom)\b|rss2?|jsonfeed", re.IGNORECASE)
# "Comment is free" is a paper's opinion section; "Comments on: ...", "... Comments Feed" are what readers wrote.
_COMMENTS = re.compile(r"\b(?:comments|sylwadau)\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_AS_IT_IS = "%/:=&?~+!$,;'@()*[]"
_MOST_BYTES = 1 << 20  # of a page; the links stand in its head
_MOST = 50


class NamedFeed(NamedTuple):
    """A feed that a page names: its absolute address, its title ("" for none), and rss, atom or json."""

    url: str
    title: str
    format: str


def named_feeds(body: bytes, content_type: str, base: str) -> list[NamedFeed]:
    """The feeds that a page at the address `base` names, each address once. Never raises for what the bytes hold."""
    root = _root(body[:_MOST_BYTES], content_type)
    if root is None:
        return []
    where = _base(root, base)
    found: dict[str, NamedFeed] = {}
    for link in root.iter("link"):
        feed = _named(link, where)
        if feed is not None:
            found.setdefault(feed.url, feed)
        if len(found) >= _MOST:
            break
    return list(found.values())


def _root(body: bytes, content_type: str) -> Any:
    """The page's elements by the charset of its header; without one that is known, lxml looks into the page."""
    from lxml import etree, html

    named = _CHARSET.search(content_type)
    options = {"remove_comments": True, "remove_pis": True}
    try:
        parser = html.HTMLParser(encoding=named[1] if named else None, **options)
    except LookupError:
        parser = html.HTMLParser(**options)
    try:
        return html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):  # nothing in it
        return None


def _base(root: Any, base: str) -> str:
    for element in root.iter("base"):
        if element.get("href"):
            return _joined(base, element.get("href")) or base
    return base


def _joined(base: str, target: str) -> str:
    try:
        parts = urlsplit(urljoin(base, target.strip()))
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return ""
        return urlunsplit(parts._replace(path=quote(parts.path, _AS_IT_IS), query=quote(parts.query, _AS_IT_IS)))
    except ValueError:
        return ""


def _named(link: Any, base: str) -> NamedFeed | None:
    relations = (link.get("rel") or "").lower().split()
    kind = (link.get("type") or "").partition(";")[0].strip().lower()
    target, title = link.get("href") or "", one_line(link.get("title") or "")
    if kind not in _TYPES or not {"alternate", "feed"} & set(relations) or "stylesheet" in relations:
        return None
    address = _joined(base, target).partition("#")[0]
    if not address or (kind in _SHARED_TYPES and not _FEED_WORD.search(target)):
        return None
    return None if of_comments(address, title) else NamedFeed(address, title, _TYPES[kind])


def of_comments(address: str, title: str) -> bool:
    """Whether a feed holds what readers wrote below articles, by its title, path and parameters."""
    parts = urlsplit(address)
    words = [*parts.path.lower().split("/"), *(value.lower() for _, value in parse_qsl(parts.query))]
    return bool(_COMMENTS.search(title)) or any(re.match(r"comments\b", word) for word in words)
