"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1) to a RawFeed: lenient in items, strict in what is a feed."""

import json
from typing import Any

from cfnews.model import Problem, RawEntry, RawFeed
from cfnews.problems import problem


def looks_like_json(body: bytes) -> bool:
    """Whether the first character is an opening brace, in UTF-8 or UTF-16."""
    return body[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] == b"{"


def parse_json(body: bytes) -> RawFeed | Problem:
    """The JSON Feed in these bytes, or a Problem. Items that are no objects are passed over."""
    try:
        # The specification says UTF-8; `json` also knows UTF-16 and UTF-32 by their first bytes.
        data = json.loads(body.decode(json.detect_encoding(body), "replace"))
    except (ValueError, RecursionError) as error:
        return problem("parse", f"the JSON is broken: {error}"[:160])
    if not isinstance(data, dict) or not _is_feed(data):
        return problem("not_a_feed", "the answer is JSON, but no JSON Feed")
    items = data.get("items")
    found = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    passed_over = len(items) - len(found) if isinstance(items, list) else 0
    return RawFeed(
        title=_text(data.get("title")),
        language=_text(data.get("language")),
        format="json",
        entries=tuple(_entry(item) for item in found),
        fault=f"{passed_over} items are no objects" if passed_over else "",
    )


def _is_feed(data: dict[str, Any]) -> bool:
    version = data.get("version")
    return (isinstance(version, str) and "jsonfeed.org" in version) or (
        isinstance(data.get("items"), list) and isinstance(data.get("title"), str)
    )


def _entry(item: dict[str, Any]) -> RawEntry:
    tags = item.get("tags")
    return RawEntry(
        guid=_text(item.get("id")),
        link=_text(item.get("url")) or _text(item.get("external_url")),
        title=_text(item.get("title")),
        summary=_text(item.get("summary")),
        content=_text(item.get("content_html")) or _escaped(_text(item.get("content_text"))),
        author=_author(item),
        language=_text(item.get("language")),
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        categories=tuple(_text(tag) for tag in tags if _text(tag)) if isinstance(tags, list) else (),
    )


def _author(item: dict[str, Any]) -> str:
    authors = item.get("authors")
    candidates = [*(authors if isinstance(authors, list) else []), item.get("author")]
    names = [_text(one.get("name")) for one in candidates if isinstance(one, dict)]
    return next((name for name in names if name), "")[:200]


def _escaped(plain: str) -> str:
    # content_text is plain text, while all other content is HTML by the time it is cleaned.
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _text(value: Any) -> str:
    """The text of a value: numbers are spelt out, as some feeds have numeric ids; anything else is empty.

    Half a surrogate pair, which JSON can escape, is dropped: no file and no pipe can carry it.
    """
    if isinstance(value, bool):
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    return value.encode("utf-8", "ignore").decode() if isinstance(value, str) else ""
