"""How SQLite means to answer what a function asks of the store."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from cfnews.store.db import Database

_WALK = re.compile(r"SCAN (?!\(|CONSTANT|whole)")  # `whole` is one row that a statement has just summed up


class Explaining(Database):
    """A store that remembers the plan of each statement."""

    def __init__(self, db: Database) -> None:
        super().__init__(db._connection, None)
        self.plans: list[str] = []

    def rows(self, sql: str, values: Any = ()) -> list[Any]:
        self._explain(sql, values)
        return super().rows(sql, values)

    def row(self, sql: str, values: Any = ()) -> Any:
        return next(iter(self.rows(sql, values)), None)

    def run(self, sql: str, values: Any = ()) -> int:
        self._explain(sql, values)
        return super().run(sql, values)

    def run_many(self, sql: str, rows: Iterable[Any]) -> None:
        given = list(rows)
        for values in given[:1]:
            self._explain(sql, values)
        super().run_many(sql, given)

    def _explain(self, sql: str, values: Any) -> None:
        plan = super().rows(f"EXPLAIN QUERY PLAN {sql}", values)
        self.plans += [f"{row['detail']} in {' '.join(sql.split())}" for row in plan]


def walked(db: Database, call: Callable[[Database], object]) -> list[str]:
    """The plans of a call that walk a table or an index from end to end; at least one plan must search."""
    explaining = Explaining(db)
    call(explaining)
    assert any(plan.startswith("SEARCH") for plan in explaining.plans)
    return [plan for plan in explaining.plans if _WALK.match(plan)]
