"""What `stats` tells: how many stories there are of each, and what there is more of than usual. Values alone."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeGuard, get_args

from msgspec import Struct

By = Literal["feed", "topic", "place", "kind", "section", "body", "nation", "day", "week"]
Period = Literal["day", "week"]
Trend = Literal["topic", "place"]
COUNTED: tuple[By, ...] = get_args(By)
TRENDS: tuple[Trend, ...] = get_args(Trend)


class Tally(Struct, frozen=True, kw_only=True):
    """How many stories bear one value; of a day or a week, `value` is its first day. `share` is of all that match.

    Shares of feeds, topics, places, bodies and nations may add up to more than 1: a story can have several.
    """

    by: By
    value: str
    name: str
    stories: int
    share: float


class Rise(Struct, frozen=True, kw_only=True):
    """A topic or a place that is in more stories than usual: `usual` a week, in the `weeks` before, oldest first."""

    by: Trend
    value: str
    name: str
    stories: int
    usual: float
    weeks: list[int]


class Table(NamedTuple):
    """The tallies of one kind that are shown; `left` counts the values that are not."""

    by: By
    rows: list[Tally]
    left: int = 0


def is_period(by: By) -> TypeGuard[Period]:
    """Whether these are counts over time."""
    return by in get_args(Period)


def most_first(by: By, found: Mapping[str, int], matched: int, limit: int) -> Table:
    """The values with the most stories, at most `limit` of them, all for 0; those with as many go by name."""
    ranked = sorted(found, key=lambda value: (-found[value], value))
    shown = ranked[: limit or None]
    rows = [tally(by, value, found[value], matched) for value in shown]
    return Table(by, rows, len(ranked) - len(shown))


def in_time(by: Period, days: Sequence[str], found: Sequence[int], matched: int, limit: int) -> Table:
    """Days or weeks, by their first days, oldest first: the last `limit` of them, all for 0; empty ones too."""
    rows = [tally(by, day, number, matched) for day, number in zip(days, found, strict=True)]
    shown = rows[-limit:] if limit else rows
    return Table(by, shown, len(rows) - len(shown))


def tally(by: By, value: str, stories: int, matched: int) -> Tally:
    """One tally, called by its value until somebody gives it a name."""
    return Tally(by=by, value=value, name=value, stories=stories, share=round(stories / matched, 4) if matched else 0.0)
