"""What stories tell, joined with shipped outcomes: no inspection twice, and none invented."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from cfnews.sector.chronicle import Step
from cfnews.sector.joining import News, joined
from cfnews.story import Event, Place

PLACE = Place("E10000099", "dunmoor", "Dunmoor")
OTHER = Place("E10000098", "eastmere", "Eastmere")
SHIPPED = Step(
    date="2023-05-15",
    end=date(2023, 5, 26),
    published=date(2023, 7, 14),
    type="full_inspection",
    places=[PLACE],
    grades={"overall": "good", "children_in_care": "requires_improvement"},
    source="Ofsted",
    as_of=date(2026, 6, 29),
)


def event(type_: str = "full_inspection", **values: Any) -> Event:
    plain: dict[str, Any] = {"place": PLACE.code, "grade": None, "area": None, "direction": None, "date": None}
    return Event(type=type_, **plain | {"ordinal": None, "quote": "So it was."} | values)


def judged(grade: str, when: str | None = None, area: str = "overall", **values: Any) -> Event:
    return event(grade=grade, area=area, date=when, **values)


def news(at: str, *events: Event, name: str = "", places: Sequence[Place] = (PLACE,)) -> News:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return News(name or at, f"Story of {at}", "https://outlet.example/1", "Outlet", moment, tuple(places), events)


def steps(*stories: News, shipped: Sequence[Step] = (SHIPPED,), shown: bool = False) -> list[Step]:
    return joined(shipped, stories, frozenset(one.id for one in stories if shown), UTC)


@pytest.mark.parametrize(
    "when", ["2023-05", "2023-05-20", "2023-06", "2023-07-14", "2023-07", "2023-07-20"], ids=lambda when: f"in {when}"
)
def test_a_judgement_recalled_with_a_date_of_inspection_or_report_is_the_shipped_one(when: str) -> None:
    (found,) = steps(news("2026-11-01", judged("good", when)))
    assert [one.id for one in found.told_by] == ["2026-11-01"]
    assert (found.grades, found.date) == (SHIPPED.grades, SHIPPED.date)


@pytest.mark.parametrize("when", ["2023-04", "2023-08", "2019-05"])
def test_a_judgement_of_another_time_is_another_one(when: str) -> None:
    assert [one.date for one in steps(news("2026-11-01", judged("good", when)))] == ["2023-05-15", when]


def test_another_grade_of_the_same_time_is_shown_beside_the_shipped_one() -> None:
    shipped, told = steps(news("2023-07-15", judged("inadequate", "2023-05")))
    assert (shipped.grades["overall"], shipped.told_by) == ("good", [])
    assert (told.grades, told.source, told.as_of) == ({"overall": "inadequate"}, "Outlet", None)


def test_the_same_grade_for_another_place_is_not_the_shipped_one() -> None:
    shipped, told = steps(news("2026-11-01", judged("good", "2023-05", place=OTHER.code), places=(PLACE, OTHER)))
    assert shipped.told_by == []
    assert told.places == [OTHER]


def test_an_area_that_was_not_judged_is_not_added_to_what_is_shipped() -> None:
    (found,) = steps(news("2023-07-15", judged("good", "2023-05", area="adoption")))
    assert found.grades == SHIPPED.grades
    assert len(found.told_by) == 1


def test_a_grade_without_a_date_is_the_shipped_one_recalled_where_it_is_the_same() -> None:
    (found, story) = steps(news("2026-11-01", judged("good")), shown=True)
    assert [one.quote for one in found.told_by] == ["So it was."]
    assert story.undated == []


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-11-01", judged("inadequate")),
        ("2026-11-01", judged("good", area="leadership")),
        ("2026-11-01", judged("good", direction="unchanged")),
        ("2023-05-01", judged("good")),
        ("2026-11-01", event("monitoring_visit")),
    ],
    ids=["another grade", "an area not judged", "good again, long after", "before it", "a visit"],
)
def test_what_has_no_date_and_is_not_recalled_stays_with_its_story(at: str, told: Event) -> None:
    shipped, story = steps(news(at, told), shown=True)
    assert shipped.told_by == []
    assert (story.type, story.date, story.undated) == ("story", at, [told])


def test_good_again_in_the_days_of_the_report_is_the_shipped_judgement() -> None:
    (found,) = steps(news("2023-07-20", judged("good", direction="unchanged")))
    assert len(found.told_by) == 1


def test_a_story_has_a_step_only_if_it_is_shown_but_tells_in_any_case() -> None:
    told = news("2026-11-01", event("focused_visit", date="2026-10"))
    assert [one.type for one in steps(told, shipped=())] == ["focused_visit"]
    assert [one.type for one in steps(told, shipped=(), shown=True)] == ["focused_visit", "story"]


def test_the_areas_of_one_judgement_make_one_step() -> None:
    areas = {"leadership": "good", "help_and_protection": "inadequate"}
    (found,) = steps(news("2026-09-01", *(judged(grade, "2026-07", area) for area, grade in areas.items())), shipped=())
    assert found.grades == areas
    assert len(found.told_by) == 1


def test_two_stories_of_one_inspection_make_one_step_dated_by_the_earlier() -> None:
    first = news("2026-07-20", judged("good", "2026-06"), name="one")
    second = news("2026-09-20", judged("good", "2026-09-12"), name="two")
    (found,) = steps(second, first, shipped=())
    assert found.date == "2026-06"
    assert [one.id for one in found.told_by] == ["one", "two"]


def test_of_two_dates_that_agree_the_more_exact_one_is_kept() -> None:
    stories = [news("2026-07-20", event("jtai", date="2026-06")), news("2026-07-21", event("jtai", date="2026-06-09"))]
    (found,) = steps(*stories, shipped=())
    assert found.date == "2026-06-09"


def test_visits_of_different_months_or_numbers_are_different_visits() -> None:
    stories = [
        news("2026-07-20", event("monitoring_visit", date="2026-06", ordinal=1)),
        news("2026-07-21", event("monitoring_visit", date="2026-06", ordinal=2)),
        news("2026-10-20", event("monitoring_visit", date="2026-09")),
    ]
    assert [one.date for one in steps(*stories, shipped=())] == ["2026-06", "2026-06", "2026-09"]


def test_a_visit_of_one_number_dated_by_its_day_and_by_its_letter_is_one_visit() -> None:
    stories = [
        news("2026-07-20", event("monitoring_visit", date="2026-06-02", ordinal=2)),
        news("2026-08-21", event("monitoring_visit", date="2026-07-14", ordinal=2)),
        news("2028-08-21", event("monitoring_visit", date="2028-07-14", ordinal=2)),
    ]
    assert [one.date for one in steps(*stories, shipped=())] == ["2026-06-02", "2028-07-14"]


def test_two_homes_of_one_month_are_two_but_one_home_told_twice_is_one() -> None:
    stories = [
        news("2026-07-20", event("childrens_home", date="2026-06", grade="inadequate", area="overall")),
        news("2026-07-21", event("childrens_home", date="2026-06", grade="inadequate", area="overall")),
        news("2026-07-22", event("childrens_home", date="2026-06", grade="good", area="overall")),
        news("2026-07-23", event("childrens_home", date="2026-06-09", grade="good", area="overall")),
    ]
    assert [len(one.told_by) for one in steps(*stories, shipped=())] == [2, 1, 1]


def test_a_notice_announced_and_served_within_a_month_is_one_and_another_year_another() -> None:
    stories = [
        news("2026-07-20", event("improvement_notice", date="2026-07-20")),
        news("2026-08-05", event("improvement_notice", date="2026-08-04")),
        news("2028-08-05", event("improvement_notice", date="2028-08-04")),
    ]
    assert [one.date for one in steps(*stories, shipped=())] == ["2026-07-20", "2028-08-04"]


def test_an_outcome_of_which_the_report_s_day_alone_is_known_takes_in_the_weeks_before() -> None:
    shipped = Step(
        date="2024-05-16", published=date(2024, 5, 16), type="jtai", places=[PLACE], source="Ofsted", as_of=date.max
    )
    assert len(steps(news("2024-06-01", event("jtai", date="2024-03")), shipped=[shipped])) == 1
    assert len(steps(news("2024-06-01", event("jtai", date="2023-11")), shipped=[shipped])) == 2


def test_a_story_s_day_is_that_of_the_reader() -> None:
    from zoneinfo import ZoneInfo

    late = news("2026-07-20T23:30:00", name="late")
    (found,) = joined((), [late], frozenset(["late"]), ZoneInfo("Europe/London"))
    assert found.date == "2026-07-21"


def test_what_a_story_plainly_recalls_is_not_told_beside_it() -> None:
    recalled = judged("inadequate", quote="It is four years since the council was judged inadequate.")
    (found,) = steps(news("2026-11-01", recalled, judged("outstanding")), shipped=(), shown=True)
    assert [one.grade for one in found.undated] == ["outstanding"]
