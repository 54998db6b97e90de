"""The inspection outcomes that are shipped: complete, in order, and free of what was wrong in their source."""

from datetime import date

import pytest

from cfnews.sector import outcomes
from cfnews.sector.event_marks import RANK
from cfnews.sector.gazetteer import authorities

ENGLISH = [one for one in authorities() if one.nation == "england" and one.exists(outcomes.AS_OF)]
ALL = [outcome for one in ENGLISH for outcome in outcomes.of(one.code)]


def test_every_english_authority_has_one_judgement_of_its_children_s_services() -> None:
    judged = [[one for one in outcomes.of(place.code) if one.type == "full_inspection"] for place in ENGLISH]
    assert len(ENGLISH) == 153
    assert all(len(one) == 1 for one in judged)


def test_every_outcome_is_of_an_authority_of_today() -> None:
    assert len(ALL) == 153 + 72 + 70
    assert all(one.code in {place.code for place in ENGLISH} for one in ALL)


def test_no_outcome_is_later_than_the_day_it_holds_for_and_its_dates_are_in_order() -> None:
    for one in ALL:
        days = [day for day in (one.start, one.end, one.published, one.as_of) if day]
        assert days == sorted(days)
        assert (one.start is None) == (one.end is None)


def test_inspections_of_services_last_at_most_two_weeks() -> None:
    assert all((one.end - one.start).days <= 11 for one in ALL if one.end and one.start and one.type != "jtai")


def test_there_is_no_overall_grade_from_april_2026_and_one_before() -> None:
    for one in ALL:
        if one.type == "full_inspection":
            assert ("overall" in one.grades) == ((one.start or one.published) < date(2026, 4, 1))


def test_care_leavers_had_no_judgement_of_their_own_before_2023() -> None:
    for one in ALL:
        if one.type == "full_inspection":
            assert ("care_leavers" in one.grades) == ((one.start or one.published) >= date(2023, 1, 1))


def test_grades_are_of_the_four_and_the_overall_one_lies_among_the_others() -> None:
    for one in ALL:
        assert set(one.grades.values()) <= set(RANK)
        if "overall" in one.grades:
            others = [RANK[grade] for area, grade in one.grades.items() if area != "overall"]
            assert min(others) <= RANK[one.grades["overall"]] <= max(others)


def test_only_special_needs_inspections_have_one_of_three_outcomes_and_joint_ones_a_theme() -> None:
    assert {one.send_outcome for one in ALL if one.type == "area_send"} == {1, 2, 3, None}
    assert all(one.send_outcome is None for one in ALL if one.type != "area_send")
    assert {one.type for one in ALL if one.theme} == {"jtai"}


def test_a_joint_inspection_s_start_is_not_its_day_of_publication() -> None:
    assert all(one.start != one.published for one in ALL)


def test_an_authority_s_outcomes_come_latest_first() -> None:
    for place in ENGLISH:
        published = [one.published for one in outcomes.of(place.code)]
        assert published == sorted(published, reverse=True)


@pytest.mark.parametrize("code", ["", "my-place", "S12000033", "E08000016"])
def test_other_places_have_none(code: str) -> None:
    assert outcomes.of(code) == []
