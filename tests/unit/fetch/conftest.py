"""A client of one cache folder that can be started anew, as a later run of cfnews would be."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests

from cfnews.fetch.http import get_feed
from cfnews.fetch.session import open_session
from cfnews.model import FeedSpec, FetchResult, Settings
from tests.loopback import FeedServer
from tests.unit.fetch.visiting import Visitor


class Client:
    """One run's session on a cache folder; `restart` opens a new one on the same folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings(timeout=2.0, total_timeout=3.0, max_bytes=200_000)
        self.connections = 0
        self._session: requests.Session | None = None

    def change(self, **settings: Any) -> None:
        """Other settings from here on."""
        self.settings = msgspec.structs.replace(self.settings, **settings)
        self.restart()

    @property
    def session(self) -> requests.Session:
        """The session, opened when first needed."""
        if self._session is None:
            self._session = open_session(self.folder, self.settings, 4, self._reached)
        return self._session

    def _reached(self) -> None:
        self.connections += 1

    def get(self, url: str) -> FetchResult:
        """One polite GET."""
        return get_feed(self.session, FeedSpec(id="a-feed", name="A feed", url=url), self.settings)

    def code(self, url: str) -> str:
        """The code of the problem that this address gives, "" if none."""
        found = self.get(url)
        assert (found.body is None) == (found.problem is not None)
        return found.problem.code if found.problem else ""

    def restart(self) -> None:
        """Ends the session, as the end of a process does."""
        if self._session is not None:
            self._session.close()
            cache = getattr(self._session, "cache", None)
            if cache is not None:
                with contextlib.suppress(Exception):
                    cache.close()
        self._session = None


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    """A client with short timeouts and a small size limit."""
    one = Client(tmp_path / "cache")
    yield one
    one.restart()


@pytest.fixture
def visitor() -> Visitor:
    """A run that reads pages and knows no site yet."""
    return Visitor()


@pytest.fixture
def other() -> Iterator[FeedServer]:
    """A second site."""
    with FeedServer() as running:
        yield running
