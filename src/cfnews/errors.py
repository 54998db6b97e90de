"""The errors a user can meet, each with its exit code.

    CfnewsError                1  unexpected, or input and output failed
    ├── WrongUsage             2  a flag or an argument makes no sense
    ├── InvalidCatalogue       3  feeds.toml is missing where it was named, or has faults
    ├── NothingReachable       5  no feed could be reached, or offline with nothing stored
    ├── NothingMatched         6  nothing matched, or an unknown or ambiguous name was given
    ├── StoreBusy              7  another cfnews is writing the store
    ├── StoreUnusable          8  the store is newer, damaged, foreign, or cannot be written
    └── Terminated           143  the system asked the process to end

Exit code 4 (some feeds failed) is no error: the others are stored, and the report says which failed.
"""

from typing import ClassVar


class CfnewsError(Exception):
    """Something a user can be told: `message` says what and where, `hint` what to do next."""

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class WrongUsage(CfnewsError):
    """A flag or an argument makes no sense."""

    exit_code = 2
    code = "usage"


class InvalidCatalogue(CfnewsError):
    """feeds.toml is missing where it was named, or has faults: all of them, one a line of the message."""

    exit_code = 3
    code = "invalid_feeds_file"


class NothingReachable(CfnewsError):
    """No feed could be reached, or there is no network and nothing is stored."""

    exit_code = 5
    code = "nothing_reachable"


class NothingMatched(CfnewsError):
    """Nothing matched, or a story, feed, place or topic that is unknown or ambiguous was named."""

    exit_code = 6
    code = "nothing_matched"


class StoreBusy(CfnewsError):
    """Another cfnews is writing the store."""

    exit_code = 7
    code = "store_busy"


class StoreUnusable(CfnewsError):
    """The store is newer than this program, damaged, not ours, or cannot be written."""

    exit_code = 8
    code = "store_unusable"


class Terminated(CfnewsError):
    """The system asked the process to end (SIGTERM)."""

    exit_code = 143
    code = "terminated"
