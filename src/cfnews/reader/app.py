"""The reader as a whole: keys to actions, what reaches beyond the list, and the ways out.

What takes long is left to another cfnews.
"""

import asyncio
import contextlib
import signal
from typing import ClassVar

from textual import on
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.widgets import Input

from cfnews.errors import CfnewsError
from cfnews.reader.desk import Desk
from cfnews.reader.errands import Errands
from cfnews.reader.going import Going
from cfnews.reader.keys import KEYS
from cfnews.reader.screen import Face
from cfnews.render.common import counted


class Reader(Going):
    """Returns True where it was left in the ordinary way, so that what was shown counts as seen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key.keys, key.action, key.does, show=False, priority=key.action == "leave") for key in KEYS
    ]

    def __init__(self, desk: Desk, face: Face) -> None:
        super().__init__(desk, face)
        self._errands = Errands(self._means.command or (), self._means.environment)
        self._asked: set[int] = set()
        self._is_asking = False
        self.fault: Exception | None = None
        self.terminated = False

    def on_mount(self) -> None:
        """Listens to the system, which may ask for an end."""
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # not in the main thread
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._terminate)

    # --- beyond the list ----------------------------------------------------------------------------

    def action_search(self) -> None:
        """Has a query typed."""
        self.screen.add_class("-typing")
        self._query.value = ""
        self._query.focus()

    @on(Input.Submitted)
    def _found(self, submitted: Input.Submitted) -> None:
        """Shows what is found; where that is nothing, what was there stays."""
        words = submitted.value.strip()
        self._stop_typing()
        try:
            number = self._desk.search(words) if words else 0
        except CfnewsError as error:
            self._draw(f"Not found: {error.message}")
            return
        if not number:
            self._draw(f"Nothing was found with {words}" if words else "")
            return
        self._words, self._helping = words, False
        self._turn_to_page(False)
        self._draw(anew=True)

    def action_open(self) -> None:
        """Opens the story in the browser, which has the terminal as long as it needs one."""
        story = self._desk.story()
        if story is None or story.url is None:
            self._draw("This story has no address." if story else "")
            return
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(SuspendNotSupported):
                stack.enter_context(self.suspend())
            opened = self._means.browse(story.url)
        self._draw("Opened in the browser." if opened else "No browser could be started: set BROWSER.")

    def action_full(self) -> None:
        """Has the story's page fetched, beside everything else."""
        story, row = self._desk.whole(), self._desk.stack.row
        if story is None or row is None:
            return
        if story.text_whole:
            said = "The text is here whole."
        elif story.url is None:
            said = "This story has no address."
        elif self._means.command is None:
            said = "No page is fetched: offline, or others keep this store."
        else:
            said = "Its page is being fetched; read on meanwhile."
            if row not in self._asked:
                self._asked.add(row)
                self.run_worker(self._fetch_page(row, story.id))
        self._draw(said)

    async def _fetch_page(self, row: int, story_id: str) -> None:
        fault = await self._errands.run("show", "--full", story_id)
        self._asked.discard(row)
        self._desk.stack.reload([row])
        if row == self._desk.stack.row and not self._helping:
            self._page.show(self._story, from_top=False)
        self._draw(f"The page was not fetched: {fault}" if fault else self._desk.told_of_page(row))

    def action_refresh(self) -> None:
        """Has the feeds asked that are due, and takes in what came; offline only the latter."""
        if self._means.command is None:
            self._take_in("")
            return
        self._draw("Asking the feeds that are due; read on meanwhile.")
        if not self._is_asking:
            self._is_asking = True
            self.run_worker(self._ask_feeds())

    async def _ask_feeds(self) -> None:
        fault = await self._errands.run("fetch")
        self._is_asking = False
        self._take_in(fault)

    def _take_in(self, fault: str) -> None:
        try:
            came = self._desk.refresh()
        except CfnewsError as error:
            came, fault = 0, fault or error.message
        said = f"{counted(came, 'story', 'stories')} came." if came else "Nothing new came."
        was_empty = came > 0 and came == len(self._desk.first)
        self._draw(f"The feeds were not asked: {fault}" if fault else said, anew=was_empty)

    # --- the end ------------------------------------------------------------------------------------

    async def action_quit(self) -> None:
        """Leaves in the ordinary way."""
        await self._errands.close()
        self.exit(True)

    async def action_leave(self) -> None:
        """Leaves, and nothing counts as seen."""
        await self._errands.close()
        self.exit(False)

    def _terminate(self) -> None:
        self.terminated = True
        self.run_worker(self.action_leave())

    def _handle_exception(self, error: Exception) -> None:
        self.fault = self.fault or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Ends, and leaves it to the command line to tell why: Textual would print a page of the program's insides."""
        self.exit(False, return_code=1)
