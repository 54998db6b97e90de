"""The one data model: what flows down the line, and the shapes that scripts see.

From feeds.toml to a clean entry; what scripts see of it is in `story` and `reports`. Values are
frozen; times are aware UTC.
"""

from datetime import datetime
from typing import Literal, NamedTuple

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
EventType = Literal[
    "full_inspection",
    "monitoring_visit",
    "focused_visit",
    "jtai",
    "area_send",
    "childrens_home",
    "improvement_notice",
    "statutory_direction",
    "trust_created",
    "trust_ended",
    "other",
]
FetchStatus = Literal["new", "updated", "unchanged", "fresh", "moved", "gone", "failed", "skipped"]

# Who is nearest to the event speaks first: the order of sources in a story, and of its lead.
ROLE_ORDER: tuple[Role, ...] = ("primary", "trade", "national", "local", "blog")


# --- feeds.toml -------------------------------------------------------------------------------------


class Auth(Struct, frozen=True, kw_only=True):
    """`auth` of a feed: where its password or its token is, never these themselves. One of the four is set.

    With a `username` the password is for Basic authentication; a token stands in `header`, after `scheme` if there is
    one. A file is named by its whole path, or from the reader's home (~).
    """

    username: str = ""
    password_env: str = ""
    password_file: str = ""
    token_env: str = ""
    token_file: str = ""
    header: str = "Authorization"
    scheme: str = ""


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
    auth: Auth | None = None
    tags: tuple[str, ...] = ()


class PlaceSpec(Struct, frozen=True, kw_only=True):
    """One `[[place]]`: a reader's own trust, team area or school group."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


class TopicSpec(Struct, frozen=True, kw_only=True, rename={"not_": "not"}):
    """One `[topics.NAME]`: the phrases that tell it, in the notation at the head of `sector/data/topics.toml`."""

    id: str
    label: str
    words: tuple[str, ...] = ()
    abbr: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()


class Rule(Struct, frozen=True, kw_only=True):
    """Which stories a rule of feeds.toml means: of each list any, of several lists all, and nothing of `exclude`.

    As it is to be judged: what the file says is looked up when it is read. `words` are queries as `cfnews search` has
    them; `places` are slugs and `near` those of their neighbours, which count as well; `topics` are ids.
    """

    name: str
    words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    neighbours: bool = False
    near: tuple[str, ...] = ()


class WatchSpec(Rule, frozen=True, kw_only=True):
    """One `[[watch]]`: stories that the reader looks out for."""


class HideSpec(Rule, frozen=True, kw_only=True):
    """One `[[hide]]`: stories that the reader does not want to see."""


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
    topics: tuple[TopicSpec, ...] = ()
    watches: tuple[WatchSpec, ...] = ()
    hides: tuple[HideSpec, ...] = ()


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


class Document(NamedTuple):
    """A report, judgment or table that a text links to."""

    title: str | None
    url: str


class Entry(Struct, frozen=True, kw_only=True):
    """A cleaned entry: one line of title, plain text, http(s) address, UTC times.

    `text` is "" where it says no more than the summary; `link_key` is the canonical key of the page,
    "" where the link is no identity. `published_at` is None where no date is given or believed.
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
    documents: tuple[Document, ...] = ()


class ReadPage(Struct, frozen=True, kw_only=True):
    """An article's page, read: `stopped` says in a word why its story ends or is missing, "" where it is whole."""

    url: str
    title: str = ""
    author: str = ""
    published_at: datetime | None = None
    text: str = ""
    block_quotes: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    stopped: str = ""


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
