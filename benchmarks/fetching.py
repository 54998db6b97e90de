"""Fetching, beside other feed readers on the same made-up publishers: wall and CPU seconds, memory, requests.

    python benchmarks/fetching.py [--rounds 5] [--cases cold,unchanged] [--feeds 200] [--items 30]
                                  [--reader-python X/bin/python]

Each case runs every reader in turn, round after round, against one server on loopback (feed_server.py), which
counts what it is asked; every feed has an address of its own there. The first round measures memory and is not
timed; times are medians of the others. A reader that is not installed is left out, with a line that says how to
install it. Ends with the goals of docs/explanation, met or missed.
"""

import argparse
import compileall
import json
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any, NamedTuple

from feed_server import HOSTILE_KINDS, address, etag, feed_path
from measuring import Cost, Run, measure, middle
from peers import Cfnews, Newsboat, PythonReader, Reader, Sfeed, plain_environment, versions

import cfnews

HOSTILE_TIMEOUT = 6  # seconds that cfnews gives each feed where some are hostile
LARGE = 20_000  # items of one feed
PATIENT_MS = 50


class Result(NamedTuple):
    """What one reader took in one case, and what the server was asked for in the last round."""

    cost: Cost
    requests: int
    not_modified: int


Results = dict[str, Result]


class Server:
    """A running feed server, and its control."""

    def __init__(self, port: int, feeds: int, hostile: int, certificate: Path | None) -> None:
        self._port = port
        self._certificate = certificate
        scheme = "https" if certificate else "http"
        every = [
            f"{scheme}://{address(number, 'many')}:{port}{feed_path(number, feeds)}"
            for number in range(feeds + hostile)
        ]
        self.urls, self.hostile = every[:feeds], every[feeds:]

    def control(self, query: str = "") -> dict[str, Any]:
        """What was asked since the last `reset=1`; `latency=50` sets the milliseconds before every answer."""
        if self._certificate:
            context = ssl.create_default_context(cafile=str(self._certificate))
            connection: HTTPConnection = HTTPSConnection("127.0.0.1", self._port, timeout=10, context=context)
        else:
            connection = HTTPConnection("127.0.0.1", self._port, timeout=10)
        connection.request("GET", f"/control?{query}", headers={"Connection": "close"})
        told: dict[str, Any] = json.load(connection.getresponse())
        connection.close()
        return told


@contextmanager
def running_server(feeds: int, items: int, *flags: str, hostile: int = 0, tls: Path | None = None) -> Iterator[Server]:
    """Starts a server in a process of its own, and ends it."""
    command = [sys.executable, str(Path(__file__).with_name("feed_server.py")), "--hosts", "many", "--attended"]
    command += ["--seconds", "3600", "--feeds", str(feeds), "--items", str(items), "--hostile", str(hostile), *flags]
    command += ["--tls", str(tls)] if tls else []
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None and process.stdout is not None
    try:
        port = process.stdout.readline().strip()
        if not port.isdecimal():
            raise SystemExit("the feed server did not start; on systems other than Linux, make 127.0.1.1 ff. first")
        yield Server(int(port), feeds, hostile, tls / "certificate.pem" if tls else None)
    finally:
        process.stdin.close()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


class Contest:
    """Readers in turn against one server; each keeps a folder in which it has read all feeds."""

    def __init__(self, readers: Sequence[Reader], server: Server, scratch: Path, rounds: int) -> None:
        self.readers = readers
        self._server = server
        self._scratch = scratch
        self._rounds = rounds
        self._homes: dict[str, Path] = {}
        self._turns: dict[str, int] = {}

    def cold(self) -> Results:
        """The first fetch of all feeds, into an empty store."""
        return self._rounds_of(self.readers, lambda reader: self._fresh(reader).fetch)

    def unchanged(self) -> Results:
        """All feeds asked again; the server has nothing new."""
        for reader in self.readers:
            self._warm(reader)
        return self._rounds_of(self.readers, lambda reader: self._again)

    def none_due(self) -> Results:
        """All feeds were read a moment ago. Only for readers that know when a feed is due."""
        patient = [reader for reader in self.readers if reader.name in ("cfnews", "reader")]
        for reader in patient:
            self._warm(reader)
        return self._rounds_of(
            patient,
            lambda reader: lambda: reader.fetch(self._homes[reader.name], turn=self._turns[reader.name], due_only=True),
        )

    def _fresh(self, reader: Reader) -> Run:
        home = self._scratch / reader.name
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        reader.subscribe(home, self._server.urls)
        self._homes[reader.name], self._turns[reader.name] = home, 0
        return reader.fetch(home)

    def _again(self, reader: Reader) -> Run:
        self._turns[reader.name] += 1
        return reader.fetch(self._homes[reader.name], turn=self._turns[reader.name])

    def _warm(self, reader: Reader) -> None:
        if reader.name not in self._homes:
            measure(self._fresh(reader))
        for _ in range(2):  # until it asks conditionally, if it ever does
            self._server.control("reset=1")
            measure(self._again(reader))
            told = self._server.control()
            if told["not_modified"] == told["requests"]:
                return

    def _rounds_of(self, readers: Sequence[Reader], prepare: Callable[[Reader], Run]) -> Results:
        costs: dict[str, list[Cost]] = {reader.name: [] for reader in readers}
        asked: dict[str, dict[str, Any]] = {}
        peaks: dict[str, Cost] = {}
        for turn in range(self._rounds + 1):
            for place in range(len(readers)):
                reader = readers[(turn + place) % len(readers)]
                run = prepare(reader)
                self._server.control("reset=1")
                cost = measure(run, memory=turn == 0)
                asked[reader.name] = self._server.control()
                if turn == 0:
                    peaks[reader.name] = cost
                else:
                    costs[reader.name].append(cost)
        return {
            name: Result(
                middle(taken)._replace(largest=peaks[name].largest, together=peaks[name].together),
                asked[name]["requests"],
                asked[name]["not_modified"],
            )
            for name, taken in costs.items()
        }
