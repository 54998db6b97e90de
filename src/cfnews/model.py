"""The one data model: what flows down the line, and the shapes that scripts see.

The line's own types first (feeds.toml to Entry), then the contract's (Story and its parts), whose
field names are the JSON keys. Values are frozen; times are aware UTC.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

Section = Literal["news", "inspection", "government", "law", "research", "charity", "opinion", "parliament", "nations"]
Role = Literal["primary", "trade", "national", "local", "blog"]
Nation = Literal["england", "wales", "scotland", "northern-ireland", "uk"]
Match = Literal["lead", "guid", "link", "title", "text"]
Kind = Literal[
    "news",
    "feature",
    "interview",
    "inspection",
    "guidance",
    "consultation",
    "judgment",
    "report",
    "statistics",
    "blog",
    "podcast",
    "event",
    "job",
    "other",
]
FetchStatus = Literal["new", "updated", "unchanged", "fresh", "moved", "gone", "failed", "skipped"]

# Who is nearest to the event speaks first: the order of sources in a story, and of its lead.
ROLE_ORDER: tuple[Role, ...] = ("primary", "trade", "national", "local", "blog")


# --- feeds.toml -------------------------------------------------------------------------------------


class FeedSpec(Struct, frozen=True, kw_only=True):
    """One `[[feed]]` of feeds.toml."""

    id: str
    name: str
    url: str
    homepage: str | None = None
    section: Section = "news"
    role: Role = "trade"
    nation: Nation | None = None
    scope: Literal["sector", "filter"] = "sector"
    enabled: bool = True
    identity: Literal["auto", "guid", "link", "guid+link"] = "auto"
    full_text: bool = False
    allow_private: bool = False
    tags: tuple[str, ...] = ()


class PlaceSpec(Struct, frozen=True, kw_only=True):
    """One `[[place]]`: a reader's own trust, team area or school group."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


class Settings(Struct, frozen=True, kw_only=True):
    """`[settings]`; lengths of time in seconds, sizes in bytes."""

    timezone: str = "Europe/London"
    refresh_after: float = 3600.0
    jobs: int = 16
    timeout: float = 10.0
    total_timeout: float = 30.0
    max_bytes: int = 10_000_000
    retention: float | None = None
    contact: str = ""
    accessible: bool = False


class Catalogue(Struct, frozen=True, kw_only=True):
    """All of feeds.toml, valid."""

    settings: Settings
    feeds: tuple[FeedSpec, ...]
    places: tuple[PlaceSpec, ...]


# --- from a server to an entry ----------------------------------------------------------------------


class Problem(Struct, frozen=True):
    """Why a feed gave nothing: a code from the documented list, a sentence, and what to do."""

    code: str
    message: str
    retryable: bool = True
    hint: str = ""


class FetchResult(Struct, frozen=True, kw_only=True):
    """What one polite GET gave: a body (also on a 304, from the cache) or a problem, never both."""

    feed_id: str
    url: str
    body: bytes | None = None
    content_type: str = ""
    http_status: int | None = None
    revalidated: bool = False
    has_validators: bool = False
    moved_to: str | None = None
    retry_after: float | None = None
    max_age: float | None = None
    elapsed: float = 0.0
    size: int = 0
    problem: Problem | None = None
    reached: bool = False


class RawEntry(Struct, frozen=True, kw_only=True):
    """An entry as the publisher wrote it: hostile text, nothing cleaned."""

    guid: str = ""
    link: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    author: str = ""
    language: str = ""
    published: str = ""
    updated: str = ""
    categories: tuple[str, ...] = ()


class Rhythm(Struct, frozen=True, kw_only=True):
    """How often a feed itself asks to be read: seconds between two readings, and hours and days to leave out (GMT)."""

    interval: float | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[str, ...] = ()


class RawFeed(Struct, frozen=True, kw_only=True):
    """A parsed feed document. `fault` is what the parser had to forgive, in words."""

    title: str = ""
    language: str = ""
    format: str = ""
    entries: tuple[RawEntry, ...] = ()
    fault: str = ""
    rhythm: Rhythm = Rhythm()


class Entry(Struct, frozen=True, kw_only=True):
    """A cleaned entry: one line of title, plain text, http(s) address, UTC times.

    `link_key` is the canonical key of the page ("" where the link is no identity); `sort_at` is the
    publication date where it is believed, else None until the store gives the time first seen.
    """

    guid: str
    url: str | None
    link_key: str
    title: str
    title_key: str
    summary: str
    summary_truncated: bool
    text: str
    author: str
    language: str | None
    published_at: datetime | None
    published_estimated: bool
    published_raw: str | None
    updated_at: datetime | None
    categories: tuple[str, ...]
    content_hash: str


class ReadFeed(Struct, frozen=True, kw_only=True):
    """A feed document, read and cleaned; an entry that holds nothing to show is None."""

    title: str = ""
    fault: str = ""
    entries: tuple[Entry | None, ...] = ()
    rhythm: Rhythm = Rhythm()


class Known(Struct, frozen=True, kw_only=True):
    """A stored entry, as far as identity needs it; times in seconds since 1970."""

    id: int
    story_id: int
    feed_id: str
    key: str
    guid: str
    link_key: str
    title_key: str
    published_at: int | None
    first_seen_at: int
    content_hash: str


# --- a story, as scripts see it ---------------------------------------------------------------------


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

    value: float
    period: str | None


class Figure(Struct, frozen=True):
    """A number that the text tells, with its unit and period."""

    value: float
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


class StoryDetail(Story, frozen=True, kw_only=True):
    """One story whole, for `show`: with its text as far as feeds gave it, its author and its history."""

    text: str
    author: str | None
    changes: list[Change]


class Selection(Struct, frozen=True, kw_only=True):
    """Which stories are wanted: the selection flags of digest, list, search and mark. Times in UTC.

    Values of one flag are alternatives; different flags all hold. `limit` 0 means no limit.
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
    exclude: list[str] = []
    text: str | None = None
    limit: int = 50
    sort: Literal["newest", "oldest", "relevance"] = "newest"


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


# --- what `fetch` reports ---------------------------------------------------------------------------


class FetchError(Struct, frozen=True):
    """Why a feed failed, as scripts see it."""

    code: str
    message: str
    retryable: bool


class FeedReport(Struct, frozen=True, kw_only=True):
    """How one feed went. entries = new + updated + unchanged + duplicates + filtered + rejected."""

    id: str
    status: FetchStatus
    http_status: int | None = None
    entries: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    filtered: int = 0
    rejected: int = 0
    elapsed_ms: int = 0
    bytes: int = 0
    next_fetch_at: datetime | None = None
    error: FetchError | None = None
    notes: list[str] = []


class FetchCounts(Struct, frozen=True, kw_only=True):
    """The feeds' counts added up."""

    feeds: int
    ok: int
    failed: int
    entries: int
    new: int
    updated: int
    unchanged: int
    duplicates: int
    filtered: int
    rejected: int


class FeedOverview(Struct, frozen=True, kw_only=True):
    """One feed of `feeds list`: the catalogue's row and its health."""

    id: str
    name: str
    url: str
    section: str
    role: str
    nation: str | None
    enabled: bool
    status: str
    http_status: int | None
    error: FetchError | None
    fault: str | None
    failures: int
    failing_since: datetime | None
    moved_to: str | None
    last_attempt_at: datetime | None
    last_success_at: datetime | None
    next_fetch_at: datetime | None
    newest_entry_at: datetime | None
    entries: int
