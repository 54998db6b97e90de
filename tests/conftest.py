"""What every test gets: no network but loopback, no state of the user's, corpora only where they are."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import FeedServer
from tests.running import Home

_SHARED = Path(os.environ.get("CFNEWS_SHARED") or Path(__file__).resolve().parents[2] / "shared")
_LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket that leaves this machine is a fault of the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(_LOOPBACK):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _no_state_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """HOME and the XDG folders are the test's own, and no variable of the user's leads elsewhere."""
    for name in [*os.environ]:
        if name.startswith(("CFNEWS_", "XDG_")) and name != "CFNEWS_SHARED":
            monkeypatch.delenv(name)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "user"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty CFNEWS_HOME, and ways to run cfnews in it."""
    folder = tmp_path / "home"
    folder.mkdir()
    return Home(folder)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    """A loopback server whose answers the test decides, and that remembers what it was asked."""
    with FeedServer() as running:
        yield running


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared corpora; tests that use it are marked `corpus`."""
    if not _SHARED.is_dir():
        pytest.skip(f"the shared corpora are not at {_SHARED} (CFNEWS_SHARED names another place)")
    return _SHARED
