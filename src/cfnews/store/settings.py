"""feeds.toml as it was last read, so that it need not be read and checked again while it has not changed."""

from pathlib import Path
from typing import TypeVar

import msgspec

from cfnews import __version__
from cfnews.model import Catalogue, Settings
from cfnews.store.db import Database

_Kind = TypeVar("_Kind")


def catalogue_signature(path: Path) -> str:
    """Where the feeds file is and which state of it this is, without reading it."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{path.absolute()} {found.st_mtime_ns} {found.st_size} {__version__}"


def remembered_settings(db: Database, signature: str) -> Settings | None:
    """The settings of the feeds file, if it is still in the state in which it was last read; else None."""
    return _remembered(db, signature, "settings", Settings)


def remembered_catalogue(db: Database, signature: str) -> Catalogue | None:
    """All of the feeds file, if it is still in the state in which it was last read; else None."""
    return _remembered(db, signature, "feeds", Catalogue)


def _remembered(db: Database, signature: str, key: str, kind: type[_Kind]) -> _Kind | None:
    if not signature or db.value("SELECT value FROM meta WHERE key = 'catalogue'") != signature:
        return None
    try:
        return msgspec.json.decode(db.value("SELECT value FROM meta WHERE key = ?", (key,)), type=kind)
    except (msgspec.MsgspecError, TypeError):
        return None


def remember_catalogue(db: Database, catalogue: Catalogue, signature: str) -> None:
    """Remembers the catalogue, and the state of the file that it was read from."""
    values = (
        ("settings", msgspec.json.encode(catalogue.settings).decode()),
        ("feeds", msgspec.json.encode(catalogue).decode()),
        ("catalogue", signature),
    )
    db.run_many("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", values)
