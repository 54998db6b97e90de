"""The sample newsroom: a loopback server inside the process that serves the shipped sample feeds.

It listens on this machine alone, answers only for the files it ships, and stops with the demo.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SAMPLE_NOW = datetime(2026, 11, 20, 7, 45, tzinfo=UTC)  # the morning that the sample stories lead up to
_FOLDER = Path(__file__).parent / "feeds"
_PLACEHOLDER = "http://sample.invalid/"
_TYPES = {".atom": "application/atom+xml", ".rss": "application/rss+xml", ".json": "application/feed+json"}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self) -> None:
        name = self.path.lstrip("/")
        known = {path.name: path for path in _FOLDER.iterdir() if path.suffix in _TYPES}
        body = known[name].read_bytes() if name in known else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", _TYPES.get(Path(name).suffix, "text/plain"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Says nothing: the demo's screen is for the news."""


@contextmanager
def sample_newsroom() -> Iterator[str]:
    """Serves the sample feeds on a free port; gives the feeds.toml that leads to them."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    try:
        yield (_FOLDER.parent / "feeds.toml").read_text("utf-8").replace(_PLACEHOLDER, address)
    finally:
        server.shutdown()
        server.server_close()
