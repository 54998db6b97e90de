"""Finding the feed of an address: the address itself, what its page names, or where sites usually have one.

Asks one after the other, with a pause, and follows nobody into a private network unasked. Stores nothing. Raises
nothing for what servers do.
"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from cfnews.catalogue.addresses import is_address
from cfnews.fetch.addresses import is_here, names_private
from cfnews.fetch.http import get_feed
from cfnews.fetch.session import open_looking_session
from cfnews.model import Entry, FeedSpec, FetchResult, Problem, ReadFeed, Settings
from cfnews.parse.autodiscovery import NamedFeed, named_feeds, of_comments
from cfnews.reports import Candidate, FetchError
from cfnews.update.workers import Workers

USUAL_PATHS = ("/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml")
MOST_GUESSES = 6  # requests to a site, redirects counted, for addresses that nobody named
MOST_NAMED = 6  # feeds that a page names and that are asked for; others are told of unasked
_MOST_REQUESTS = 60  # in all
_PAUSE = 0.25  # seconds between two requests
# Answers after which a site is not asked again for now.
_LEAVE_ALONE = ("unreachable", "no_network", "timeout", "deadline", "tls", "rate_limited", "blocked", "http_5xx")


class Discovered(NamedTuple):
    """What an address led to: feeds, best first, and the problem of the address itself if there is one."""

    candidates: list[Candidate]
    problem: Problem | None
    requests: int


def discover(
    url: str, settings: Settings, now: datetime, *, private_allowed: bool, sleep: Callable[[float], None] = time.sleep
) -> Discovered:
    """The feeds behind an http(s) or file: address. `private_allowed` lets it lead into a private network."""
    search = _Search(settings, now, private_allowed, sleep)
    try:
        return search.run(url)
    finally:
        search.close()


class _Search:
    def __init__(
        self, settings: Settings, now: datetime, private_allowed: bool, sleep: Callable[[float], None]
    ) -> None:
        self._settings = settings
        self._now = now
        self._private_allowed = private_allowed
        self._sleep = sleep
        self._asked = 0
        self._most = _MOST_REQUESTS
        self._session = open_looking_session(settings, self._count)
        self._workers = Workers(1)

    def close(self) -> None:
        self._workers.close()
        self._session.close()

    def _count(self) -> bool:
        self._asked += 1
        return self._asked < self._most

    def run(self, url: str) -> Discovered:
        """The address itself; the feeds that its page names; the usual places on its site."""
        answer = self._get(url)
        if answer.body is None:
            return Discovered([], answer.problem, self._asked)
        found = self._read(answer)
        if isinstance(found, ReadFeed):
            return Discovered([_candidate(answer.moved_to or url, answer, found, "address")], None, self._asked)
        named = [one for one in named_feeds(answer.body, answer.content_type, answer.url) if self._may_ask(one.url)]
        candidates = list(self._look_at(named))
        if not any(one.error is None for one in candidates) and urlsplit(answer.url).scheme in ("http", "https"):
            candidates += self._guess(answer.url)
        return Discovered(candidates, found, self._asked)

    def _may_ask(self, url: str) -> bool:
        return is_address(url) and (self._private_allowed or not names_private(url))

    def _get(self, url: str) -> FetchResult:
        if self._asked and not is_here(url):
            self._sleep(_PAUSE)
        if not url.startswith("file:") and not self._may_ask(url):
            from cfnews.problems import problem

            return FetchResult(feed_id="", url=url, problem=problem("private_address", urlsplit(url).hostname or ""))
        spec = FeedSpec(id="", name="", url=url, allow_private=self._private_allowed)
        return get_feed(self._session, spec, self._settings)

    def _read(self, answer: FetchResult) -> ReadFeed | Problem:
        told = self._workers.read(answer, FeedSpec(id="", name="", url=answer.url), self._now)
        return told if isinstance(told, Problem) else told.feed

    def _look_at(self, named: list[NamedFeed]) -> Iterator[Candidate]:
        for one in named[:MOST_NAMED]:
            answer = self._get(one.url)
            found = answer.problem or self._read(answer)
            if isinstance(found, Problem):
                yield _failed(one, found)
            else:
                yield _candidate(answer.moved_to or one.url, answer, found, "page", one.title)
        yield from (
            Candidate(url=one.url, title=one.title, format=one.format, found="page") for one in named[MOST_NAMED:]
        )

    def _guess(self, page: str) -> Iterator[Candidate]:
        """The first of the usual places that has a feed."""
        parts = urlsplit(page)
        self._most = self._asked + MOST_GUESSES
        for path in USUAL_PATHS:
            if self._asked >= self._most:
                return
            url = f"{parts.scheme}://{parts.netloc}{path}"
            answer = self._get(url)
            if answer.problem is not None and answer.problem.code in _LEAVE_ALONE:
                return
            found = self._read(answer) if answer.body is not None else None
            if isinstance(found, ReadFeed) and not of_comments(answer.url, found.title):
                yield _candidate(answer.moved_to or url, answer, found, "usual")
                return


def _failed(named: NamedFeed, trouble: Problem) -> Candidate:
    error = FetchError(trouble.code, trouble.message, trouble.retryable)
    return Candidate(url=named.url, title=named.title, format=named.format, found="page", error=error)


def _candidate(url: str, answer: FetchResult, feed: ReadFeed, found: str, title: str = "") -> Candidate:
    entries = [entry for entry in feed.entries if entry is not None]
    newest = max(entries, key=_age, default=None)
    return Candidate(
        url=url,
        title=feed.title or title,
        format=_format(answer.body or b""),
        found=found,
        entries=len(entries),
        newest_title=newest.title if newest else None,
        newest_at=newest.published_at if newest else None,
    )


def _age(entry: Entry) -> float:
    return entry.published_at.timestamp() if entry.published_at else 0.0


def _format(body: bytes) -> str:
    head = body[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"{"):
        return "json"
    return "atom" if b"<feed" in head or b":feed" in head else "rss"
