"""The script of "News in a Slack channel", as it stands on the page, with a receiver on this machine."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import FeedServer, item
from tests.running import Home

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "how-to" / "slack.md"


class Channel:
    """Takes messages as Slack does; with another `status` it refuses them."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.status = 200
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                assert self.headers["Content-Type"] == "application/json"
                if outer.status == 200:
                    outer.messages.append(json.loads(body))
                self.send_response(outer.status)
                self.end_headers()
                self.wfile.write(b"ok")

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/services/secret"


@pytest.fixture
def channel() -> Iterator[Channel]:
    for program in ("jq", "curl"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not on this machine")
    made = Channel()
    threading.Thread(target=made.server.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    made.server.shutdown()
    made.server.server_close()


def post(home: Home, channel: Channel) -> "subprocess.CompletedProcess[str]":
    """Runs the script of the page, with `cfnews` as installed and the channel's address where the page says."""
    user, program = home.folder.parent / "user", home.folder.parent / "bin" / "cfnews"
    address = user / ".config" / "cfnews" / "slack.curl"
    for path in (address, program):
        path.parent.mkdir(parents=True, exist_ok=True)
    text = PAGE.read_text("utf-8")
    form = re.search(r'^url = "(https://hooks\S+)"$', text, re.MULTILINE)
    script = re.search(r"^```sh\n(#!/bin/sh\n.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert form and script
    address.write_text(form[0].replace(form[1], channel.url) + "\n", "utf-8")
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -P -m cfnews "$@"\n', "utf-8")
    program.chmod(0o755)
    search = f"{program.parent}:{os.environ['PATH']}"
    variables = home.environment(PATH=search, PYTHONPATH=str(ROOT / "src"), HOME=str(user))
    return subprocess.run(
        [shutil.which("sh") or "sh", "-c", script[1]],
        env=variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def desk(home: Home, server: FeedServer) -> Home:
    items = [
        item("<!channel> Fees & grants: <b>all</b> of it", "https://a.example/1?a=1&b=2"),
        item("A second matter", "https://a.example/2"),
    ]
    home.write_feeds({"id": "desk", "name": "The Desk", "url": server.feed("/a.rss", items)})
    assert home.run("fetch").code == 0
    return home


def test_what_is_new_is_posted_once_and_a_headline_gives_no_orders(desk: Home, channel: Channel) -> None:
    done = post(desk, channel)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (message,) = channel.messages
    lines = sorted(message["text"].splitlines())
    assert len(lines) == 2 and all(line.endswith("(The Desk)") for line in lines)
    assert any("A second matter" in line for line in lines)
    assert "<!channel>" not in message["text"] and "&amp; grants" in message["text"]
    assert "<https://a.example/1?a=1&amp;b=2|" in message["text"]

    done = post(desk, channel)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(channel.messages) == 1


def test_what_slack_refused_is_posted_by_the_next_run(desk: Home, channel: Channel) -> None:
    channel.status = 404
    done = post(desk, channel)
    assert done.returncode != 0 and "404" in done.stderr
    assert "secret" not in done.stderr
    channel.status = 200
    assert post(desk, channel).returncode == 0
    assert [len(message["text"].splitlines()) for message in channel.messages] == [2]


def test_an_error_of_cfnews_is_told_and_nothing_is_posted(desk: Home, channel: Channel) -> None:
    (desk.folder / "cfnews.db").write_bytes(b"no store" * 100)
    done = post(desk, channel)
    assert done.returncode == 8
    assert "no store of cfnews" in done.stderr and channel.messages == []
