"""The `urls` file of newsboat: a feed a line, with its tags in quotes and its title behind a tilde. Runs nothing."""

import re
from collections.abc import Iterator

from cfnews.catalogue.subscriptions import IllFormed, Subscription

_TOKEN = re.compile(r'[ \t]*(?:"((?:\\.|[^"\\])*+)"|([^\s"]\S*+))')
_BEGINS = re.compile(r"(?:https?|feed|file):|exec:|filter:|query:", re.IGNORECASE)
_NO_FEED = {
    "exec:": "it is a program, which is not run",
    "filter:": "it goes through a program, which is not run",
    "query:": "it is a search within newsboat",
}


def read_urls(text: str, name: str) -> list[Subscription]:
    """The feeds of a newsboat `urls` file in its order; `name` is for messages. Raises IllFormed with its place."""
    return [_feed(number, line, name) for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1) if _is_feed(line)]


def _is_feed(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _feed(number: int, line: str, name: str) -> Subscription:
    url, *tags = _tokens(number, line, name)
    begins = _BEGINS.match(url)
    if begins is None:
        raise _fault(name, number, 1, "no address of a feed")
    title = next((tag[1:] for tag in tags if tag.startswith("~")), "")
    shown = tuple(tag for tag in tags if not tag.startswith(("~", "!")))  # "!" keeps a feed out of newsboat's list
    return Subscription(number, url, title, tags=shown, refused=_NO_FEED.get(begins[0].lower(), ""))


def _tokens(number: int, line: str, name: str) -> Iterator[str]:
    place = 0
    while place < len(line.rstrip()):
        found = _TOKEN.match(line, place)
        if found is None:
            raise _fault(name, number, place + 1, "a quotation mark that is not closed")
        yield found[2] if found[2] is not None else re.sub(r"\\(.)", r"\1", found[1])
        place = found.end()


def _fault(name: str, line: int, column: int, words: str) -> IllFormed:
    return IllFormed(f"{name}, line {line}, column {column}: {words}", "nothing was imported; mend the file")
