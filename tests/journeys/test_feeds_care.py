"""Care of the catalogue: feeds added, found, switched, renamed, taken off, exported and imported."""

import errno
import json
import os
import shlex
import stat
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cfnews.catalogue.read import read_catalogue
from cfnews.cli.own_feeds import own_feeds
from cfnews.cli.world import World
from cfnews.errors import CfnewsError
from cfnews.paths import shipped_feeds
from cfnews.render import as_json
from tests.loopback import Answer, FeedServer, item, rss
from tests.running import Home, command

ITEMS = [
    item("An older matter", "https://a.example/1", hours_ago=30),
    item("The newest matter", "https://a.example/2", hours_ago=2),
]
PRIVATE = "--allow-private"  # this machine is a private network


def page(server: FeedServer, path: str, *links: str) -> str:
    html = f"<!doctype html><html><head>{''.join(links)}</head><body>x</body></html>"
    server.answers[path] = Answer(html.encode(), headers={"Content-Type": "text/html"})
    return server.url(path)


def link(href: str, title: str = "", kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


def feeds(home: Home) -> dict[str, Any]:
    return {spec.id: spec for spec in read_catalogue(home.folder / "feeds.toml").feeds}


def text(home: Home) -> str:
    return (home.folder / "feeds.toml").read_text("utf-8")


def error(err: str) -> Any:
    return json.loads(err.splitlines()[-1])["error"]


@pytest.fixture
def own(home: Home) -> Home:
    """A home with a commented list of two feeds."""
    (home.folder / "feeds.toml").write_text(
        "# mine\n\n[[feed]]\nid = 'a' # first\nname = 'A'\nurl = 'https://a.example/feed'\n\n"
        "# second\n[[feed]]\nid = 'b'\nname = 'B'\nurl = 'https://b.example/feed'\nenabled = false\n",
        "utf-8",
    )
    return home


# --- add and discover -------------------------------------------------------------------------------


def test_a_feed_is_added_by_its_address_under_its_title(own: Home, server: FeedServer) -> None:
    server.answers["/x"] = Answer(rss(ITEMS, "Harrow Herald: RSS"), headers={"Content-Type": "application/rss+xml"})
    before = text(own)
    result = own.run("feeds", "add", server.url("/x"), PRIVATE, "--section", "law", "--scope", "filter")
    assert (result.code, result.out) == (0, f"added harrow-herald: Harrow Herald: RSS, {server.url('/x')}\n")
    assert text(own).startswith(before)
    spec = feeds(own)["harrow-herald"]
    assert (spec.section, spec.scope, spec.role, spec.enabled) == ("law", "filter", "trade", True)
    assert len(server.log) == 1
    assert own.run("fetch", "harrow-herald").code == 0


def test_a_feed_that_is_there_is_not_added_twice_and_not_asked_for(own: Home, server: FeedServer) -> None:
    before = text(own)
    result = own.run("feeds", "add", "http://www.a.example/feed/", "--json")
    assert [(one["id"], one["change"]) for one in result.json["changes"]] == [("a", "unchanged")]
    assert text(own) == before and not (own.folder / "feeds.toml.bak").exists()


def test_the_only_feed_of_a_page_is_added_and_never_that_of_its_comments(own: Home, server: FeedServer) -> None:
    server.feed("/main.rss", ITEMS)
    server.feed("/comments/feed/", ITEMS)
    address = page(server, "/news", link("/comments/feed/"), link("/main.rss"), link("/x", "All Comments"))
    assert own.run("feeds", "add", address, PRIVATE, "--id", "local", "--name", "Our paper").code == 0
    assert (feeds(own)["local"].url, feeds(own)["local"].name) == (server.url("/main.rss"), "Our paper")
    assert [request.path for request in server.log] == ["/news", "/main.rss"]


def test_several_feeds_of_a_page_are_listed_with_the_command_that_adds_each(own: Home, server: FeedServer) -> None:
    server.answers["/all.rss"] = Answer(rss(ITEMS, "All of it"), headers={"Content-Type": "application/rss+xml"})
    server.feed("/part.rss?a=1&b=2", ITEMS)
    address = page(server, "/", link("/all.rss"), link("/part.rss?a=1&amp;b=2"), link("/lost.rss", "Lost"))
    result = own.run("feeds", "add", address, PRIVATE)
    assert result.code == 6 and "names 2 feeds" in result.err
    lines = result.out.splitlines()
    assert lines[:2] == ["All of it", "  newest: The newest matter, today 05:00"]
    commands = [shlex.split(line) for line in lines if line.startswith("  cfnews")]
    assert commands[1] == ["cfnews", "feeds", "add", server.url("/part.rss?a=1&b=2")]
    assert "404" in result.out and set(feeds(own)) == {"a", "b"}
    assert own.run("feeds", "add", address, PRIVATE, "--yes").code == 0
    assert feeds(own)["all-of-it"].url == server.url("/all.rss")


def test_the_usual_places_are_asked_one_after_the_other_where_a_page_names_none(own: Home, server: FeedServer) -> None:
    address = page(server, "/about/us")
    server.feed("/atom.xml", ITEMS)
    assert own.run("feeds", "add", address, PRIVATE).code == 0
    assert [request.path for request in server.log] == ["/about/us", "/feed", "/rss", "/rss.xml", "/atom.xml"]
    assert server.most_at_once == 1


def test_no_more_than_six_places_are_asked_and_redirects_count(own: Home, server: FeedServer) -> None:
    address = page(server, "/")
    assert own.run("feeds", "discover", address, PRIVATE).code == 6
    assert len(server.log) == 1 + 6
    for number, path in enumerate(("/feed", "/rss")):
        for step in range(3):
            here = path if not step else f"/{number}-{step}"
            server.answers[here] = Answer(status=302, headers={"Location": f"/{number}-{step + 1}"})
    server.log.clear()
    assert own.run("feeds", "discover", address, PRIVATE).code == 6
    assert [request.path for request in server.log] == ["/", "/feed", "/0-1", "/0-2", "/0-3", "/rss", "/1-1"]
    server.answers["/feed"] = Answer(status=429)
    server.log.clear()
    assert own.run("feeds", "discover", address, PRIVATE).code == 6
    assert [request.path for request in server.log] == ["/", "/feed"]


def test_what_is_discovered_keeps_to_its_schema_and_changes_nothing(own: Home, server: FeedServer) -> None:
    address = page(server, "/", link("/a.rss"), link("/b.json", "B", "application/feed+json"), link("/no.rss", "No"))
    server.feed("/a.rss", ITEMS)
    body = {"version": "https://jsonfeed.org/version/1.1", "title": "B", "items": []}
    server.answers["/b.json"] = Answer(json.dumps(body).encode())
    before = text(own)
    found = own.run("feeds", "discover", address, PRIVATE, "--json").json
    jsonschema.validate(found, json.loads(as_json.json_schema("feeds-discover")))
    told = [(one["format"], one["found"], one["entries"], one["newest_title"]) for one in found["candidates"]]
    assert told == [("rss", "page", 2, "The newest matter"), ("json", "page", 0, None), ("rss", "page", None, None)]
    assert found["candidates"][2]["error"]["code"] == "http_4xx" and found["requests"] == 4
    assert text(own) == before


def test_nobody_is_led_into_a_private_network_unasked(own: Home, server: FeedServer) -> None:
    result = own.run("feeds", "add", server.url("/x"), "--json")
    assert (result.code, error(result.err)["code"], server.log) == (2, "usage", [])
    assert own.run("feeds", "discover", "http://10.0.0.1/").code == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("feeds", "add", "javascript:alert(1)"), 2),
        (("feeds", "add", "https://x.example/", "--section", "sport"), 2),
        (("feeds", "add", "https://x.example/", "--id", "Not A Slug"), 2),
        (("feeds", "add", "https://x.example/", "--offline", "--id", "a"), 2),
        (("feeds", "add", "no-such-feed"), 6),
        (("feeds", "add", "http://127.0.0.1:1/feed", PRIVATE), 5),
        (("feeds", "discover", "https://x.example/", "--offline"), 5),
        (("feeds", "enable", "a", "nobody"), 6),
        (("feeds", "remove", "nobody"), 6),
        (("feeds", "rename", "a", "b"), 2),
        (("feeds", "rename", "a", "B!"), 2),
        (("feeds", "rename", "nobody", "c"), 6),
        (("feeds", "export", "--json"), 2),
        (("feeds", "import", "nowhere.opml"), 1),
        (("feeds", "enable", "b", "--fields", "id"), 2),
    ],
)
def test_what_cannot_be_done_has_its_exit_code_and_changes_nothing(
    own: Home, words: tuple[str, ...], code: int
) -> None:
    before = text(own)
    result = own.run(*words, "--json")
    assert result.code == code == error(result.err)["exit_code"]
    assert text(own) == before and not (own.folder / "feeds.toml.bak").exists()


