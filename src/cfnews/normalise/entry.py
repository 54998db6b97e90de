"""RawEntry to Entry: hostile text in, clean text out. An entry with nothing to show becomes None."""

import hashlib
import re
from datetime import datetime
from functools import lru_cache

from cfnews.model import Entry, RawEntry
from cfnews.normalise.boilerplate import strip_boilerplate, strip_title_tail, title_key
from cfnews.normalise.characters import one_line
from cfnews.normalise.dates import parse_date, publication_date
from cfnews.normalise.text import excerpt, html_to_text, summary_text, title_text
from cfnews.normalise.url import clean_address, is_front_page, link_key

SUMMARY_LIMIT = 600
_TITLE_LIMIT = 400
_TITLE_FROM_TEXT = 100
_TEXT_LIMIT = 100_000
_GUID_LIMIT = 500
_NO_SECTION = re.compile("[0-9?#]")
_SHORT = 80  # characters; longer ones are not worth keeping

# Counters of readers and comments, and how long ago it was, on a line of their own; the tracking of a bare address.
# Bounded, as marks and numbers overlap: a line of nothing but commas must not be tried from each of them.
_COUNTER = re.compile(
    r"^[^\w\n]{0,20}(?:(?:views?|reads?|shares?|likes?|comments?)[ :]{1,3}[\d,.]{1,15}k?"
    r"|[\d,.]{1,15}k? (?:views?|reads?|shares?|likes?|comments?)"
    r"|(?:posted |published |updated )?\d{1,4} (?:minutes?|hours?|days?) ago)[^\w\n]{0,20}$",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS_END = re.compile(r"(https?://[^\s?#]+)[?#]\S*")
_NO_WORD = re.compile(r"\W+")


def normalise_entry(raw: RawEntry, *, feed_name: str, feed_language: str, base: str, now: datetime) -> Entry | None:
    """The clean entry, or None if it has neither title nor text nor address. Relative links start from `base`."""
    url = clean_address(raw.link, base) or _permalink(raw.guid)
    text, cut = strip_boilerplate(html_to_text(raw.content or raw.summary)[:_TEXT_LIMIT], feed_name)
    if raw.content and raw.summary:
        summary, truncated = summary_text(raw.summary, SUMMARY_LIMIT, feed_name)
    else:
        summary, truncated = excerpt(text, cut, SUMMARY_LIMIT)
    title = strip_title_tail(_shortened(title_text(raw.title), _TITLE_LIMIT), feed_name)
    title = title or _shortened(summary, _TITLE_FROM_TEXT) or (url or "")
    if not title:
        return None
    published = publication_date([raw.published, raw.updated], now)
    return Entry(
        guid=one_line(raw.guid)[:_GUID_LIMIT],
        url=url,
        link_key=_page_key(url) if url else "",
        title=title,
        title_key=title_key(title),
        summary=summary,
        summary_truncated=truncated,
        text="" if text == summary else f"{text} …" if cut and not text.endswith("…") else text,
        author=_in_a_line(raw.author),
        language=_language(raw.language or feed_language),
        published_at=published.at,
        published_estimated=published.estimated,
        published_raw=one_line(published.raw)[:100] if published.raw else None,
        updated_at=parse_date(raw.updated) if raw.updated else None,
        categories=tuple(filter(None, map(_in_a_line, raw.categories[:50]))),
        content_hash=_wording_hash(title, summary if raw.content and summary not in text else "", text),
    )


def _wording_hash(title: str, summary: str, text: str) -> str:
    """What makes a text another: its words and numbers, not their setting, nor what counts up under it."""
    said = _ADDRESS_END.sub(r"\1", _COUNTER.sub("", f"{title}\n{summary}\n{text}"))
    return hashlib.sha256(_NO_WORD.sub(" ", said).strip().casefold().encode()).hexdigest()[:32]


def _page_key(url: str) -> str:
    """What names the page, "" for a front page. No section's name has a digit: it need not be looked up then."""
    key = link_key(url)
    return "" if not _NO_SECTION.search(key, key.find("/")) and is_front_page(url) else key


def _in_a_line(text: str) -> str:
    return _short_line(text) if len(text) <= _SHORT else _line(text)


def _line(text: str) -> str:
    return one_line(html_to_text(text) if "<" in text or "&" in text else text)


_short_line = lru_cache(maxsize=512)(_line)  # the categories and authors of a feed are the same few


def _permalink(guid: str) -> str | None:
    return clean_address(guid) if guid.startswith(("http://", "https://")) else None


def _language(code: str) -> str | None:
    return _short_tag(code) if len(code) <= _SHORT else _tag(code)


def _tag(code: str) -> str | None:
    """A BCP 47 tag in its usual spelling (en-GB), or None for what is none."""
    main, _, region = one_line(code).replace("_", "-").partition("-")
    if not (main.isascii() and main.isalpha() and len(main) in (2, 3)):
        return None
    if not region:
        return main.lower()
    return f"{main.lower()}-{region.upper() if len(region) == 2 else region}" if region.isascii() else main.lower()


_short_tag = lru_cache(maxsize=64)(_tag)


def _shortened(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    head, _, tail = text[: limit - 1].rpartition(" ")
    return (head if len(head) > limit // 2 else head + tail).rstrip(" ,;:-") + "…"
