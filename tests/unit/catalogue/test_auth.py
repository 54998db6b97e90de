"""`auth` of a feed: where its credentials are, and every way to get it wrong."""

from pathlib import Path

import pytest

from cfnews.catalogue.edit import add_feeds, remove_feeds, rename_feed, set_enabled
from cfnews.catalogue.read import parse_catalogue
from cfnews.errors import InvalidCatalogue
from cfnews.model import Auth, FeedSpec

FOLDER = Path("/home/reader/.config/cfnews")
FILE = FOLDER / "feeds.toml"


def feed(auth: str, url: str = "https://members.example/feed") -> str:
    return f'[[feed]]\nid = "board"\nname = "The board"\nurl = "{url}"\nauth = {auth}\n'


def auth(words: str) -> Auth | None:
    (spec,) = parse_catalogue(feed(words), FILE).feeds
    return spec.auth


def faults(text: str) -> str:
    with pytest.raises(InvalidCatalogue) as found:
        parse_catalogue(text, FILE)
    return found.value.message


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (
            '{ username = "ann", password_env = "BOARD_PASSWORD" }',
            Auth(username="ann", password_env="BOARD_PASSWORD"),
        ),
        (
            '{ username = "ann", password_file = "board.pass" }',
            Auth(username="ann", password_file=str(FOLDER / "board.pass")),
        ),
        ('{ token_file = "~/keys/board" }', Auth(token_file="~/keys/board", scheme="Bearer")),
        ('{ token_file = "/run/secrets/board" }', Auth(token_file="/run/secrets/board", scheme="Bearer")),
        ('{ token_env = "BOARD" }', Auth(token_env="BOARD", scheme="Bearer")),
        ('{ token_env = "BOARD", scheme = "Token" }', Auth(token_env="BOARD", scheme="Token")),
        ('{ token_env = "BOARD", header = "X-Api-Key" }', Auth(token_env="BOARD", header="X-Api-Key")),
        (
            '{ token_env = "BOARD", header = "authorization" }',
            Auth(token_env="BOARD", header="authorization", scheme="Bearer"),
        ),
    ],
)
def test_credentials_are_named_not_told(words: str, meant: Auth) -> None:
    assert auth(words) == meant


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ('"ann:s3cret"', "auth: must be a table"),
        ("{}", "auth: names none"),
        ('{ username = "ann" }', "auth: names none"),
        ('{ username = "ann", password = "s3cret" }', "auth.password: no secret may stand in this file"),
        ('{ token = "s3cret" }', "auth.token: no secret may stand in this file"),
        ('{ password_env = "BOARD" }', "has a password and no username"),
        ('{ username = "ann", password_env = "A", password_file = "b" }', "password_env and password_file"),
        ('{ token_env = "A", password_env = "B", username = "ann" }', "password_env and token_env"),
        ('{ token_env = "A", username = "ann" }', "auth.username: goes with a password"),
        ('{ username = "ann", password_env = "A", header = "X-Key" }', "auth.header: goes with a token alone"),
        ('{ username = "a:b", password_env = "A" }', "auth.username: may hold no colon"),
        ('{ token_env = "s3cret-word" }', "auth.token_env: is no name of a variable"),
        ("{ token_env = 53 }", "auth.token_env: must be text"),
        ('{ token_env = "" }', "auth.token_env: must be text"),
        ('{ token_env = "A", header = "X Key: s3cret" }', "auth.header: is one word"),
        ('{ token_env = "A", header = "Host" }', "auth.header: is a header that cfnews sets itself"),
        ('{ tokenenv = "A" }', 'auth.tokenenv: unknown key (did you mean "auth.token_env"?)'),
    ],
)
def test_a_fault_is_told_with_its_key_and_never_repeats_a_value(words: str, fault: str) -> None:
    told = faults(feed(words))
    assert fault in told
    assert "s3cret" not in told


def test_a_file_needs_no_credentials_and_an_address_names_no_second_user() -> None:
    assert "not with a file" in faults(feed('{ token_env = "A" }', "file:///a.xml"))
    told = faults(feed('{ token_env = "A" }', "https://ann:s3cret@members.example/feed"))
    assert "auth says another" in told and "s3cret" not in told


def test_all_faults_are_told_at_once() -> None:
    told = faults(feed('{ token = "x", header = "Host", username = "a:b", tokenfile = "y" }'))
    assert told.startswith("6 faults")


WITH_A_TABLE = """[[feed]]
id = "board"
name = "The board"
url = "https://members.example/feed"
# who we are there
[feed.auth]
token_env = "BOARD"

[[feed]]
id = "other"
name = "Another"
url = "https://other.example/feed"

[feed.auth]
token_env = "OTHER"
"""


def test_edits_know_credentials_that_are_written_as_a_table_of_their_own() -> None:
    new = FeedSpec(id="third", name="A third", url="https://third.example/feed")
    text = add_feeds(WITH_A_TABLE, [new], FILE)
    text = set_enabled(rename_feed(text, "other", "second", FILE), ["second"], FILE, enabled=False)
    found = {spec.id: spec for spec in parse_catalogue(text, FILE).feeds}
    assert [spec.auth is not None for spec in found.values()] == [True, True, False]
    assert not found["second"].enabled
    left = remove_feeds(text, ["board"], FILE)
    assert "BOARD" not in left and "who we are" not in left
    assert [spec.id for spec in parse_catalogue(left, FILE).feeds] == ["second", "third"]
