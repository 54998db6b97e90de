"""`cfnews stats` from the command line: numbers in every format, the flags of a selection, and what is rising."""

import json
from datetime import timedelta
from random import Random

import jsonschema
import pytest

from cfnews.store.db import open_for_writing
from cfnews.story import Facts, Place
from tests.running import Home
from tests.unit.making import NOW, Shelf, Told, raw, spec

DUNMOOR = Place("E1", "dunmoor", "Dunmoor")
WEEKS = 10
USUAL, NOW_MANY = 3, 15


def filled(home: Home, *, collecting: timedelta) -> Home:
    """A store with three stories on kinship care a week for ten weeks and 15 in the last, those about Leeds.

    It was begun `collecting` ago. On adoption there are five in every week, the last one too.
    """
    home.now = "2026-11-20T08:00:00Z"
    random = Random(20261120)
    leeds = Place("E08000035", "leeds", "Leeds")
    facts, entries = {}, []
    for week in range(WEEKS):
        for number in range((USUAL if week else NOW_MANY) + 5):
            guid, kinship = f"{week} {number}", number >= 5
            facts[guid] = Facts(
                topics=["kinship" if kinship else "adoption"],
                places=[leeds] if kinship and not week else [DUNMOOR] if (week, number) == (0, 0) else [],
                bodies=["Ofsted"] if number == 1 else [],
                nations=["england"],
                kind="report" if number == 2 else "news",
            )
            title = " ".join("".join(random.choices("abcdefghijklmnop", k=9)) for _ in range(6))
            entries.append(raw(title.capitalize(), guid=guid, hours_ago=week * 168 + 8 * number + 1))
    db = open_for_writing(home.folder / "cfnews.db")
    shelf = Shelf(db, spec(name="The Outlet"), tagger=Told(facts))
    shelf.now = NOW - collecting
    shelf.take(raw("The first story of all", guid="first", hours_ago=collecting.total_seconds() / 3600 + 5))
    shelf.now = NOW
    shelf.take(*entries)
    db.close()
    return home


@pytest.fixture
def desk(home: Home) -> Home:
    """A home that has collected for eleven weeks."""
    return filled(home, collecting=timedelta(weeks=11))


def test_without_flags_it_counts_eight_weeks_by_week_section_topic_place_and_feed(desk: Home) -> None:
    told = desk.run("stats", "--json").json
    assert list(dict.fromkeys(row["by"] for row in told["rows"])) == ["week", "section", "topic", "place", "feed"]
    weeks = [row for row in told["rows"] if row["by"] == "week"]
    assert [row["value"] for row in weeks][0::7] == ["2026-09-28", "2026-11-16"]
    assert weeks[-1]["name"] == "week of 16 Nov, so far"
    assert sum(row["stories"] for row in weeks) == told["counts"]["matched"] == told["counts"]["returned"]
    assert told["query"]["since"] == "2026-09-27T23:00:00Z"


def test_names_are_what_people_say_and_values_what_flags_take(desk: Home) -> None:
    rows = {
        row["value"]: row["name"] for row in desk.run("stats", "--json", "--by", "topic", "--by", "place").json["rows"]
    }
    assert rows == {
        "kinship": "Kinship care and special guardianship",
        "adoption": "Adoption",
        "leeds": "Leeds",
        "dunmoor": "dunmoor",
    }
    for value in ("kinship", "adoption"):
        counted = desk.run("stats", "--by", "topic", "--topic", value, "--json").json
        assert counted["counts"]["matched"] == len(
            desk.run("list", "--topic", value, "--since", "2026-09-28", "-n", "0").out.splitlines()
        )


def test_the_selection_flags_narrow_all_that_is_counted(desk: Home) -> None:
    found = desk.run("stats", "--kind", "report", "--since", "20d", "--json").json
    assert found["counts"]["matched"] == 3
    assert {row["value"]: row["stories"] for row in found["rows"] if row["by"] == "topic"} == {"adoption": 3}
    assert desk.run("stats", "--feed", "none").code == 6
    assert desk.run("stats", "--topic", "kinshp").code == 6


def test_a_short_window_is_cut_into_days_and_empty_days_are_there(desk: Home) -> None:
    rows = desk.run("stats", "--since", "2026-11-14", "--json").json["rows"]
    days = [row for row in rows if row["by"] == "day"]
    assert [row["value"] for row in days] == [f"2026-11-{day}" for day in range(14, 21)]
    assert days[-1]["name"] == "Fri 20 Nov, so far"
    newest = desk.run("stats", "--since", "2026-11-14", "--sort", "newest", "--by", "day").out.splitlines()
    assert newest[0].split("\t")[1] == "2026-11-20"


