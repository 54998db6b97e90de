"""One polite GET of one article's page, under the rules of a feed's and by the site's robots.txt.

Never raises for what a server does, keeps nothing, and decides neither which pages are wanted nor when.
"""

import time
from typing import Any

import msgspec
import requests

from cfnews.fetch.answers import problem_of_error, problem_of_status, retry_after
from cfnews.fetch.exchange import begin_exchange, remaining
from cfnews.fetch.hops import MAX_HOPS, ask_once, next_address
from cfnews.fetch.permission import Robots
from cfnews.model import FetchResult, Problem, Settings
from cfnews.problems import problem


def get_page(
    session: requests.Session, url: str, settings: Settings, robots: Robots, *, private_allowed: bool
) -> FetchResult:
    """The page's body or the problem it gave, within `total_timeout` seconds over all hops; `feed_id` is "".

    The session is one of `open_page_session`. `private_allowed` says whether the page's feed may lead into a private
    network. Every hop is asked for only if the robots.txt of its site allows it.
    """
    started = time.monotonic()
    begin_exchange(settings.total_timeout, settings.timeout, private_allowed=private_allowed)
    try:
        result = _follow(session, url, settings, robots, private_allowed=private_allowed)
    except requests.RequestException as error:
        result = _failed(url, problem_of_error(error, settings))
    return msgspec.structs.replace(result, elapsed=time.monotonic() - started, size=len(result.body or b""))


def _failed(url: str, trouble: Problem, **more: Any) -> FetchResult:
    return FetchResult(feed_id="", url=url, problem=trouble, **more)


def _follow(
    session: requests.Session, url: str, settings: Settings, robots: Robots, *, private_allowed: bool
) -> FetchResult:
    address, target = "", url
    for _ in range(MAX_HOPS + 1):
        address, trouble = next_address(address, target)
        if trouble is not None:
            return _failed(address, trouble)
        closed = robots.allows(address, private_allowed, remaining())
        if closed is not None:
            return _failed(address, closed, retry_after=robots.retry_after(address), reached=closed.code == "robots")
        try:
            response = ask_once(session, address, settings)
        except requests.RequestException as error:  # of this hop's server, which need not be the page's
            return _failed(address, problem_of_error(error, settings))
        target = session.get_redirect_target(response) or ""
        if not target:
            return _understand(address, response)
    return _failed(address, problem("redirect_loop"), reached=True)


def _understand(address: str, response: requests.Response) -> FetchResult:
    status = response.status_code
    trouble = problem_of_status(status, response) if status != 200 else None
    return FetchResult(
        feed_id="",
        url=address,
        body=None if trouble else response.content,
        content_type=response.headers.get("Content-Type", ""),
        http_status=status,
        retry_after=retry_after(response.headers),
        problem=trouble,
        reached=True,
    )
