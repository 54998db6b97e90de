"""A feed server for benchmarks: many made-up feeds on loopback, with validators, latency, TLS and hostile kinds.

    python benchmarks/feed_server.py --feeds 200 --items 30 --seconds 60

Prints its port and stops by itself after so many seconds, or when its standard input ends with `--attended`. It
binds addresses in 127.0.0.0/8 only; with `--hosts many` each feed has one of its own, and so is a publisher of
its own (Linux answers on the whole block; elsewhere such addresses must be made first).

    /feed/7.xml   a feed: ETag and Last-Modified, 304 to a request that names one of them
    /control      what was asked since the last reset, as JSON; ?reset=1 forgets it; ?latency=50 sets milliseconds
"""

import argparse
import asyncio
import gzip
import json
import random
import ssl
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, urlsplit

NEWEST = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)  # when the newest entry of every feed was published
CHANGED = format_datetime(NEWEST, usegmt=True)
HOSTILE_KINDS = ("header-drip", "body-drip", "endless", "silent", "bomb")
HOSTILE_SECONDS = 60.0  # no hostile answer lasts longer, whoever waits for it
ENDLESS_BYTES = 256 << 20
_SUBJECTS = ["The council", "A children's home", "The family court", "An inspector", "The regional board", "A charity"]
_DEEDS = ["has published", "is reviewing", "wants to change", "praised", "has put off", "will pay for", "asks about"]
_THINGS = ["a plan for early help", "places for children in care", "the fostering service", "visits by social workers"]
_THINGS += ["support for care leavers", "the training of new staff", "short breaks", "a report on school places"]
_ENDS = ["after a long summer of talks.", "and expects answers in spring.", "while numbers keep rising.", "this week."]
_ENDS += [
    "although money is short.",
    "as neighbours had asked.",
    "with the help of young people.",
    "for the first time.",
]


def address(number: int, hosts: str) -> str:
    """The loopback address that serves this feed: 127.0.1.1, 127.0.1.2 and so on, or the one for all."""
    return f"127.0.{1 + number // 250}.{1 + number % 250}" if hosts == "many" else "127.0.0.1"


def feed_path(number: int, feeds: int) -> str:
    """The feed's path; those past the good ones are hostile, one kind after another."""
    return f"/feed/{number}.xml" if number < feeds else f"/hostile/{HOSTILE_KINDS[(number - feeds) % 5]}/{number}.xml"


def etag(number: int) -> str:
    """The feed's validator, which never changes."""
    return f'"feed-{number}-1"'


def document(number: int, items: int, *, short: bool = False) -> bytes:
    """An RSS document in WordPress's shape, about 2.3 kB an item; with `short` about 400 bytes, without content."""
    chance = random.Random(number)
    home = f"https://publisher-{number}.example"
    head = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>Made-up publisher {number}</title>
<atom:link href="{home}/feed/" rel="self" type="application/rss+xml" />
<link>{home}</link><description>News that nobody wrote, number {number}</description>
<lastBuildDate>{CHANGED}</lastBuildDate><language>en-GB</language>
"""
    make = _short_item if short else _item
    parts = [make(chance, home, number, place) for place in range(items)]
    return (head + "".join(parts) + "</channel>\n</rss>\n").encode()


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(words) for words in (_SUBJECTS, _DEEDS, _THINGS, _ENDS))


def _item(chance: random.Random, home: str, number: int, place: int) -> str:
    link = f"{home}/2026/11/news-{place}/"
    text = "".join(
        f'<p>{_sentence(chance)} {_sentence(chance)} <a href="{home}/topic/{part}/">{_sentence(chance)}</a></p>\n'
        for part in range(5)
    )
    return f"""<item>
