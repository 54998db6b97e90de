"""Whether all is well with a store: the file, its index of words, and everything that must add up.

It looks at a copy that is thrown away, so that nobody is held up and nothing is written; `mending` puts right what it
finds.
"""

from pathlib import Path
from typing import NamedTuple

from cfnews.errors import StoreUnusable
from cfnews.store.connection import address_of, connect, in_our_words
from cfnews.store.copying import copy_into
from cfnews.store.db import Database, new_in_memory, open_for_reading

_MOST_NAMED = 5
# The labels that stories bear by their facts, as `entries.set_facts` writes them.
LABELS = """
    SELECT 'topic' AS type, t.value AS value, s.id AS story_id FROM story s, json_each(s.facts, '$.topics') t
    UNION SELECT 'place', json_extract(p.value, '$.slug'), s.id FROM story s, json_each(s.facts, '$.places') p
    UNION SELECT 'body', b.value, s.id FROM story s, json_each(s.facts, '$.bodies') b
    UNION SELECT 'nation', n.value, s.id FROM story s, json_each(s.facts, '$.nations') n
    UNION SELECT 'event', json_extract(e.value, '$.type'), s.id FROM story s, json_each(s.facts, '$.events') e
    UNION SELECT 'citation', c.value, s.id FROM story s, json_each(s.facts, '$.citations') c"""


class Fault(NamedTuple):
    """What is wrong: which check found it, in how many places, the first of them, and whether it can be mended."""

    check: str
    message: str
    number: int
    examples: list[str]
    mendable: bool


class Rule(NamedTuple):
    """A query that finds nothing in a sound store: its first column names what is at fault."""

    check: str
    message: str
    sql: str


# Each mended by the statements of the same name in `mending`.
RULES = (
    Rule("counter", "the counter of changes is behind what it counted", """
        SELECT key FROM (SELECT 'change' AS key, max(
            (SELECT coalesce(max(news_change), 0) FROM story), (SELECT coalesce(max(revised_change), 0) FROM story),
            (SELECT coalesce(max(change), 0) FROM cursor)) AS least)
        WHERE NOT EXISTS (SELECT 1 FROM meta m WHERE m.key = 'change' AND CAST(m.value AS INTEGER) >= least)
        UNION ALL SELECT 'worded' WHERE NOT EXISTS (SELECT 1 FROM meta WHERE key = 'worded')"""),
    Rule("empty stories", "stories without an entry", """
        SELECT public_id FROM story WHERE NOT EXISTS (SELECT 1 FROM entry WHERE story_id = story.id)"""),
    Rule("first entries", "stories that are not named after an entry of theirs", """
        SELECT public_id FROM story s WHERE NOT EXISTS
            (SELECT 1 FROM entry WHERE id = s.first_entry_id AND story_id = s.id)"""),
    Rule("leads", "stories whose lead is none of their entries", """
        SELECT public_id FROM story s WHERE NOT EXISTS
            (SELECT 1 FROM entry WHERE id = s.lead_entry_id AND story_id = s.id)"""),
    Rule("sources", "stories whose number of sources is wrong", """
        SELECT public_id FROM story s WHERE sources <> (SELECT count(*) FROM entry WHERE story_id = s.id)"""),
    Rule("facts", "entries or stories whose facts cannot be read", """
        SELECT 'entry ' || id FROM entry WHERE NOT json_valid(facts)
        UNION ALL SELECT public_id FROM story WHERE NOT json_valid(facts)"""),
    Rule("labels", "labels that stories do not bear, or lack", f"""
        SELECT type || ' ' || value FROM (
            SELECT * FROM (SELECT type, value, story_id FROM story_label EXCEPT SELECT * FROM ({LABELS}))
            UNION ALL
            SELECT * FROM (SELECT * FROM ({LABELS}) EXCEPT SELECT type, value, story_id FROM story_label))"""),
    Rule("aliases", "ids that lead to one story and belong to another", """
        SELECT a.public_id FROM story_alias a JOIN story s ON s.public_id = a.public_id"""),
    Rule("likeness", "likeness of entries that there are not", """
        SELECT one || ' ' || other FROM likeness
        WHERE one >= other OR one NOT IN (SELECT id FROM entry) OR other NOT IN (SELECT id FROM entry)"""),
    Rule("postings", "words that lead to entries that are not kept to be compared", """
        SELECT word FROM posting WHERE entry_id NOT IN (SELECT entry_id FROM wording)"""),
)  # fmt: skip


