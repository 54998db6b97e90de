"""Where state lives, strongest word first, and open to its owner alone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cfnews.paths import find_places, make_private_file, make_private_folder, shipped_feeds

USER = {"HOME": "/home/reader"}
HOMED = USER | {"CFNEWS_HOME": "/stick"}
ALL = HOMED | {"CFNEWS_FEEDS": "/e/f.toml", "CFNEWS_STORE": "/e/s.db", "CFNEWS_CACHE_DIR": "/e/cache"}
XDG = USER | {"XDG_CONFIG_HOME": "/x/config", "XDG_DATA_HOME": "/x/data", "XDG_CACHE_HOME": "/x/cache"}
FLAGS = ("/flag/f.toml", "/flag/s.db", "/flag/cache")


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o777)
    os.umask(before)
    yield
    os.umask(before)


@pytest.mark.parametrize(
    ("environment", "flags", "feeds", "store", "cache"),
    [
        (USER, (None,) * 3, ".config/cfnews/feeds.toml", ".local/share/cfnews/cfnews.db", ".cache/cfnews"),
        (XDG, (None,) * 3, "/x/config/cfnews/feeds.toml", "/x/data/cfnews/cfnews.db", "/x/cache/cfnews"),
        (HOMED | XDG, (None,) * 3, "/stick/feeds.toml", "/stick/cfnews.db", "/stick/cache"),
        (ALL | XDG, (None,) * 3, "/e/f.toml", "/e/s.db", "/e/cache"),
        (ALL | XDG, FLAGS, *FLAGS),
        (USER | {"CFNEWS_FEEDS": "/e/f.toml"}, (None, "/flag/s.db", None), "/e/f.toml", "/flag/s.db", ".cache/cfnews"),
    ],
    ids=["plain", "xdg", "home over xdg", "variable over home", "flag over variable", "each for itself"],
)  # fmt: skip
def test_the_strongest_word_wins(
    environment: dict[str, str], flags: tuple[str | None, ...], feeds: str, store: str, cache: str
) -> None:
    found = find_places(environment, *flags)
    reader = Path("/home/reader")  # joining an absolute path gives that path
    assert (found.config_feeds, found.store, found.cache) == (reader / feeds, reader / store, reader / cache)


@pytest.mark.parametrize(
    ("environment", "flag", "state"),
    [
        (ALL | XDG, None, None),
        (ALL | {"CFNEWS_STATE": ""}, None, None),
        (ALL | {"CFNEWS_STATE": "/e/my.state"}, None, Path("/e/my.state")),
        (ALL | {"CFNEWS_STATE": "/e/my.state"}, "/flag/my.state", Path("/flag/my.state")),
    ],
)
def test_a_reader_has_a_state_of_their_own_only_where_it_is_named(
    environment: dict[str, str], flag: str | None, state: Path | None
) -> None:
    assert find_places(environment, state=flag).state == state


@pytest.mark.parametrize("variable", ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"])
@pytest.mark.parametrize("value", ["", "relative", "./here", "~/there"])
def test_a_relative_xdg_folder_is_ignored(variable: str, value: str) -> None:
    assert find_places(USER | {variable: value}) == find_places(USER)


def test_the_working_directory_is_never_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("feeds.toml", "cfnews.db"):
        (tmp_path / name).touch()
    (tmp_path / "cfnews").mkdir()
    monkeypatch.chdir(tmp_path)
    found = find_places({"HOME": str(tmp_path / "user")})
    assert all(place.is_absolute() for place in (found.feeds, found.store, found.cache))
    assert found.feeds == shipped_feeds()
    assert found.store == tmp_path / "user/.local/share/cfnews/cfnews.db"


def test_a_feeds_file_of_ones_own_replaces_the_shipped_one(tmp_path: Path) -> None:
    environment = {"CFNEWS_HOME": str(tmp_path)}
    assert find_places(environment).feeds == shipped_feeds()
    (tmp_path / "feeds.toml").touch()
    assert find_places(environment).feeds == tmp_path / "feeds.toml"


@pytest.mark.parametrize(
    ("environment", "flag", "named"),
    [(USER, None, False), (HOMED, None, False), (USER, "/nowhere/f.toml", True), (ALL, None, True)],
)
def test_a_named_feeds_file_is_kept_even_where_there_is_none(
    environment: dict[str, str], flag: str | None, named: bool
) -> None:
    found = find_places(environment, flag)
    assert found.feeds_named is named
    assert (found.feeds == shipped_feeds()) is not named


def test_a_tilde_is_the_users_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/reader")
    assert find_places(USER, store="~/news.db").store == Path("/home/reader/news.db")


def test_finding_the_places_creates_nothing(tmp_path: Path) -> None:
    find_places({"CFNEWS_HOME": str(tmp_path / "new")})
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_folders_and_files_are_open_to_their_owner_alone_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    os.umask(mask)
    make_private_folder(tmp_path / "a/b/c")
    make_private_file(tmp_path / "a/b/c/file")
    modes = [oct((tmp_path / part).stat().st_mode & 0o777) for part in ("a", "a/b", "a/b/c", "a/b/c/file")]
    assert modes == ["0o700", "0o700", "0o700", "0o600"]


def test_what_exists_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o750)
    (tmp_path / "shared/file").write_text("mine")
    (tmp_path / "shared/file").chmod(0o640)
    make_private_folder(tmp_path / "shared")
    make_private_file(tmp_path / "shared/file")
    assert (tmp_path / "shared").stat().st_mode & 0o777 == 0o750
    assert (tmp_path / "shared/file").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "shared/file").read_text() == "mine"
