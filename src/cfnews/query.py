"""The read path: a Selection to stories, counts and the state of the store, all of one moment.

No network, no parser; what it imports is what every reading command pays for.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import msgspec

from cfnews.errors import NothingMatched
from cfnews.health.wording import quiet_for
from cfnews.store import cursors, stories
from cfnews.store.db import Database
from cfnews.store.pace import silences
from cfnews.store.search import parse_query
from cfnews.store.watches import Watch, watched
from cfnews.story import Counts, Selection, StoreState, Story, Warned

AnyStory = TypeVar("AnyStory", bound=Story)
# The labels that a reader's name for a "place", "topic" or "body" stands for, one at least.
Meaning = Callable[[str, str], Sequence[str]]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read: stories with their row numbers, counts, the store's state, and where to move a cursor to."""

    selection: Selection
    stories: list[Story]
    rows: list[int]
    counts: Counts
    state: StoreState
    warnings: list[Warned]
    change: int


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """Which stories match, by row number and in order, for who loads a few of many at a time; else as a Reading."""

    selection: Selection
    rows: list[int]
    counts: Counts
    change: int


def outline(db: Database, selection: Selection, *, meaning: Meaning | None = None) -> Outline:
    """Which stories match, and nothing of them. Raises NothingMatched as `read` does."""
    selection = _with_fields(selection)
    with db.snapshot():
        selection = checked(db, selection, meaning or _literal)
        change = cursors.current_change(db)
        rows, counts = stories.find(db, selection)
        return Outline(selection=selection, rows=rows, counts=counts, change=change)


def read(
    db: Database,
    selection: Selection,
    *,
    now: datetime,
    refresh_after: float,
    offline: bool,
    meaning: Meaning | None = None,
    watches: Sequence[Watch] = (),
) -> Reading:
    """The stories that match. Raises NothingMatched if the selection names a feed, place or topic that is unknown.

    `meaning` tells what names stand for; without it they are the labels themselves. Each story has the names of those
    of the `watches` that mean it.
    """
    selection = _with_fields(selection)
    with db.snapshot():
        selection = checked(db, selection, meaning or _literal)
        change = cursors.current_change(db)
        rows, counts = stories.find(db, selection)
        return Reading(
            selection=selection,
            stories=with_watches(db, stories.load(db, rows), rows, watches),
            rows=rows,
            counts=counts,
            state=store_state(db, now, refresh_after, offline),
            warnings=[*warnings(db), *silent_feeds(db, now)],
            change=change,
        )


def with_watches(
    db: Database, read: Sequence[AnyStory], rows: Sequence[int], watches: Sequence[Watch]
) -> list[AnyStory]:
    """Stories, and their row numbers in the same order, with the names of the watches that mean them."""
    found = watched(db, watches, rows)
    if not found:
        return list(read)
    named = zip(read, rows, strict=True)
    return [msgspec.structs.replace(story, watches=found[row]) if row in found else story for story, row in named]


def _with_fields(selection: Selection) -> Selection:
    """The selection with the fields of its query (topic: place: feed:) moved to where they belong."""
    if selection.text is None:
        return selection
    query = parse_query(selection.text)
    return msgspec.structs.replace(
        selection,
        topics=[*selection.topics, *query.topics],
        places=[*selection.places, *query.places],
        feeds=[*selection.feeds, *query.feeds],
    )


def checked(db: Database, selection: Selection, meaning: Meaning) -> Selection:
    """The selection with labels in place of names. Raises NothingMatched if a feed, place or topic is unknown."""
    known_feeds = {row[0] for row in db.rows("SELECT id FROM feed")} if selection.feeds else set()
    for name in selection.feeds:
        if name not in known_feeds:
            raise NothingMatched(f"there is no feed {name!r} in the store", "see: cfnews feeds list")
    return msgspec.structs.replace(
        selection,
        places=_meant(db, "place", selection.places, meaning),
        topics=_meant(db, "topic", selection.topics, meaning),
        bodies=_meant(db, "body", selection.bodies, meaning),
    )


