"""Which stories of other feeds a new entry joins, by its page or its headline."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest

from cfnews.model import Entry, Known
from cfnews.stories.exact import Fold, find_story
from tests.unit.making import NOW, entry, known

TITLE = "Council opens a new family hub today"
OURS = entry(TITLE, "here.example/1")


def other(
    number: int = 1,
    title: str = TITLE,
    link: str = "there.example/1",
    hours: float = 1,
    feed: str = "other",
    key: str = "",
) -> Known:
    """An entry of another feed, published so many hours before ours."""
    one = entry(title, link, at=NOW - timedelta(hours=hours))
    return known(one, number, feed=feed, story=100 + number, key=key or f"link {link}")


def fold(elsewhere: Sequence[Known], titles: Mapping[str, int] | None = None, ours: Entry = OURS) -> Fold | None:
    return find_story(ours, elsewhere, titles or {}, NOW)


def test_the_same_page_is_the_same_story_whatever_its_title_and_age() -> None:
    found = fold([other(link="here.example/1", title="Quite another title", hours=9999)])
    assert found == Fold(101, "link")


def test_a_link_that_is_no_key_of_the_other_entry_joins_nothing() -> None:
    shared = other(link="here.example/1", title="Quite another title", key="page other https://here.example/1 x")
    assert fold([shared]) is None


def test_entries_without_a_link_are_not_on_one_page() -> None:
    assert fold([other(link="", title="Quite another title")], ours=entry(TITLE)) is None


@pytest.mark.parametrize(("hours", "joined"), [(0, True), (72, True), (-72, True), (73, False), (-73, False)])
def test_a_headline_joins_within_three_days(hours: float, joined: bool) -> None:
    assert fold([other(hours=hours)]) == (Fold(101, "title") if joined else None)


def test_an_undated_entry_counts_from_when_it_was_seen() -> None:
    undated = entry(TITLE, "here.example/1", at=None)
    assert fold([other(hours=71)], ours=undated) == Fold(101, "title")
    assert fold([other(hours=73)], ours=undated) is None
    there = known(entry(TITLE, "there.example/1", at=None), story=7, feed="other", seen=int(NOW.timestamp()) - 3600)
    assert fold([there]) == Fold(7, "title")


@pytest.mark.parametrize(
    "title",
    [
        "Weekly news",  # too short
        "Ofsted inspects Harrowmere safeguarding",  # long enough, too few words
        "A b c d e f g",  # words enough, too few characters
        "Re A (A Child) (Care Proceedings: Threshold) [2026]",  # anonymised judgments are many cases
        "In the matter of B and others, adoption appeal",
        "H v Harrowmere Borough Council and another",
    ],
)
def test_a_headline_that_can_be_chance_joins_nothing(title: str) -> None:
    assert fold([other(title=title)], ours=entry(title, "here.example/1")) is None


@pytest.mark.parametrize(
    "title", ["Young carers are a priority for us all", "Review of the revised care standards begins"]
)
def test_a_telling_headline_is_not_mistaken_for_a_judgment(title: str) -> None:
    assert fold([other(title=title)], ours=entry(title, "here.example/1")) == Fold(101, "title")


def test_a_series_of_our_own_feed_joins_nothing() -> None:
    assert fold([other()], {OURS.title_key: 2}) is None
    assert fold([other()], {OURS.title_key: 1}) == Fold(101, "title")


def test_a_series_of_another_feed_joins_nothing() -> None:
    assert fold([other(1, hours=1), other(2, hours=300)]) is None


def test_of_several_stories_the_oldest_is_joined() -> None:
    assert fold([other(1, feed="a"), other(2, feed="b")]) == Fold(101, "title")


def test_a_story_out_of_the_window_does_not_hide_one_within_it() -> None:
    assert fold([other(1, feed="a", hours=200), other(2, feed="b", hours=2)]) == Fold(102, "title")


def test_the_page_goes_before_the_headline() -> None:
    page = other(2, feed="b", link="here.example/1", title="Quite another title")
    assert fold([other(1, feed="a"), page]) == Fold(102, "link")
