"""A stack of stories to read, from the top down: many are known by row number, a few near the eye are loaded.

Reads the store and writes nothing. Knows neither screen nor keys.
"""

from collections.abc import Iterable, Iterator, Sequence

from cfnews.query import Outline, with_watches
from cfnews.store.db import Database
from cfnews.store.marks import unread_of
from cfnews.store.stories import load_by_row
from cfnews.store.watches import Watch
from cfnews.story import Story

_AT_ONCE = 60  # stories: more than a screen holds
_KEPT = 1500


class Stack:
    """Stories by their place, 0 at the top. `at` is the place of the one that is being read.

    `rows`, where given, lie there in place of those of the outline; a refresh goes by the outline all the same.
    """

    def __init__(
        self, db: Database, outline: Outline, rows: list[int] | None = None, *, watches: Sequence[Watch] = ()
    ) -> None:
        self._db = db
        self._watches = watches
        self.outline = outline
        self.rows = outline.rows if rows is None else rows
        self.unread = unread_of(db, self.rows)
        self.at = 0
        self._loaded: dict[int, Story | None] = {}

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def row(self) -> int | None:
        """The row number of the story that is being read, None where there is none."""
        return self.rows[self.at] if self.rows else None

    def story(self, place: int) -> Story | None:
        """The story at a place; None if it is no more, as one is that was joined to another."""
        row = self.rows[place]
        if row not in self._loaded:
            self._load(self.rows[max(0, place - _AT_ONCE // 2) :][:_AT_ONCE])
        return self._loaded[row]

    def _load(self, rows: Sequence[int]) -> None:
        if len(self._loaded) > _KEPT:
            self._loaded.clear()
        wanted = [row for row in rows if row not in self._loaded]
        read = load_by_row(self._db, wanted)
        found = dict(zip(read, with_watches(self._db, list(read.values()), list(read), self._watches), strict=True))
        self._loaded |= {row: found.get(row) for row in wanted}

    def go(self, place: int) -> bool:
        """Goes to a place, or to the nearest that there is; returns whether that is another than before."""
        before = self.at
        self.at = max(0, min(place, len(self.rows) - 1))
        return self.at != before

    def next_unread(self) -> int | None:
        """The place of the next story that is neither read nor hidden: below this one, else from the top."""
        below = range(self.at + 1, len(self.rows))
        return next((place for place in _around(below, self.at) if self.rows[place] in self.unread), None)

    def reload(self, rows: Iterable[int] | None = None) -> None:
        """Has these stories, or all, read anew when they are next asked for."""
        changed = self.rows if rows is None else [row for row in rows if row in self.rows]
        for row in changed:
            self._loaded.pop(row, None)
        self.unread = (self.unread - set(changed)) | unread_of(self._db, changed)

    def take_in(self, db: Database, outline: Outline) -> int:
        """Takes in what a refresh has brought, and keeps what was here with its order; returns how many came.

        New ones come to the top, where the eye looks for them, and to the end where the oldest are first.
        """
        self._db = db
        known = set(self.rows)
        came = [row for row in outline.rows if row not in known]
        at_the_end = outline.selection.sort == "oldest"
        self.rows = [*self.rows, *came] if at_the_end else [*came, *self.rows]
        if known and not at_the_end:
            self.at += len(came)
        self.outline = outline
        self.reload()
        return len(came)


def _around(below: range, at: int) -> Iterator[int]:
    yield from below
    yield from range(at)
