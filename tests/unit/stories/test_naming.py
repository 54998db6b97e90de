"""A story's id, which must never change: scripts and colleagues hold on to it."""

import re

import pytest

from cfnews.stories.naming import story_id


@pytest.mark.parametrize(
    ("key", "name"),
    [("link desk.example/1", "lq26bmwckq"), ("text desk caf\u00e9 2026-11-20", "wob5phfc6t"), ("", "4oymiquy7q")],
)
def test_an_id_is_the_same_for_ever_and_on_every_machine(key: str, name: str) -> None:
    assert story_id(key) == name


def test_an_id_has_ten_characters_that_can_be_typed() -> None:
    assert all(re.fullmatch("[a-z2-7]{10}", story_id(f"link desk.example/{number}")) for number in range(200))
