"""What cfnews keeps is its owner's alone, whatever the umask: files 0600 in folders 0700."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.contract import LATER, STORY
from tests.loopback import FeedServer
from tests.running import Home


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=["000", "022", "077"])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """The umask of the shell that cfnews is called from."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    """The permissions of all that is below a folder."""
    return {str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}


def kept(found: dict[str, int], *suffixes: str) -> set[str]:
    """Of what was found, what ends so."""
    return {name for name in found if name.endswith(suffixes)}


@pytest.mark.usefixtures("umask")
def test_all_that_is_kept_is_its_owners_alone(tmp_path: Path, server: FeedServer) -> None:
    home = Home(tmp_path / "new" / "home")
    root = tmp_path / "new"
    file = str(home.folder / "feeds.toml")
    assert home.run("init").code == 0
    Path(file).write_text("", "utf-8")  # with no feed of others
    assert home.run("feeds", "add", server.feed("/a", [STORY], ETag='"1"'), "--allow-private").code == 0
    assert home.run("feeds", "add", server.feed("/b", [LATER], ETag='"2"'), "--allow-private", "--id", "b").code == 0
    assert home.run("fetch", "--force", "--debug", "--log-file", str(home.folder / "cfnews.log")).code == 0
    with sqlite3.connect(home.folder / "cfnews.db") as reading:  # so that the log of changes stays
        reading.execute("SELECT count(*) FROM entry").fetchone()
        story = home.run("list", "--json").json["stories"][0]["id"]
        assert home.run("mark", story, "--star").code == 0
        assert home.run("watch", "add", "hubs", "--word", "hub").code == 0
        assert home.run("fetch", "--force").code == 0
        during = modes(root)
    reading.close()
    assert home.run("store", "backup", str(root / "one.db")).code == 0
    for name in ("state.json", "feeds.opml"):  # in the place of files that all may read
        (root / name).write_text("", "utf-8")
        (root / name).chmod(0o644)
    assert home.run("store", "export-state", "--output", str(root / "state.json")).code == 0
    assert home.run("feeds", "export", "--with-secrets", "--output", str(root / "feeds.opml")).code == 0
    assert home.run("store", "restore", str(root / "one.db")).code == 0
    shared = {"CFNEWS_STATE": str(root / "reader" / "state.db")}
    assert home.run("mark", story, "--read", **shared).code == 0
    found = during | modes(root)
    assert kept(found, "cfnews.db", "cfnews.db-wal", "cfnews.db-shm", "http.sqlite", "feeds.toml.bak", "cfnews.log")
    assert len(kept(found, "cfnews.db-wal", "cfnews.db-shm", "one.db", "state.json", "state.db", "feeds.opml")) == 6
    folders = {name for name in found if (root / name).is_dir()}
    assert {found[name] for name in folders} == {0o700}
    assert {name: oct(mode) for name, mode in found.items() if name not in folders and mode & 0o077} == {}


def test_what_is_written_for_others_is_as_the_umask_says(home: Home, server: FeedServer, umask: int) -> None:
    home.write_feeds({"id": "a", "url": server.feed("/a", [STORY])})
    home.run("fetch")
    out = home.folder / "digest.html"
    assert home.run("digest", "--format", "html", "--output", str(out)).code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o666 & ~umask
