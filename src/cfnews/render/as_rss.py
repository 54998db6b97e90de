"""An edition as an RSS 2.0 feed, by the RSS Advisory Board's best practices profile."""

import html
from email.utils import format_datetime
from xml.etree import ElementTree as Xml

from cfnews import __version__
from cfnews.render.as_atom import child, document
from cfnews.render.edition import Edition
from cfnews.render.feed_items import FeedItem, feed_items, feed_tag, feed_title, last_change

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def write(edition: Edition) -> str:
    """The edition as RSS 2.0."""
    rss = Xml.Element("rss", {"version": "2.0", "xmlns:dc": _DUBLIN_CORE})
    channel = child(rss, "channel")
    child(channel, "title", feed_title(edition))
    child(channel, "link", feed_tag(edition))  # needed by RSS; there is no page, and this leads nowhere
    child(channel, "description", "Stories from public feeds, each once")
    child(channel, "language", "en-gb")
    child(channel, "lastBuildDate", format_datetime(last_change(edition)))
    child(channel, "generator", f"cfnews {__version__}")
    for item in feed_items(edition):
        _item(child(channel, "item"), item)
    return document(rss)


def _item(element: Xml.Element, item: FeedItem) -> None:
    child(element, "title", item.title)
    if item.url:
        child(element, "link", item.url)
    child(element, "guid", item.id, isPermaLink="false")
    child(element, "pubDate", format_datetime(item.published))
    for name in dict.fromkeys(outlet.words for outlet in item.outlets):
        child(element, "dc:creator", name)
    for name in item.categories:
        child(element, "category", name)
    child(element, "description", html.escape(item.text, quote=False))  # readers take it for HTML
