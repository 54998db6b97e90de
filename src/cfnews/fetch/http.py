"""One polite GET of one feed, or the reading of a file: address. Never raises for what a server does.

Follows redirects itself, at most five hops of http(s), within one deadline. Never decides when a feed is due.
"""

import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec
import requests

from cfnews.fetch.addresses import names_private, without_user
from cfnews.fetch.answers import freshness, problem_of_error, problem_of_refusal, problem_of_status, retry_after
from cfnews.fetch.copies import forget_copy
from cfnews.fetch.credentials import credential_of
from cfnews.fetch.exchange import begin_exchange
from cfnews.fetch.hops import MAX_HOPS, next_address, request_options
from cfnews.model import FeedSpec, FetchResult, Problem, Settings
from cfnews.problems import problem

NOTHING: Mapping[str, str] = MappingProxyType({})
_PERMANENT = (301, 308)


def get_feed(
    session: requests.Session,
    spec: FeedSpec,
    settings: Settings,
    address: str = "",
    *,
    whole: bool = False,
    environment: Mapping[str, str] = NOTHING,
) -> FetchResult:
    """The feed's body or the problem it gave, within `total_timeout` seconds over all hops.

    `address` is where the feed is known to be now, if that is not the one in feeds.toml. With `whole`,
    it is not asked whether the feed has changed. `environment` may hold the feed's credentials.
    """
    started = time.monotonic()
    if spec.url.startswith("file:"):
        result = _read_file(spec, settings.max_bytes)
    else:
        result = _get_over_network(session, spec, settings, address, environment, whole=whole)
    return msgspec.structs.replace(result, elapsed=time.monotonic() - started, size=len(result.body or b""))


def _get_over_network(
    session: requests.Session,
    spec: FeedSpec,
    settings: Settings,
    address: str,
    environment: Mapping[str, str],
    *,
    whole: bool,
) -> FetchResult:
    credential = credential_of(spec, environment)
    if isinstance(credential, Problem):
        return _failed(spec, credential)
    allowed = spec.allow_private or names_private(spec.url)
    begin_exchange(settings.total_timeout, settings.timeout, private_allowed=allowed, credential=credential)
    try:
        return _follow(session, spec, settings, without_user(address or spec.url), whole=whole)
    except requests.RequestException as error:
        return _failed(spec, problem_of_error(error, settings))


def _read_file(spec: FeedSpec, max_bytes: int) -> FetchResult:
    try:
        with Path(unquote(urlsplit(spec.url).path)).open("rb") as file:
            body = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        return _failed(spec, problem("file", getattr(error, "strerror", None) or str(error)))
    if len(body) > max_bytes:
        return _failed(spec, problem("too_large", f"{max_bytes / 1e6:g} MB"))
    return FetchResult(feed_id=spec.id, url=spec.url, body=body, reached=True)


def _failed(spec: FeedSpec, trouble: Problem, **more: Any) -> FetchResult:
    return FetchResult(feed_id=spec.id, url=without_user(spec.url), problem=trouble, **more)


def _follow(session: requests.Session, spec: FeedSpec, settings: Settings, address: str, *, whole: bool) -> FetchResult:
    moved_to, permanent = (address if address != without_user(spec.url) else None), True
    for _ in range(MAX_HOPS + 1):
        if whole:
            forget_copy(session, address)
        try:
            response = _get(session, address, settings)
        except requests.RequestException as error:  # of this hop's server, which need not be the feed's
            return msgspec.structs.replace(_failed(spec, problem_of_error(error, settings)), url=address)
        target = session.get_redirect_target(response)
        if not target:
            return _understand(session, spec, address, response, moved_to)
        address, trouble = next_address(address, target)
        if trouble is not None:
            return _failed(spec, trouble, http_status=response.status_code)
        permanent = permanent and response.status_code in _PERMANENT
        moved_to = address if permanent else moved_to
    return _failed(spec, problem("redirect_loop"), reached=True)


def _get(session: requests.Session, address: str, settings: Settings) -> requests.Response:
    options = request_options(address, settings)
    try:
        return session.get(address, **options)
    except (requests.RequestException, KeyboardInterrupt):
        raise
    except ValueError as error:  # requests looks at a redirect's address even where it is not to follow it
        raise requests.exceptions.InvalidURL(str(error)) from error
    except Exception:  # noqa: BLE001 - a cache that fails in use is passed over, never a reason to lose a feed
        plain = requests.Session.send
        request = session.prepare_request(requests.Request("GET", address))
        return plain(session, request, **options)


def _understand(
    session: requests.Session, spec: FeedSpec, address: str, response: requests.Response, moved_to: str | None
) -> FetchResult:
    status = response.status_code
    revalidated = bool(getattr(response, "revalidated", False))
    trouble = None
    if status != 200:
        trouble = problem_of_refusal(status, address) or problem_of_status(status, response)
        if status == 304:  # "unchanged" without a copy to be unchanged: ask for all of it next time
            forget_copy(session, address)
    return FetchResult(
        feed_id=spec.id,
        url=address,
        body=None if trouble else response.content,
        content_type=response.headers.get("Content-Type", ""),
        http_status=304 if revalidated else status,
        revalidated=revalidated,
        has_validators="ETag" in response.headers or "Last-Modified" in response.headers,
        moved_to=moved_to,
        retry_after=retry_after(response.headers),
        max_age=freshness(response.headers),
        problem=trouble,
        reached=True,
    )
