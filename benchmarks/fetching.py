"""Fetching, beside other feed readers on the same made-up publishers: wall and CPU seconds, memory, requests.

    python benchmarks/fetching.py [--rounds 5] [--cases cold,unchanged] [--feeds 200] [--items 30]
                                  [--reader-python X/bin/python]

Each case runs every reader in turn, round after round, against one server on loopback (feed_server.py), which
counts what it is asked; every feed has an address of its own there. A reader that is not installed is left out,
with a line that says how to install it. Ends with the goals, met or missed.
"""

import argparse
import compileall
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import cfnews
from contest import Contest, Result, Results, Server, in_turn, running_server
from feed_server import HOSTILE_KINDS, etag
from measuring import Run, measure
from peers import Cfnews, Newsboat, PythonReader, Reader, Sfeed, plain_environment, versions

HOSTILE_TIMEOUT = 6  # seconds that cfnews gives each feed where some are hostile
LARGE = 20_000  # items of one feed
PATIENT = 50  # milliseconds before every answer


class Goal(NamedTuple):
    """A number and the most that it may be; no number where a peer is missing."""

    words: str
    number: float | None
    most: float
    unit: str = ""

    def line(self) -> str:
        """One line of the report."""
        if self.number is None:
            return f"  -       {self.words}: not measured (at most {self.most:g}{self.unit})"
        verdict = "met   " if self.number <= self.most else "MISSED"
        return f"  {verdict}  {self.words}: {self.number:.2f}{self.unit} (at most {self.most:g}{self.unit})"


