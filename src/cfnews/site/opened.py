"""A folder held open by its descriptor, and the few things that a site does in it. No link in it is followed.

Whoever may write there could put a link in place of a folder between a look and a write: a descriptor stays what it is.
"""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cfnews.errors import StoreBusy

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK  # a pipe in a page's place must not hold us up
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Opened:
    """The folder `root`; a path in it has at most one folder before its name."""

    def __init__(self, root: int) -> None:
        self.root = root
        self._inner: dict[str, int] = {}

    def names(self) -> list[str]:
        """What is in the folder."""
        return os.listdir(self.root)  # noqa: PTH208 - of a descriptor

    def enter(self, name: str, *, create: bool) -> None:
        """Opens a folder within, made if that is wanted. Raises OSError for a link or a file of this name."""
        if create:
            with suppress(FileExistsError):
                os.mkdir(name, dir_fd=self.root)
        with suppress(FileNotFoundError):
            self._inner[name] = os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=self.root)

    def close(self) -> None:
        """Closes the folders within."""
        for descriptor in self._inner.values():
            os.close(descriptor)

    def is_there(self, path: str) -> bool:
        """Whether anything has this name, be it a link that leads nowhere."""
        try:
            folder, name = self._at(path)
            os.stat(name, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            return False
        return True

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none, or something else."""
        try:
            folder, name = self._at(path)
            descriptor = os.open(name, _READ, dir_fd=folder)
        except OSError:
            return None
        with os.fdopen(descriptor, "rb") as file:
            return file.read() if stat.S_ISREG(os.fstat(descriptor).st_mode) else None

    def create(self, path: str, body: bytes, *, durable: bool = False) -> None:
        """Writes a file that was not there; `durable` before this returns, whatever happens to the machine then."""
        folder, name = self._at(path)
        with os.fdopen(os.open(name, _CREATE, 0o666, dir_fd=folder), "wb") as file:
            file.write(body)
            if durable:
                file.flush()
                os.fsync(file.fileno())

    def move(self, path: str, to: str) -> None:
        """Puts a file in another's place, in one step."""
        (folder, name), (target, named) = self._at(path), self._at(to)
        os.replace(name, named, src_dir_fd=folder, dst_dir_fd=target)

    def remove(self, path: str) -> None:
        """Removes a file."""
        folder, name = self._at(path)
        os.unlink(name, dir_fd=folder)

    def clear(self, name: str) -> None:
        """Removes a folder within, if it is there, and the files in it whose names are numbers."""
        if name not in self._inner:
            self.enter(name, create=False)
        descriptor = self._inner.pop(name, None)
        if descriptor is None:
            return
        try:
            for one in filter(str.isdecimal, os.listdir(descriptor)):  # noqa: PTH208 - of a descriptor
                os.unlink(one, dir_fd=descriptor)
            with suppress(OSError):  # somebody's file is in it
                os.rmdir(name, dir_fd=self.root)
        finally:
            os.close(descriptor)

    def _at(self, path: str) -> tuple[int, str]:
        inner, _, name = path.rpartition("/")
        if inner and inner not in self._inner:
            raise FileNotFoundError(path)
        return (self._inner[inner] if inner else self.root), name


@contextmanager
def opened(folder: Path) -> Iterator[Opened]:
    """The folder, made if need be, for this process alone among those that publish. Raises OSError, StoreBusy."""
    folder.mkdir(parents=True, exist_ok=True)
    root = os.open(folder, _FOLDER)
    held = Opened(root)
    try:
        _lock(root, folder)
        yield held
    finally:
        held.close()
        os.close(root)


def _lock(root: int, folder: Path) -> None:
    try:
        fcntl.flock(root, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise StoreBusy(f"another cfnews publishes to {folder}", "wait for it") from None
    except OSError:  # a share that knows no locks: then the last one wins, page by page
        return
