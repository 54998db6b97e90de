"""What a thread's exchange may spend and where it may lead: one deadline for headers, body and every hop.

Kept per thread, as the connection that must obey it is made deep inside urllib3. Never sends anything itself.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from cfnews.fetch.addresses import origin
from cfnews.fetch.credentials import Credential


class _Exchange(threading.local):
    """What the connection must know of the exchange that this thread is in."""

    deadline: float = 0.0
    read_timeout: float = 10.0
    private_allowed: bool = False
    enough: int = 0
    credential: Credential | None = None


current = _Exchange()


def begin_exchange(
    seconds: float,
    read_timeout: float,
    *,
    private_allowed: bool,
    enough: int = 0,
    credential: Credential | None = None,
) -> None:
    """Sets this thread's deadline, `seconds` from now, for headers, body and every hop, and where it may lead.

    After `enough` bytes of a body the rest of it is left; 0 reads all, or fails where that is too large. The
    `credential` goes with requests to its own origin, until the next exchange begins.
    """
    current.credential = credential
    current.private_allowed = private_allowed
    current.deadline = time.monotonic() + seconds
    current.read_timeout = read_timeout
    current.enough = enough


def credential_for(url: str) -> Credential | None:
    """The credential of this thread's exchange, if the address is of the origin that it is bound to."""
    credential = current.credential
    return credential if credential is not None and origin(url) == credential.origin else None


def remaining() -> float:
    """Seconds left of this thread's exchange."""
    return current.deadline - time.monotonic()


@contextmanager
def side_exchange(seconds: float, read_timeout: float, *, private_allowed: bool, enough: int) -> Iterator[None]:
    """An exchange without a credential for the time of a `with` block, inside another one."""
    outer = current.deadline, current.read_timeout, current.private_allowed, current.enough, current.credential
    begin_exchange(seconds, read_timeout, private_allowed=private_allowed, enough=enough)
    try:
        yield
    finally:
        (
            current.deadline,
            current.read_timeout,
            current.private_allowed,
            current.enough,
            current.credential,
        ) = outer
