"""What a disk may hold after a power cut: all that was synced before, and of the rest any part, in any order, torn.

A run is recorded by strace; its writes are then played onto files up to any moment.
"""

import random
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink"
_CALL = re.compile(r'\d+ +(\w+)\((?:\d+<([\\x0-9a-f]*)[^>]*>|"([\\x0-9a-f]*)")(?:, (.*?))?(?:\) += | <unfinished)')
_SECTOR = 512


class Step(NamedTuple):
    """One call: to a file of the store, or (path "") a word to whoever waits for the output."""

    call: str
    path: str
    data: bytes = b""
    at: int = 0


def recorded(command: Sequence[str], environment: Mapping[str, str], store: Path, log: Path) -> list[Step]:
    """Runs a command to its end and returns what it did to the store's files and to its output."""
    strace = ["strace", "-f", "-y", "-xx", "-s", "40000000", "-e", f"trace={_CALLS}", "-o", str(log)]
    done = subprocess.run([*strace, *command], env=environment, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    steps = []
    with log.open() as lines:
        for line in lines:
            step = _step(line, str(store))
            if step is not None:
                steps.append(step)
    return steps


def _step(line: str, store: str) -> Step | None:
    found = _CALL.match(line)
    if found is None:
        return None
    call, of_open, named, rest = found.groups()
    path = _bytes(of_open or named).decode()
    if call == "write" and "(1<" in line[:20]:
        return Step("told", "")
    if not path.startswith(store) or path.endswith("-shm"):
        return None
    if call == "pwrite64":
        data, _, at = rest.rsplit(", ", 2)
        return Step(call, path, _bytes(data.strip('"')), int(at))
    return Step(call, path, at=int(rest) if call == "ftruncate" else 0)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


class Disk:
    """Files by path: what is sure, and what is on its way."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.sure = {path: bytearray(data) for path, data in files.items()}
        self.pending: dict[str, list[Step]] = {}

    def play(self, step: Step) -> None:
        """One more step before the cut."""
        if step.call in ("fsync", "fdatasync"):
            for waiting in self.pending.pop(step.path, []):
                self._apply(self.sure, waiting)
        elif step.path:
            self.pending.setdefault(step.path, []).append(step)

    def cut(self, dice: random.Random) -> dict[str, bytes]:
        """What the files hold when power comes back."""
        files = {path: bytearray(data) for path, data in self.sure.items()}
        for waiting in self.pending.values():
            mood = dice.choice(("all", "none", "some"))
            for step in waiting:
                if mood == "all" or (mood == "some" and dice.random() < 0.5):
                    self._apply(files, self._torn(step, dice) if mood == "some" else step)
        return {path: bytes(data) for path, data in files.items()}

    def _torn(self, step: Step, dice: random.Random) -> Step:
        if step.call != "pwrite64" or len(step.data) <= _SECTOR or dice.random() < 0.5:
            return step
        whole = dice.randrange(len(step.data) // _SECTOR) * _SECTOR
        return step._replace(data=step.data[:whole])

    def _apply(self, files: dict[str, bytearray], step: Step) -> None:
        if step.call == "unlink":
            files.pop(step.path, None)
            return
        data = files.setdefault(step.path, bytearray())
        if step.call == "ftruncate":
            del data[step.at :]
            data.extend(bytes(step.at - len(data)))
            return
        data.extend(bytes(max(0, step.at - len(data))))
        data[step.at : step.at + len(step.data)] = step.data
