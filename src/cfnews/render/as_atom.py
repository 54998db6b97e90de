"""An edition as an Atom feed (RFC 4287)."""

from xml.etree import ElementTree as Xml

from cfnews import __version__
from cfnews.render.edition import Edition
from cfnews.render.feed_items import FeedItem, feed_items, feed_tag, feed_title, last_change
from cfnews.times import rfc3339

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def write(edition: Edition) -> str:
    """The edition as Atom."""
    feed = Xml.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en-GB"})
    child(feed, "id", feed_tag(edition))
    child(feed, "title", feed_title(edition))
    child(feed, "updated", rfc3339(last_change(edition)))
    child(child(feed, "author"), "name", "cfnews")
    child(feed, "generator", "cfnews", version=__version__)
    for item in feed_items(edition):
        write_entry(child(feed, "entry"), item)
    return document(feed)


def write_entry(entry: Xml.Element, item: FeedItem) -> None:
    """Fills in an entry."""
    if item.language:
        entry.set("xml:lang", item.language)
    child(entry, "id", item.id)
    child(entry, "title", item.title)
    child(entry, "published", rfc3339(item.published))
    child(entry, "updated", rfc3339(item.updated))
    for name in dict.fromkeys(outlet.words for outlet in item.outlets):
        child(child(entry, "author"), "name", name)
    if item.url:
        child(entry, "link", rel="alternate", href=item.url)
    for outlet in item.outlets[1:]:
        if outlet.url and outlet.url != item.url:
            child(entry, "link", rel="related", href=outlet.url, title=outlet.words)
    for name in item.categories:
        child(entry, "category", term=name)
    # Without an address to go to, an entry must have content (RFC 4287, 4.1.1.1).
    child(entry, "summary" if item.url else "content", item.text or ("" if item.url else item.title), type="text")


def child(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    """A new element at the end of its parent."""
    element = Xml.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def document(root: Xml.Element) -> str:
    """The element as an XML document with a line for each element."""
    Xml.indent(root, " ")
    return _DECLARATION + Xml.tostring(root, "unicode") + "\n"
