"""Private feeds: their credentials reach their own server and nobody else, and are kept nowhere.

Names under .example lead to this machine, as if they were other servers.
"""

import base64
import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.contract import STORY, fetch, resolve_examples, set_clock, titles
from tests.journeys.contract import public as named
from tests.loopback import Answer, FeedServer, Request, item, rss
from tests.running import Home

PASSWORD = "correct-horse-9"
BASIC = "Basic " + base64.b64encode(f"ann:{PASSWORD}".encode()).decode()
TOKEN = "t0ken-of-the-board-77"
FEED = rss([STORY])
BY_PASSWORD = {"username": "ann", "password_env": "BOARD_PASSWORD"}


def private(home: Home, url: str, auth: dict[str, str], **more: object) -> dict[str, object]:
    """A feed with these credentials, as feeds.toml has it."""
    return {"id": "board", "url": url, **more, "auth": auth}


def write(home: Home, *feeds: dict[str, object]) -> None:
    """Writes a feeds.toml; the `auth` of a feed stands in a table of its own."""
    parts = []
    for feed in feeds:
        auth = feed.pop("auth", None)
        parts.append(home.write_feeds(feed).read_text("utf-8"))
        if isinstance(auth, dict):
            parts.append("[feed.auth]\n" + "".join(f'{key} = "{value}"\n' for key, value in auth.items()))
    (home.folder / "feeds.toml").write_text("\n".join(parts), "utf-8")


def asks_for(header: str, value: str, answer: Answer) -> Callable[[Request], Answer]:
    """An answer for who sends this header, and 401 for others."""
    return lambda request: answer if request.headers.get(header) == value else Answer(b"who are you?", 401)


def everything(home: Home) -> dict[str, bytes]:
    """The bytes of every file below a home, but for feeds.toml and files of secrets."""
    return {
        str(path.relative_to(home.folder)): path.read_bytes()
        for path in home.folder.rglob("*")
        if path.is_file() and not path.name.startswith("feeds.toml") and path.suffix != ".pass"
    }


def secret_file(home: Home, words: str, mode: int = 0o600) -> Path:
    """A file of a secret beside feeds.toml."""
    path = home.folder / "board.pass"
    path.write_text(words, "utf-8")
    path.chmod(mode)
    return path


# --- what is sent -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("auth", "header", "value"),
    [
        (BY_PASSWORD, "authorization", BASIC),
        ({"username": "ann", "password_file": "board.pass"}, "authorization", BASIC),
        ({"token_env": "BOARD_TOKEN"}, "authorization", f"Bearer {TOKEN}"),
        ({"token_env": "BOARD_TOKEN", "scheme": "Token"}, "authorization", f"Token {TOKEN}"),
        ({"token_env": "BOARD_TOKEN", "header": "X-Board-Key"}, "x-board-key", TOKEN),
    ],
    ids=["password", "password in a file", "token", "another scheme", "another header"],
)
def test_a_private_feed_is_read_with_what_the_environment_or_a_file_holds(
    home: Home, server: FeedServer, auth: dict[str, str], header: str, value: str
) -> None:
    secret_file(home, f"{PASSWORD}\n")
    server.answers["/feed"] = asks_for(header, value, Answer(FEED, headers={"ETag": '"1"'}))
    write(home, private(home, server.url("/feed"), auth))
    environment = {"BOARD_PASSWORD": PASSWORD, "BOARD_TOKEN": TOKEN}
    assert fetch(home, **environment)["board"]["new"] == 1
    set_clock(home, hours=2)
    report = fetch(home, "--debug", **environment)["board"]
    assert (report["http_status"], report["error"]) == (304, None)
    assert [request.headers.get(header) for request in server.log] == [value, value]
    for name, found in everything(home).items():
        for secret in (PASSWORD, TOKEN, BASIC.split()[1]):
            assert secret.encode() not in found, name


