"""Bytes of a feed to a RawFeed: RSS and Atom by feedparser, whose only home is here, JSON Feed by its own module.

Gives a Problem where there is no feed in the bytes. Cleans nothing: the text stays as the publisher wrote it.
"""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from cfnews.model import Problem, RawEntry, RawFeed, Rhythm
from cfnews.parse.entry import raw_entry, text_of
from cfnews.parse.jsonfeed import looks_like_json, parse_json
from cfnews.parse.preparing import prepare
from cfnews.problems import problem

# Faults that cost nothing: a charset named twice, or a content type that is not XML's.
_FORGIVEN = ("CharacterEncodingOverride", "NonXMLContentType")
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

    prepare()
    headers = {"content-type": content_type} if content_type else {}
    # Never bytes or text: feedparser would open a file or an address that they name.
    parsed = feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    entries = tuple(entry if isinstance(entry, RawEntry) else raw_entry(entry) for entry in parsed.entries)
    fault = _fault(parsed)
    if not entries and not parsed.get("version"):
        return problem("not_a_feed", "there is no feed in the answer")
    if (end := _last_word(entries)) is not None:
        return problem("ended", end)
    if not entries and fault:
        return problem("parse", fault)
    return RawFeed(
        title=text_of(parsed.feed, "title"),
        language=text_of(parsed.feed, "language"),
        format=str(parsed.get("version") or ""),
        entries=entries,
        fault=fault,
        rhythm=Rhythm(interval=_interval(parsed.feed), skip_hours=_skipped_hours(body), skip_days=_skipped_days(body)),
    )


def _last_word(entries: Sequence[RawEntry]) -> str | None:
    """Where an ended feed of GOV.UK leads: it answers with one entry, "This feed has ended", and never changes.

    By its id as well as its title (alphagov/finder-frontend, show_redirect.atom.builder), as it is no news.
    """
    if len(entries) != 1 or not entries[0].guid.rstrip("/").endswith("/feed-ended"):
        return None
    words = " ".join(entries[0].title.split())[:80]
    return f"see {entries[0].link}" if entries[0].link else f"it says “{words}”"


def _interval(feed: Mapping[str, Any]) -> float | None:
    """Seconds between two readings by the feed's word: RSS ttl in minutes, or the RSS syndication module."""
    wishes = []
    if (ttl := text_of(feed, "ttl").strip()).isdecimal() and len(ttl) < 7:
        wishes.append(float(ttl) * 60)
    period = _PERIODS.get(text_of(feed, "sy_updateperiod").strip().lower())
    frequency = text_of(feed, "sy_updatefrequency").strip()
    if period is not None:
        wishes.append(period / (int(frequency) if frequency.isdecimal() and 0 < int(frequency) < 10_000 else 1))
    return max(wishes, default=None)


def _skipped_hours(body: bytes) -> tuple[int, ...]:
    """RSS skipHours, which feedparser does not keep: hours in GMT, 24 meaning 0."""
    found = _SKIP_HOURS.search(body, 0, _HEAD) if body.find(b"<skipHours>", 0, _HEAD) >= 0 else None
    hours = re.findall(rb"<hour>\s*(\d{1,2})\s*</hour>", found[1]) if found else []
    return tuple(sorted({int(hour) % 24 for hour in hours if int(hour) <= 24}))


def _skipped_days(body: bytes) -> tuple[str, ...]:
    found = _SKIP_DAYS.search(body, 0, _HEAD) if body.find(b"<skipDays>", 0, _HEAD) >= 0 else None
    days = re.findall(rb"<day>\s*([A-Za-z]{6,9})\s*</day>", found[1]) if found else []
    return tuple(sorted({day.decode().lower() for day in days}))


def _fault(parsed: Any) -> str:
    error = parsed.get("bozo_exception")
    if not parsed.get("bozo") or error is None or type(error).__name__ in _FORGIVEN:
        return ""
    line = getattr(error, "getLineNumber", lambda: None)()
    words = str(getattr(error, "getMessage", lambda: error)())
    return f"{words} (line {line})" if line else words
