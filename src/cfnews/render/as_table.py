"""TSV and CSV: one line a story, for pipes and spreadsheets. Neither tabs nor formulas get through from a feed."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from cfnews.story import Story
from cfnews.times import rfc3339

_Row = TypeVar("_Row")
DEFAULT_FIELDS = ("id", "published", "feed", "kind", "title", "url")
# Short names for what a line shows; every key of a story can be named as well.
_SHORT: dict[str, Callable[[Story], Any]] = {
    "published": lambda story: story.published_at or story.first_seen_at,
    "feed": lambda story: story.sources[0].feed if story.sources else "",
    "source": lambda story: story.sources[0].name if story.sources else "",
}
FIELDS = (*_SHORT, *Story.__struct_fields__)
# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_tsv(stories: Sequence[Story], fields: Sequence[str] | None = None) -> str:
    """Lines of tab-separated fields without a heading; tabs and line ends within a field become spaces."""
    return _tabbed(_cells(story, fields or DEFAULT_FIELDS) for story in stories)


def as_csv(stories: Sequence[Story], fields: Sequence[str] | None = None) -> str:
    """RFC 4180 with a heading; a cell that a spreadsheet would run begins with an apostrophe."""
    names = fields or DEFAULT_FIELDS
    return _quoted(names, (_cells(story, names) for story in stories))


def table(rows: Iterable[_Row], columns: Mapping[str, Callable[[_Row], Any]], names: Sequence[str], kind: str) -> str:
    """Any rows as "tsv" or "csv": the columns of these names, each a function of a row."""
    cells = ([_cell(columns[name](row)) for name in names] for row in rows)
    return _tabbed(cells) if kind == "tsv" else _quoted(names, cells)


def _tabbed(rows: Iterable[Sequence[str]]) -> str:
    return "".join("\t".join(cells) + "\n" for cells in rows)


def _quoted(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for cells in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue()


def _cells(story: Story, fields: Sequence[str]) -> list[str]:
    return [_cell(_SHORT[name](story) if name in _SHORT else getattr(story, name)) for name in fields]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _joined(value)
    return " ".join(rfc3339(value).split()) if hasattr(value, "astimezone") else " ".join(str(value).split())


def _joined(values: list[Any]) -> str:
    if all(isinstance(value, str) for value in values):
        return "|".join(" ".join(value.split()) for value in values)
    slugs = [getattr(value, "slug", None) or getattr(value, "feed", None) for value in values]
    if all(slugs):
        return "|".join(map(str, slugs))
    return msgspec.json.encode(values).decode()
