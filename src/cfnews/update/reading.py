"""What a reading process does with one body: a feed's to clean entries, an article's page to its story.

Raises nothing that the worker does not catch; the imports of each are its own, as most workers read no page.
"""

import re
import time
from collections.abc import Iterator
from datetime import datetime

import msgspec

from cfnews.model import Document, Entry, FeedSpec, Problem, RawEntry, RawFeed, ReadFeed, ReadPage
from cfnews.normalise.document import normalise_feed
from cfnews.normalise.text import title_text
from cfnews.normalise.url import clean_address
from cfnews.parse.feed import parse_feed
from cfnews.sector.reports import find_reports
from cfnews.update.telling import Tags, Told, ToldFeed, tell, unknown

_ANCHOR = re.compile(r"<a\s([^<>]{1,2000})>(.{0,400}?)</a\s*>", re.IGNORECASE | re.DOTALL)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]{1,1000})\"|'([^']{1,1000})'|([^\s\"'>]{1,1000}))", re.IGNORECASE)
_MOST_LINKS = 300
_MOST_DOCUMENTS = 20
_MOST_TOLD = 1000  # entries of one document: what more tell is a burden to carry, and is told where they are stored
_MOST_TEXT = 200_000  # characters of a page's story


def read_feed(body: bytes, content_type: str, *, feed_name: str, base: str, now: datetime) -> ReadFeed | Problem:
    """The cleaned feed in a body, with the documents that its entries link to."""
    raw = parse_feed(body, content_type)
    if isinstance(raw, Problem):
        return raw
    clean = normalise_feed(raw, feed_name=feed_name, base=base, now=now)
    return msgspec.structs.replace(clean, entries=tuple(_with_documents(raw, clean, base)))


def tell_feed(tagger: Tags, spec: FeedSpec, feed: ReadFeed, marks: bytes, until: float) -> ToldFeed:
    """The feed with what its new entries tell, as far as there is time (by the monotonic clock) and room."""
    told: list[Told | None] = []
    room = _MOST_TOLD
    for entry, new in zip(feed.entries, unknown(feed.entries, marks), strict=True):
        ready = tell(tagger, spec, entry) if entry is not None and new and room and time.monotonic() < until else None
        room -= ready is not None
        told.append(ready)
    return ToldFeed(feed, tuple(told))


def _with_documents(raw: RawFeed, clean: ReadFeed, base: str) -> Iterator[Entry | None]:
    for written, entry in zip(raw.entries, clean.entries, strict=True):
        documents = _documents(written, entry, base) if entry is not None else ()
        yield msgspec.structs.replace(entry, documents=documents) if entry is not None and documents else entry


def _documents(written: RawEntry, entry: Entry, base: str) -> tuple[Document, ...]:
    markup = written.content or written.summary
    if "href" not in markup and "HREF" not in markup:
        return ()
    page = entry.url or base
    return tuple(Document(one.title, one.url) for one in find_reports(_links(markup, page), page)[:_MOST_DOCUMENTS])


def _links(markup: str, page: str) -> Iterator[tuple[str, str]]:
    """The words and the address of each link in a feed's markup."""
    for number, anchor in enumerate(_ANCHOR.finditer(markup)):
        if number >= _MOST_LINKS:
            return
        href = _HREF.search(anchor[1])
        address = clean_address(title_text(next(filter(None, href.groups()), "")), page) if href else None
        if address:
            yield title_text(anchor[2]), address


def read_page(body: bytes, content_type: str, url: str) -> ReadPage:
    """The story on an article's page."""
    from cfnews.parse.article import read_article

    article = read_article(body, content_type, url)
    documents = find_reports(article.links, url)[:_MOST_DOCUMENTS]
    return ReadPage(
        url=url,
        title=article.title,
        author=article.author,
        published_at=article.published,
        text=article.text[:_MOST_TEXT],
        block_quotes=article.quotes,
        documents=tuple(Document(one.title, one.url) for one in documents),
        stopped=article.paywall or "",
    )
