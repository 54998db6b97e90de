"""The main line, from feeds.toml to the morning's digest."""

from tests.loopback import FeedServer, item
from tests.running import Home


def test_a_fetch_stores_what_a_digest_shows(home: Home, server: FeedServer) -> None:
    url = server.feed("/a.rss", [item("Council opens a family hub", "https://a.example/1", summary="It opens today.")])
    home.write_feeds({"id": "outlet-a", "url": url})
    fetched = home.run("fetch", "--json")
    assert fetched.code == 0
    assert fetched.json["counts"]["new"] == 1
    digest = home.run("digest", "--json").json
    assert [story["title"] for story in digest["stories"]] == ["Council opens a family hub"]
    assert digest["counts"] == {"matched": 1, "returned": 1, "folded_duplicates": 0, "hidden": 0}


def test_what_was_shown_as_new_is_not_new_again(home: Home, server: FeedServer) -> None:
    url = server.feed("/a.rss", [item("Council opens a family hub", "https://a.example/1")])
    home.write_feeds({"id": "outlet-a", "url": url})
    home.run("fetch")
    assert home.run("digest", "--new", "--json").json["counts"]["matched"] == 1
    assert home.run("digest", "--new", "--json").json["counts"]["matched"] == 0
