"""A cfnews of the next version, whose migration touches every entry: what an upgrade looks like from today.

python -m tests.trust.next_version STORE
"""

import sys
from collections.abc import Sequence
from pathlib import Path

_STEP = """
ALTER TABLE entry ADD COLUMN trusted INTEGER NOT NULL DEFAULT 0;
UPDATE entry SET trusted = 1;
CREATE INDEX entry_trusted ON entry (trusted, title);
"""


def migration(store: Path) -> Sequence[str]:
    """The command line that brings a store to the next version."""
    return [sys.executable, "-m", "tests.trust.next_version", str(store)]


def _migrate(store: Path) -> None:
    from cfnews.store import db, schema

    schema.MIGRATIONS = (*schema.MIGRATIONS, _STEP)
    db.MIGRATIONS = schema.MIGRATIONS  # type: ignore[attr-defined]  # the name that db has imported
    schema.VERSION += 1
    db.VERSION = schema.VERSION  # type: ignore[attr-defined]
    opened = db.open_for_writing(store)
    assert opened.value("SELECT count(*) FROM entry WHERE NOT trusted") == 0
    opened.close()


if __name__ == "__main__":
    _migrate(Path(sys.argv[1]))