def test_a_user_in_the_address_is_sent_as_credentials_and_kept_nowhere(home: Home, server: FeedServer) -> None:
    link = item("Council opens a family hub in the old library", "/hub", guid="1")
    answer = Answer(rss([link]), headers={"ETag": '"1"'})
    server.answers["/feed"] = asks_for("authorization", BASIC, answer)
    server.answers["/old"] = Answer(status=302, headers={"Location": "/feed"})
    home.write_feeds({"id": "board", "url": server.url("/old").replace("//", f"//ann:{PASSWORD}@")})
    assert fetch(home)["board"]["new"] == 1
    assert fetch(home, "--force")["board"]["http_status"] == 304
    for name, found in everything(home).items():
        if name.startswith("cache"):
            assert PASSWORD.encode() not in found, name
    assert home.run("list", "--json").json["stories"][0]["url"] == server.url("/hub")


def test_nothing_else_that_is_asked_is_told_who_reads(home: Home, server: FeedServer) -> None:
    link = item("Council opens a family hub in the old library", server.url("/story"), guid="1")
    server.answers["/feed"] = asks_for("authorization", BASIC, Answer(rss([link])))
    server.answers["/story"] = Answer(b"<html><body><p>The hub opens in May.</p></body></html>")
    server.answers["/robots.txt"] = Answer(b"")
    server.feed("/open", [STORY])
    other: dict[str, object] = {"id": "other", "url": server.url("/open")}
    write(home, private(home, server.url("/feed"), BY_PASSWORD, full_text=True), other)
    fetch(home, BOARD_PASSWORD=PASSWORD)
    sent = {request.path: request.headers.get("authorization") for request in server.log}
    assert sent == {"/feed": BASIC, "/open": None, "/robots.txt": None, "/story": None}


# --- redirects --------------------------------------------------------------------------------------


def test_a_redirect_on_the_same_server_keeps_the_credentials(home: Home, server: FeedServer) -> None:
    server.answers["/old"] = Answer(status=301, headers={"Location": "/feed"})
    server.answers["/feed"] = asks_for("authorization", BASIC, Answer(FEED))
    write(home, private(home, server.url("/old"), BY_PASSWORD))
    assert fetch(home, BOARD_PASSWORD=PASSWORD)["board"]["error"] is None


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_to_another_port_drops_them(home: Home, server: FeedServer, status: int) -> None:
    with FeedServer() as other:
        server.answers["/feed"] = Answer(status=status, headers={"Location": other.feed("/feed", [STORY])})
        write(home, private(home, server.url("/feed"), BY_PASSWORD))
        assert fetch(home, BOARD_PASSWORD=PASSWORD)["board"]["error"] is None
        assert server.log[0].headers["authorization"] == BASIC
        assert "authorization" not in other.log[0].headers


