"""Atom, RSS and JSON Feed: read back by those who read feeds, they say the same of each story."""

import calendar
import json
import pickle
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest

from cfnews.model import RawFeed
from cfnews.normalise.characters import one_line
from cfnews.parse.jsonfeed import parse_json
from cfnews.render import as_atom, as_jsonfeed, as_rss
from cfnews.render.feed_items import feed_tag, story_tag
from tests.unit.render.editions import AT, HOSTILE, edition, hostile_story, story

CHANGED = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
STORIES = (
    story("First & foremost: a < b", id="aaaaaaaaaa", updated_at=CHANGED),
    story("Second “story”", id="bbbbbbbbbb", url="https://b.example/?a=1&b=2", published_at=None),
    story("Third", id="cccccccccc", url=None),
)
FEEDS: dict[str, Any] = {"atom": as_atom, "rss": as_rss}


def read_back(document: str) -> Any:
    """What feedparser itself makes of a document: in a process of its own, as our parser changes it in this one."""
    program = (
        "import sys, pickle, feedparser; pickle.dump(feedparser.parse(sys.stdin.buffer.read()), sys.stdout.buffer)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program], input=document.encode(), capture_output=True, check=True, timeout=60
    )
    return pickle.loads(done.stdout)  # noqa: S301 - our own


def _seconds(at: time.struct_time) -> datetime:
    return datetime.fromtimestamp(calendar.timegm(at), UTC)


@pytest.mark.parametrize("name", FEEDS)
def test_feedparser_reads_titles_ids_links_and_dates_back(name: str) -> None:
    read = read_back(FEEDS[name].write(edition(*STORIES)))
    assert read.bozo == 0
    assert [entry.title for entry in read.entries] == [one.title for one in STORIES]
    assert [entry.id for entry in read.entries] == [story_tag(one.id) for one in STORIES]
    assert [entry.get("link") for entry in read.entries[:2]] == [one.url for one in STORIES[:2]]
    assert [_seconds(entry.published_parsed) for entry in read.entries] == [AT] * 3
    assert {tag.term for tag in read.entries[0].tags} >= {"Dunmoor"}
    assert [author.name for author in read.entries[0].authors] == ["The Courier", "Care Weekly"]
    assert "families with small children. Also in Care Weekly." in str(read.entries[0])


def test_atom_says_when_a_story_changed_and_when_the_feed_did() -> None:
    read = read_back(as_atom.write(edition(*STORIES)))
    assert [_seconds(entry.updated_parsed) for entry in read.entries] == [CHANGED, AT, AT]
    assert _seconds(read.feed.updated_parsed) == CHANGED
    assert read.entries[2].content[0].value.startswith("It is for families")


def test_json_feed_is_of_version_1_1_and_reads_back() -> None:
    written = as_jsonfeed.write(edition(*STORIES))
    feed = json.loads(written)
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"]
    assert all(item["id"] and item["content_text"] for item in feed["items"])
    read = parse_json(written.encode())
    assert isinstance(read, RawFeed)
    found = [(entry.guid, entry.link, entry.title, entry.published) for entry in read.entries]
    assert found == [(story_tag(one.id), one.url or "", one.title, "2026-11-19T16:05:00Z") for one in STORIES]
    assert feed["items"][0]["date_modified"] == "2026-11-20T06:00:00Z"


@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_title_stays_text(name: str, number: int) -> None:
    written = FEEDS[name].write(edition(hostile_story(HOSTILE[number])))
    root = ElementTree.fromstring(written.encode())  # noqa: S314 - our own
    titles = [one.text for one in root.iter() if one.tag.rpartition("}")[2] == "title"]
    assert titles[1] == (one_line(HOSTILE[number]) or "Without a headline")


def test_markup_in_a_summary_is_text_to_those_who_read_html() -> None:
    read = read_back(as_rss.write(edition(story(summary="a <b>bold</b> & <script>x</script>"))))
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;" in read.entries[0].summary


def test_ids_of_feeds_stay_while_time_goes_on_and_differ_by_what_is_asked_for() -> None:
    one = edition()
    later = msgspec.structs.replace(one.selection, since=AT, limit=7)
    other = msgspec.structs.replace(one.selection, topics=["kinship"])
    assert feed_tag(msgspec.structs.replace(one, selection=later)) == feed_tag(one)
    assert feed_tag(msgspec.structs.replace(one, selection=other)) != feed_tag(one)
