"""What takes long is done by another cfnews, one at a time: the reader never waits for a server or a parser."""

import asyncio
import contextlib
import json
from collections.abc import Mapping, Sequence
from subprocess import DEVNULL, PIPE

_SOME_FAILED = 4  # the exit code of a fetch whose other feeds are stored
_PATIENCE = 3.0  # seconds to end in


class Errands:
    """Runs command lines of cfnews in the order in which they are given. `command` is what starts it."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command = command
        self._environment = environment
        self._turn = asyncio.Lock()
        self._running: asyncio.subprocess.Process | None = None
        self._closed = False

    async def run(self, *words: str) -> str:
        """Runs a command to its end; "" if it did what it should, else what it said was wrong."""
        async with self._turn:
            if self._closed:
                return ""
            self._running = await asyncio.create_subprocess_exec(
                *self._command, *words, "--json", stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE, env=self._environment
            )
            _, told = await self._running.communicate()
            code, self._running = self._running.returncode, None
            return "" if code in (0, _SOME_FAILED) else _fault(told.decode("utf-8", "replace"), code)

    async def close(self) -> None:
        """Ends what is running and starts nothing more; what it has stored stays."""
        self._closed = True
        process = self._running
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), _PATIENCE)
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()


def _fault(told: str, code: int | None) -> str:
    """The message of the one line of JSON that a fatal error is told in."""
    for line in reversed(told.splitlines()):
        with contextlib.suppress(ValueError, KeyError, TypeError):
            return str(json.loads(line)["error"]["message"])
    return f"it ended with exit code {code}"
