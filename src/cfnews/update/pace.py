"""What a run learns of how often a feed brings news: its days with news kept up, and from when it will be silent."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from cfnews.health.silence import WINDOW, silent_from, usual_gap
from cfnews.model import FeedSpec
from cfnews.store import pace
from cfnews.store.db import Database
from cfnews.times import start_of_day, zone_named

_BELIEVED = timedelta(days=7)


def note_news(db: Database, spec: FeedSpec, published: Sequence[datetime | None], now: datetime) -> None:
    """Takes new entries into account, by the publisher's dates. The caller holds the transaction.

    An entry without a date, of the future, or older than a week when it came, is news of the day on which it came:
    judgments are dated by their hearing. But what a feed holds when it is first read tells of its past, and where it
    gives no dates, of nothing but that it lives.
    """
    if not published:
        return
    zone = zone_named("Europe/London")  # its publisher's days, wherever the reader is
    known = pace.news_days(db, spec.id)
    dated = [one for one in published if one is not None]
    told = dated if dated and not known else published if known else [now]
    moments = [_moment(one, now, first=not known) for one in told]
    news = Counter(known)
    news.update(one.astimezone(zone).date() for one in moments)
    last = max(news)
    news = Counter({day: count for day, count in news.items() if day > last - WINDOW})
    usual = usual_gap(news, spec.nation)
    pace.set_pace(
        db,
        spec.id,
        news,
        at=int(max(moments).timestamp()),
        usual=(usual.gap, usual.per_day) if usual else None,
        silent_from=int(start_of_day(silent_from(news, usual), zone).timestamp()),
    )


def _moment(published: datetime | None, now: datetime, *, first: bool) -> datetime:
    if published is None or published > now or (not first and now - published > _BELIEVED):
        return now
    return published
