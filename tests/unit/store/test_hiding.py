"""Rules to hide: in force on what is stored and on what comes, behind the reader's own word, and fully taken back."""

from collections.abc import Sequence

import pytest

from cfnews.model import HideSpec
from cfnews.query import move_cursor, read
from cfnews.store.hiding import are_in_force, hidden_at, put_in_force
from cfnews.store.marks import HIDDEN_BY_READER, Mark, Said, set_marks
from cfnews.store.settings import hides_are_of
from cfnews.story import Facts, Selection
from cfnews.update.deciding import join, split
from cfnews.update.merging import merge
from tests.unit.making import NOW, Shelf, Told, raw, spec

JOB, HUB, MARKET = "Team manager wanted in Fernby", "Fernby opens a family hub", "Market stalls for care leavers"
JOBS = HideSpec(name="jobs", kinds=("job",))
HUBS = HideSpec(name="hubs", words=('"family hub"', "stalls"), exclude=("leavers",))
BECAUSE = "hidden by your rule jobs: kind job"
SECONDS = int(NOW.timestamp())


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf(None, spec("outlet"), tagger=Told({"job": Facts(kind="job"), "job 2": Facts(kind="job")}))
    made.take(
        raw(JOB, "https://outlet.example/1", guid="job", hours_ago=3),
        raw(HUB, "https://outlet.example/2", hours_ago=2),
        raw(MARKET, "https://outlet.example/3", hours_ago=1),
    )
    return made


def because(shelf: Shelf) -> dict[str, str | None]:
    rows = shelf.db.rows("SELECT e.title, s.hidden_because FROM story s JOIN entry e ON e.id = s.lead_entry_id")
    return {row[0]: row[1] for row in rows if row[1]}


def in_force(shelf: Shelf, *hides: HideSpec, signature: str = "now") -> int:
    return put_in_force(shelf.db, hides, signature)


def mark(shelf: Shelf, title: str, *marks: Mark) -> int:
    return set_marks(shelf.db, [shelf.row(title)], marks, SECONDS)


def look(shelf: Shelf, name: str = "reader", **wanted: object) -> list[str]:
    """What is new for a cursor, which then moves."""
    selection = Selection(new=True, cursor=name, sort="oldest", **wanted)  # type: ignore[arg-type]
    reading = read(shelf.db, selection, now=NOW, refresh_after=3600, offline=False)
    move_cursor(shelf.db, reading, NOW)
    return [story.title for story in reading.stories]


def test_a_rule_hides_what_is_stored_and_says_by_which_part(shelf: Shelf) -> None:
    assert in_force(shelf, JOBS, HUBS) == 2
    assert because(shelf) == {JOB: BECAUSE, HUB: 'hidden by your rule hubs: words “"family hub"”'}
    assert hidden_at(shelf.db, "jobs") == [SECONDS - 3 * 3600]
    assert hidden_at(shelf.db, "job") == []


def test_of_several_rules_the_first_says_it(shelf: Shelf) -> None:
    in_force(shelf, JOBS, HideSpec(name="all", feeds=("outlet",)))
    assert because(shelf)[JOB] == BECAUSE
    assert because(shelf)[HUB] == "hidden by your rule all: feed outlet"


def test_a_rule_that_is_gone_gives_back_what_it_hid(shelf: Shelf) -> None:
    in_force(shelf, JOBS, HUBS)
    assert in_force(shelf, HUBS) == 1
    assert list(because(shelf)) == [HUB]
    assert in_force(shelf) == 1
    assert because(shelf) == {}


def test_rules_that_are_in_force_are_not_put_so_again(shelf: Shelf) -> None:
    in_force(shelf, JOBS)
    assert are_in_force(shelf.db, [JOBS]) and hides_are_of(shelf.db, "now")
    shelf.db.run("UPDATE story SET hidden_because = NULL")
    assert in_force(shelf, JOBS) == in_force(shelf, JOBS, signature="another state of the file") == 0
    assert because(shelf) == {}
    assert hides_are_of(shelf.db, "another state of the file")


def test_what_comes_later_is_hidden_as_it_comes_and_counts_as_filtered(shelf: Shelf) -> None:
    in_force(shelf, JOBS, HUBS)
    taken = shelf.take(
        raw("Nurse wanted", "https://outlet.example/4", guid="job 2"), raw("A choir sings", "https://outlet.example/5")
    )
    assert (taken.new, taken.filtered) == (1, 1)
    assert because(shelf)["Nurse wanted"] == BECAUSE


