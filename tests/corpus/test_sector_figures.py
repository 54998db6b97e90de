"""Key figures on the labelled set: how many are right, how many are lost, and that no forbidden number is taken."""

import json
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cfnews.sector.figures import find_figures
from cfnews.story import Figure

SHARED = Path(os.environ.get("CFNEWS_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
LABELLED = SHARED / "exam" / "sector" / "dev" / "figures.jsonl"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not LABELLED.is_file(), reason=f"the labelled set is not at {SHARED} (set CFNEWS_SHARED)"),
]


def _amount(value: float | str) -> float:
    """A number, or the share that a ratio is."""
    if isinstance(value, str):
        part, whole = value.split(":")
        return round(float(part) / float(whole), 6)
    return round(float(value), 6)


def _key(figure: dict[str, Any]) -> tuple[float, str]:
    return _amount(figure["value"]), figure["unit"]


def _match(figures: list[Figure], record: dict[str, Any], tally: Counter[str]) -> None:
    """Counts right, wrong and lost figures; optional ones and the other sides of comparisons are neither."""
    left = list(figures)
    for label in record["figures"]:
        found = next((one for one in left if (_amount(one.value), one.unit) == _key(label)), None)
        if found is None:
            tally["lost"] += 1
            continue
        left.remove(found)
        tally["right"] += 1
        tally["period"] += found.period == label["period"]
        if label["comparison"] and not label.get("comparison_derived"):
            other = found.comparison
            tally["compared"] += 1
            tally["comparison"] += (
                other is not None
                and _amount(other.value) == _amount(label["comparison"]["value"])
                and other.period == label["comparison"]["period"]
            )
    allowed = [_key(one) for one in record["figures_optional"]]
    allowed += [(_amount(one["comparison"]["value"]), one["unit"]) for one in record["figures"] if one["comparison"]]
    tally["wrong"] += sum((_amount(one.value), one.unit) not in allowed for one in left)


@cache
def _tally() -> Counter[str]:
    tally: Counter[str] = Counter()
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        _match(find_figures(record["text"]), record, tally)
    return tally


def test_hardly_a_figure_is_wrong() -> None:
    tally = _tally()
    assert tally["right"] > 50
    assert tally["right"] / (tally["right"] + tally["wrong"]) >= 0.95


def test_few_figures_are_lost() -> None:
    tally = _tally()
    assert tally["right"] / (tally["right"] + tally["lost"]) >= 0.85


def test_a_figure_that_is_found_has_its_period_and_comparison() -> None:
    tally = _tally()
    assert tally["period"] / tally["right"] >= 0.95
    assert tally["comparison"] / tally["compared"] >= 0.85
