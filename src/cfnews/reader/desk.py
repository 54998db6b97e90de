"""What the reader may do with the store, and what it has done: stories to read, marks, what was on the screen.

Each mark is stored before the next key is read. No cursor is moved here: that is for whoever opened the reader, once
it was left in the ordinary way.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

import msgspec

from cfnews.errors import StoreUnusable
from cfnews.query import Meaning, Outline, outline, with_watches
from cfnews.reader.stack import Stack
from cfnews.store.db import Database
from cfnews.store.marks import Mark, set_marks
from cfnews.store.stories import detail, load_by_row
from cfnews.store.watches import Watch
from cfnews.story import Selection, Story, StoryDetail


class Means(NamedTuple):
    """What the reader is given of the world: the store, the clock, and how another cfnews is started.

    `command` and `environment` start one; None where no server may be asked. `browse` opens an address and returns
    whether it could.
    """

    open_for_reading: Callable[[], Database]
    open_for_writing: Callable[[], Database]
    meaning: Callable[[Database], Meaning]
    clock: Callable[[], datetime]
    zone: tzinfo
    browse: Callable[[str], bool]
    command: Sequence[str] | None
    environment: Mapping[str, str]
    watches: Sequence[Watch] = ()


class Desk:
    """One sitting with the store. `seen` holds the row numbers of stories that were on the screen."""

    def __init__(self, means: Means, db: Database, first: Outline, rows: list[int] | None = None) -> None:
        self.means = means
        self._db = db
        self._owned: Database | None = None
        self.first = Stack(db, first, rows, watches=means.watches)
        self.stack = self.first
        self.seen: set[int] = set()

    @property
    def is_stored(self) -> bool:
        """Whether there is a store at all."""
        return self._db.path is not None

    @property
    def searched(self) -> bool:
        """Whether what lies on the desk was found by words."""
        return self.stack is not self.first

    @property
    def shown(self) -> Outline:
        """What was to be read, with those of its stories alone that were on the screen."""
        return msgspec.structs.replace(self.first.outline, rows=sorted(self.seen))

    def story(self) -> Story | None:
        """The story that is being read."""
        return self.stack.story(self.stack.at) if self.stack.rows else None

    def whole(self) -> StoryDetail | None:
        """The same, with its text and all that is known of it."""
        row = self.stack.row
        return self._whole(row) if row is not None else None

    def _whole(self, row: int) -> StoryDetail | None:
        if not load_by_row(self._db, [row]):
            return None
        return with_watches(self._db, [detail(self._db, row)], [row], self.means.watches)[0]

    def told_of_page(self, row: int) -> str:
        """What came of the page of a story (row number) that was fetched."""
        story = self._whole(row)
        if story is None:
            return "The story is no more."
        if story.text_whole:
            return f"Here whole: {story.title}"
        return f"Not whole: {story.text_stopped or 'the page was not asked for'}"

    def search(self, words: str) -> int:
        """Puts all stored stories with these words on the desk; returns how many. Raises NothingMatched."""
        wanted = Selection(text=words, limit=0, sort="relevance")
        found = Stack(
            self._db, outline(self._db, wanted, meaning=self.means.meaning(self._db)), watches=self.means.watches
        )
        if found.rows:
            self.stack = found
        return len(found)

    def back(self) -> bool:
        """Puts what there was to read first on the desk again; returns whether it was not there."""
        was, self.stack = self.stack, self.first
        self.stack.reload()
        return was is not self.stack

    def mark(self, mark: Mark) -> None:
        """Marks the story that is being read, at once. Raises StoreBusy and StoreUnusable."""
        row = self.stack.row
        if row is None:
            return
        if not self.is_stored:
            raise StoreUnusable("nothing is stored that could be marked")
        writing = self.means.open_for_writing()
        try:
            set_marks(writing, [row], [mark], int(self.means.clock().timestamp()))
        finally:
            writing.close()
        self.stack.reload([row])

    def refresh(self) -> int:
        """Reads anew what there is to read; returns how many stories came. What was on the desk stays there."""
        if not self.is_stored:
            self._owned = self._db = self.means.open_for_reading()
        came = outline(self._db, self.first.outline.selection, meaning=self.means.meaning(self._db))
        number = self.first.take_in(self._db, came)
        self.stack.reload()
        return number

    def close(self) -> None:
        """Closes what the desk itself has opened."""
        if self._owned is not None:
            self._owned.close()
