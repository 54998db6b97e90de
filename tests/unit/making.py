"""Short ways to make the values that tests speak of; what a test does not name is plain and the same everywhere."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from cfnews.model import Catalogue, Entry, FeedSpec, Known, PlaceSpec, RawEntry, RawFeed, Settings
from cfnews.normalise.boilerplate import title_key
from cfnews.normalise.document import normalise_feed
from cfnews.store import entries as table
from cfnews.store.db import Database, open_for_reading
from cfnews.store.feeds import list_feeds
from cfnews.story import Facts
from cfnews.update.report import Taken
from cfnews.update.tagging import Tagger
from cfnews.update.take_in import Desk
from cfnews.update.telling import Tagged

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
BASE = "https://outlet.example/"


def spec(feed_id: str = "outlet", **values: object) -> FeedSpec:
    """A feed of the catalogue."""
    plain = FeedSpec(id=feed_id, name=feed_id.title(), url=f"https://{feed_id}.example/feed")
    return msgspec.structs.replace(plain, **values)


def entry(
    title: str = "Council opens a family hub", link: str = "", guid: str = "", at: datetime | None = NOW
) -> Entry:
    """A cleaned entry; `link` stands for both the address and its key."""
    return Entry(
        guid=guid,
        url=f"https://{link}" if link else None,
        link_key=link,
        title=title,
        title_key=title_key(title),
        summary="",
        summary_truncated=False,
        text="",
        author="",
        language=None,
        published_at=at,
        published_estimated=at is None,
        published_raw=at.isoformat() if at else None,
        updated_at=None,
        categories=(),
        content_hash=hashlib.sha256(title.encode()).hexdigest()[:32],
    )


def known(one: Entry, number: int = 1, *, key: str = "", feed: str = "outlet", story: int = 0, seen: int = 0) -> Known:
    """The stored form of an entry."""
    return Known(
        id=number,
        story_id=story or number,
        feed_id=feed,
        key=key or f"key {number}",
        guid=one.guid,
        link_key=one.link_key,
        title_key=one.title_key,
        published_at=int(one.published_at.timestamp()) if one.published_at else None,
        first_seen_at=seen or int(NOW.timestamp()),
        content_hash=one.content_hash,
    )


def raw(title: str, link: str = "", *, guid: str = "", summary: str = "", hours_ago: float = 1) -> RawEntry:
    """An entry as a publisher writes it, dated so many hours before NOW."""
    at = (NOW - timedelta(hours=hours_ago)).isoformat()
    return RawEntry(title=title, link=link, guid=guid, summary=summary, published=at)


class Told(Tagger):
    """Finds in an entry what the test says, by its guid, and nothing in any other: the sector's rules have no part."""

    def __init__(self, facts: Mapping[str, Facts]) -> None:
        super().__init__(())
        self._told = facts

    def tag(self, spec: FeedSpec, entry: Entry) -> Tagged:  # noqa: ARG002 - a guid is enough
        """What the test says of the entry."""
        return Tagged(self._told.get(entry.guid, Facts()))


class Shelf:
    """A store and its desk: takes in documents at a time that the test moves on."""

    def __init__(
        self,
        db: Database | None = None,
        *feeds: FeedSpec,
        places: Sequence[PlaceSpec] = (),
        tagger: Tagger | None = None,
    ) -> None:
        self.db = db or open_for_reading(Path("/nowhere/cfnews.db"))
        self.db.run("PRAGMA foreign_keys = ON")  # as in a file; a store in memory is made for reading
        self.feeds = {one.id: one for one in feeds or (spec(),)}
        self.now = NOW
        self._tagger = tagger or Tagger(places)
        list_feeds(self.db, Catalogue(settings=Settings(), feeds=tuple(self.feeds.values()), places=()), "")

    def desk(self) -> Desk:
        """The desk of a new run."""
        return Desk(self.db, self._tagger, self.now)

    def take(self, *entries: RawEntry, feed: str = "outlet", desk: Desk | None = None) -> Taken:
        """Takes in one document of a feed, in a run of its own or at the desk of one."""
        whose = self.feeds[feed]
        with self.db.transaction():
            document = normalise_feed(RawFeed(entries=entries), feed_name=whose.name, base=BASE, now=self.now)
            return (desk or self.desk()).take_in(whose, document)

    def groups(self) -> set[frozenset[str]]:
        """The stories, each as the guids of its entries."""
        found: dict[int, set[str]] = {}
        for story, guid in self.db.rows("SELECT story_id, guid FROM entry"):
            found.setdefault(story, set()).add(guid)
        return {frozenset(guids) for guids in found.values()}

    def titles(self) -> list[str]:
        """The titles of all stories, by the order in which they came."""
        query = "SELECT e.title FROM story s JOIN entry e ON e.id = s.lead_entry_id ORDER BY s.id"
        return [row[0] for row in self.db.rows(query)]

    def row(self, title: str) -> int:
        """The row number of the story with this title."""
        return int(self.db.value("SELECT story_id FROM entry WHERE title = ?", (title,)))

    def revise(self, title: str) -> None:
        """Notes that a source of this story changed its text."""
        with self.db.transaction():
            table.note_revision(self.db, self.row(title), int(NOW.timestamp()), table.next_change(self.db))