def test_a_page_without_a_feed_is_no_feed(own: Home, server: FeedServer) -> None:
    result = own.run("feeds", "add", page(server, "/"), PRIVATE)
    assert result.code == 6 and "no feed was found" in result.err


def test_offline_a_feed_is_added_unasked(own: Home) -> None:
    assert own.run("feeds", "add", "www.harrow.example/rss", "--offline").code == 0
    assert feeds(own)["harrow"].url == "https://www.harrow.example/rss"


def test_an_address_that_has_moved_for_good_is_added_as_it_is_now(own: Home, server: FeedServer) -> None:
    server.answers["/old"] = Answer(status=301, headers={"Location": "/new"})
    server.feed("/new", ITEMS)
    assert own.run("feeds", "add", server.url("/old"), PRIVATE, "--id", "x").code == 0
    assert feeds(own)["x"].url == server.url("/new")


# --- the file ---------------------------------------------------------------------------------------


def test_the_first_edit_makes_the_shipped_list_ones_own_and_says_so(home: Home) -> None:
    path = home.folder / "feeds.toml"
    result = home.run("feeds", "enable", "children-first")
    assert "is now your own list" in result.err
    shipped = shipped_feeds().read_text("utf-8").splitlines()
    changed = [(a, b) for a, b in zip(shipped, text(home).splitlines(), strict=True) if a != b]
    assert changed == [("enabled = false", "enabled = true")]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and not path.with_name("feeds.toml.bak").exists()
    assert home.run("feeds", "enable", "children-first").err == ""


