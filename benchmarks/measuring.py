"""How long a command takes and what it costs: wall and CPU seconds of it and its children, and peak memory.

Memory is sampled from /proc in a run of its own that is not timed: what the system reports at the end (ru_maxrss)
counts the starting process as well, which is larger than the smallest of those measured. Linux only; elsewhere 0.
"""

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

LONGEST = 300.0  # seconds that any command may take
_SAMPLE_EVERY = 0.015


class Cost(NamedTuple):
    """What one run of a command took; the two kinds of memory are in bytes and 0 where they were not sampled."""

    wall: float
    cpu: float
    status: int
    largest: int = 0  # the largest process
    together: int = 0  # all its processes at once, what they share counted once


class Run(NamedTuple):
    """A command and how it is to be started."""

    command: Sequence[str]
    environment: dict[str, str]
    folder: Path


def measure(run: Run, *, memory: bool = False, told: Callable[[str], None] | None = None) -> Cost:
    """Runs the command to its end; its output goes to `output.txt` and `errors.txt` in the folder.

    `told` hears each line of its standard error at once. A command that takes too long is ended.
    """
    with (run.folder / "output.txt").open("wb") as output, (run.folder / "errors.txt").open("wb") as errors:
        started = time.perf_counter()
        process = subprocess.Popen(
            run.command,
            env=run.environment,
            cwd=run.folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.PIPE if told else errors,
            text=True,
        )
        watch = threading.Timer(LONGEST, process.kill)
        watch.start()
        sampler = _Sampler(process.pid) if memory else None
        try:
            for line in process.stderr or ():
                told(line) if told else None
            _, status, usage = os.wait4(process.pid, 0)  # children that it waited for are in it
        finally:
            watch.cancel()
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        largest, together = sampler.stop() if sampler else (0, 0)
    return Cost(wall, usage.ru_utime + usage.ru_stime, process.returncode, largest, together)


def middle(costs: Sequence[Cost]) -> Cost:
    """The medians of several runs, with the largest memory among them."""
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        max(cost.status for cost in costs),
        max(cost.largest for cost in costs),
        max(cost.together for cost in costs),
    )


class _Sampler:
    """Looks at a process and its descendants every few milliseconds until it is stopped."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._over = threading.Event()
        self._largest = 0
        self._together = 0
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(_SAMPLE_EVERY):
            tree = _descendants(self._pid)
            self._largest = max([self._largest, *(_field(pid, "status", "VmHWM:") for pid in tree)])
            self._together = max(self._together, sum(_field(pid, "smaps_rollup", "Pss:") for pid in tree))

    def stop(self) -> tuple[int, int]:
        self._over.set()
        self._thread.join()
        return self._largest, self._together


def _descendants(pid: int) -> list[int]:
    """The process and all below it, as far as they are still there."""
    found, ahead = [], [pid]
    while ahead:
        here = ahead.pop()
        found.append(here)
        for task in _names(f"/proc/{here}/task"):
            ahead += [int(child) for child in _text(Path(f"/proc/{here}/task/{task}/children")).split()]
    return found


def _field(pid: int, file: str, name: str) -> int:
    for line in _text(Path(f"/proc/{pid}/{file}")).splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1024
    return 0


def _names(folder: str) -> list[str]:
    try:
        return [path.name for path in Path(folder).iterdir()]
    except OSError:
        return []


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii", "replace")
    except OSError:  # it has ended
        return ""
