"""What `fetch` and `feeds list` tell of each feed: the field names are JSON keys of the contract."""

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
