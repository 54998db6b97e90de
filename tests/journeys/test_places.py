"""`timeline`, `places` and `topics` from outside: what a reader sees of a store with stories about councils."""

import csv
import io
import re

import pytest

from cfnews.store.db import open_for_writing
from cfnews.story import Event, Facts, Place
from tests.running import Home
from tests.unit.making import Shelf, Told, raw, spec

WORCS = Place("E10000034", "worcestershire", "Worcestershire")
LEEDS = Place("E08000035", "leeds", "Leeds")
TEAM = Place("north-team", "north-team", "North Team")


def event(type_: str, place: Place, date: str | None, **values: str) -> Event:
    return Event(type_, place.code, values.get("grade"), values.get("area"), None, date, None, "It was so.")


FACTS = {
    "visit": Facts(
        places=[WORCS],
        topics=["inspection"],
        bodies=["Ofsted"],
        events=[event("monitoring_visit", WORCS, "2026-10"), event("focused_visit", LEEDS, "2026-09")],
    ),
    "past": Facts(places=[WORCS], events=[event("full_inspection", WORCS, "2023-05", grade="good", area="overall")]),
    "both": Facts(places=[LEEDS, WORCS], topics=["fostering"]),
    "team": Facts(places=[TEAM], topics=["fostering"]),
    "old": Facts(places=[LEEDS]),
}
AGE = {"visit": 20, "past": 30, "both": 40, "team": 50, "old": 24 * 30}


@pytest.fixture
def filled(home: Home) -> Home:
    """A home with five stories about two councils and a place of the reader's own."""
    place = '[[place]]\nid = "north-team"\nname = "North Team"\naliases = ["The Northerners"]\n'
    home.write_feeds({"id": "outlet", "url": "https://outlet.example/feed"}, before=place)
    db = open_for_writing(home.folder / "cfnews.db")
    shelf = Shelf(db, spec(name="Care Practice Weekly"), tagger=Told(FACTS))
    shelf.take(
        *(raw(f"Story {guid}", f"https://o.example/{guid}", guid=guid, hours_ago=age) for guid, age in AGE.items())
    )
    db.close()
    return home


# --- timeline ---------------------------------------------------------------------------------------


def test_a_timeline_joins_shipped_outcomes_with_what_the_news_tells_oldest_first(filled: Home) -> None:
    found = filled.run("timeline", "worcestershire", "--json").json
    assert found["schema"] == "cfnews/timeline"
    steps = found["steps"]
    days = [step["date"].ljust(10, "-") for step in steps]
    assert days == sorted(days)
    assert [step["type"] for step in steps][-4:] == ["monitoring_visit", "story", "story", "story"]
    (judged,) = [step for step in steps if step["type"] == "full_inspection"]
    assert (judged["source"], judged["as_of"], judged["grades"]["overall"]) == ("Ofsted", "2026-06-29", "good")
    assert [one["title"] for one in judged["told_by"]] == ["Story past"]
    assert found["last_inspection"]["type"] == "monitoring_visit"
    assert found["last_judgement"]["days"] == 1225


@pytest.mark.parametrize(
    "name", ["Worcestershire", "WCF", "E10000034", "885", "Worcestershire County Council", "worcs"]
)
def test_a_place_is_found_by_name_code_or_alias(filled: Home, name: str) -> None:
    assert filled.run("timeline", name, "--json").json["subject"]["labels"] == ["worcestershire"]


def test_a_reader_s_own_place_is_found_and_has_stories_but_no_outcomes(filled: Home) -> None:
    found = filled.run("timeline", "the", "northerners", "--json").json
    assert found["subject"]["places"] == [{"code": "north-team", "slug": "north-team", "name": "North Team"}]
    assert [step["title"] for step in found["steps"]] == ["Story team"]
    assert found["outcomes_as_of"] is None


@pytest.mark.parametrize(
    ("name", "kind", "labels"),
    [
        ("fostering", "topic", ["fostering"]),
        ("topic:kinship", "topic", ["kinship"]),
        ("body:Kinship", "body", ["Kinship"]),
        ("ofsted", "body", ["Ofsted"]),
        ("DfE", "body", ["Department for Education"]),
        ("Cumbria", "place", ["cumberland", "westmorland-and-furness"]),
    ],
)
def test_a_topic_a_body_and_a_former_county_have_timelines(
    filled: Home, name: str, kind: str, labels: list[str]
) -> None:
    subject = filled.run("timeline", name, "--json").json["subject"]
    assert (subject["kind"], subject["labels"]) == (kind, labels)


