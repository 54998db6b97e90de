"""Backups of the store, and the way back: a file is looked at before it takes the store's place, and that is kept."""

from pathlib import Path
from typing import NamedTuple

from cfnews.errors import CfnewsError, StoreUnusable, WrongUsage
from cfnews.paths import make_private_folder
from cfnews.store.belonging import ForeignFile
from cfnews.store.connection import address_of, connect, in_our_words
from cfnews.store.copying import copy_into, copy_whole
from cfnews.store.db import checked_version, open_for_reading, open_for_writing


class Held(NamedTuple):
    """A file with a store: its size in bytes, and what it holds."""

    path: Path
    size: int
    stories: int
    entries: int


def held_by(path: Path) -> Held:
    """What a store holds. Raises StoreUnusable."""
    db = open_for_reading(path)
    try:
        counts = db.rows("SELECT (SELECT count(*) FROM story), (SELECT count(*) FROM entry)")[0]
        return Held(path, path.stat().st_size if path.exists() else 0, *counts)
    finally:
        db.close()


def back_up(store: Path, target: Path, *, readable: bool = False) -> Held:
    """Writes a checked copy of the store, of one moment, whatever is written meanwhile; an older backup is replaced.

    It is for its owner alone unless it is to be `readable` to others.
    Raises StoreUnusable where the store is damaged, CfnewsError where the copy cannot be written, WrongUsage where it
    would take the place of something else than a backup.
    """
    if not store.exists() or not store.stat().st_size:
        raise CfnewsError(f"there is no store at {store} yet", "fetch first: cfnews fetch")
    if target.is_dir():
        raise WrongUsage(f"{target} is a folder", f"name a file in it: {target / 'cfnews-backup.db'}")
    if target.exists():
        _check_replaceable(store, target)
    open_for_reading(store).close()
    copy_whole(store, target, readable=readable)
    return held_by(target)


def _check_replaceable(store: Path, target: Path) -> None:
    if target.samefile(store):
        raise WrongUsage(f"{target} is the store itself", "name another file")
    try:
        checked_version(target)
    except StoreUnusable as error:
        raise WrongUsage(f"{target} is there already and is no backup of cfnews", "name another file") from error


def restore(store: Path, file: Path) -> tuple[Held, Path | None]:
    """Puts a backup in the store's place; returns what is stored now, and where the store before is kept, if there was.

    The caller holds the write lock. Raises StoreUnusable where the file is damaged, newer than this program or not
    ours; the store is then as it was.
    """
    if not file.is_file():
        raise CfnewsError(f"there is no file {file}", "name a file that `cfnews store backup` has written")
    if store.exists() and file.samefile(store):
        raise WrongUsage(f"{file} is the store itself", "name a backup")
    if not checked_version(file):
        raise StoreUnusable(f"{file} is empty", "name a file that `cfnews store backup` has written")
    make_private_folder(store.parent)
    incoming = store.with_name(f"{store.name}.incoming")
    try:
        copy_whole(file, incoming)
        kept = _take_place(incoming, store)
    finally:
        incoming.unlink(missing_ok=True)
    _count_anew(store)
    return held_by(store), kept


def _count_anew(store: Path) -> None:
    """Gives a restored store an identity of its own: from here on it counts changes that another counted otherwise."""
    db = open_for_writing(store)  # brings an older one up to date
    try:
        db.run("INSERT OR REPLACE INTO meta VALUES ('identity', lower(hex(randomblob(8))))")
    finally:
        db.close()


def _take_place(incoming: Path, store: Path) -> Path | None:
    if not store.exists() or not store.stat().st_size:
        incoming.replace(store)
        return None
    kept = free_name(store, "before")
    try:
        checked_version(store)
        copy_whole(store, kept)
    except ForeignFile:
        raise
    except StoreUnusable:
        # Damaged, or of a newer program: nothing can be poured into it, so it is moved aside as it is.
        for tail in ("", "-wal", "-shm"):
            if (part := Path(f"{store}{tail}")).exists():
                part.replace(f"{kept}{tail}")
        incoming.replace(store)
        return kept
    try:
        _pour(incoming, store)
    except BaseException:
        kept.unlink()
        raise
    return kept


def _pour(incoming: Path, store: Path) -> None:
    """Fills the store from within SQLite, so that whoever has it open reads the one or the other."""
    with in_our_words(store):
        source, target = connect(address_of(incoming, "mode=ro")), connect(address_of(store, "mode=rw"))
        try:
            copy_into(source, target)
        finally:
            source.close()
            target.close()


def free_name(store: Path, word: str) -> Path:
    """A name beside the store that no file has yet: cfnews.db.before, cfnews.db.before-2 ..."""
    names = (f"{store.name}.{word}{f'-{number}' if number > 1 else ''}" for number in range(1, 10_000))
    return next(path for name in names if not (path := store.with_name(name)).exists())
