"""Watches and rules to hide, from outside: kept in feeds.toml, honoured at once, told in every face, taken back."""

import json
from typing import Any

import jsonschema
import pytest

from cfnews.render import as_json
from cfnews.store.lock import write_lock
from cfnews.times import read_clock
from tests.loopback import FeedServer, item
from tests.running import Home

KINSHIP = "Kinship carers in Leeds win support from their council"
JOB = "Job: team manager for fostering in Wakefield"
PLAN = "Ministers publish a plan for youth custody"
STORIES = [
    item(KINSHIP, "https://a.example/1"),
    item(JOB, "https://a.example/2"),
    item(PLAN, "https://a.example/3"),
]
MARK = "watch: families"


@pytest.fixture
def desk(home: Home, server: FeedServer) -> Home:
    """A home with three stories and one watch."""
    home.write_feeds({"id": "outlet", "url": server.feed("/feed", STORIES)}, before="# mine")
    assert home.run("fetch").code == 0
    assert home.run("watch", "add", "families", "kinship", "carers").code == 0
    return home


def titles(home: Home, *flags: str) -> list[str]:
    result = home.run("list", "--sort", "oldest", "--json", *flags)
    assert result.code == 0, result.err
    return [story["title"] for story in result.json["stories"]]


def text(home: Home) -> str:
    return (home.folder / "feeds.toml").read_text("utf-8")


def checked(home: Home, schema: str, *words: str) -> Any:
    """The JSON of a command, held against its schema."""
    result = home.run(*words, "--json")
    assert result.code == 0, result.err
    jsonschema.validate(result.json, json.loads(as_json.json_schema(schema)))
    return result.json


# --- watches ----------------------------------------------------------------------------------------


def test_a_watch_is_written_behind_what_there_is_and_the_old_file_is_kept(desk: Home) -> None:
    assert text(desk).startswith("# mine")
    assert text(desk).endswith('\n[[watch]]\nname = "families"\nwords = ["kinship carers"]\n')
    assert "watch" not in (desk.folder / "feeds.toml.bak").read_text("utf-8")
    told = checked(
        desk,
        "watch-edit",
        *("watch", "add", "Near Leeds", "-manager", "--place", "Leeds City Council", "--neighbours", "--event"),
        *("monitoring-visit", "--words", "fostering", "--kind", "news", "--exclude", "football"),
    )
    assert told["schema"] == "cfnews/watch-edit"
    assert [(one["name"], one["change"]) for one in told["changes"]] == [("Near Leeds", "added")]
    assert 'words = ["-manager", "fostering"]\nplaces = ["leeds"]' in text(desk)
    assert 'events = ["monitoring_visit"]' in text(desk)
    assert "neighbours = true" in text(desk)


def test_a_name_that_is_taken_is_written_anew_only_with_force(desk: Home) -> None:
    before = text(desk)
    result = desk.run("watch", "add", "Families", "adoption")
    assert (result.code, text(desk)) == (2, before)
    assert "--force" in result.err
    assert desk.run("watch", "add", "Families", "adoption", "--force").out.startswith("replaced families: ")
    assert 'name = "families"\nwords = ["adoption"]\n' in text(desk)
    assert text(desk).count("[[watch]]") == 1


def test_watch_is_one_more_condition_and_several_are_alternatives(desk: Home) -> None:
    desk.run("watch", "add", "custody", "--words", "youth custody")
    assert titles(desk, "--watch", "families") == [KINSHIP]
    assert sorted(titles(desk, "--watch", "FAMILIES", "--watch", "custody")) == sorted([KINSHIP, PLAN])
    assert titles(desk, "--watch", "families", "--exclude", "kinship") == []
    asked = desk.run("search", "plan", "--watch", "custody", "--json").json
    assert [one["title"] for one in asked["stories"]] == [PLAN]
    assert asked["query"]["watches"] == ["custody"]
    counted = desk.run("stats", "--watch", "custody", "--by", "kind", "--json").json
    assert counted["counts"]["matched"] == 1
    assert desk.run("mark", "--all", "--watch", "custody", "--read").code == 0
    assert titles(desk, "--unread") == [one for one in titles(desk) if one != PLAN]


def test_an_unknown_watch_is_told_with_a_suggestion(desk: Home) -> None:
    for words in (("list", "--watch", "famlies"), ("watch", "test", "famlies"), ("watch", "remove", "famlies")):
        result = desk.run(*words)
        assert result.code == 6
        assert 'did you mean "families"?' in result.err


def test_a_story_bears_the_names_of_its_watches(desk: Home) -> None:
    desk.run("watch", "add", "carers", "carers", "--place", "leeds")
    (story,) = checked(desk, "digest", "list", "--watch", "carers")["stories"]
    assert story["watches"] == ["families", "carers"]
    assert desk.run("list", "--watch", "carers", "-f", "tsv", "--fields", "id,watches").out.endswith(
        "\tfamilies|carers\n"
    )
    (whole,) = desk.run("show", story["id"], "--json").json["stories"]
    assert whole["watches"] == ["families", "carers"]
    why = desk.run("why", story["id"], "--json").json["story"]
    assert [one["name"] for one in why["watches"]] == ["families", "carers"]
    assert "place leeds" in why["watches"][1]["because"]
    assert "you watch families, carers" in [part["reason"] for part in why["ranked_by"]]


