"""TSV and CSV: one line a story, for pipes and spreadsheets. Neither tabs nor formulas get through from a feed."""

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from cfnews.story import Story
from cfnews.times import rfc3339

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
    return "".join("\t".join(_cells(story, fields or DEFAULT_FIELDS)) + "\n" for story in stories)


def as_csv(stories: Sequence[Story], fields: Sequence[str] | None = None) -> str:
    """RFC 4180 with a heading; a cell that a spreadsheet would run begins with an apostrophe."""
    names = fields or DEFAULT_FIELDS
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for story in stories:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in _cells(story, names)])
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
