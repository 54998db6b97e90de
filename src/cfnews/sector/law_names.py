"""Acts by their short names, and titles of guidance: the facts of data/laws.toml, read at the first call and kept.

Finds nothing in texts.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_FILE = Path(__file__).parent / "data" / "laws.toml"


class Laws(NamedTuple):
    """Full names, such as "Children Act 1989", by other ways to name a law.

    `by_name`: its name in lower case; `short`: an abbreviation; `by_year`: the year; `unyeared`: its name without it.
    """

    by_name: dict[str, str]
    short: dict[str, str]
    by_year: dict[str, str]
    unyeared: dict[str, str]


@cache
def laws() -> Laws:
    """The acts and rules that have an entry."""
    entries = _read()["act"]
    names = [entry["name"] for entry in entries]
    return Laws(
        by_name={name.lower(): name for name in names},
        short={short: entry["name"] for entry in entries for short in entry.get("short", ())},
        by_year={entry["name"][-4:]: entry["name"] for entry in entries if entry.get("by_year")},
        unyeared={entry["name"][:-5]: entry["name"] for entry in entries if entry.get("unyeared")},
    )


@cache
def guidance_titles() -> dict[str, str]:
    """The title of each guidance by every name it goes by."""
    return {name: entry["title"] for entry in _read()["guidance"] for name in (entry["title"], *entry.get("also", ()))}


@cache
def _read() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(_FILE.read_text("utf-8"))
