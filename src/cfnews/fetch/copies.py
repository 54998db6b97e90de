"""A disposable cache of bodies and validators, by which a server is asked "has it changed?". Home of requests-cache.

Freshness is never the cache's to decide: it is asked again each time. What is kept names no reader: no header of a
request, no cookie, no password; what is read is believed no more than what a server sends, whoever wrote the file.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests
from requests.cookies import RequestsCookieJar
from requests.structures import CaseInsensitiveDict

from cfnews.fetch.exchange import credential_for
from cfnews.masking import without_secrets

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_LIMIT_LENGTH = 0  # SQLITE_LIMIT_LENGTH of sqlite3.h: the longest row that is read or written
_PARTS = {("table", "responses"), ("table", "redirects"), ("index", "expires_idx")}
# What is kept of an answer: a copy needs no more, and Set-Cookie or Location may hold what lets somebody in.
_KEPT_HEADERS = ("ETag", "Last-Modified", "Content-Type", "Cache-Control", "Expires", "Date", "Age")


def session_with_copies(folder: Path, max_bytes: int) -> requests.Session | None:
    """A session that keeps the feeds it gets in `folder`, none larger than `max_bytes`; None where that is no use."""
    path = folder / "http.sqlite"
    for _ in range(2):
        try:
            return _try_session(path, max_bytes)
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


def _try_session(path: Path, max_bytes: int) -> requests.Session:
    from requests_cache import CachedSession
    from requests_cache.backends.sqlite import SQLiteDict

    tables: Any = SQLiteDict  # an internal of requests-cache is replaced; tested
    tables._acquire_sqlite_lock = _write_lock  # noqa: SLF001
    backend = _forgiving_cache(max_bytes)(path, wal=True, busy_timeout=2000, serializer="json")
    for table in (backend.responses, backend.redirects):
        _check(table, max_bytes)
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


def _forgiving_cache(max_bytes: int) -> Any:
    """A class of caches whose trouble costs a copy, never a feed; made here, as requests-cache is imported late."""
    from requests_cache.backends.sqlite import SQLiteCache
    from requests_cache.models.request import CachedRequest
    from requests_cache.models.response import CachedResponse

    kept: dict[str | None, tuple[str | None, str | None]] = {}

    class ForgivingCache(SQLiteCache):
        """The unreadable is asked for whole, what cannot be kept is not."""

        broken = False

        def get_response(self, key: str, default: Any = None) -> Any:
            try:
                found = super().get_response(key, default)
                if found is None or not _is_sound(found, max_bytes):
                    return default
            except Exception:  # noqa: BLE001
                return default
            kept[key] = _validators(found)
            found.headers, found.cookies, found.history = _bare(found.headers), RequestsCookieJar(), []
            found.expires = _LONG_AGO
            return found

        def save_response(self, response: Any, cache_key: str | None = None, expires: Any = None) -> None:
            if getattr(response, "revalidated", False) and kept.get(cache_key) == _validators(response):
                return  # "unchanged", with no new validators: what is kept is as good
            if self.broken:
                return
            try:
                copy: Any = CachedResponse.from_response(response, expires=expires)
                copy.url = without_secrets(response.url)
                copy.request = CachedRequest(method="GET", url=copy.url)
                copy.headers, copy.cookies, copy.history = _bare(response.headers), RequestsCookieJar(), []
                self.responses[cache_key] = copy
            except Exception:  # noqa: BLE001
                self.broken = True

    return ForgivingCache


def _check(table: Any, max_bytes: int) -> None:
    """Raises ValueError for a file that is not as we make it: a view or a trigger in it may run for ever."""
    with table.connection() as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.setlimit(_LIMIT_LENGTH, 2 * max_bytes + 1_000_000)
        found = connection.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_autoindex_%'")
        if not set(found) <= _PARTS:
            raise ValueError("another program has written into the cache")
        connection.execute(f"SELECT key, value, expires FROM {table.table_name} LIMIT 0")  # noqa: S608 - our own name


def _is_sound(found: Any, max_bytes: int) -> bool:
    """Whether a copy may be used: one of ours is a whole 200 with validators that a request can hold."""
    body = found._content  # noqa: SLF001 - `content` would make one of whatever is there
    whole = found.status_code == 200 and isinstance(body, bytes) and len(body) <= max_bytes
    return whole and all(value is None or (len(value) < 8192 and value.isprintable()) for value in _validators(found))


def _bare(headers: Any) -> Any:
    return CaseInsensitiveDict({name: headers[name] for name in _KEPT_HEADERS if name in headers})


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
    # The default key leaves tokens out, so that one feed could get another's body; nor may one credential's.
    credential = credential_for(request.url)
    mark = f" {credential.mark}" if credential else ""
    return hashlib.blake2b(f"{request.method} {request.url}{mark}".encode(), digest_size=16).hexdigest()


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
