"""The latest inspection outcomes of every English council area, as shipped: what a story's claims can be held against.

Three tables in `data`, of which each says at its head where it comes from and what was corrected in it. They hold for
the day in their names; what has been published since is not in them. Read at the first call and kept.
"""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

_DATA = Path(__file__).parent / "data"
AS_OF = date(2026, 6, 29)
"""The day for which the outcomes hold."""

_AREAS = ("overall", "leadership", "help_and_protection", "children_in_care", "care_leavers")
Kind = Literal["full_inspection", "area_send", "jtai"]


class Outcome(NamedTuple):
    """The latest outcome of one kind of inspection in a council's area.

    `code` is the area's GSS code of today. `grades` are by area of judgement, as in events; from April 2026 there is no
    overall one, and before 2023 care leavers had none of their own. `send_outcome` is 1 (typically positive),
    2 (inconsistent) or 3 (widespread or systemic failings). `published` is the report's day; `start` and `end` are
    None where the source does not give them. `url` is the report at Ofsted's.
    """

    code: str
    type: Kind
    start: date | None
    end: date | None
    published: date
    grades: dict[str, str]
    send_outcome: int | None
    theme: str | None
    url: str | None
    as_of: date = AS_OF
    source: str = "Ofsted"


def of(place_code: str) -> list[Outcome]:
    """The shipped outcomes of the area with this GSS code, the latest published first; none for other places."""
    return list(_by_place().get(place_code, ()))


@cache
def _by_place() -> dict[str, tuple[Outcome, ...]]:
    found: dict[str, tuple[Outcome, ...]] = {}
    rows = [
        *_rows("ilacs_outcomes", "full_inspection"),
        *_rows("area_send_outcomes", "area_send"),
        *_rows("jtai", "jtai"),
    ]
    for outcome in sorted(rows, key=lambda one: one.published, reverse=True):
        found[outcome.code] = (*found.get(outcome.code, ()), outcome)
    return found


def _rows(table: str, kind: Kind) -> Iterator[Outcome]:
    with (_DATA / f"ofsted_{table}_{AS_OF}.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            yield _outcome(row, kind)


def _outcome(row: dict[str, str], kind: Kind) -> Outcome:
    return Outcome(
        code=row["code"],
        type=kind,
        start=_day(row["start"]),
        end=_day(row["end"]),
        published=date.fromisoformat(row["published"]),
        grades={area: row[area] for area in _AREAS if row.get(area)},
        send_outcome=int(row["outcome"]) if row.get("outcome") else None,
        theme=row.get("theme") or None,
        url=row["url"] or None,
    )


def _day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None
