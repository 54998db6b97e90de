"""RawFeed to ReadFeed: a whole document cleaned, entry by entry; one bad entry never costs another."""

from datetime import datetime

from cfnews.model import Entry, RawEntry, RawFeed, ReadFeed
from cfnews.normalise.characters import one_line
from cfnews.normalise.entry import normalise_entry

_TITLE_LIMIT = 200


def normalise_feed(raw: RawFeed, *, feed_name: str, base: str, now: datetime) -> ReadFeed:
    """The cleaned document. `base` is the address that relative links start from, `now` what dates are held against."""
    return ReadFeed(
        title=one_line(raw.title)[:_TITLE_LIMIT],
        fault=one_line(raw.fault),
        entries=tuple(_cleaned(entry, raw.language, feed_name, base, now) for entry in raw.entries),
        rhythm=raw.rhythm,
    )


def _cleaned(entry: RawEntry, language: str, feed_name: str, base: str, now: datetime) -> Entry | None:
    try:
        return normalise_entry(entry, feed_name=feed_name, feed_language=language, base=base, now=now)
    except (ValueError, TypeError, ArithmeticError, LookupError):
        return None  # counted as rejected: one bad entry never costs a feed
