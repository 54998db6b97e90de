"""What goes to a reading process and what comes back: frames of MessagePack with their length in front."""

import struct
from datetime import datetime
from typing import IO

import msgspec

from cfnews.model import FeedSpec, PlaceSpec, Problem, ReadPage, TopicSpec
from cfnews.update.telling import ToldFeed

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
