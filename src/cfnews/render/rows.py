"""Rows of any columns: in sentences, as a table, as JSON. What feeds wrote is cleaned where a person reads it.

Columns have distinct names: see `distinct`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from cfnews.normalise.characters import one_line
from cfnews.render import as_table

_Rows = Sequence[Sequence[Any]]


def distinct(columns: Sequence[str]) -> list[str]:
    """The columns' names, each once: the second `id` is `id_2`."""
    found: list[str] = []
    for column in map(one_line, columns):
        name, number = column, 2
        while name in found:
            name, number = f"{column}_{number}", number + 1
        found.append(name)
    return found


def shown(value: Any) -> str:
    """A value in one line."""
    if value is None:
        return ""
    return value.hex() if isinstance(value, bytes) else one_line(str(value))


def sentences(columns: Sequence[str], rows: _Rows) -> Iterator[str]:
    """A line for each row, that names what it tells."""
    for row in rows:
        yield "; ".join(f"{name}: {shown(value) or 'nothing'}" for name, value in zip(columns, row, strict=True))


def table(columns: Sequence[str], rows: _Rows, fields: Sequence[str] | None, kind: str) -> str:
    """The rows as "tsv" or "csv", with these columns alone or with all."""
    cells = {name: _cell(place) for place, name in enumerate(columns)}
    return as_table.table(rows, cells, fields or columns, kind)


def _cell(place: int) -> Any:
    return lambda row: shown(row[place])


def objects(columns: Sequence[str], rows: _Rows) -> list[dict[str, str | int | float | None]]:
    """Each row as an object; bytes as hexadecimal digits."""
    return [{name: _plain(value) for name, value in zip(columns, row, strict=True)} for row in rows]


def _plain(value: Any) -> str | int | float | None:
    found: str | int | float | None = value.hex() if isinstance(value, bytes) else value
    return found


def in_lines(columns: Sequence[str], rows: _Rows, fields: Sequence[str] | None) -> str:
    """Each row as an object in a line."""
    kept = [{name: row[name] for name in fields} if fields else row for row in objects(columns, rows)]
    return "".join(msgspec.json.encode(row).decode() + "\n" for row in kept)
