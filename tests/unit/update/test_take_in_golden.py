"""Golden cases: each file of tests/data/stories holds a handful of entries and the stories that they must form.

Entries that name the same `story` are one. An entry gives its `feed` and `title`, and where it matters
`summary`, `text`, `link`, `hours_ago`, `undated`, and what the sector's rules would find in it: `kind`, `places`,
`events`, `citations`, `reports`. `follows` names, for a story, the one that it goes on with.
"""

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cfnews.model import RawEntry
from cfnews.story import Event, Facts, Place, Report
from tests.unit.making import NOW, Shelf, Told, spec

CASES = sorted((Path(__file__).parents[2] / "data/stories").glob("*.toml"))
Arrived = tuple[str, RawEntry]


class Case:
    """A file of entries, which are known by their place in it."""

    def __init__(self, path: Path) -> None:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        self.says: str = content["says"]
        self.follows: dict[str, str] = content.get("follows", {})
        self._told: list[dict[str, Any]] = content["entry"]
        self.entries: list[Arrived] = [(one["feed"], _written(number, one)) for number, one in enumerate(self._told)]

    def shelf(self) -> Shelf:
        """An empty store with the case's feeds, where an entry is about what the case says."""
        feeds = dict.fromkeys(feed for feed, _ in self.entries)
        facts = {str(number): _facts(one) for number, one in enumerate(self._told)}
        return Shelf(None, *map(spec, feeds), tagger=Told(facts))

    def stories(self) -> dict[str, frozenset[str]]:
        """The guids of the entries of each story."""
        found: dict[str, set[str]] = defaultdict(set)
        for number, one in enumerate(self._told):
            found[one["story"]].add(str(number))
        return {name: frozenset(guids) for name, guids in found.items()}


def _written(number: int, one: dict[str, Any]) -> RawEntry:
    link = one.get("link", f"https://{one['feed']}.example/{number}")
    return RawEntry(
        guid=str(number),
        link=link,
        title=one["title"],
        summary=one.get("summary", ""),
        content=one.get("text", ""),
        published="" if one.get("undated") else (NOW - timedelta(hours=one.get("hours_ago", 1))).isoformat(),
    )


def _facts(one: dict[str, Any]) -> Facts:
    return Facts(
        kind=one.get("kind", "news"),
        places=[Place(name, name, name) for name in one.get("places", ())],
        events=[Event(kind, None, None, None, None, None, None, "") for kind in one.get("events", ())],
        citations=one.get("citations", []),
        reports=[Report(None, address) for address in one.get("reports", ())],
    )


def arrive(shelf: Shelf, entries: Sequence[Arrived]) -> None:
    """Takes in each entry alone, in a run of its own."""
    for feed, entry in entries:
        shelf.take(entry, feed=feed)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("turned", [False, True], ids=["in order", "in reverse"])
def test_entries_that_come_one_by_one_form_the_stories_of_their_case(path: Path, turned: bool) -> None:
    case = Case(path)
    shelf = case.shelf()
    arrive(shelf, case.entries[::-1] if turned else case.entries)
    assert shelf.groups() == set(case.stories().values()), case.says


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_entries_that_come_as_their_feeds_documents_form_the_stories_of_their_case(path: Path) -> None:
    case = Case(path)
    shelf = case.shelf()
    desk = shelf.desk()
    for feed in shelf.feeds:
        shelf.take(*(entry for whose, entry in case.entries[::-1] if whose == feed), feed=feed, desk=desk)
    assert shelf.groups() == set(case.stories().values()), case.says


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_story_follows_the_one_that_its_case_says_and_no_other(path: Path) -> None:
    case = Case(path)
    shelf = case.shelf()
    arrive(shelf, case.entries)
    rows = shelf.db.rows(
        """SELECT later.guid, earlier.guid FROM story s JOIN entry later ON later.id = s.first_entry_id
           JOIN story t ON t.id = s.follows_id JOIN entry earlier ON earlier.id = t.first_entry_id"""
    )
    name = {guid: story for story, guids in case.stories().items() for guid in guids}
    assert {name[later]: name[earlier] for later, earlier in rows} == case.follows, case.says


def test_every_case_says_what_it_is_for() -> None:
    assert all(Case(path).says for path in CASES)
    assert len(CASES) >= 15
