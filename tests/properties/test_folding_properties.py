"""What holds for folding, in whatever order and parts entries come, and whatever the reader decides.

Where it cannot hold is left out here. Who came first decides: between two pairs that are exactly as alike;
where a likeness is so near to the threshold that counts of words grown meanwhile tip it; where a name was
not known as one yet; of an entry without a date, that counts as published when it is first seen; once more
than sixty entries share words with a new one; and whether a story `follows` another, for that looks back alone.
"""

from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from cfnews.model import RawEntry
from cfnews.store import entries as table
from cfnews.store import stories, wording
from cfnews.update import deciding
from cfnews.update.folding import Folder
from tests.unit.making import NOW, Shelf, raw, spec

SECONDS = int(NOW.timestamp())
quick = settings(max_examples=60, deadline=None)


class Told(NamedTuple):
    """An entry of the pool: the story that it tells, who tells it, and how."""

    story: str
    feed: str
    title: str
    summary: str
    hours_ago: float

    def raw(self) -> RawEntry:
        link = f"https://{self.feed}.example/{self.story.replace(' ', '-')}"
        return raw(self.title, link, guid=f"{self.feed} {self.story}", summary=self.summary, hours_ago=self.hours_ago)


FORMULA = "Inspectors found weaknesses in the front door of {} and delays in assessments."
POOL = (
    Told("hub", "courier", "Wexmoor family hub opens in the old swimming baths",
         "Midwives and a toy library share the swimming baths in Wexmoor.", 9),
    Told("hub", "herald", "Swimming baths reopen as family hub for Wexmoor",
         "A toy library and midwives now share the old baths in Wexmoor.", 5),
    Told("hub", "gazette", "Toy library and midwives move into Wexmoor swimming baths",
         "The old swimming baths are a family hub in Wexmoor.", 20),
    Told("fire", "courier", "Fire guts Brackwater children's home as eight escape",
         "Firefighters led eight teenagers out of the burning home in Brackwater.", 30),
    Told("fire", "herald", "Eight teenagers escape as fire guts home in Brackwater",
         "All eight were led out of the burning children's home by firefighters in Brackwater.", 28),
    Told("fire", "post", "Firefighters lead eight teenagers from burning Brackwater home",
         "The fire guts the children's home in Brackwater.", 40),
    Told("rating", "courier", "Ofsted rates Thornmouth children's services inadequate",
         FORMULA.format("Thornmouth"), 3),
    Told("rating", "gazette", "Inadequate: Ofsted's verdict on Thornmouth children's services",
         FORMULA.format("Thornmouth"), 2),
    Told("other rating", "herald", "Ofsted rates Aldcaster children's services inadequate",
         FORMULA.format("Aldcaster"), 4),
    Told("north rating", "post", "Ofsted rates North Thornmouth children's services inadequate",
         FORMULA.format("North Thornmouth"), 1),
    Told("column", "post", "The week in the family court", "Bundles come late, and a judge reads every page.", 60),
    Told("next column", "post", "The week in the family court", "An intermediary helps a young mother speak.", 6),
    Told("ponies", "gazette", "Ponies calm anxious pupils", "They are groomed before breakfast.", 8),
)  # fmt: skip
FEEDS = tuple(dict.fromkeys(one.feed for one in POOL))


def shelf() -> Shelf:
    """An empty store with the pool's feeds."""
    made = Shelf(None, *map(spec, FEEDS))
    made.db.run("PRAGMA foreign_keys = ON")
    return made


def take(made: Shelf, told: Sequence[Told]) -> None:
    """Takes these in, in one run: a document for each feed."""
    desk = made.desk()
    for feed in dict.fromkeys(one.feed for one in told):
        made.take(*(one.raw() for one in told if one.feed == feed), feed=feed, desk=desk)


def expected(told: Sequence[Told]) -> set[frozenset[str]]:
    return {frozenset(one.raw().guid for one in told if one.story == story) for story in {one.story for one in told}}


@st.composite
def arrivals(draw: st.DrawFn) -> list[list[Told]]:
    """Some of the pool in any order, cut into runs anywhere."""
    told = draw(st.lists(st.sampled_from(POOL), unique=True, max_size=len(POOL)))
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(told) - 1)))))
    return [told[start:end] for start, end in zip([0, *cuts], [*cuts, len(told)], strict=True)]


@quick
@given(arrivals())
def test_the_order_of_arrival_and_its_parts_do_not_decide_which_stories_there_are(runs: list[list[Told]]) -> None:
    made = shelf()
    for run in runs:
        take(made, run)
        made.now += timedelta(minutes=30)
    assert made.groups() == expected([one for run in runs for one in run])


