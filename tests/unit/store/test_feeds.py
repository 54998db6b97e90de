"""What is remembered of feeds, hosts and settings."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cfnews.model import Catalogue, FeedSpec, Settings
from cfnews.problems import problem
from cfnews.store import feeds
from cfnews.store.db import Database, open_for_reading
from cfnews.store.settings import catalogue_signature, remember_catalogue, remembered_catalogue, remembered_settings
from tests.unit.making import Shelf, raw, spec

GOOD = feeds.Outcome(
    status="new",
    http_status=200,
    problem=None,
    fault="",
    title="The Outlet",
    parsed_sha256=b"1",
    moved_to=None,
    next_check_at=900,
    newest_entry_at=50,
)
NOTHING = Catalogue(settings=Settings(), feeds=(), places=())


@pytest.fixture
def db() -> Database:
    return Shelf(None, spec("one"), spec("two")).db


def relist(db: Database, specs: Sequence[FeedSpec]) -> None:
    feeds.list_feeds(db, Catalogue(settings=Settings(), feeds=tuple(specs), places=()), str(specs))


def record(db: Database, now: int, **values: Any) -> None:
    feeds.record(db, "one", msgspec.structs.replace(GOOD, **values), now)


def state(db: Database) -> feeds.FeedState:
    return feeds.states(db)["one"]


def row(db: Database) -> Any:
    return db.row("SELECT * FROM feed WHERE id = 'one'")


def test_the_catalogue_is_taken_over_in_its_order(db: Database) -> None:
    relist(db, [spec("three", nation="wales"), spec("one", name="Renamed", section="law", enabled=False)])
    assert [(feed.id, feed.name, feed.section, feed.enabled) for feed in feeds.overview(db)] == [
        ("three", "Three", "news", True),
        ("one", "Renamed", "law", False),
    ]


def test_a_feed_that_is_no_longer_listed_is_kept_and_can_come_back() -> None:
    shelf = Shelf(None, spec("one"), spec("two"))
    shelf.take(raw("A title", "https://one.example/1"), feed="one")
    record(shelf.db, 10)
    relist(shelf.db, [spec("two")])
    assert [feed.id for feed in feeds.overview(shelf.db)] == ["two"]
    relist(shelf.db, [spec("two"), spec("one")])
    assert [(feed.id, feed.entries) for feed in feeds.overview(shelf.db)] == [("two", 0), ("one", 1)]
    assert state(shelf.db).last_success_at == 10


def test_another_address_is_another_source(db: Database) -> None:
    record(db, 10, moved_to="https://new.example/")
    record(db, 20, problem=problem("gone"))
    relist(db, [spec("one")])
    assert (state(db).parsed_sha256, state(db).gone_at, state(db).next_check_at) == (b"1", 20, 900)
    relist(db, [spec("one", url="https://other.example/feed")])
    found = state(db)
    assert (found.parsed_sha256, found.gone_at, found.next_check_at, found.moved_to) == (None, None, None, None)
    assert row(db)["url"] == "https://other.example/feed"


def test_an_attempt_is_remembered_before_it_is_made(db: Database) -> None:
    feeds.note_attempts(db, ["one"], 5)
    found = feeds.states(db)
    assert (found["one"].last_attempt_at, found["two"].last_attempt_at) == (5, None)


def test_a_failure_keeps_what_the_last_success_taught(db: Database) -> None:
    record(db, 10, fault="a stray tag", moved_to="https://new.example/")
    failed = {"problem": problem("timeout", "10s"), "status": "failed", "title": "", "parsed_sha256": None}
    record(db, 20, **failed, http_status=None, newest_entry_at=None, fault="", moved_to=None)
    record(db, 30, **failed, http_status=None, newest_entry_at=None, fault="", moved_to=None)
    found = row(db)
    assert (found["failures"], found["failing_since"], found["error_code"]) == (2, 20, "timeout")
    assert (found["last_success_at"], found["parsed_sha256"], found["title"]) == (10, b"1", "The Outlet")
    assert (found["fault"], found["moved_to"], found["newest_entry_at"]) == ("a stray tag", "https://new.example/", 50)


def test_a_success_forgets_the_failures(db: Database) -> None:
    record(db, 10, problem=problem("gone"), status="gone")
    assert state(db).gone_at == 10
    record(db, 20)
    found = row(db)
    assert (found["failures"], found["failing_since"]) == (0, None)
    assert (found["error_code"], found["error_message"]) == (None, None)
    assert (found["gone_at"], found["last_success_at"]) == (None, 20)


def test_a_feed_is_gone_since_it_first_was(db: Database) -> None:
    record(db, 10, problem=problem("gone"))
    record(db, 20, problem=problem("gone"))
    record(db, 30, problem=problem("timeout", "10s"))
    assert state(db).gone_at == 10


def test_a_move_is_dated_from_its_first_sight(db: Database) -> None:
    record(db, 10, moved_to="https://new.example/")
    record(db, 20, moved_to="https://new.example/")
    assert row(db)["moved_at"] == 10
    record(db, 30)
    assert (row(db)["moved_to"], row(db)["moved_at"]) == (None, None)


@pytest.mark.parametrize(("then", "newest"), [(60, 60), (40, 50), (None, 50)])
def test_the_newest_entry_is_never_forgotten(db: Database, then: int | None, newest: int) -> None:
    record(db, 10)
    record(db, 20, newest_entry_at=then)
    assert row(db)["newest_entry_at"] == newest


def test_a_host_is_left_alone_for_the_longest_that_it_asked_for(db: Database) -> None:
    feeds.hold(db, "a.example", 100)
    feeds.hold(db, "a.example", 50)
    feeds.hold(db, "b.example", 10)
    assert feeds.holds(db, 10) == {"a.example": 100}
    assert feeds.holds(db, 100) == {}


def test_the_overview_tells_how_a_feed_does(db: Database) -> None:
    feeds.note_attempts(db, ["one"], 20)
    record(db, 20, problem=problem("gone"), status="gone", http_status=410)
    one, two = feeds.overview(db)
    assert one.error is not None
    assert (one.status, one.http_status, one.error.code, one.error.retryable) == ("gone", 410, "gone", False)
    assert (two.status, two.error, two.last_attempt_at, two.entries) == ("waiting", None, None, 0)


def test_a_body_is_known_by_all_of_its_bytes() -> None:
    assert len(feeds.fingerprint(b"")) == 32
    assert feeds.fingerprint(b"a") != feeds.fingerprint(b"b")


# --- settings ---------------------------------------------------------------------------------------


def test_settings_are_remembered_for_one_state_of_the_file(tmp_path: Path) -> None:
    db = open_for_reading(tmp_path / "none.db")
    path = tmp_path / "feeds.toml"
    path.write_text("# one")
    before = catalogue_signature(path)
    catalogue = Catalogue(settings=Settings(jobs=3, retention=60.0), feeds=(spec("one"),), places=())
    remember_catalogue(db, catalogue, before)
    assert remembered_settings(db, before) == catalogue.settings
    assert remembered_catalogue(db, before) == catalogue
    path.write_text("# another")
    assert catalogue_signature(path) != before
    assert remembered_settings(db, catalogue_signature(path)) is None


def test_what_is_secret_in_an_address_is_neither_remembered_nor_listed(tmp_path: Path) -> None:
    db = open_for_reading(tmp_path / "none.db")
    whole = msgspec.structs.replace(spec("one"), url="https://ann:s3cret@one.example/feed?token=s3cret")
    catalogue = Catalogue(settings=Settings(), feeds=(whole,), places=())
    feeds.list_feeds(db, catalogue, "signature")
    assert remembered_catalogue(db, "signature") is None  # it must be read from the file
    shown = remembered_catalogue(db, "signature", masked=True)
    assert shown is not None
    assert shown.feeds[0].url == "https://***@one.example/feed?token=***"
    assert row(db)["url"] == shown.feeds[0].url
    assert "s3cret" not in " ".join(str(value) for line in db.rows("SELECT * FROM meta") for value in line)


def test_an_address_with_another_secret_is_another_source(db: Database) -> None:
    for word, attempted in (("first", None), ("first", 10), ("second", None)):
        relist(db, [msgspec.structs.replace(spec("one"), url=f"https://one.example/feed?token={word}")])
        assert row(db)["last_attempt_at"] == attempted
        feeds.note_attempts(db, ["one"], 10)
    assert row(db)["url"] == "https://one.example/feed?token=***"


def test_a_move_to_an_address_with_a_secret_is_not_remembered(db: Database) -> None:
    record(db, 10, moved_to="https://store.example/feed?signature=s3cret")
    assert row(db)["moved_to"] is None


def test_a_file_that_there_is_not_has_no_settings(tmp_path: Path) -> None:
    db = open_for_reading(tmp_path / "none.db")
    assert catalogue_signature(tmp_path / "feeds.toml") == ""
    remember_catalogue(db, NOTHING, "")
    assert remembered_settings(db, "") is None


@pytest.mark.parametrize("packed", ["", "{", '{"jobs": "many"}', "[]"])
def test_settings_that_cannot_be_read_are_read_from_the_file_again(tmp_path: Path, packed: str) -> None:
    db = open_for_reading(tmp_path / "none.db")
    remember_catalogue(db, NOTHING, "signature")
    db.run("UPDATE meta SET value = ? WHERE key = 'settings'", (packed,))
    assert remembered_settings(db, "signature") is None