def _meant(db: Database, kind: str, names: Sequence[str], meaning: Meaning) -> list[str]:
    """The labels that these names stand for, each once; for a place or a topic, one of them at least must be stored."""
    found: list[str] = []
    for name in names:
        labels = meaning(kind, name)
        if kind != "body" and not any(has_label(db, kind, label) for label in labels):
            raise NothingMatched(f"no stored story has the {kind} {labels[0]!r}", f"see: cfnews {kind}s")
        found += labels
    return list(dict.fromkeys(found))


def has_label(db: Database, kind: str, label: str) -> bool:
    """Whether a stored story has this label."""
    return db.value("SELECT 1 FROM story_label WHERE type = ? AND value = ?", (kind, label)) is not None


def slug(name: str) -> str:
    """A name as slugs are written."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _literal(kind: str, name: str) -> list[str]:
    return [slug(name)] if kind == "place" else [name]


def store_state(db: Database, now: datetime, refresh_after: float, offline: bool) -> StoreState:
    """When a feed was last read, whether it is older than `refresh_after` seconds, and how many feeds fail."""
    row = db.row(
        """SELECT max(last_success_at) AS last, count(*) FILTER (WHERE enabled AND listed) AS total,
                  count(*) FILTER (WHERE enabled AND listed AND failures) AS failed FROM feed"""
    )
    assert row is not None  # noqa: S101 - an aggregate always has a row
    last = datetime.fromtimestamp(row["last"], UTC) if row["last"] else None
    return StoreState(
        last_fetch_at=last,
        stale=last is None or now - last > timedelta(seconds=refresh_after),
        offline=offline,
        feeds_total=row["total"],
        feeds_failed=row["failed"],
    )


def warnings(db: Database) -> list[Warned]:
    """A warning for each enabled feed whose last request failed."""
    rows = db.rows(
        """SELECT id, error_code, error_message FROM feed
           WHERE error_code IS NOT NULL AND failures AND enabled AND listed ORDER BY position"""
    )
    return [
        Warned(
            code="feed_failed",
            feed=row["id"],
            message=row["error_message"],
            retryable=row["error_code"] not in ("gone", "ended"),
        )
        for row in rows
    ]


def silent_feeds(db: Database, now: datetime) -> list[Warned]:
    """A warning for each enabled feed that answers and brings nothing for longer than is usual."""
    return [
        Warned(
            code="feed_silent",
            feed=one.id,
            message=f"{one.name} {quiet_for(one.since, one.usual_number, now)}",
            retryable=False,
        )
        for one in silences(db)
    ]


def count_new_before(db: Database, selection: Selection, moment: datetime) -> int:
    """How many stories from before a moment are new by the selection's cursor."""
    older = msgspec.structs.replace(selection, since=None, until=moment, limit=1)
    return stories.find(db, older)[1].matched


def looked_at(db: Database, cursor: str) -> datetime | None:
    """When this cursor last moved, None if it never did."""
    moved = cursors.cursor_moved_at(db, cursor)
    return datetime.fromtimestamp(moved, UTC) if moved is not None else None


def move_cursor(db: Database, reading: Reading | Outline, now: datetime, told_before: datetime | None = None) -> None:
    """Moves the reading's cursor past what was shown. Call it only after the whole output has been flushed.

    Stories from before `told_before` count as shown: the output said how many they are.
    """
    wanted, seconds = reading.selection, int(now.timestamp())
    if wanted.cursor is None:
        return
    before = int(told_before.timestamp()) if told_before else None
    cursors.move_cursor(
        db, wanted.cursor, reading.change, reading.rows, seconds, revised=wanted.revised, told_before=before
    )


def short_ids(db: Database, ids: Sequence[str]) -> dict[str, str]:
    """For each id the shortest beginning, of 4 characters or more, that no other story's id has."""
    return {one: one[: stories.distinct_length(db, one)] for one in ids}
