"""What lets a reader in is in no output and in no file but those that are named here.

Secrets of seven shapes are in a feeds.toml; servers answer, fail and redirect; every command runs in its formats.
"""

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from cfnews.render.documents import DOCUMENTS
from tests.journeys.contract import STORY
from tests.journeys.every_command import DOCUMENTED, LINES, names
from tests.loopback import Answer, FeedServer, Request, item
from tests.running import Home, Result

USER = "s3cret-user-password"
TOKEN = "s3cret-query-token"
PATH = "q7WnT3xKp0ZbR5sVd2Lc9y"
MOVED = "s3cret-of-a-redirect"
VARIABLE = "s3cret-of-the-environment"
FILE = "s3cret-of-a-file"
PROXY = "s3cret-of-a-proxy"
SECRETS = (USER, TOKEN, PATH, MOVED, VARIABLE, FILE, PROXY)
ENVIRONMENT = {
    "CFNEWS_BOARD_TOKEN": VARIABLE,
    "HTTPS_PROXY": f"http://me:{PROXY}@127.0.0.1:9",
    "CFNEWS_PAGER": "cat",
}


def feeds_file(server: FeedServer) -> str:
    """A feeds.toml with secrets of every shape; some feeds answer, some fail, some are redirected."""
    urls = {
        "user": server.url("/user").replace("//", f"//ann:{USER}@"),
        "token": server.url(f"/token?token={TOKEN}&page=2"),
        "path": server.url(f"/private/{PATH}/feed.xml"),
        "moved": server.url("/moved"),
        "moved-on": server.url(f"/moved?auth={TOKEN}"),
        "lost": server.url(f"/none?key={TOKEN}"),
        "page": server.url(f"/page/{PATH}"),
        "loop": server.url(f"/loop?sig={TOKEN}"),
        "nowhere": server.url("/nowhere"),
        "dead": f"http://ann:{USER}@127.0.0.1:9/{PATH}?token={TOKEN}",
    }
    text = "".join(f'[[feed]]\nid = "{name}"\nname = "{name}"\nurl = "{url}"\n\n' for name, url in urls.items())
    for name, auth in (
        ("variable", 'token_env = "CFNEWS_BOARD_TOKEN"'),
        ("file", 'username = "ann", password_file = "ours.pass"'),
        ("refused", 'token_env = "CFNEWS_BOARD_TOKEN", header = "X-Key"'),
    ):
        url = server.url(f"/{name}")
        text += f'[[feed]]\nid = "{name}"\nname = "{name}"\nurl = "{url}"\nauth = {{ {auth} }}\n\n'
    return text


@pytest.fixture
def desk(home: Home, server: FeedServer) -> Home:
    """A desk of such feeds, read once."""
    for path in ("/user", f"/token?token={TOKEN}&page=2", f"/private/{PATH}/feed.xml", "/variable", "/file"):
        server.feed(
            path, [STORY if path == "/user" else item(f"A hub opens {path[:5]}", f"https://a.example{path[:5]}")]
        )
        server.answers[path] = server.answers[path]._replace(headers={"ETag": '"1"', "Set-Cookie": f"id={MOVED}"})  # type: ignore[union-attr]
    target = f"/token?token={TOKEN}&page=2"
    server.answers["/moved"] = Answer(status=301, headers={"Location": f"/elsewhere?access_token={MOVED}"})
    server.answers[f"/elsewhere?access_token={MOVED}"] = server.answers[target]
    server.answers[f"/moved?auth={TOKEN}"] = Answer(status=301, headers={"Location": target})
    server.answers[f"/page/{PATH}"] = Answer(
        f'<html><link rel="alternate" type="application/rss+xml" href="/x?key={MOVED}"></html>'.encode()
    )
    server.answers[f"/loop?sig={TOKEN}"] = Answer(status=302, headers={"Location": f"/loop?sig={TOKEN}"})
    server.answers["/nowhere"] = Answer(status=302, headers={"Location": f"ftp://ann:{MOVED}@a.example/{PATH}"})
    server.answers["/refused"] = lambda request: Answer(request.headers["x-key"].encode(), 403)
    (home.folder / "feeds.toml").write_text(feeds_file(server), "utf-8")
    (home.folder / "ours.pass").write_text(f"{FILE}\n", "utf-8")
    (home.folder / "ours.pass").chmod(0o600)
    result = home.run("fetch", "--json", "--debug", "--log-file", str(home.folder / "cfnews.log"), **ENVIRONMENT)
    assert result.code == 4 and {feed["id"] for feed in result.json["feeds"] if not feed["error"]} >= {"user", "path"}
    check(result, "fetch")
    return home


def check(result: Result, words: object) -> None:
    """Fails where an output tells a secret, or is no output at all."""
    told = result.out + result.err
    assert not [secret for secret in SECRETS if secret in told], (words, told[-2000:])
    assert "Traceback" not in told.replace("Traceback (most recent call last)", "", "--debug" in str(words)), told


def command_lines(story: str, folder: Path) -> Iterator[list[str]]:
    """Every command in its formats."""
    for name, lines in LINES.items():
        formats = ("text", "plain", "json", "jsonl", *(DOCUMENTS if name in DOCUMENTED else ()))
        for line in lines:
            words = shlex.split(line.format(story=story, feed="token", folder=folder))
            yield words
            if name not in ("completion", "init", "schema", "config path", "fetch"):
                yield from ([*words, "--format", one] for one in formats)


def test_every_command_is_tried() -> None:
    assert set(names()) == set(LINES)


