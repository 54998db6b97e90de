"""An edition as a JSON Feed (jsonfeed.org/version/1.1)."""

from typing import Any

import msgspec

from cfnews.render.edition import Edition
from cfnews.render.feed_items import FeedItem, feed_items, feed_title
from cfnews.times import rfc3339


def write(edition: Edition) -> str:
    """The edition as JSON Feed 1.1, its texts plain."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed_title(edition),
        "description": "Stories from public feeds, each once",
        "language": "en-GB",
        "items": [told(item) for item in feed_items(edition)],
    }
    return msgspec.json.format(msgspec.json.encode(feed), indent=2).decode() + "\n"


def told(item: FeedItem) -> dict[str, Any]:
    """A story as an item of the feed."""
    values = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_text": item.text or item.title,
        "date_published": rfc3339(item.published),
        "date_modified": rfc3339(item.updated),
        "authors": [{"name": one.words, "url": one.url} if one.url else {"name": one.words} for one in item.outlets],
        "tags": item.categories,
        "language": item.language,
    }
    return {name: value for name, value in values.items() if value}
