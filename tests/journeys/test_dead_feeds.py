"""The way of "When a feed dies", walked with a feed that dies."""

import re
import shlex
from pathlib import Path

from tests.loopback import Answer, FeedServer, item
from tests.running import Home, Result

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "dead-feeds.md"
SITE = "https://www.example.org/"


def on_page(heading: str) -> list[str]:
    """The commands under a heading of the page."""
    text = PAGE.read_text("utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]


def type_in(home: Home, line: str, server: FeedServer, **more: str) -> Result:
    """Runs a line of the page, its site being the one on this machine."""
    words = shlex.split(line.replace(SITE, server.url("/")))
    assert words[0] == "cfnews"
    return home.run(*words[1:], *(["--allow-private"] if "discover" in words else []), **more)


def test_a_dead_feed_is_seen_found_again_and_let_go(home: Home, server: FeedServer, tmp_path: Path) -> None:
    old = server.feed("/old.rss", [item("A matter of the council", "https://a.example/1", guid="one")])
    home.write_feeds({"id": "our-council", "url": old, "homepage": server.url("/")})
    assert home.run("fetch").code == 0
    server.answers["/old.rss"] = Answer(b"not here", 404)
    new = server.feed(
        "/new.rss",
        [
            item("A matter of the council", "https://a.example/1", guid="one"),
            item("A later matter", "https://a.example/2", guid="two"),
        ],
    )
    page = f'<html><head><link rel="alternate" type="application/rss+xml" href="{new}"></head></html>'
    server.answers["/"] = Answer(page.encode(), headers={"Content-Type": "text/html"})
    home.now = "2026-11-21T07:45:00Z"
    assert home.run("fetch").code == 4

    failing, silent, check = on_page("See what is wrong")
    shown = type_in(home, failing, server)
    assert "our-council" in shown.out and f"try: cfnews feeds discover {server.url('/')}" in shown.out
    assert type_in(home, silent, server).code == 0
    assert "404" in type_in(home, check, server).out

    discover, edit, fetch = on_page("Find its new address")
    assert new in type_in(home, discover, server).out
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\nexec sed -i "s|{old}|{new}|" "$1"\n', "utf-8")
    editor.chmod(0o755)
    assert type_in(home, edit, server, EDITOR=str(editor), VISUAL="").code == 0
    assert type_in(home, fetch, server).code == 0
    stories = home.run("list", "--json").json["stories"]
    assert sorted(story["title"] for story in stories) == ["A later matter", "A matter of the council"]
    assert home.run(*shlex.split(failing)[1:], "--json").json["feeds"] == []

    (disable,) = on_page("Let it go")
    assert type_in(home, disable, server).code == 0
    asked = len(server.log)
    home.run("fetch")
    assert len(server.log) == asked
    assert len(home.run("list", "--json").json["stories"]) == 2


def test_what_the_page_says_of_the_shipped_list_can_be_typed(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "our-council", "url": server.url("/old.rss")})
    (new,) = on_page("Nothing found")
    assert type_in(home, new, server).code == 0
