"""Where the lines of --debug go: stderr, or the file of --log-file, which is its owner's alone (0600).

Only what looks for a fault imports this. Nothing secret in an address reaches either.
"""

import logging
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

from cfnews.cli.output import tell
from cfnews.cli.world import World
from cfnews.errors import CfnewsError
from cfnews.masking import without_secrets
from cfnews.paths import make_private_file


class Logbook(logging.Handler):
    """Writes what is logged by cfnews, each line with its time; must be closed."""

    def __init__(self, path: Path | None) -> None:
        super().__init__(logging.DEBUG)
        self.path = path
        if path is not None:
            try:
                make_private_file(path)
                with path.open("a") as file:  # also says whether it can be written
                    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                        os.fchmod(file.fileno(), 0o600)
            except OSError as error:
                raise CfnewsError(f"{path} cannot be written: {error.strerror}", "name another --log-file") from error
        self._logger = logging.getLogger("cfnews")
        self._logger.addHandler(self)
        self._logger.setLevel(logging.DEBUG)
        self._logger.propagate = False

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one record; a disk that is full is no reason to fail."""
        moment = datetime.fromtimestamp(record.created, UTC)
        line = f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z {without_secrets(record.getMessage())}"
        if self.path is None:
            tell(line)
            return
        try:
            with self.path.open("a", encoding="utf-8", errors="replace") as file:
                file.write(line + "\n")
        except OSError:
            return

    def note(self, message: str) -> None:
        """Writes what is no request: an error, or where it came from."""
        self._logger.debug("%s", message)

    def close(self) -> None:
        """Listens no longer."""
        self._logger.removeHandler(self)
        self._logger.setLevel(logging.NOTSET)
        super().close()


def open_logbook(world: World) -> None:
    """Gives the world a logbook, on stderr or on the file of --log-file. Raises CfnewsError if it cannot be written."""
    if world.logbook is None:
        path = world.flag("log_file")
        world.logbook = Logbook(Path(path).expanduser() if path else None)
