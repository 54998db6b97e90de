"""Putting right what `checking` finds, from what is sound: entries are the truth, all else follows from them.

Nothing that a feed has said is lost by it. What follows from the sector's rules is done by the caller for the stories
that are named to it.
"""

from cfnews.store import entries
from cfnews.store.checking import LABELS, lost_parts
from cfnews.store.db import Database
from cfnews.stories.naming import story_id

_FIRST = "SELECT id FROM entry WHERE story_id = s.id ORDER BY coalesce(published_at, first_seen_at), id LIMIT 1"
# What leads nowhere and can be spared: it only says something of what it leads to.
_SPARED = (
    *(
        f"DELETE FROM {table} WHERE {column} NOT IN (SELECT {key} FROM {parent})"
        for table, column, parent, key in (
            ("story_alias", "story_id", "story", "id"),
            ("story_label", "story_id", "story", "id"),
            ("cursor_skipped", "story_id", "story", "id"),
            ("cursor_skipped", "name", "cursor", "name"),
            ("cursor_hidden", "story_id", "story", "id"),
            ("cursor_hidden", "name", "cursor", "name"),
            ("cursor_shown", "name", "cursor", "name"),
            ("article", "entry_id", "entry", "id"),
            ("entry_change", "entry_id", "entry", "id"),
            ("wording", "entry_id", "entry", "id"),
            ("pruned", "feed_id", "feed", "id"),
        )
    ),
    "UPDATE story SET follows_id = NULL WHERE follows_id NOT IN (SELECT id FROM story)",
    "DELETE FROM story WHERE NOT EXISTS (SELECT 1 FROM entry WHERE story_id = story.id)",
    "DELETE FROM story_alias WHERE public_id IN (SELECT public_id FROM story)",
    """DELETE FROM likeness
       WHERE one >= other OR one NOT IN (SELECT id FROM entry) OR other NOT IN (SELECT id FROM entry)""",
    "DELETE FROM posting WHERE entry_id NOT IN (SELECT entry_id FROM wording)",
)
_COUNTED = (
    "INSERT OR IGNORE INTO meta VALUES ('change', '0')",
    "INSERT OR IGNORE INTO meta SELECT 'worded', count(*) FROM entry",
    """UPDATE meta SET value = max(CAST(value AS INTEGER),
           (SELECT coalesce(max(news_change), 0) FROM story), (SELECT coalesce(max(revised_change), 0) FROM story),
           (SELECT coalesce(max(change), 0) FROM cursor)) WHERE key = 'change'""",
    f"""UPDATE story AS s SET first_entry_id = ({_FIRST})
        WHERE NOT EXISTS (SELECT 1 FROM entry WHERE id = s.first_entry_id AND story_id = s.id)""",
)
_LABELLED = (
    f"DELETE FROM story_label WHERE (type, value, story_id) NOT IN ({LABELS})",
    f"INSERT OR IGNORE INTO story_label (type, value, story_id) {LABELS}",
)


def mend(db: Database) -> list[int]:
    """Puts right what can be, except for `mend_words`; returns the stories whose facts must be put together anew.

    The caller holds the transaction.
    """
    db.run("REINDEX")
    for name, sql in lost_parts(db).items():
        kind, _, thing = name.partition(" ")
        db.run(f"DROP {kind} IF EXISTS {thing}")
        db.run(sql)
    _find_feeds(db)
    found = _find_stories(db)
    for statement in (*_SPARED, *_COUNTED):
        db.run(statement)
    found |= _forget_facts(db)
    for row in db.rows(
        """SELECT id FROM story s WHERE sources <> (SELECT count(*) FROM entry WHERE story_id = s.id)
           OR NOT EXISTS (SELECT 1 FROM entry WHERE id = s.lead_entry_id AND story_id = s.id)"""
    ):
        entries.refresh_story(db, row[0])
    for statement in _LABELLED:
        db.run(statement)
    return sorted(found)


def mend_words(db: Database) -> None:
    """Builds the index of words anew."""
    db.run("INSERT INTO search (search) VALUES ('rebuild')")


def _find_feeds(db: Database) -> None:
    """Remembers feeds of which nothing is left but their entries; what feeds.toml says of them is read again."""
    lost = [row[0] for row in db.rows("SELECT DISTINCT feed_id FROM entry WHERE feed_id NOT IN (SELECT id FROM feed)")]
    db.run_many(
        """INSERT INTO feed (id, name, url, section, role, enabled, listed, position)
           VALUES (?, ?, '', 'news', 'trade', 0, 0, 9999)""",
        ((one, one) for one in lost),
    )
    if lost:
        db.run("DELETE FROM meta WHERE key = 'catalogue'")


def _find_stories(db: Database) -> set[int]:
    """Makes stories for entries that have none; those that were in one are in one again, under its oldest's name."""
    rows = db.rows(
        """SELECT story_id, id, feed_id, key, first_seen_at, min(coalesce(published_at, first_seen_at)) AS at
           FROM entry WHERE story_id NOT IN (SELECT id FROM story) GROUP BY story_id"""
    )
    for row in rows:
        name = story_id(row["key"])
        db.run("DELETE FROM story_alias WHERE public_id = ? AND story_id = ?", (name, row["story_id"]))
        if entries.id_is_taken(db, name):
            name = story_id(f"{row['feed_id']} {row['key']}")
        db.run(
            """INSERT INTO story (id, public_id, lead_entry_id, first_entry_id, at, first_seen_at, news_change,
                                  section, kind, facts)
               VALUES (?, ?, ?, ?, ?, ?, (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'change'),
                       'news', 'news', '{}')""",
            (row["story_id"], name, row["id"], row["id"], row["at"], row["first_seen_at"]),
        )
    return {row["story_id"] for row in rows}


def _forget_facts(db: Database) -> set[int]:
    """Forgets facts that cannot be read; `store retag --stale` finds them anew."""
    rows = db.rows(
        """SELECT story_id FROM entry WHERE NOT json_valid(facts)
           UNION SELECT id FROM story WHERE NOT json_valid(facts)"""
    )
    db.run("UPDATE entry SET facts = '{}', rules = 0 WHERE NOT json_valid(facts)")
    db.run("UPDATE story SET facts = '{}' WHERE NOT json_valid(facts)")
    return {row[0] for row in rows}
