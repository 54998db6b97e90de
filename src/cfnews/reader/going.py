"""The keys that go about in what is on the desk: up and down, on and back, help; and marks, stored at once."""

from cfnews.errors import CfnewsError
from cfnews.reader.screen import Scene
from cfnews.store.marks import Mark


class Going(Scene):
    """A scene in which a reader moves and marks."""

    _was_paged = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """While a query is typed, all other keys are its letters."""
        return action in ("go_back", "leave", "quit") if self.screen.has_class("-typing") else True

    def _go(self, place: int, said: str = "") -> None:
        was_helping, self._helping = self._helping, False
        self._draw(said, anew=self._desk.stack.go(place) or was_helping)

    def action_move(self, by: int) -> None:
        """Goes up or down."""
        self._go(self._desk.stack.at + by)

    def action_first(self) -> None:
        """Goes to the top."""
        self._go(0)

    def action_last(self) -> None:
        """Goes to the end."""
        self._go(len(self._desk.stack) - 1)

    def action_unread(self) -> None:
        """Goes to the next story that is not read."""
        stack = self._desk.stack
        place = stack.next_unread()
        if place is None:
            self._draw("No other story here is unread.")
        else:
            self._go(place, "On from the top." if place < stack.at else "")

    def action_page_on(self) -> None:
        """Reads on: to the page, down the page, then to the next story."""
        if self._face.plain and not self.screen.has_class("-paged"):
            self._turn_to_page(True)
            self.call_after_refresh(self._draw, anew=True)
        elif not self._page.is_at_end:
            self._page.turn(1)
            self._draw()
        elif self._helping or not self._desk.stack.rows:
            self._go(self._desk.stack.at)
        elif self._marked("read"):
            self.action_unread()

    def action_page_down(self) -> None:
        """Scrolls the page on."""
        self._page.turn(1)
        self._draw()

    def action_page_back(self) -> None:
        """Scrolls the page back."""
        self._page.turn(-1)
        self._draw()

    def action_go_back(self) -> None:
        """Back from a query, the help, a story, a search: whichever is nearest."""
        if self.screen.has_class("-typing"):
            self._stop_typing()
            self._draw()
        elif self._helping:
            self.action_help()
        elif self.screen.has_class("-paged"):
            self._turn_to_page(False)
            self.call_after_refresh(self._draw)
        elif self._desk.back():
            self._draw(anew=True)

    def action_help(self) -> None:
        """Shows the keys, or the story again."""
        self._helping = not self._helping
        if self._helping:
            self._was_paged = self.screen.has_class("-paged")
        self._turn_to_page(self._helping or self._was_paged)
        self.call_after_refresh(self._draw, anew=True)

    # --- marks --------------------------------------------------------------------------------------

    def _marked(self, mark: Mark) -> bool:
        """Marks the story; says why where it cannot be stored."""
        try:
            self._desk.mark(mark)
        except CfnewsError as error:
            self._draw(f"Not marked: {error.message}")
            return False
        return True

    def _toggle(self, mark: Mark, undo: Mark, is_on: bool) -> None:
        if self._desk.story() is not None and self._marked(undo if is_on else mark):
            self._page.show(self._story, from_top=False)
            self._draw()

    def action_star(self) -> None:
        """Gives or takes a star."""
        story = self._desk.story()
        self._toggle("star", "unstar", story is not None and story.starred)

    def action_read(self) -> None:
        """Marks read or unread."""
        story = self._desk.story()
        self._toggle("read", "unread", story is not None and story.read)

    def action_hide(self) -> None:
        """Hides, or shows again."""
        story = self._desk.story()
        self._toggle("hide", "unhide", story is not None and story.hidden)
