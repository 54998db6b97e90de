"""A year at one desk, a day at a time: what grows that should not, what is lost, what is told twice.

    python benchmarks/soak.py [--days 365] [--feeds 25] [--a-day 40]

Feeds tell made-up news, list their last thirty entries, renumber their ids, add parameters to their links, move dates
and bring old entries again. Each morning the desk is refreshed and what is new is read; each week what is older than
90 days is taken out. Another desk reads the same feeds twice a week, in another order. At the end both must have the
same entries in the same stories, and memory, log and cache of the last month must be those of the second.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from folding import NOW
from made_up import Item, made_up_news

_LISTED = 30
_KEPT = "90d"
_QUIRKS = ("renumbered", "with parameters", "dated anew", "brought again")


class Day(NamedTuple):
    """What a morning's refresh took: seconds, and megabytes of memory, log, cache and store."""

    seconds: float
    memory: float
    log: float
    cache: float
    store: float


class Press:
    """All news of the year, and the feeds as they are on one day."""

    def __init__(self, days: int, feeds: int, a_day: int) -> None:
        self.dice = random.Random(3)
        news = islice(made_up_news(3, NOW, a_day, feeds), days * a_day)
        self.by_feed: dict[int, list[tuple[int, Item]]] = {feed: [] for feed in range(feeds)}
        for number, item in enumerate(sorted(news)):
            self.by_feed[item.outlet].append((number, item))
        self.documents: dict[str, bytes] = {}
        self.served: set[str] = set()

    def publish(self, now: datetime) -> None:
        """The feeds of this morning; one in eight has a quirk today."""
        for feed, items in self.by_feed.items():
            listed = [one for one in items if one[1].at <= now][-_LISTED:]
            quirk = self.dice.choice(_QUIRKS) if self.dice.random() < 0.125 else ""
            self.documents[f"/{feed}"] = _document(feed, listed, quirk, now)
            self.served.update(item.title for _, item in listed)


def _document(feed: int, listed: Sequence[tuple[int, Item]], quirk: str, now: datetime) -> bytes:
    parts = []
    for place, (number, item) in enumerate(reversed(listed)):
        at = now if quirk == "brought again" and place == len(listed) - 1 else item.at
        at = at + timedelta(minutes=7) if quirk == "dated anew" else at
        link = f"https://outlet-{feed}.example/{number}" + ("?utm_source=feed" if quirk == "with parameters" else "")
        guid = f"{number}-again" if quirk == "renumbered" else f"{number}"
        parts.append(
            f"<item><title>{escape(item.title)}</title><link>{escape(link)}</link>"
            f'<guid isPermaLink="false">{guid}</guid><pubDate>{format_datetime(at)}</pubDate>'
            f"<description>{escape(item.summary)}</description></item>"
        )
    head = f"<title>Outlet {feed}</title><link>https://outlet-{feed}.example/</link><description>News</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(parts)}</channel></rss>'.encode()


class Server:
    """The press on loopback, for the time of a `with` block."""

    def __init__(self, press: Press) -> None:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = press.documents.get(self.path, b"")
                tag = f'"{hash(body)}"'
                unchanged = self.headers.get("If-None-Match") == tag
                self.send_response(304 if unchanged else 200)
                self.send_header("ETag", tag)
                self.send_header("Content-Type", "application/rss+xml")
                if not unchanged:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if not unchanged:
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]

    def __enter__(self) -> "Server":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class Desk:
    """A CFNEWS_HOME whose clock is ours."""

    def __init__(self, folder: Path, feeds: Sequence[int], port: int) -> None:
        self.folder = folder
        folder.mkdir()
        tables = [
            f'[[feed]]\nid = "outlet-{feed}"\nname = "Outlet {feed}"\nurl = "http://127.0.0.1:{port}/{feed}"\n'
            for feed in feeds
        ]
        (folder / "feeds.toml").write_text("\n".join(tables), "utf-8")

    def run(self, now: datetime, *arguments: str) -> tuple[bytes, float, float]:
        """The output of a command, its seconds, and the megabytes of its largest process."""
        environment = os.environ | {"CFNEWS_HOME": str(self.folder), "CFNEWS_NOW": f"{now:%Y-%m-%dT%H:%M:%SZ}"}
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "cfnews", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        )
        out = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, (arguments, process.returncode)
        return out, time.perf_counter() - began, usage.ru_maxrss / 1024

    def stories(self, now: datetime) -> dict[str, frozenset[str]]:
        """Each stored entry's title with the titles of its whole story."""
        out, _, _ = self.run(now, "list", "--json", "--limit", "0", "--since", "60d")
        groups = [frozenset(source["title"] for source in story["sources"]) for story in json.loads(out)["stories"]]
        return {title: group for group in groups for title in group}

    def size(self, pattern: str) -> float:
        """The megabytes of files."""
        return sum(path.stat().st_size for path in self.folder.glob(pattern) if path.is_file()) / 1e6


def _morning(desk: Desk, now: datetime, told: Counter[str]) -> Day:
    _, seconds, memory = desk.run(now, "fetch", "--force", "-q")
    out, _, _ = desk.run(now, "digest", "--new", "--json")
    told.update(source["title"] for story in json.loads(out)["stories"] for source in story["sources"][:1])
    if now.weekday() == 6:
        desk.run(now, "store", "prune", "--older-than", _KEPT)
    return Day(seconds, memory, desk.size("cfnews.db-wal"), desk.size("cache/*"), desk.size("cfnews.db"))


def soak(days: int, feeds: int, a_day: int) -> bool:
    """Lives through the days and prints what was found; whether all is well."""
    press, told, kept = Press(days, feeds, a_day), Counter[str](), []
    with tempfile.TemporaryDirectory() as scratch, Server(press) as server:
        desk = Desk(Path(scratch) / "daily", range(feeds), server.port)
        other = Desk(Path(scratch) / "other", range(feeds - 1, -1, -1), server.port)
        for number in range(days):
            now = NOW - timedelta(days=days - 1 - number)
            press.publish(now)
            kept.append(_morning(desk, now, told))
            if number % 3 == 2 or number == days - 1:
                other.run(now, "fetch", "--force", "-q")
        one, two = desk.stories(NOW), other.stories(NOW)
        desk.run(NOW, "store", "check")
    return _report(kept, told, press, one, two)


def _report(
    days: Sequence[Day],
    told: Counter[str],
    press: Press,
    one: dict[str, frozenset[str]],
    two: dict[str, frozenset[str]],
) -> bool:
    early, late = days[len(days) // 6 : len(days) // 4], days[-len(days) // 12 :]
    for name in Day._fields:
        then, now = (statistics.median(getattr(day, name) for day in part) for part in (early, late))
        print(f"{name}: {then:.2f} in the second month or so, {now:.2f} in the last")
    twice = sum(number > 1 for number in told.values())
    shared = one.keys() & two.keys()
    alike = sum(one[title] & shared == two[title] & shared for title in shared)
    print(f"{len(press.served):,} entries told by feeds, {len(told):,} headlines read, {twice} of them twice")
    differ = len(one.keys() ^ two.keys())
    print(f"two desks, two orders: {differ} entries differ, {alike / len(shared):.2%} are in like stories")
    return not twice and one.keys() == two.keys()


def main() -> None:
    """Reads the options; ends with 1 where something was lost or told twice."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--feeds", type=int, default=25)
    parser.add_argument("--a-day", type=int, default=40)
    options = parser.parse_args()
    sys.exit(0 if soak(options.days, options.feeds, options.a_day) else 1)


if __name__ == "__main__":
    main()
