"""A damaged store put right, as far as it can be: what follows from entries is made from them again."""

from cfnews.store import mending
from cfnews.store.db import Database
from cfnews.update.finishing import finish_stories


def mend(db: Database) -> None:
    """Puts right in one transaction what `checking` finds. No other run may write meanwhile."""
    db.run("PRAGMA foreign_keys = OFF")  # for as long as rows lead nowhere; not within a transaction
    try:
        with db.transaction():
            finish_stories(db, mending.mend(db))
            mending.mend_words(db)
    finally:
        db.run("PRAGMA foreign_keys = ON")
