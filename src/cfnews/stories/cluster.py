"""Which of some entries are one story: those whose mean likeness, group against group, is high enough.

Average linkage from the best pair down, so that no chain of half-alike entries becomes one story, and
whoever came first does not matter. What the reader has joined is joined before, and what must stay
apart is never joined.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cfnews.stories.match import APART, JOINS


class _Link(NamedTuple):
    """The likeness between two groups: the sum over their pairs, and the least."""

    total: float
    least: float


def group(
    entries: Iterable[int], likeness: Mapping[tuple[int, int], float], joined: Iterable[tuple[int, int]] = ()
) -> dict[int, int]:
    """The story of each entry, named after its least member.

    `likeness` holds pairs with the lesser entry first; a pair that it lacks has nothing in common.
    `joined` pairs are one story whatever they are like.
    """
    root = _united(entries, joined)
    groups = _Groups(root, likeness)
    waiting = groups.all_links()
    heapq.heapify(waiting)
    while waiting:
        _, one, other, sizes = heapq.heappop(waiting)
        if groups.sizes_of(one, other) == sizes:
            for link in groups.merge(one, other):
                heapq.heappush(waiting, link)
    return groups.story_of()


def _united(entries: Iterable[int], joined: Iterable[tuple[int, int]]) -> dict[int, int]:
    root = {entry: entry for entry in entries}

    def top(entry: int) -> int:
        while root[entry] != entry:
            entry = root[entry]
        return entry

    for one, other in joined:
        if one in root and other in root:
            low, high = sorted((top(one), top(other)))
            root[high] = low
    return {entry: top(entry) for entry in root}


class _Groups:
    """Groups of entries, by their least member, and the links between them."""

    def __init__(self, root: Mapping[int, int], likeness: Mapping[tuple[int, int], float]) -> None:
        self._members: dict[int, list[int]] = defaultdict(list)
        for entry, first in root.items():
            self._members[first].append(entry)
        self._size = Counter(root.values())
        self._links: dict[int, dict[int, _Link]] = defaultdict(dict)
        for (one, other), score in likeness.items():
            if one in root and other in root and root[one] != root[other]:
                self._add(root[one], root[other], _Link(score, score))

    def all_links(self) -> list[tuple[float, int, int, tuple[int, int]]]:
        return [
            item
            for one, others in self._links.items()
            for other in others
            if one < other
            for item in self._item(one, other)
        ]

    def sizes_of(self, one: int, other: int) -> tuple[int, int]:
        """The sizes of two groups; 0 for one that is no more."""
        return self._size.get(one, 0), self._size.get(other, 0)

    def merge(self, one: int, other: int) -> list[tuple[float, int, int, tuple[int, int]]]:
        """Makes two groups one, under the lesser name; returns its links that may be followed."""
        self._members[one] += self._members.pop(other)
        self._size[one] += self._size.pop(other)
        for third, link in self._links.pop(other).items():
            del self._links[third][other]
            if third != one:
                self._add(one, third, link)
        return [item for third in self._links[one] for item in self._item(*sorted((one, third)))]

    def story_of(self) -> dict[int, int]:
        return {entry: min(members) for members in self._members.values() for entry in members}

    def _add(self, one: int, other: int, more: _Link) -> None:
        link = self._links[one].get(other)
        sum_of = more if link is None else _Link(link.total + more.total, min(link.least, more.least))
        self._links[one][other] = self._links[other][one] = sum_of

    def _item(self, one: int, other: int) -> list[tuple[float, int, int, tuple[int, int]]]:
        """The link as an entry of the queue, best first, if it may be followed."""
        link = self._links[one][other]
        mean = link.total / (self._size[one] * self._size[other])
        if link.least <= APART or mean < JOINS:
            return []
        return [(-mean, one, other, self.sizes_of(one, other))]
