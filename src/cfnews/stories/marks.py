"""What an entry of a document and a stored entry can agree in, as single marks from certain to faint.

A mark is a function: it gives the value that must be equal, or something false where an entry has no
such value. Which of them are asked, in what order, is decided in `recognise`.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from cfnews.model import Entry, Known
from cfnews.stories.keys import Identity

_SHORTEST_TITLE = 12  # characters of a title that can tell one entry from another, with its time
_LONG_TITLE = 25  # characters of a title that can do so alone, with those of four others
_SHORTEST_TEXT = 40  # characters of a text that can do so, with its title
_DAY = 86_400


class Marks(NamedTuple):
    """What an entry can be known again by. `at` in seconds since 1970; `said` is a hash of title and text.

    `guid` is without http or https.
    `text` is `said`, or "" of an entry that has a page and a title alone; `long` says whether there is more than a few
    words.
    `sole` is the guid where it is one entry's alone, else "": a guid that several have says nothing without its page.
    """

    guid: str
    sole: str
    page: str
    title: str
    at: int | None
    text: str
    said: str
    long: bool


Mark = Callable[[Marks], object]


def marks_of_entries(entries: Sequence[Entry], known: Sequence[Known]) -> list[Marks]:
    """The marks of a document's entries, that are to be held against those of stored ones."""
    counts = (Counter(one.guid for one in entries), Counter(one.guid for one in known))
    several = {guid for count in counts for guid, times in count.items() if times > 1}
    return [
        Marks(
            guid=_bare(entry.guid),
            sole="" if entry.guid in several else _bare(entry.guid),
            page=entry.link_key,
            title=entry.title_key,
            at=int(entry.published_at.timestamp()) if entry.published_at is not None else None,
            text=entry.content_hash if entry.summary or not entry.link_key else "",
            said=entry.content_hash,
            long=len(entry.summary) >= _SHORTEST_TEXT,
        )
        for entry in entries
    ]


def marks_of_known(known: Sequence[Known]) -> list[Marks]:
    """The marks of stored entries. What else is so of an entry that agrees with one need not be asked of the one."""
    return [
        Marks(
            guid=_bare(one.guid),
            sole=_bare(one.guid),
            page=one.link_key,
            title=one.title_key,
            at=one.published_at,
            text=one.content_hash,
            said=one.content_hash,
            long=True,
        )
        for one in known
    ]


def _bare(guid: str) -> str:
    return guid.removeprefix("https://").removeprefix("http://")


def page_and_title(one: Marks) -> object:
    """The page, and its title."""
    return one.page and (one.page, one.title)


def page(one: Marks) -> object:
    """The page alone."""
    return one.page


def wording(one: Marks) -> object:
    """The page and all that is said, even if that is a title alone."""
    return one.page, one.title, one.said


def title_and_time(one: Marks) -> object:
    """A title that is no mere word, and a date with a time of day."""
    return len(one.title) >= _SHORTEST_TITLE and _has_time(one) and (one.title, one.at)


def long_title(one: Marks) -> object:
    """A title alone, if it is a whole headline."""
    return len(one.title) >= _LONG_TITLE and one.title


def _has_time(one: Marks) -> bool:
    return one.at is not None and one.at % _DAY != 0


def _path(one: Marks) -> str:
    return one.page.partition("/")[2]


def _alike(*names: str) -> Mark:
    def mark(one: Marks) -> object:
        values = tuple(getattr(one, name) for name in names)
        return not {"", None}.intersection(values) and (one.page, one.title, *values)

    return mark


# Who agree in page, title and one of these more are the same to any reader, so that of several any will do.
ALIKE: tuple[Mark, ...] = (
    _alike("guid", "at", "text"),
    _alike("guid", "text"),
    _alike("guid", "at"),
    _alike("at", "text"),
    _alike("guid"),
    _alike("at"),
    _alike("text"),
)
DATE_OR_TEXT: tuple[Mark, ...] = (_alike("at"), _alike("text"))
STRONG: tuple[Mark, ...] = (
    lambda one: one.guid and (one.page, one.guid),
    lambda one: one.sole and (one.sole, one.title),
    lambda one: one.sole and _has_time(one) and (one.sole, one.at),
)
WEAK: tuple[Mark, ...] = (
    lambda one: _path(one) and (one.title, _path(one)),
    lambda one: one.at is not None and (one.title, one.at),
    lambda one: one.long and (one.title, one.text),
)
FORCED: dict[Identity, Mark] = {
    "guid": lambda one: one.guid,
    "link": lambda one: one.page,
    "guid+link": lambda one: one.guid and (one.guid, one.page),
}