def test_a_body_s_timeline_has_the_events_of_every_place(filled: Home) -> None:
    found = filled.run("timeline", "Ofsted", "--json").json
    assert [step["type"] for step in found["steps"]] == ["focused_visit", "monitoring_visit", "story"]
    assert (found["last_judgement"], found["last_inspection"]) == (None, None)


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("worcestershyre", "worcestershire"),
        ("fosterring", "fostering"),
        ("north", "north-somerset"),
        ("zzzz", "cfnews topics"),
    ],
)
def test_what_is_unknown_or_ambiguous_ends_with_6_and_a_suggestion(filled: Home, name: str, suggested: str) -> None:
    failed = filled.run("timeline", name)
    assert (failed.code, failed.out) == (6, "")
    assert suggested in failed.err


def test_since_until_and_limit_cut_a_timeline_by_the_dates_of_its_steps(filled: Home) -> None:
    def shown(*flags: str) -> list[str]:
        found = filled.run("timeline", "worcestershire", "--json", *flags).json
        return [step["title"] or step["type"] for step in found["steps"]]

    since = ["--since", "2026-01-01"]
    assert shown(*since) == ["monitoring_visit", "Story both", "Story past", "Story visit"]
    assert shown(*since, "--limit", "1") == ["monitoring_visit", "Story visit"]
    assert shown(*since, "--until", "2026-10-31") == ["monitoring_visit"]
    assert shown(*since, "--until", "2026-09-30") == []
    assert "full_inspection" in shown("--until", "2023-05-15")


def test_a_timeline_in_text_names_judgements_in_words(filled: Home) -> None:
    text = filled.run("timeline", "leeds").out
    assert "outstanding overall · leadership outstanding" in text
    assert "Ofsted, as of 29 June 2026" in text
    assert re.search(r"^Last judgement +outstanding overall.* days ago$", text, re.MULTILINE)
    plain = filled.run("timeline", "leeds", "--plain").out
    assert "Judgement: outstanding overall, leadership outstanding" in plain
    assert "●" not in plain


def test_a_timeline_on_a_screen_has_colours(filled: Home) -> None:
    shown = filled.on_screen("timeline", "leeds").out
    assert re.search(r"\x1b\[1;32moutstanding", shown)


def test_a_timeline_as_a_table(filled: Home) -> None:
    rows = [line.split("\t") for line in filled.run("timeline", "worcs", "-f", "tsv").out.splitlines()]
    assert {len(row) for row in rows} == {7}
    assert rows[-1][:3] == ["2026-11-19", "story", "worcestershire"]
    found = list(
        csv.DictReader(io.StringIO(filled.run("timeline", "worcs", "-f", "csv", "--fields", "date,grade").out))
    )
    assert {"date": "2023-05-15", "grade": "good"} in found
    lines = filled.run("timeline", "worcs", "-f", "jsonl", "--fields", "date,type").out.splitlines()
    assert '{"date":"2026-10","type":"monitoring_visit"}' in lines


def test_with_nothing_stored_a_timeline_has_the_shipped_outcomes(home: Home) -> None:
    found = home.run("timeline", "leeds")
    assert found.code == 0
    assert "outstanding overall" in found.out
    assert "cfnews fetch" in found.err


# --- names in selections ----------------------------------------------------------------------------


def selected(home: Home, *arguments: str) -> list[str]:
    """The titles of what a command selects, in the order of the alphabet."""
    result = home.run(*arguments, "--json")
    assert result.code == 0, result.err
    return sorted(story["title"] for story in result.json["stories"])


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("worcs council", "worcestershire"),
        ("Worcestershire County Council", "worcestershire"),
        ("WCF", "worcestershire"),
        ("E10000034", "worcestershire"),
        ("Leeds City Council", "leeds"),
        ("the northerners", "north-team"),
    ],
)
def test_lists_searches_and_marks_take_the_names_of_places_that_timelines_take(
    filled: Home, name: str, label: str
) -> None:
    expected = selected(filled, "list", "--place", label)
    assert expected
    assert selected(filled, "list", "--place", name) == expected
    assert selected(filled, "digest", "--since", "60d", "--place", name) == expected
    assert selected(filled, "search", f'place:"{name}"') == expected
    assert filled.run("list", "--place", name, "--json").json["query"]["places"] == [label]
    assert filled.run("mark", "--all", "--place", name, "--read", "--json").json["changed"] == len(expected)


