"""feeds.toml as it was last read, so that it need not be read and checked again while it has not changed."""

from pathlib import Path
from typing import TypeVar

import msgspec

from cfnews import __version__
from cfnews.masking import MASK, without_secrets
from cfnews.model import Catalogue, FeedSpec, Settings
from cfnews.store.db import Database
from cfnews.store.watches import Watch

_Kind = TypeVar("_Kind")


def catalogue_signature(path: Path) -> str:
    """Where the feeds file is and which state of it this is, without reading it."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{path.absolute()} {found.st_mtime_ns} {found.st_size} {__version__}"


def kept_signature(db: Database) -> str:
    """Where the feeds file was that was last read, and its state then; "" if none was."""
    return str(db.value("SELECT value FROM meta WHERE key = 'catalogue'") or "")


def remembered_settings(db: Database, signature: str) -> Settings | None:
    """The settings of the feeds file, if it is still in the state in which it was last read; else None."""
    return _remembered(db, signature, "settings", Settings)


def remembered_catalogue(db: Database, signature: str, *, masked: bool = False) -> Catalogue | None:
    """All of the feeds file, if it is still in the state in which it was last read; else None.

    What is secret in addresses is not remembered: with `masked` they are given without it, else there is None.
    """
    found = _remembered(db, signature, "feeds", Catalogue)
    if found is None or masked or not any(MASK in spec.url or MASK in (spec.homepage or "") for spec in found.feeds):
        return found
    return None


def _without_secrets(spec: FeedSpec) -> FeedSpec:
    url, homepage = without_secrets(spec.url), without_secrets(spec.homepage) if spec.homepage else None
    if (url, homepage) == (spec.url, spec.homepage):
        return spec
    return msgspec.structs.replace(spec, url=url, homepage=homepage)


def hides_are_of(db: Database, signature: str) -> bool:
    """Whether the rules to hide that are in force are those of this state of the feeds file."""
    return bool(db.value("SELECT value FROM meta WHERE key = 'hides_of'") == signature)


def remembered_watches(db: Database, signature: str) -> list[Watch] | None:
    """The watches of the feeds file, ready to be asked, if it is still in the state in which it was last read."""
    return _remembered(db, signature, "watches", list[Watch])


def _remembered(db: Database, signature: str, key: str, kind: type[_Kind]) -> _Kind | None:
    if not signature or db.value("SELECT value FROM meta WHERE key = 'catalogue'") != signature:
        return None
    try:
        return msgspec.json.decode(db.value("SELECT value FROM meta WHERE key = ?", (key,)), type=kind)
    except (msgspec.MsgspecError, TypeError):
        return None


def remember_catalogue(db: Database, catalogue: Catalogue, signature: str) -> None:
    """Remembers the catalogue, and the state of the file that it was read from."""
    from cfnews.store.judging import ready

    shown = msgspec.structs.replace(catalogue, feeds=tuple(map(_without_secrets, catalogue.feeds)))
    values = (
        ("settings", msgspec.json.encode(catalogue.settings).decode()),
        ("feeds", msgspec.json.encode(shown).decode()),
        ("watches", msgspec.json.encode(ready(catalogue.watches)).decode()),
        ("catalogue", signature),
    )
    db.run_many("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", values)
