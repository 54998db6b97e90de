"""A process that reads feeds for another: frames of MessagePack in on stdin, out on stdout, until stdin ends.

A process, as a parser that does not stop can be ended in no other way, and as two cores parse twice as fast.
"""

import resource
import signal
import sys
import time
from functools import lru_cache

import msgspec

from cfnews.model import Problem
from cfnews.problems import problem
from cfnews.update.frames import Answer, Work, read_frame, write_frame
from cfnews.update.reading import read_feed, read_page, tell_feed
from cfnews.update.tagging import Tagger

MEMORY = 1 << 30  # bytes of address space: a bomb ends its own worker, not the machine


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
