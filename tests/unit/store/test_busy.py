"""Every way into the store, met with a database that another program holds: a word, never a hang or a traceback."""

import inspect
import pkgutil
import sqlite3
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from cfnews import store
from cfnews.errors import StoreBusy
from cfnews.model import Catalogue, HideSpec, ReadPage, Settings, WatchSpec
from cfnews.store import (
    articles,
    checking,
    citing,
    connection,
    cursors,
    entries,
    feeds,
    hiding,
    judging,
    labelled,
    marks,
    mending,
    offering,
    pace,
    passages,
    pruning,
    regroup,
    renaming,
    search,
    settings,
    stories,
    tagged,
    tallies,
    verdicts,
    watches,
    wording,
)
from cfnews.store.db import Database, open_for_reading, open_for_writing
from cfnews.store.regroup import Member
from cfnews.store.wording import Wording
from cfnews.stories.weights import Count
from cfnews.story import Facts, Selection
from tests.unit.making import Shelf, entry, raw, spec

ONE = entry("Council opens a family hub", "outlet.example/1", "g1")
RULE = HideSpec(name="hubs", words=("hub",))
EMPTY = Catalogue(settings=Settings(), feeds=(spec(),), places=())
KEPT = Wording(
    title=["hub"],
    summary=[],
    kind="news",
    places=[],
    subjects=[],
    citations=[],
    reports=[],
    page="",
    sentences=[],
    headline="Hub",
    title_key="hub",
    outlet="outlet.example",
    at=0,
    dated=True,
    query=["hub"],
)
OUTCOME = feeds.Outcome(
    status="new",
    http_status=200,
    problem=None,
    fault="",
    title="",
    parsed_sha256=None,
    moved_to=None,
    next_check_at=0,
    newest_entry_at=None,
)

CALLS: dict[Callable[..., Any], tuple[Any, ...]] = {
    articles.pages_of: ([1],),
    articles.set_page: (1, "Today."),
    articles.ask_again: (1, 0),
    articles.stored_entries: ([1],),
    articles.robots: (0,),
    articles.keep_robots: ([], 0),
    checking.broken: (checking.RULES[0],),
    checking.faults_of: (),
    checking.lost_parts: (),
    citing.citing: (["[2026] EWFC 12"],),
    cursors.all_cursors: (),
    cursors.current_change: (),
    cursors.merge_cursors: ([cursors.Stood("reader", 0, ["abcdefghij"])],),
    cursors.cursor_change: ("reader",),
    cursors.cursor_moved_at: ("reader",),
    cursors.move_cursor: ("reader", 1, [1], 0),
    entries.next_change: (),
    entries.known_in_feed: ("outlet", [ONE]),
    entries.on_same_page: ("outlet", ["outlet.example/1"]),
    entries.id_is_taken: ("abcdefghij",),
    entries.hidden_among: ([1],),
    entries.hide_filtered: (1,),
    entries.set_first: (1, 1),
    entries.first_entries: ([1],),
    entries.revise_entry: (1, ONE, 0),
    entries.touch_entry: (1, ONE, 0),
    entries.refresh_story: (1,),
    entries.note_source: (1, 1),
    entries.note_revision: (1, 0, 1),
    entries.set_facts: (1, Facts()),
    entries.set_entry_facts: (1, Facts()),
    entries.facts_of_entries: (1,),
    entries.facts_of_entry: (1,),
    feeds.list_feeds: (EMPTY, ""),
    feeds.specs: (),
    feeds.states: (),
    feeds.note_attempts: (["outlet"], 0),
    feeds.set_attempts: ([("outlet", 0)],),
    feeds.record: ("outlet", OUTCOME, 0),
    feeds.failing_since: (),
    feeds.last_success: (),
    feeds.holds: (0,),
    feeds.hold: ("outlet.example", 0),
    feeds.overview: (),
    hiding.are_in_force: ([RULE],),
    hiding.put_in_force: ([RULE], "signature"),
    hiding.hide_by_rules: ([1],),
    hiding.hidden_at: ("jobs",),
    judging.hits: (RULE, [1]),
    judging.all_meant: (RULE,),
    judging.quotes: (["hub"], [1]),
    labelled.count_labels: ("topic", None, None),
    labelled.labelled: ("topic", ["kinship"]),
    labelled.knows_body: ("Ofsted",),
    marks.set_marks: ([1], ["read"], 0),
    marks.unread_of: ([1],),
    marks.decided: (1,),
    marks.spread: (1,),
    marks.settle: (1,),
    marks.marked_stories: (["outlet key"],),
    marks.all_marks: (),
    marks.merge_marks: ([marks.Said("outlet key", "read", True, 0)],),
    marks.stories_by_name: (),
    mending.mend: (),
    mending.mend_words: (),
    pace.news_days: ("outlet",),
    pace.silences: (),
    pruning.old_stories: (0,),
    pruning.entries_by_feed: ([1],),
    pruning.take_out: ([1], 0),
    pruning.pruned_in_feed: ("outlet", [ONE], []),
    pruning.vacuum: (),
    regroup.members_of: ([1],),
    regroup.stories_of: ([1],),
    regroup.story_rows: ([1],),
    regroup.move: ([1], 1),
    regroup.note_match: (1, "text", 0.5),
    regroup.drop: (1, 1),
    regroup.part: (1, "abcdefghij", Member(1, 1, "outlet", "key", "", 0)),
    regroup.set_follows: (1, 1),
    regroup.follow: (["abcdefghij"], 1),
    regroup.leads_to: ("abcdefghij", 1),
    renaming.rename_feed: ("outlet", "other"),
    search.matches: ("council",),
    passages.passages: ("council", [1]),
    settings.kept_signature: (),
    settings.hides_are_of: ("signature",),
    settings.remembered_watches: ("signature",),
    settings.remembered_settings: ("signature",),
    settings.remembered_catalogue: ("signature",),
    settings.remember_catalogue: (Catalogue(settings=Settings(), feeds=(), places=()), "signature"),
    stories.find: (Selection(),),
    stories.load: ([1],),
    stories.load_by_row: ([1],),
    stories.detail: (1,),
    stories.resolve: (["abcd"],),
    stories.distinct_length: ("abcdefghij",),
    tagged.count: (tagged.Chosen(),),
    tagged.next_entries: (tagged.Chosen(), 0, 1),
    tagged.shown_by: ([1],),
    tagged.unhidden: ([1],),
    verdicts.all_verdicts: (),
    offering.offered_stories: ("ab",),
    offering.offered_labels: ("topic",),
    offering.offered_feeds: (),
    offering.offered_cursors: (),
    tallies.count_by: (Selection(), "feed"),
    tallies.count_spans: (Selection(), [(0, 1)]),
    tallies.count_label_spans: (Selection(), "topic", [(0, 1)]),
    tallies.reach: (),
    tallies.collecting_since: (),
    tallies.feed_names: (),
    verdicts.decisions: (["outlet key"],),
    verdicts.verdicts_within: (["outlet key"],),
    verdicts.merge_verdicts: ([verdicts.Verdict("outlet a", "outlet b", True, 0)],),
    verdicts.names_of: ([1],),
    verdicts.entries_named: (["outlet key"],),
    watches.watched: (judging.ready([WatchSpec(name="hubs", words=("hub",))]), [1]),
    watches.meant_among: ("story s", [1], "? IS NOT NULL", []),
    wording.entries_counted: (),
    wording.counts_of: (["hub"],),
    wording.add_counts: ({"hub": Count(1)}, 1),
    wording.keep: (1, KEPT, 0),
    wording.load: ([1],),
    wording.found_by: ("hub", 0, 1),
    wording.set_likeness: ({(1, 2): 0.5},),
    wording.likeness_of: ([1],),
    wording.forget: ([1],),
    wording.seen_before: (0, 1),
}
# These take their values by name alone.
NAMED: dict[Callable[..., Any], Callable[[Database], Any]] = {
    entries.add_story: lambda db: entries.add_story(
        db, "abcdefghij", ONE, section="news", facts=Facts(), now=0, change=1
    ),
    entries.add_entry: lambda db: entries.add_entry(
        db, ONE, story_id=1, feed_id="outlet", key="key", facts=Facts(), now=0
    ),
    articles.wanted: lambda db: articles.wanted(db, "outlet", since=0, now=0, most=1),
    articles.note_page: lambda db: articles.note_page(
        db, 1, ReadPage(url="https://outlet.example/1"), tries=0, next_at=None, now=0
    ),
    judging.meant_within: lambda db: judging.meant_within(db, RULE, None, None, and_hidden=True),
    watches.few_stories: lambda db: watches.few_stories(db, [1], worded=True).__enter__(),
    pace.set_pace: lambda db: pace.set_pace(db, "outlet", {}, at=0, usual=None, silent_from=0),
    verdicts.decide: lambda db: verdicts.decide(db, [("outlet a", "outlet b")], together=True, now=0),
}


