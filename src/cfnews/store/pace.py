"""How often each feed brings news, as a few numbers a feed: reading them scans no entries."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

import msgspec

from cfnews.store.db import Database

_SILENT = "silent_from IS NOT NULL AND last_success_at >= silent_from"


class Silence(NamedTuple):
    """A feed that is on, answers, and is unusually quiet; see `health.silence`. `usual_number` entries a day."""

    id: str
    name: str
    since: datetime
    usual_number: float | None


def news_days(db: Database, feed_id: str) -> dict[date, int]:
    """The last days on which the feed brought news, and how many entries on each."""
    written = db.value("SELECT news_days FROM feed WHERE id = ?", (feed_id,))
    return msgspec.json.decode(written, type=dict[date, int]) if written else {}


def set_pace(
    db: Database,
    feed_id: str,
    news: Mapping[date, int],
    *,
    at: int,
    usual: tuple[float, float] | None,
    silent_from: int,
) -> None:
    """Remembers the days with news, when the last came, and what is usual: days between two, and entries a day."""
    gap, number = usual or (None, None)
    db.run(
        """UPDATE feed SET news_days = ?, news_at = max(coalesce(news_at, 0), ?), usual_gap = ?, usual_number = ?,
               silent_from = ? WHERE id = ?""",
        (msgspec.json.encode(dict(sorted(news.items()))).decode(), at, gap, number, silent_from, feed_id),
    )


def silences(db: Database) -> list[Silence]:
    """The feeds that are on, do not fail, and are silent, in the catalogue's order."""
    rows = db.rows(
        f"""SELECT id, name, news_at, usual_number FROM feed
            WHERE enabled AND listed AND NOT failures AND {_SILENT} ORDER BY position"""
    )
    return [
        Silence(row["id"], row["name"], datetime.fromtimestamp(row["news_at"], UTC), row["usual_number"])
        for row in rows
    ]
