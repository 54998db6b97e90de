"""How alike two entries are: what speaks for one story, what against, and what forbids it."""

import itertools
from typing import Any

import pytest

from cfnews.normalise.boilerplate import title_key
from cfnews.stories.match import APART, DAY, JOINS, Likeness, Side, compare, days_between
from cfnews.stories.weights import Count, Scales, Signs
from cfnews.stories.words import read_words

_NAMES = ("wexmoor", "aldcaster", "north~wexmoor")
_COUNTS = {word: Count(2, lower=2) for word in ("weekly", "round")}
SCALES = Scales({**_COUNTS, **{name: Count(2, capital=2) for name in _NAMES}}, 2)
HUB = "Wexmoor opens family hub in swimming baths"
TOLD = "Midwives and a toy library share the swimming baths with health visitors."


def side(
    title: str, summary: str = "", outlet: str = "courier", *, hours: float = 0, dated: bool = True, **signs: Any
) -> Side:
    """An entry so many hours after the first; of `signs` each is a list, but for `kind` and `page`."""
    words = read_words(title, summary)
    found: dict[str, Any] = {
        name: value if name in ("kind", "page") else frozenset(value) for name, value in signs.items()
    }
    weighed = SCALES.weigh(words.title, words.summary)
    return Side(weighed, Signs(**found), title, title_key(title), outlet, int(hours * 3600), dated)


def likeness(one: Side, other: Side) -> Likeness:
    """The likeness of two entries, that must be the same from both sides."""
    found, turned = compare(one, other), compare(other, one)
    assert found._replace(score=0, cosine=0) == turned._replace(score=0, cosine=0)
    assert (found.score, found.cosine) == pytest.approx((turned.score, turned.cosine))
    return found


def test_the_same_words_of_two_outlets_are_one_story() -> None:
    found = likeness(side(HUB, TOLD), side("Swimming baths become family hub for Wexmoor", TOLD, "herald"))
    assert found.score > JOINS
    assert (found.rule, found.shared, found.against) == ("the same words", ("wexmoor",), ())


def test_nothing_in_common_is_nothing() -> None:
    found = likeness(side(HUB, TOLD), side("Ponies calm anxious pupils", "", "herald"))
    assert (found.score, found.rule) == (0.0, "little in common")


def test_the_same_headline_counts_whatever_its_capitals_and_quotes() -> None:
    found = likeness(side(HUB, "Midwives move in."), side(HUB.title(), "Lifeguards move out.", "herald"))
    assert found.rule == "the same headline"
    assert found.score > likeness(side(HUB, "Midwives move in."), side(f"{HUB} now", "Lifeguards move out.", "h")).score


def test_an_empty_entry_is_like_no_other() -> None:
    for other in (side(""), side(HUB, TOLD), side("", TOLD)):
        assert likeness(side(""), other._replace(outlet="herald")).score < JOINS


FORMULA = "Ofsted rates {} children's services inadequate"
FOUND = "Inspectors found serious weaknesses in the front door of {}, and long delays in assessments."


@pytest.mark.parametrize("other", ["Aldcaster", "North Wexmoor"])
def test_a_name_in_each_headline_that_the_other_lacks_keeps_a_formula_apart(other: str) -> None:
    one = side(FORMULA.format("Wexmoor"), FOUND.format("Wexmoor"))
    found = likeness(one, side(FORMULA.format(other), FOUND.format(other), "herald"))
    assert found.cosine > 0.6
    assert found.score < JOINS
    assert "wexmoor" in found.against


def test_a_name_that_one_headline_adds_is_no_conflict() -> None:
    found = likeness(side(HUB, TOLD), side("Aldcaster follows as Wexmoor opens family hub", TOLD, "herald"))
    assert found.score > JOINS
    assert found.against == ("aldcaster",)