def test_an_edit_that_changes_nothing_makes_no_file(home: Home) -> None:
    assert home.run("feeds", "disable", "children-first").code == 0
    assert home.run("feeds", "disable", "no-such").code == 6
    assert not (home.folder / "feeds.toml").exists()


def test_the_file_before_is_kept_and_its_mode_and_its_link_stay(own: Home) -> None:
    real, path = own.folder / "dotfiles.toml", own.folder / "feeds.toml"
    path.rename(real)
    path.symlink_to(real)
    real.chmod(0o640)
    before = text(own)
    assert own.run("feeds", "enable", "b").code == 0
    assert path.is_symlink() and stat.S_IMODE(real.stat().st_mode) == 0o640
    backup = own.folder / "dotfiles.toml.bak"
    assert backup.read_text("utf-8") == before and stat.S_IMODE(backup.stat().st_mode) == 0o640
    assert text(own) == before.replace("enabled = false", "enabled = true")
    assert sorted(one.name for one in own.folder.iterdir()) == ["dotfiles.toml", "dotfiles.toml.bak", "feeds.toml"]


def test_a_disk_that_fails_leaves_the_file_as_it_was(own: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = text(own)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = own.run("feeds", "enable", "b", "--json")
    assert (result.code, text(own)) == (1, before) and "No space left" in error(result.err)["message"]
    assert [one.name for one in own.folder.iterdir()] == ["feeds.toml"]


def test_what_another_program_writes_meanwhile_is_not_written_over(own: Home) -> None:
    with own_feeds(World(own.environment(), lambda *_: 0)) as edit:
        (own.folder / "feeds.toml").write_text("# theirs\n", "utf-8")
        with pytest.raises(CfnewsError, match="changed by another program"):
            edit.write("# ours\n")
    assert text(own) == "# theirs\n"


def test_two_edits_at_once_are_both_made(own: Home) -> None:
    edits = [own.start("feeds", "add", f"https://x{number}.example/", "--offline") for number in range(4)]
    assert [process.wait(30) for process in edits] == [0] * 4
    for process in edits:
        process.communicate()
    assert len(feeds(own)) == 2 + 4


def test_a_mark_at_the_beginning_and_foreign_line_ends_stay(own: Home) -> None:
    path = own.folder / "feeds.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert own.run("feeds", "disable", "a").code == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf#") and data.count(b"\n") == data.count(b"\r\n")
    assert not feeds(own)["a"].enabled


