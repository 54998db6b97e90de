"""The keys: what is bound, what the help says and what the reference says are one list."""

from pathlib import Path

import pytest

from cfnews.reader.app import Reader
from cfnews.reader.keys import HINTS, KEYS, Key

_REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "commands.md"


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.action)
def test_each_key_has_an_action_and_stands_in_the_reference(key: Key) -> None:
    assert hasattr(Reader, f"action_{key.action.partition('(')[0]}")
    names = ", ".join(f"`{name}`" for name in key.written.split("  "))
    assert f"| {names} | {key.does} |" in _REFERENCE.read_text("utf-8")


def test_no_key_does_two_things() -> None:
    bound = [name for key in KEYS for name in key.keys.split(",")]
    assert len(bound) == len(set(bound))


def test_the_hints_fit_a_small_screen_and_name_keys_that_there_are() -> None:
    assert len(HINTS) <= 80
    written = {name for key in KEYS for name in key.written.split("  ")}
    assert {hint.split()[0] for hint in HINTS.split("  ")} <= written