def public_functions() -> set[Callable[..., Any]]:
    """Every public function of the store that is handed a Database."""
    found: set[Callable[..., Any]] = set()
    for room in pkgutil.iter_modules(store.__path__):
        contents = import_module(f"cfnews.store.{room.name}")
        for name, function in inspect.getmembers(contents, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters.values()), None)
            if function.__module__ == contents.__name__ and not name.startswith("_") and first is not None:
                found |= {function} if first.annotation is Database else set()
    return found


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store that another connection holds for itself alone, which a write-ahead log would not allow."""
    monkeypatch.setattr(connection, "PATIENCE", 0.0)
    path = tmp_path / "cfnews.db"
    db = open_for_writing(path)
    Shelf(db).take(raw("Council opens a family hub", "https://outlet.example/1"))
    db.run("PRAGMA journal_mode = DELETE")
    db.close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield path
    other.close()


def test_no_function_of_the_store_is_left_out_here() -> None:
    assert public_functions() == CALLS.keys() | NAMED.keys()


@pytest.mark.parametrize("function", [*CALLS, *NAMED], ids=lambda one: f"{one.__module__[13:]}.{one.__name__}")
def test_a_function_says_that_the_store_is_busy(locked: Path, function: Callable[..., Any]) -> None:
    db = Database(connection.connect(str(locked)), locked)
    with pytest.raises(StoreBusy, match="another program is writing the store") as caught:
        NAMED[function](db) if function in NAMED else function(db, *CALLS[function])
    assert caught.value.hint
    db.close()


@pytest.mark.parametrize("opener", [open_for_reading, open_for_writing])
def test_opening_says_that_the_store_is_busy(locked: Path, opener: Callable[[Path], Database]) -> None:
    with pytest.raises(StoreBusy):
        opener(locked)


def test_a_snapshot_and_a_transaction_say_that_the_store_is_busy(locked: Path) -> None:
    db = Database(connection.connect(str(locked)), locked)
    with pytest.raises(StoreBusy), db.transaction():
        raise AssertionError("never entered")
    with pytest.raises(StoreBusy), db.snapshot():
        db.rows("SELECT * FROM story")
    db.close()
