"""Credentials: what they are made of, whom they reach within one thread, and what is left of them."""

import base64
from pathlib import Path

import pytest

from cfnews.fetch.credentials import Credential, credential_of
from cfnews.fetch.exchange import begin_exchange, credential_for, side_exchange
from cfnews.fetch.http import get_feed
from cfnews.model import Auth, FeedSpec, Problem
from tests.loopback import FeedServer, item, rss
from tests.unit.fetch.conftest import Client
from tests.unit.fetch.visiting import Visitor, page

FEED = rss([item("Council opens a family hub", "https://a.example/1")])


def spec(url: str = "https://members.example/feed", **auth: str) -> FeedSpec:
    return FeedSpec(id="a", name="A", url=url, auth=Auth(**auth) if auth else None)


def credential(url: str = "https://members.example/feed", word: str = "s3cret", **auth: str) -> Credential:
    found = credential_of(spec(url, **auth or {"token_env": "T", "scheme": "Bearer"}), {"T": word})
    assert isinstance(found, Credential)
    return found


def test_a_feed_without_credentials_has_none() -> None:
    assert credential_of(spec(), {"T": "s3cret"}) is None


def test_a_user_and_a_password_are_utf_8_in_base_64() -> None:
    given = credential(username="ann", password_env="T", word="pâss wörd:x")
    assert base64.b64decode(given.value.removeprefix("Basic ")).decode() == "ann:pâss wörd:x"


def test_a_user_in_an_address_may_be_escaped() -> None:
    found = credential_of(spec("https://ann%40board:p%3Aw@members.example/feed"), {})
    assert isinstance(found, Credential)
    assert base64.b64decode(found.value.removeprefix("Basic ")).decode() == "ann@board:p:w"
    assert found.origin == "https://members.example:443"


def test_a_credential_does_not_tell_its_value() -> None:
    given = credential()
    assert "s3cret" in given.value
    assert "s3cret" not in repr(given) + str(given) + f"{given}"


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("https://members.example/feed", "https://members.example:443/other?x=1"),
        ("https://MEMBERS.example/feed", "https://members.example/feed"),
        ("http://127.0.0.1:8080/feed", "http://127.0.0.1:8080/"),
        ("https://bücher.example/feed", "https://xn--bcher-kva.example/feed"),
    ],
)
def test_it_is_for_its_origin(url: str, other: str) -> None:
    begin_exchange(1, 1, private_allowed=True, credential=credential(url))
    assert credential_for(other) is not None


@pytest.mark.parametrize(
    "other",
    [
        "http://members.example/feed",
        "https://members.example:8443/feed",
        "https://www.members.example/feed",
        "https://members.example.evil.example/feed",
        "https://members.example@evil.example/feed",
        "https://evil.example/https://members.example/feed",
    ],
)
def test_and_for_no_other(other: str) -> None:
    begin_exchange(1, 1, private_allowed=True, credential=credential())
    assert credential_for(other) is None


def test_what_a_thread_asks_next_is_asked_without_it(client: Client, visitor: Visitor, server: FeedServer) -> None:
    for path in ("/private", "/open"):
        server.feed(path, FEED)
    own = credential(server.url("/private"))
    get_feed(
        client.session,
        spec(server.url("/private"), token_env="T", scheme="Bearer"),
        client.settings,
        environment={"T": "s3cret"},
    )
    get_feed(client.session, spec(server.url("/open")), client.settings)
    begin_exchange(1, 1, private_allowed=True, credential=own)
    with side_exchange(1, 1, private_allowed=True, enough=10):
        assert credential_for(server.url("/robots.txt")) is None
    assert credential_for(server.url("/private")) == own
    visitor.get(page(server, "/story"))
    sent = {request.path: request.headers.get("authorization") for request in server.log}
    assert sent == {"/private": "Bearer s3cret", "/open": None, "/robots.txt": None, "/story": None}


def test_what_is_above_the_guard_sees_none(client: Client, server: FeedServer) -> None:
    url = server.feed("/private", FEED)
    begin_exchange(5, 5, private_allowed=True, credential=credential(url))
    response = client.session.get(url)
    assert server.log[0].headers["authorization"] == "Bearer s3cret"
    assert "authorization" not in response.request.headers


def test_marks_part_secrets_and_users_and_nothing_else() -> None:
    again = {credential().mark for _ in range(2)}
    others = {credential(word="another").mark, credential(username="ann", password_env="T").mark}
    assert len(again) == 1 and len(again | others) == 3
    assert all(len(mark) == 4 for mark in again)


def test_a_file_may_end_with_its_line_and_begin_with_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "token"
    for words in ("s3cret", "s3cret\n", "s3cret\r\n", "\ufeffs3cret"):
        path.write_text(words, "utf-8")
        path.chmod(0o600)
        found = credential_of(spec(token_file=str(path)), {})
        assert isinstance(found, Credential)
        assert found.value == "s3cret"


def test_a_problem_of_credentials_tells_where_and_never_what(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("s3cret of two words", "utf-8")
    path.chmod(0o600)
    found = credential_of(spec(token_file=str(path)), {})
    assert isinstance(found, Problem)
    assert str(path) in found.message and "s3cret" not in found.message