@pytest.mark.parametrize(
    ("ours", "theirs", "conflict"),
    [
        ("£23.4m", "£23m", False),
        ("36,210", "36,000", False),
        ("36,210", "36,000 of them", False),
        ("412", "412", False),
        ("412", "", False),
        ("412", "958", True),
        ("23", "24", True),
        ("1st", "2nd", True),
        ("412 of 958", "958", False),  # a number in common
    ],
)
def test_other_numbers_in_the_headlines_cost_and_a_rounded_one_does_not(ours: str, theirs: str, conflict: bool) -> None:
    first, second = (f"Charity calls for {number} foster carers" for number in (ours, theirs))
    plain = likeness(side(first, "", "a"), side(first, "", "b"))
    found = likeness(side(first, TOLD, "a"), side(f"{second} now", TOLD, "b"))
    assert plain.score > JOINS
    assert (found.score < found.cosine) is conflict


def test_long_numbers_in_the_summaries_cost_more_than_years() -> None:
    def pair(one: str, other: str) -> float:
        found = likeness(side(HUB, f"{TOLD} {one}"), side(f"{HUB} now", f"{TOLD} {other}", "herald"))
        return found.score - found.cosine

    assert pair("412", "958") < pair("2025", "2026") == pytest.approx(pair("41", "95"))
    assert pair("412", "958") < -0.4


def test_each_day_between_costs_until_nothing_is_left() -> None:
    scores = [likeness(side(HUB, TOLD), side(f"{HUB} now", TOLD, "herald", hours=hours)).score for hours in (0, 24, 48)]
    assert scores[0] - scores[1] == pytest.approx(DAY)
    assert scores[1] - scores[2] == pytest.approx(DAY)


def test_an_entry_without_a_date_counts_as_half_the_window_away() -> None:
    dated, undated = side(HUB), side(HUB, dated=False)
    assert days_between(dated, undated) == days_between(undated, undated) == 1.5
    assert days_between(side(HUB, hours=60), undated) == 2.5
    assert days_between(side(HUB, hours=12), dated) == 0.5


@pytest.mark.parametrize("kind", ["job", "event", "podcast"])
def test_an_advertisement_is_never_one_story_with_news(kind: str) -> None:
    found = likeness(side(HUB, TOLD), side(HUB, TOLD, "herald", kind=kind))
    assert found.score <= APART
    assert kind in found.rule
    assert likeness(side(HUB, TOLD, kind=kind), side(HUB, TOLD, "herald", kind=kind)).score > JOINS
    assert likeness(side(HUB, TOLD), side(HUB, TOLD, "herald", kind="report")).score > JOINS


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [(["E1"], ["E2"], True), (["E1"], ["E1", "E2"], False), (["E1"], [], False), ([], [], False)],
)
def test_different_places_are_never_one_story(ours: list[str], theirs: list[str], apart: bool) -> None:
    found = likeness(side(HUB, TOLD, places=ours), side(HUB, TOLD, "herald", places=theirs))
    assert (found.score <= APART) is apart
    assert (found.rule == "different places") is apart


@pytest.mark.parametrize(
    ("ours", "theirs", "rule"),
    [
        (["[2026] EWFC 1"], ["[2026] EWFC 1"], "the same judgment"),
        (["[2026] EWFC 1"], ["[2026] EWFC 1", "[2024] UKSC 2"], "the same judgment"),
        (["[2026] EWFC 1"], ["[2026] EWFC 2"], "different judgments"),
        (["[2026] EWFC 1"], [], "the same headline"),
    ],
)
def test_a_judgment_is_known_by_its_citation(ours: list[str], theirs: list[str], rule: str) -> None:
    found = likeness(side(HUB, TOLD, citations=ours), side(HUB, TOLD, "herald", citations=theirs))
    assert found.rule == rule
    assert (found.score <= APART) is (rule == "different judgments")


