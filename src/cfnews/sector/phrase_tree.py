"""The words of any number of phrases as a tree, and the steps that a text takes through it.

A text is read from each of its words on, until no phrase can follow. Words are numbers here: every word, choice of
words or beginning of one in a phrase has its own, and a word of a text means all the numbers that it fits. Where a word
leads is found out once and kept, so that what is usual costs one look-up a step: the states of a regular expression,
made when they are needed, as all of them would be too many. Knows nothing of what phrases stand for.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from cfnews.sector.wording import STOPS, stem

_GAP = 3  # words that ".." may stand for
_LONGEST = 40  # letters; no word is longer, and a hostile text is not kept
_MOST_KEPT = 50_000  # words and steps
_OWNERS = frozenset(("childrens", "Childrens", "womens", "Womens"))  # as some write them

# What may follow in a phrase: a word by its number, a gap, or the end of the phrases that are listed.
_Node = dict[int, Any]
_GAP_NEXT, _ENDS = -1, -2
# Where in the tree a reading may be, each place with the words that its gap may still pass over.
_State = tuple[tuple[_Node, int], ...]
_OTHER, _STOP = 0, 1  # the meanings of a word that no phrase has, and of the end of a sentence


class _Step(NamedTuple):
    """Where one word leads from a state: to the next state (-1: nowhere), and the phrases that end with it."""

    state: int
    ends: tuple[int, ...]


class PhraseTree:
    """Phrases by number. All are added before the first text is read; not to be shared between threads."""

    def __init__(self) -> None:
        self._root: _Node = {}
        self._numbers: dict[str, int] = {}
        self._of_word: dict[str, list[int]] = {}
        self._as_written: dict[str, list[int]] = {}
        self._beginnings: dict[str, list[tuple[str, int]]] = {}
        self._forget()

    def _forget(self) -> None:
        """Begin anew with the meanings of words, the states, and the steps between them."""
        self._symbols: dict[tuple[int, ...], int] = {(): _OTHER}
        self._meanings: list[frozenset[int]] = [frozenset(), frozenset()]
        self._known: dict[str, int] = dict.fromkeys(STOPS, _STOP)
        self._states: list[_State] = [((self._root, 0),)]
        self._state_numbers: dict[tuple[tuple[int, int], ...], int] = {}
        self._steps: list[dict[int, _Step]] = [{}]
        self._kept = 0

    def add(self, words: Sequence[str], phrase: int, *, as_written: bool = False) -> None:
        """Take in a phrase: words, choices ("a|b"), beginnings ("adopt*") and gaps ("..")."""
        node = self._root
        for word in words:
            node = node.setdefault(_GAP_NEXT if word == ".." else self.number(word, as_written=as_written), {})
        node.setdefault(_ENDS, []).append(phrase)

    def number(self, word: str, *, as_written: bool = False) -> int:
        """The number of a word of a phrase, or of a choice of words."""
        key = f"={word}" if as_written else word
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._numbers)
            for one in word.split("|"):
                if as_written:
                    self._as_written.setdefault(one, []).append(number)
                elif one[-1] == "*":
                    self._beginnings.setdefault(one[:3], []).append((one[:-1], number))
                else:
                    self._of_word.setdefault(f"{stem(one)}'s" if one[-2:] == "'s" else stem(one), []).append(number)
        return number

    def read(self, words: Sequence[str]) -> list[int]:
        """The words of a text by the numbers of their meanings."""
        if self._kept > _MOST_KEPT:
            self._forget()
        known = self._known
        try:
            return [known[word] for word in words]
        except KeyError:
            return [known[word] if word in known else self._learned(word) for word in words]

    def means(self, symbols: Iterable[int], number: int) -> bool:
        """Whether a word of a text that was read fits a number."""
        meanings = self._meanings
        for symbol in symbols:  # noqa: SIM110 - asked again and again, at half the cost of any()
            if number in meanings[symbol]:
                return True
        return False

    def ends(self, symbols: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """The phrases in a text that was read, each with its first word and the one behind its last."""
        steps, size = self._steps, len(symbols)
        for start, symbol in enumerate(symbols):
            if symbol <= _STOP:
                continue
            state, ends = steps[0].get(symbol) or self._step(0, symbol)
            for phrase in ends:
                yield phrase, start, start + 1
            place = start + 1
            while state >= 0 and place < size:
                state, ends = steps[state].get(symbols[place]) or self._step(state, symbols[place])
                place += 1
                for phrase in ends:
                    yield phrase, start, place

    def _step(self, state: int, symbol: int) -> _Step:
        """Where a word leads from a state, found out and kept."""
        meaning = self._meanings[symbol]
        places: list[tuple[_Node, int]] = []
        ends: list[int] = []
        for node, gap in self._states[state] if symbol != _STOP else ():
            for number in meaning if len(meaning) < len(node) else node:
                if number in node and number in meaning:
                    following = node[number]
                    ends += following.get(_ENDS, ())
                    places.append((following, 0))
                    if _GAP_NEXT in following:
                        places.append((following[_GAP_NEXT], _GAP))
            if gap:
                places.append((node, gap - 1))
        step = self._steps[state][symbol] = _Step(self._state(places), tuple(ends))
        self._kept += 1
        return step

    def _state(self, places: Sequence[tuple[_Node, int]]) -> int:
        """The number of a state; -1 where nothing can follow."""
        live = tuple((node, gap) for node, gap in places if node.keys() - {_ENDS, _GAP_NEXT})
        if not live:
            return -1
        key = tuple((id(node), gap) for node, gap in live)
        number = self._state_numbers.get(key)
        if number is None:
            number = self._state_numbers[key] = len(self._states)
            self._states.append(live)
            self._steps.append({})
        return number

    def _learned(self, word: str) -> int:
        """The number of a word's meaning: of all the numbers that it fits."""
        if len(word) > _LONGEST:
            return _OTHER
        bare = stem(word)
        owned = self._of_word.get(f"{bare}'s", ()) if word[-2:] == "'s" or word in _OWNERS else ()
        begun = [number for letters, number in self._beginnings.get(bare[:3], ()) if bare.startswith(letters)]
        fits = (*self._of_word.get(bare, ()), *owned, *self._as_written.get(word, ()), *begun)
        symbol = self._symbols.get(fits)
        if symbol is None:
            symbol = self._symbols[fits] = len(self._meanings)
            self._meanings.append(frozenset(fits))
        self._known[word] = symbol
        self._kept += 1
        return symbol
