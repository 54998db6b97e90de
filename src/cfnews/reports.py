"""What `fetch` and the commands of `feeds` tell of each feed: the field names are JSON keys of the contract."""

from datetime import datetime

from msgspec import Struct

from cfnews.model import FetchStatus


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
    news_at: datetime | None = None
    usual_number: float | None = None
    usual_gap_hours: int | None = None
    silent_since: datetime | None = None
    suggestion: str | None = None


class Candidate(Struct, frozen=True, kw_only=True):
    """A feed that an address led to. `found`: it is the address, the page names it, or it is in a usual place."""

    url: str
    title: str
    format: str
    found: str
    entries: int | None = None
    newest_title: str | None = None
    newest_at: datetime | None = None
    error: FetchError | None = None


class FeedChange(Struct, frozen=True, kw_only=True):
    """What became of one feed of feeds.toml by an edit."""

    id: str
    change: str
    name: str
    url: str
    section: str
    enabled: bool
    was: str | None = None
    entries: int = 0


class LeftOutFeed(Struct, frozen=True, kw_only=True):
    """A feed of another reader's list that was not imported, and why."""

    line: int
    url: str
    title: str
    reason: str


class ShippedFeed(Struct, frozen=True, kw_only=True):
    """A feed of the list that comes with the program."""

    id: str
    name: str
    url: str
    section: str
    role: str
    nation: str | None
    scope: str


class Setting(Struct, frozen=True, kw_only=True):
    """One setting: `origin` is flag, environment, file or default, and `source` its name there."""

    name: str
    value: str | int | bool | None
    origin: str
    source: str | None = None


class RuleOverview(Struct, frozen=True, kw_only=True):
    """A watch or a rule to hide, and how many stored stories it means: those of a watch are shown, of a rule hidden.

    `new` counts what the reader's own cursor has not shown; None for a rule to hide.
    """

    name: str
    said: str
    words: list[str]
    places: list[str]
    topics: list[str]
    bodies: list[str]
    kinds: list[str]
    events: list[str]
    feeds: list[str]
    sections: list[str]
    nations: list[str]
    exclude: list[str]
    neighbours: bool
    near: list[str]
    last_7_days: int
    last_30_days: int
    stories: int
    new: int | None


class RuleHit(Struct, frozen=True, kw_only=True):
    """A part of a rule that a story hits: its key and value in feeds.toml, and for words where they stand.

    `key` is "near" for a neighbour of a place.
    """

    key: str
    value: str
    name: str
    text: str | None


class RuleMatch(Struct, frozen=True, kw_only=True):
    """A story that a rule means, and why; `spared` says why a rule to hide leaves it in sight all the same."""

    id: str
    title: str
    url: str | None
    feed: str
    source: str
    published_at: datetime
    hits: list[RuleHit]
    spared: str | None


class RuleChange(Struct, frozen=True, kw_only=True):
    """What became of one rule by an edit: added, replaced, removed or unchanged."""

    name: str
    change: str
    said: str
