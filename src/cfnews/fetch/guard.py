"""The guard below the cache: the deadline of a whole exchange, a cap on decoded bytes, one TLS context.

requests has neither; it sits under requests-cache so that a page or a bomb never replaces a good copy.
"""

import io
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from functools import cache
from http.client import HTTPResponse
from typing import Any, cast

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import DecodeError, HTTPError, ReadTimeoutError

from cfnews.fetch.addresses import host_of, is_private, names_private
from cfnews.fetch.certificates import tls_context
from cfnews.fetch.exchange import credential_for, current, remaining
from cfnews.fetch.logged import logged
from cfnews.fetch.pages import instead_of_a_feed, is_plainly_a_feed

_CHUNK = 65536
# A server that sends its headers apart from its body waits for our acknowledgement, which Linux
# holds back for 40 ms; it is asked for at once, before each read, as the system forgets the wish.
_QUICK_ACK: int | None = getattr(socket, "TCP_QUICKACK", None)


class TooLarge(requests.RequestException):
    """The body, as declared or as decoded, is over the cap."""


class DeadlinePassed(requests.RequestException):
    """The exchange took longer than its deadline in all."""


class NotAFeed(requests.RequestException):
    """A 200 whose body is a page or empty: kept from the cache, so that it poisons no validator."""


class Challenged(requests.RequestException):
    """A 200 whose body is a riddle that only a person in a browser can solve."""


class PrivateAddress(requests.RequestException):
    """The address led to a peer in a private network, where a public feed has no business."""


class _PrivatePeer(Exception):
    """The same on its way out of urllib3, which takes every OSError, as those of requests are, for a broken line."""


class _PatientSocket(io.RawIOBase):
    """A socket's bytes, each read bounded by the time left: a server that drips cannot hold us."""

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._held = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = remaining()
        if left <= 0:
            raise TimeoutError("deadline")
        self._sock.settimeout(min(left, current.read_timeout))
        if _QUICK_ACK is not None:
            self._sock.setsockopt(socket.IPPROTO_TCP, _QUICK_ACK, 1)
        return cast("int", self._sock.recv_into(buffer))

    def close(self) -> None:
        self._held.close()
        super().close()


