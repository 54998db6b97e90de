"""Which of the reader's watches mean a story: judged when stories are read, and nothing of it is stored.

The conditions are made when feeds.toml is read and kept with it (see `settings`), so that a reading looks up none of
the sector's other names for a watch's words.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from msgspec import Struct

from cfnews.store.db import Database

AT_ONCE = 500
"""So many stories have their words laid out together."""
_MANY = 4 * AT_ONCE  # from so many on it is quicker to ask for all that there are
_AS_IN_THE_STORE = 'tokenize="unicode61 remove_diacritics 2"'


class Condition(Struct, frozen=True):
    """What a story `s` must meet, and the values of that."""

    sql: str
    values: list[Any]


class Watch(Struct, frozen=True):
    """A watch, as a few stories are asked for it and as all are; `worded`: it asks for words."""

    name: str
    of_few: Condition
    of_all: Condition
    worded: bool


def watched(db: Database, watches: Sequence[Watch], stories: Sequence[int]) -> dict[int, list[str]]:
    """The names of the watches that mean each of these stories (row numbers), in their order; none has no key."""
    found: dict[int, list[str]] = {}
    if watches and len(stories) > _MANY:
        wanted = set(stories)
        for watch in watches:
            rows = db.rows(f"SELECT s.id FROM story s WHERE {watch.of_all.sql}", watch.of_all.values)
            for row in wanted.intersection(row[0] for row in rows):
                found.setdefault(row, []).append(watch.name)
        return found
    for start in range(0, len(stories) if watches else 0, AT_ONCE):
        some = stories[start : start + AT_ONCE]
        with few_stories(db, some, worded=any(one.worded for one in watches)) as among:
            for watch in watches:
                for row in meant_among(db, among, some, watch.of_few.sql, watch.of_few.values):
                    found.setdefault(row, []).append(watch.name)
    return found


@contextmanager
def few_stories(db: Database, stories: Sequence[int], *, worded: bool) -> Iterator[str]:
    """What to write after FROM, where these stories (row numbers) alone are asked after; it takes them as JSON.

    With `worded`, their words are laid out for the conditions that ask for some.
    """
    if worded:
        db.run(f"CREATE VIRTUAL TABLE temp.few USING fts5 (title, summary, text, page, {_AS_IN_THE_STORE})")
    try:
        if worded:
            db.run_many(
                """INSERT INTO few (rowid, title, summary, text, page)
                   SELECT id, title, summary, text, page FROM entry WHERE story_id = ?""",
                ((story,) for story in stories),
            )
        yield "json_each(?) few_rows CROSS JOIN story s ON s.id = few_rows.value"
    finally:
        if worded:
            db.run("DROP TABLE temp.few")


def meant_among(db: Database, among: str, stories: Sequence[int], sql: str, values: Sequence[Any]) -> list[int]:
    """Those of the stories that meet a condition; `among` is of `few_stories`."""
    packed = msgspec.json.encode(stories).decode()
    return [row[0] for row in db.rows(f"SELECT s.id FROM {among} WHERE {sql}", [packed, *values])]