def check(path: Path) -> list[Fault]:
    """All that is wrong with a store, the file itself first. Raises StoreUnusable where it cannot even be read."""
    if not path.exists() or not path.stat().st_size:
        return []
    open_for_reading(path).close()  # whether it is a store at all, and of this version
    copy = connect("")  # on the disk, private, and gone when it is closed
    try:
        with in_our_words(path):
            source = connect(address_of(path, "mode=ro"))
            try:
                copy_into(source, copy)
            finally:
                source.close()
        return faults_of(Database(copy, path))
    finally:
        copy.close()


def faults_of(db: Database) -> list[Fault]:
    """All that is wrong with an open store. Writes nothing, but needs one that can be written."""
    found = [*_file(db), *_schema(db)]
    if any(not one.mendable for one in found):
        return found  # what stands in a broken file says nothing
    return [*found, *_references(db), *(fault for rule in RULES for fault in broken(db, rule)), *_search(db)]


def broken(db: Database, rule: Rule) -> list[Fault]:
    """What breaks one rule."""
    if rule.check == "labels" and db.value("SELECT 1 FROM story WHERE NOT json_valid(facts)"):
        return []  # that is told already, and no query reads such facts
    return _fault(rule.check, rule.message, [str(row[0]) for row in db.rows(rule.sql)])


def _fault(check: str, message: str, places: list[str], *, mendable: bool = True) -> list[Fault]:
    return [Fault(check, message, len(places), places[:_MOST_NAMED], mendable)] if places else []


def _file(db: Database) -> list[Fault]:
    told = [str(row[0]) for row in db.rows("PRAGMA integrity_check(100)")]
    told = [line for line in told if line != "ok" and "inverted index" not in line]  # later versions look at the words
    index = [line for line in told if "index" in line.split() and ("missing from" in line or "wrong #" in line)]
    return [
        *_fault("file", "the file is damaged", [line for line in told if line not in index], mendable=False),
        *_fault("indexes", "indexes that do not fit their tables", index),
    ]


def _schema(db: Database) -> list[Fault]:
    """What the schema has and this store has not, or has otherwise."""
    lost = lost_parts(db)
    tables = [name for name in lost if name.startswith("table ")]
    if tables:
        return _fault("tables", "tables that are missing or not as they are made", tables, mendable=False)
    return _fault("schema", "indexes, triggers or views that are missing or not as they are made", list(lost))


def lost_parts(db: Database) -> dict[str, str]:
    """How that is made which this store has not, or has otherwise: SQL by kind and name."""
    new = new_in_memory()
    try:
        there = _made_of(db)
        return {name: sql for name, sql in _made_of(new).items() if there.get(name) != sql}
    finally:
        new.close()


def _made_of(db: Database) -> dict[str, str]:
    rows = db.rows(
        """SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL
           AND name NOT LIKE 'sqlite^_%' ESCAPE '^' AND name NOT LIKE 'search^_%' ESCAPE '^'"""
    )
    return {row[0]: row[1] for row in rows}


def _references(db: Database) -> list[Fault]:
    found: dict[tuple[str, str], list[str]] = {}
    for row in db.rows("PRAGMA foreign_key_check"):
        # A table without row numbers has none to tell.
        found.setdefault((row[0], row[2]), []).append(f"row {row[1]}" if row[1] is not None else "a row")
    return [
        fault
        for (table, lost), places in sorted(found.items())
        for fault in _fault("references", f"rows of {table} that lead to no {lost}", places)
    ]


def _search(db: Database) -> list[Fault]:
    """Whether the index of words is that of the entries; SQLite tells by a statement that is written as an INSERT."""
    try:
        db.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except StoreUnusable as error:
        return _fault("search", "the index of words is not that of the entries", [str(error.__cause__)])
    return []