def contents(made: Shelf) -> list[tuple[object, ...]]:
    """All that the store holds, but for the counter and when an entry was last met."""
    tables = [row[0] for row in made.db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return [
        (name, *(value for column, value in zip(row.keys(), row, strict=True) if column != "last_seen_at"))
        for name in tables
        for row in made.db.rows(f"SELECT * FROM {name}")  # noqa: S608 - our own tables
        if not (name == "meta" and row["key"] == "change")
    ]


@quick
@given(arrivals(), st.booleans())
def test_taking_everything_in_again_changes_nothing(runs: list[list[Told]], whole: bool) -> None:
    made = shelf()
    for run in runs:
        take(made, run)
    before, counter = contents(made), counted(made)
    made.now += timedelta(minutes=30)
    again = [[one for run in runs for one in run]] if whole else runs
    for run in again:
        take(made, run)
    assert contents(made) == before
    documents = sum(len({one.feed for one in run}) for run in again)
    assert counted(made) == counter + documents  # one for each document that holds anything, and no story bears it


def counted(made: Shelf) -> int:
    return int(made.db.value("SELECT value FROM meta WHERE key = 'change'"))


# --- any likeness, and the reader's word ------------------------------------------------------------

ENTRIES = 5
PAIRS = list(combinations(range(1, ENTRIES + 1), 2))
SCORES = st.sampled_from([-1.0, -0.3, 0.0, 0.1, 0.28, 0.4, 0.6, 0.9])
Likened = tuple[tuple[int, int], float]
LIKENED: st.SearchStrategy[Likened] = st.tuples(st.sampled_from(PAIRS), SCORES)
UNLIKE = ("Ponies calm pupils", "Hub opens", "Choir sings carols", "Newts delay bypass", "Bakers raise rent")


class Desk:
    """Five entries of five feeds, 1 to 5, that have nothing in common until a test says so."""

    def __init__(self) -> None:
        self.shelf = Shelf(None, *(spec(f"feed-{number}") for number in range(1, ENTRIES + 1)))
        self.db = self.shelf.db
        self.db.run("PRAGMA foreign_keys = ON")
        for number, title in enumerate(UNLIKE, 1):
            self.shelf.take(raw(title, f"https://feed-{number}.example/1"), feed=f"feed-{number}")
        self.ids = {row[0]: row[1] for row in self.db.rows("SELECT public_id, first_entry_id FROM story")}

    def liken(self, likened: Likened) -> None:
        """Something comes, or is measured anew, by which two entries are so alike."""
        with self.db.transaction():
            wording.set_likeness(self.db, dict([likened]))
            folder = Folder(self.db, SECONDS)
            for story in folder.regroup(likened[0], table.next_change(self.db)):
                table.refresh_story(self.db, story)

    def home(self, entry: int) -> int:
        """The story that an entry is in."""
        return int(self.db.value("SELECT story_id FROM entry WHERE id = ?", (entry,)))

    def join(self, one: int, other: int) -> set[tuple[int, int]]:
        """The reader joins the stories of two entries, if they are two; returns all pairs that this concerns."""
        rows = {self.home(one), self.home(other)}
        members = [entry for entry in range(1, ENTRIES + 1) if self.home(entry) in rows]
        if len(rows) == 1:
            return set()
        deciding.join(self.db, sorted(rows), SECONDS)
        return set(combinations(members, 2))

    def split(self, entry: int) -> set[tuple[int, int]]:
        """The reader takes an entry out of its story; returns all pairs that this concerns."""
        story = self.home(entry)
        others = [other for other in range(1, ENTRIES + 1) if other != entry and self.home(other) == story]
        if others:
            deciding.split(self.db, story, f"feed-{entry}", SECONDS)
        return {(min(entry, other), max(entry, other)) for other in others}

    def check(self) -> None:
        """Nothing is lost, and every story has its first entry, its lead, its number of sources and its id."""
        assert self.db.value("SELECT count(*) FROM entry") == ENTRIES
        for row in self.db.rows("SELECT * FROM story"):
            held = {entry for entry in range(1, ENTRIES + 1) if self.home(entry) == row["id"]}
            assert {row["first_entry_id"], row["lead_entry_id"]} <= held
            assert row["sources"] == len(held)
            assert self.ids[row["public_id"]] == row["first_entry_id"]
        live = {row[0] for row in self.db.rows("SELECT id FROM story")}
        assert set(stories.resolve(self.db, self.ids)) <= live


@quick
@given(st.lists(LIKENED, max_size=12))
def test_every_story_has_one_first_entry_and_every_id_leads_to_a_story(steps: list[Likened]) -> None:
    desk = Desk()
    for step in steps:
        desk.liken(step)
        desk.check()


@quick
@given(st.lists(LIKENED, max_size=6), st.sampled_from(PAIRS), st.lists(LIKENED, max_size=6))
def test_what_the_reader_joined_stays_joined_whatever_comes(
    before: list[Likened], joined: tuple[int, int], after: list[Likened]
) -> None:
    desk = Desk()
    for step in before:
        desk.liken(step)
    pairs = desk.join(*joined)
    for step in after:
        desk.liken(step)
        assert all(desk.home(one) == desk.home(other) for one, other in pairs)
        desk.check()


@quick
@given(st.lists(LIKENED, max_size=6), st.integers(1, ENTRIES), st.lists(LIKENED, max_size=6))
def test_what_the_reader_took_out_stays_out_whatever_comes(
    before: list[Likened], out: int, after: list[Likened]
) -> None:
    desk = Desk()
    for step in before:
        desk.liken(step)
    pairs = desk.split(out)
    for step in after:
        desk.liken(step)
        assert all(desk.home(one) != desk.home(other) for one, other in pairs)
        desk.check()


@quick
@given(st.lists(st.one_of(LIKENED, st.tuples(st.sampled_from(["join", "split"]), st.sampled_from(PAIRS))), max_size=10))
def test_of_the_readers_words_on_two_entries_the_last_keeps_them_apart_or_lets_them_join(
    steps: list[tuple[object, object]],
) -> None:
    desk = Desk()
    apart: set[tuple[int, int]] = set()
    for step in steps:
        match step:
            case ("join", (int() as one, int() as other)):
                apart -= desk.join(one, other)
            case ("split", (int() as one, _)):
                apart |= desk.split(one)
            case ((int() as one, int() as other), float() as score):
                desk.liken(((one, other), score))
        assert all(desk.home(one) != desk.home(other) for one, other in apart)
        desk.check()
