"""One entry as feedparser gives it to a RawEntry: the fields that are read, and nothing cleaned."""

from collections.abc import Mapping, Sequence
from typing import Any

from cfnews.model import RawEntry

# feedparser searches author lines with a quadratic expression (its thread 562); no real line is as long as this.
LONGEST_AUTHOR = 200
_PAGES = (None, "text/html", "application/xhtml+xml")


def raw_entry(entry: Mapping[str, Any]) -> RawEntry:
    """What an entry's dictionary holds of what we read; anything that is no text counts as missing."""
    guid = text_of(entry, "id")
    contents = [text_of(part, "value") for part in _parts(entry, "content")]
    labels = [text_of(tag, "label") or text_of(tag, "term") for tag in _parts(entry, "tags")]
    return RawEntry(
        guid=guid,
        link=_link(entry, guid),
        title=text_of(entry, "title"),
        summary=text_of(entry, "summary"),
        content=max(contents, key=len, default=""),
        author=text_of(entry, "author")[:LONGEST_AUTHOR],
        language=text_of(_value(entry, "title_detail"), "language"),
        published=text_of(entry, "published") or text_of(entry, "created"),
        updated=text_of(entry, "updated"),
        categories=tuple(filter(None, labels)),
    )


def text_of(source: Any, key: str) -> str:
    """The text under a key of a dictionary, "" where there is none."""
    value = _value(source, key)
    return value if isinstance(value, str) else ""


def _link(entry: Mapping[str, Any], guid: str) -> str:
    """The page: the first alternate link of an HTML or of no type, as a judgment has others for XML and PDF."""
    first = None
    for link in _parts(entry, "links"):
        if _value(link, "rel") == "alternate":
            if _value(link, "type") in _PAGES:
                return text_of(link, "href")
            first = first or link
    if first is not None:
        return text_of(first, "href")
    # Without a link feedparser gives the guid, which may be a bare number: no address.
    named = text_of(entry, "link")
    return named if named != guid or named.startswith(("http:", "https:", "/")) else ""


def _value(source: Any, key: str) -> Any:
    # dict.get itself, as feedparser's own answers `updated` with `published` where there is none.
    return dict.get(source, key) if isinstance(source, dict) else None


def _parts(source: Mapping[str, Any], key: str) -> Sequence[Any]:
    """The list under a key; what is no dictionary in it has no values."""
    value = _value(source, key)
    return value if isinstance(value, list) else ()
