"""Inspection events and facts of reports over the labelled set: how many are found, and that no grade is invented."""

import json
import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cfnews.sector.events import find_events
from cfnews.sector.inspection_report import read_report
from cfnews.sector.item import Item
from cfnews.sector.places import PlaceFinder
from cfnews.story import Event

SHARED = Path(os.environ.get("CFNEWS_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
LABELLED = next((path.parent for path in sorted(SHARED.glob("*/sector/*/events.jsonl"))), SHARED / "labelled")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not LABELLED.is_dir(), reason=f"the labelled set is not at {LABELLED} (set CFNEWS_SHARED)"),
]

FINDER = PlaceFinder([])
GRADES = ("overall", "leadership", "help_and_protection", "children_in_care", "care_leavers", "adoption")


def _records(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (LABELLED / name).read_text(encoding="utf-8").splitlines()]


def _events(record: dict[str, Any]) -> list[Event]:
    item = Item(
        title="", summary=record["text"], published=datetime.fromisoformat(record["published"]).replace(tzinfo=UTC)
    )
    return find_events(item, FINDER.find(item))


def _core(event: dict[str, Any]) -> tuple[str, str | None, str | None]:
    return event["type"], event["place_code"], event["grade"]


def test_nearly_all_labelled_events_are_found_and_nearly_none_besides() -> None:
    found = missed = added = 0
    for record in _records("events.jsonl"):
        told = Counter((one.type, one.place, one.grade) for one in _events(record))
        wanted = Counter(map(_core, record["events"]))
        optional = Counter(map(_core, record["events_optional"]))
        found += (told & wanted).total()
        missed += (wanted - told).total()
        added += (told - wanted - optional).total()
    assert 2 * found / (2 * found + missed + added) >= 0.95  # measured 0.99


def test_no_grade_is_told_that_a_labelled_text_does_not_give() -> None:
    for record in _records("events.jsonl"):
        given = {(one["place_code"], one["grade"]) for one in record["events"] + record["events_optional"]}
        told = {(one.place, one.grade) for one in _events(record) if one.grade}
        assert told <= given, record["text"]


def test_dates_areas_and_directions_of_found_events_are_right() -> None:
    right = all_found = 0
    for record in _records("events.jsonl"):
        told = _events(record)
        for label in record["events"]:
            same = [one for one in told if (one.type, one.place, one.grade) == _core(label)]
            days = (label["date"], *label.get("date_ok", ()))
            ways = (label["direction"], *label.get("direction_ok", ()))
            all_found += bool(same)
            right += any(one.area == label["area"] and one.date in days and one.direction in ways for one in same)
    assert right / all_found >= 0.95


def _place_named(line: str) -> str | None:
    found = FINDER.find(Item(title=f"{line} council"))
    return found[0].place.code if found else None


def test_facts_of_labelled_reports_are_right_and_no_grade_is_invented() -> None:
    records = _records("reports.jsonl")
    right = Counter[str]()
    for record in records:
        label = record["labels"]
        facts = read_report((LABELLED / record["text_file"]).read_text(encoding="utf-8"), _place_named)
        told = {field: getattr(facts, field) for field in GRADES}
        assert all(grade in (None, label[field]) for field, grade in told.items()), record["source_file"]
        right["grades"] += all(told[field] == label[field] for field in GRADES)
        right["place"] += facts.place == label["place_code"]
        right["start"] += str(facts.inspection_start) == label["inspection_start"]
        right["end"] += str(facts.inspection_end) in label["inspection_end_ok"]
        right["published"] += label["published"] is None or str(facts.published) == label["published"]
        right["kind"] += (facts.type, facts.framework) == (label["type"], label["framework"])
        right["outcome"] += facts.area_send_outcome == label["area_send_outcome"]
    assert all(number / len(records) >= 0.97 for number in right.values()), right
