"""Feeds in files, and connections that are not secure."""

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.loopback import item, rss
from tests.unit.fetch.conftest import Client

FEED = rss([item("Council opens a family hub", "https://a.example/1")])


def test_a_file_is_read(client: Client, tmp_path: Path) -> None:
    path = tmp_path / "the feed.xml"
    path.write_bytes(FEED)
    found = client.get(path.as_uri())
    assert (found.body, found.problem, found.reached) == (FEED, None, True)


@pytest.mark.parametrize("name", ["missing.xml", "", "/etc/passwd/feed.xml"])
def test_a_file_that_cannot_be_read_is_a_problem_of_the_feed(client: Client, tmp_path: Path, name: str) -> None:
    assert client.code((tmp_path / name).as_uri()) == "file"


def test_a_file_with_a_null_in_its_name_is_a_problem_of_the_feed(client: Client) -> None:
    assert client.code("file:///tmp/a%00b") == "file"


def test_a_file_over_the_limit_is_too_large(client: Client, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(b"x" * (client.settings.max_bytes + 1))
    assert client.code((tmp_path / "feed.xml").as_uri()) == "too_large"


@pytest.fixture
def insecure(tmp_path: Path) -> Iterator[str]:
    """The address of a TLS server whose certificate nobody vouches for."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed, so there is no certificate to test with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    more = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([openssl, *words, *more], check=True, capture_output=True, timeout=30)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(FEED)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """The client hangs up, as it should."""

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"https://127.0.0.1:{server.server_address[1]}/feed"
    finally:
        server.shutdown()
        server.server_close()


def test_a_certificate_that_nobody_vouches_for_is_refused_and_said(client: Client, insecure: str) -> None:
    found = client.get(insecure)
    assert found.problem is not None
    assert (found.problem.code, found.body) == ("tls", None)
    assert "certificate" in found.problem.message.lower()


def test_a_certificate_that_the_company_vouches_for_is_accepted(
    client: Client, insecure: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    assert client.get(insecure).body == FEED
    monkeypatch.delenv("SSL_CERT_FILE")
    client.restart()
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "certificate.pem"))
    assert client.get(insecure).body == FEED


def test_plain_http_where_tls_is_expected_is_no_feed(client: Client, server: object) -> None:
    port = getattr(server, "port", 0)
    assert client.code(f"https://127.0.0.1:{port}/feed") == "tls"
