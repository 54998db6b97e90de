"""A cache that another program wrote: nothing of it is run, and it is believed no more than a server.

Whoever may write the reader's own files needs no cache for that; but a cache may be copied, restored or shared.
"""

import json
import pickle
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import FeedServer, item, rss
from tests.unit.fetch.conftest import Client

FEED = rss([item("Council opens a family hub", "https://a.example/1")])
FORGED = rss([item("A forged story", "https://a.example/2")])
NUMBERS = "SELECT i AS key FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n)"


class Touch:
    """What a pickle runs when it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


def written(client: Client, *statements: str, values: tuple[Any, ...] = ()) -> None:
    """What another program does to the cache."""
    client.restart()
    with sqlite3.connect(client.folder / "http.sqlite") as other:
        for statement in statements:
            other.execute(statement, values)
    other.close()


def changed(client: Client, change: Callable[[dict[str, Any]], None]) -> None:
    """Changes the one copy in the cache."""
    client.restart()
    with sqlite3.connect(client.folder / "http.sqlite") as other:
        ((value,),) = other.execute("SELECT value FROM responses").fetchall()
        copy = json.loads(value)
        change(copy)
        other.execute("UPDATE responses SET value = ?, expires = ?", (json.dumps(copy), int(time.time()) + 10**8))
    other.close()


@pytest.fixture
def url(client: Client, server: FeedServer) -> str:
    """A feed that is in the cache."""
    address = server.feed("/a", FEED, ETag='"1"', Set_Cookie="id=of-a-reader; Path=/", Location="/x")
    client.get(address)
    return address


def test_a_copy_names_no_reader(client: Client, url: str) -> None:
    client.restart()
    for path in client.folder.iterdir():
        found = path.read_bytes()
        for words in (b"of-a-reader", b"User-Agent", b"cfnews/", b"Accept"):
            assert words not in found, (path, words)


def test_a_pickle_is_not_run(client: Client, server: FeedServer, url: str, tmp_path: Path) -> None:
    mark = tmp_path / "run"
    pickle.loads(pickle.dumps(Touch(mark)))  # noqa: S301 - shows that it would run
    assert mark.exists()
    mark.unlink()
    written(client, "UPDATE responses SET value = ?", values=(pickle.dumps(Touch(mark)),))
    assert client.get(url).body == FEED
    assert not mark.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda copy: copy.update(expires="2099-01-01T00:00:00+00:00"),
        lambda copy: copy.update(expires=None),
        lambda copy: copy["headers"].update({"Cache-Control": "immutable, max-age=99999999"}),
    ],
    ids=["far expiry", "no expiry", "immutable"],
)
def test_a_copy_that_says_it_is_fresh_is_asked_about_all_the_same(
    client: Client, server: FeedServer, url: str, change: Callable[[dict[str, Any]], None]
) -> None:
    changed(client, change)
    server.feed("/a", FORGED, ETag='"2"')
    assert client.get(url).body == FORGED
    assert len(server.log) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda copy: copy.update(status_code=302, headers={"Location": "http://127.0.0.1:1/", "ETag": '"1"'}),
        lambda copy: copy.update(status_code=500),
        lambda copy: copy["headers"].update({"ETag": '"1"\r\nX-Injected: yes'}),
        lambda copy: copy["headers"].update({"ETag": "x" * 100_000}),
        lambda copy: copy["headers"].update({"ETag": ["a", "list"]}),
        lambda copy: copy.update(_content="A" * 400_000),
        lambda copy: copy.update(headers=None),
        lambda copy: copy.clear(),
    ],
    ids=["redirect", "error", "line break", "long", "list", "large", "no headers", "nothing"],
)
def test_a_copy_that_is_none_of_ours_is_asked_for_anew(
    client: Client, server: FeedServer, url: str, change: Callable[[dict[str, Any]], None]
) -> None:
    changed(client, change)
    assert client.get(url).body == FEED
    assert [request.path for request in server.log] == ["/a", "/a"]
    assert all("x-injected" not in request.headers for request in server.log)
    assert client.get(url).http_status == 304  # and the cache is well again


def test_a_body_of_another_is_replaced_as_soon_as_its_server_has_news(
    client: Client, server: FeedServer, url: str
) -> None:
    server.feed("/b", FORGED, ETag='"b"')
    client.get(server.url("/b"))
    client.restart()
    with sqlite3.connect(client.folder / "http.sqlite") as other:
        rows = dict(other.execute("SELECT key, value FROM responses").fetchall())
        forged = next(value for value in rows.values() if '"b' in json.loads(value)["headers"]["ETag"])
        other.execute("UPDATE responses SET value = ?", (forged,))
    other.close()
    assert client.get(url).body == FEED  # its tag is another's, so the server sends its own


@pytest.mark.parametrize(
    "statements",
    [
        (f"CREATE TRIGGER t AFTER INSERT ON responses BEGIN DELETE FROM responses WHERE key IN ({NUMBERS}); END",),  # noqa: S608
        ("DROP TABLE responses", f"CREATE VIEW responses AS {NUMBERS}"),
        ("DROP TABLE redirects", f"CREATE VIEW redirects AS {NUMBERS}"),
        ("DROP TABLE responses", "CREATE TABLE responses (key INTEGER, other TEXT)"),
        ("CREATE VIRTUAL TABLE other USING fts5 (words)",),
        (f"CREATE VIEW sly AS {NUMBERS}",),
    ],
    ids=["trigger", "view of responses", "view of redirects", "other columns", "virtual table", "another view"],
)
def test_a_schema_of_another_is_put_aside_and_never_runs(
    client: Client, server: FeedServer, url: str, statements: tuple[str, ...]
) -> None:
    written(client, *statements)
    assert client.get(url).body == FEED
    assert (client.folder / "http.sqlite.damaged").exists()
    assert client.get(url).http_status == 304


def test_a_huge_row_is_not_read(client: Client, server: FeedServer, url: str) -> None:
    written(client, "UPDATE responses SET value = zeroblob(300000000)")
    assert client.get(url).body == FEED
    assert client.get(url).http_status == 304
