"""One inspection told in several sentences or by several sources is one event; what is recalled is not news."""

import pytest
from msgspec import structs

from cfnews.sector.event_joining import joined_events
from cfnews.story import Event


def event(quote: str = "", kind: str = "full_inspection", place: str | None = "dunmoor", **more: str | int) -> Event:
    return structs.replace(Event(kind, place, None, None, None, None, None, quote), **more)


def visit(quote: str = "", place: str | None = "dunmoor", **more: str | int) -> Event:
    return event(quote, "monitoring_visit", place, **more)


def judged(grade: str, quote: str = "", *, area: str = "overall", **more: str) -> Event:
    words = quote or f"Judged {grade.replace('_', ' ')}."
    return event(words, "full_inspection", "dunmoor", grade=grade, area=area, **more)


def told(*events: Event) -> list[str]:
    rows = [
        (one.type, one.place, one.grade, one.area, one.direction, one.date, one.ordinal and f"#{one.ordinal}")
        for one in joined_events(events)
    ]
    return [" ".join(word for word in row if word) for row in rows]


def test_a_visit_has_its_date_from_one_sentence_and_its_number_from_another() -> None:
    found = joined_events(
        [
            visit("A monitoring visit in September praised new plans.", date="2026-09"),
            visit("This was their third monitoring visit.", ordinal=3),
            visit("The visit on 15 September was short.", date="2026-09-15"),
        ]
    )
    assert [(one.date, one.ordinal, one.quote) for one in found] == [
        ("2026-09-15", 3, "The visit on 15 September was short.")
    ]


def test_visits_with_numbers_or_dates_that_differ_stay_apart() -> None:
    assert told(visit(date="2026-05", ordinal=1), visit(date="2026-09", ordinal=2), visit(ordinal=2)) == [
        "monitoring_visit dunmoor 2026-05 #1",
        "monitoring_visit dunmoor 2026-09 #2",
    ]


def test_what_is_told_without_a_date_is_of_no_inspection_where_two_may_be_meant() -> None:
    assert told(visit(date="2026-07"), visit(date="2026-09"), visit(ordinal=4)) == [
        "monitoring_visit dunmoor 2026-07",
        "monitoring_visit dunmoor 2026-09",
        "monitoring_visit dunmoor #4",
    ]
    assert told(visit(date="2025-07"), visit(date="2026-09"), visit(ordinal=4)) == [
        "monitoring_visit dunmoor 2025-07",
        "monitoring_visit dunmoor 2026-09 #4",
    ]


def test_a_headlines_grade_and_direction_have_the_date_of_the_text() -> None:
    assert told(
        judged("good", direction="improved"),
        judged("good", date="2025-06-02"),
        judged("outstanding", area="leadership"),
        event("Dunmoor was inspected in June.", date="2025-06"),
    ) == [
        "full_inspection dunmoor good overall improved 2025-06-02",
        "full_inspection dunmoor outstanding leadership 2025-06-02",
    ]


def test_from_april_2026_a_grade_of_the_whole_is_that_of_the_areas_that_have_it() -> None:
    assert told(
        judged("good", direction="improved"),
        judged("good", area="leadership", date="2026-09-07"),
        judged("good", area="care_leavers", direction="unchanged"),
        judged("inadequate", area="help_and_protection"),
    ) == [
        "full_inspection dunmoor good leadership improved 2026-09-07",
        "full_inspection dunmoor good care_leavers unchanged 2026-09-07",
        "full_inspection dunmoor inadequate help_and_protection 2026-09-07",
    ]


def test_the_direction_of_the_whole_wins_over_that_of_some_areas() -> None:
    areas = event("Two areas still require improvement.", grade="requires_improvement", direction="unchanged")
    assert told(areas, judged("requires_improvement", direction="improved")) == [
        "full_inspection dunmoor requires_improvement overall improved"
    ]


def test_grades_that_contradict_each_other_are_never_joined() -> None:
    assert told(judged("good", date="2025-06"), judged("inadequate")) == [
        "full_inspection dunmoor good overall 2025-06",
        "full_inspection dunmoor inadequate overall",
    ]


