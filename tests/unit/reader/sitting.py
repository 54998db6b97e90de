"""A sitting with the reader without a terminal: a store, keys that are pressed, and what then is on the screen."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from cfnews.query import Outline, outline
from cfnews.reader.app import Reader
from cfnews.reader.desk import Desk, Means
from cfnews.reader.screen import Face
from cfnews.store.db import Database, open_for_reading, open_for_writing
from cfnews.story import Selection
from tests.unit.making import NOW, Shelf, raw

NARROW, BROAD = (80, 24), (200, 50)


def store(path: Path, number: int = 6) -> Path:
    """A store of stories "Headline 1" and on, the first one the newest."""
    shelf = Shelf(open_for_writing(path))
    shelf.take(
        *(raw(f"Headline {one}", f"https://outlet.example/{one}", hours_ago=one) for one in range(1, number + 1))
    )
    shelf.db.close()
    return path


class Sitting:
    """The reader on a store; `opened` are the addresses that a browser was asked to open."""

    def __init__(
        self,
        path: Path,
        selection: Selection | None = None,
        *,
        face: Face | None = None,
        rows: list[int] | None = None,
        command: Sequence[str] | None = None,
        clock: datetime = NOW,
    ) -> None:
        self.path = path
        self.opened: list[str] = []
        self.db = open_for_reading(path)
        means = Means(
            open_for_reading=lambda: open_for_reading(path),
            open_for_writing=lambda: open_for_writing(path),
            meaning=lambda _: lambda _kind, name: [name],
            clock=lambda: clock,
            zone=UTC,
            browse=self._browse,
            command=command,
            environment={},
        )
        first = outline(self.db, selection or Selection(limit=0))
        self.desk = Desk(means, self.db, first, rows)
        self.reader = Reader(self.desk, face or Face(about=""))

    def _browse(self, address: str) -> bool:
        self.opened.append(address)
        return True

    def play(self, *keys: str, size: tuple[int, int] = NARROW) -> list[str]:
        """Presses these keys one after the other; the lines that are then on the screen."""
        return asyncio.run(self._play(keys, size))

    async def _play(self, keys: Sequence[str], size: tuple[int, int]) -> list[str]:
        async with self.reader.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            await self.reader.workers.wait_for_complete()
            await pilot.pause()
            lines = on_screen(self.reader) if self.reader.is_running else []
        self.desk.close()
        self.db.close()
        return lines

    @property
    def shown(self) -> Outline:
        """What was on the screen."""
        return self.desk.shown


def on_screen(reader: Reader) -> list[str]:
    """The lines of the screen."""
    return [strip.text.rstrip() for strip in reader.screen._compositor.render_strips()]


def marked(path: Path, column: str) -> set[str]:
    """The titles of the stories whose column (read_at, starred_at, hidden_because) is set."""
    db: Database = open_for_reading(path)
    try:
        query = f"SELECT e.title FROM story s JOIN entry e ON e.id = s.lead_entry_id WHERE s.{column} IS NOT NULL"  # noqa: S608 - a word of ours
        return {row[0] for row in db.rows(query)}
    finally:
        db.close()
