"""What a refresh says: what it brought, what it left out, and what is worth telling of single feeds."""

from typing import Any

from cfnews.render import as_plain, as_terminal, common
from cfnews.reports import FeedReport, FetchError
from cfnews.update.report import add_up


def report(feed: str = "desk", **values: Any) -> FeedReport:
    plain: dict[str, Any] = {"status": "new", "entries": 1}
    return FeedReport(id=feed, **plain | values)


def said(*reports: FeedReport) -> list[str]:
    """The lines of the styled face, which says the same as the plain one."""
    counts = add_up(reports)
    styled = [" " * line.indent + line.text.plain for line in as_terminal.fetch_lines(counts, reports)]
    plain = list(as_plain.fetch_lines(counts, reports))
    assert [line.strip().replace(" · ", ", ") + "." for line in styled] == plain
    return [line for line in styled if " = " not in line]


def test_where_every_entry_went_adds_up_in_a_line() -> None:
    counts = add_up([report(entries=90, new=62, duplicates=27, rejected=1), report("other", entries=5, unchanged=5)])
    assert common.reckoned(counts) == "95 entries = 62 new + 5 known + 27 folded + 1 empty"
    assert list(as_plain.fetch_lines(counts, []))[1] == "95 entries = 62 new + 5 known + 27 folded + 1 empty."
    assert common.reckoned(add_up([report(entries=0)])) == ""


def test_entries_that_are_none_of_the_sectors_are_counted() -> None:
    assert said(report(new=2, filtered=3)) == ["2 new stories · 3 filtered: not of the sector · 1 feed asked"]
    assert said(report(new=1)) == ["1 new story · 1 feed asked"]


def test_what_is_worth_telling_of_a_feed_stands_below() -> None:
    notes = ["moved for good to https://new.example/feed", "all 30 ids changed; known again by their pages"]
    assert said(report(notes=notes), report("other", notes=["forgiven: not well-formed"]))[1:] == [
        "  desk: all 30 ids changed; known again by their pages",
        "  desk: moved for good to https://new.example/feed",
        "  other: forgiven: not well-formed",
    ]


def test_of_many_notes_a_few_are_told_and_first_those_that_no_other_command_tells() -> None:
    many = [report(f"feed-{number}", notes=["forgiven: a fault"]) for number in range(8)]
    shown = said(*many, report("last", notes=["all 9 ids changed"]))
    assert shown[1] == "  last: all 9 ids changed"
    assert shown[2:6] == [f"  feed-{number}: forgiven: a fault" for number in range(4)]
    assert shown[6:] == ["  and 4 more: cfnews feeds list"]


def test_what_a_failed_feed_would_need_is_no_note() -> None:
    failed = report(status="failed", error=FetchError("tls", "not secure", True), notes=["the publisher must mend it"])
    assert common.noted([failed]) == []


def test_a_note_makes_one_line_whatever_is_in_it() -> None:
    hostile = report(notes=["forgiven: \x1b[31m[bold]x[/bold]\r\nanother\x07"])
    assert said(hostile)[1:] == ["  desk: forgiven: [bold]x[/bold] another"]
