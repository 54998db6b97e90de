"""Rules of feeds.toml held against stored stories: which they mean, and by which of their parts."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from cfnews.model import Rule, WatchSpec
from cfnews.store.db import Database
from cfnews.store.rules import Part, condition, expressions, parts
from cfnews.store.watches import AT_ONCE, Condition, Watch, few_stories, meant_among
from cfnews.story import BY_RULE


def ready(watches: Iterable[WatchSpec]) -> list[Watch]:
    """The watches with their conditions, in their order."""
    return [
        Watch(one.name, Condition(*condition(one, of_few=True)), Condition(*condition(one)), bool(one.words))
        for one in watches
    ]


def hits(db: Database, rule: Rule, stories: Sequence[int]) -> dict[int, list[Part]]:
    """Of those of these stories that a rule means, each with the parts of the rule that hit."""
    found: dict[int, list[Part]] = {}
    sql, values = condition(rule, of_few=True)
    for start in range(0, len(stories), AT_ONCE):
        some = stories[start : start + AT_ONCE]
        with few_stories(db, some, worded=bool(rule.words)) as among:
            found |= {row: [] for row in meant_among(db, among, some, sql, values)}
            for part in parts(rule):
                for row in meant_among(db, among, some, part.sql, part.values):
                    if row in found:
                        found[row].append(part)
    return found


def all_meant(db: Database, rule: Rule) -> list[int]:
    """Every stored story that a rule means, hidden or not."""
    sql, values = condition(rule)
    return [row[0] for row in db.rows(f"SELECT s.id FROM story s WHERE {sql}", values)]


def meant_within(
    db: Database, rule: Rule, since: datetime | None, until: datetime | None, *, and_hidden: bool
) -> list[int]:
    """The stories of a window that a rule means, the newest first; `and_hidden`: also those that a rule hides."""
    sql, values = condition(rule)
    shown = "s.hidden_because IS NULL" + (f" OR s.hidden_because LIKE '{BY_RULE}%'" if and_hidden else "")
    window = [int(moment.timestamp()) if moment else end for moment, end in ((since, -(2**62)), (until, 2**62))]
    rows = db.rows(
        f"SELECT s.id FROM story s WHERE s.at >= ? AND s.at < ? AND ({shown}) AND {sql} ORDER BY s.at DESC, s.id DESC",
        [*window, *values],
    )
    return [row[0] for row in rows]


def quotes(db: Database, queries: Sequence[str], stories: Sequence[int]) -> dict[tuple[int, str], str]:
    """Where the words of each query stand in stories: by row number and query, with « and » about what was hit."""
    found: dict[tuple[int, str], str] = {}
    if not queries:
        return found
    with few_stories(db, stories, worded=True):
        for words in queries:
            for expression in expressions(words):
                for row in db.rows(
                    """SELECT x.story_id, snippet(few, -1, '«', '»', '…', 20) FROM few CROSS JOIN entry x
                       ON x.id = few.rowid WHERE few MATCH ? ORDER BY few.rowid""",
                    (expression,),
                ):
                    found.setdefault((row[0], words), " ".join(row[1].split()))
    return found
