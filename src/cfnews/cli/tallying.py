"""What `stats` counts: the selection with a window of its own, its tables by name, and what is rising."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import msgspec

from cfnews.cli.choose import choose, meaning
from cfnews.cli.tally_names import Namer
from cfnews.cli.world import World
from cfnews.query import checked
from cfnews.store import tallies
from cfnews.store.db import Database
from cfnews.store.stories import find
from cfnews.story import Counts, Selection
from cfnews.tally.counts import TRENDS, By, Period, Rise, Table, Trend, in_time, is_period, most_first
from cfnews.tally.rising import rising, weeks_before
from cfnews.tally.spans import Span, fitting, page_start, spans

_PAGE: tuple[By, ...] = ("section", "topic", "place", "feed")
_MOMENT = timedelta(seconds=1)
_TOP = 10  # rows of a table that a person reads


class Tallied(NamedTuple):
    """All that was counted. `since` is where the weeks begin that `rises` is held against, None if nothing was."""

    selection: Selection
    counts: Counts
    tables: list[Table]
    rises: list[Rise]
    since: datetime | None


def tallied(world: World, db: Database, named: Sequence[By], *, for_reader: bool) -> Tallied:
    """Counts what the flags select, by the kinds named or by the usual ones. A cursor stays where it is.

    Raises WrongUsage, and NothingMatched for an unknown name.
    """
    chosen = _windowed(world, db, choose(world, db))
    limit = chosen.limit if world.flag("limit") is not None else _TOP if for_reader else 0
    with db.snapshot():
        selection = msgspec.structs.replace(checked(db, chosen, meaning(world, db)), limit=0)
        counts = find(db, msgspec.structs.replace(selection, limit=1))[1]
        counter = _Counter(world, db, selection, counts.matched, limit)
        kinds = list(dict.fromkeys(named)) or [counter.fitting_period(), *_PAGE]
        rises, since = counter.rising([one for one in TRENDS if one in kinds])
        tables = [counter.table(by) for by in kinds]
    counts = msgspec.structs.replace(counts, returned=counts.matched)
    return Tallied(msgspec.structs.replace(selection, limit=limit), counts, tables, rises, since)


def _windowed(world: World, db: Database, selection: Selection) -> Selection:
    """Without a window: the last eight weeks of the calendar, this one included."""
    if selection.new or world.flag("since") is not None:
        return selection
    return msgspec.structs.replace(selection, since=page_start(selection.until or world.now, world.zone(db)))


class _Counter:
    """Counts one selection in many ways."""

    def __init__(self, world: World, db: Database, selection: Selection, matched: int, limit: int) -> None:
        self._world, self._db, self._selection = world, db, selection
        self._matched, self._limit = matched, limit
        self._names = Namer(world, db)

    def table(self, by: By) -> Table:
        """How many stories bear each value of a kind, by name; or how many there are in each day or week."""
        if is_period(by):
            return self._periods(by)
        found = most_first(by, tallies.count_by(self._db, self._selection, by), self._matched, self._limit)
        named = [msgspec.structs.replace(row, name=self._names.name(by, row.value)) for row in found.rows]
        return found._replace(rows=named)

    def fitting_period(self) -> Period:
        """Days for a short window, weeks for a long one."""
        window = self._window()
        return fitting(*window) if window else "week"

    def rising(self, trends: Sequence[Trend]) -> tuple[list[Rise], datetime | None]:
        """What is rising, and where the weeks before begin; nothing where marks are selected, or the store is young."""
        asked = self._selection
        end = min(asked.until or self._world.now, self._world.now)
        weeks = weeks_before(end)
        first = datetime.fromtimestamp(weeks[0][0], end.tzinfo)
        collecting = tallies.collecting_since(self._db)
        by_marks = asked.new or asked.unread or asked.starred or asked.hidden
        if not trends or by_marks or collecting is None or collecting > first:
            return [], None
        anytime = msgspec.structs.replace(asked, since=None, until=None)
        everything = tallies.count_spans(self._db, anytime, weeks)
        found: list[Rise] = []
        for trend in trends:
            rises = rising(trend, tallies.count_label_spans(self._db, anytime, trend, weeks), everything)
            shown = rises[: self._limit or None]
            found += [msgspec.structs.replace(one, name=self._names.name(trend, one.value)) for one in shown]
        return found, first

    def _periods(self, by: Period) -> Table:
        window = self._window()
        cut = spans(*window, self._world.zone(self._db), by) if window else []
        found = tallies.count_spans(self._db, self._selection, [(span.since, span.until) for span in cut])
        limit = self._limit if self._world.flag("limit") is not None else 0
        table = in_time(by, [span.day for span in cut], found, self._matched, limit)
        named = {span.day: self._spoken(by, span) for span in cut}
        rows = [msgspec.structs.replace(row, name=named[row.value]) for row in table.rows]
        return table._replace(rows=rows[::-1] if self._world.flag("sort") == "newest" else rows)

    def _window(self) -> tuple[datetime, datetime] | None:
        """From when to when there can be stories of this selection; None where there is none."""
        reach = tallies.reach(self._db)
        if reach is None:
            return None
        oldest, newest = reach
        end = max(self._world.now, newest.replace(microsecond=0)) + _MOMENT
        asked = self._selection
        return max(asked.since or oldest, oldest), min(asked.until or end, end)

    def _spoken(self, by: Period, span: Span) -> str:
        """A day or a week by name; one that the window cuts, or that is not over yet, says so."""
        day, today = date.fromisoformat(span.day), self._world.now.astimezone(self._world.zone(self._db)).date()
        plain = f"{day.day} {day:%b}" + ("" if day.year == today.year else f" {day.year}")
        name = f"week of {plain}" if by == "week" else f"{day:%a} {plain}"
        since, until = self._selection.since, self._selection.until
        if (since and span.since < since.timestamp()) or (until and until.timestamp() < span.until):
            return f"{name}, in part"
        return f"{name}, so far" if span.since <= self._world.now.timestamp() < span.until else name
