"""Entries into stories: what joins, what moves when a nearer one comes, and what the reader decided."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from cfnews.model import RawEntry
from cfnews.store import entries, regroup, stories, verdicts, wording
from cfnews.store.marks import set_marks
from cfnews.stories.match import SAME_PAGE
from cfnews.update import deciding
from cfnews.update.folding import Folder
from tests.unit.making import NOW, Shelf, raw, spec
from tests.unit.store.plans import walked

SECONDS = int(NOW.timestamp())
FEEDS = ("one", "two", "three", "four", "five")
# Titles that have nothing in common.
APART = ("Ponies calm pupils", "Hub opens", "Choir sings carols", "Newts delay bypass", "Bakers raise rent")
HUB = "Wexmoor family hub opens in the old swimming baths"
TOLD = "Midwives and a toy library share the swimming baths in Wexmoor."


@pytest.fixture
def shelf() -> Shelf:
    """Five feeds; what they tell is in the store only after the test has said so."""
    made = Shelf(None, *map(spec, FEEDS))
    made.db.run("PRAGMA foreign_keys = ON")
    return made


@pytest.fixture
def full(shelf: Shelf) -> Shelf:
    """An entry of each feed, 1 to 5, that have nothing in common; each is an hour younger than the one before."""
    for hours, (feed, title) in enumerate(zip(FEEDS, APART, strict=True)):
        shelf.take(raw(title, f"https://{feed}.example/1", guid=str(hours + 1), hours_ago=9 - hours), feed=feed)
    return shelf


def hub(feed: str, title: str = HUB, *, hours_ago: float = 1, summary: str = TOLD) -> RawEntry:
    """How a feed tells of the hub."""
    return raw(title, f"https://{feed}.example/hub", guid=feed, summary=summary, hours_ago=hours_ago)


def regrouped(shelf: Shelf, likeness: Mapping[tuple[int, int], float], *started: int) -> set[frozenset[str]]:
    """The stories after these entries were grouped anew, with this likeness."""
    with shelf.db.transaction():
        wording.set_likeness(shelf.db, likeness)
        change = entries.next_change(shelf.db)
        folder = Folder(shelf.db, SECONDS)
        for story in folder.regroup(started or sorted({one for pair in likeness for one in pair}), change):
            entries.refresh_story(shelf.db, story)
    return {frozenset(story) for story in shelf.groups()}


def groups(*stories: str) -> set[frozenset[str]]:
    """ "12" is a story of the entries 1 and 2."""
    return {frozenset(story) for story in stories}


def homes(shelf: Shelf) -> dict[str, set[str]]:
    """The guids in each story, by its public id."""
    found: dict[str, set[str]] = {}
    for name, guid in shelf.db.rows("SELECT s.public_id, e.guid FROM entry e JOIN story s ON s.id = e.story_id"):
        found.setdefault(name, set()).add(guid)
    return found


def decide(shelf: Shelf, one: int, other: int, *, together: bool) -> None:
    names = verdicts.names_of(shelf.db, [one, other])
    verdicts.decide(shelf.db, [(names[one], names[other])], together=together, now=SECONDS)


def test_a_second_outlet_joins_the_story_and_the_first_gives_it_its_id(shelf: Shelf) -> None:
    shelf.take(hub("one", hours_ago=2), feed="one")
    ((name, _),) = homes(shelf).items()
    shelf.now += timedelta(hours=1)
    taken = shelf.take(hub("two", "Old swimming baths open as Wexmoor family hub", hours_ago=3), feed="two")
    assert (taken.new, taken.duplicates) == (0, 1)
    assert homes(shelf) == {name: {"one", "two"}}
    (story,) = stories.load(shelf.db, [1])
    assert {(one.feed, one.match) for one in story.sources} == {("two", "lead"), ("one", "text")}
    assert all(0.3 < one.score <= 1 for one in story.sources)


def test_two_entries_of_one_document_may_be_one_story(shelf: Shelf) -> None:
    taken = shelf.take(hub("one"), raw(HUB, "https://elsewhere.example/hub", guid="x", summary=TOLD), feed="one")
    assert (taken.new, taken.duplicates) == (1, 1)
    assert shelf.groups() == {frozenset({"one", "x"})}


@pytest.mark.parametrize(
    ("other", "match"),
    [
        (raw("Baths reopened", "https://one.example/hub", summary=TOLD), "link"),
        (hub("two", f"Exclusive: {HUB}"), "title"),
        (hub("two", "Old swimming baths open as Wexmoor family hub"), "text"),
    ],
)
def test_the_store_says_by_what_an_entry_was_matched(shelf: Shelf, other: RawEntry, match: str) -> None:
    shelf.take(hub("one", hours_ago=2), feed="one")
    shelf.take(other, feed="two")
    assert [row[0] for row in shelf.db.rows("SELECT match FROM entry")] == [match, match]


def test_a_source_that_joins_is_noted_on_the_story_and_nothing_else_is(full: Shelf) -> None:
    before = full.db.value("SELECT value FROM meta WHERE key = 'change'")
    assert regrouped(full, {(1, 2): 0.9}) == groups("12", "3", "4", "5")
    told = full.db.rows("SELECT id, revised_change FROM story ORDER BY id")
    assert [tuple(row) for row in told] == [(1, int(before) + 1), (3, None), (4, None), (5, None)]


def test_grouping_again_what_has_not_changed_changes_nothing(full: Shelf) -> None:
    regrouped(full, {(1, 2): 0.9, (2, 3): 0.5, (1, 3): 0.4})
    before = [tuple(row) for row in full.db.rows("SELECT * FROM story")]
    for _ in range(2):
        with full.db.transaction():
            assert Folder(full.db, SECONDS).regroup([1, 2, 3, 4], 99) == set()
    assert [tuple(row) for row in full.db.rows("SELECT * FROM story")] == before


def test_an_entry_goes_over_to_one_that_it_is_more_like(full: Shelf) -> None:
    assert regrouped(full, {(1, 2): 0.3}) == groups("12", "3", "4", "5")
    assert regrouped(full, {(2, 3): 0.9, (1, 3): 0.1}) == groups("1", "23", "4", "5")
    assert [tuple(row) for row in full.db.rows("SELECT id, sources, lead_entry_id FROM story ORDER BY id")] == [
        (1, 1, 1),
        (3, 2, 2),
        (4, 1, 4),
        (5, 1, 5),
    ]


def test_a_chain_is_parted_where_it_is_weakest(full: Shelf) -> None:
    chain = {(1, 2): 0.5, (2, 3): 0.3, (3, 4): 0.5}
    assert regrouped(full, chain) == groups("12", "34", "5")
    assert regrouped(full, {(1, 3): 0.4, (1, 4): 0.4, (2, 4): 0.4}) == groups("1234", "5")


def test_guests_that_are_left_together_get_a_story_of_their_own(full: Shelf) -> None:
    """1 goes over to 4 and takes its story along; 2 and 3 stay behind as one."""
    ours = dict(zip("12345", [row[0] for row in full.db.rows("SELECT public_id FROM story ORDER BY id")], strict=True))
    regrouped(full, {(1, 2): 0.4, (1, 3): 0.4, (2, 3): 0.5})
    assert homes(full)[ours["1"]] == {"1", "2", "3"}
    regrouped(full, {(1, 4): 0.9, (2, 4): -1.0})
    assert homes(full) == {ours["1"]: {"1", "4"}, ours["2"]: {"2", "3"}, ours["5"]: {"5"}}


def test_the_older_of_two_stories_keeps_its_id(full: Shelf) -> None:
    ours = [row[0] for row in full.db.rows("SELECT public_id FROM story ORDER BY id")]
    regrouped(full, {(2, 4): 0.9}, 4)
    assert homes(full)[ours[1]] == {"2", "4"}
    assert stories.resolve(full.db, [ours[3]]) == [2]


def test_the_readers_marks_on_a_story_stay_on_what_took_it_over(full: Shelf) -> None:
    set_marks(full.db, [2], ["read", "star"], 7)
    regrouped(full, {(1, 2): 0.9})
    (story,) = stories.load(full.db, [1])
    assert (story.read, story.starred) == (True, True)


def test_what_a_story_holds_of_forgotten_entries_stays_with_it(full: Shelf) -> None:
    regrouped(full, {(1, 2): 0.9, (2, 3): 0.9, (1, 3): 0.9})
    wording.forget(full.db, [1, 2])
    assert regrouped(full, {(3, 4): 0.9, (3, 5): 0.3}) == groups("1234", "5")


def test_a_forgotten_entry_is_joined_by_its_page_alone(shelf: Shelf) -> None:
    shelf.take(hub("one"), feed="one")
    shelf.now += timedelta(days=40)
    with shelf.db.transaction():
        shelf.desk().close_day()
    shelf.take(hub("two"), raw("Baths", "https://one.example/hub", guid="again"), feed="two")
    assert shelf.groups() == {frozenset({"one", "again"}), frozenset({"two"})}


def test_one_page_is_one_story_whatever_speaks_against_it(full: Shelf) -> None:
    assert regrouped(full, {(1, 2): SAME_PAGE, (2, 3): -1.0, (1, 3): 0.9}) == groups("12", "3", "4", "5")


# --- the reader decides -----------------------------------------------------------------------------


def test_what_the_reader_joined_is_one_story_whatever_it_is_like(full: Shelf) -> None:
    decide(full, 1, 3, together=True)
    assert regrouped(full, {(1, 3): -1.0}, 1) == groups("13", "2", "4", "5")
    assert regrouped(full, {(3, 4): 0.9, (1, 4): 0.3}) == groups("134", "2", "5")


def test_what_the_reader_parted_stays_apart_whatever_comes(full: Shelf) -> None:
    alike = {(1, 2): 0.9, (1, 3): 0.9, (2, 3): 0.9}
    assert regrouped(full, alike) == groups("123", "4", "5")
    decide(full, 1, 2, together=False)
    found = regrouped(full, {}, 1, 2)
    assert not any({"1", "2"} <= story for story in found)
    later = regrouped(full, {(one, other): 0.9 for one in (1, 2, 3) for other in (4, 5)})
    assert not any({"1", "2"} <= story for story in later)


def test_the_readers_word_outweighs_a_common_page(full: Shelf) -> None:
    decide(full, 1, 2, together=False)
    assert regrouped(full, {(1, 2): SAME_PAGE}) == groups("1", "2", "3", "4", "5")


def test_the_readers_last_word_counts(full: Shelf) -> None:
    for _ in range(2):
        deciding.join(full.db, [full.row(APART[0]), full.row(APART[1])], SECONDS)
        assert regrouped(full, {(1, 2): -1.0, (2, 3): 0.3}) == groups("12", "3", "4", "5")
        deciding.split(full.db, full.row(APART[0]), None, SECONDS)
        assert regrouped(full, {(1, 2): 0.9, (2, 3): 0.1}) == groups("1", "2", "3", "4", "5")


def test_a_verdict_on_entries_that_are_not_stored_is_kept_for_later(full: Shelf) -> None:
    verdicts.decide(full.db, [("one link one.example/1", "six link six.example/1")], together=True, now=SECONDS)
    assert regrouped(full, {(1, 2): 0.9}) == groups("12", "3", "4", "5")


def test_a_verdict_holds_when_the_words_are_forgotten(full: Shelf) -> None:
    decide(full, 1, 2, together=True)
    regrouped(full, {}, 1)
    wording.forget(full.db, [1, 2])
    assert regrouped(full, {(1, 3): SAME_PAGE}) == groups("123", "4", "5")


# --- what follows -----------------------------------------------------------------------------------

FIRE = "Fire guts Brackwater children's home"
CAUSE = "Fire that guts Brackwater children's home began in a dryer"


def test_a_story_follows_the_one_that_its_first_entry_goes_on_with(shelf: Shelf) -> None:
    shelf.take(hub("one", FIRE, hours_ago=150, summary=""), feed="one")
    shelf.take(hub("two", f"{FIRE} in Aldcaster Road", hours_ago=149, summary=""), feed="two")
    assert shelf.groups() == {frozenset({"one", "two"})}
    shelf.take(hub("three", CAUSE, hours_ago=20, summary=""), feed="three")
    shelf.take(hub("four", f"{CAUSE}, say firefighters", hours_ago=19, summary=""), feed="four")
    assert shelf.groups() == {frozenset({"one", "two"}), frozenset({"three", "four"})}
    (row,) = shelf.db.rows("SELECT id, follows_id FROM story WHERE follows_id IS NOT NULL")
    assert row["id"] == shelf.row(CAUSE)
    assert row["follows_id"] == shelf.row(FIRE)


def test_a_guest_does_not_say_what_its_story_follows(shelf: Shelf) -> None:
    shelf.take(hub("one", FIRE, hours_ago=150, summary=""), feed="one")
    shelf.take(
        hub("three", "Tumble dryer began fire that guts children's home", hours_ago=20, summary=""), feed="three"
    )
    shelf.now += timedelta(minutes=5)
    shelf.take(hub("four", f"Tumble dryer began {FIRE[:1].lower()}{FIRE[1:]}", hours_ago=19, summary=""), feed="four")
    assert shelf.groups() == {frozenset({"one"}), frozenset({"three", "four"})}
    assert shelf.db.rows("SELECT 1 FROM story WHERE follows_id IS NOT NULL") == []


def test_grouping_searches_an_index_and_never_walks_a_table(full: Shelf) -> None:
    decide(full, 1, 3, together=False)
    wording.set_likeness(full.db, {(1, 2): 0.1, (2, 3): 0.1})
    assert walked(full.db, lambda db: Folder(db, SECONDS).regroup([1, 2, 3], 99)) == []
    assert [member.entry_id for member in regroup.members_of(full.db, [1])] == [1]
