"""A story as a row of the list: how it is marked, what it is called, who tells it and when; in words for a listener."""

from datetime import datetime, tzinfo

from rich.text import Text

from cfnews.normalise.characters import one_line
from cfnews.reader.fitting import cut
from cfnews.render.common import listed, outlets, watched
from cfnews.story import Story
from cfnews.times import spoken_time

_GONE = "(no more in the store, or part of another story)"
_META = "dim"
_NARROW = 60  # columns, below which a row has no room for more than its headline
_MOST_META = 32  # columns


class Rows:
    """Rows of a width, each of `height` lines. `plain` ones are words alone, for a screen reader."""

    def __init__(self, now: datetime, zone: tzinfo, *, plain: bool = False) -> None:
        self._now, self._zone = now, zone
        self._plain = plain

    def lines(self, story: Story | None, width: int, height: int, *, chosen: bool) -> list[Text]:
        """The row of a story as lines of exactly this width; the chosen one is told by a sign too, not by colour."""
        if story is None:
            sign = ">" if chosen and not self._plain else " "
            return [cut(Text(f"{sign}   {_GONE}", _META), width)] + [cut(Text(), width)] * (height - 1)
        if self._plain:
            return [cut(Text(self._sentence(story)), width)]
        head = self._head(story, chosen)
        if height > 1:
            below = " · ".join(filter(None, (self._outlets(story), self._when(story), watched(story))))
            return [cut(head, width), cut(Text(f"    {below}", _META), width)]
        if width < _NARROW:
            return [cut(head, width)]
        when = f"{' · watch' if story.watches else ''} · {self._when(story)}"
        beside = Text(f"  {self._outlets(story)}", _META)
        beside.truncate(_MOST_META - len(when), overflow="ellipsis")
        beside.append(when)
        return [Text.assemble(cut(head, width - beside.cell_len), beside, end="")]

    def _head(self, story: Story, chosen: bool) -> Text:
        style = "dim" if story.read or story.hidden else "bold"
        sign = "-" if story.hidden else "✓" if story.read else " "
        return Text.assemble(
            (">" if chosen else " ", "bold"),
            ("★" if story.starred else " ", "yellow"),
            f"{sign} ",
            (one_line(story.title), style),
        )

    def _outlets(self, story: Story) -> str:
        told = outlets(story)
        return f"{one_line(told[0])} +{len(told) - 1}" if len(told) > 1 else one_line("".join(told))

    def _when(self, story: Story) -> str:
        return spoken_time(story.published_at or story.first_seen_at, self._now, self._zone)

    def _sentence(self, story: Story) -> str:
        marks = [
            word for word, on in (("starred", story.starred), ("read", story.read), ("hidden", story.hidden)) if on
        ]
        marks += [one_line(watched(story))] if story.watches else []
        said = f" ({listed(marks)})" if marks else ""
        told = outlets(story)
        return f"{one_line(story.title)}{said}, {one_line(told[0]) if told else ''}, {self._when(story)}"
