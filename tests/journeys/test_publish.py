"""A site published from what was fetched: what is in it, what is not, and what it leaves alone."""

import json
import signal
import time
from pathlib import Path

import pytest

from cfnews.masking import MASK
from tests.journeys.test_private_feeds import asks_for
from tests.loopback import Answer, FeedServer, item, rss
from tests.running import Home, Result
from tests.unit.site.crawling import broken, unreached

TITLE = "Council opens a family hub in Leeds"
TOKEN = "s3cret-of-the-board-77"


@pytest.fixture
def filled(home: Home, server: FeedServer) -> Home:
    """A home with three stories of several days, a watch, and a place and a topic each."""
    items = [
        item(TITLE, "https://a.example/1", summary="For families with small children."),
        item("Kinship carers in York are heard", "https://a.example/2", hours_ago=24, summary="Kinship care, at last."),
        item("A judgment on adoption", "https://a.example/3", hours_ago=40 * 24, summary="The court has said."),
    ]
    home.write_feeds(
        {"id": "outlet-a", "name": "Outlet A", "url": server.feed("/a.rss", items)},
        before='[[watch]]\nname = "a watch that nobody must know of"\nwords = ["hub"]\n',
    )
    assert home.run("fetch").code == 0
    return home


def files(folder: Path) -> dict[str, bytes]:
    """The site's files by path, but for the list of ours."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {path: body for path, body in found.items() if not path.startswith(".")}


def publish(home: Home, folder: Path, *flags: str) -> Result:
    """Publishes, and fails unless that went well."""
    done = home.run("publish", str(folder), *flags)
    assert (done.code, done.err) == (0, ""), done.err
    return done


def titles(folder: Path) -> list[str]:
    """The headlines of the feed of the site."""
    return [one["title"] for one in json.loads((folder / "feed.json").read_text("utf-8"))["items"]]


def test_a_site_of_the_last_thirty_days_is_written_and_holds_together(filled: Home, tmp_path: Path) -> None:
    site = tmp_path / "site"
    told = publish(filled, site, "--json").json
    found = files(site)
    assert list(broken(found)) == [] and unreached(found) == set()
    assert (told["stories"], told["days"], told["files"], told["written"]) == (2, 2, len(found), len(found))
    assert told["largest_page"] == max(len(body) for path, body in found.items() if path.endswith(".html"))
    assert told["bytes"] == sum(map(len, found.values()))
    assert {"day/2026-11-20.html", "day/2026-11-19.html", "topic/kinship.html", "place/leeds.html"} <= set(found)
    assert TITLE.encode() in found["index.html"] and b"Outlet A" in found["place/leeds.html"]


def test_the_same_again_writes_nothing_and_later_news_write_little(
    filled: Home, server: FeedServer, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    publish(filled, site)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    assert "0 files written" in publish(filled, site).out
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before
    server.feed("/a.rss", [item("A third hub", "https://a.example/4", summary="In Derby.")])
    filled.now = "2026-11-20T12:00:00Z"
    assert filled.run("fetch", "--force").code == 0
    told = publish(filled, site, "--json").json
    assert told["written"] and told["unchanged"] and "A third hub" in titles(site)
    assert list(broken(files(site))) == []


def test_stories_that_grow_old_leave_the_site_with_their_pages(filled: Home, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(filled, site)
    filled.now = "2026-12-20T07:45:00Z"
    told = publish(filled, site, "--json").json
    assert told["stories"] == 1 and told["removed"] >= 2
    assert not (site / "day/2026-11-19.html").exists() and list(broken(files(site))) == []


@pytest.mark.parametrize(
    ("flags", "number"),
    [
        (("--since", "60d"), 3),
        (("--place", "york"), 1),
        (("--topic", "kinship"), 1),
        (("--section", "law"), 0),
        (("--exclude", "hub"), 1),
        (("--limit", "1"), 1),
        (("--until", "2026-11-19"), 1),
        (("--watch", "a watch that nobody must know of"), 1),
    ],
)
def test_the_stories_are_those_that_are_asked_for(
    filled: Home, flags: tuple[str, ...], number: int, tmp_path: Path
) -> None:
    assert publish(filled, tmp_path / "site", *flags, "--json").json["stories"] == number
    assert len(titles(tmp_path / "site")) == number


def test_quietly_nothing_is_said(filled: Home, tmp_path: Path) -> None:
    assert publish(filled, tmp_path / "site", "--quiet").out == ""


def test_it_works_offline_and_where_cron_runs_it(filled: Home, tmp_path: Path) -> None:
    import subprocess

    from tests.running import command

    environment = {"CFNEWS_HOME": str(filled.folder), "CFNEWS_NOW": filled.now, "LANG": "C", "PATH": "/usr/bin:/bin"}
    words = command("publish", str(tmp_path / "site"), "--offline", "--quiet")
    done = subprocess.run(words, env=environment, capture_output=True, timeout=60, check=False, cwd="/")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert list(broken(files(tmp_path / "site"))) == []


# --- what is not published --------------------------------------------------------------------------


def test_what_the_reader_does_changes_no_byte_of_the_site(filled: Home, tmp_path: Path) -> None:
    publish(filled, tmp_path / "site")
    first = filled.run("list", "--json").json["stories"][0]["id"]
    for mark in ("--read", "--star"):
        assert filled.run("mark", first, mark).code == 0
    assert publish(filled, tmp_path / "site", "--json").json["written"] == 0
    publish(filled, tmp_path / "watched", "--watch", "a watch that nobody must know of")
    for body in [*files(tmp_path / "site").values(), *files(tmp_path / "watched").values()]:
        assert b"nobody must know" not in body and b"starred" not in body


def test_what_the_reader_hides_leaves_the_site(filled: Home, tmp_path: Path) -> None:
    publish(filled, tmp_path / "site")
    hidden = next(one for one in filled.run("list", "--json").json["stories"] if one["title"] == TITLE)
    assert filled.run("mark", hidden["id"], "--hide").code == 0
    publish(filled, tmp_path / "site")
    assert not [path for path, body in files(tmp_path / "site").items() if b"family hub in" in body]


def test_private_feeds_are_left_out_and_no_address_of_a_feed_is_told(
    filled: Home, server: FeedServer, tmp_path: Path
) -> None:
    private = rss([item("What the board alone may read", f"https://ann:{TOKEN}@board.example/1", guid="b1")])
    answer = Answer(private, headers={"Content-Type": "application/rss+xml"})
    server.answers["/board"] = asks_for("authorization", f"Bearer {TOKEN}", answer)
    server.answers[f"/keyed?token={TOKEN}"] = Answer(
        rss([item("What the key opens", "https://keyed.example/1", guid="k1")]), headers=answer.headers
    )
    text = (filled.folder / "feeds.toml").read_text("utf-8")
    (filled.folder / "feeds.toml").write_text(
        f'{text}\n[[feed]]\nid = "board"\nname = "Board"\nurl = "{server.url("/board")}"\n'
        'auth = { token_env = "BOARD_TOKEN", scheme = "Bearer" }\n'
        f'[[feed]]\nid = "keyed"\nname = "Keyed"\nurl = "{server.url(f"/keyed?token={TOKEN}")}"\n',
        "utf-8",
    )
    assert filled.run("fetch", "--force", BOARD_TOKEN=TOKEN).code == 0
    told = publish(filled, tmp_path / "site", "--json").json
    assert (told["stories"], told["left_out"]) == (2, 2)
    publish(filled, tmp_path / "whole", "--private-feeds")
    assert {"What the board alone may read", "What the key opens"} <= set(titles(tmp_path / "whole"))
    for folder in (tmp_path / "site", tmp_path / "whole"):
        assert not [path for path in folder.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]
        assert not [path for path, body in files(folder).items() if b"127.0.0.1" in body or MASK.encode() in body]
    assert not [path for path, body in files(tmp_path / "site").items() if b"alone may read" in body]


def test_a_colleague_publishes_from_a_shared_desk(filled: Home, tmp_path: Path) -> None:
    before = (filled.folder / "cfnews.db").read_bytes()
    publish(filled, tmp_path / "site", "--state", str(tmp_path / "mine.state"))
    assert len(titles(tmp_path / "site")) == 2 and (filled.folder / "cfnews.db").read_bytes() == before


def test_the_sample_desk_is_published_as_a_sample(home: Home, tmp_path: Path) -> None:
    done = home.run("demo", "publish", str(tmp_path / "site"))
    assert done.code == 0 and "SAMPLE" in done.out
    found = files(tmp_path / "site")
    assert list(broken(found)) == [] and unreached(found) == set()
    assert all(b"SAMPLE" in body for path, body in found.items() if path.endswith((".html", ".atom")))


# --- refusals ---------------------------------------------------------------------------------------


def test_nothing_is_published_where_nothing_is_stored_or_wanted(home: Home, filled: Home, tmp_path: Path) -> None:
    empty = Home(tmp_path / "empty")
    empty.folder.mkdir()
    assert empty.run("publish", str(tmp_path / "site")).code == 6
    assert empty.run("publish", str(tmp_path / "site"), "--offline").code == 5
    none = filled.run("publish", str(tmp_path / "site"), "--section", "law", "--fail-if-empty", "--quiet")
    assert none == (6, "", "") and not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--title", ""), "--title has 1 to 80 letters"),
        (("--title", "x" * 81), "--title has 1 to 80 letters"),
        (("--base-url", "desk.example"), "--base-url 'desk.example' is no address of a site"),
        (("--base-url", "javascript:alert(1)"), "is no address of a site"),
        (("--base-url", "https://ann:word@desk.example/"), "is no address of a site"),
        (("--base-url", "https://desk.example/?a=1"), "is no address of a site"),
        (("--format", "tsv"), "publish has no tables"),
        (("--place", "nowhere-at-all"), "nowhere-at-all"),
    ],
)
def test_what_has_no_meaning_is_refused_and_nothing_is_written(
    filled: Home, flags: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = filled.run("publish", str(tmp_path / "site"), *flags)
    assert done.code in (2, 6) and said in done.err and not (tmp_path / "site").exists()


def test_a_folder_of_other_things_is_refused_but_by_force(filled: Home, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    refused = filled.run("publish", str(tmp_path))
    assert refused.code == 2 and "is no site that cfnews wrote" in refused.err
    publish(filled, tmp_path, "--force")
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_whenever_it_is_killed_the_next_run_completes_the_site(filled: Home, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(filled, site, "--since", "60d")
    for wait in (0.15, 0.2, 0.25, 0.3):
        running = filled.start("publish", str(site), "--title", f"After {wait}")
        time.sleep(wait)
        running.send_signal(signal.SIGKILL)
        running.communicate(timeout=20)
        assert all(body.endswith((b"\n", b"</html>\n")) for body in files(site).values())
    publish(filled, site)
    assert list(broken(files(site))) == [] and unreached(files(site)) == set()
    assert not [path for path in site.iterdir() if path.name.startswith(".") and path.name != ".cfnews-site.json"]
