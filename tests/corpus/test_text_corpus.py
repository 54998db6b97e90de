"""The cleaning of real and hostile texts: none of the markup, entities or controls may remain."""

import json
import os
import re
import unicodedata
from collections.abc import Iterator
from html.entities import html5
from pathlib import Path

import pytest

from cfnews.model import RawFeed
from cfnews.normalise.markup import ELEMENTS
from cfnews.normalise.text import html_to_text, summary_text, title_text
from cfnews.parse.feed import parse_feed

pytestmark = pytest.mark.corpus

SHARED = Path(os.environ.get("CFNEWS_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
TAG = re.compile(rf"</?(?ai:{'|'.join(ELEMENTS)})(?:[\s/][^<>]*)?>")
ENTITY = re.compile(r"&(#\d{1,9}|#[xX][\da-fA-F]{1,8}|\w{2,31});")
CUT = re.compile(r"appeared first on|Continue reading|\[(?:…|\.\.\.)\]")


def corpus(name: str) -> Path:
    folder = SHARED / "corpora" / name
    if not folder.exists():
        pytest.skip(f"no corpus at {folder}; set CFNEWS_SHARED")
    return folder


def remains(text: str) -> list[str]:
    """What should not be in clean text."""
    found = [tag[0] for tag in TAG.finditer(text)]
    names = [entity[1] for entity in ENTITY.finditer(text)]
    found += [name for name in names if name[0] == "#" or f"{name};" in html5]
    found += [char for char in text if unicodedata.category(char) in {"Cc", "Cs"} and char != "\n"]
    return found + [char for char in text if char in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e"]


def feed_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Title and summary of every entry of every feed in `folder`."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".xml", ".rss", ".atom"}:
            feed = parse_feed(path.read_bytes(), "")
            for entry in feed.entries if isinstance(feed, RawFeed) else ():
                yield entry.title, entry.summary


@pytest.mark.parametrize("name", ["uk-real-feeds", "feedparser-tests", "miniflux-testdata", "rome-tests", "simplepie"])
def test_titles_and_summaries_of_real_feeds_are_clean(name: str) -> None:
    seen = 0
    for title, summary in feed_texts(corpus(name)):
        seen += 1
        shown, _ = summary_text(summary)
        for text in title_text(title), html_to_text(summary), shown:
            assert not remains(text), (text, remains(text))
        assert "\n" not in shown
        if name == "uk-real-feeds":
            assert not CUT.search(shown)
    assert seen


def test_naughty_strings_are_clean_and_stay_as_they_are() -> None:
    for raw in json.loads((corpus("naughty-strings") / "blns.json").read_text("utf-8")):
        for clean in html_to_text, title_text:
            once = clean(raw)
            assert not remains(once), (raw, once)
            assert clean(once) == once
