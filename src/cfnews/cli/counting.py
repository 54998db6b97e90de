"""What `places`, `topics` and `timeline` have in common: a window of their own, and machine formats of their rows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct

from cfnews.cli.choose import choose
from cfnews.cli.output import Output
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.store.db import Database
from cfnews.story import Warned
from cfnews.times import spoken_time

_Row = TypeVar("_Row", bound=Struct)
_WEEK = timedelta(days=7)


class Window(NamedTuple):
    """The times that count, in UTC, and the same in words; `limit` 0 means no limit."""

    since: datetime | None
    until: datetime | None
    said: str
    limit: int


def window(world: World, db: Database, *, default: timedelta | None = _WEEK, limit: int = 0) -> Window:
    """The window that the flags ask for; without --since it begins `default` before its end."""
    chosen = choose(world, db)
    since = chosen.since
    if world.flag("since") is None and default is not None:
        since = (chosen.until or world.now) - default
    words = said(since, chosen.until, world.now, world.zone(db))
    return Window(since, chosen.until, words, limit if world.flag("limit") is None else chosen.limit)


def said(since: datetime | None, until: datetime | None, now: datetime, zone: tzinfo) -> str:
    """A window in words: "since Fri 13 Nov"."""
    first = f"since {spoken_time(since, now, zone)}" if since else ""
    end = f"until {spoken_time(until, now, zone)}" if until else ""
    return " ".join(filter(None, (first, end))) or "of all time"


def program(world: World) -> str:
    """What to type before a command: the sample desk is another program's."""
    return "cfnews demo" if world.sample else "cfnews"


def sample_warnings(world: World) -> list[Warned]:
    """The warning that all is invented, where it is."""
    from cfnews.render.common import SAMPLE_WARNING

    return [SAMPLE_WARNING] if world.sample else []


def write_machine(
    output: Output,
    kind: type[_Row],
    rows: Sequence[_Row],
    columns: Mapping[str, Callable[[_Row], Any]],
    names: Sequence[str],
    envelope: Callable[[], Struct],
    key: str,
) -> None:
    """Writes rows of one kind as a table, with `names` its usual columns, or as JSON, in their envelope or alone."""
    if output.format in ("tsv", "csv"):
        from cfnews.render.as_table import table

        output.check_fields(list(columns))
        output.write(table(rows, columns, output.fields or names, output.format))
        return
    from cfnews.render import as_json

    output.check_fields(kind.__struct_fields__)
    if output.format == "jsonl":
        output.write(as_json.encode_lines(rows, output.fields))
    elif output.format == "json":
        output.write(as_json.encode(envelope(), output.fields, key))
    else:
        raise WrongUsage(f"there is no format {output.format!r} here", "use text, plain, tsv, csv, json or jsonl")
