"""A run that reads pages of loopback sites, and what such sites answer."""

import msgspec

from cfnews.fetch.articles import get_page
from cfnews.fetch.permission import Robots, RobotsFile
from cfnews.fetch.session import open_page_session
from cfnews.model import FetchResult, Settings
from tests.loopback import Answer, FeedServer

NOW = 1_795_000_000
STORY = b"<!doctype html><html><body><p>The council opens a family hub in the old library.</p></body></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}
CLOSED = Answer(b"User-agent: *\nDisallow: /closed\nDisallow: /drafts/\n")


class Visitor:
    """One run that reads pages: its session, and what it knows of robots.txt."""

    def __init__(self, *known: RobotsFile, **settings: float) -> None:
        plain = Settings(timeout=2.0, total_timeout=4.0, max_bytes=200_000, contact="https://reader.example")
        self.settings = msgspec.structs.replace(plain, **settings)
        self.connections = 0
        self.session = open_page_session(self.settings, 4, self._reached)
        self.robots = Robots(self.session, self.settings, known, NOW)

    def _reached(self) -> None:
        self.connections += 1

    def get(self, url: str, *, private_allowed: bool = True) -> FetchResult:
        """One page."""
        return get_page(self.session, url, self.settings, self.robots, private_allowed=private_allowed)

    def code(self, url: str, *, private_allowed: bool = True) -> str:
        """The code of the problem that a page gives, "" if none."""
        found = self.get(url, private_allowed=private_allowed)
        assert (found.body is None) == (found.problem is not None)
        return found.problem.code if found.problem else ""


def page(server: FeedServer, path: str, body: bytes = STORY) -> str:
    """Serves a page; gives its address."""
    server.answers[path] = Answer(body, headers=HTML)
    return server.url(path)


def moved(server: FeedServer, path: str, target: str, status: int = 302) -> str:
    """Serves a redirect that also sets a cookie; gives its address."""
    server.answers[path] = Answer(status=status, headers={"Location": target, "Set-Cookie": "seen=1; Path=/"})
    return server.url(path)


def site(server: FeedServer) -> str:
    """The server as robots.txt knows it."""
    return f"http://127.0.0.1:{server.port}"


def paths(server: FeedServer) -> list[str]:
    """What the server was asked for, in order."""
    return [request.path for request in server.log]