def test_a_text_that_changes_is_hidden_or_shown_by_what_it_says_now(shelf: Shelf) -> None:
    in_force(shelf, HUBS)
    shelf.take(raw("Fernby opens a library", "https://outlet.example/2", hours_ago=2))
    shelf.take(raw("Fernby opens a family hub for all", "https://outlet.example/3", hours_ago=1))
    assert list(because(shelf)) == ["Fernby opens a family hub for all"]


def test_the_reader_has_the_last_word_over_a_rule(shelf: Shelf) -> None:
    in_force(shelf, JOBS)
    assert mark(shelf, JOB, "unhide") == 1
    in_force(shelf)
    in_force(shelf, JOBS)
    assert because(shelf) == {}


def test_what_the_reader_hides_too_stays_hidden_without_the_rule(shelf: Shelf) -> None:
    in_force(shelf, JOBS)
    assert mark(shelf, JOB, "hide") == 1
    assert because(shelf) == {JOB: HIDDEN_BY_READER}
    in_force(shelf)
    assert because(shelf) == {JOB: HIDDEN_BY_READER}
    assert mark(shelf, JOB, "hide") == 0


def test_no_rule_hides_a_star_and_without_it_the_rule_holds_again(shelf: Shelf) -> None:
    in_force(shelf, JOBS)
    mark(shelf, JOB, "star")
    assert because(shelf) == {}
    in_force(shelf, HideSpec(name="all", feeds=("outlet",)))
    assert JOB not in because(shelf)
    in_force(shelf, JOBS)
    mark(shelf, JOB, "unstar")
    assert because(shelf) == {JOB: BECAUSE}


def test_what_is_none_of_the_sectors_says_that_first(shelf: Shelf) -> None:
    shelf.db.run("UPDATE story SET hidden_because = 'off topic' WHERE id = ?", (shelf.row(JOB),))
    assert in_force(shelf, JOBS) == 0
    in_force(shelf)
    assert because(shelf) == {JOB: "off topic"}


def test_what_a_cursor_passed_while_it_was_hidden_is_new_when_it_is_back(shelf: Shelf) -> None:
    in_force(shelf, JOBS)
    assert look(shelf) == [HUB, MARKET]
    assert look(shelf) == []
    in_force(shelf)
    assert look(shelf) == [JOB]
    assert look(shelf) == []
    assert look(shelf, "mail") == [JOB, HUB, MARKET]


def test_what_was_shown_before_a_rule_hid_it_is_not_new_when_it_is_back(shelf: Shelf) -> None:
    assert look(shelf) == [JOB, HUB, MARKET]
    in_force(shelf, JOBS)
    look(shelf)
    in_force(shelf)
    assert look(shelf) == []


def test_what_is_hidden_is_counted_as_new_once_and_no_more(shelf: Shelf) -> None:
    in_force(shelf, JOBS)
    selection = Selection(new=True, cursor="reader")
    first = read(shelf.db, selection, now=NOW, refresh_after=3600, offline=False)
    move_cursor(shelf.db, first, NOW)
    second = read(shelf.db, selection, now=NOW, refresh_after=3600, offline=False)
    assert (first.counts.hidden, second.counts.hidden) == (1, 0)


def test_a_hidden_story_that_was_asked_for_and_shown_is_not_new_again(shelf: Shelf) -> None:
    in_force(shelf, JOBS)
    assert look(shelf, hidden=True) == [JOB]
    look(shelf)
    in_force(shelf)
    assert look(shelf) == []


@pytest.mark.parametrize("marks", [["unhide"], ["star"]])
def test_what_the_reader_took_back_himself_is_not_new_later(shelf: Shelf, marks: Sequence[Mark]) -> None:
    in_force(shelf, JOBS)
    look(shelf)
    mark(shelf, JOB, *marks)
    in_force(shelf)
    assert look(shelf) == []


def test_a_story_is_hidden_for_any_of_its_sources_and_each_part_of_it_for_its_own(shelf: Shelf) -> None:
    in_force(shelf, HideSpec(name="stalls", words=("stalls",)))
    (whole,) = join(shelf.db, [shelf.row(HUB), shelf.row(MARKET)], SECONDS)
    assert shelf.db.value("SELECT hidden_because FROM story WHERE id = ?", (whole,)).endswith("words “stalls”")
    split(shelf.db, whole, None, SECONDS)
    assert because(shelf) == {MARKET: "hidden by your rule stalls: words “stalls”"}


def test_a_mark_from_another_machine_goes_before_a_rule(shelf: Shelf) -> None:
    in_force(shelf, JOBS)
    name = shelf.db.value("SELECT feed_id || ' ' || key FROM entry WHERE title = ?", (JOB,))
    merge(shelf.db, [Said(name, "hidden", False, SECONDS)], [], [], SECONDS)
    assert because(shelf) == {}
