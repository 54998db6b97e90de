"""Phrases in the notation of the sector's word lists (see the head of `data/topics.toml`), looked for all at once.

Knows nothing of topics: a phrase carries whatever its list gives it.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from cfnews.sector.phrase_tree import PhraseTree
from cfnews.sector.wording import YOUNG, Words

T = TypeVar("T")
_ONE = rf"(?:<\w+>|{YOUNG}|£m?|#\w+|[\w']+\*?)"
_WORD = re.compile(rf"\.\.|{_ONE}(?:\|{_ONE})*")
_CLASS = re.compile(r"<(\w+)>")


class Hit(NamedTuple, Generic[T]):
    """A phrase found: what its list gave it, and its first word and the one behind its last, counted in words."""

    value: T
    start: int
    end: int


class _Part(Generic[T]):
    """A part of phrases: what it stands for alone, and for what together with which other parts."""

    __slots__ = ("alone", "title_only", "together")

    def __init__(self, *, title_only: bool) -> None:
        self.title_only = title_only
        self.alone: list[T] = []
        self.together: list[tuple[T, tuple[int, ...]]] = []


class Lexicon(Generic[T]):
    """Phrases with a value each. All are added before the first scan; not to be shared between threads."""

    def __init__(self, classes: Mapping[str, Sequence[str]]) -> None:
        self._classes = {name: "|".join(words) for name, words in classes.items()}
        self._tree = PhraseTree()
        self._parts: list[_Part[T]] = []
        self._numbers: dict[tuple[str, bool], int] = {}

    def add(self, phrase: str, value: T, *, as_written: bool = False) -> None:
        """Take in a phrase, with " + " between the parts of it. One without words is never found."""
        first, *others = phrase.split(" + ")
        part = self._parts[self._part(first, as_written)]
        if others:
            part.together.append((value, tuple(self._other(other, as_written) for other in others)))
        else:
            part.alone.append(value)

    def scan(self, text: Words) -> list[Hit[T]]:
        """The phrases in a text: those of one part from left to right, then the others, at their first part's place."""
        found: list[Hit[T]] = []
        places: dict[int, tuple[int, int]] = {}
        symbols = self._tree.read(text.words)
        for number, start, end in self._tree.ends(symbols):
            part = self._parts[number]
            if part.title_only and start >= text.title_end:
                continue
            found += [Hit(value, start, end) for value in part.alone]
            places.setdefault(number, (start, end))
        different = frozenset(symbols)
        for number, (start, end) in places.items():
            for value, others in self._parts[number].together:
                if all(self._is_said(other, different, places) for other in others):
                    found.append(Hit(value, start, end))
        return found

    def _part(self, written: str, as_written: bool) -> int:
        """The number of a part of a phrase; phrases may share it."""
        key = (written, as_written)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._parts)
            self._parts.append(_Part(title_only=written[:1] == "^"))
            words = self._words(written)
            for said in _spelled(words) if "_" in written else (words,):
                self._tree.add(said, number, as_written=as_written)
        return number

    def _other(self, written: str, as_written: bool) -> int:
        """A further part of a phrase: the number of its only word, or that of the part, below zero."""
        words = self._words(written)
        if len(words) == 1 and "_" not in written:
            return self._tree.number(words[0], as_written=as_written)
        return ~self._part(written, as_written)

    def _is_said(self, other: int, symbols: Iterable[int], places: Container[int]) -> bool:
        """Whether a text has a further part of a phrase."""
        return ~other in places if other < 0 else self._tree.means(symbols, other)

    def _words(self, written: str) -> list[str]:
        """The words of a part; a class stands for a choice of its words."""
        words: list[str] = _WORD.findall(written)
        if "<" not in written:
            return words
        return [_CLASS.sub(lambda name: self._classes.get(name[1], name[1]), word) for word in words]


def _spelled(words: list[str]) -> Iterator[list[str]]:
    """A part's words; where a choice offers several words together ("in_care|placed"), each way to say it."""
    for place, choice in enumerate(words):
        if "_" in choice:
            choices = choice.split("|")
            single = "|".join(one for one in choices if "_" not in one)
            for said in [[single] if single else [], *(one.split("_") for one in choices if "_" in one)]:
                if said:
                    yield from ([*words[:place], *said, *rest] for rest in _spelled(words[place + 1 :]))
            return
    yield words
