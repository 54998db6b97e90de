"""A reader's own state in front of a shared store: the same names, so that all that reads and marks stands as it is.

The state's file is the database `main`, the store is attached to it as `store`, and SQLite looks for a name in `temp`,
in `main` and then in `store`. So `mark`, `cursor` and `cursor_shown` are the reader's, `entry` and `feed` the store's,
and `story`, `cursor_skipped` and `cursor_hidden` are views made here: the store's stories with the reader's marks, and
by row numbers what the state keeps by ids. What is written to them is led to the state; nothing can be written to the
store.
"""

from typing import Any

from cfnews.store.marks import HIDDEN_BY_READER
from cfnews.story import BY_RULE

_OWN = ("hidden_because", "read_at", "starred_at")

# Marks by the ids of stories. Of one that took another in the latest of either counts, as `marks.decided` has it.
_MARKED = """
INSERT INTO temp.marked
WITH known AS (
         SELECT s.id AS story_id, m.kind, m.value, m.at FROM seen m CROSS JOIN store.story s ON s.public_id = m.id
         UNION ALL
         SELECT a.story_id, m.kind, m.value, m.at FROM seen m CROSS JOIN store.story_alias a ON a.public_id = m.id),
     said AS (SELECT story_id, kind, value, at, max(at * 2 + value) FROM known GROUP BY story_id, kind)
SELECT story_id, max(at) FILTER (WHERE kind = 'read' AND value), max(at) FILTER (WHERE kind = 'starred' AND value),
       max(value) FILTER (WHERE kind = 'hidden')
FROM said GROUP BY story_id
"""
_STATEMENTS = (
    "CREATE TEMP TABLE marked (story_id INTEGER PRIMARY KEY, read_at INTEGER, starred_at INTEGER, hidden INTEGER)",
    # What the store's own reader hid is hidden from no other.
    f"""CREATE TEMP VIEW story AS
        SELECT {{columns}}, m.read_at, m.starred_at,
               CASE WHEN m.hidden = 1 THEN '{HIDDEN_BY_READER}' WHEN m.hidden = 0 THEN NULL
                    WHEN m.starred_at IS NOT NULL AND s.hidden_because LIKE '{BY_RULE}%' THEN NULL
                    ELSE nullif(s.hidden_because, '{HIDDEN_BY_READER}') END AS hidden_because
        FROM store.story s LEFT JOIN temp.marked m ON m.story_id = s.id""",
    """CREATE TEMP TRIGGER story_marked INSTEAD OF UPDATE ON story BEGIN
           INSERT OR REPLACE INTO marked VALUES (new.id, new.read_at, new.starred_at,
               CASE WHEN new.hidden_because IS old.hidden_because
                    THEN (SELECT hidden FROM marked WHERE story_id = new.id)
                    ELSE new.hidden_because IS NOT NULL END);
       END""",
    """CREATE TEMP TRIGGER mark_set AFTER INSERT ON main.mark BEGIN
           INSERT INTO seen
           SELECT s.public_id, new.kind, new.value, new.at FROM entry e JOIN story s ON s.id = e.story_id
           WHERE e.feed_id = substr(new.name, 1, instr(new.name, ' ') - 1)
             AND e.key = substr(new.name, instr(new.name, ' ') + 1)
           ON CONFLICT (id, kind) DO UPDATE SET value = excluded.value, at = excluded.at
              WHERE (excluded.at, excluded.value) > (at, value);
           INSERT INTO waiting SELECT new.name WHERE NOT EXISTS (
               SELECT 1 FROM entry WHERE feed_id = substr(new.name, 1, instr(new.name, ' ') - 1)
                                     AND key = substr(new.name, instr(new.name, ' ') + 1))
           ON CONFLICT DO NOTHING;
       END""",
    """CREATE TEMP VIEW cursor_skipped AS
       SELECT k.name, s.id AS story_id FROM skipped k CROSS JOIN store.story s ON s.public_id = k.id
       UNION ALL SELECT k.name, a.story_id FROM skipped k CROSS JOIN store.story_alias a ON a.public_id = k.id""",
    # What a rule hid when a cursor passed it is passed over as well: it shows as soon as no rule hides it.
    "CREATE TEMP VIEW cursor_hidden AS SELECT name, story_id FROM cursor_skipped",
    *(
        statement.replace("{view}", view)
        for view in ("cursor_skipped", "cursor_hidden")
        for statement in (
            """CREATE TEMP TRIGGER {view}_kept INSTEAD OF INSERT ON {view} BEGIN
                   INSERT INTO skipped SELECT new.name, public_id FROM story WHERE id = new.story_id
                   ON CONFLICT DO NOTHING;
                   INSERT INTO skipped SELECT new.name, public_id FROM story_alias WHERE story_id = new.story_id
                   ON CONFLICT DO NOTHING;
               END""",
            """CREATE TEMP TRIGGER {view}_shown INSTEAD OF DELETE ON {view} BEGIN
                   DELETE FROM skipped WHERE name = old.name AND (
                       id = (SELECT public_id FROM story WHERE id = old.story_id)
                       OR id IN (SELECT public_id FROM story_alias WHERE story_id = old.story_id));
               END""",
        )
    ),
    "CREATE TEMP TRIGGER cursor_made AFTER INSERT ON main.cursor WHEN new.change > 0 BEGIN {passed} END",
    """CREATE TEMP TRIGGER cursor_moved AFTER UPDATE OF change ON main.cursor WHEN new.change > old.change
       BEGIN {passed} END""",
)
# What a cursor goes past is kept by ids as well, with the newest story by which the store is known again: see `state`.
# ON CONFLICT, as the statement that fires a trigger would override OR IGNORE.
_PASSED = """
INSERT INTO told
SELECT new.name, public_id FROM story
WHERE news_change > {before} AND news_change <= new.change AND hidden_because IS NULL
ON CONFLICT DO NOTHING;
INSERT INTO told
SELECT new.name, a.public_id FROM story s CROSS JOIN story_alias a ON a.story_id = s.id
WHERE s.news_change > {before} AND s.news_change <= new.change AND s.hidden_because IS NULL
ON CONFLICT DO NOTHING;
DELETE FROM desk;
INSERT INTO desk SELECT (SELECT value FROM meta WHERE key = 'identity'), public_id, news_change
FROM story ORDER BY news_change DESC LIMIT 1;
"""