def test_a_name_of_several_places_selects_what_is_about_any_of_them(filled: Home) -> None:
    assert filled.run("list", "--place", "Leeds", "--place", "worcs", "--json").json["counts"]["matched"] == 4
    failed = filled.run("list", "--place", "Cumbria")
    assert (failed.code, failed.out) == (6, "")
    assert "no stored story has the place 'cumberland'" in failed.err


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (["--topic", "Fostering"], ["Story both", "Story team"]),
        (["--body", "ofsted"], ["Story visit"]),
        (["--body", "Nobody"], []),
    ],
)
def test_topics_and_bodies_are_selected_by_their_other_names(
    filled: Home, flags: list[str], expected: list[str]
) -> None:
    assert selected(filled, "list", *flags) == expected


@pytest.mark.parametrize(
    ("arguments", "said", "suggested"),
    [
        (["list", "--place", "worcestershyre"], "no stored story has the place 'worcestershyre'", '"worcestershire"'),
        (["list", "--place", "Cardiff"], "no stored story has the place 'cardiff'", "see: cfnews places"),
        (["list", "--place", "north"], "'north' fits several places", "north-somerset"),
        (["search", "place:leds"], "no stored story has the place 'leds'", '"leeds"'),
        (["list", "--topic", "fosterring"], "no stored story has the topic 'fosterring'", '"fostering"'),
        (["list", "--topic", "kinship"], "no stored story has the topic 'kinship'", "see: cfnews topics"),
    ],
)
def test_a_name_that_selects_nothing_ends_with_6_and_says_why(
    filled: Home, arguments: list[str], said: str, suggested: str
) -> None:
    failed = filled.run(*arguments)
    assert (failed.code, failed.out) == (6, "")
    assert said in failed.err
    assert suggested in failed.err


# --- places -----------------------------------------------------------------------------------------


def test_places_begin_with_those_in_the_news_and_end_with_all_that_are_known(filled: Home) -> None:
    found = filled.run("places", "--json").json
    assert found["schema"] == "cfnews/places"
    assert [(card["slug"], card["stories"]) for card in found["places"][:4]] == [
        ("worcestershire", 3),
        ("leeds", 1),
        ("north-team", 1),
        ("aberdeen-city", 0),
    ]
    assert len(found["places"]) == found["known"] == 219
    assert found["since"] == "2026-11-13T07:45:00Z"


def test_places_are_counted_in_the_window_that_is_asked_for(filled: Home) -> None:
    cards = filled.run("places", "--json", "--since", "60d", "--limit", "2").json["places"]
    assert [(card["slug"], card["stories"]) for card in cards] == [("worcestershire", 3), ("leeds", 2)]
    cards = filled.run("places", "--json", "--until", "2026-10-24", "--limit", "1").json["places"]
    assert [(card["slug"], card["stories"]) for card in cards] == [("leeds", 1)]


def test_places_in_text_are_those_in_the_news_unless_all_are_asked_for(filled: Home) -> None:
    text = filled.run("places").out
    assert re.search(r"^ +3  Worcestershire +good +Jul 2023$", text, re.MULTILINE)
    assert "Barnet" not in text
    assert "216 more places are known" in text
    assert "Barnet" in filled.run("places", "--all").out


def test_one_place_has_a_card(filled: Home) -> None:
    (card,) = filled.run("places", "worcs", "--json").json["places"]
    assert (card["code"], card["region"], card["stories"]) == ("E10000034", "West Midlands", 3)
    assert "Worcestershire Children First" in card["delivery"]
    assert {"full_inspection", "area_send"} <= {step["type"] for step in card["outcomes"]}
    text = filled.run("places", "worcs").out
    assert "GSS E10000034, DfE 885, Ofsted 80584" in text
    assert "widespread or systemic failings" in text
    assert "Somerset, Gloucestershire" in filled.run("places", "worcs", "--plain").out


