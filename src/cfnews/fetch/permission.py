"""Which pages the sites allow programs to fetch, for all threads of one run; each site is asked once.

Knows how /robots.txt is got and for how long it is believed; what it says is read in `robots`. Keeps nothing itself.
"""

import math
import threading
import time
from collections.abc import Iterable
from typing import NamedTuple

import requests

from cfnews.fetch.addresses import origin
from cfnews.fetch.answers import problem_of_error, problem_of_status, retry_after
from cfnews.fetch.exchange import side_exchange
from cfnews.fetch.guard import DeadlinePassed, PrivateAddress
from cfnews.fetch.hops import MAX_HOPS, ask_once, next_address
from cfnews.fetch.robots import MOST, crawl_delay, may_fetch
from cfnews.fetch.session import user_agent
from cfnews.model import Problem, Settings
from cfnews.problems import problem

LONGEST_DELAY = 30.0  # seconds: a site that asks for more between two requests gets this
_DAY, _HOUR = 86400, 3600
_PORTS = {"http": 80, "https": 443}


class RobotsFile(NamedTuple):
    """What a site, `host` (scheme://host:port), answered for /robots.txt; `fetched_at` in seconds since 1970.

    `status` is None where the site could not be reached; `body` has at most `robots.MOST` bytes.
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
    """What sites say to programs, in a run that began at `now` (seconds since 1970). May be asked from any thread.

    Of the `known` files those are believed that are younger than a day (RFC 9309, 2.4); where the site
    failed, younger than an hour, as it may be well again.
    """

    def __init__(self, session: requests.Session, settings: Settings, known: Iterable[RobotsFile], now: int) -> None:
        self._session = session
        self._settings = settings
        self._now = now
        self._agent = user_agent(settings.contact)
        self._found = {file.host: _Found(file, _trouble(file.status)) for file in known if _is_fresh(file, now)}
        self._new: dict[str, RobotsFile] = {}
        self._turns: dict[str, threading.Lock] = {}  # a site's is held while it is asked
        self._lock = threading.Lock()  # of the three above; never held while a site is asked

    def allows(self, url: str, private_allowed: bool, seconds: float = math.inf) -> Problem | None:
        """None if the page may be fetched, else why not; asks the site if need be, within so many seconds.

        A site that fails or gives no answer allows nothing for now, and then that is the problem. Raises
        requests' InvalidURL for what is no http(s) address.
        """
        host = _site(url)
        with self._lock:
            turn = self._turns.setdefault(host, threading.Lock())
        began = time.monotonic()
        if not turn.acquire(timeout=max(0.0, min(seconds, threading.TIMEOUT_MAX))):
            return problem_of_error(DeadlinePassed(), self._settings)
        try:
            found = self._known(host) or self._fetch(host, private_allowed, seconds - (time.monotonic() - began))
        finally:
            turn.release()
        if isinstance(found, Problem):
            return found
        if may_fetch(found.file.body, found.file.status, url, self._agent):
            return None
        return found.trouble or problem("robots")

    def delay(self, url: str) -> float:
        """Seconds that a site asks to have between two requests, as far as its file is known by now; 0 for none."""
        found = self._of_page(url)
        asked = crawl_delay(found.file.body, found.file.status, self._agent) if found else None
        return min(asked or 0.0, LONGEST_DELAY)

    def retry_after(self, url: str) -> float | None:
        """Seconds that a site asked to be left alone when it was asked for its file in this run."""
        found = self._of_page(url)
        return found.wait if found else None

    def fetched(self) -> list[RobotsFile]:
        """What the sites asked in this run answered."""
        with self._lock:
            return list(self._new.values())

    def _of_page(self, url: str) -> _Found | None:
        try:
            return self._known(_site(url))
        except requests.exceptions.InvalidURL:
            return None

    def _known(self, host: str) -> _Found | None:
        with self._lock:
            return self._found.get(host)

    def _fetch(self, host: str, private_allowed: bool, seconds: float) -> _Found | Problem:
        """The site's answer; a Problem, to be forgotten, where what went wrong is no fault of the site."""
        own = self._settings.timeout
        try:
            with side_exchange(min(own, seconds), own, private_allowed=private_allowed, enough=MOST + 1):
                response = self._follow(_address(host))
        except requests.RequestException as error:
            if isinstance(error, DeadlinePassed) and seconds >= own:
                return self._keep(_unreached(host, self._now, problem_of_error(requests.ReadTimeout(), self._settings)))
            trouble = problem_of_error(error, self._settings)
            # The page's own time ran out; or the site is in a private network, where another feed may lead.
            if isinstance(error, DeadlinePassed) or _is_private(error, host):
                return trouble
            return self._keep(_unreached(host, self._now, trouble))
        found = self._keep(_answer(host, self._now, response))
        end = _site(str(response.url))
        if end != host and response.url == _address(end) and not response.is_redirect:
            self._keep(_answer(end, self._now, response))  # from http: to https:, mostly: it need not be asked again
        return found

    def _follow(self, address: str) -> requests.Response:
        """The last answer after at most five redirects; more, or none to follow, are as no file (RFC 9309, 2.3.1.2)."""
        for _ in range(MAX_HOPS + 1):
            response = ask_once(self._session, address, self._settings)
            target = self._session.get_redirect_target(response)
            address, trouble = next_address(address, target or "")
            if not target or trouble is not None:
                break
        return response

    def _keep(self, found: _Found) -> _Found:
        with self._lock:
            kept = self._found.setdefault(found.file.host, found)
            if kept is found:
                self._new[found.file.host] = found.file
        return kept


def _answer(host: str, now: int, response: requests.Response) -> _Found:
    status = response.status_code if response.status_code >= 200 else None  # 103, and then nothing that can be read
    body = response.content if status is not None and status < 300 else b""
    if len(body) > MOST:  # up to its last whole line, as half a rule may forbid everything
        body = body[:MOST].rpartition(b"\n")[0]
    return _Found(RobotsFile(host, now, status, body), _trouble(status), retry_after(response.headers))


def _unreached(host: str, now: int, trouble: Problem) -> _Found:
    return _Found(RobotsFile(host, now, None, b""), trouble)


def _trouble(status: int | None) -> Problem | None:
    """The Problem of a site that gave no answer, or not the one that it has (RFC 9309, 2.3.1.4)."""
    if status is None:
        return problem("unreachable", "it gives no robots.txt")
    return problem_of_status(status, requests.Response()) if status >= 500 or status == 429 else None


def _is_fresh(file: RobotsFile, now: int) -> bool:
    # One from the future was fetched before the clock was put right.
    return 0 <= now - file.fetched_at < (_HOUR if _trouble(file.status) else _DAY)


def _is_private(error: requests.RequestException, host: str) -> bool:
    """Whether the site itself, and not where it redirects to, is in a private network."""
    return isinstance(error, PrivateAddress) and error.request is not None and _site(str(error.request.url)) == host


def _site(url: str) -> str:
    """The scheme://host:port of an address."""
    try:
        return origin(url)
    except ValueError as error:
        raise requests.exceptions.InvalidURL(f"no address of a site: {url[:80]!r}") from error


def _address(site: str) -> str:
    """Where a site's robots.txt is, as one writes it: without the port that the scheme has anyway."""
    scheme, _, _ = site.partition(":")
    return f"{site.removesuffix(f':{_PORTS[scheme]}')}/robots.txt"
