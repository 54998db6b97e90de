"""The settings of feeds.toml as they were last read, so that a reading need not read the file again."""

from pathlib import Path

import msgspec

from cfnews.model import Settings
from cfnews.store.db import Database


def catalogue_signature(path: Path) -> str:
    """Where the feeds file is and which state of it this is, without reading it."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{path.absolute()} {found.st_mtime_ns} {found.st_size}"


def remembered_settings(db: Database, signature: str) -> Settings | None:
    """The settings of the feeds file, if it is still in the state in which it was last read; else None."""
    if not signature or db.value("SELECT value FROM meta WHERE key = 'catalogue'") != signature:
        return None
    packed = db.value("SELECT value FROM meta WHERE key = 'settings'")
    try:
        return msgspec.json.decode(packed, type=Settings)
    except (msgspec.MsgspecError, TypeError):
        return None


def remember_settings(db: Database, settings: Settings, signature: str) -> None:
    """Remembers the settings, and the state of the file that they were read from."""
    values = (("settings", msgspec.json.encode(settings).decode()), ("catalogue", signature))
    db.run_many("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", values)
