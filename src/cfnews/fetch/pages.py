"""Whether a body is a feed or a web page in its place, by its first and last bytes alone. Parses nothing."""

import html
import re

from cfnews.normalise.url import clean_address

_HEAD = 65536  # bytes in which a feed shows that it is one, and a page which feeds it has
_TAIL = 8192  # bytes in which a feed shows that it is whole; some servers add comments after it
_PAGE = re.compile(
    # Atomic, or a hundred comments one after the other could be parted in more ways than there is time for.
    rb"(?:\xef\xbb\xbf)?(?:\s|(?><!--.*?-->)|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED_ROOT = re.compile(rb"<(?:[a-z]\w*:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_FEED_END = re.compile(rb"</(?:[a-z]\w*:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_LINK = re.compile(rb"<link\b[^<>]{1,1000}>", re.IGNORECASE)
_FEED_TYPE = re.compile(rb"application/(?:rss|atom|feed)\+(?:xml|json)", re.IGNORECASE)
_ADDRESS = re.compile(rb"\bhref\s*=\s*[\"']?([^\"'\s<>]{1,500})", re.IGNORECASE)


def is_plainly_a_feed(body: bytes) -> bool:
    """Whether it begins and ends as a feed does; JSON Feed by its version alone."""
    head, tail = (part.replace(b"\x00", b"") for part in (body[:_HEAD], body[-_TAIL:]))
    return b"jsonfeed.org" in head or bool(_FEED_ROOT.search(head) and _FEED_END.search(tail))


def instead_of_a_feed(body: bytes, address: str) -> str:
    """What came instead of a feed, in a sentence: nothing, or a page with the feed that it names; "" if neither."""
    if not body.strip(b" \t\r\n\x00"):
        return "the answer is empty"
    if not _PAGE.match(body[:4096]) or _FEED_ROOT.search(body[:_HEAD]):
        return ""
    named = _named_feed(body[:_HEAD], address)
    if named:
        return f"a web page came instead of a feed; the page names this feed: {named}"
    return "a web page came instead of a feed (perhaps a login or a consent page)"


def _named_feed(head: bytes, address: str) -> str | None:
    """The first feed that a page names for autodiscovery and that is not of its comments (RSS Advisory Board)."""
    for link in _LINK.finditer(head):
        words = link[0]
        found = _ADDRESS.search(words)
        if found and _FEED_TYPE.search(words) and b"alternate" in words.lower() and b"comments" not in words.lower():
            named = clean_address(html.unescape(found[1].decode("utf-8", "replace")), address)
            if named and named != address:
                return named
    return None