def test_neighbours_are_in_order_each_with_its_judgement_and_stories(filled: Home) -> None:
    found = filled.run("places", "--neighbours", "worcestershire", "--json").json
    assert found["neighbours_of"] == "worcestershire"
    assert [card["slug"] for card in found["places"]][:3] == ["somerset", "gloucestershire", "dorset"]
    assert all(card["outcomes"] for card in found["places"])
    text = filled.run("places", "worcestershire", "--neighbours").out
    assert re.search(r"^ +1 +0  Somerset +leadership \w+", text, re.MULTILINE)
    assert re.search(r"^ +2 +0  Gloucestershire +\w+", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--neighbours"], 2, "needs the name of a council"),
        (["cardiff", "--neighbours"], 6, "no statistical neighbours"),
        (["cumbria", "--neighbours"], 6, "cumberland, westmorland-and-furness"),
        (["north-team", "--neighbours"], 6, "no statistical neighbours"),
        (["worcestershyre"], 6, "worcestershire"),
        (["fostering"], 6, "no place"),
    ],
)
def test_what_places_cannot_show_is_said(filled: Home, arguments: list[str], code: int, said: str) -> None:
    failed = filled.run("places", *arguments)
    assert (failed.code, failed.out) == (code, "")
    assert said in failed.err


def test_places_as_a_table(filled: Home) -> None:
    first = filled.run("places", "-f", "tsv").out.splitlines()[0].split("\t")
    assert first[:3] == ["worcestershire", "Worcestershire", "3"]
    assert first[6].startswith("overall=good|leadership=")
    rows = list(csv.DictReader(io.StringIO(filled.run("places", "-f", "csv", "--fields", "slug,dfe_code").out)))
    assert rows[0] == {"slug": "worcestershire", "dfe_code": "885"}


# --- topics -----------------------------------------------------------------------------------------


def test_topics_are_all_listed_the_newsworthy_first(filled: Home) -> None:
    found = filled.run("topics", "--json").json
    assert found["schema"] == "cfnews/topics"
    assert [(card["id"], card["stories"]) for card in found["topics"][:3]] == [
        ("fostering", 2),
        ("inspection", 1),
        ("child_protection", 0),
    ]
    assert len(found["topics"]) == found["known"] >= 27
    assert re.search(r"^ +2  fostering +Fostering$", filled.run("topics").out, re.MULTILINE)
    assert "fostering, Fostering: 2 stories." in filled.run("topics", "--plain").out
    assert filled.run("topics", "-f", "tsv", "-n", "1").out == "fostering\t2\tFostering\n"


def test_one_topic_has_its_words(filled: Home) -> None:
    (card,) = filled.run("topics", "kinship", "--json").json["topics"]
    assert "special guardianship" in card["words"]
    assert "SGO" in card["abbr"]
    text = filled.run("topics", "kinship").out
    assert re.search(r"^Words +.*special guardianship", text, re.MULTILINE)
    assert filled.run("topics", "Looked after", "--json").json["topics"][0]["id"] == "looked_after"


def test_an_unknown_topic_ends_with_6_and_a_suggestion(filled: Home) -> None:
    failed = filled.run("topics", "kinshp")
    assert failed.code == 6
    assert 'did you mean "kinship"?' in failed.err


# --- all of them ------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("timeline", "leeds"), ("places",), ("topics",)])
def test_a_field_or_format_that_is_not_known_is_wrong_usage(filled: Home, command: tuple[str, ...]) -> None:
    assert filled.run(*command, "-f", "json", "--fields", "nonsense").code == 2
    assert filled.run(*command, "-f", "csv", "--fields", "nonsense").code == 2
    assert filled.run(*command, "--limit", "few").code == 2


@pytest.mark.parametrize("command", [("timeline", "leeds"), ("places",), ("topics",)])
def test_another_zone_of_the_reader_is_told(filled: Home, command: tuple[str, ...]) -> None:
    assert filled.run(*command, "--json", CFNEWS_TZ="Pacific/Auckland").json["timezone"] == "Pacific/Auckland"