@pytest.mark.parametrize("face", ["text", "plain", "markdown", "html", "eml"])
def test_every_face_of_a_digest_marks_what_is_watched(desk: Home, face: str) -> None:
    shown = desk.run("digest", "--since", "2026-01-01", "-f", face, "--to", "a@b.example", "--from", "a@b.example").out
    assert MARK in shown
    assert shown.index(KINSHIP) < shown.index(PLAN)


@pytest.mark.parametrize("face", ["text", "plain"])
def test_a_list_and_a_whole_story_are_marked_too(desk: Home, face: str) -> None:
    (line,) = [line for line in desk.run("list", "-f", face).out.splitlines() if MARK in line]
    assert KINSHIP in line
    story = desk.run("list", "--watch", "families", "-f", "tsv", "--fields", "id").out.strip()
    assert MARK in desk.run("show", story, "-f", face).out


def test_a_watch_without_news_says_so_by_its_exit_code(desk: Home) -> None:
    asked = ("list", "--watch", "families", "--new", "--cursor", "mail", "--fail-if-empty", "-q")
    assert desk.run(*asked).code == 0
    result = desk.run(*asked)
    assert (result.code, result.out, result.err) == (6, "", "")


def test_a_watch_that_is_written_by_hand_holds_at_once(desk: Home) -> None:
    path = desk.folder / "feeds.toml"
    path.write_text(text(desk) + '[[watch]]\nname = "hand"\nwords = ["youth custody"]\n', "utf-8")
    assert titles(desk, "--watch", "hand") == [PLAN]
    path.write_text(text(desk).replace("youth custody", "no such words"), "utf-8")
    assert titles(desk, "--watch", "hand") == []


def test_watch_list_tells_each_in_words_with_its_stories(desk: Home) -> None:
    (rule,) = checked(desk, "watch-list", "watch", "list")["rules"]
    assert (rule["said"], rule["stories"], rule["new"]) == ("words “kinship carers”", 1, 1)
    assert (rule["last_7_days"], rule["last_30_days"]) == (1, 1)
    desk.run("digest", "--new", "--since", "2026-01-01")
    assert "It means 1 in 7 days, 1 in 30 days, 1 in all; 0 new to you" in desk.run("watch", "list").out
    assert desk.run("watch", "list", "--plain").out.startswith("families.\nwords “kinship carers”.\n")
    assert desk.run("hide", "list").err == "There is none. Make one with: cfnews hide add NAME WORDS\n"


def test_watch_test_tells_which_stories_are_meant_and_by_what(desk: Home) -> None:
    told = checked(desk, "watch-test", "watch", "test", "--place", "leeds", "--words", "kinship carers")
    (story,) = told["stories"]
    assert (told["matched"], told["name"], story["title"]) == (1, None, KINSHIP)
    assert [(hit["key"], hit["name"]) for hit in story["hits"]] == [("words", "“kinship carers”"), ("places", "Leeds")]
    assert "«Kinship carers»" in story["hits"][0]["text"]
    out = desk.run("watch", "test", "families").out
    assert "words “kinship carers”: «Kinship carers» in Leeds" in out
    assert desk.run("watch", "test", "--words", "no such words", "--fail-if-empty").code == 6
    assert desk.run("watch", "test").code == desk.run("watch", "test", "families", "--kind", "job").code == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--place", "ledes"), 6),
        (("--topic", "adopton"), 6),
        (("--feed", "otlet"), 6),
        (("--kind", "jobs"), 2),
        (("--event", "visits"), 2),
        (("x", "--neighbours"), 2),
        (("--exclude", "x"), 2),
        ((), 2),
    ],
)
def test_a_watch_that_makes_no_sense_changes_nothing(desk: Home, words: tuple[str, ...], code: int) -> None:
    before = text(desk)
    result = desk.run("watch", "add", "other", *words)
    assert (result.code, text(desk)) == (code, before)
    assert len(result.err.splitlines()) == 2


def test_watches_are_removed_all_of_them_or_none(desk: Home) -> None:
    desk.run("watch", "add", "custody", "youth custody")
    before = text(desk)
    assert desk.run("watch", "remove", "families", "none").code == 6
    assert text(desk) == before
    assert desk.run("watch", "remove", "families", "custody").code == 0
    assert "watch" not in text(desk)


def test_a_reader_without_a_file_of_his_own_gets_one_with_the_first_watch(home: Home) -> None:
    told = home.run("watch", "add", "families", "kinship", "--json").json
    assert told["created"] and told["backup"] is None
    assert text(home).endswith('[[watch]]\nname = "families"\nwords = ["kinship"]\n')