class Bench:
    """The options, the readers that are there, and the cases. Each case prints its table and returns its goals."""

    def __init__(self, options: argparse.Namespace, readers: Sequence[Reader], scratch: Path) -> None:
        self.options = options
        self._readers = readers
        self._scratch = scratch
        self._goals: list[Goal] = []

    def run(self, cases: Sequence[str]) -> list[Goal]:
        """Runs the cases named and returns their goals."""
        shared: dict[str, Callable[[Contest], None]] = {
            "cold": self._cold,
            "unchanged": self._unchanged,
            "none-due": self._none_due,
            "latency": self._latency,
        }
        if any(case in shared for case in cases):
            with running_server(self.options.feeds, self.options.items) as server:
                contest = Contest(self._readers, server, self._folder("contest"), self.options.rounds)
                for case in cases:
                    if case in shared:
                        shared[case](contest)
        alone = {"tls": self._tls, "hostile": self._hostile, "large": self._large}
        for case in cases:
            if case in alone:
                alone[case]()
        return self._goals

    def _folder(self, name: str) -> Path:
        folder = self._scratch / name
        folder.mkdir()
        return folder

    def _cold(self, contest: Contest) -> None:
        results = contest.cold()
        table(f"cold, {self.options.feeds} feeds x {self.options.items} items", results)
        self._goals += [
            Goal("cold, wall of newsboat's", _ratio(results, "newsboat"), 1.0, " x"),
            Goal("cold, wall of reader's", _ratio(results, "reader"), 0.25, " x"),
            _memory("cold", results, 100),
        ]

    def _unchanged(self, contest: Contest) -> None:
        results = contest.unchanged()
        table("unchanged: every feed is asked again (cfnews: --force and a clock two hours on)", results)
        self._goals += [
            Goal("unchanged, wall of newsboat's", _ratio(results, "newsboat"), 0.8, " x"),
            Goal("unchanged, answers to cfnews that were whole", _whole(results["cfnews"]), 0),
            _memory("unchanged", results, 60),
        ]

    def _none_due(self, contest: Contest) -> None:
        results = contest.none_due()
        table("none due: asked for again at once", results)
        self._goals += [
            Goal("none due, requests of cfnews", results["cfnews"].requests, 0),
            Goal("none due, wall of reader's", _ratio(results, "reader"), 0.5, " x"),
        ]

    def _latency(self, contest: Contest) -> None:
        contest.server.control(f"latency={PATIENT}")
        results = contest.unchanged()
        contest.server.control("latency=0")
        table(f"unchanged, {PATIENT} ms before every answer", results)
        self._goals.append(Goal(f"{PATIENT} ms, wall of newsboat's", _ratio(results, "newsboat"), 0.7, " x"))

    def _tls(self) -> None:
        """As many hosts by https, unchanged: the whole command against plain requests that do no more than ask."""
        if not shutil.which("openssl"):
            print("\nTLS is left out; to have it: apt-get install openssl")
            return
        home = self._folder("tls")
        with running_server(self.options.feeds, self.options.items, tls=home) as server:
            bundle = _bundle(home)
            contest = Contest([Cfnews(bundle)], server, home, self.options.rounds)
            contest.warm("cfnews")
            (home / "asked.json").write_text(
                json.dumps([(url, etag(number)) for number, url in enumerate(server.urls)]), "utf-8"
            )
            plain = [sys.executable, str(Path(__file__).resolve()), "--plain-requests", str(home / "asked.json")]
            environment = plain_environment(home) | {"REQUESTS_CA_BUNDLE": str(bundle)}

            def prepare(name: str) -> Run:
                return contest.again(name) if name == "cfnews" else Run(plain, environment, home)

            results = in_turn(["cfnews", "requests"], prepare, server, self.options.rounds)
        table("TLS, unchanged (requests: a plain Session, 16 threads, no parsing, no store)", results)
        ratio = results["cfnews"].cost.cpu / results["requests"].cost.cpu
        self._goals.append(Goal("TLS, CPU of plain requests.Session's", ratio, 0.2, " x"))

    def _hostile(self) -> None:
        """When the other feeds were done, with and without five hostile ones at the head of the list."""
        print(f"\nhostile: {', '.join(HOSTILE_KINDS)} among {self.options.feeds} (--timeout {HOSTILE_TIMEOUT})")
        home = self._folder("hostile")
        with running_server(self.options.feeds, self.options.items, hostile=5) as server:
            for words, latency, turn in (("cold", 0, 0), (f"unchanged, {PATIENT} ms", PATIENT, 1)):
                finishes: dict[str, list[float]] = {"without": [], "with": []}
                for number in range(self.options.rounds):
                    for name, taken in finishes.items():
                        folder = home / name
                        if turn == 0:
                            _start_over(folder, (server.hostile if name == "with" else []) + server.urls)
                        server.control(f"latency={latency}")
                        taken.append(_others_finish(folder, server, turn * (number + 1)))
                        server.control("latency=0")
                without, among = (statistics.median(finishes[name]) for name in ("without", "with"))
                print(f"  {words + ', the others are done after':<50}{without:6.2f} s without{among:7.2f} s with them")
                self._goals.append(Goal(f"hostile, {words}: the others later by", among - without, 0.5, " s"))
        print(f"  {'the hostile ones ended as':<50}{_ends(home / 'with')}")

    def _large(self) -> None:
        readers = [reader for reader in self._readers if reader.name in ("cfnews", "newsboat", "reader")]
        home = self._folder("large")
        with running_server(1, LARGE, "--short") as server:
            results = Contest(readers, server, home, self.options.rounds).cold()
            size = server.control()["bytes"]
        stored = json.loads((home / "cfnews" / "output.txt").read_text("utf-8"))["feeds"][0]["new"]
        table(f"one feed of {LARGE:,} items, {size / 1e6:.1f} MB, of which cfnews stored {stored:,}", results)
        self._goals += [
            Goal("large feed, items that cfnews left out", LARGE - stored, 0),
            Goal("large feed, wall of reader's", _ratio(results, "reader"), 0.5, " x"),
            _memory("large feed", results, 120),
        ]


def table(title: str, results: Results) -> None:
    """Prints one case: a line for each reader, the last column cfnews's wall time as a share of its."""
    print(f"\n{title}")
    print("              wall s   least   CPU s   largest MB   together MB   requests    304    cfnews's wall is")
    for name, (cost, least, requests, not_modified) in results.items():
        ratio = "" if name == "cfnews" else f"{results['cfnews'].cost.wall / cost.wall:14.2f} x its"
        memory = f"{cost.largest / 1e6:13.1f}{cost.together / 1e6:14.1f}"
        failed = f"   exit {cost.status}" if cost.status else ""
        times = f"{cost.wall:8.2f}{least:8.2f}{cost.cpu:8.2f}"
        print(f"  {name:<10}{times}{memory}{requests:11}{not_modified:7}{ratio}{failed}")