class _PatientResponse(HTTPResponse):
    def __init__(self, sock: Any, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.fp.close()
        self.fp = io.BufferedReader(_PatientSocket(sock), _CHUNK)


def _connection(base: Any, reached: Callable[[], None]) -> Any:
    class Connection(base):  # type: ignore[misc]  # urllib3's two connection classes share no typed base
        response_class = _PatientResponse
        private_peer = ""

        def _new_conn(self) -> Any:
            # Before TLS and before a byte is sent; the peer itself, as a name may lead elsewhere each time.
            sock = super()._new_conn()
            reached()
            peer = str(sock.getpeername()[0])
            self.private_peer = peer if self.proxy is None and is_private(peer) else ""
            try:
                self._refuse_private()
            except _PrivatePeer:
                sock.close()
                raise
            return sock

        def putrequest(self, *args: Any, **options: Any) -> None:
            # Also on a line that is still open from an exchange which was allowed to lead there.
            self._refuse_private()
            super().putrequest(*args, **options)

        def _refuse_private(self) -> None:
            if self.private_peer and not current.private_allowed:
                raise _PrivatePeer(self.private_peer)

    return Connection


def _https_pool(connection: Any, context: Callable[[], ssl.SSLContext]) -> Any:
    class Pool(HTTPSConnectionPool):
        ConnectionCls = connection

        def __init__(self, *args: Any, **options: Any) -> None:
            # One context for all hosts, made at the first: requests would read the certificates again for each.
            super().__init__(*args, **options | {"ssl_context": context()})

    return Pool


class GuardAdapter(HTTPAdapter):
    """requests' adapter with the deadline of `begin_exchange`, a cap of `max_bytes` and one TLS context for all.

    With `feeds_only`, a 200 that holds no feed is an error.
    """

    def __init__(self, max_bytes: int, reached: Callable[[], None], pool_size: int, *, feeds_only: bool = True) -> None:
        self.max_bytes = max_bytes
        self.feeds_only = feeds_only
        self._pools = {
            "http": type("Http", (HTTPConnectionPool,), {"ConnectionCls": _connection(HTTPConnection, reached)}),
            "https": _https_pool(_connection(HTTPSConnection, reached), cache(tls_context)),
        }
        super().__init__(pool_connections=64, pool_maxsize=pool_size)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = self._pools
        return manager

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:  # noqa: ARG002
        # The shared context holds the certificates; naming a bundle here would re-read it per connection.
        conn.cert_reqs = "CERT_REQUIRED"

    def send(self, request: requests.PreparedRequest, *_: Any, **options: Any) -> requests.Response:
        """One GET, its body read whole under the guard. Raises requests' errors and the three above."""
        return logged(request, lambda: self._send(request, options))

    def _send(self, request: requests.PreparedRequest, options: dict[str, Any]) -> requests.Response:
        options["stream"] = True
        if remaining() <= 0:
            raise DeadlinePassed(request=request)
        _refuse_private_name(request)
        _drop_far_date(request)
        try:
            response = super().send(_with_credential(request), **options)
            response.request = request  # as it came down: what is above, the cache too, sees no credential
            body = self._read(response)
        except _PrivatePeer as error:
            raise PrivateAddress(str(error), request=request) from error
        except (HTTPError, TimeoutError, requests.Timeout) as error:
            if remaining() <= 0:
                raise DeadlinePassed(request=request) from error
            raise _in_requests_words(error) from error
        if response.status_code == 200:
            body = self._unpack(body)
            if response.headers.get("cf-mitigated") == "challenge":
                raise Challenged(request=request)
            if self.feeds_only:
                _demand_feed(body, response)
        response._content = body  # noqa: SLF001 - requests has no public way to hand over a body read elsewhere
        response._content_consumed = True  # type: ignore[attr-defined] # noqa: SLF001
        return response

    def _read(self, response: requests.Response) -> bytes:
        declared = response.headers.get("Content-Length", "")
        if declared.isdecimal() and int(declared) > self.max_bytes and not current.enough:
            response.close()
            raise TooLarge(f"declared {declared} bytes")
        if response.status_code < 200:  # http.client hands 103 up; what follows it must not answer the next request
            response.close()
            return b""
        parts, total = [], 0
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            total += len(chunk)
            parts.append(chunk)
            if 0 < current.enough <= total:
                response.close()
                return b"".join(parts)[: current.enough]
            too_large = total > self.max_bytes and not current.enough
            if too_large or remaining() <= 0:
                response.close()
                raise TooLarge("decoded") if too_large else DeadlinePassed()
        if response.raw.length_remaining:
            response.close()
            raise requests.ConnectionError(f"cut short, {response.raw.length_remaining} bytes are missing")
        response.raw.release_conn()
        return b"".join(parts)

    def _unpack(self, body: bytes) -> bytes:
        if not body.startswith(b"\x1f\x8b"):
            return body
        try:
            plain = zlib.decompressobj(31).decompress(body, self.max_bytes + 1)
        except zlib.error as error:
            raise requests.exceptions.ContentDecodingError(str(error)) from error
        if len(plain) > self.max_bytes:
            raise TooLarge("unpacked")
        return plain


def _demand_feed(body: bytes, response: requests.Response) -> None:
    """Raises NotAFeed for a page or nothing in a feed's place."""
    if sentence := instead_of_a_feed(body, response.url or ""):
        raise NotAFeed(sentence)
    if not is_plainly_a_feed(body):
        # Perhaps a feed, but not plainly so, or cut: without validators it replaces no good copy in the cache.
        for name in ("ETag", "Last-Modified"):
            response.headers.pop(name, None)


def _in_requests_words(error: Exception) -> Exception:
    """An error of urllib3 while a body is read, as one of requests, which is all that our callers expect."""
    if isinstance(error, requests.RequestException):
        return error
    if isinstance(error, DecodeError):
        return requests.exceptions.ContentDecodingError("it is packed in another way than it says")
    if isinstance(error, (ReadTimeoutError, TimeoutError)):
        return requests.ReadTimeout(error)
    return requests.ConnectionError("cut short, or badly chunked")


def _refuse_private_name(request: requests.PreparedRequest) -> None:
    """Raises PrivateAddress where an address names a private network and must not lead there.

    The peer is looked at as well, but behind a proxy there is none to look at.
    """
    url = request.url or ""
    if not current.private_allowed and names_private(url):
        raise PrivateAddress(host_of(url), request=request)


def _with_credential(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """The request, with the exchange's credential if it goes to where that belongs."""
    credential = credential_for(request.url or "")
    if credential is None:
        return request
    known = request.copy()
    known.headers[credential.header] = credential.value
    return known


def _drop_far_date(request: requests.PreparedRequest) -> None:
    """Leaves out an If-Modified-Since in the far future, to which a server would answer "unchanged" for ever."""
    try:
        since = parsedate_to_datetime(request.headers.get("If-Modified-Since", ""))
    except (TypeError, ValueError):
        return
    if since.timestamp() > time.time() + 366 * 86400:
        del request.headers["If-Modified-Since"]
