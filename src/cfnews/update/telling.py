"""What an entry tells, worked out before it meets the store: its facts, its words and its sentences.

Needs nothing but the entry and its feed, so that a reading process can do it beside others.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import msgspec

from cfnews.model import Entry, FeedSpec, ReadFeed
from cfnews.stories.words import Words, read_sentences, read_words
from cfnews.story import Facts

# The version of the rules, stored with what they find. Raise it by one with any change that could find something else
# in a text, be it in `sector`, its data or here, so that `cfnews store retag --stale` knows what an older one tagged.
RULES = 1
_MARK = 8  # bytes of a wording's hash by which an entry is known again


class Tagged(NamedTuple):
    """What was found in an entry; `filtered` says why it is none of the sector's, "" where it is."""

    facts: Facts
    filtered: str = ""


class Tags(Protocol):
    """What finds in an entry what the sector's rules find."""

    def tag(self, spec: FeedSpec, entry: Entry) -> Tagged:
        """What is found in one entry of a feed."""


class Told(msgspec.Struct, frozen=True, array_like=True):
    """One entry's facts, why it is none of the sector's ("" where it is), its words, and its text's sentences."""

    facts: Facts
    filtered: str
    words: Words
    sentences: frozenset[int]


class ToldFeed(msgspec.Struct, frozen=True):
    """A feed document with what each of its entries tells; None for those that are likely known."""

    feed: ReadFeed
    told: tuple[Told | None, ...] = ()


def tell(tagger: Tags, spec: FeedSpec, entry: Entry) -> Told:
    """What one entry tells."""
    facts, filtered = tagger.tag(spec, entry)
    sentences = read_sentences(entry.text) if entry.text else frozenset()
    return Told(facts, filtered, read_words(entry.title, entry.summary), sentences)


def marks_of(entries: Sequence[Entry | None]) -> bytes:
    """Marks of what a document said, to be kept until the next one is read."""
    return b"".join(_mark(entry) for entry in entries if entry is not None)


def unknown(entries: Sequence[Entry | None], marks: bytes) -> Iterator[bool]:
    """For each entry whether it says what no entry said that had these marks."""
    known = {marks[place : place + _MARK] for place in range(0, len(marks), _MARK)}
    return (entry is not None and _mark(entry) not in known for entry in entries)


def _mark(entry: Entry) -> bytes:
    return bytes.fromhex(entry.content_hash[: 2 * _MARK])