def test_a_redirect_to_another_host_drops_them_and_a_refusal_there_says_so(
    home: Home, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_examples(monkeypatch)
    server.answers["/old"] = Answer(status=302, headers={"Location": named(server, "/feed", "elsewhere.example")})
    server.answers["/feed"] = asks_for("authorization", BASIC, Answer(FEED))
    write(home, private(home, server.url("/old"), BY_PASSWORD, allow_private=True))
    error = fetch(home, BOARD_PASSWORD=PASSWORD)["board"]["error"]
    assert error["code"] == "refused"
    assert "moved to elsewhere.example, which your credentials are not for" in error["message"]
    assert "authorization" not in server.asked("/feed")[0].headers


def test_a_server_cannot_say_with_which_user_another_is_asked(home: Home, server: FeedServer) -> None:
    with FeedServer() as other:
        target = other.feed("/feed", [STORY]).replace("//", "//ann:of-the-server@")
        server.answers["/feed"] = Answer(status=302, headers={"Location": target})
        home.write_feeds({"id": "board", "url": server.url("/feed")})
        assert fetch(home)["board"]["error"] is None
        assert "authorization" not in other.log[0].headers


def test_a_redirect_from_https_to_http_drops_them(
    home: Home,
    server: FeedServer,
    secure: FeedServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resolve_examples(monkeypatch)
    first = named(secure, "/feed").replace("http:", "https:")
    secure.answers["/feed"] = Answer(status=302, headers={"Location": named(server, "/feed")})
    server.feed("/feed", [STORY])
    write(home, private(home, first, BY_PASSWORD, allow_private=True))
    assert fetch(home, BOARD_PASSWORD=PASSWORD)["board"]["error"] is None
    assert secure.log[0].headers["authorization"] == BASIC
    assert "authorization" not in server.log[0].headers


def test_a_feed_that_moved_for_good_does_not_take_them_along(
    home: Home, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_examples(monkeypatch)
    server.feed("/new", [STORY])
    server.answers["/old"] = Answer(status=301, headers={"Location": named(server, "/new", "elsewhere.example")})
    write(home, private(home, server.url("/old"), BY_PASSWORD, allow_private=True))
    for days in (0, 8):
        set_clock(home, days=days)
        fetch(home, BOARD_PASSWORD=PASSWORD)
    assert [request.path for request in server.log] == ["/old", "/new", "/new"]
    assert ["authorization" in request.headers for request in server.log] == [True, False, False]


# --- never in the clear -----------------------------------------------------------------------------


@pytest.mark.parametrize("user", ["", f"ann:{PASSWORD}@"])
def test_credentials_never_cross_the_network_unencrypted(
    home: Home, server: FeedServer, monkeypatch: pytest.MonkeyPatch, user: str
) -> None:
    resolve_examples(monkeypatch)
    server.feed("/feed", [STORY])
    url = named(server, "/feed").replace("//", f"//{user}")
    feed = private(home, url, BY_PASSWORD, allow_private=True)
    write(home, feed if not user else {"id": "board", "url": url, "allow_private": True})
    report = fetch(home, BOARD_PASSWORD=PASSWORD)["board"]
    assert report["error"]["code"] == "credentials"
    assert "https" in report["error"]["message"]
    assert server.log == []


# --- what is wrong with them ------------------------------------------------------------------------


@contextlib.contextmanager
def prepared(home: Home, words: str | bytes | None, mode: int) -> Iterator[None]:
    """A file of a secret, a folder in its place, or none."""
    path = home.folder / "board.pass"
    if isinstance(words, bytes):
        path.write_bytes(words)
    elif words == "folder":
        path.mkdir()
    elif words == "pipe":
        os.mkfifo(path)
    elif words is not None:
        path.write_text(words, "utf-8")
    if words is not None:
        path.chmod(mode)
    yield


@pytest.mark.parametrize(
    ("words", "mode", "told"),
    [
        (None, 0, "cannot be read: No such file"),
        ("folder", 0o700, "cannot be read: Is a directory"),
        ("pipe", 0o600, "is no plain file"),
        (f"{PASSWORD}\n", 0o640, "chmod 600"),
        (f"{PASSWORD}\n", 0o604, "chmod 600"),
        ("", 0o600, "one line"),
        (f"{PASSWORD}\nanother line\n", 0o600, "one line"),
        (f"{PASSWORD}\n".encode() + b"\xff", 0o600, "UTF-8"),
        ("x" * 9000, 0o600, "one line"),
    ],
    ids=["missing", "folder", "pipe", "group", "world", "empty", "two lines", "no text", "too long"],
)
def test_a_file_that_cannot_be_used_costs_its_own_feed_alone(
    home: Home, server: FeedServer, words: str | bytes | None, mode: int, told: str
) -> None:
    server.feed("/open", [STORY])
    server.answers["/feed"] = Answer(FEED)
    auth = {"username": "ann", "password_file": "board.pass"}
    open_feed: dict[str, object] = {"id": "open", "url": server.url("/open")}
    write(home, private(home, server.url("/feed"), auth), open_feed)
    with prepared(home, words, mode):
        result = home.run("fetch", "--json", "--debug")
    assert result.code == 4
    reports = {feed["id"]: feed for feed in result.json["feeds"]}
    error = reports["board"]["error"]
    assert (error["code"], error["retryable"]) == ("credentials", True)
    assert told in error["message"]
    assert PASSWORD not in result.out + result.err
    assert reports["open"]["new"] == 1
    assert server.asked("/feed") == []


def test_a_variable_that_is_missing_costs_its_own_feed_alone_and_it_is_asked_as_soon_as_it_is_there(
    home: Home, server: FeedServer
) -> None:
    server.answers["/feed"] = asks_for("authorization", BASIC, Answer(FEED))
    write(home, private(home, server.url("/feed"), BY_PASSWORD))
    for _ in range(2):
        report = fetch(home)["board"]
        assert report["error"]["message"].endswith("the environment has no BOARD_PASSWORD")
    assert fetch(home, BOARD_PASSWORD=PASSWORD)["board"]["new"] == 1


def test_a_token_of_several_words_is_refused_here_and_not_repeated(home: Home, server: FeedServer) -> None:
    write(home, private(home, server.url("/feed"), {"token_env": "BOARD_TOKEN"}))
    for token in ("two words", "line\nbreak: x", "caf\N{LATIN SMALL LETTER E WITH ACUTE}"):
        error = fetch(home, BOARD_TOKEN=token)["board"]["error"]
        assert error["code"] == "credentials" and token not in error["message"]
    assert server.log == []


@pytest.mark.parametrize(
    ("status", "given", "code", "told"),
    [
        (401, True, "refused", "the credentials that it was given are wrong, or not enough (401 Unauthorized)"),
        (403, True, "refused", "the credentials that it was given are wrong, or not enough (403 Forbidden)"),
        (401, False, "refused", "it asks for credentials, and feeds.toml names none (401 Unauthorized)"),
        (403, False, "blocked", "blocks automatic readers"),
    ],
)
def test_a_refusal_says_what_is_wrong_with_the_credentials(
    home: Home, server: FeedServer, status: int, given: bool, code: str, told: str
) -> None:
    server.answers["/feed"] = Answer(b"no", status)
    feed: dict[str, object] = {"id": "board", "url": server.url("/feed")}
    write(home, private(home, server.url("/feed"), BY_PASSWORD) if given else feed)
    report = fetch(home, BOARD_PASSWORD=PASSWORD)["board"]
    assert report["error"]["code"] == code
    assert told in report["error"]["message"]
    if given:
        assert home.run("feeds", "list", "--json").json["feeds"][0]["suggestion"] == "cfnews config edit"


# --- the cache --------------------------------------------------------------------------------------


def test_the_cache_gives_nobody_what_another_was_given(home: Home, server: FeedServer) -> None:
    """A server that says "unchanged" to whoever knows its tag would make a reader see what is another's."""
    bodies = {f"Bearer {name}": rss([item(f"The board of {name} meets", "", guid=name)]) for name in ("east", "west")}

    def answer(request: Request) -> Answer:
        return Answer(bodies[request.headers["authorization"]], headers={"ETag": '"the same"'})

    server.answers["/feed"] = answer
    feeds: list[dict[str, Any]] = [
        {"id": name, "url": server.url("/feed"), "auth": {"token_env": name.upper()}} for name in ("east", "west")
    ]
    write(home, *feeds)
    assert fetch(home, EAST="east", WEST="west")["west"]["new"] == 1
    assert titles(home) == {"The board of east meets", "The board of west meets"}
    set_clock(home, hours=2)
    server.log.clear()
    fetch(home, EAST="west", WEST="west")
    tags = {request.headers.get("if-none-match") for request in server.log}
    assert tags == {'"the same"'}  # of the copy that this very token was given


def test_a_new_token_asks_for_all_of_the_feed(home: Home, server: FeedServer) -> None:
    server.feed("/feed", [STORY], ETag='"1"')
    write(home, private(home, server.url("/feed"), {"token_env": "BOARD_TOKEN"}))
    for token in ("one", "two", "two"):
        fetch(home, "--force", BOARD_TOKEN=token)
    assert [request.headers.get("if-none-match") for request in server.log] == [None, None, '"1"']


# --- what is shown ----------------------------------------------------------------------------------


def test_no_report_shows_the_variables_that_hold_secrets(home: Home, server: FeedServer) -> None:
    write(home, private(home, server.url("/feed"), {"token_env": "CFNEWS_BOARD"}))
    for words in (
        ("status", "--json"),
        ("config", "show", "--json"),
        ("schedule", "--cron"),
        ("schedule", "--systemd"),
    ):
        result = home.run(*words, CFNEWS_BOARD=TOKEN, CFNEWS_OTHER_PASSWORD=PASSWORD)
        assert result.code == 0, result.err
        assert TOKEN not in result.out + result.err and PASSWORD not in result.out + result.err


def test_a_schedule_says_which_variables_it_does_not_hold(home: Home, server: FeedServer) -> None:
    write(home, private(home, server.url("/feed"), {"token_env": "CFNEWS_BOARD"}))
    for kind in ("--cron", "--systemd"):
        assert "CFNEWS_BOARD" in home.run("schedule", kind).err
