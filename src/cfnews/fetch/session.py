"""The HTTP session: polite headers, no cookies, and a disposable cache of bodies and validators.

The only home of requests-cache. Freshness is never the cache's to decide: it is asked again each time.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import requests

from cfnews import __version__
from cfnews.fetch import guard
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
    return _polite(_cached_session(folder) or requests.Session(), settings, _ACCEPT, adapter)


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


def _cached_session(folder: Path) -> requests.Session | None:
    path = folder / "http.sqlite"
    for _ in range(2):
        try:
            return _try_cached_session(path)
        except Exception as error:  # noqa: BLE001 - whatever ails it, the cache is disposable: go on
            if "locked" in str(error) or not _put_aside(path):
                return None
    return None


def _put_aside(path: Path) -> bool:
    try:
        for stale in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            if stale.exists():
                stale.replace(stale.with_name(stale.name + ".damaged"))
    except OSError:
        return False
    return True


def _try_cached_session(path: Path) -> requests.Session:
    from requests_cache import CachedSession
    from requests_cache.backends.sqlite import SQLiteCache, SQLiteDict

    kept: dict[str | None, tuple[str | None, str | None]] = {}

    class ForgivingCache(SQLiteCache):
        """Its trouble costs a copy, never a feed: the unreadable is asked for whole, what cannot be kept is not."""

        broken = False

        def get_response(self, key: str, default: Any = None) -> Any:
            try:
                found = super().get_response(key, default)
            except Exception:  # noqa: BLE001
                return default
            if found is not None:
                kept[key] = _validators(found)
            return found

        def save_response(self, response: Any, cache_key: str | None = None, expires: Any = None) -> None:
            if getattr(response, "revalidated", False) and kept.get(cache_key) == _validators(response):
                return  # "unchanged", with no new validators: what is kept is as good
            if self.broken:
                return
            try:
                super().save_response(response, cache_key, expires)
            except Exception:  # noqa: BLE001
                self.broken = True

    tables: Any = SQLiteDict  # an internal of requests-cache is replaced; tested
    tables._acquire_sqlite_lock = _write_lock  # noqa: SLF001
    backend = ForgivingCache(path, wal=True, busy_timeout=2000, serializer="json")
    session = CachedSession(
        backend=backend,
        expire_after=0,  # kept only with a validator, and asked again every time: freshness is not the cache's
        cache_control=False,
        stale_if_error=False,
        allowable_codes=(200,),
        allowable_methods=("GET",),
        key_fn=_exact_key,
    )
    _ = backend.contains("probe")  # a damaged file shows itself at the first use
    path.chmod(0o600)
    return session


def _validators(response: Any) -> tuple[str | None, str | None]:
    return response.headers.get("ETag"), response.headers.get("Last-Modified")


@contextmanager
def _write_lock(table: Any) -> Iterator[None]:
    """A table's write transaction, waited for once: requests-cache would wait without end for another program's."""
    with table._lock:  # noqa: SLF001
        connection = table._connection  # noqa: SLF001
        connection.execute("BEGIN IMMEDIATE")
        table._active_transaction = True  # noqa: SLF001
        try:
            yield
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
        finally:
            table._active_transaction = False  # noqa: SLF001


def _exact_key(request: Any, **_: Any) -> str:
    # The default key leaves tokens out, so that one feed could get another's body.
    return hashlib.blake2b(f"{request.method} {request.url}".encode(), digest_size=16).hexdigest()


def _forget(session: requests.Session, address: str) -> None:
    cache = getattr(session, "cache", None)
    if cache is not None:
        request = session.prepare_request(requests.Request("GET", address))
        cache.delete(_exact_key(request))


def forget_copy(session: requests.Session, address: str) -> None:
    """Drops the cached body and validators of an address whose body turned out to be no feed. Never raises."""
    try:
        _forget(session, address)
    except Exception:  # noqa: BLE001 - a cache in trouble is no reason to lose a report
        return