@pytest.mark.parametrize(
    "words",
    [("enable", "b"), ("remove", "b"), ("rename", "b", "c"), ("add", "https://x.example/", "--offline"), ("new",)],
)
def test_a_faulty_file_is_never_edited(own: Home, words: tuple[str, ...]) -> None:
    path = own.folder / "feeds.toml"
    path.write_text(text(own) + "sektion = 'news'\n", "utf-8")
    before = path.read_bytes()
    result = own.run("feeds", *words, "--json")
    assert result.code == 3 and "section" in error(result.err)["message"]
    assert path.read_bytes() == before


def test_feeds_are_switched_removed_and_told_of(own: Home) -> None:
    assert own.run("feeds", "disable", "a", "b").out == "switched off a\nb is off already\n"
    result = own.run("feeds", "remove", "b", "--json")
    jsonschema.validate(result.json, json.loads(as_json.json_schema("feeds-edit")))
    assert [(one["id"], one["change"]) for one in result.json["changes"]] == [("b", "removed")]
    assert result.json["backup"] == str(own.folder / "feeds.toml.bak")
    assert "second" not in text(own) and text(own).startswith("# mine\n\n[[feed]]\nid = 'a' # first\n")


def test_a_watch_that_names_a_removed_feed_is_told(own: Home) -> None:
    (own.folder / "feeds.toml").write_text(text(own) + "\n[[watch]]\nname = 'mine'\nfeeds = ['b']\n", "utf-8")
    assert "'mine' in feeds.toml still names the feed b" in own.run("feeds", "remove", "b").err


# --- rename -----------------------------------------------------------------------------------------


def test_a_renamed_feed_keeps_its_stories_and_knows_them_again(home: Home, server: FeedServer) -> None:
    url = server.feed("/a.rss", [*ITEMS, item("A matter without a page", guid="7")])
    home.write_feeds({"id": "old", "url": url})
    assert home.run("fetch").code == 0
    before = home.run("list", "--json").json["stories"]
    result = home.run("feeds", "rename", "old", "new")
    assert result.out == "renamed old to new; 3 entries follow\n"
    listed = home.run("list", "--feed", "new", "--json").json["stories"]
    assert [one["id"] for one in listed] == [one["id"] for one in before]
    (report,) = home.run("fetch", "--force", "--json").json["feeds"]
    assert (report["id"], report["new"]) == ("new", 0)
    server.feed("/a.rss", [*ITEMS, item("A matter without a page", guid="7"), item("New", "https://a.example/9")])
    (report,) = home.run("fetch", "--force", "--json").json["feeds"]
    assert (report["new"], report["unchanged"]) == (1, 3)


