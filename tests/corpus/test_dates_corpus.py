"""The date cases of feedparser, gofeed, NetNewsWire and Miniflux, and every date in the shared feeds."""

import json
import os
import re
from pathlib import Path

import pytest

from cfnews.normalise.dates import parse_date

SHARED = Path(os.environ.get("CFNEWS_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
CASES = SHARED / "corpora" / "dates" / "dates.shared.json"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CASES.is_file(), reason=f"the shared corpora are not at {SHARED} (set CFNEWS_SHARED)"),
]

# We read these as None on purpose: the century of the first two, and the month of the last, would
# come from nowhere, and a wrong date sorts a story where no reader looks.
DIFFERENT = {"031231", "-03-12", "Fri, 28 Xyz 2010 21:03:38 GMT"}


def _agrees(case: dict[str, str | None]) -> bool:
    found, expected = parse_date(case["input"] or ""), case["expected_utc"]
    if expected == "PARSEABLE":
        return found is not None
    return (found.strftime("%Y-%m-%dT%H:%M:%SZ") if found else None) == expected


def test_the_cases_of_other_projects_agree_but_for_three_we_refuse_to_guess() -> None:
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    wrong = {case["input"] for case in cases if not _agrees(case)}
    assert wrong <= DIFFERENT
    assert 1 - len(wrong) / len(cases) >= 0.96  # measured 95 of 98


def test_nearly_every_date_in_the_shared_feeds_can_be_read() -> None:
    element = re.compile(rb"<(?:pubDate|updated|published|dc:date|a10:updated)>([^<]{1,120})<")
    dates = [
        found[1].decode("utf-8", "replace")
        for path in sorted((SHARED / "corpora").rglob("*"))
        if path.is_file()
        for found in element.finditer(path.read_bytes())
    ]
    read = sum(parse_date(text) is not None for text in dates)
    assert len(dates) > 3000
    assert read / len(dates) >= 0.98, [text for text in dates if parse_date(text) is None]
