"""One request of a chain of redirects, and the address that its answer leads to. Never follows the chain itself."""

from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.utils import get_environ_proxies

from cfnews.fetch.addresses import is_here, without_user
from cfnews.model import Problem, Settings
from cfnews.problems import problem

MAX_HOPS = 5


def request_options(address: str, settings: Settings) -> dict[str, Any]:
    """What each request is sent with: seconds to connect and to read, no redirect followed, the reader's proxies."""
    return {
        "timeout": (min(5.0, settings.timeout), settings.timeout),
        "allow_redirects": False,
        "proxies": {} if is_here(address) else get_environ_proxies(address),
    }


def ask_once(session: requests.Session, address: str, settings: Settings) -> requests.Response:
    """One GET of a session without a cache. Raises requests' errors and the guard's, and no others."""
    try:
        return session.get(address, **request_options(address, settings))
    except requests.RequestException:
        raise
    except ValueError as error:  # requests looks at a redirect's address even where it is not to follow it
        raise requests.exceptions.InvalidURL(str(error)) from error


def next_address(address: str, target: str) -> tuple[str, Problem | None]:
    """Where a redirect leads to, in plain ASCII whatever the server wrote, or what is wrong with it.

    A user and a password in it are left out, as the reader alone says who he is. Raises requests' InvalidURL for what
    is no address at all.
    """
    try:
        following = without_user(urljoin(address, target))
        if urlsplit(following).scheme not in ("http", "https"):
            return following, problem("bad_redirect", repr(following[:80]))
        return str(requests.Request("GET", following).prepare().url), None
    except requests.RequestException:
        raise
    except ValueError as error:
        raise requests.exceptions.InvalidURL(str(error)) from error
