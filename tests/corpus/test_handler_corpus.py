"""Our handler in feedparser against feedparser's own, on every feed file of the shared corpora."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.parse.test_handler import OURS, PLAIN, read_by

pytestmark = pytest.mark.corpus

SHARED = Path(os.environ.get("CFNEWS_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")


def feeds() -> Iterator[Path]:
    index = SHARED / "corpora" / "corpora_index.jsonl"
    if not index.exists():
        pytest.skip(f"no index at {index}; set CFNEWS_SHARED")
    for line in index.read_text("utf-8").splitlines():
        yield index.parent / json.loads(line)["file"]


def test_every_feed_is_read_as_by_feedparsers_own_handler() -> None:
    seen = 0
    for path in feeds():
        body = path.read_bytes()
        assert read_by(OURS, body) == read_by(PLAIN, body), path
        seen += 1
    assert seen > 5_000
