"""Which entries of a feed are entries that we know already: the same page is the same entry, whatever its id.

`keys` says what tells the entries of one document apart, `recognise` which stored entry each of them is.
Here the two come together. Looks at one feed alone: a guid means nothing beyond the feed that gave it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cfnews.model import Entry, Known
from cfnews.stories.keys import Document, Identity
from cfnews.stories.recognise import known_again


class Placed(NamedTuple):
    """An entry with its key; `known` is the stored entry that it is, `repeat` says it was in this document before."""

    entry: Entry
    key: str
    known: Known | None
    repeat: bool


def place_entries(feed_id: str, entries: Sequence[Entry], known: Sequence[Known], identity: Identity) -> list[Placed]:
    """Each entry of a document with the stored entry of its feed that it is, if any. Order is kept."""
    document = Document(entries)
    keys = [document.key(feed_id, entry, identity) for entry in entries]
    first: dict[str, int] = {}
    for place, key in enumerate(keys):
        first.setdefault(key, place)
    told = list(first.values())
    found = known_again([entries[place] for place in told], list(first), known, identity)
    by_key = {key: found.get(number) for number, key in enumerate(first)}
    stored = {one.key for one in known}
    placed = []
    for place, (entry, key) in enumerate(zip(entries, keys, strict=True)):
        one = by_key[key]
        placed.append(Placed(entry, key if one else _free_key(key, entry, stored), one, place != first[key]))
    return placed


def entry_keys(feed_id: str, entries: Sequence[Entry], identity: Identity) -> list[str]:
    """The key of each entry of a document, to look for in the store."""
    document = Document(entries)
    return [document.key(feed_id, entry, identity) for entry in entries]


def _free_key(key: str, entry: Entry, stored: set[str]) -> str:
    """The key of a new entry: one that has moved keeps its key, and another may now be where it was."""
    while key in stored:
        key = f"{key} {entry.guid or entry.content_hash}"
    return key