def lay_over(connection: Any) -> None:
    """Makes the views of a connection whose `main` is the state and whose `store` is the store."""
    names = [row[1] for row in connection.execute("PRAGMA store.table_info(story)")]
    columns = ", ".join(f"s.{name}" for name in names if name not in _OWN)
    for statement in _STATEMENTS:
        before = "old.change" if "cursor_moved" in statement else "0"
        connection.execute(
            statement.replace("{columns}", columns).replace("{passed}", _PASSED.replace("{before}", before))
        )
    if connection.execute("SELECT 1 FROM waiting LIMIT 1").fetchone():
        _find_waiting(connection)
    connection.execute(_MARKED)


def _find_waiting(connection: Any) -> None:
    """Places marks that came before their entries did, as `store import-state` may bring them."""
    found = connection.execute(
        """SELECT w.name FROM waiting w
           CROSS JOIN store.entry e ON e.feed_id = substr(w.name, 1, instr(w.name, ' ') - 1)
                                   AND e.key = substr(w.name, instr(w.name, ' ') + 1)"""
    ).fetchall()
    if not found:
        return
    connection.execute("BEGIN IMMEDIATE")
    for (name,) in found:
        connection.execute("INSERT OR REPLACE INTO mark SELECT * FROM mark WHERE name = ?", (name,))
        connection.execute("DELETE FROM waiting WHERE name = ?", (name,))
    connection.execute("COMMIT")


def mark_anew(connection: Any) -> None:
    """Has the stories show the marks that the state holds by now."""
    connection.execute("DELETE FROM temp.marked")
    connection.execute(_MARKED)
