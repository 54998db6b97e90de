"""Writing entries and their stories. Decides nothing: what is the same is told by the caller."""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from cfnews.model import ROLE_ORDER, Entry, Known, Match
from cfnews.store.db import Database
from cfnews.story import Facts

_ROLE_RANK = " ".join(f"WHEN '{role}' THEN {rank}" for rank, role in enumerate(ROLE_ORDER))


_KNOWN = ", ".join(Known.__struct_fields__)


def next_change(db: Database) -> int:
    """The counter, moved on by one; call it once in each transaction that writes news."""
    db.run("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'change'")
    return int(db.value("SELECT value FROM meta WHERE key = 'change'"))


def known_in_feed(db: Database, feed_id: str, entries: Sequence[Entry], keys: Sequence[str] = ()) -> list[Known]:
    """The feed's stored entries that share a guid, a link or a title with any of these, or have one of these keys."""
    found: dict[int, Known] = {}
    wanted = (
        ("key", set(keys)),
        ("guid", {entry.guid for entry in entries}),
        ("link_key", {entry.link_key for entry in entries}),
        ("title_key", {entry.title_key for entry in entries}),
    )
    for column, values in wanted:
        present = [value for value in values if value]
        query = f"SELECT {_KNOWN} FROM entry WHERE +feed_id = '{feed_id}' AND {column} IN ({{}})"
        if column in ("key", "guid"):  # their indexes begin with the feed
            query = query.replace("+feed_id", "feed_id")
        found |= {row["id"]: _known(row) for row in db.rows_for(query, present)}
    return list(found.values())


def known_elsewhere(db: Database, feed_id: str, entries: Sequence[Entry], seen_since: int) -> list[Known]:
    """Other feeds' stored entries on the same page, or with the same title and first seen since then."""
    links = [entry.link_key for entry in entries if entry.link_key]
    titles = [entry.title_key for entry in entries if entry.title_key]
    by_link = db.rows_for(f"SELECT {_KNOWN} FROM entry WHERE link_key IN ({{}})", links)
    by_title = db.rows_for(
        f"SELECT {_KNOWN} FROM entry WHERE title_key IN ({{}}) AND first_seen_at >= {int(seen_since)}",
        titles,
    )
    found = {row["id"]: _known(row) for row in [*by_link, *by_title] if row["feed_id"] != feed_id}
    return sorted(found.values(), key=lambda known: known.id)


def _known(row: object) -> Known:
    return Known(**{name: row[name] for name in Known.__struct_fields__})  # type: ignore[index]


def add_story(db: Database, public_id: str, entry: Entry, *, section: str, facts: Facts, now: int, change: int) -> int:
    """A new story for its first entry; returns its row number. The entry itself is added by `add_entry`."""
    story = db.run(
        """INSERT INTO story (public_id, at, first_seen_at, news_change, section, kind, facts)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (public_id, _seconds(entry.published_at) or now, now, change, section, facts.kind, _packed(facts)),
    )
    _label(db, story, facts)
    return story


def set_lead(db: Database, story_id: int, entry_id: int) -> None:
    """Makes an entry the lead of its new story."""
    db.run("UPDATE story SET lead_entry_id = ? WHERE id = ?", (entry_id, story_id))


def story_with_id(db: Database, public_id: str) -> int | None:
    """The row number of the story that bears this id."""
    found: int | None = db.value("SELECT id FROM story WHERE public_id = ?", (public_id,))
    return found


def add_entry(db: Database, entry: Entry, *, story_id: int, feed_id: str, key: str, match: Match, now: int) -> int:
    """A new entry of a story; returns its row number."""
    return db.run(
        """INSERT INTO entry (story_id, feed_id, key, guid, link_key, title_key, url, title, summary,
               summary_truncated, text, author, language, categories, published_at, published_estimated,
               published_raw, updated_at, first_seen_at, last_seen_at, content_hash, match, score)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1.0)""",
        (
            story_id,
            feed_id,
            key,
            entry.guid,
            entry.link_key,
            entry.title_key,
            entry.url,
            entry.title,
            entry.summary,
            entry.summary_truncated,
            entry.text,
            entry.author,
            entry.language,
            msgspec.json.encode(entry.categories).decode(),
            _seconds(entry.published_at),
            entry.published_estimated,
            entry.published_raw,
            _seconds(entry.updated_at),
            now,
            now,
            entry.content_hash,
            match,
        ),
    )


def revise_entry(db: Database, entry_id: int, entry: Entry, now: int) -> None:
    """Takes over a changed text, and keeps what it said before as the entry's history."""
    before = db.row("SELECT title, summary, text FROM entry WHERE id = ?", (entry_id,))
    if before is None:
        return
    after = {"title": entry.title, "summary": entry.summary, "text": entry.text}
    changes = [(entry_id, now, field, before[field], value) for field, value in after.items() if before[field] != value]
    db.run_many("INSERT INTO entry_change VALUES (?, ?, ?, ?, ?)", changes)
    db.run(
        """UPDATE entry SET title = ?, title_key = ?, summary = ?, summary_truncated = ?, text = ?, author = ?,
               updated_at = ?, revised_at = ?, content_hash = ? WHERE id = ?""",
        (
            entry.title,
            entry.title_key,
            entry.summary,
            entry.summary_truncated,
            entry.text,
            entry.author,
            _seconds(entry.updated_at),
            now,
            entry.content_hash,
            entry_id,
        ),
    )


