"""A soak: a press whose servers fail at random is asked again and again; what they once sent whole may not be missing.

    python benchmarks/faults.py --seconds 300

Feeds grow while the clock moves on by hours between two runs of `cfnews fetch`. Servers hang up, are slow, send
garbage, pages, errors, cut bodies and broken packings. After each run every entry that was ever in a whole answer 200
must be in the store, and no entry that was never written. All of it follows the seed, but for what runs side by side.
"""

import argparse
import contextlib
import gzip
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

HOSTS, FEEDS_OF_A_HOST, WINDOW = 4, 3, 40
PATIENCE = 1.5  # seconds that cfnews gives a feed here; the silent are silent for longer
START = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
FAULTS = ("hang up", "silent", "slow", "garbage", "page", "empty", "error", "limit", "short", "cut", "mispacked", "103")
USUAL_ENDS = (0, 4, 5)  # all well, some feeds failed, none could be reached


@dataclass
class Figures:
    """What a soak found. `missing` and `strange` must be empty, `ends` hold no code but the usual."""

    runs: int = 0
    requests: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    ends: Counter[int] = field(default_factory=Counter)
    written: int = 0
    sent: int = 0
    stored: int = 0
    missing: set[str] = field(default_factory=set)
    strange: set[str] = field(default_factory=set)

    def lines(self) -> Iterator[str]:
        """The figures, one a line."""
        yield f"{self.runs} runs, {self.requests} requests; exit codes {dict(sorted(self.ends.items()))}"
        yield f"answers: {', '.join(f'{count} {kind}' for kind, count in self.answers.most_common())}"
        yield f"{self.written} entries written, {self.sent} sent whole, {self.stored} stored"
        yield f"{len(self.missing)} missing {sorted(self.missing)[:5]}"
        yield f"{len(self.strange)} never written {sorted(self.strange)[:5]}"

    def is_good(self) -> bool:
        """Whether nothing was lost, invented or broken."""
        return not self.missing and not self.strange and set(self.ends) <= set(USUAL_ENDS)


class Press:
    """The feeds, what of them was sent whole, and the servers' mood."""

    def __init__(self, seed: int, faulty: float) -> None:
        self.dice = random.Random(seed)
        self.faulty = faulty
        self.now = START
        self.titles: dict[str, list[tuple[str, datetime]]] = {}
        self.sent: set[str] = set()
        self.answers: Counter[str] = Counter()
        self.lock = threading.Lock()

    def grow(self) -> None:
        """Some feeds get new entries."""
        for host in range(HOSTS):
            for number in range(FEEDS_OF_A_HOST):
                entries = self.titles.setdefault(f"/{host}/{number}", [])
                for _ in range(self.dice.choice((0, 0, 1, 2, 3)) if entries else 5):
                    entries.append((f"Report {len(entries)} of outlet {number} in district {host}", self.now))

    def document(self, path: str) -> tuple[bytes, list[str], str]:
        """A feed as it is now, the titles in it, and its tag."""
        entries = self.titles[path]
        items = [
            f"<item><title>{title}</title><link>https://a.example{path}/{number}</link><guid>{path} {number}</guid>"
            f"<description>What the outlet says.</description>"
            f"<pubDate>{format_datetime(moment)}</pubDate></item>"
            for number, (title, moment) in enumerate(entries)
        ][-WINDOW:]
        channel = f"<title>{path}</title>{''.join(reversed(items))}"
        body = f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'
        return body.encode(), [title for title, _ in entries[-WINDOW:]], f'"{len(entries)}"'

    def mood(self) -> str:
        """The fault of the next answer, "" for none."""
        with self.lock:
            return self.dice.choice(FAULTS) if self.dice.random() < self.faulty else ""


class Reply(NamedTuple):
    """What is sent; `length` is what the answer says of itself, -1 for nothing."""

    status: int
    body: bytes
    headers: dict[str, str]
    length: int | None = None


def faulty_reply(fault: str, dice: random.Random, body: bytes, tag: str) -> Reply | None:
    """The reply that this fault makes of a good one; None where it is no reply at all."""
    part = body[: dice.randrange(len(body))]
    replies = {
        "page": Reply(200, b"<!doctype html><html><body>Please log in</body></html>", {"ETag": '"page"'}),
        "empty": Reply(200, b"", {"ETag": '"empty"'}),
        "error": Reply(dice.choice((500, 502, 503, 504, 404)), b"trouble", {"ETag": '"error"'}),
        "limit": Reply(dice.choice((429, 503)), b"", {"Retry-After": str(dice.choice((0, 60, 9000)))}),
        "short": Reply(200, part, {"ETag": tag}, len(body)),
        "cut": Reply(200, part, {"ETag": tag}, -1),  # where nothing says how long it should be
        "mispacked": Reply(200, gzip.compress(body)[:-9], {"ETag": tag, "Content-Encoding": "gzip"}),
    }
    return replies.get(fault)


