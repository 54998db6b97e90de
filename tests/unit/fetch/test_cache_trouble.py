"""The cache is disposable: whatever ails it, no feed is lost, and a run does not stumble."""

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from tests.loopback import FeedServer, item, rss
from tests.unit.fetch.conftest import Client

FEED = rss([item("Council opens a family hub", "https://a.example/1")])


def test_a_file_that_is_no_database_is_put_aside(client: Client, server: FeedServer) -> None:
    client.folder.mkdir()
    (client.folder / "http.sqlite").write_bytes(b"this is no database\n" * 1000)
    url = server.feed("/a", FEED, ETag='"abc"')
    assert client.get(url).body == FEED
    assert client.get(url).http_status == 304
    assert (client.folder / "http.sqlite.damaged").exists()


def test_a_damaged_cache_that_cannot_be_put_aside_is_done_without(client: Client, server: FeedServer) -> None:
    (client.folder / "http.sqlite.damaged" / "in the way").mkdir(parents=True)
    (client.folder / "http.sqlite").write_bytes(b"this is no database\n" * 1000)
    assert client.get(server.feed("/a", FEED, ETag='"abc"')).body == FEED


@pytest.mark.parametrize("keep", [0, 1, 100, 4096])
def test_a_cut_off_database_loses_no_feed(client: Client, server: FeedServer, keep: int) -> None:
    url = server.feed("/a", FEED, ETag='"abc"')
    client.get(url)
    client.restart()
    path = client.folder / "http.sqlite"
    path.write_bytes(path.read_bytes()[:keep])
    for stale in ("-wal", "-shm"):
        path.with_name(path.name + stale).unlink(missing_ok=True)
    assert client.get(url).body == FEED
    assert client.get(url).body == FEED


def test_damage_while_running_loses_no_feed(client: Client, server: FeedServer) -> None:
    url = server.feed("/a", FEED, ETag='"abc"')
    client.get(url)
    with sqlite3.connect(client.folder / "http.sqlite") as other:
        for (table,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            other.execute(f'DROP TABLE "{table}"')
    other.close()
    assert client.get(url).body == FEED
    assert client.get(server.feed("/b", FEED, ETag='"b"')).body == FEED
    assert len(server.log) == 3  # each was asked once: trouble with the cache is no reason to ask again


def test_rows_that_cannot_be_read_lose_no_feed(client: Client, server: FeedServer) -> None:
    url = server.feed("/a", FEED, ETag='"abc"')
    client.get(url)
    client.restart()
    with sqlite3.connect(client.folder / "http.sqlite") as other:
        other.execute("UPDATE responses SET value = '{\"not\": ['")
    other.close()
    assert client.get(url).body == FEED


def test_a_cache_deleted_while_running_loses_no_feed(client: Client, server: FeedServer) -> None:
    url = server.feed("/a", FEED, ETag='"abc"')
    client.get(url)
    for path in client.folder.iterdir():
        path.unlink()
    client.folder.rmdir()
    assert client.get(url).body == FEED
    assert client.get(server.feed("/b", FEED)).body == FEED


@pytest.mark.parametrize("folder", ["/proc/self/cfnews", "/dev/null/cfnews"])
def test_a_folder_that_cannot_be_made_is_done_without(client: Client, server: FeedServer, folder: str) -> None:
    client.folder = Path(folder)
    assert client.get(server.feed("/a", FEED, ETag='"abc"')).body == FEED


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_done_without(client: Client, server: FeedServer) -> None:
    url = server.feed("/a", FEED, ETag='"abc"')
    client.get(url)
    client.restart()
    (client.folder / "http.sqlite").chmod(0o400)
    client.folder.chmod(0o500)
    try:
        assert client.get(url).body == FEED
    finally:
        client.folder.chmod(0o700)


def test_a_cache_that_another_process_holds_locked_loses_no_feed(client: Client, server: FeedServer) -> None:
    client.change(timeout=0.5, total_timeout=1.0)
    url = server.feed("/a", FEED, ETag='"abc"')
    client.get(url)
    holder = sqlite3.connect(client.folder / "http.sqlite", isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    bodies: list[bytes | None] = []
    asking = threading.Thread(target=lambda: bodies.append(client.get(url).body), daemon=True)
    asking.start()
    asking.join(20)
    answered = list(bodies)
    holder.close()
    asking.join(20)
    assert answered == [FEED], "the feed waited for as long as the cache was locked"
    assert len(server.log) == 2  # and was asked once, not again because of the cache


def test_a_cache_locked_from_the_start_is_done_without_and_left_in_its_place(
    client: Client, server: FeedServer
) -> None:
    url = server.feed("/a", FEED, ETag='"abc"')
    client.get(url)
    client.restart()
    holder = sqlite3.connect(client.folder / "http.sqlite", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert client.get(url).body == FEED
    holder.close()
    client.restart()
    assert client.get(url).http_status == 304


def test_the_cache_is_for_its_owner_alone(client: Client, server: FeedServer) -> None:
    client.get(server.feed("/a", FEED, ETag='"abc"'))
    assert (client.folder / "http.sqlite").stat().st_mode & 0o077 == 0


def test_one_row_is_kept_for_a_feed_however_often_it_changes(client: Client, server: FeedServer) -> None:
    for tag in range(5):
        client.get(server.feed("/a", FEED, ETag=f'"{tag}"'))
    with sqlite3.connect(client.folder / "http.sqlite") as other:
        assert other.execute("SELECT count(*) FROM responses").fetchone() == (1,)
    other.close()
