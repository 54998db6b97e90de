"""One writer at a time: a kernel lock beside the store, which the system frees however a process ends."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from cfnews.errors import StoreBusy, StoreUnusable
from cfnews.paths import make_private_file, make_private_folder
from cfnews.times import rfc3339


@contextmanager
def write_lock(store: Path, now: datetime, wait: float = 0.0) -> Iterator[None]:
    """Holds the store's lock, waiting up to `wait` seconds. Raises StoreBusy, naming the holder."""
    holder = store.with_name(store.name + ".writer")
    descriptor = _open(store)
    try:
        if not _acquire(descriptor, wait):
            raise StoreBusy(
                f"another cfnews is writing the store {store}{_described(holder)}",
                "wait for it, or say how long to wait: --wait 30s",
            )
        try:
            _sign(holder, now)
            yield
        finally:
            with suppress(OSError):
                holder.unlink(missing_ok=True)
    finally:
        os.close(descriptor)  # which frees the lock


def _open(store: Path) -> int:
    path = store.with_name(store.name + ".lock")
    try:
        make_private_folder(store.parent)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreUnusable(f"the store {store} cannot be locked: {error.strerror}", "check its permissions") from error


def _acquire(descriptor: int, wait: float) -> bool:
    until = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.1)
        else:
            return True


def _sign(holder: Path, now: datetime) -> None:
    try:
        make_private_file(holder)
        holder.write_text(json.dumps({"process": os.getpid(), "since": rfc3339(now)}), "utf-8")
    except OSError as error:
        raise StoreUnusable(
            f"the folder {holder.parent} cannot be written: {error.strerror}", "check the disk and the permissions"
        ) from error


def _described(holder: Path) -> str:
    # The holder signs just after it locks: give it a moment.
    for _ in range(5):
        try:
            signed = json.loads(holder.read_text("utf-8"))
            return f" (process {signed['process']}, since {signed['since']})"
        except (OSError, ValueError, KeyError):
            time.sleep(0.02)
    return ""
