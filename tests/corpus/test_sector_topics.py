"""Topics, kinds and relevance on the labelled set, and on the pages of a made-up press.

The floors stand below what was measured (topics F1 0.977, sector F1 0.993, kinds 0.994): whoever lowers one knows it.
"""

import json
import os
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cfnews.sector.item import Item
from cfnews.sector.kinds import find_kind
from cfnews.sector.relevance import judge_relevance
from cfnews.sector.topics import TopicFinder

SHARED = Path(os.environ.get("CFNEWS_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
ITEMS = SHARED / "exam" / "sector" / "dev" / "items.jsonl"
NEWSROOM = SHARED / "exam" / "newsroom" / "dev" / "newsroom.toml"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not ITEMS.is_file(), reason=f"the labelled set is not at {SHARED} (set CFNEWS_SHARED)"),
]
FINDER = TopicFinder()


def _labelled() -> list[tuple[Item, dict[str, Any]]]:
    rows = [json.loads(line) for line in ITEMS.read_text(encoding="utf-8").splitlines()]
    return [
        (
            Item(
                title=row["title"],
                summary=row["excerpt"],
                feed=row["feed"],
                feed_name=row["feed_name"],
                section=row["section"],
                role=row["role"],
                nation=row["feed_nation"],
                scope=row["scope"],
            ),
            row["labels"],
        )
        for row in rows
    ]


def _is_kept(item: Item) -> bool:
    return judge_relevance(item, FINDER.find(item), (), ()).is_sector


def _f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / (2 * right + wrong + missed)


def test_topics_of_the_labelled_items() -> None:
    counts: Counter[str] = Counter()
    for item, labels in _labelled():
        found = {topic.value for topic in FINDER.find(item)} if _is_kept(item) else set()
        wanted = set(labels["topics"])
        counts["right"] += len(found & wanted)
        counts["wrong"] += len(found - wanted - set(labels["topics_optional"]))
        counts["missed"] += len(wanted - found)
    assert _f1(counts["right"], counts["wrong"], counts["missed"]) >= 0.95, counts


def test_sector_or_not_of_the_labelled_items() -> None:
    counts = Counter(
        (labels["is_sector"], _is_kept(item)) for item, labels in _labelled() if labels["is_sector_scored"]
    )
    assert _f1(counts[True, True], counts[False, True], counts[True, False]) >= 0.98, counts


def test_kinds_of_the_labelled_items() -> None:
    right = [find_kind(item).value in labels["kind_ok"] for item, labels in _labelled()]
    assert sum(right) / len(right) >= 0.97


def _pages(*, off_topic: bool) -> Iterator[Item]:
    room = tomllib.loads(NEWSROOM.read_text(encoding="utf-8"))
    general = {feed.get("of", feed["id"]) for feed in room["feed"] if feed.get("scope") == "filter"}
    for story in room["story"]:
        for page in story["in"]:
            if ("desk" in story) is off_topic and page["by"] in general:
                yield Item(page["title"], page["lead"], role="national", scope="filter")


def test_a_made_up_newsroom_loses_no_page_of_the_sector_and_keeps_no_other() -> None:
    lost = [page.title for page in _pages(off_topic=False) if not _is_kept(page)]
    kept = [page.title for page in _pages(off_topic=True) if _is_kept(page)]
    assert (lost, kept) == ([], [])
    assert len(list(_pages(off_topic=True))) == 60