@pytest.mark.parametrize(
    "title",
    ["Re A (A Child)", "In the matter of B (Children)", "C (A Minor) [Fact-finding]", "A Council v A Mother", "RE X"],
)
def test_headlines_of_anonymised_cases_say_nothing(title: str) -> None:
    assert likeness(side(title, TOLD), side(title, TOLD, "herald")).rule == "headlines of anonymised cases"
    cited = [side(title, TOLD, outlet, citations=["[2026] EWFC 1"]) for outlet in ("court", "herald")]
    assert likeness(*cited).score > JOINS


@pytest.mark.parametrize("title", ["Rebecca visits", "Relief for Aldcaster", "More care for a child in Wexmoor"])
def test_a_headline_that_only_resembles_a_case_is_a_headline(title: str) -> None:
    assert likeness(side(title, TOLD), side(title, TOLD, "herald")).rule == "the same headline"


def test_one_outlet_does_not_tell_a_story_in_two_headlines() -> None:
    found = likeness(side(HUB, TOLD), side("Why Wexmoor opened a family hub in its baths", TOLD))
    assert found.rule == "one outlet, two headlines"
    assert APART < found.score < 0  # two of an outlet may yet be in one story, if others bring them together


def test_one_outlets_column_of_one_headline_is_a_series() -> None:
    other = "Ponies calm anxious pupils before their exams, and a choir sings."
    assert likeness(side(HUB, TOLD), side(HUB, other)).rule == "a series with one headline"
    assert likeness(side(HUB, TOLD), side(HUB, TOLD)).score > JOINS  # posted again
    assert likeness(side(HUB, TOLD), side(HUB)).score > JOINS
    assert likeness(side(HUB, TOLD), side(HUB, other, "herald")).rule == "the same headline"


def test_what_is_in_common_joins_one_outlets_two_headlines() -> None:
    one, other = (side(title, TOLD, reports=["https://a.example/r"]) for title in (HUB, "Baths get a family hub"))
    assert likeness(one, other).rule == "the same report"


@pytest.mark.parametrize("title", ["Weekly round-up", "Letters", "In brief", "Jobs", "News in pictures"])
def test_a_headline_that_any_outlet_may_write_is_too_little(title: str) -> None:
    found = likeness(side(title), side(title, "", "herald"))
    assert (found.score, found.rule) == (0.0, "too few words in common to tell")


def test_names_alone_make_no_story() -> None:
    one = side("Wexmoor library stays open", "Volunteers read to toddlers, grandparents and dogs.")
    other = side("Wexmoor bypass delayed by newts", "Diggers wait until toddlers' frogs have spawned.", "herald")
    assert likeness(one, other).score < JOINS


@pytest.mark.parametrize(
    ("ours", "theirs", "printed"),
    [
        (range(10), range(10), True),
        (range(10), range(7, 17), True),
        (range(10), range(8, 18), False),  # a follow-up repeats so much
        (range(30), range(27, 30), True),  # a short text, whole in a long one
        (range(2), range(2), False),
        ([], [], False),
    ],
)
def test_a_release_that_two_outlets_print_is_one_story(ours: Any, theirs: Any, printed: bool) -> None:
    found = likeness(
        side("Hubs to open in spring", sentences=ours), side("Ministers set out plans", "", "herald", sentences=theirs)
    )
    assert (found.rule == "the same sentences") is printed
    assert (found.score > JOINS) is printed


def test_one_inspection_is_known_by_its_place_and_its_kind() -> None:
    def pair(**signs: Any) -> Likeness:
        one = side("Monitoring letter published", "Leaders know what to do.", places=["E1"], subjects=["visit"])
        return likeness(one, side("Progress, but too slow, says Ofsted", "Leaders fall behind.", "herald", **signs))

    assert pair(places=["E1"], subjects=["visit"]).rule == "the same inspection"
    assert pair(places=["E1"], subjects=["visit"]).score > JOINS > pair(places=["E1"], subjects=["rating"]).score
    assert pair(places=["E2"], subjects=["visit"]).score <= APART


