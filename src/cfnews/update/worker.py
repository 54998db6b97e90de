"""A process that reads feeds for another: frames of MessagePack in on stdin, out on stdout, until stdin ends.

A process, as a parser that does not stop can be ended in no other way, and as two cores parse twice as fast.
"""

import resource
import signal
import struct
import sys
import time
from datetime import datetime
from functools import lru_cache
from typing import IO

import msgspec

from cfnews.model import FeedSpec, PlaceSpec, Problem, ReadPage, TopicSpec
from cfnews.problems import problem
from cfnews.update.reading import read_feed, read_page, tell_feed
from cfnews.update.tagging import Tagger
from cfnews.update.telling import ToldFeed

MEMORY = 1 << 30  # bytes of address space: a bomb ends its own worker, not the machine
_HEADER = struct.Struct("!Q")


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """One body to read, its feed (None for an article's page), where it came from, and the seconds that it may take.

    `marks` are those of the feed's last document; `places` and `topics` are the reader's own.
    """

    body: bytes
    content_type: str
    spec: FeedSpec | None
    base: str
    now: datetime
    budget: float
    marks: bytes = b""
    places: tuple[PlaceSpec, ...] = ()
    topics: tuple[TopicSpec, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """What came of it: a feed, a page or a problem."""

    feed: ToldFeed | None = None
    page: ReadPage | None = None
    problem: Problem | None = None


def write_frame(stream: IO[bytes], value: msgspec.Struct) -> None:
    """Writes one value with its length in front."""
    packed = msgspec.msgpack.encode(value)
    stream.write(_HEADER.pack(len(packed)))
    stream.write(packed)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next value's bytes; None where the stream ends."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    (length,) = _HEADER.unpack(header)
    packed = stream.read(length)
    return packed if len(packed) == length else None


def answer(work: Work) -> Answer:
    """Reads one body. Whatever is thrown on the way becomes a problem."""
    started = time.monotonic()
    try:
        if work.spec is None:
            return Answer(page=read_page(work.body, work.content_type, work.base))
        found = read_feed(work.body, work.content_type, feed_name=work.spec.name, base=work.base, now=work.now)
        if isinstance(found, Problem):
            return Answer(problem=found)
        tagger = _tagger(work.places, work.topics)
        return Answer(feed=tell_feed(tagger, work.spec, found, work.marks, started + work.budget / 2))
    except (MemoryError, RecursionError):
        return Answer(problem=problem("parse_budget"))
    except Exception as error:  # noqa: BLE001 - one feed's bytes must never end the worker
        return Answer(problem=problem("parse", f"{type(error).__name__}: {error}"[:160]))


_tagger = lru_cache(maxsize=2)(Tagger)


def main() -> None:
    """Answers frames until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while (packed := read_frame(incoming)) is not None:
        work = msgspec.msgpack.decode(packed, type=Work)
        del packed  # a large body need not be here twice
        # The system ends us a little after the parent should have, should the parent be gone.
        signal.setitimer(signal.ITIMER_REAL, work.budget + 2)
        reply = answer(work)
        signal.setitimer(signal.ITIMER_REAL, 0)
        write_frame(outgoing, reply)


if __name__ == "__main__":
    main()
