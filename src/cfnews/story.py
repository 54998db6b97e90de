"""A story and its parts as every output tells them: the field names are the JSON keys of the contract.

Values are frozen; times are aware UTC.
"""

from datetime import datetime
from typing import Literal, NamedTuple

from msgspec import Struct

from cfnews.model import Kind, Match, Role, Section, WatchSpec

BY_RULE = "hidden by your rule "
"""So begins why a story is hidden that a rule of the reader's hides."""


class Place(Struct, frozen=True):
    """A council or a reader's own place."""

    code: str
    slug: str
    name: str


class Source(Struct, frozen=True):
    """One outlet's entry within a story, with how it was matched."""

    feed: str
    name: str
    role: Role
    url: str | None
    title: str
    published_at: datetime | None
    match: Match
    score: float


class Event(Struct, frozen=True):
    """An inspection, direction or change of a children's trust that the text tells."""

    type: str
    place: str | None
    grade: str | None
    area: str | None
    direction: str | None
    date: str | None
    ordinal: int | None
    quote: str


class Comparison(Struct, frozen=True):
    """The figure that another one is held against."""

    value: int | float | str
    period: str | None


class Figure(Struct, frozen=True):
    """A number that the text tells, with its unit and period; the value of a ratio is written "1:5"."""

    value: int | float | str
    unit: str
    period: str | None
    subject: str
    comparison: Comparison | None
    quote: str


class Report(Struct, frozen=True):
    """A document that a story links to."""

    title: str | None
    url: str


class Facts(Struct, frozen=True, kw_only=True):
    """What the sector's rules found in a story; the part of a Story that is stored as one value."""

    kind: Kind = "news"
    topics: list[str] = []
    places: list[Place] = []
    bodies: list[str] = []
    nations: list[str] = []
    events: list[Event] = []
    figures: list[Figure] = []
    findings: list[str] = []
    citations: list[str] = []
    reports: list[Report] = []


class Story(Struct, frozen=True, kw_only=True):
    """One story, as every JSON output tells it; `sources` begin with the lead."""

    id: str
    url: str | None
    title: str
    summary: str
    summary_truncated: bool
    language: str | None
    kind: Kind
    section: Section
    topics: list[str]
    places: list[Place]
    bodies: list[str]
    nations: list[str]
    published_at: datetime | None
    published_estimated: bool
    first_seen_at: datetime
    updated_at: datetime | None
    revised: bool
    sources: list[Source]
    events: list[Event]
    figures: list[Figure]
    findings: list[str]
    citations: list[str]
    reports: list[Report]
    read: bool
    starred: bool
    hidden: bool
    hidden_because: str | None
    watches: list[str]


class Change(Struct, frozen=True):
    """One change of a source's title, summary, text or date, for a story's history."""

    at: datetime
    feed: str
    field: str
    before: str
    after: str


class Linked(Struct, frozen=True):
    """Another story, by id and title."""

    id: str
    title: str


class StoryDetail(Story, frozen=True, kw_only=True):
    """One story whole, for `show`: its text, its author, its history, and what it follows.

    `text_whole` says that nothing speaks for more than this; `text_stopped` says in words why the page of the
    story gave no text, or not all of it.
    """

    text: str
    text_from: Literal["page", "feed"]
    text_whole: bool
    text_stopped: str | None
    quotes: list[str]
    author: str | None
    changes: list[Change]
    follows: Linked | None
    followed_by: list[Linked]


class Piece(NamedTuple):
    """A part of a passage that a search found; `hit` where it is what was searched for."""

    text: str
    hit: bool


class Selection(Struct, frozen=True, kw_only=True):
    """Which stories are wanted: the selection flags of digest, list, search and mark. Times in UTC.

    Values of one flag are alternatives; different flags all hold. `limit` 0 means no limit. With `dated_first`
    stories whose date nobody knows come last: those that all came at once would take all places of a limit.
    """

    since: datetime | None = None
    until: datetime | None = None
    new: bool = False
    revised: bool = False
    cursor: str | None = None
    unread: bool = False
    starred: bool = False
    hidden: bool = False
    feeds: list[str] = []
    sections: list[str] = []
    topics: list[str] = []
    places: list[str] = []
    kinds: list[str] = []
    bodies: list[str] = []
    nations: list[str] = []
    watches: list[WatchSpec] = []
    exclude: list[str] = []
    text: str | None = None
    limit: int = 50
    sort: Literal["newest", "oldest", "relevance"] = "newest"
    dated_first: bool = False


class Counts(Struct, frozen=True, kw_only=True):
    """Where every story went: those that matched, those returned, copies folded into them, those hidden by rules."""

    matched: int = 0
    returned: int = 0
    folded_duplicates: int = 0
    hidden: int = 0


class StoreState(Struct, frozen=True, kw_only=True):
    """The store at the moment of reading."""

    last_fetch_at: datetime | None
    stale: bool
    offline: bool
    feeds_total: int
    feeds_failed: int


class Warned(Struct, frozen=True, kw_only=True):
    """One warning beside the results."""

    code: str
    feed: str | None
    message: str
    retryable: bool
