"""What comes first in a section: by parts that can be told, always the same."""

import random
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from cfnews.ranking import parts, ranked, score
from cfnews.story import Event, Source, Story
from tests.unit.test_digest import NOW, SOURCE, story

EVENT = Event("monitoring_visit", "E1", None, None, None, None, None, "")


def source(feed: str, role: Any = "trade") -> Source:
    return msgspec.structs.replace(SOURCE, feed=feed, role=role)


def titles(*stories: Story) -> list[str]:
    return [one.title for one in ranked(stories, NOW)]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"watches": ["foster carers"]}, "you watch foster carers"),
        ({"sources": [source("a", "primary")]}, "the body itself tells it"),
        ({"events": [EVENT]}, "it tells of an inspection or an intervention"),
        ({"sources": [source("a"), source("b"), source("c")]}, "told by 3 outlets"),
    ],
)
def test_what_counts_for_a_story_brings_it_before_an_equal_one(more: dict[str, Any], reason: str) -> None:
    assert titles(story("Plain"), story("Counts", **more)) == ["Counts", "Plain"]
    assert reason in [part.reason for part in parts(story("Counts", **more), NOW)]


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "job"},
        {"kind": "podcast"},
        {"published_at": None},
        {"published_at": NOW - timedelta(days=9), "first_seen_at": NOW},
        {"published_at": NOW - timedelta(days=1), "first_seen_at": NOW - timedelta(days=1)},
    ],
    ids=["job", "podcast", "undated", "old when it came", "of yesterday"],
)
def test_what_counts_against_a_story_brings_it_behind_an_equal_one(more: dict[str, Any]) -> None:
    assert titles(story("Behind", **more), story("Plain")) == ["Plain", "Behind"]


def test_an_old_story_that_comes_now_stands_behind_the_news_of_yesterday_whoever_tells_it() -> None:
    old = story("Old", published_at=NOW - timedelta(days=30), sources=[source("a", "primary")])
    yesterday = NOW - timedelta(days=1)
    assert titles(old, story("News", published_at=yesterday, first_seen_at=yesterday)) == ["News", "Old"]


def test_the_parts_add_up_to_the_score_and_each_outlet_counts_up_to_a_bound() -> None:
    many = story("Many", sources=[source(f"feed-{number}") for number in range(40)], events=[EVENT])
    assert score(many, NOW) == pytest.approx(sum(part.points for part in parts(many, NOW)))
    assert score(many, NOW) == score(story("Many", sources=many.sources[:9], events=[EVENT]), NOW)


def test_the_order_is_the_same_whatever_order_they_came_in() -> None:
    stories = [story(str(number), id=f"id-{number}", kind="news" if number % 3 else "job") for number in range(20)]
    first = titles(*stories)
    for seed in range(5):
        random.Random(seed).shuffle(stories)
        assert titles(*stories) == first


def test_a_date_in_the_future_is_no_fresher_than_now() -> None:
    ahead = story("Ahead", published_at=NOW + timedelta(days=2))
    assert score(ahead, NOW) == score(story("Now"), NOW)
