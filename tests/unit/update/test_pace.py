"""What a run learns of how often a feed brings news."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from cfnews.store import pace
from cfnews.store.db import Database
from cfnews.update.pace import note_news
from tests.unit.making import NOW, Shelf, spec


@pytest.fixture(name="db")
def _db() -> Database:
    return Shelf(None, spec()).db


def note(db: Database, published: Sequence[datetime | None], now: datetime = NOW) -> dict[date, int]:
    with db.transaction():
        note_news(db, spec(), published, now)
    return pace.news_days(db, "outlet")


def row(db: Database) -> Any:
    return db.row("SELECT * FROM feed WHERE id = 'outlet'")


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def test_the_first_reading_tells_of_the_feeds_past(db: Database) -> None:
    assert note(db, [ago(30), ago(20), ago(20), ago(10)]) == {
        date(2026, 10, 21): 1,
        date(2026, 10, 31): 2,
        date(2026, 11, 10): 1,
    }
    assert row(db)["news_at"] == int(ago(10).timestamp())


def test_later_an_old_date_is_news_of_the_day_on_which_it_came(db: Database) -> None:
    note(db, [ago(30)])
    assert note(db, [ago(3), ago(300), None, ago(-2)]) == {
        date(2026, 10, 21): 1,
        date(2026, 11, 17): 1,
        date(2026, 11, 20): 3,
    }


def test_a_first_reading_without_dates_says_only_that_the_feed_lives(db: Database) -> None:
    assert note(db, [None] * 50) == {date(2026, 11, 20): 1}


def test_a_day_is_one_of_london(db: Database) -> None:
    assert note(db, [datetime.fromisoformat("2026-07-01T23:30:00Z")]) == {date(2026, 7, 2): 1}


def test_days_of_long_ago_are_forgotten(db: Database) -> None:
    note(db, [ago(200), ago(95)])
    assert set(note(db, [NOW])) == {date(2026, 11, 20)}


def test_nothing_new_changes_nothing(db: Database) -> None:
    note(db, [ago(day) for day in range(20)])
    before = tuple(row(db))
    note(db, [], NOW + timedelta(days=30))
    assert tuple(row(db)) == before


def test_what_is_usual_and_when_it_will_be_missed_are_kept_for_those_who_read(db: Database) -> None:
    note(db, [ago(day) for day in range(60)])
    found = row(db)
    assert (found["usual_gap"], found["usual_number"]) == (1.0, 1.0)
    assert NOW < datetime.fromtimestamp(found["silent_from"], NOW.tzinfo) < NOW + timedelta(days=5)


@pytest.mark.parametrize(
    ("change", "silent"),
    [
        ("last_success_at = silent_from", True),
        ("last_success_at = silent_from - 1", False),
        ("last_success_at = silent_from, failures = 1", False),
        ("last_success_at = silent_from, enabled = 0", False),
        ("last_success_at = silent_from, listed = 0", False),
    ],
)
def test_silent_is_a_listed_feed_that_is_on_and_was_read_without_news(db: Database, change: str, silent: bool) -> None:
    note(db, [ago(day) for day in range(60)])
    db.run(f"UPDATE feed SET {change}")  # noqa: S608 - our own words
    assert [one.id for one in pace.silences(db)] == (["outlet"] if silent else [])
