"""Why a source is in its story: `show`, `why` and the views say the same, and who no longer leads is no lead."""

import pytest

from cfnews.store import stories
from cfnews.update import deciding
from cfnews.update.explaining import reasons_for
from tests.unit.making import Shelf
from tests.unit.update import test_folding
from tests.unit.update.test_folding import APART, HUB, SECONDS, hub, regrouped

shelf, full = test_folding.shelf, test_folding.full  # the fixtures


def matches(shelf: Shelf, story: int) -> dict[str, str]:
    """By what each source is in the story, by feed; the three that tell it must agree."""
    (shown,) = stories.load(shelf.db, [story])
    told = {one.feed: (one.match, one.score) for one in shown.sources}
    reasons = reasons_for(shelf.db, story, [], [])
    assert {one.source.feed: (one.match, one.score) for one in reasons.sources} == told
    rows = shelf.db.rows("SELECT feed, match, score, lead FROM v_sources WHERE story = ?", (shown.id,))
    assert {row["feed"]: (row["match"], row["score"]) for row in rows} == told
    assert [row["feed"] for row in rows if row["lead"]] == [one for one, (match, _) in told.items() if match == "lead"]
    return {feed: match for feed, (match, _) in told.items()}


def test_who_was_alone_and_leads_no_more_is_in_the_story_by_what_joined_it(shelf: Shelf) -> None:
    shelf.take(hub("one", hours_ago=2), feed="one")
    assert matches(shelf, 1) == {"one": "lead"}
    shelf.take(hub("two", "Old swimming baths open as Wexmoor family hub", hours_ago=3), feed="two")
    assert matches(shelf, shelf.db.value("SELECT id FROM story")) == {"two": "lead", "one": "text"}


def test_what_the_reader_joined_is_no_second_lead_and_on_no_common_page(full: Shelf) -> None:
    deciding.join(full.db, [1, 2], SECONDS)
    assert matches(full, 1) == {"one": "lead", "two": "text"}
    assert full.db.value("SELECT score FROM entry WHERE feed_id = 'two'") < 0.27


def test_a_headline_in_common_is_told_of_what_the_reader_joined(shelf: Shelf) -> None:
    shelf.take(hub("one", hours_ago=90, summary=""), feed="one")
    shelf.take(hub("two", hours_ago=1, summary=""), feed="two")
    rows = [shelf.row(HUB), shelf.db.value("SELECT story_id FROM entry WHERE feed_id = 'two'")]
    if rows[0] != rows[1]:
        deciding.join(shelf.db, rows, SECONDS)
    assert matches(shelf, rows[0]) == {"one": "lead", "two": "title"}


@pytest.mark.parametrize("source", [None, "one", "two"])
def test_who_is_alone_again_leads(full: Shelf, source: str | None) -> None:
    deciding.join(full.db, [1, 2], SECONDS)
    for story in deciding.split(full.db, full.row(APART[0]), source, SECONDS):
        assert set(matches(full, story).values()) == {"lead"}


def test_an_entry_that_goes_over_to_another_story_leaves_the_other_a_lead(full: Shelf) -> None:
    regrouped(full, {(1, 2): 0.3})
    regrouped(full, {(2, 3): 0.9, (1, 3): 0.1})
    assert [matches(full, story) for story in (1, 3)] == [{"one": "lead"}, {"two": "lead", "three": "text"}]
    assert full.db.value("SELECT match FROM entry WHERE id = 1") == "lead"
