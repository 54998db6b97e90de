"""An end for what a reader's template may take of the machine: so much time of the processor, so much memory."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from cfnews.errors import WrongUsage

SECONDS = 10.0
MEMORY = 2 << 30  # bytes of address space, all of the process's


class _OutOfTimeError(BaseException):
    """No Exception, so that nobody on the way takes it for a fault of an expression."""


@contextmanager
def bounded(what: str, seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Ends the block when it has used so many seconds of processor time, with WrongUsage, or so much memory."""
    if threading.current_thread() is not threading.main_thread():  # signals reach the main thread alone
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        with _less_memory(memory):
            yield
    except _OutOfTimeError:
        raise WrongUsage(f"{what} was stopped: it ran for more than {seconds:g} seconds", "make it do less") from None
    except MemoryError:
        raise WrongUsage(f"{what} was stopped: it took too much memory", "make it do less") from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - how signals are told
    raise _OutOfTimeError


@contextmanager
def _less_memory(most: int) -> Iterator[None]:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    lower = min([most, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY)])
    resource.setrlimit(resource.RLIMIT_AS, (lower, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