def test_a_week_that_the_window_cuts_says_so(desk: Home) -> None:
    rows = desk.run("stats", "--since", "2026-11-04", "--until", "2026-11-15", "--by", "week", "--json").json["rows"]
    assert [row["name"] for row in rows] == ["week of 2 Nov, in part", "week of 9 Nov"]


def test_on_a_pipe_it_writes_tsv_and_csv_has_a_heading(desk: Home) -> None:
    assert desk.run("stats", "--by", "topic").out.splitlines() == [
        "topic\tadoption\tAdoption\t40\t0.5263",
        "topic\tkinship\tKinship care and special guardianship\t36\t0.4737",
    ]
    assert desk.run("stats", "--by", "topic", "-f", "csv").out.splitlines()[0] == "by,value,name,stories,share"
    assert desk.run("stats", "--by", "kind", "--fields", "value,stories", "-f", "csv").out.splitlines()[1] == "news,68"
    lines = desk.run("stats", "--by", "nation", "-f", "jsonl").out.splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["England"]


def test_a_limit_holds_for_each_table_and_programs_get_all_without_one(desk: Home) -> None:
    assert len(desk.run("stats", "--by", "topic", "--by", "week", "-n", "1").out.splitlines()) == 2
    assert len(desk.run("stats", "--by", "topic", "--by", "place").out.splitlines()) == 4


def test_what_is_rising_is_said_with_what_is_usual(desk: Home) -> None:
    told = desk.run("stats", "--json").json
    (topic, place) = told["rising"]
    assert (topic["by"], topic["value"], topic["stories"], topic["usual"]) == ("topic", "kinship", NOW_MANY, USUAL)
    assert topic["weeks"] == [USUAL] * 8
    assert (place["by"], place["value"], place["usual"]) == ("place", "leeds", 0.0)
    assert told["compared_since"] == "2026-09-18T08:00:00Z"
    said = desk.run("stats", "--plain").out
    assert "Rising: Kinship care and special guardianship, 15 this week, usually 3." in said
    assert "Rising: Leeds, 15 this week, usually none." in said


def test_what_was_rising_is_found_again_later(desk: Home) -> None:
    desk.now = "2026-12-20T08:00:00Z"
    assert desk.run("stats", "--json").json["rising"] == []
    told = desk.run("stats", "--plain", "--until", "2026-11-20T08:00:00Z").out
    assert "15 in the week until 20 Nov, usually 3." in told


def test_a_store_that_is_too_young_knows_no_usual(home: Home) -> None:
    told = filled(home, collecting=timedelta(weeks=8)).run("stats", "--json").json
    assert (told["rising"], told["compared_since"]) == ([], None)


@pytest.mark.parametrize("flags", [["--unread"], ["--starred"], ["--new"], ["--hidden"], ["--by", "feed"]])
def test_nothing_rises_where_marks_are_counted_or_neither_topics_nor_places(desk: Home, flags: list[str]) -> None:
    assert desk.run("stats", "--json", *flags).json["compared_since"] is None


def test_counting_what_is_new_leaves_the_cursor_where_it_is(desk: Home) -> None:
    before = desk.run("stats", "--new", "--json").json["counts"]["matched"]
    assert before == desk.run("stats", "--new", "--json").json["counts"]["matched"] > 80
    assert desk.run("list", "--new", "--json").json["counts"]["matched"] == before


def test_a_screen_shows_bars_beside_the_numbers(desk: Home) -> None:
    shown = desk.on_screen("stats", "--color", "never").out
    assert "15 this week, usually 3" in shown
    assert "Kinship care and special guardianship" in shown
    assert "██" in shown


def test_nothing_stored_is_no_error_unless_you_say_so(home: Home) -> None:
    assert home.run("stats", "--plain").out.splitlines()[1] == "No stories."
    told = home.run("stats", "--json").json
    assert (told["rows"], told["counts"]["matched"]) == ([], 0)
    assert home.run("stats", "--fail-if-empty").code == 6


def test_a_word_that_is_no_kind_gets_a_suggestion(desk: Home) -> None:
    result = desk.run("stats", "--by", "topics")
    assert result.code == 2
    assert "did you mean" in result.err and "topic" in result.err


def test_the_output_keeps_to_its_schema(desk: Home) -> None:
    schema = desk.run("schema", "stats").json
    jsonschema.validate(desk.run("stats", "--json").json, schema)
