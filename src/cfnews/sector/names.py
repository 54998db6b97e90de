"""Proper names in a text: longest first, whole words, case as written; the text is read once, however many the names.

One alternation of two thousand names tries every one of them at every capital. Here a name is looked up by
its first word, so that a text costs one step a capitalised word. Names that begin with a small letter are not for it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from cfnews.sector.item import Item

T = TypeVar("T")
_TITLE, _SUMMARY = 1000, 4000  # characters; none that is meant to be read is longer
_FIRST_WORD = re.compile(r"[A-Z][A-Za-z0-9&]*")


class Hit(NamedTuple, Generic[T]):
    """A name in a text: where it begins and ends, the name as listed, and what the list says of it."""

    start: int
    end: int
    name: str
    value: T


class NameIndex(Generic[T]):
    """Names with a value each, ready to be looked for. Of two equal names the first is kept."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        by_first: dict[str, dict[str, T]] = {}
        for name, value in names:
            first = _FIRST_WORD.match(name)
            if first is not None:
                by_first.setdefault(first[0], {}).setdefault(name, value)
        # Longest first: "North Somerset" is not Somerset, and "New York" is not York.
        self._by_first = {
            first: sorted(group.items(), key=lambda pair: -len(pair[0])) for first, group in by_first.items()
        }

    def scan(self, text: str) -> Iterator[Hit[T]]:
        """The names in a plain text (see `plain`), from left to right, none within another."""
        end = 0
        for word, start in _capitals(text):
            candidates = self._by_first.get(word)
            if candidates is None or start < end or not _opens_word(text, start):
                continue
            for name, value in candidates:
                end_of_name = start + len(name)
                if text.startswith(name, start) and not text[end_of_name : end_of_name + 1].isalnum():
                    end = end_of_name
                    yield Hit(start, end, name, value)
                    break


@lru_cache(maxsize=4)  # councils, bodies and nations are looked for in the same two texts, one after another
def _capitals(text: str) -> list[tuple[str, int]]:
    """Each word that begins with a capital, and where."""
    return [(word[0], word.start()) for word in _FIRST_WORD.finditer(text)]


def heads(item: Item) -> tuple[str, str]:
    """An item's title and summary as names are looked for in them; cut, for a hostile feed has titles of a megabyte."""
    return plain(item.title[:_TITLE]), plain(item.summary[:_SUMMARY])


def plain(text: str) -> str:
    """The text with typewriter apostrophes and hyphens, so that a name has one spelling. Places stay where they are."""
    return text if text.isascii() else text.replace("’", "'").replace("‑", "-").replace("\u00a0", " ")


def _opens_word(text: str, start: int) -> bool:
    """Whether a word begins here: "ex-Leeds" and "McKent" name no place."""
    return start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "-_")