<title>{_sentence(chance)[:-1].replace("'", "&#8217;")}, {number}.{place}</title>
<link>{link}?utm_source=rss&amp;utm_medium=feed</link>
<dc:creator><![CDATA[Desk {place % 4}]]></dc:creator>
<pubDate>{_published(place, timedelta(hours=2))}</pubDate>
<category><![CDATA[Care]]></category><category><![CDATA[Courts &amp; reviews]]></category>
<guid isPermaLink="false">{home}/?p={place}</guid>
<description><![CDATA[<p>{_sentence(chance)} {_sentence(chance)} [&#8230;]</p>
<p>The post <a href="{link}">News {place}</a> appeared first on <a href="{home}">Publisher {number}</a>.</p>
]]></description>
<content:encoded><![CDATA[<img src="{home}/pictures/{place}.jpg" width="800" height="450" alt="" />
{text}]]></content:encoded>
</item>
"""


def _short_item(chance: random.Random, home: str, number: int, place: int) -> str:
    return (
        f"<item><title>{_sentence(chance)[:-1]}, {number}.{place}</title><link>{home}/{place}</link>"
        f"<guid>{home}/{place}</guid><pubDate>{_published(place, timedelta(minutes=5))}</pubDate>"
        f"<description>{_sentence(chance)} {_sentence(chance)}</description></item>\n"
    )


def _published(place: int, step: timedelta) -> str:
    return format_datetime(NEWEST - step * place, usegmt=True)


def bomb(megabytes: int = 200) -> bytes:
    """So many megabytes of spaces, packed to about a thousandth."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b" " * (1 << 20)
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


class Newsroom:
    """All that the server has to give, and what it was asked for."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.latency: float = options.latency / 1000
        self.packed: bool = options.gzip
        self._bodies = [document(number, options.items, short=options.short) for number in range(options.feeds)]
        if self.packed:
            self._bodies = [gzip.compress(body, 6, mtime=0) for body in self._bodies]
        self.bomb = bomb() if options.hostile else b""
        self.reset()

    def reset(self) -> None:
        self.counts = {"requests": 0, "not_modified": 0, "hostile": 0, "bytes": 0}
        self.answered: dict[str, float] = {}  # feed -> when its last answer went out, by the monotonic clock

    def control(self, query: dict[str, list[str]]) -> bytes:
        told = json.dumps({**self.counts, "answered": self.answered}).encode()
        if "latency" in query:
            self.latency = float(query["latency"][0]) / 1000
        if "reset" in query:
            self.reset()
        return _head("200 OK", len(told), "Content-Type: application/json") + told

    def feed(self, name: str, headers: dict[str, str]) -> bytes:
        """The answer to a request for this feed: 200, 304 or 404."""
        self.counts["requests"] += 1
        if not name.isdecimal() or int(name) >= len(self._bodies):
            return _head("404 Not Found", 0)
        self.answered[name] = time.monotonic() + self.latency
        mark = etag(int(name))
        validators = f"ETag: {mark}\r\nLast-Modified: {CHANGED}\r\nVary: Accept-Encoding"
        if _is_unchanged(headers, mark):
            self.counts["not_modified"] += 1
            return _head("304 Not Modified", None, validators)
        body = self._bodies[int(name)]
        packing = "\r\nContent-Encoding: gzip" if self.packed else ""
        self.counts["bytes"] += len(body)
        return (
            _head("200 OK", len(body), f"Content-Type: application/rss+xml; charset=UTF-8\r\n{validators}{packing}")
            + body
        )


def _is_unchanged(headers: dict[str, str], mark: str) -> bool:
    named = headers.get("if-none-match")  # the date counts only without it (RFC 9110, 13.2.2)
    return mark in named if named is not None else headers.get("if-modified-since") == CHANGED


def _head(status: str, length: int | None, more: str = "") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Date: {format_datetime(datetime.now(UTC), usegmt=True)}", "Server: benchmark"]
    lines += [f"Content-Length: {length}"] if length is not None else []
    lines += [more] if more else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


class Exchange(asyncio.Protocol):
    """One connection: requests are answered in turn, each after the latency."""

    def __init__(self, room: Newsroom) -> None:
        self._room = room
        self._loop = asyncio.get_running_loop()
        self._held = b""
        self._busy = False
        self._may_write = asyncio.Event()
        self._may_write.set()
        self._task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the protocol's name
        self._may_write.set()
        if self._task is not None:
            self._task.cancel()

    def pause_writing(self) -> None:
        self._may_write.clear()

    def resume_writing(self) -> None:
        self._may_write.set()

    def data_received(self, data: bytes) -> None:
        self._held += data
        self._go_on()

    def _go_on(self) -> None:
        if self._busy or b"\r\n\r\n" not in self._held:
            return
        head, _, self._held = self._held.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
        _, target, version = first.split(" ", 2)
        stays = version != "HTTP/1.0" and headers.get("connection", "").lower() != "close"
        self._busy = True
        parts = urlsplit(target)
        match parts.path.strip("/").split("/"):
            case ["control"]:
                self._answer(self._room.control(parse_qs(parts.query)), stays)
            case ["hostile", kind, _]:
                self._room.counts["hostile"] += 1
                self._task = self._loop.create_task(self._be_hostile(kind))
            case [*_, last]:
                answer = self._room.feed(last.removesuffix(".xml"), headers)
                if self._room.latency:
                    self._loop.call_later(self._room.latency, self._answer, answer, stays)
                else:
                    self._answer(answer, stays)

    def _answer(self, answer: bytes, stays: bool) -> None:
        if self._transport.is_closing():
            return
        self._transport.write(answer)
        self._busy = False
        if stays:
            self._go_on()
        else:
            self._transport.close()

    async def _be_hostile(self, kind: str) -> None:
        """Answers in one of the ways that a reader must not wait for; never longer than HOSTILE_SECONDS."""
        ways: dict[str, Callable[[], object]] = {
            "header-drip": lambda: self._drip(b"HTTP/1.1 200 OK\r\nX-Slow: "),
            "body-drip": lambda: self._drip(_head("200 OK", 70_000, "Content-Type: application/rss+xml")),
            "endless": self._send_without_end,
            "silent": lambda: asyncio.sleep(HOSTILE_SECONDS),
            "bomb": self._send_bomb,
        }
        try:
            async with asyncio.timeout(HOSTILE_SECONDS):
                await cast("asyncio.Future[None]", ways[kind]())
        except TimeoutError:
            pass
        self._transport.close()

    async def _drip(self, start: bytes) -> None:
        self._transport.write(start)
        while not self._transport.is_closing():
            self._transport.write(b"a")
            await asyncio.sleep(0.3)

    async def _send_without_end(self) -> None:
        start = document(0, 1).partition(b"<item>")[0]
        self._transport.write(_head("200 OK", None, "Content-Type: application/rss+xml\r\nConnection: close") + start)
        block = _short_item(random.Random(1), "https://endless.example", 0, 0).encode() * 200
        for _ in range(ENDLESS_BYTES // len(block)):
            await self._may_write.wait()
            if self._transport.is_closing():
                return
            self._transport.write(block)
            await asyncio.sleep(0)

    async def _send_bomb(self) -> None:
        body = self._room.bomb
        self._transport.write(
            _head("200 OK", len(body), "Content-Type: application/rss+xml\r\nContent-Encoding: gzip") + body
        )


def make_certificate(folder: Path, addresses: list[str]) -> tuple[Path, Path]:
    """A certificate for these addresses, vouched for by itself, and its key; FileNotFoundError without openssl."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    names = ",".join(f"IP:{name}" for name in addresses)
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", "/CN=benchmark", "-keyout", str(key), "-out", str(certificate)]
    command += ["-addext", f"subjectAltName={names}", "-addext", "keyUsage=critical,digitalSignature,keyCertSign"]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


async def serve(options: argparse.Namespace) -> None:
    """Listens on every address at one free port, says which, and answers until the time is over."""
    addresses = sorted({"127.0.0.1"} | {address(n, options.hosts) for n in range(options.feeds + options.hostile)})
    context = None
    if options.tls:
        certificate, key = make_certificate(Path(options.tls), addresses)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    loop = asyncio.get_running_loop()
    room = Newsroom(options)
    first = await loop.create_server(lambda: Exchange(room), "127.0.0.1", 0, ssl=context, backlog=512)
    port = first.sockets[0].getsockname()[1]
    others = [name for name in addresses if name != "127.0.0.1"]
    if others:
        await loop.create_server(lambda: Exchange(room), others, port, ssl=context, backlog=512)
    print(port, flush=True)
    over = asyncio.Event()
    loop.call_later(options.seconds, over.set)
    if options.attended:
        loop.add_reader(sys.stdin.fileno(), over.set)  # it only ever ends: whoever started us is gone
    await over.wait()


def main() -> None:
    """Reads the options and serves."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--items", type=int, default=30)
    parser.add_argument("--short", action="store_true", help="items of about 400 bytes, without content")
    parser.add_argument("--hostile", type=int, default=0, metavar="N", help="so many hostile feeds, after the others")
    parser.add_argument("--hosts", choices=["one", "many"], default="one")
    parser.add_argument("--latency", type=float, default=0.0, metavar="MS", help="before every answer")
    parser.add_argument("--gzip", action="store_true")
    parser.add_argument("--tls", metavar="FOLDER", help="serve https; the certificate is left in this folder")
    parser.add_argument("--seconds", type=float, default=60.0, help="stop after so many (at most an hour)")
    parser.add_argument("--attended", action="store_true", help="stop when standard input ends, too")
    options = parser.parse_args()
    options.seconds = min(options.seconds, 3600.0)
    if options.tls is None:
        asyncio.run(serve(options))
        return
    with tempfile.TemporaryDirectory() as scratch:
        options.tls = options.tls or scratch
        asyncio.run(serve(options))


if __name__ == "__main__":
    main()
