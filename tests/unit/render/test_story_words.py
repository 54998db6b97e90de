"""What the facts of a story say, and what they leave out because it tells nothing."""

from datetime import UTC
from typing import Any

import pytest

from cfnews.render import story_words as words
from cfnews.sector.lexicon import shipped_topics
from cfnews.sector.topic_labels import topic_label
from cfnews.story import Place
from tests.unit.render.telling import DUNMOOR, NOW, detail

CARDIFF = Place("W06000015", "cardiff", "Cardiff")


def facts(**values: Any) -> dict[str, str]:
    return dict(words.facts(detail(**values), NOW, UTC))


def test_a_plain_story_says_when_it_was_published_and_its_id() -> None:
    assert facts() == {"Published": "today 08:00", "Id": "abcdefghij"}
    assert facts(published_at=None)["Published"] == "no time given by the publisher, seen today 08:00"


@pytest.mark.parametrize(("kind", "said"), [("news", None), ("other", None), ("statistics", "statistics")])
def test_a_kind_is_told_where_it_is_not_news(kind: str, said: str | None) -> None:
    assert facts(kind=kind).get("Kind") == said


@pytest.mark.parametrize(
    ("nations", "places", "said"),
    [
        ([], [], None),
        (["england"], [], None),
        (["england"], [DUNMOOR], None),
        (["wales"], [], "Wales"),
        (["wales"], [CARDIFF], None),
        (["england", "wales"], [DUNMOOR], "England and Wales"),
        (["uk"], [DUNMOOR], "all of the UK"),
    ],
)
def test_nations_are_told_where_nothing_else_says_them(
    nations: list[str], places: list[Place], said: str | None
) -> None:
    assert facts(nations=nations, places=places).get("Nations") == said


def test_why_a_story_is_hidden_stands_beside_its_marks() -> None:
    assert facts(read=True, hidden=True, hidden_because="by you")["Marked"] == "read and hidden (by you)"


def test_every_shipped_topic_is_called_by_its_label_and_another_by_its_id() -> None:
    assert {spec.id: topic_label(spec.id) for spec in shipped_topics()} == {
        spec.id: spec.label for spec in shipped_topics()
    }
    assert topic_label("my_own-one") == "my own one"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Visitors leave", "Visitors return", ("Visitors leave", "Visitors return")),
        ("", "New", ("nothing", "New")),
        ("same " * 100 + "one", "same " * 100 + "other", None),
        ("same " * 100, "same " * 100 + "and more", None),
    ],
)
def test_a_change_is_shown_from_a_little_before_where_it_is(
    before: str, after: str, said: tuple[str, str] | None
) -> None:
    shown = words.difference(before, after)
    if said is not None:
        assert shown == said
        return
    assert all(one.startswith("…same") and len(one) < 80 for one in shown)
    assert shown[0] != shown[1]