def test_comparing_is_the_same_from_both_sides_whatever_the_entries() -> None:
    titles = (HUB, HUB.title(), "Re A (A Child)", "Weekly round-up", FORMULA.format("Aldcaster"), "412 of 958", "")
    sides = [
        side(title, summary, outlet, hours=len(summary), dated=bool(summary))
        for title in titles
        for summary, outlet in ((TOLD, "courier"), ("", "herald"))
    ]
    for one, other in itertools.combinations_with_replacement(sides, 2):
        found = likeness(one, other)
        assert -2 < found.score < 2
        assert 0 <= found.cosine < 1.001


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [
        ("Bulletin number 1 of the family court", "Bulletin number 2 of the family court", True),
        ("Bulletin number 0 of the family court", "Bulletin number 1 of the family court", True),
        ("Bulletin number 10 of the family court", "Bulletin number 12 of the family court", True),
        ("Bulletin number 1 of the family court", "Bulletin of the family court", False),
        ("Council spends £23m on homes", "Council spends £23.4m on homes", False),
        ("Council spends £36,000 on homes", "Council spends £36,210 on homes", False),
        ("Council spends £23m on homes", "Town hall spends £25m on homes", False),
    ],
)
def test_headlines_that_differ_in_nothing_but_numbers_are_no_one_story(ours: str, theirs: str, apart: bool) -> None:
    found = likeness(side(ours, TOLD), side(theirs, TOLD, "herald"))
    assert (found.rule == "headlines that differ in a number") is apart


def test_a_story_and_the_report_whose_page_it_links_to_are_one() -> None:
    report = side("Fostering in Wexmoor: annual statistics", "Tables and notes.", "ministry", page="ministry.example/a")
    told = side(HUB, TOLD, "herald", reports=["ministry.example/a", "ministry.example/b"])
    found = likeness(report, told)
    assert found.rule == "one links to the other"
    assert found.score > JOINS
    assert likeness(report, side(HUB, TOLD, "herald", reports=["ministry.example/b"])).score < JOINS


@pytest.mark.parametrize(("kind", "joins"), [("judgment", True), ("news", False)])
def test_a_judgment_and_a_later_story_that_cites_it_are_one(kind: str, joins: bool) -> None:
    cited = ["[2026] EWFC 12"]
    handed_down = side("Re W (A Child) (Placement)", "Placement order refused.", "courts", kind=kind, citations=cited)
    told = side("Judge refuses to part sisters", "A placement was refused.", "herald", hours=216, citations=cited)
    assert (likeness(handed_down, told).score > JOINS) is joins


DECISION = ("Wexmoor Council (26 004 417)", "Upheld. The council lost a referral for 17 months and agreed to pay £640.")
TOLD_LATE = ("Family waited 17 months for help", "The council lost a referral and agreed to pay £640, Wexmoor is told.")


@pytest.mark.parametrize(
    ("title", "summary", "place", "joins"),
    [
        (*TOLD_LATE, "wexmoor", True),
        (*TOLD_LATE, "aldcaster", False),
        (TOLD_LATE[0].replace("17", "14"), TOLD_LATE[1].replace("640", "90"), "wexmoor", False),
        ("Wexmoor Council (26 004 418)", DECISION[1], "wexmoor", False),
    ],
    ids=["the same council", "another council", "other numbers", "another decision"],
)
def test_a_decision_of_the_ombudsman_may_be_told_days_after_it_was_published(
    title: str, summary: str, place: str, joins: bool
) -> None:
    decision = side(*DECISION, "ombudsman", kind="report", places=["wexmoor"])
    told = side(title, summary, "herald", hours=120, places=[place])
    assert (likeness(decision, told).score > JOINS) is joins


def test_a_long_number_in_common_speaks_for_one_story() -> None:
    one = side(HUB, "It cost 48,310 pounds.")
    with_it, without = (side(HUB + " at last", f"It cost {cost}.", "herald") for cost in ("48,310 pounds", "much"))
    assert likeness(one, with_it).score > likeness(one, without).score + 0.1
