"""Writing entries and their stories. Decides nothing: what is the same is told by the caller."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec

from cfnews.model import ROLE_ORDER, Entry, Known
from cfnews.store.db import Database
from cfnews.store.marks import HIDDEN_BY_READER
from cfnews.story import Facts

_ROLE_RANK = " ".join(f"WHEN '{role}' THEN {rank}" for rank, role in enumerate(ROLE_ORDER))


_facts = msgspec.json.Decoder(Facts).decode
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
        if column != "link_key":  # the other indexes begin with the feed
            query = query.replace("+feed_id", "feed_id")
        found |= {row["id"]: _known(row) for row in db.rows_for(query, present)}
    return list(found.values())


def on_same_page(db: Database, feed_id: str, link_keys: Sequence[str]) -> dict[str, list[int]]:
    """Other feeds' stored entries on these pages, by page; only those that a page tells apart in their feed."""
    rows = db.rows_for(
        "SELECT link_key, id FROM entry WHERE link_key IN ({}) AND key LIKE 'link %' AND feed_id <> '" + feed_id + "'",
        [key for key in link_keys if key],
    )
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row[1])
    return found


def _known(row: object) -> Known:
    return Known(**{name: row[name] for name in Known.__struct_fields__})  # type: ignore[index]


def add_story(
    db: Database,
    public_id: str,
    entry: Entry,
    *,
    section: str,
    facts: Facts,
    now: int,
    change: int,
    hidden: str | None = None,
) -> int:
    """A new story for its first entry; returns its row number. The entry itself is added by `add_entry`."""
    story = db.run(
        """INSERT INTO story (public_id, at, first_seen_at, news_change, section, kind, facts, hidden_because)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (public_id, _seconds(entry.published_at) or now, now, change, section, facts.kind, _packed(facts), hidden),
    )
    _label(db, story, facts)
    return story


def set_first(db: Database, story_id: int, entry_id: int) -> None:
    """Makes an entry the first of its new story, and its lead."""
    db.run("UPDATE story SET lead_entry_id = ?, first_entry_id = ? WHERE id = ?", (entry_id, entry_id, story_id))


def first_entries(db: Database, entries: Sequence[int]) -> set[int]:
    """Those of the entries that a story is named after."""
    return {row[0] for row in db.rows_for("SELECT first_entry_id FROM story WHERE first_entry_id IN ({})", entries)}


def id_is_taken(db: Database, public_id: str) -> bool:
    """Whether an id is that of a story, or leads to one."""
    return any(
        db.value(f"SELECT 1 FROM {table} WHERE public_id = ?", (public_id,)) for table in ("story", "story_alias")
    )


def hidden_among(db: Database, first: Iterable[int]) -> set[int]:
    """Those first entries of stories whose story is hidden."""
    query = "SELECT first_entry_id FROM story WHERE hidden_because IS NOT NULL AND first_entry_id IN ({})"
    return {row[0] for row in db.rows_for(query, list(first))}


def hide_filtered(db: Database, story_id: int) -> None:
    """Hides a story none of whose entries is of the sector, and shows one that has such an entry by now.

    What the reader hid stays hidden.
    """
    db.run(
        """UPDATE story SET hidden_because = (
               SELECT CASE WHEN count(*) FILTER (WHERE filtered = '') THEN NULL ELSE min(filtered) END
               FROM entry WHERE story_id = story.id)
           WHERE id = ? AND hidden_because IS NOT ?""",
        (story_id, HIDDEN_BY_READER),
    )


def add_entry(
    db: Database,
    entry: Entry,
    *,
    story_id: int,
    feed_id: str,
    key: str,
    facts: Facts,
    filtered: str = "",
    rules: int = 0,
    now: int,
) -> int:
    """The first entry of a new story; returns its row number. `rules` is the version that found facts and filtered."""
    return db.run(
        """INSERT INTO entry (story_id, feed_id, key, guid, link_key, title_key, url, title, summary,
               summary_truncated, text, author, language, categories, documents, published_at,
               published_estimated, published_raw, dated_at, updated_at, first_seen_at, last_seen_at, content_hash,
               facts, filtered, rules, match, score)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'lead', 1.0)""",
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
            msgspec.json.encode(entry.documents).decode(),
            _seconds(entry.published_at),
            entry.published_estimated,
            entry.published_raw,
            _seconds(entry.published_at),
            _seconds(entry.updated_at),
            now,
            now,
            entry.content_hash,
            _slim(facts),
            filtered,
            rules,
        ),
    )


def revise_entry(db: Database, entry_id: int, entry: Entry, now: int) -> None:
    """Takes over a changed text, and keeps what it said before as the entry's history; call it before `touch_entry`.

    The documents that it linked to stay where it links to none by now.
    """
    row = db.row("SELECT title, summary, text, dated_at AS date FROM entry WHERE id = ?", (entry_id,))
    if row is None:
        return
    before = dict(row)
    after = {"title": entry.title, "summary": entry.summary, "text": entry.text}
    if row["date"] and entry.published_at:
        before["date"] = _day(row["date"])
        after["date"] = _day(_seconds(entry.published_at) or 0)
    changes = [(entry_id, now, field, before[field], value) for field, value in after.items() if before[field] != value]
    db.run_many("INSERT INTO entry_change VALUES (?, ?, ?, ?, ?)", changes)
    db.run(
        """UPDATE entry SET title = ?, title_key = ?, summary = ?, summary_truncated = ?, text = ?, author = ?,
               updated_at = ?, revised_at = ?, content_hash = ?, documents = coalesce(nullif(?, '[]'), documents)
           WHERE id = ?""",
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
            msgspec.json.encode(entry.documents).decode(),
            entry_id,
        ),
    )


def touch_entry(db: Database, entry_id: int, entry: Entry, now: int) -> None:
    """Notes that an entry was seen again, with the guid, address and date that it has now."""
    db.run(
        """UPDATE entry SET last_seen_at = ?, guid = ?, link_key = ?, url = ?, dated_at = coalesce(?, dated_at)
           WHERE id = ?""",
        (now, entry.guid, entry.link_key, entry.url, _seconds(entry.published_at), entry_id),
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
        *(("event", event.type) for event in facts.events),
        *(("citation", citation) for citation in facts.citations),
    ]
    if labels:
        db.run_many("INSERT OR IGNORE INTO story_label VALUES (?, ?, ?)", ((*label, story_id) for label in labels))


def set_entry_facts(db: Database, entry_id: int, facts: Facts, filtered: str = "", *, rules: int = 0) -> None:
    """Stores what the sector's rules of a version found in one entry, and why it is none of the sector's."""
    values = (_slim(facts), filtered, rules, entry_id)
    db.run("UPDATE entry SET facts = ?, filtered = ?, rules = ? WHERE id = ?", values)


def facts_of_entries(db: Database, story_id: int) -> list[Facts]:
    """What the sector's rules found in each entry of a story, its lead's first."""
    rows = db.rows(
        """SELECT e.facts FROM entry e JOIN story s ON s.id = e.story_id
           WHERE e.story_id = ? ORDER BY e.id <> s.lead_entry_id, e.id""",
        (story_id,),
    )
    return [_facts(row[0]) for row in rows]


def facts_of_entry(db: Database, entry_id: int) -> Facts:
    """What the sector's rules found in one entry."""
    return _facts(db.value("SELECT facts FROM entry WHERE id = ?", (entry_id,)))


def _slim(facts: Facts) -> str:
    """Facts as JSON without those that nothing was found for."""
    found = {name: value for name, value in msgspec.structs.asdict(facts).items() if value}
    return msgspec.json.encode(found).decode()


def _packed(facts: Facts) -> str:
    return msgspec.json.encode(facts).decode()


def _seconds(moment: datetime | None) -> int | None:
    return int(moment.astimezone(UTC).timestamp()) if moment else None


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