def test_what_is_watched_stays_when_old_stories_go(desk: Home) -> None:
    told = desk.run("store", "prune", "--older-than", "1s", "--json").json
    assert (told["stories"], told["kept_watched"]) == (2, 1)
    assert titles(desk) == [KINSHIP]


# --- rules to hide ----------------------------------------------------------------------------------


def test_a_rule_hides_at_once_is_explained_and_is_taken_back_whole(desk: Home) -> None:
    told = checked(desk, "watch-edit", "hide", "add", "Job ads", "--kind", "job")
    assert (told["schema"], told["stories"]) == ("cfnews/hide-edit", 1)
    assert JOB not in titles(desk)
    (hidden,) = desk.run("list", "--hidden", "--json").json["stories"]
    assert hidden["hidden_because"] == "hidden by your rule Job ads: kind job"
    assert desk.run("list", "--json").json["counts"]["hidden"] == 1
    why = desk.run("why", hidden["id"]).out
    assert "hidden by your rule Job ads: kind job" in why
    assert f"cfnews mark {hidden['id']} --unhide" in why and "cfnews hide remove 'Job ads'" in why
    (rule,) = checked(desk, "watch-list", "hide", "list")["rules"]
    assert (rule["name"], rule["stories"], rule["new"]) == ("Job ads", 1, None)
    assert desk.run("hide", "remove", "job ads").err == "1 stored story is shown again\n"
    assert JOB in titles(desk)


def test_a_rule_that_is_written_by_hand_holds_for_the_next_reading(desk: Home) -> None:
    path, before = desk.folder / "feeds.toml", text(desk)
    path.write_text(f'{before}[[hide]]\nname = "jobs"\nkinds = ["job"]\n', "utf-8")
    assert JOB not in titles(desk)
    path.write_text(before, "utf-8")
    assert JOB in titles(desk)


def test_a_rule_holds_for_what_a_fetch_brings_and_does_not_call_it_new(desk: Home, server: FeedServer) -> None:
    desk.run("hide", "add", "custody", "--words", '"a ban on"')
    more = [*STORIES, item("Peers ask for a ban on custody", "https://a.example/4")]
    server.feed("/feed", more)
    counts = desk.run("fetch", "--force", "--json").json["counts"]
    assert (counts["new"], counts["filtered"]) == (0, 1)
    assert titles(desk, "--hidden") == ["Peers ask for a ban on custody"]


def test_the_readers_word_and_a_star_go_before_a_rule(desk: Home) -> None:
    desk.run("hide", "add", "jobs", "--kind", "job")
    story = desk.run("list", "--hidden", "-f", "tsv", "--fields", "id").out.strip()
    assert desk.run("mark", story, "--star").code == 0
    assert JOB in titles(desk)
    assert desk.run("hide", "test", "jobs", "--json").json["stories"][0]["spared"] == "it is starred"
    desk.run("mark", story, "--unstar")
    assert JOB not in titles(desk)
    desk.run("mark", story, "--unhide")
    assert JOB in titles(desk)
    assert desk.run("hide", "test", "jobs", "--json").json["stories"][0]["spared"] == "you have shown it"
    assert "keeps it in sight" in desk.run("why", story).out


def test_what_a_rule_hid_and_nobody_saw_is_new_when_the_rule_is_gone(desk: Home) -> None:
    desk.run("hide", "add", "jobs", "--kind", "job")
    assert JOB not in titles(desk, "--new")
    desk.run("hide", "remove", "jobs")
    assert titles(desk, "--new") == [JOB]
    assert titles(desk, "--new") == []


def test_hide_test_changes_nothing(desk: Home) -> None:
    told = checked(desk, "watch-test", "hide", "test", "--kind", "job")
    assert (told["schema"], told["matched"]) == ("cfnews/hide-test", 1)
    assert "It would hide 1 story" in desk.run("hide", "test", "--kind", "job").out
    assert JOB in titles(desk)


def test_a_reading_beside_a_fetch_goes_on_by_the_rules_of_before(desk: Home) -> None:
    path = desk.folder / "feeds.toml"
    path.write_text(f'{text(desk)}[[hide]]\nname = "jobs"\nkinds = ["job"]\n', "utf-8")
    with write_lock(desk.folder / "cfnews.db", read_clock(desk.environment())):
        result = desk.run("list", "--json")
        assert result.code == 0
        assert JOB in [story["title"] for story in result.json["stories"]]
        assert "your rules to hide are not in force yet" in result.err
    assert JOB not in titles(desk)


def test_every_fault_of_a_rule_stops_a_reading_and_leaves_the_store(desk: Home) -> None:
    path = desk.folder / "feeds.toml"
    before = text(desk)
    path.write_text(f'{before}[[hide]]\nname = "x"\nkinds = ["jobs"]\nplaces = ["ledes"]\n', "utf-8")
    for words in (("list",), ("config", "validate")):
        result = desk.run(*words)
        assert result.code == 3
        assert 'did you mean "job"?' in result.err and 'did you mean "leeds"?' in result.err
    path.write_text(before, "utf-8")
    assert JOB in titles(desk)
