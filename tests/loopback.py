"""A feed server on loopback: answers that a test decides, and a log of what it was asked."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import NamedTuple, Self
from xml.sax.saxutils import escape

DAY = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


class Request(NamedTuple):
    """One request as the server saw it; header names in lower case, `at` on the monotonic clock.

    `port` is the client's, and so tells connections apart.
    """

    path: str
    headers: Mapping[str, str]
    at: float
    method: str = "GET"
    port: int = 0


class Answer(NamedTuple):
    """What to answer. With `drip` seconds between two bytes, or `silent` seconds before the first."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    drip: float = 0.0
    silent: float = 0.0


class FeedServer:
    """A server for the time of a `with` block. `answers` maps paths to an Answer, or to a function of the Request.

    With a `context` it speaks TLS.
    """

    def __init__(self, host: str = "127.0.0.1", context: ssl.SSLContext | None = None) -> None:
        self.host = host
        self.answers: dict[str, Answer | Callable[[Request], Answer]] = {}
        self.log: list[Request] = []
        self.most_at_once = 0
        self._now_at_once = 0
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 20

            def do_GET(self) -> None:
                outer._handle(self)

            do_HEAD = do_GET  # noqa: N815 - the library's name

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer((host, 0), Handler)
        self._server.daemon_threads = True
        if context is not None:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]

    def url(self, path: str, host: str = "") -> str:
        """The address of a path."""
        return f"http://{host or self.host}:{self.port}{path}"

    def feed(self, path: str, items: Sequence[str] | bytes, **headers: str) -> str:
        """Serves an RSS document of these items (see `item`), or these bytes; returns its address."""
        body = items if isinstance(items, bytes) else rss(items)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = Answer(body, headers={"Content-Type": "application/rss+xml"} | named)
        return self.url(path)

    def asked(self, path: str) -> list[Request]:
        """The requests for a path so far."""
        return [request for request in self.log if request.path == path]

    def _handle(self, handler: BaseHTTPRequestHandler) -> None:
        headers = {name.lower(): value for name, value in handler.headers.items()}
        request = Request(handler.path, headers, time.monotonic(), handler.command, handler.client_address[1])
        with self._lock:
            self.log.append(request)
            self._now_at_once += 1
            self.most_at_once = max(self.most_at_once, self._now_at_once)
        try:
            found = self.answers.get(handler.path, Answer(b"not here", 404))
            self._send(handler, found if isinstance(found, Answer) else found(request), request)
        except OSError:
            handler.close_connection = True
        finally:
            with self._lock:
                self._now_at_once -= 1

    def _send(self, handler: BaseHTTPRequestHandler, answer: Answer, request: Request) -> None:
        time.sleep(answer.silent)
        tag = answer.headers.get("ETag")
        unchanged = answer.status == 200 and tag is not None and request.headers.get("if-none-match") == tag
        body = b"" if unchanged else answer.body
        handler.send_response(304 if unchanged else answer.status)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        if "Content-Length" not in answer.headers and not unchanged:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        if not answer.drip:
            handler.wfile.write(body)
            return
        for place in range(len(body)):
            handler.wfile.write(body[place : place + 1])
            handler.wfile.flush()
            time.sleep(answer.drip)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextlib.contextmanager
def raw_server(*pieces: bytes, pause: float = 0.0, linger: float = 0.0) -> Iterator[str]:
    """A server that answers each connection with these bytes, so many seconds apart, and is no HTTP server at all.

    It stays silent for `linger` seconds before it hangs up. Gives its address; stops with the block.
    """
    over = threading.Event()

    def answer(connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            connection.settimeout(5)
            connection.recv(65536)
            for piece in pieces:
                connection.sendall(piece)
                if over.wait(pause):
                    return
            over.wait(linger)

    def listen(listener: socket.socket) -> None:
        while not over.is_set():
            with contextlib.suppress(OSError):
                threading.Thread(target=answer, args=(listener.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)
        listening = threading.Thread(target=listen, args=(listener,), daemon=True)
        listening.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/feed"
        finally:
            over.set()
            listening.join(2)


def item(
    title: str,
    link: str = "",
    *,
    guid: str = "",
    summary: str = "",
    hours_ago: float = 1.0,
    extra: str = "",
) -> str:
    """An RSS item, dated so many hours before 07:00 on Friday 20 November 2026; `title` and `summary` are text."""
    parts = [f"<title>{escape(title)}</title>"]
    parts += [f"<link>{escape(link)}</link>"] if link else []
    parts += [f'<guid isPermaLink="false">{escape(guid)}</guid>'] if guid else []
    parts += [f"<description>{escape(summary)}</description>"] if summary else []
    parts += [f"<pubDate>{format_datetime(DAY - timedelta(hours=hours_ago))}</pubDate>"]
    return f"<item>{''.join(parts)}{extra}</item>"


def rss(items: Sequence[str], title: str = "A feed") -> bytes:
    """An RSS 2.0 document."""
    head = f"<title>{escape(title)}</title><link>https://outlet.example/</link><description>d</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()
