"""The reader's own feeds.toml, to be edited: read whole, written whole or not at all, the old file kept beside it.

Where the reader has none yet and reads the one that comes with the program, the first edit makes a copy of that.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cfnews.catalogue.read import parse_catalogue, read_catalogue
from cfnews.cli.rule_names import NAMES
from cfnews.cli.world import World
from cfnews.errors import CfnewsError
from cfnews.model import Catalogue
from cfnews.paths import make_private_folder

_MARK = b"\xef\xbb\xbf"  # some editors begin a file with it


class OwnFeeds:
    """One edit: the file's text and what it means; `created` says that the file is to be, or was, made by the edit."""

    def __init__(self, path: Path, source: Path, *, created: bool) -> None:
        self.path = path
        self.created = created
        self.backup: Path | None = None
        self._written: Path | None = None
        read_catalogue(source, NAMES)  # tells what is wrong with the file itself
        self._before = source.read_bytes()
        self.text = self._before.decode("utf-8-sig")
        self.catalogue: Catalogue = parse_catalogue(self.text, path, NAMES)

    def write(self, text: str) -> None:
        """Writes the new text, unless it is the old one. Raises CfnewsError if the file has changed meanwhile."""
        if text == self.text:
            self.created = False
            return
        target = self.path.resolve()
        data = (_MARK if self._before.startswith(_MARK) else b"") + text.encode("utf-8")
        try:
            if not self.created:
                if target.read_bytes() != self._before:
                    raise CfnewsError(f"{self.path} was changed by another program meanwhile", "try again")
                self.backup = target.with_name(target.name + ".bak")
                write_whole(self.backup, self._before, target.stat().st_mode & 0o777)
            write_whole(target, data, 0o600 if self.created else target.stat().st_mode & 0o777)
        except OSError as error:
            raise _unwritable(self.path, error) from error
        self._written = target

    def undo(self) -> None:
        """Puts the file back as it was, if it was written."""
        if self._written is None:
            return
        if self.created:
            self._written.unlink(missing_ok=True)
        else:
            write_whole(self._written, self._before, self._written.stat().st_mode & 0o777)


@contextmanager
def own_feeds(world: World) -> Iterator[OwnFeeds]:
    """The reader's feeds.toml for one edit; another cfnews that would edit it waits. Raises InvalidCatalogue."""
    places = world.places
    created = places.feeds != places.config_feeds
    path = places.config_feeds
    if not created:
        read_catalogue(path, NAMES)  # before anything is made or held for it
    try:
        make_private_folder(path.parent)
        # The folder itself is held: a lock of its own beside the file would be litter in the reader's settings.
        held = os.open(path.resolve().parent, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with suppress(OSError):  # some network file systems lock nothing
            fcntl.flock(held, fcntl.LOCK_EX)
        yield OwnFeeds(path, places.feeds, created=created)
    finally:
        os.close(held)


def write_whole(path: Path, data: bytes, mode: int) -> None:
    """Writes a file whole or not at all, and so that it outlives a power cut."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _unwritable(path: Path, error: OSError) -> CfnewsError:
    return CfnewsError(f"{path} cannot be written: {error.strerror}", "check the folder and the disk")