def test_a_rename_that_the_store_refuses_changes_no_file(home: Home, server: FeedServer) -> None:
    url = server.feed("/a.rss", ITEMS)
    home.write_feeds(
        {"id": "old", "url": url}, {"id": "gone", "url": server.feed("/b.rss", [item("B", "https://b.example/")])}
    )
    assert home.run("fetch").code == 0
    assert home.run("feeds", "remove", "gone").code == 0
    before = text(home)
    result = home.run("feeds", "rename", "old", "gone", "--json")
    assert (result.code, error(result.err)["code"]) == (2, "usage")
    assert text(home) == before


# --- the shipped list, OPML -------------------------------------------------------------------------


def test_new_feeds_of_the_shipped_list_are_told_and_added_by_their_ids(own: Home) -> None:
    (own.folder / "feeds.toml").write_text(
        text(own) + "\n[[feed]]\nid = 'mine'\nname = 'x'\nurl = 'http://www.communitycare.co.uk/feed'\n", "utf-8"
    )
    shipped = read_catalogue(shipped_feeds()).feeds
    listed = own.run("feeds", "new", "--json").json
    jsonschema.validate(listed, json.loads(as_json.json_schema("feeds-new")))
    assert [one["id"] for one in listed["feeds"]] == [one.id for one in shipped if one.id != "community-care"]
    assert own.run("feeds", "add", "schools-week").code == 0
    (theirs,) = [one for one in shipped if one.id == "schools-week"]
    assert feeds(own)["schools-week"].url == theirs.url and feeds(own)["schools-week"].enabled
    assert own.run("feeds", "add", "community-care").out == "mine is there already\n"
    assert "schools-week" not in own.run("feeds", "new").out


def test_there_is_nothing_new_for_a_reader_of_the_shipped_list(home: Home) -> None:
    assert home.run("feeds", "new", "--json").json["feeds"] == []


def test_a_list_goes_out_and_comes_back_and_a_second_time_changes_nothing(own: Home, tmp_path: Path) -> None:
    file = tmp_path / "out.opml"
    assert own.run("feeds", "export", "-o", str(file)).code == 0
    other = Home(tmp_path / "other")
    other.folder.mkdir()
    (other.folder / "feeds.toml").write_text("# empty\n", "utf-8")
    dry = other.run("feeds", "import", str(file), "--dry-run", "--json").json
    assert dry["dry_run"] and [one["id"] for one in dry["changes"]] == ["a-a", "b-b"]
    assert text(other) == "# empty\n"
    assert other.run("feeds", "import", str(file)).code == 0
    assert [spec.url for spec in feeds(other).values()] == ["https://a.example/feed", "https://b.example/feed"]
    before = text(other)
    again = other.run("feeds", "import", str(file), "--json").json
    jsonschema.validate(again, json.loads(as_json.json_schema("feeds-edit")))
    assert again["changes"] == [] and len(again["left_out"]) == 2 and again["backup"] is None
    assert text(other) == before


def test_a_list_is_read_from_standard_input(own: Home) -> None:
    done = subprocess.run(
        command("feeds", "import", "-"),
        input=b'https://c.example/f "law" "~C of it"\n',
        env=own.environment(),
        capture_output=True,
        timeout=30,
        check=True,
    )
    assert done.stdout == b"added c-of-it: C of it, https://c.example/f\n"
    assert feeds(own)["c-of-it"].section == "law"


def test_an_ill_formed_list_brings_nothing_and_says_where(own: Home, tmp_path: Path) -> None:
    file = tmp_path / "bad.opml"
    file.write_text('<opml><body>\n<outline text="A" xmlUrl="https://x.example/"/>\n<outline>\n</body></opml>', "utf-8")
    before = text(own)
    result = own.run("feeds", "import", str(file), "--json")
    assert (result.code, error(result.err)["code"]) == (3, "invalid_import")
    assert "line 4, column" in error(result.err)["message"]
    assert text(own) == before


def test_an_export_masks_what_lets_somebody_in(own: Home) -> None:
    assert own.run("feeds", "add", "https://me:word@c.example/f?key=abc", "--offline").code == 0
    assert "word" not in own.run("feeds", "export").out
    assert "https://me:word@c.example/f?key=abc" in own.run("feeds", "export", "--with-secrets").out
