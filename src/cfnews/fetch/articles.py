"""One polite GET of one article's page, under a feed's rules and by robots.txt, asked once a run for each site.

Never raises for what a server does, keeps nothing, and decides neither which pages are wanted nor when.
"""

import threading
import time
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec
import requests

from cfnews.fetch.answers import problem_of_error, problem_of_status, retry_after
from cfnews.fetch.exchange import begin_exchange, remaining, side_exchange
from cfnews.fetch.guard import DeadlinePassed, PrivateAddress
from cfnews.fetch.hops import MAX_HOPS, ask_once, next_address
from cfnews.fetch.robots import MOST, crawl_delay, may_fetch
from cfnews.fetch.session import user_agent
from cfnews.model import FetchResult, Problem, Settings
from cfnews.problems import problem

LONGEST_DELAY = 30.0  # seconds: a site that asks for more between two requests gets this
_DAY, _HOUR = 86400, 3600
_PORTS = {"http": 80, "https": 443}


class RobotsFile(NamedTuple):
    """What a site, `host` (scheme://host:port), answered for /robots.txt; `fetched_at` in seconds since 1970.

    `status` is None where the site could not be reached, `body` at most `robots.MOST` bytes.
    """

    host: str
    fetched_at: int
    status: int | None
    body: bytes


class _Found(NamedTuple):
    """A site's answer, why it allows nothing for now if it failed, and the seconds that it asks to be left alone."""

    file: RobotsFile
    trouble: Problem | None
    wait: float | None = None


class Robots:
    """What sites say to programs, for all threads of one run that began at `now`, in seconds since 1970.

    Of the `known` files those are believed that are younger than a day (RFC 9309, 2.4), or than an hour where the
    site failed: it may be well again.
    """

    def __init__(self, session: requests.Session, settings: Settings, known: Iterable[RobotsFile], now: int) -> None:
        self._session = session
        self._settings = settings
        self._now = now
        self._agent = user_agent(settings.contact)
        self._lock = threading.Lock()  # of the three below
        self._turns: dict[str, threading.Lock] = {}  # a site's is held while its file is fetched
        self._found = {file.host: _Found(file, _trouble(file.status)) for file in known if _is_fresh(file, now)}
        self._new: dict[str, RobotsFile] = {}

    def allows(self, url: str, private_allowed: bool, seconds: float | None = None) -> Problem | None:  # noqa: FBT001
        """Why a page may not be fetched, None if it may; asks the site, within so many seconds, if need be.

        A site that gives no answer, or fails, allows nothing for now: then the problem is that failure.
        """
        host = _origin(url)
        budget = min(self._settings.timeout, self._settings.timeout if seconds is None else seconds)
        found = self._find(host, private_allowed, budget)
        if isinstance(found, Problem):
            return found
        if may_fetch(found.file.body, found.file.status, url, self._agent):
            return None
        return found.trouble or problem("robots")

    def delay(self, url: str) -> float:
        """Seconds that the site asks to have between two requests, as far as its file is known by now."""
        found = self._known(url)
        asked = crawl_delay(found.file.body, found.file.status, self._agent) if found else None
        return min(asked or 0.0, LONGEST_DELAY)

    def retry_after(self, url: str) -> float | None:
        """Seconds that the site, asked for its file in this run, asked to be left alone."""
        found = self._known(url)
        return found.wait if found else None

    def fetched(self) -> list[RobotsFile]:
        """The files that were asked for in this run."""
        with self._lock:
            return list(self._new.values())

    def _known(self, url: str) -> _Found | None:
        with self._lock:
            return self._found.get(_origin(url))

    def _find(self, host: str, private_allowed: bool, seconds: float) -> _Found | Problem:
        with self._lock:
            if host in self._found:
                return self._found[host]
            turn = self._turns.setdefault(host, threading.Lock())
        started = time.monotonic()
        if not turn.acquire(timeout=max(0.0, seconds)):
            return problem_of_error(DeadlinePassed(), self._settings)
        try:
            with self._lock:
                if host in self._found:  # another thread had the turn before
                    return self._found[host]
            return self._fetch(host, private_allowed, seconds - (time.monotonic() - started))
        finally:
            turn.release()

    def _fetch(self, host: str, private_allowed: bool, seconds: float) -> _Found | Problem:
        settings = self._settings
        with side_exchange(seconds, settings.timeout, private_allowed=private_allowed, enough=MOST + 1):
            try:
                response = self._follow(_robots_address(host))
            except PrivateAddress as error:
                if error.request is None or _origin(str(error.request.url)) == host:
                    return problem_of_error(error, settings)  # of this page, not of the site: another feed may
                return self._keep(host, None, problem_of_error(error, settings))
            except DeadlinePassed as error:
                if seconds < settings.timeout / 2:  # the page's own time ran out: that says little of the site
                    return problem_of_error(error, settings)
                return self._keep(host, None, problem_of_error(requests.ReadTimeout(), settings))
            except requests.RequestException as error:
                return self._keep(host, None, problem_of_error(error, settings))
        return self._keep(host, response)

    def _follow(self, address: str) -> requests.Response:
        """The answer after at most five redirects; one more counts as no file (RFC 9309, 2.3.1.2)."""
        for _ in range(MAX_HOPS + 1):
            response = ask_once(self._session, address, self._settings)
            target = self._session.get_redirect_target(response)
            if not target:
                break
            address, trouble = next_address(address, target)
            if trouble is not None:
                break
        return response

    def _keep(self, host: str, response: requests.Response | None, trouble: Problem | None = None) -> _Found:
        status = response.status_code if response is not None else None
        body, wait = b"", None
        if response is not None:
            body = _shortened(response.content) if response.ok and response.status_code < 300 else b""
            wait = retry_after(response.headers)
            trouble = _trouble(status)
        file = RobotsFile(host, self._now, status, body)
        with self._lock:
            self._found[host] = found = _Found(file, trouble, wait)
            self._new[host] = file
        return found
