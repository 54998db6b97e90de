"""Legal references on the labelled set: whole texts whose citations are exactly the labelled ones."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from cfnews.sector.citations import find_citations

SHARED = Path(os.environ.get("CFNEWS_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
LABELLED = SHARED / "exam" / "sector" / "dev" / "citations.jsonl"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not LABELLED.is_file(), reason=f"the labelled set is not at {SHARED} (set CFNEWS_SHARED)"),
]


def _plain(normal: str) -> str:
    return re.sub(r"[\s.’']", "", normal.lower())


def _is_exact(record: dict[str, Any]) -> bool:
    """Whether each label is met by one citation of its type, and nothing else but optional ones is cited."""
    left = [(citation.type, _plain(citation.normal)) for citation in find_citations(record["text"])]
    for label in record["citations"]:
        accepted = {(label["type"], _plain(form)) for form in label["normal_ok"]}
        found = next((one for one in left if one in accepted), None)
        if found is None:
            return False
        left.remove(found)
    optional = {_plain(form) for label in record["citations_optional"] for form in label["normal_ok"]}
    return all(normal in optional for _, normal in left)


def test_nearly_every_text_has_exactly_its_citations() -> None:
    records = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    missed = [record["text"] for record in records if not _is_exact(record)]
    assert len(records) >= 40
    assert len(missed) / len(records) <= 0.02, missed
