"""A reader's own SQL reads everything, changes nothing, and ends."""

from pathlib import Path

import pytest

from cfnews.errors import CfnewsError, StoreUnusable, WrongUsage
from cfnews.store.db import open_for_writing
from cfnews.store.querying import Found, ask
from tests.unit.making import Shelf, raw

ENDLESS = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT "


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "cfnews.db"
    db = open_for_writing(path)
    Shelf(db).take(raw("One hub", "https://outlet.example/1"), raw("Two hubs", "https://outlet.example/2"))
    db.close()
    return path


def asked(path: Path, sql: str, most: int = 100, seconds: float = 20.0) -> Found:
    return ask(path, sql, most=most, seconds=seconds)


def test_an_answer_has_its_columns_and_rows(path: Path) -> None:
    assert asked(path, "SELECT title, sources AS n FROM v_stories ORDER BY title") == Found(
        ["title", "n"], [("One hub", 1), ("Two hubs", 1)], False
    )
    assert asked(path, "SELECT title FROM v_stories WHERE 0;") == Found(["title"], [], False)
    assert asked(path.with_name("none.db"), "SELECT count(*) FROM story").rows == [(0,)]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT e.title FROM search s JOIN entry e ON e.id = s.rowid WHERE search MATCH 'hubs'",
        "SELECT value FROM json_each('[1]')",
        "SELECT name FROM pragma_table_info('story')",
        "PRAGMA table_info(story)",
        "PRAGMA user_version",
        "EXPLAIN QUERY PLAN SELECT * FROM story",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "VALUES (1)",
        "SELECT * FROM sqlite_master",
        ENDLESS + "x FROM n LIMIT 3",
    ],
)
def test_all_that_reads_is_answered(path: Path, sql: str) -> None:
    assert asked(path, sql).rows


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM story",
        "UPDATE entry SET title = 'x'",
        "INSERT INTO meta VALUES ('x', 'y')",
        "INSERT INTO search (search) VALUES ('rebuild')",
        "DROP TABLE story",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x (y)",
        "ATTACH 'OTHER' AS other",
        "DETACH main",
        "VACUUM",
        "VACUUM INTO 'OTHER'",
        "PRAGMA user_version = 7",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA query_only = OFF",
        "PRAGMA writable_schema = ON",
        "PRAGMA wal_checkpoint",
        "BEGIN",
        "SELECT load_extension('x')",
        "SELECT fts3_tokenizer('x')",
        "REINDEX",
        "ANALYZE",
        "SELECT 1; DELETE FROM story",
        "SELECT 1; SELECT 2",
        "",
        "-- nothing",
        "SELEC",
        "SELECT nothing FROM story",
        "SELECT * FROM nowhere",
        "SELECT json_extract('{', '$')",
        "SELECT zeroblob(500000000)",
        "SELECT '\0'",
    ],
)
def test_all_else_is_wrong_usage_and_changes_nothing(path: Path, sql: str) -> None:
    before, files = path.read_bytes(), sorted(one.name for one in path.parent.iterdir())
    with pytest.raises(WrongUsage) as caught:
        asked(path, sql.replace("OTHER", str(path.with_name("other.db"))))
    assert caught.value.hint
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir() if one.name not in files] in (
        [],
        ["cfnews.db-shm", "cfnews.db-wal"],
    )


def test_rows_are_limited_and_it_is_said(path: Path) -> None:
    assert asked(path, "SELECT 1 UNION SELECT 2 UNION SELECT 3", most=2) == Found(["1"], [(1,), (2,)], True)
    assert asked(path, "SELECT 1 UNION SELECT 2", most=2).more is False
    assert len(asked(path, ENDLESS + "x FROM n LIMIT 500", most=0).rows) == 500
    assert asked(path, ENDLESS + "x FROM n", most=5).more is True


@pytest.mark.parametrize("what", ["count(*) FROM n", "sum(a.x) FROM n a, n b", "x FROM n WHERE x < 0"])
def test_what_would_never_end_is_ended(path: Path, what: str) -> None:
    with pytest.raises(CfnewsError, match=r"longer than 0\.05 seconds") as caught:
        asked(path, ENDLESS + what, seconds=0.05)
    assert caught.value.exit_code == 1


def test_a_damaged_store_is_told_to_be_damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096] + b"\xa5" * 40_000)
    with pytest.raises(StoreUnusable, match="damaged"):
        asked(path, "SELECT * FROM v_stories")