def _ratio(results: Results, peer: str) -> float | None:
    return results["cfnews"].cost.wall / results[peer].cost.wall if peer in results else None


def _memory(case: str, results: Results, most: float) -> Goal:
    return Goal(f"{case}, largest process of cfnews", results["cfnews"].cost.largest / 1e6 or None, most, " MB")


def _whole(result: Result) -> int:
    return result.requests - result.not_modified


def _bundle(folder: Path) -> Path:
    """requests' own certificates and the server's: the usual work of reading many is not spared."""
    import certifi

    bundle = folder / "bundle.pem"
    bundle.write_text(certifi.contents() + (folder / "certificate.pem").read_text("ascii"), "utf-8")
    return bundle


def _start_over(folder: Path, urls: Sequence[str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    Cfnews().subscribe(folder, urls)


def _others_finish(folder: Path, server: Server, turn: int) -> float:
    """Seconds until cfnews told of the last good feed as done (--verbose says so at once)."""
    good = {f"feed-{number}:" for number in range(5 if folder.name == "with" else 0, 5 + len(server.urls))}
    done: list[float] = []

    def told(line: str) -> None:
        if line.partition(" ")[0] in good:
            done.append(time.monotonic())

    run = Cfnews().fetch(folder, turn=turn, more=["--verbose", "--timeout", str(HOSTILE_TIMEOUT)])
    started = time.monotonic()
    measure(run, told=told)
    if len(done) != len(server.urls):
        raise SystemExit(f"cfnews told of {len(done)} of {len(server.urls)} feeds; see how its --verbose lines begin")
    return max(done) - started


def _ends(folder: Path) -> str:
    feeds = json.loads((folder / "output.txt").read_text("utf-8"))["feeds"][:5]
    ends = [feed["error"]["code"] if feed["error"] else feed["status"] for feed in feeds]
    return ", ".join(f"{kind}: {end}" for kind, end in zip(HOSTILE_KINDS, ends, strict=True))


def plain_requests(file: Path) -> None:
    """Asks every address in the file conditionally by requests.Session as it comes: what our own session is against."""
    import requests

    session = requests.Session()

    def ask(asked: tuple[str, str]) -> int:
        return session.get(asked[0], headers={"If-None-Match": asked[1]}, timeout=20).status_code

    with ThreadPoolExecutor(16) as pool:
        answers = set(pool.map(ask, json.loads(file.read_text("utf-8"))))
    if answers != {304}:
        raise SystemExit(f"the server answered {answers}")


CASES = ("cold", "unchanged", "none-due", "latency", "tls", "hostile", "large")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cases", default=",".join(CASES), help="with commas between; all if left out")
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--items", type=int, default=30)
    parser.add_argument("--reader-python", default="reader-python", metavar="PROGRAM", help="a Python that has reader")
    parser.add_argument("--plain-requests", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.cases = options.cases.split(",")
    if unknown := set(options.cases) - set(CASES):
        parser.error(f"no such case: {', '.join(sorted(unknown))}; the cases are {', '.join(CASES)}")
    return options


def main() -> None:
    """Runs the cases asked for and prints their tables and goals."""
    options = _options()
    if options.plain_requests:
        plain_requests(options.plain_requests)
        return
    # As installed: pip compiles what it installs, while a checkout may have been told to write no bytecode.
    compileall.compile_dir(str(Path(cfnews.__file__).parent), quiet=1)
    others: list[Reader] = [Newsboat(), Sfeed(), PythonReader(options.reader_python)]
    print(f"cfnews {cfnews.__version__}, {versions(options.reader_python)}; {os.cpu_count()} cores; ", end="")
    print(f"medians of {options.rounds} rounds")
    for other in others:
        if other.missing:
            print(other.missing)
    readers: list[Reader] = [Cfnews(), *(other for other in others if not other.missing)]
    with tempfile.TemporaryDirectory() as scratch:
        goals = Bench(options, readers, Path(scratch)).run(options.cases)
    print("\ngoals")
    for goal in goals:
        print(goal.line())


if __name__ == "__main__":
    main()
