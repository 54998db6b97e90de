"""Feed readers in turn against one feed server on loopback: the rounds, and what the server saw of each."""

import json
import shutil
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any, NamedTuple

from feed_server import address, feed_path
from measuring import Cost, Run, measure, middle
from peers import Reader


class Result(NamedTuple):
    """What one reader took in one case, and what the server was asked for in its last round."""

    cost: Cost
    least: float  # wall seconds of the fastest round: far below the median where something else was running
    requests: int
    not_modified: int


Results = dict[str, Result]


class Server:
    """A running feed server: the addresses of its feeds, and its control."""

    def __init__(self, port: int, feeds: int, hostile: int, certificate: Path | None) -> None:
        self._port = port
        self._certificate = certificate
        home = f"{'https' if certificate else 'http'}://%s:{port}%s"
        every = [home % (address(number, "many"), feed_path(number, feeds)) for number in range(feeds + hostile)]
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
    """Starts a server in a process of its own, and ends it. With `tls`, its certificate is put in that folder."""
    command = [sys.executable, str(Path(__file__).with_name("feed_server.py")), "--hosts", "many", "--attended"]
    command += ["--seconds", "3600", "--feeds", str(feeds), "--items", str(items), "--hostile", str(hostile), *flags]
    command += ["--tls", str(tls)] if tls else []
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None and process.stdout is not None
    try:
        port = process.stdout.readline().strip()
        if not port.isdecimal():
            raise SystemExit("the feed server did not start (see above); it needs Linux's whole 127.0.0.0/8")
        yield Server(int(port), feeds, hostile, tls / "certificate.pem" if tls else None)
    finally:
        process.stdin.close()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def in_turn(names: Sequence[str], prepare: Callable[[str], Run], server: Server, rounds: int) -> Results:
    """Runs what `prepare` makes for each name, so many rounds, each beginning with another; medians.

    A round before them measures memory and warms the system's caches; its times are not used.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    peaks: dict[str, Cost] = {}
    asked: dict[str, dict[str, Any]] = {}
    for turn in range(rounds + 1):
        for place in range(len(names)):
            name = names[(turn + place) % len(names)]
            run = prepare(name)
            server.control("reset=1")
            cost = measure(run, memory=turn == 0)
            asked[name] = server.control()
            if turn == 0:
                peaks[name] = cost
            else:
                costs[name].append(cost)
    results = {}
    for name in names:
        memory = {"largest": peaks[name].largest, "together": peaks[name].together}
        counts = asked[name]["requests"], asked[name]["not_modified"]
        least = min(cost.wall for cost in costs[name])
        results[name] = Result(middle(costs[name])._replace(**memory), least, *counts)
    return results


class Contest:
    """Readers against one server, each with a folder in which it has read all feeds."""

    def __init__(self, readers: Sequence[Reader], server: Server, scratch: Path, rounds: int) -> None:
        self.readers = {reader.name: reader for reader in readers}
        self.server = server
        self._scratch = scratch
        self._rounds = rounds
        self._homes: dict[str, Path] = {}
        self._turns: dict[str, int] = {}

    def cold(self) -> Results:
        """The first fetch of all feeds, into an empty store."""
        return in_turn(list(self.readers), self._first, self.server, self._rounds)

    def unchanged(self) -> Results:
        """All feeds asked again; the server has nothing new."""
        for name in self.readers:
            self.warm(name)
        return in_turn(list(self.readers), self.again, self.server, self._rounds)

    def none_due(self) -> Results:
        """All feeds were read a moment ago. Only for readers that know when a feed is due."""
        patient = [name for name in ("cfnews", "reader") if name in self.readers]
        for name in patient:
            self.warm(name)
        return in_turn(patient, self._when_due, self.server, self._rounds)

    def _first(self, name: str) -> Run:
        home = self._scratch / name
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        self.readers[name].subscribe(home, self.server.urls)
        self._homes[name], self._turns[name] = home, 0
        return self.readers[name].fetch(home)

    def again(self, name: str) -> Run:
        """The command that asks all feeds once more."""
        self._turns[name] += 1
        return self.readers[name].fetch(self._homes[name], turn=self._turns[name])

    def _when_due(self, name: str) -> Run:
        return self.readers[name].fetch(self._homes[name], turn=self._turns[name], due_only=True)

    def warm(self, name: str) -> None:
        """Lets it fetch until it asks conditionally, if it ever does."""
        if name not in self._homes:
            measure(self._first(name))
        for _ in range(2):
            self.server.control("reset=1")
            measure(self.again(name))
            told = self.server.control()
            if told["not_modified"] == told["requests"]:
                return