def touch_entry(db: Database, entry_id: int, entry: Entry, now: int) -> None:
    """Notes that an entry was seen again, with the guid and address that it has now."""
    db.run(
        "UPDATE entry SET last_seen_at = ?, guid = ?, link_key = ?, url = ? WHERE id = ?",
        (now, entry.guid, entry.link_key, entry.url, entry_id),
    )


def refresh_story(db: Database, story_id: int) -> None:
    """Chooses the story's lead anew (nearest to the event, then earliest) and what follows from it."""
    db.run(
        f"""UPDATE story SET (lead_entry_id, section, at, sources) = (
                SELECT e.id, f.section, whole.at, whole.sources
                FROM entry e JOIN feed f ON f.id = e.feed_id,
                     (SELECT min(coalesce(published_at, first_seen_at)) AS at, count(*) AS sources
                      FROM entry WHERE story_id = story.id) whole
                WHERE e.story_id = story.id
                ORDER BY CASE f.role {_ROLE_RANK} END, coalesce(e.published_at, e.first_seen_at), f.position, e.id
                LIMIT 1)
            WHERE id = ?""",
        (story_id,),
    )


def note_source(db: Database, story_id: int, change: int) -> None:
    """Notes that another source told the story."""
    db.run("UPDATE story SET revised_change = ? WHERE id = ?", (change, story_id))


def note_revision(db: Database, story_id: int, now: int, change: int) -> None:
    """Notes that a source of the story changed its text."""
    db.run("UPDATE story SET revised_change = ?, revised_at = ? WHERE id = ?", (change, now, story_id))


def set_facts(db: Database, story_id: int, facts: Facts) -> None:
    """Stores what the sector's rules found, with the labels to select by."""
    db.run("UPDATE story SET facts = ?, kind = ? WHERE id = ?", (_packed(facts), facts.kind, story_id))
    db.run("DELETE FROM story_label WHERE story_id = ?", (story_id,))
    _label(db, story_id, facts)


def _label(db: Database, story_id: int, facts: Facts) -> None:
    labels = [
        *(("topic", topic) for topic in facts.topics),
        *(("place", place.slug) for place in facts.places),
        *(("body", body) for body in facts.bodies),
        *(("nation", nation) for nation in facts.nations),
    ]
    if labels:
        db.run_many("INSERT OR IGNORE INTO story_label VALUES (?, ?, ?)", ((*label, story_id) for label in labels))


def story_texts(db: Database, story_id: int) -> list[tuple[str, str, str, str | None]]:
    """Title, summary and text of each entry of a story and its feed's nation, for the sector's rules."""
    rows = db.rows(
        """SELECT e.title, e.summary, e.text, f.nation FROM entry e JOIN feed f ON f.id = e.feed_id
           WHERE e.story_id = ? ORDER BY e.id""",
        (story_id,),
    )
    return [(row["title"], row["summary"], row["text"], row["nation"]) for row in rows]


def _packed(facts: Facts) -> str:
    return msgspec.json.encode(facts).decode()


def _seconds(moment: datetime | None) -> int | None:
    return int(moment.astimezone(UTC).timestamp()) if moment else None
