"""Golden cases: each file of tests/data/parse is a feed and what must come of it.

An XML file begins with a comment that holds the expectation as JSON; the rest, byte for byte, is the
document. A JSON file holds it under the key `_expect`, which a feed may have. Of an entry exactly the
fields that are not empty are told.
"""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cfnews.model import Problem, RawEntry, RawFeed, Rhythm
from cfnews.parse.feed import parse_feed

CASES = sorted((Path(__file__).parents[2] / "data/parse").iterdir())


def split(path: Path) -> tuple[dict[str, Any], bytes]:
    content = path.read_bytes()
    if path.suffix == ".json":
        return json.loads(content)["_expect"], content
    head, _, body = content.removeprefix(b"<!--\n").partition(b"\n-->\n")
    return json.loads(head), body


def told(value: RawEntry | Rhythm) -> dict[str, Any]:
    """The fields that are not empty, in the types of JSON."""
    return {name: field for name, field in json.loads(msgspec.json.encode(value)).items() if field}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_feed_gives_what_its_case_says(path: Path) -> None:
    expected, body = split(path)
    found = parse_feed(body, expected.get("content_type", ""))
    if "problem" in expected:
        assert isinstance(found, Problem), expected["says"]
        assert found.code == expected["problem"]
        return
    assert isinstance(found, RawFeed), expected["says"]
    assert (found.format, found.title, found.language) == (
        expected["format"],
        expected.get("title", ""),
        expected.get("language", ""),
    )
    assert [told(entry) for entry in found.entries] == expected.get("entries", [])
    assert told(found.rhythm) == expected.get("rhythm", {})
    assert expected.get("fault", "") in found.fault
    assert bool(found.fault) is bool(expected.get("fault"))


def test_every_case_says_what_it_is_for() -> None:
    assert all(split(path)[0]["says"] for path in CASES)
    assert len(CASES) >= 25
