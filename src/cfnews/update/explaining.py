"""Why a story holds what it holds: for each source its nearest neighbour and the reasons, compared anew.

The weights are those of today; `score` is what was measured when the source came.
"""

from collections.abc import Sequence

from msgspec import Struct

from cfnews.model import Catalogue, Rule
from cfnews.reasons import Because, Found, Pair, Ranked, Reasons, RuleFound, Told
from cfnews.sector.item import Item
from cfnews.store import articles, feeds, verdicts, wording
from cfnews.store import entries as entry_table
from cfnews.store.db import Database
from cfnews.store.hiding import told
from cfnews.store.judging import hits
from cfnews.stories.match import JOINS, SAME_PAGE, Side, compare
from cfnews.stories.weights import Scales
from cfnews.stories.words import as_written, read_sentences, read_words
from cfnews.update.joining import signs_of
from cfnews.update.likening import outlet_at
from cfnews.update.tagging import item_of


class _Row(Struct, frozen=True):
    id: int
    story_id: int
    told: Told
    name: str
    match: str
    score: float
    link_key: str
    side: Side
    written: dict[str, str]


def reasons_for(
    db: Database, story: int, tags: list[Found], ranked_by: list[Ranked], catalogue: Catalogue | None = None
) -> Reasons:
    """The reasons for one story (row number); `tags` is what the sector's rules find in its lead.

    `ranked_by` are the parts of its rank; the `catalogue` has the reader's watches and rules to hide.
    """
    rows = _rows(db, [story])
    head = db.row(
        """SELECT s.public_id, e.title, s.hidden_because, e.rules,
                  (SELECT public_id FROM story WHERE id = s.follows_id) AS follows
           FROM story s JOIN entry e ON e.id = s.lead_entry_id WHERE s.id = ?""",
        (story,),
    )
    assert head is not None  # noqa: S101 - the caller resolved it
    return Reasons(
        id=head["public_id"],
        title=head["title"],
        follows=head["follows"],
        hidden_because=head["hidden_because"],
        rules=head["rules"],
        rank=round(sum(part.points for part in ranked_by), 2),
        ranked_by=ranked_by,
        watches=_rules(db, story, catalogue.watches if catalogue else ()),
        hides=_rules(db, story, catalogue.hides if catalogue else ()),
        sources=[_because(db, row, rows) for row in rows],
        tags=tags,
    )


def _rules(db: Database, story: int, rules: Sequence[Rule]) -> list[RuleFound]:
    """Those of the rules that mean a story, each with what it hits."""
    found = ((rule.name, hits(db, rule, [story])) for rule in rules)
    return [RuleFound(name, [told(part) for part in hit[story]]) for name, hit in found if story in hit]


def reasons_between(db: Database, one: int, other: int) -> list[Pair]:
    """How alike each source of one story is to each of another, the nearest first."""
    pairs = [_pair(db, ours, theirs) for ours in _rows(db, [one]) for theirs in _rows(db, [other])]
    return sorted(pairs, key=lambda pair: -pair.score)


def lead_of(db: Database, story: int) -> Item:
    """A story's lead as the sector's rules see it."""
    (lead,) = articles.stored_entries(db, [db.value("SELECT lead_entry_id FROM story WHERE id = ?", (story,))])
    return item_of(feeds.specs(db)[lead.feed_id], lead.entry)


def _because(db: Database, row: _Row, rows: Sequence[_Row]) -> Because:
    pairs = [_pair(db, row, other) for other in rows if other.id != row.id]
    nearest = max(pairs, key=lambda pair: pair.score, default=None)
    rival, score = _rival(db, row)
    return Because(
        source=row.told,
        match=row.match,
        score=row.score,
        nearest=nearest,
        next_story=rival,
        margin=round(row.score - score, 2) if rival and nearest else None,
    )


def _rival(db: Database, row: _Row) -> tuple[str | None, float]:
    """The story that came nearest to having this source too, as far as it is remembered."""
    near = wording.likeness_of(db, [row.id])
    others = {one if other == row.id else other: score for (one, other), score in near.items() if 0 < score < SAME_PAGE}
    found = db.rows_for(
        "SELECT e.id, s.public_id, s.id AS story FROM entry e JOIN story s ON s.id = e.story_id WHERE e.id IN ({})",
        list(others),
    )
    away = [(others[one["id"]], one["public_id"]) for one in found if one["story"] != row.story_id]
    best = max(away, default=None)
    return (best[1], best[0]) if best else (None, 0.0)


def _pair(db: Database, one: _Row, other: _Row) -> Pair:
    likeness = compare(one.side, other.side)
    if one.link_key and one.link_key == other.link_key:
        likeness = likeness._replace(score=1.0, rule="the same page")
    decided = verdicts.decisions(db, [one.name]).get((min(one.name, other.name), max(one.name, other.name)))
    written = {**other.written, **one.written}
    return Pair(
        one=one.told,
        other=other.told,
        score=round(likeness.score, 2),
        needed=JOINS,
        cosine=round(likeness.cosine, 2),
        days_between=round(abs(one.side.at - other.side.at) / 86400, 1),
        rule=likeness.rule,
        names_in_common=_names(likeness.shared, written),
        names_in_conflict=_names(likeness.against, written),
        decided=None if decided is None else "you joined them" if decided else "you split them",
    )


def _names(words: Sequence[str], written: dict[str, str]) -> list[str]:
    return [written.get(word, word) for word in words]


def _rows(db: Database, stories: Sequence[int]) -> list[_Row]:
    """The sources of stories, the leads first, ready to be compared."""
    found = db.rows_for(
        """SELECT e.*, f.role, e.id <> s.lead_entry_id AS last
           FROM entry e JOIN story s ON s.id = e.story_id JOIN feed f ON f.id = e.feed_id WHERE e.story_id IN ({})""",
        stories,
    )
    found.sort(key=lambda row: (row["last"], row["published_at"] or row["first_seen_at"], row["id"]))
    read = {row["id"]: read_words(row["title"], row["summary"]) for row in found}
    words = {word for one in read.values() for word in (*one.title, *one.summary)}
    scales = Scales(wording.counts_of(db, words), wording.entries_counted(db))
    rows = []
    for row in found:
        one = read[row["id"]]
        side = Side(
            scales.weigh(one.title, one.summary),
            signs_of(
                entry_table.facts_of_entry(db, row["id"]),
                read_sentences(row["page"] or row["text"]),
                row["link_key"] if row["role"] == "primary" else "",
            ),
            row["title"],
            row["title_key"],
            outlet_at(row["url"], row["feed_id"]),
            row["published_at"] or row["first_seen_at"],
            row["published_at"] is not None,
        )
        rows.append(
            _Row(
                id=row["id"],
                story_id=row["story_id"],
                told=Told(row["feed_id"], row["title"], row["url"]),
                name=f"{row['feed_id']} {row['key']}",
                match=row["match"] if row["last"] else "lead",
                score=row["score"],
                link_key=row["link_key"] if row["key"].startswith("link ") else "",
                side=side,
                written=as_written(f"{row['title']} {row['summary']}"),
            )
        )
    return rows