def test_a_report_weeks_later_is_of_the_inspection_before_it() -> None:
    assert told(judged("good", date="2025-07-18"), judged("good", date="2025-06-02")) == [
        "full_inspection dunmoor good overall 2025-06-02"
    ]


def test_an_inspection_that_ends_in_the_next_month_keeps_the_date_that_is_told_first() -> None:
    assert told(judged("good", area="leadership", date="2026-10"), event(date="2026-09-28")) == [
        "full_inspection dunmoor good leadership 2026-10"
    ]


def test_an_event_of_the_council_so_called_is_of_the_only_place() -> None:
    assert told(visit(date="2026-09"), visit(place=None, ordinal=2)) == ["monitoring_visit dunmoor 2026-09 #2"]
    assert told(visit(date="2026-09"), visit(place="eastmere"), visit(place=None, ordinal=2)) == [
        "monitoring_visit dunmoor 2026-09",
        "monitoring_visit eastmere",
        "monitoring_visit #2",
    ]


def test_homes_and_other_services_are_joined_only_where_nothing_differs() -> None:
    home = event("A home.", "childrens_home", grade="good", date="2026-05")
    assert told(
        home, event("It.", "childrens_home", grade="good"), event("B", "childrens_home", grade="inadequate")
    ) == [
        "childrens_home dunmoor good 2026-05",
        "childrens_home dunmoor inadequate",
    ]


@pytest.mark.parametrize(
    "quote",
    [
        "Inspectors have come nine times since Dunmoor was rated inadequate in 2021.",
        "The new director arrives two years after services were found inadequate.",
        "The council had been rated inadequate.",
        "The council was rated inadequate in 2021.",
    ],
)
def test_a_recollection_without_a_date_is_left_out_beside_the_storys_own_event(quote: str) -> None:
    recalled = judged("inadequate", quote)
    assert told(recalled, visit("A visit in September.", date="2026-09")) == ["monitoring_visit dunmoor 2026-09"]
    assert told(recalled, visit(place="eastmere")) == [
        "monitoring_visit eastmere",
        "full_inspection dunmoor inadequate overall",
    ]


def test_a_recollection_with_a_date_is_kept_behind_the_storys_own_event() -> None:
    recalled = judged("inadequate", "Since it was judged inadequate in May 2022 much is better.", date="2022-05")
    assert told(recalled, recalled, visit(date="2026-09")) == [
        "monitoring_visit dunmoor 2026-09",
        "full_inspection dunmoor inadequate overall 2022-05",
    ]


def test_a_recollection_lends_and_takes_no_date() -> None:
    recalled = judged("good", "Leaders were praised, up from good in 2022.")
    assert told(judged("outstanding", date="2026-02"), recalled) == [
        "full_inspection dunmoor outstanding overall 2026-02"
    ]


def test_a_grade_told_behind_a_visit_is_the_one_that_the_council_has() -> None:
    assert told(
        event("", "focused_visit", date="2026-10"), judged("good", "Dunmoor, rated good, was told to act.")
    ) == ["focused_visit dunmoor 2026-10"]
    assert told(judged("inadequate", "'Inadequate' Dunmoor does better"), visit(date="2026-10")) == [
        "monitoring_visit dunmoor 2026-10"
    ]


def test_the_judgement_that_ends_the_visits_stays() -> None:
    assert told(judged("good", "Dunmoor is rated good"), visit("after its seventh visit", ordinal=7)) == [
        "full_inspection dunmoor good overall",
        "monitoring_visit dunmoor #7",
    ]


def test_of_a_sentence_with_both_the_grade_left_behind_is_no_news() -> None:
    words = "Adoption was judged good, but leadership requires improvement, down from good."
    assert told(
        judged("requires_improvement", words, area="leadership", direction="declined"),
        judged("good", words, area="leadership"),
        judged("good", words, area="adoption"),
    ) == [
        "full_inspection dunmoor requires_improvement leadership declined",
        "full_inspection dunmoor good adoption",
    ]


def test_a_story_without_events_has_none() -> None:
    assert joined_events([]) == []
