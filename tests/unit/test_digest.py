"""What a digest holds and in which order."""

from datetime import UTC, datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

import msgspec
import pytest

from cfnews.digest import SECTION_NAMES, SECTION_ORDER, Grouping, group
from cfnews.model import Section
from cfnews.story import Place, Source, Story

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 7, 15, 7, 0, tzinfo=UTC)
SOURCE = Source("desk", "The Desk", "trade", None, "T", None, "lead", 1.0)
PLAIN = Story(
    id="abcdefghij",
    url=None,
    title="",
    summary="",
    summary_truncated=False,
    language=None,
    kind="news",
    section="news",
    topics=[],
    places=[],
    bodies=[],
    nations=[],
    published_at=NOW,
    published_estimated=False,
    first_seen_at=NOW,
    updated_at=None,
    revised=False,
    sources=[SOURCE],
    events=[],
    figures=[],
    findings=[],
    citations=[],
    reports=[],
    read=False,
    starred=False,
    hidden=False,
    hidden_because=None,
    watches=[],
)


def story(title: str, **values: Any) -> Story:
    return msgspec.structs.replace(PLAIN, title=title, **values)


def grouped(by: Grouping, *stories: Story) -> list[tuple[str, list[str]]]:
    return [(one.heading, [story.title for story in one.stories]) for one in group(stories, by, NOW, LONDON)]


@pytest.mark.parametrize("by", get_args(Grouping))
def test_of_no_stories_there_are_no_groups(by: Grouping) -> None:
    assert grouped(by) == []


@pytest.mark.parametrize("by", get_args(Grouping))
def test_no_story_is_lost_or_shown_twice_and_the_order_within_a_group_is_kept(by: Grouping) -> None:
    leeds = [Place("E1", "leeds", "Leeds"), Place("E2", "york", "York")]
    stories = [story(str(number), topics=["a", "b"] * (number % 2), places=leeds * (number % 2)) for number in range(9)]
    groups = grouped(by, *stories)
    assert sorted(title for _, titles in groups for title in titles) == [str(number) for number in range(9)]
    assert all(titles == sorted(titles) for _, titles in groups)


def test_sections_come_in_the_order_of_a_readers_morning() -> None:
    stories = [story(section, section=section) for section in get_args(Section)]
    assert grouped("section", *stories) == [(SECTION_NAMES[section], [section]) for section in SECTION_ORDER]


def test_every_section_has_a_place_and_a_name() -> None:
    assert set(SECTION_ORDER) == set(SECTION_NAMES) == set(get_args(Section))
    assert len(SECTION_ORDER) == len(set(SECTION_NAMES.values())) == len(get_args(Section))


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("none", [("", ["a", "b", "c"])]),
        ("topic", [("adoption", ["b"]), ("Zeal", ["a"]), ("Other", ["c"])]),
        ("place", [("Ashford", ["a"]), ("York", ["b"]), ("Other", ["c"])]),
        ("feed", [("Desk", ["b"]), ("The Desk", ["a", "c"])]),
    ],
)
def test_headings_are_in_order_and_what_has_none_comes_last(by: Grouping, groups: list[tuple[str, list[str]]]) -> None:
    stories = (
        story("a", topics=["Zeal", "adoption"], places=[Place("E1", "ashford", "Ashford")]),
        story("b", topics=["adoption"], places=[Place("E2", "york", "York")], sources=[
            msgspec.structs.replace(SOURCE, name="Desk"), SOURCE,
        ]),
        story("c"),
    )  # fmt: skip
    assert grouped(by, *stories) == groups


def test_days_are_those_of_london_newest_first() -> None:
    stories = (
        story("this morning", published_at=datetime(2026, 7, 15, 6, tzinfo=UTC)),
        story("after midnight", published_at=datetime(2026, 7, 14, 23, 30, tzinfo=UTC)),
        story("late yesterday", published_at=datetime(2026, 7, 14, 22, 30, tzinfo=UTC)),
        story("undated", published_at=None, first_seen_at=datetime(2026, 7, 13, 9, tzinfo=UTC)),
        story("old", published_at=datetime(2025, 7, 1, 9, tzinfo=UTC)),
    )
    assert grouped("day", *reversed(stories)) == [
        ("Today", ["after midnight", "this morning"]),
        ("Yesterday", ["late yesterday"]),
        ("Mon 13 Jul", ["undated"]),
        ("1 Jul 2025", ["old"]),
    ]
