"""What a template may take of the machine has an end, and afterwards all is as before."""

import contextlib
import resource
import signal

import pytest

from cfnews.cli.bounds import bounded
from cfnews.errors import WrongUsage


def test_what_never_ends_is_ended() -> None:
    with pytest.raises(WrongUsage, match=r"mine was stopped: .* than 0\.05 seconds"), bounded("mine", 0.05):
        while True:
            pass


def test_nobody_on_the_way_takes_the_end_for_a_fault() -> None:
    with pytest.raises(WrongUsage), bounded("mine", 0.05):
        while True:
            with contextlib.suppress(Exception):
                sum(range(1000))


def test_what_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(WrongUsage, match="too much memory"), bounded("mine", memory=4 << 30):
        bytearray(1 << 33)


def test_afterwards_all_is_as_before() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGVTALRM)
    with bounded("mine"):
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] > 0
    assert (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGVTALRM)) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
