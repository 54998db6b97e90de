"""The feeds of a site: Atom and JSON Feed of all its stories, and Atom of each topic. Only the newest of each.

The ids of stories are those of every feed that cfnews writes, so that nobody is shown one twice.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

import msgspec

from cfnews import __version__
from cfnews.render.as_atom import child, document, write_entry
from cfnews.render.as_jsonfeed import told
from cfnews.render.common import shortened
from cfnews.render.edition import updated
from cfnews.render.feed_items import TAG, FeedItem, feed_item
from cfnews.render.items import SUMMARY
from cfnews.sector.topic_labels import topic_label
from cfnews.site.material import Material
from cfnews.site.plan import Plan
from cfnews.site.press import label
from cfnews.story import Story
from cfnews.times import rfc3339

NEWEST = 100
_OF_A_TOPIC = 30
_HEADLINE = 300
_NEVER = datetime(
    1970, 1, 1, tzinfo=UTC
)  # the last change of a feed without a story: the clock's would be one each time


def feed_files(material: Material, plan: Plan) -> dict[str, str]:
    """The feeds by path."""
    newest = material.stories[:NEWEST]
    items = {story.id: _item(story) for story in newest}
    found = {"feed.json": _json(material, [items[one.id] for one in newest])}
    found["feed.atom"] = _atom(material, "feed.atom", material.title, newest, items)
    for topic, stories in plan.topics.items():
        some = stories[:_OF_A_TOPIC]
        items |= {one.id: _item(one) for one in some if one.id not in items}
        path = f"topic/{plan.topic_names[topic]}.atom"
        found[path] = _atom(material, path, f"{material.title}: {label(topic_label(topic))}", some, items)
    return found


def _item(story: Story) -> FeedItem:
    item = feed_item(story)
    return item._replace(text=shortened(item.text, SUMMARY), title=shortened(item.title, _HEADLINE))


def _title(material: Material, words: str) -> str:
    return f"SAMPLE: {words}" if material.is_sample else words


def _atom(material: Material, path: str, title: str, stories: Sequence[Story], items: dict[str, FeedItem]) -> str:
    feed = Xml.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en-GB"})
    child(feed, "id", _feed_id(material, path))
    child(feed, "title", _title(material, title))
    child(feed, "updated", rfc3339(max(map(updated, stories), default=_NEVER)))
    child(child(feed, "author"), "name", "cfnews")
    child(feed, "generator", "cfnews", version=__version__)
    if material.base:
        child(feed, "link", rel="self", type="application/atom+xml", href=material.base + path)
        child(feed, "link", rel="alternate", type="text/html", href=material.base + _page_of(path))
    for story in stories:
        write_entry(child(feed, "entry"), items[story.id])
    return document(feed)


def _page_of(path: str) -> str:
    return "index.html" if path == "feed.atom" else f"{path.removesuffix('.atom')}.html"


def _feed_id(material: Material, path: str) -> str:
    """The same as long as the site's address is, or, where that is not known, the selection."""
    if material.base:
        return material.base + path
    return f"{TAG}site/{material.mark}/{path}"


def _json(material: Material, items: Sequence[FeedItem]) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(material, material.title),
        "description": "Stories from public feeds, each once",
        "language": "en-GB",
        "items": [told(item) for item in items],
    }
    if material.base:
        feed |= {"home_page_url": material.base + "index.html", "feed_url": material.base + "feed.json"}
    return msgspec.json.format(msgspec.json.encode(feed), indent=2).decode() + "\n"
