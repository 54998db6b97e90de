"""The reader's rules to hide, in force on the stories that are stored, and taken back where they no longer are.

A rule stands behind all else that is known of a story: what the reader has said of hiding it holds, a star keeps it in
sight, and what is none of the sector's says that first. What a rule gives back is new to a cursor that had passed it
while it was hidden, and to no other. On a store that others keep nothing is done: see `overlay`.
"""

from collections.abc import Iterable, Sequence

import msgspec

from cfnews import __version__
from cfnews.model import HideSpec, Rule
from cfnews.store.db import Database
from cfnews.store.judging import all_meant, hits
from cfnews.store.rules import Part
from cfnews.store.settings import hides_are_of
from cfnews.story import BY_RULE

_BY_RULE = f"LIKE '{BY_RULE}%'"
_SHOWN = 60  # characters of a value in a reason
_NAMED = {
    "words": "words",
    "places": "place",
    "near": "neighbour",
    "topics": "topic",
    "bodies": "body",
    "kinds": "kind",
    "events": "event",
    "feeds": "feed",
    "sections": "section",
    "nations": "nation",
}
# Of these the reader's own word holds, or a star, or they are none of the sector's.
_SETTLED = f"""(starred_at IS NOT NULL OR hidden_because IS NOT NULL AND hidden_because NOT {_BY_RULE}
                OR EXISTS (SELECT 1 FROM entry e JOIN mark m ON m.name = e.feed_id || ' ' || e.key
                           WHERE e.story_id = story.id AND m.kind = 'hidden'))"""


class _InForce(msgspec.Struct, frozen=True):
    """The rules that the stored stories show, and the program that put them in force."""

    version: str
    hides: list[HideSpec]


def are_in_force(db: Database, hides: Sequence[HideSpec]) -> bool:
    """Whether these very rules are in force."""
    return (_kept(db) or _packed(())) == _packed(hides)


def put_in_force(db: Database, hides: Sequence[HideSpec], signature: str) -> int:
    """Has all stored stories show these rules and no others; returns how many stories changed.

    `signature` is the state of the feeds file that has them.
    """
    if hides_are_of(db, signature) and are_in_force(db, hides):
        return 0
    with db.transaction():
        changed = 0 if are_in_force(db, hides) else _put(db, _meant_by(db, hides), _hidden(db))
        db.run_many(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (("hides", _packed(hides)), ("hides_of", signature)),
        )
    return changed


def hide_by_rules(db: Database, stories: Iterable[int]) -> None:
    """Has these stories (row numbers) show the rules in force; call it when their entries or marks have changed."""
    kept = _kept(db)
    rules = msgspec.json.decode(kept, type=_InForce).hides if kept is not None else []
    rows = sorted(set(stories)) if rules else []
    if not rows or not _keeps_stories(db):
        return
    because: dict[int, str] = {}
    open_ = [row[0] for row in db.rows_for(f"SELECT id FROM story WHERE id IN ({{}}) AND NOT {_SETTLED}", rows)]
    for rule in rules:
        rest = [row for row in open_ if row not in because]
        because |= {row: reason(rule, found) for row, found in hits(db, rule, rest).items()}
    now = db.rows_for(f"SELECT id, hidden_because FROM story WHERE id IN ({{}}) AND hidden_because {_BY_RULE}", rows)
    _put(db, because, {row[0]: row[1] for row in now})
    _give_back(db, [row for row in rows if row not in because])


def hidden_at(db: Database, name: str) -> list[int]:
    """The times (seconds since 1970) of the stories that the rule of this name hides."""
    rows = db.rows(f"SELECT at, hidden_because FROM story WHERE hidden_because {_BY_RULE}")
    whole = f"{BY_RULE}{name}"
    return [row[0] for row in rows if row[1] == whole or row[1].startswith(f"{whole}: ")]


def reason(rule: Rule, found: Sequence[Part]) -> str:
    """Why a rule hides a story: "hidden by your rule Jobs: kind job"."""
    said = [told(part) for part in found]
    return f"{BY_RULE}{rule.name}" + (f": {'; '.join(said)}" if said else "")


def told(part: Part) -> str:
    """A part of a rule in words: "words “foster carers”"."""
    value = part.value if len(part.value) <= _SHOWN else part.value[: _SHOWN - 1].rstrip() + "…"
    return f"{_NAMED[part.key]} {f'“{value}”' if part.key == 'words' else value}"


def _meant_by(db: Database, hides: Sequence[HideSpec]) -> dict[int, str]:
    """Every story that is to be hidden by a rule, with the reason; of several rules the first says it."""
    settled = {row[0] for row in db.rows(f"SELECT id FROM story WHERE {_SETTLED}")} if hides else set()
    because: dict[int, str] = {}
    for rule in hides:
        rows = [row for row in all_meant(db, rule) if row not in settled and row not in because]
        because |= {row: reason(rule, found) for row, found in hits(db, rule, rows).items()}
    return because


def _hidden(db: Database) -> dict[int, str]:
    """The stories that a rule hides now, with the reason."""
    rows = db.rows(f"SELECT id, hidden_because FROM story WHERE hidden_because {_BY_RULE}")
    return {row[0]: row[1] for row in rows}


def _put(db: Database, because: dict[int, str], now: dict[int, str]) -> int:
    """Writes what has changed; returns how many stories that were."""
    shown = [row for row in now if row not in because]
    changed = {row: why for row, why in because.items() if now.get(row) != why}
    db.run_many("UPDATE story SET hidden_because = NULL WHERE id = ?", ((row,) for row in shown))
    db.run_many("UPDATE story SET hidden_because = ? WHERE id = ?", ((why, row) for row, why in changed.items()))
    _give_back(db, shown)
    return len(shown) + len(changed)


def _give_back(db: Database, stories: Sequence[int]) -> None:
    """What a cursor passed while a rule hid it is new to it now, unless the reader has said what is to become of it."""
    passed = db.rows_for("SELECT DISTINCT story_id FROM cursor_hidden WHERE story_id IN ({})", stories)
    for (story,) in passed:
        db.run(
            f"""INSERT OR IGNORE INTO cursor_skipped SELECT name, story_id FROM cursor_hidden
                WHERE story_id = ? AND NOT EXISTS (SELECT 1 FROM story WHERE id = story_id AND {_SETTLED})""",
            (story,),
        )
        db.run("DELETE FROM cursor_hidden WHERE story_id = ?", (story,))


def _kept(db: Database) -> str | None:
    kept: str | None = db.value("SELECT value FROM meta WHERE key = 'hides'")
    return kept


def _packed(hides: Sequence[HideSpec]) -> str:
    return msgspec.json.encode(_InForce(__version__ if hides else "", list(hides))).decode()


def _keeps_stories(db: Database) -> bool:
    """Whether the stories can be written: they are another's where a reader's state stands before them."""
    return db.value("SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = 'story'") is not None
