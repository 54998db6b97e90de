"""The HTTP session: polite headers, no cookies, one guard below everything. Never decides what is asked or when."""

from collections.abc import Callable
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import requests

from cfnews import __version__
from cfnews.fetch import guard
from cfnews.fetch.copies import session_with_copies
from cfnews.model import Settings

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)
_ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


def user_agent(contact: str) -> str:
    """The name cfnews gives itself, with the reader's contact where there is one."""
    return f"cfnews/{__version__} (+{contact})" if contact else f"cfnews/{__version__} (feed reader)"


def open_session(folder: Path, settings: Settings, jobs: int, reached: Callable[[], None]) -> requests.Session:
    """A session that keeps bodies and validators in `folder`; without a usable cache, one that keeps nothing."""
    adapter = guard.GuardAdapter(settings.max_bytes, reached, pool_size=jobs)
    return _polite(session_with_copies(folder, settings.max_bytes) or requests.Session(), settings, _ACCEPT, adapter)


def open_page_session(settings: Settings, jobs: int, reached: Callable[[], None]) -> requests.Session:
    """A session for the pages of articles, under the same guard; it keeps nothing, as they are read once."""
    adapter = guard.GuardAdapter(settings.max_bytes, reached, pool_size=jobs, feeds_only=False)
    return _polite(requests.Session(), settings, _ACCEPT_PAGE, adapter)


def open_looking_session(settings: Settings, answered: Callable[[], bool]) -> requests.Session:
    """A session to find out what is behind an address, a feed or a page; it keeps nothing.

    `answered` is called at each answer, and says whether a redirect may be followed.
    """
    adapter = guard.GuardAdapter(settings.max_bytes, lambda: None, pool_size=1, feeds_only=False)
    session = _polite(requests.Session(), settings, _ACCEPT, adapter)

    def count(response: requests.Response, **_: Any) -> None:
        if not answered() and response.is_redirect:
            raise requests.TooManyRedirects(response=response)

    session.hooks["response"].append(count)
    return session


def _polite(
    session: requests.Session, settings: Settings, accept: str, adapter: guard.GuardAdapter
) -> requests.Session:
    session.trust_env = False  # proxies are given per request, netrc never read
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.clear()
    session.headers.update(
        {"User-Agent": user_agent(settings.contact), "Accept": accept, "Accept-Encoding": "gzip, deflate"}
    )
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session
