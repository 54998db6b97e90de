"""Reading stories: which match a selection, in what order, and whole with their sources."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from cfnews.errors import NothingMatched
from cfnews.store.cursors import cursor_change
from cfnews.store.db import Database
from cfnews.store.search import matches
from cfnews.store.selection import Clause, clause_for, hidden_clause
from cfnews.story import Change, Counts, Facts, Linked, Selection, Source, Story, StoryDetail

_ORDERS = {"newest": "s.at DESC, s.id DESC", "oldest": "s.at, s.id", "relevance": "s.at DESC, s.id DESC"}
# A story that has no date stands where it was first seen; a date of that very second is as rare as it is harmless.
_DATED_FIRST = "s.at = s.first_seen_at, "
_SHORTEST_PREFIX = 4
_facts = msgspec.json.Decoder(Facts)


def find(db: Database, selection: Selection) -> tuple[list[int], Counts]:
    """The row numbers of the stories that match, in order and within the limit, and the counts of all that do."""
    clause = clause_for(selection, cursor_change(db, selection.cursor))
    if selection.text is not None:
        return _found_by_text(db, selection, clause)
    if selection.watches:
        clause = _asked_once(db, clause)
    order = (_DATED_FIRST if selection.dated_first else "") + _ORDERS[selection.sort]
    ids = [
        row[0]
        for row in db.rows(
            f"SELECT s.id FROM story s WHERE {hidden_clause(selection)} AND {clause.sql} ORDER BY {order} LIMIT ?",
            [*clause.values, selection.limit or -1],
        )
    ]
    return ids, _counts(db, clause, selection, len(ids))


def _asked_once(db: Database, clause: Clause) -> Clause:
    """The same stories by their row numbers: to look for words is dear, and list and counts both ask for them."""
    rows = [row[0] for row in db.rows(f"SELECT s.id FROM story s WHERE {clause.sql}", clause.values)]
    return Clause("s.id IN (SELECT value FROM json_each(?))", [msgspec.json.encode(rows).decode()])


def _counts(db: Database, clause: Clause, selection: Selection, returned: int) -> Counts:
    row = db.row(
        f"""SELECT count(*) FILTER (WHERE {hidden_clause(selection)}) AS matched,
                   total(s.sources - 1) FILTER (WHERE {hidden_clause(selection)}) AS folded,
                   count(s.hidden_because) AS hidden
            FROM story s WHERE {clause.sql}""",
        clause.values,
    )
    assert row is not None  # noqa: S101 - an aggregate always has a row
    return Counts(matched=row["matched"], returned=returned, folded_duplicates=int(row["folded"]), hidden=row["hidden"])


def _found_by_text(db: Database, selection: Selection, clause: Clause) -> tuple[list[int], Counts]:
    ranked = matches(db, selection.text or "")
    wanted: dict[int, Any] = {}
    rows = db.rows_for(
        "SELECT s.id, s.at, s.sources, s.hidden_because FROM story s WHERE s.id IN ({})",
        list(ranked),
    )
    if clause.sql != "1":
        kept = {row[0] for row in db.rows(f"SELECT s.id FROM story s WHERE {clause.sql}", clause.values)}
        rows = [row for row in rows if row["id"] in kept]
    wanted = {row["id"]: row for row in rows if (row["hidden_because"] is not None) == selection.hidden}
    match selection.sort:
        case "oldest":
            ids = sorted(wanted, key=lambda one: (wanted[one]["at"], one))
        case "newest":
            ids = sorted(wanted, key=lambda one: (-wanted[one]["at"], -one))
        case _:
            ids = sorted(wanted, key=lambda one: (ranked[one], -wanted[one]["at"], -one))
    ids = ids[: selection.limit or None]
    return ids, Counts(
        matched=len(wanted),
        returned=len(ids),
        folded_duplicates=sum(row["sources"] - 1 for row in wanted.values()),
        hidden=sum(row["hidden_because"] is not None for row in rows),
    )


def load(db: Database, ids: Sequence[int]) -> list[Story]:
    """These stories whole, in the order of their row numbers as given."""
    found = load_by_row(db, ids)
    return [found[one] for one in ids if one in found]


def load_by_row(db: Database, ids: Sequence[int]) -> dict[int, Story]:
    """These stories by their row numbers; one that is no more is left out."""
    sources = _sources(db, ids)
    rows = db.rows_for(
        """SELECT s.*, e.url, e.title, e.summary, e.summary_truncated, e.language, e.published_at,
                  e.published_estimated, e.updated_at
           FROM story s JOIN entry e ON e.id = s.lead_entry_id WHERE s.id IN ({})""",
        ids,
    )
    return {row["id"]: _story(row, sources[row["id"]]) for row in rows}


def _story(row: Any, sources: list[Source]) -> Story:
    facts = _facts.decode(row["facts"])
    return Story(
        id=row["public_id"],
        url=row["url"],
        title=row["title"],
        summary=row["summary"],
        summary_truncated=bool(row["summary_truncated"]),
        language=row["language"],
        kind=row["kind"],
        section=row["section"],
        topics=facts.topics,
        places=facts.places,
        bodies=facts.bodies,
        nations=facts.nations,
        published_at=_moment(row["published_at"]),
        published_estimated=bool(row["published_estimated"]),
        first_seen_at=datetime.fromtimestamp(row["first_seen_at"], UTC),
        updated_at=_moment(row["revised_at"]),
        revised=row["revised_at"] is not None,
        sources=sources,
        events=facts.events,
        figures=facts.figures,
        findings=facts.findings,
        citations=facts.citations,
        reports=facts.reports,
        read=row["read_at"] is not None,
        starred=row["starred_at"] is not None,
        hidden=row["hidden_because"] is not None,
        hidden_because=row["hidden_because"],
        watches=[],
    )


def _sources(db: Database, ids: Sequence[int]) -> dict[int, list[Source]]:
    rows = db.rows_for(
        """SELECT e.story_id, e.id = s.lead_entry_id AS lead, e.feed_id, f.name, f.role, e.url, e.title,
                  e.published_at, e.first_seen_at, e.match, e.score
           FROM entry e JOIN feed f ON f.id = e.feed_id JOIN story s ON s.id = e.story_id
           WHERE e.story_id IN ({})""",
        ids,
    )
    rows.sort(key=lambda row: (not row["lead"], row["published_at"] or row["first_seen_at"], row["feed_id"]))
    found: dict[int, list[Source]] = {one: [] for one in ids}
    for row in rows:
        match = "lead" if row["lead"] else row["match"]  # who leads is decided anew with each source
        found[row["story_id"]].append(
            Source(
                feed=row["feed_id"],
                name=row["name"],
                role=row["role"],
                url=row["url"],
                title=row["title"],
                published_at=_moment(row["published_at"]),
                match=match,  # type: ignore[arg-type]  # the store holds no other words
                score=row["score"],
            )
        )
    return found


def detail(db: Database, story_row: int) -> StoryDetail:
    """One story whole: its longest text and the history of its changes."""
    story = load(db, [story_row])[0]
    author = db.value("SELECT author FROM entry WHERE story_id = ? AND author <> '' ORDER BY id LIMIT 1", (story_row,))
    changes = db.rows(
        """SELECT c.at, e.feed_id, c.field, c.before, c.after FROM entry_change c JOIN entry e ON e.id = c.entry_id
           WHERE e.story_id = ? ORDER BY c.at, c.rowid""",
        (story_row,),
    )
    return StoryDetail(
        **msgspec.structs.asdict(story),
        **_whole_text(db, story_row),
        author=author,
        follows=next(iter(_linked(db, "id = (SELECT follows_id FROM story WHERE id = ?)", story_row)), None),
        followed_by=_linked(db, "follows_id = ?", story_row),
        changes=[Change(datetime.fromtimestamp(row[0], UTC), row[1], row[2], row[3], row[4]) for row in changes],
    )


def _whole_text(db: Database, story_row: int) -> dict[str, Any]:
    """The longest text that a source or its page gives, what it quotes, and whether and why it ends early."""
    from cfnews.problems import why_stopped
    from cfnews.sector.quotes import find_quotes

    row = db.row(
        """SELECT coalesce(nullif(page, ''), nullif(text, ''), summary) AS words,
                  page <> '' AS paged, text = '' AS brief, e.summary_truncated AS cut,
                  coalesce(a.stopped, '') AS stopped,
                  coalesce(a.block_quotes, '[]') AS apart
           FROM entry e LEFT JOIN article a ON a.entry_id = e.id
           WHERE e.story_id = ? ORDER BY length(words) DESC, e.id LIMIT 1""",
        (story_row,),
    )
    assert row is not None  # noqa: S101 - a story has entries
    text, paged = row["words"], bool(row["paged"])
    is_cut = row["stopped"] != "" if paged else bool(row["brief"] and row["cut"]) or text.endswith("…")
    return {
        "text": text,
        "text_from": "page" if paged else "feed",
        "text_whole": bool(text) and not is_cut,
        "text_stopped": why_stopped(row["stopped"]) if row["stopped"] else None,
        "quotes": find_quotes(text, msgspec.json.decode(row["apart"]) if paged else ()),
    }


def _linked(db: Database, which: str, story_row: int) -> list[Linked]:
    rows = db.rows(
        f"""SELECT s.public_id, e.title FROM story s JOIN entry e ON e.id = s.lead_entry_id
            WHERE s.{which} ORDER BY s.at, s.id""",
        (story_row,),
    )
    return [Linked(row[0], row[1]) for row in rows]


def resolve(db: Database, names: Iterable[str]) -> list[int]:
    """The row numbers of stories named by id, alias or prefix. Raises NothingMatched if one is unknown or ambiguous."""
    return [_resolve(db, name.strip().lower()) for name in names]


def _resolve(db: Database, name: str) -> int:
    if len(name) >= _SHORTEST_PREFIX:
        rows = db.rows(
            """SELECT public_id, id FROM story WHERE public_id >= :name AND public_id < :name || '~'
               UNION SELECT public_id, story_id FROM story_alias WHERE public_id >= :name AND public_id < :name || '~'
               LIMIT 6""",
            {"name": name},
        )
        exact = [row[1] for row in rows if row[0] == name]
        found = {row[1] for row in rows}
        if exact or len(found) == 1:
            return int(exact[0] if exact else found.pop())
        if found:
            several = ", ".join(row[0] for row in rows[:5])
            raise NothingMatched(f"the id {name!r} fits several stories: {several}", "type more of it")
    raise NothingMatched(
        f"there is no story {name!r}", "ids have 10 characters, of which 4 are enough; see: cfnews list"
    )


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def distinct_length(db: Database, public_id: str) -> int:
    """How many characters of an id are enough to name its story."""
    neighbours = [
        db.value(f"SELECT {nearest}(public_id) FROM {table} WHERE public_id {side} ?", (public_id,))
        for table in ("story", "story_alias")
        for nearest, side in (("max", "<"), ("min", ">"))
    ]
    common = max((_common_length(public_id, other) for other in neighbours if other), default=0)
    return max(_SHORTEST_PREFIX, common + 1)


def _common_length(one: str, other: str) -> int:
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
