"""Prints what `make trust` has measured, as the table that docs/explanation/promises.md quotes.

python -m tests.trust.table FIGURES.jsonl
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_COUNTED = "Each guard has a test that fails without it"


def table(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a Markdown table of the figures, by promise; guards are counted."""
    rows = [json.loads(line) for line in lines]
    yield "| promise | figure |"
    yield "|---|---|"
    for promise in dict.fromkeys(row["promise"] for row in rows):
        figures = [row["figure"] for row in rows if row["promise"] == promise]
        if promise == _COUNTED:
            figures = [f"{len(figures)} guards taken out, each missed by a test"]
        for figure in figures:
            yield f"| {promise} | {figure} |"


if __name__ == "__main__":
    print(*table(Path(sys.argv[1]).read_text("utf-8").splitlines()), sep="\n")  # noqa: T201 - a program's output
