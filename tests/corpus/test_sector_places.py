"""Places, bodies and nations on the labelled set: how many are right, and how many of those given."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cfnews.sector.bodies import find_bodies
from cfnews.sector.item import Item
from cfnews.sector.nations import find_nations
from cfnews.sector.places import PlaceFinder

SHARED = Path(os.environ.get("CFNEWS_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
ITEMS = SHARED / "exam" / "sector" / "dev" / "items.jsonl"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not ITEMS.is_file(), reason=f"the labelled set is not at {SHARED} (set CFNEWS_SHARED)"),
]


def _records() -> Iterator[tuple[Item, dict[str, Any]]]:
    for line in ITEMS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        published = record["published"] or ""
        yield (
            Item(
                title=record["title"],
                summary=record["excerpt"],
                feed=record["feed"],
                feed_name=record["feed_name"],
                section=record["section"],
                role=record["role"],
                nation=record["feed_nation"],
                scope=record["scope"],
                published=datetime.fromisoformat(published) if "T" in published else None,
            ),
            record["labels"],
        )


@cache
def _tallies() -> dict[str, Counter[str]]:
    """Right, wrong and lost answers; what is labelled optional is neither."""
    tallies: dict[str, Counter[str]] = {name: Counter() for name in ("places", "bodies", "nations")}
    finder = PlaceFinder(())
    for item, labels in _records():
        places, named = finder.find(item), find_bodies(item)
        answers = {
            "places": {one.place.slug for one in places},
            "bodies": {one.value for one in named},
            "nations": {one.value for one in find_nations(item, places, named)},
        }
        for name, given in answers.items():
            true = set(labels[name])
            tallies[name].update(
                right=len(true & given),
                lost=len(true - given),
                wrong=len(given - true - set(labels[f"{name}_optional"])),
            )
    return tallies


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [
        ("places", 0.98, 0.97),
        ("bodies", 0.98, 0.97),
        ("nations", 0.95, 0.97),
    ],  # measured 1.00 1.00, 1.00 1.00, 0.99 1.00
)
def test_nearly_all_are_found_and_nearly_none_is_false(name: str, precision: float, recall: float) -> None:
    tally = _tallies()[name]
    assert tally["right"] >= 40
    assert tally["right"] / (tally["right"] + tally["wrong"]) >= precision
    assert tally["right"] / (tally["right"] + tally["lost"]) >= recall
