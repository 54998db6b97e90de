"""Bytes of a feed to a RawFeed: RSS and Atom by feedparser, whose only home this is, JSON Feed by its own module.

Gives a Problem where there is no feed in the bytes. Cleans nothing: the text stays as the publisher wrote it.
"""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from cfnews.model import Problem, RawEntry, RawFeed, Rhythm
from cfnews.parse.jsonfeed import looks_like_json, parse_json
from cfnews.problems import problem

# Faults that cost nothing: a charset named twice, or a content type that is not XML's.
_FORGIVEN = ("CharacterEncodingOverride", "NonXMLContentType")
# feedparser searches author lines with a quadratic expression (its thread 562); no real line is as long as this.
_LONGEST_AUTHOR = 200
# RSS 1.0 syndication module: the lengths of its periods, in seconds.
_PERIODS = {"hourly": 3600.0, "daily": 86400.0, "weekly": 604800.0, "monthly": 2592000.0, "yearly": 31536000.0}
_HEAD = 65536  # bytes: a channel says its rhythm before its items
_SKIP_HOURS = re.compile(rb"<skipHours>([^\x00]{0,2000}?)</skipHours>")
_SKIP_DAYS = re.compile(rb"<skipDays>([^\x00]{0,1000}?)</skipDays>")


def parse_feed(body: bytes, content_type: str) -> RawFeed | Problem:
    """The feed in these bytes. `content_type` is the Content-Type header, "" if there was none."""
    if looks_like_json(body):
        return parse_json(body)
    import feedparser

    _prepare()
    headers = {"content-type": content_type} if content_type else {}
    # Never bytes or text: feedparser would open a file or an address that they name.
    parsed = feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    entries = tuple(_entry(entry) for entry in parsed.entries)
    fault = _fault(parsed)
    if not entries and not parsed.get("version"):
        return problem("not_a_feed", "there is no feed in the answer")
    if not entries and fault:
        return problem("parse", fault)
    return RawFeed(
        title=_text(parsed.feed, "title"),
        language=_text(parsed.feed, "language"),
        format=str(parsed.get("version") or ""),
        entries=entries,
        fault=fault,
        rhythm=Rhythm(interval=_interval(parsed.feed), skip_hours=_skipped_hours(body), skip_days=_skipped_days(body)),
    )


def _prepare() -> None:
    """Sets our driver and two guards; all touch internals, so the version is pinned and each is tested."""
    from feedparser import api, mixin

    if api.PREFERRED_XML_PARSERS == ["cfnews.parse.sax"]:
        return
    api.PREFERRED_XML_PARSERS[:] = ["cfnews.parse.sax"]
    original = mixin._FeedParserMixin._sync_author_detail  # noqa: SLF001

    def guarded(self: Any, key: str = "author") -> None:
        if len(self._get_context().get(key) or "") <= _LONGEST_AUTHOR:
            original(self, key)

    mixin._FeedParserMixin._sync_author_detail = guarded  # noqa: SLF001
    reference = mixin._FeedParserMixin.handle_charref  # noqa: SLF001

    def lenient(self: Any, ref: str) -> None:
        try:
            reference(self, ref)
        except (ValueError, OverflowError):  # &#xD800; is no character: it must not cost the whole feed
            reference(self, "xfffd")

    mixin._FeedParserMixin.handle_charref = lenient  # noqa: SLF001


def _interval(feed: Mapping[str, Any]) -> float | None:
    """Seconds between two readings by the feed's word: RSS ttl in minutes, or the RSS syndication module."""
    wishes = []
    if (ttl := _text(feed, "ttl").strip()).isdecimal() and len(ttl) < 7:
        wishes.append(float(ttl) * 60)
    period = _PERIODS.get(_text(feed, "sy_updateperiod").strip().lower())
    frequency = _text(feed, "sy_updatefrequency").strip()
    if period is not None:
        wishes.append(period / (int(frequency) if frequency.isdecimal() and 0 < int(frequency) < 10_000 else 1))
    return max(wishes, default=None)


def _skipped_hours(body: bytes) -> tuple[int, ...]:
    """RSS skipHours, which feedparser does not keep: hours in GMT, 24 meaning 0."""
    found = _SKIP_HOURS.search(body[:_HEAD])
    hours = re.findall(rb"<hour>\s*(\d{1,2})\s*</hour>", found[1]) if found else []
    return tuple(sorted({int(hour) % 24 for hour in hours if int(hour) <= 24}))


def _skipped_days(body: bytes) -> tuple[str, ...]:
    found = _SKIP_DAYS.search(body[:_HEAD])
    days = re.findall(rb"<day>\s*([A-Za-z]{6,9})\s*</day>", found[1]) if found else []
    return tuple(sorted({day.decode().lower() for day in days}))


def _fault(parsed: Any) -> str:
    error = parsed.get("bozo_exception")
    if not parsed.get("bozo") or error is None or type(error).__name__ in _FORGIVEN:
        return ""
    line = getattr(error, "getLineNumber", lambda: None)()
    words = str(getattr(error, "getMessage", lambda: error)())
    return f"{words} (line {line})" if line else words


def _entry(entry: Mapping[str, Any]) -> RawEntry:
    return RawEntry(
        guid=_text(entry, "id"),
        link=_link(entry),
        title=_text(entry, "title"),
        summary=_text(entry, "summary"),
        content=max((_text(part, "value") for part in _parts(entry, "content")), key=len, default=""),
        author=_text(entry, "author")[:_LONGEST_AUTHOR],
        language=_text(_mapping(entry, "title_detail"), "language"),
        published=_text(entry, "published") or _text(entry, "created"),
        updated=_text(entry, "updated"),
        categories=tuple(
            label for tag in _parts(entry, "tags") if (label := _text(tag, "label") or _text(tag, "term"))
        ),
    )


def _link(entry: Mapping[str, Any]) -> str:
    """The page: the first alternate link of an HTML or of no type, as a judgment has others for XML and PDF."""
    alternates = [link for link in _parts(entry, "links") if link.get("rel") == "alternate"]
    for link in alternates:
        if link.get("type", "text/html") in ("text/html", "application/xhtml+xml"):
            return _text(link, "href")
    if alternates:
        return _text(alternates[0], "href")
    # Without a link feedparser gives the guid, which may be a bare number: no address.
    named = _text(entry, "link")
    return named if named != _text(entry, "id") or named.startswith(("http:", "https:", "/")) else ""


def _value(source: Mapping[str, Any], key: str) -> Any:
    # dict.get itself, as feedparser's own answers `updated` with `published` where there is none.
    return dict.get(cast("dict[str, Any]", source), key)


def _text(source: Mapping[str, Any], key: str) -> str:
    value = _value(source, key)
    return value if isinstance(value, str) else ""


def _parts(source: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    value = _value(source, key)
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _mapping(source: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = _value(source, key)
    return value if isinstance(value, dict) else {}