class Handler(BaseHTTPRequestHandler):
    """Answers for a press in its mood; `press` is set by a class of its own for each soak."""

    protocol_version = "HTTP/1.1"
    timeout = 10
    press: Press

    def do_GET(self) -> None:
        """One answer, noted by its kind."""
        fault = self.press.mood()
        try:
            kind = self._answer(fault)
        except OSError:
            kind = f"{fault or 'whole'}, and the reader left"
            self.close_connection = True
        with self.press.lock:
            self.press.answers[kind] += 1

    def _answer(self, fault: str) -> str:
        body, titles, tag = self.press.document(self.path)
        if fault in ("", "slow", "103"):
            return self._send_all(fault, body, titles, tag)
        with self.press.lock:
            reply = faulty_reply(fault, self.press.dice, body, tag)
        self.close_connection = fault in ("hang up", "silent", "garbage", "short", "cut")
        if fault == "silent":
            time.sleep(PATIENCE * 1.5)
        if fault == "garbage":
            self.wfile.write(random.Random(tag).randbytes(400))
        if reply is not None:
            self._send(reply)
        return fault

    def _send_all(self, fault: str, body: bytes, titles: list[str], tag: str) -> str:
        if fault == "slow":
            time.sleep(PATIENCE / 5)
        if fault == "103":
            self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")
            self.wfile.flush()
            time.sleep(0.02)
        if self.headers.get("If-None-Match") == tag:
            self._send(Reply(304, b"", {"ETag": tag}))
            return "unchanged"
        self._send(Reply(200, body, {"ETag": tag}))
        self.wfile.flush()
        if fault != "103":
            with self.press.lock:
                self.press.sent.update(titles)
        return fault or "whole"

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        if reply.length == -1:
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        """Silent: the counts are enough."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Readers hang up; that is the point."""


@contextlib.contextmanager
def serving(press: Press) -> Iterator[list[int]]:
    """One server for each host; gives their ports."""
    servers = [_Server(("127.0.0.1", 0), type("PressHandler", (Handler,), {"press": press})) for _ in range(HOSTS)]
    for server in servers:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield [server.server_address[1] for server in servers]
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _write_feeds(home: Path, ports: list[int]) -> None:
    feeds = [
        f'[[feed]]\nid = "f{host}-{number}"\nname = "{host} {number}"\nurl = "http://127.0.0.1:{port}/{host}/{number}"'
        for host, port in enumerate(ports)
        for number in range(FEEDS_OF_A_HOST)
    ]
    (home / "feeds.toml").write_text("\n".join(feeds), "utf-8")


def _fetch(home: Path, now: datetime) -> int:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("CFNEWS_")}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "cfnews", "fetch", "--json", "--timeout", str(PATIENCE)],
        env={**plain, "CFNEWS_HOME": str(home), "CFNEWS_NOW": now.strftime("%Y-%m-%dT%H:%M:%SZ")},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    if done.returncode not in USUAL_ENDS:
        print(done.stderr.decode(errors="replace"), file=sys.stderr)
    elif done.returncode != 5:
        codes = {feed["error"]["code"] for feed in json.loads(done.stdout)["feeds"] if feed["error"]}
        if "internal" in codes:
            return 1
    return done.returncode


def _stored(home: Path) -> set[str]:
    with contextlib.closing(sqlite3.connect(f"file:{home / 'cfnews.db'}?mode=ro", uri=True)) as db:
        return {title for (title,) in db.execute("SELECT title FROM v_sources")}


def soak(home: Path, seconds: float, seed: int, faulty: float = 0.5) -> Figures:
    """Fetches for so long while a share of the answers is faulty, and looks after each run what is there."""
    press, figures = Press(seed, faulty), Figures()
    until = time.monotonic() + seconds
    with serving(press) as ports:
        _write_feeds(home, ports)
        while time.monotonic() < until:
            press.grow()
            _look(home, press, figures)
            press.now += timedelta(minutes=press.dice.choice((61, 90, 150, 300, 1500)))
        press.faulty = 0.0  # and at the end all is well again, everywhere
        press.now += timedelta(days=8)
        _look(home, press, figures)
    figures.missing |= {title for entries in press.titles.values() for title, _ in entries[-WINDOW:]} - _stored(home)
    return figures


def _look(home: Path, press: Press, figures: Figures) -> None:
    figures.ends[_fetch(home, press.now)] += 1
    figures.runs += 1
    stored = _stored(home)
    with press.lock:
        written = {title for entries in press.titles.values() for title, _ in entries}
        figures.missing |= press.sent - stored
        figures.strange |= stored - written
        figures.answers, figures.requests = Counter(press.answers), press.answers.total()
        figures.written, figures.sent, figures.stored = len(written), len(press.sent), len(stored)


def main() -> None:
    """Reads the options, soaks and says what came of it; exit code 1 if something was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faulty", type=float, default=0.5, metavar="SHARE", help="of the answers, from 0 to 1")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = soak(Path(folder), options.seconds, options.seed, options.faulty)
    print("\n".join(figures.lines()))
    raise SystemExit(0 if figures.is_good() else 1)


if __name__ == "__main__":
    main()
