"""Whether a site's robots.txt lets us fetch a page, by RFC 9309. Pure: the caller fetches the file and keeps it a day.

Asked for article pages alone: a feed is what its reader subscribed to. Own code, as urllib.robotparser knows neither
wildcards nor the longest match, and a library for it (protego) would be more than this page.
"""

import math
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urlsplit

MOST = 500 * 1024  # bytes that are read, as RFC 9309 section 2.5 asks at the least

_TOKEN = re.compile(r"[a-z_-]+", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_SAFE = "!#$%&'()*+,/:;=?@[]~"  # what may stand in a path and its query as it is


class Rules(NamedTuple):
    """What is said to one agent: patterns of paths with whether they are allowed, and seconds between two requests."""

    paths: tuple[tuple[bool, str], ...] = ()
    delay: float | None = None


def may_fetch(body: bytes | None, status: int | None, url: str, agent: str) -> bool:
    """Whether `agent` (a User-Agent header) may fetch `url`, after the answer that the site gave for /robots.txt.

    `status` is None where the site could not be reached. A file that is not there (4xx) forbids nothing; a site that
    fails (5xx, 429) or cannot be reached allows nothing for now. The longest pattern decides, and of two as long
    the one that allows (RFC 9309, sections 2.2.2 and 2.3.1).
    """
    if status is None or status >= 500 or status == 429:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:  # no address, so no page to fetch
        return False
    path = _settled(parts.path or "/") + (f"?{_settled(parts.query)}" if parts.query else "")
    if status >= 300 or path == "/robots.txt":
        return True
    path = path.replace("*", "%2A").replace("$", "%24")
    matching = [
        (len(pattern), allowed) for allowed, pattern in read_rules(body, agent).paths if _matches(pattern, path)
    ]
    return max(matching, default=(0, True))[1]


def crawl_delay(body: bytes | None, status: int | None, agent: str) -> float | None:
    """The seconds that the file asks `agent` to leave between two requests; None where it asks nothing.

    No part of RFC 9309, but sites still write it.
    """
    return read_rules(body, agent).delay if status is not None and 200 <= status < 300 else None


def read_rules(body: bytes | None, agent: str) -> Rules:
    """The rules of all groups that name the agent; of those for "*" where none does."""
    found = _TOKEN.match(agent)
    own = found[0].lower() if found else "*"
    groups: dict[str, list[tuple[str, str]]] = {}
    current: set[str] = set()  # of the agent and "*", those that the group is for
    naming = False
    for name, value in _fields(body or b""):
        if name == "user-agent":
            current = (current if naming else set()) | ({_named(value)} & {own, "*"})
            naming = True
            for one in current:
                groups.setdefault(one, [])
        elif name in ("allow", "disallow", "crawl-delay"):
            naming = False
            for one in current:
                groups[one].append((name, value))
    return _rules(groups.get(own, groups.get("*", [])))


def _named(value: str) -> str:
    """The agent that a line names, without its version."""
    token = _TOKEN.match(value)
    return token[0].lower() if token else value[:1]


def _rules(lines: list[tuple[str, str]]) -> Rules:
    delays = [seconds for name, value in lines if name == "crawl-delay" and (seconds := _seconds(value)) is not None]
    paths = ((name == "allow", _settled(value)) for name, value in lines if name != "crawl-delay" and value)
    return Rules(tuple(paths), max(delays, default=None))


def _fields(body: bytes) -> Iterator[tuple[str, str]]:
    if len(body) > MOST:
        body = body[:MOST].rpartition(b"\n")[0]
    for line in body.decode("utf-8-sig", "replace").replace("\r", "\n").split("\n"):
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _settled(path: str) -> str:
    """A path or a pattern in the one spelling of its escapes, so that two spellings of one path are equal."""
    path = quote(path, safe=_SAFE, errors="replace")
    return _ESCAPE.sub(_escape, path) if "%" in path else path


def _escape(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def _matches(pattern: str, path: str) -> bool:
    """Whether a pattern with "*" for anything, and "$" for the end, matches from the path's beginning. Linear."""
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    last = rest.pop() if rest and ends else None
    for piece in rest:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    if last is not None:
        return len(path) - len(last) >= place and path.endswith(last)
    return not ends or place == len(path)
