"""What a shell may offer to complete a name with: stories by their ids, labels, cursors and feeds that are stored."""

from cfnews.store.db import Database

_MOST = 50


def offered_stories(db: Database, begun: str) -> list[tuple[str, str]]:
    """The ids that begin so, with their headlines: the newest stories, hidden ones left out."""
    within = "AND public_id >= :begun AND public_id < :begun || '~'" if begun else ""
    rows = db.rows(
        f"""WITH found AS (SELECT * FROM story WHERE hidden_because IS NULL {within}
                           ORDER BY at DESC, id DESC LIMIT {_MOST})
            SELECT found.public_id, e.title FROM found CROSS JOIN entry e ON e.id = found.lead_entry_id
            ORDER BY found.at DESC, found.id DESC""",
        {"begun": begun.lower()},
    )
    return [(row[0], row[1]) for row in rows]


def offered_labels(db: Database, label: str) -> list[str]:
    """Every topic, place or body that stories bear; one look-up each, however many stories there are."""
    rows = db.rows(
        """WITH RECURSIVE found(value) AS (
               SELECT min(value) FROM story_label WHERE type = :label
               UNION ALL
               SELECT (SELECT min(value) FROM story_label WHERE type = :label AND value > found.value)
               FROM found WHERE found.value IS NOT NULL)
           SELECT value FROM found WHERE value IS NOT NULL""",
        {"label": label},
    )
    return [row[0] for row in rows]


def offered_feeds(db: Database) -> list[tuple[str, str]]:
    """The feeds that are stored, with their names, in the order of the list."""
    return [(row[0], row[1]) for row in db.rows("SELECT id, name FROM feed ORDER BY listed DESC, position")]


def offered_cursors(db: Database) -> list[str]:
    """The names of the cursors."""
    return [row[0] for row in db.rows("SELECT name FROM cursor ORDER BY name")]
