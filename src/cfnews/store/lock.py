"""One writer at a time: a kernel lock beside the store, which the system frees however a process ends."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from cfnews.errors import StoreBusy, StoreUnusable
from cfnews.paths import make_private_file, make_private_folder
from cfnews.times import rfc3339


@contextmanager
def write_lock(store: Path, now: datetime, wait: float = 0.0) -> Iterator[None]:
    """Holds the store's lock, waiting up to `wait` seconds. Raises StoreBusy, naming the holder."""
    from filelock import FileLock, Timeout

    path = store.with_name(store.name + ".lock")
    holder = store.with_name(store.name + ".writer")
    lock = FileLock(path, mode=0o600)
    try:
        make_private_folder(store.parent)
        lock.acquire(timeout=wait, poll_interval=0.1)
    except Timeout as error:
        raise StoreBusy(
            f"another cfnews is writing the store {store}{_described(holder)}",
            "wait for it, or say how long to wait: --wait 30s",
        ) from error
    except OSError as error:
        raise StoreUnusable(f"the store {store} cannot be locked: {error.strerror}", "check its permissions") from error
    try:
        _sign(holder, now)
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _sign(holder: Path, now: datetime) -> None:
    make_private_file(holder)
    holder.write_text(json.dumps({"process": os.getpid(), "since": rfc3339(now)}), "utf-8")


def _described(holder: Path) -> str:
    # The holder signs just after it locks: give it a moment.
    for _ in range(5):
        try:
            signed = json.loads(holder.read_text("utf-8"))
            return f" (process {signed['process']}, since {signed['since']})"
        except (OSError, ValueError, KeyError):
            time.sleep(0.02)
    return ""