def test_no_output_of_any_command_tells_a_secret(desk: Home, tmp_path: Path) -> None:
    story = desk.run("list", "--json").json["stories"][0]["id"]
    tried = 0
    for words in command_lines(story, tmp_path):
        result = desk.run(*words, **ENVIRONMENT)
        check(result, words)
        tried += result.code in (0, 4)
    assert tried > 100
    for words in (["feeds", "list", "--json"], ["feeds", "export"], ["store", "sql", "SELECT url FROM v_feeds"]):
        assert "***" in desk.run(*words).out


def test_edits_and_searches_tell_no_secret(desk: Home, server: FeedServer, tmp_path: Path) -> None:
    server.feed(f"/new?token={TOKEN}", [STORY])
    server.answers["/site"] = Answer(
        "".join(
            f'<link rel="alternate" type="application/rss+xml" href="/{name}?token={TOKEN}">'
            for name in ("new", "lost-one")
        ).encode(),
        headers={"Content-Type": "text/html"},
    )
    (tmp_path / "list.opml").write_text(
        f'<opml version="2.0"><body><outline xmlUrl="https://b:{USER}@b.example/?key={TOKEN}" text="B"/>'
        f'<outline xmlUrl="https://c.example/{PATH}" text="C"/><outline xmlUrl="http://10.0.0.1/{PATH}"/></body></opml>'
    )
    new = server.url(f"/new?token={TOKEN}")
    for words in (
        ["feeds", "discover", server.url("/site"), "--allow-private"],
        ["feeds", "discover", server.url("/site"), "--allow-private", "--json"],
        ["feeds", "discover", server.url("/site"), "--allow-private", "--format", "jsonl"],
        ["feeds", "discover", server.url(f"/none?token={TOKEN}"), "--allow-private"],
        ["feeds", "discover", server.url(f"/none?token={TOKEN}"), "--allow-private", "--json"],
        ["feeds", "add", server.url(f"/none?token={TOKEN}"), "--allow-private", "--json"],
        ["feeds", "add", server.url("/site"), "--allow-private"],
        ["feeds", "add", new],
        ["feeds", "add", new, "--allow-private", "--id", "new"],
        ["feeds", "add", new, "--allow-private", "--json"],
        ["feeds", "disable", "new", "--json"],
        ["feeds", "import", str(tmp_path / "list.opml"), "--dry-run"],
        ["feeds", "import", str(tmp_path / "list.opml"), "--json"],
        ["feeds", "import", str(tmp_path / "list.opml"), "--json"],
        ["feeds", "remove", "new", "--json"],
    ):
        check(desk.run(*words, **ENVIRONMENT), words)


def test_an_address_whose_secret_is_masked_is_not_added(desk: Home) -> None:
    result = desk.run("feeds", "add", "https://outlet.example/feed?token=***", "--offline")
    assert result.code == 2 and "lacks what is secret" in result.err


def test_no_file_holds_a_secret_but_the_readers_own(desk: Home, tmp_path: Path) -> None:
    """The cache and the store hold what publishers sent, so their own texts may repeat an address; these do not."""
    desk.run("fetch", "--force", "--debug", "--log-file", str(desk.folder / "cfnews.log"), **ENVIRONMENT)
    desk.run("store", "backup", str(desk.folder / "backup.db"))
    desk.run("feeds", "export", "--output", str(desk.folder / "feeds.opml"))
    desk.run("store", "export-state", "--output", str(desk.folder / "state.json"))
    desk.run("status", "--json", "--output", str(desk.folder / "status.json"), **ENVIRONMENT)
    desk.run("publish", str(desk.folder / "site"), **ENVIRONMENT)
    own = {"feeds.toml", "ours.pass"}
    looked_at = {path.name for path in desk.folder.rglob("*") if path.is_file()} - own
    assert looked_at >= {"cfnews.db", "http.sqlite", "cfnews.log", "backup.db", "feeds.opml", "state.json"}
    for path in (path for path in desk.folder.rglob("*") if path.name in looked_at):
        found = path.read_bytes()
        assert not [secret for secret in SECRETS if secret.encode() in found], path


def test_an_address_with_another_secret_is_another_source(desk: Home, server: FeedServer) -> None:
    """Though the store sees the same address, what it learnt of the old one is forgotten."""
    path = desk.folder / "feeds.toml"
    before = len(server.asked("/none?key=another"))
    path.write_text(path.read_text("utf-8").replace(f"/none?key={TOKEN}", "/none?key=another"), "utf-8")
    desk.run("fetch", "lost", **ENVIRONMENT)  # it failed a moment ago, and would wait for an hour
    assert len(server.asked("/none?key=another")) == before + 1


def test_a_colleague_who_reads_the_same_store_learns_none(desk: Home, tmp_path: Path) -> None:
    colleague = Home(tmp_path)
    shared = {"CFNEWS_STORE": str(desk.folder / "cfnews.db"), "CFNEWS_STATE": str(tmp_path / "state.db")}
    listed = colleague.run("feeds", "list", "--json", **shared)
    assert "http://***@127.0.0.1" in listed.out
    check(listed, "feeds list")
    for words in (
        ["feeds", "export", "--with-secrets"],
        ["store", "sql", "SELECT * FROM feed, meta"],
        ["status", "--json"],
    ):
        check(colleague.run(*words, **shared), words)


def test_what_is_secret_in_an_address_is_asked_for_again_after_the_store_has_seen_it(
    desk: Home, server: FeedServer
) -> None:
    def answer(request: Request) -> Answer:
        return Answer(b"", 500)

    server.log.clear()
    server.answers[f"/private/{PATH}/feed.xml"] = answer
    desk.run("fetch", "path", "token", "--force", **ENVIRONMENT)
    assert {request.path for request in server.log} == {f"/private/{PATH}/feed.xml", f"/token?token={TOKEN}&page=2"}
    assert f"token={TOKEN}" in desk.run("feeds", "export", "--with-secrets").out
