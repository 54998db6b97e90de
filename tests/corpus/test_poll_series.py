"""Real feeds as they were read for weeks: `fetch` finds new what was new, file by file, and nothing else.

Each folder holds the successive states of one feed, and in EXPECTED.json what feedparser sees in each: entries, ids
met for the first time, ids that have left since. Dates move, texts are reworded, entries leave and return.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cfnews.store.db import open_for_reading
from tests.loopback import FeedServer
from tests.running import Home

pytestmark = pytest.mark.corpus


def _series(shared: Path, name: str) -> tuple[Path, dict[str, Any]]:
    folder = shared / "corpora" / "poll-series" / name
    if not folder.is_dir():
        pytest.skip(f"there is no poll series at {folder}")
    return folder, json.loads((folder / "EXPECTED.json").read_text("utf-8"))


def _ids(home: Home) -> list[str]:
    database = open_for_reading(home.folder / "cfnews.db")
    return [row[0] for row in database.rows("SELECT guid FROM entry WHERE feed_id = 'series'")]


@pytest.mark.parametrize(("name", "updated"), [("kanpo", 12), ("turing-news", 0)])
def test_each_reading_of_a_feed_finds_what_is_new_in_it(
    shared: Path, home: Home, server: FeedServer, name: str, updated: int
) -> None:
    folder, expected = _series(shared, name)
    home.write_feeds({"id": "series", "url": server.url("/series")})
    met, found = 0, 0
    for poll in expected["polls"]:
        server.feed("/series", (folder / poll["file"]).read_bytes())
        home.now = datetime.strptime(poll["polled_at"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).isoformat()
        (feed,) = home.run("fetch", "--force", "--json").json["feeds"]
        met += poll["new_ids"]
        found += feed["updated"]
        assert (feed["new"], feed["duplicates"]) == (poll["new_ids"], 0), poll
        assert feed["updated"] + feed["unchanged"] == poll["entries"] - poll["new_ids"], poll
        assert feed["entries"] == poll["entries"], poll
        assert len(_ids(home)) == met, poll
    assert met == expected["distinct_ids"] == len(set(_ids(home)))
    assert found == updated  # the four mornings on which the gazette's feed reworded each of its three entries


def test_every_state_of_a_feed_is_there_to_be_read(shared: Path) -> None:
    for name in ("kanpo", "turing-news"):
        folder, expected = _series(shared, name)
        assert len(expected["polls"]) == len(list(folder.glob("*.xml")))
