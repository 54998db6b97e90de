"""JSON of the care of the store: its envelopes, and the file in which marks travel to another machine."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from cfnews.render.envelope import Generator


class _Envelope(Struct, frozen=True, kw_only=True):
    schema: str
    schema_version: str
    generator: Generator
    generated_at: datetime


class PathEnvelope(_Envelope, frozen=True, kw_only=True):
    """store path."""

    schema: Literal["cfnews/store-path"]
    store: str
    exists: bool
    bytes: int


class StoreFault(Struct, frozen=True):
    """What a check of the store has found: in how many places, and the first of them."""

    check: str
    message: str
    count: int
    examples: list[str]
    mendable: bool


class CheckEnvelope(_Envelope, frozen=True, kw_only=True):
    """store check: what is wrong with the store now, and what was mended."""

    schema: Literal["cfnews/store-check"]
    store: str
    sound: bool
    stories: int
    entries: int
    faults: list[StoreFault]
    mended: list[StoreFault]
    kept: str | None


class BackupEnvelope(_Envelope, frozen=True, kw_only=True):
    """store backup: the file that was written."""

    schema: Literal["cfnews/store-backup"]
    file: str
    bytes: int
    stories: int
    entries: int


class RestoreEnvelope(_Envelope, frozen=True, kw_only=True):
    """store restore: what is stored now, and where the store before is kept."""

    schema: Literal["cfnews/store-restore"]
    store: str
    bytes: int
    stories: int
    entries: int
    kept: str | None


class PrunedFeed(Struct, frozen=True):
    """How many entries of a feed were taken out."""

    feed: str
    entries: int


class PruneEnvelope(_Envelope, frozen=True, kw_only=True):
    """store prune."""

    schema: Literal["cfnews/store-prune"]
    dry_run: bool
    before: datetime
    stories: int
    entries: int
    kept_starred: int
    kept_watched: int
    feeds: list[PrunedFeed]
    bytes_before: int
    bytes_after: int


class VacuumEnvelope(_Envelope, frozen=True, kw_only=True):
    """store vacuum."""

    schema: Literal["cfnews/store-vacuum"]
    bytes_before: int
    bytes_after: int


class SqlEnvelope(_Envelope, frozen=True, kw_only=True):
    """store sql."""

    schema: Literal["cfnews/store-sql"]
    columns: list[str]
    rows: list[dict[str, str | int | float | None]]
    more: bool


class EntryName(Struct, frozen=True):
    """An entry, by a name that it has on every machine."""

    feed: str
    key: str


class MarkState(Struct, frozen=True):
    """Whether a mark is set, and since when it is or is not."""

    value: bool
    at: datetime


class EntryMarks(Struct, frozen=True, kw_only=True):
    """The marks of one entry; null where the reader has said nothing. `story` is its story's id where it is stored."""

    feed: str
    key: str
    story: str | None = None
    read: MarkState | None = None
    starred: MarkState | None = None
    hidden: MarkState | None = None


class PairVerdict(Struct, frozen=True, kw_only=True):
    """That two entries are one story, or are not."""

    one: EntryName
    other: EntryName
    together: bool
    at: datetime


class CursorState(Struct, frozen=True, kw_only=True):
    """When a cursor last moved, and the ids of what it has shown."""

    name: str
    moved_at: datetime
    shown: list[str]


class StateEnvelope(_Envelope, frozen=True, kw_only=True):
    """store export-state: the reader's own part of a store, for store import-state."""

    schema: Literal["cfnews/state"]
    marks: list[EntryMarks]
    verdicts: list[PairVerdict]
    cursors: list[CursorState]


class ImportEnvelope(_Envelope, frozen=True, kw_only=True):
    """store import-state: how much of it was later than what was here, or unknown."""

    schema: Literal["cfnews/import-state"]
    marks: int
    verdicts: int
    shown: int
    stories: int
    waiting: int


CARE: dict[str, type[Struct]] = {
    "store-path": PathEnvelope,
    "store-check": CheckEnvelope,
    "store-backup": BackupEnvelope,
    "store-restore": RestoreEnvelope,
    "store-prune": PruneEnvelope,
    "store-vacuum": VacuumEnvelope,
    "store-sql": SqlEnvelope,
    "state": StateEnvelope,
    "import-state": ImportEnvelope,
}
