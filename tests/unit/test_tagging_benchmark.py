"""The benchmark of tagging: what it reads, and that both of its sides read all of it. No time is asserted."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The benchmark as a module."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module("tagging")


def test_its_entries_are_the_same_every_time_and_a_quarter_has_something_of_the_sector(program: ModuleType) -> None:
    pairs = program.made_up_entries(40, "filter")
    assert pairs == program.made_up_entries(40, "filter")
    assert len({entry.title for _, entry in pairs}) == 40
    assert program.tag_all(pairs) == 10


def test_every_entry_of_a_feed_of_the_sector_is_looked_into(program: ModuleType) -> None:
    assert program.tag_all(program.made_up_entries(40, "sector")) == 40


def test_the_floor_counts_every_different_word_of_an_entry(program: ModuleType) -> None:
    ((spec, entry),) = program.made_up_entries(1, "sector")
    words = {word for word in f"{entry.title} {entry.summary}".lower().replace("£", " ").split() if word.isalnum()}
    assert program.count_words([(spec, entry)]) >= len(words) > 20


def test_it_prints_a_line_for_each_side_and_the_goal(
    program: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["tagging.py", "--entries", "20", "--rounds", "1"])
    program.main()
    heading, floor, cfnews, goal = capsys.readouterr().out.splitlines()
    assert heading.startswith("20 entries")
    assert floor.split()[0] == "floor" and cfnews.split()[0] == "cfnews"
    assert goal.endswith("(at least 3,000)")
