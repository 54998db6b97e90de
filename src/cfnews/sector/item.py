"""What the sector's rules look at, and the form of what they find: each finding with the words that led to it."""

from datetime import datetime
from typing import NamedTuple

from cfnews.model import Nation, Role, Section


class Item(NamedTuple):
    """One entry as the sector's rules see it: clean plain text, and what its feed says of itself.

    `text` is "" where it says no more than the summary; `published` is the best known time, in UTC.
    """

    title: str
    summary: str = ""
    text: str = ""
    feed: str = ""
    feed_name: str = ""
    section: Section = "news"
    role: Role = "trade"
    nation: Nation | None = None
    scope: str = "sector"
    published: datetime | None = None
    url: str | None = None


class Found(NamedTuple):
    """One finding: the value, the rule that made it, and the words of the text that led there."""

    value: str
    rule: str
    words: str
