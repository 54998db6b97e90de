"""What a document is made of: a digest, what was asked for, and the words that stand above it. Never the clock.

A document is read later and elsewhere: its times are dates, never "today", and its ids are whole.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, tzinfo
from typing import Literal

from msgspec import Struct

from cfnews.digest import Digest
from cfnews.normalise.characters import one_line
from cfnews.render.common import SAMPLE, counted, reckoning
from cfnews.story import Selection, Story, Warned
from cfnews.times import long_day

_ADDRESS = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
# What no address may hold (RFC 3986); letters of any script may stand, as in a browser's address bar.
_UNSAFE = frozenset("\"'<>\\^`{|} ")


class Letter(Struct, frozen=True):
    """Who a mail is from and to, as header lines have it; "" where that is not known."""

    sender: str = ""
    to: str = ""


class Edition(Struct, frozen=True, kw_only=True):
    """Stories in groups, with all that a document says of them. `zone_name` is the name of `zone`."""

    name: Literal["digest", "list", "search"]
    digest: Digest
    selection: Selection
    zone: tzinfo
    zone_name: str
    warnings: Sequence[Warned] = ()
    letter: Letter = Letter()

    @property
    def stories(self) -> Iterator[Story]:
        """The stories, in the order of the groups."""
        return (story for group in self.digest.groups for story in group.stories)

    @property
    def day(self) -> str:
        """The day of the edition: "Friday 20 November 2026"."""
        return long_day(self.digest.now, self.zone)

    @property
    def title(self) -> str:
        """What stands above the stories."""
        if self.name == "search":
            return f"Stories for {self.query}"
        return self.day

    @property
    def query(self) -> str:
        """The words of a search, quoted; "" where there was none."""
        words = one_line(self.selection.text or "")
        return f"“{words}”" if words else ""

    def number(self) -> str:
        """How many stories there are: "12 new stories"."""
        new = "new " if self.digest.new else ""
        return counted(self.digest.counts.matched, f"{new}story", f"{new}stories")

    def counts(self) -> list[str]:
        """How many stories, since when, how many of them are here, how many copies were folded."""
        count, since = self.digest.counts, self.digest.since
        parts = [self.number() + (f" since {moment(since, self.zone)}" if since else "")]
        if count.returned < count.matched:
            parts.append(f"{count.returned:,} shown")
        if count.folded_duplicates:
            copies = counted(count.folded_duplicates, "copy", "copies")
            parts.append(f"{copies} folded into {'it' if count.matched == 1 else 'them'}")
        if count.hidden:
            parts.append(f"{count.hidden:,} hidden")
        return parts

    def notes(self) -> list[str]:
        """What a reader must know before reading: that all is invented, as of when it is, which feeds fail."""
        digest, last = self.digest, self.digest.state.last_fetch_at
        said = [f"{SAMPLE}."] if digest.sample else []
        asked = f"; feeds last read {moment(last, self.zone)}" if last else ""
        said.append(f"As of {moment(digest.now, self.zone)}{asked}.")
        if digest.failing:
            said.append(f"{counted(len(digest.failing), 'feed')} could not be read: {', '.join(digest.failing)}.")
        said += [f"{words}." for words in digest.silent]
        if digest.older:
            said.append(f"{counted(digest.older, 'older story', 'older stories')} are left out.")
        if sums := reckoning(digest):
            said.append(f"{sums}.")
        return said


def moment(at: datetime, zone: tzinfo) -> str:
    """A moment as a document tells it: "20 November 2026, 07:31"; without the time at midnight, which means none."""
    local = at.astimezone(zone)
    day = f"{local.day} {local:%B} {local.year}"
    return day if local.time() == time.min else f"{day}, {local:%H:%M}"


def published(story: Story) -> datetime:
    """When a story was published; when it was first seen, where no date can be believed."""
    return story.published_at or story.first_seen_at


def updated(story: Story) -> datetime:
    """When a story was last changed, never before it was published."""
    return max(published(story), story.updated_at or datetime.min.replace(tzinfo=UTC))


def address(url: str | None) -> str:
    """An address that any document may hold as a link, "" where it is none of http and https.

    What is stored is http(s) by then; but the store is a file that other programs may write to.
    """
    if url is None or not _ADDRESS.match(url):
        return ""
    return "".join(one if one.isprintable() and one not in _UNSAFE else _percent(one) for one in url)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
