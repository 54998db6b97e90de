"""The counts of `stats` in words, in plain sentences, and as columns of a table."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from cfnews.render.common import counted
from cfnews.story import Counts
from cfnews.tally.counts import By, Rise, Table, Tally, is_period

HEADINGS: Mapping[By, str] = {
    "feed": "Feeds",
    "topic": "Topics",
    "place": "Places",
    "kind": "Kinds",
    "section": "Sections",
    "body": "Bodies",
    "nation": "Nations",
    "day": "Days",
    "week": "Weeks",
}
_ONE: Mapping[By, str] = {"body": "body", "day": "day", "week": "week"}


class Page(NamedTuple):
    """What is shown. `window` is the window in words, `last_week` the seven days that rises are of."""

    window: str
    counts: Counts
    tables: Sequence[Table]
    rises: Sequence[Rise]
    last_week: str = "this week"
    program: str = "cfnews"


def headline(page: Page) -> str:
    """What is counted."""
    return f"Stories {page.window}"


def sums(page: Page) -> list[str]:
    """How many stories there are, and what is behind them."""
    counts = page.counts
    found = [counted(counts.matched, "story", "stories") if counts.matched else "No stories"]
    if counts.folded_duplicates:
        copies = counted(counts.folded_duplicates, "copy", "copies")
        found.append(f"{copies} folded into {'it' if counts.matched == 1 else 'them'}")
    return [*found, f"{counts.hidden:,} hidden"] if counts.hidden else found


def rise_words(rise: Rise, last_week: str) -> str:
    """How often it is told, and how often it usually is: "14 this week, usually 5"."""
    return f"{rise.stories:,} {last_week}, usually {usual(rise.usual)}"


def usual(mean: float) -> str:
    """A mean as one says it: "5", "fewer than 1", "none"."""
    if mean >= 1:
        return f"{mean:,.0f}"
    return "fewer than 1" if mean else "none"


def percent(share: float) -> str:
    """A share of all stories: "21%"; what is there is never nothing."""
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def left_words(table: Table, program: str) -> str:
    """What a table leaves out, and how to see it; "" if nothing."""
    if not table.left:
        return ""
    one = f"{'earlier ' if is_period(table.by) else ''}{_ONE.get(table.by, table.by)}"
    many = f"{one[:-1]}ies" if one == "body" else f"{one}s"
    which = "" if is_period(table.by) else "more "
    return f"{counted(table.left, which + one, which + many)}: {program} stats --by {table.by} --limit 0"


def plain_lines(page: Page) -> Iterator[str]:
    """All of it in sentences, one a line."""
    yield f"{headline(page)}."
    yield f"{'. '.join(sums(page))}."
    for rise in page.rises:
        yield f"Rising: {rise.name}, {rise_words(rise, page.last_week)}."
    for table in page.tables:
        if not table.rows:
            continue
        yield f"{HEADINGS[table.by]}."
        for row in table.rows:
            share = (
                "" if is_period(table.by) else f", {percent(row.share).replace('%', ' percent').replace('<', 'under ')}"
            )
            yield f"{row.name}: {counted(row.stories, 'story', 'stories') if row.stories else 'no story'}{share}."
        if left := left_words(table, page.program):
            yield f"{left}."


FIELDS: Mapping[str, Callable[[Tally], Any]] = {name: attrgetter(name) for name in Tally.__struct_fields__}
DEFAULTS = ("by", "value", "name", "stories", "share")
