"""Chronicles: what a date may mean, the order of steps, and how long ago the last judgement was."""

from datetime import UTC, date, datetime

import pytest

from cfnews.sector.chronicle import Span, Step, Telling, in_order, last_inspection, last_judgement, span, within
from cfnews.story import Place

PLACE = Place("E10000099", "dunmoor", "Dunmoor")
TODAY = date(2026, 11, 20)


def step(when: str, type_: str = "full_inspection", **values: object) -> Step:
    return Step(date=when, type=type_, places=[PLACE], source="Ofsted", **values)  # type: ignore[arg-type]


def story(when: str, hour: int = 9) -> Step:
    at = datetime.combine(date.fromisoformat(when), datetime.min.time(), UTC).replace(hour=hour)
    return step(when, "story", title=f"{when} {hour}", told_by=[Telling("abcd", "Story", "Outlet", at, None)])


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2026-10-05", date(2026, 10, 5), date(2026, 10, 5)),
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_date_is_its_day_or_all_days_of_its_month(words: str, first: date, last: date) -> None:
    assert span(words) == Span(first, last)


def test_steps_are_in_order_and_what_happened_goes_before_what_was_written_that_day() -> None:
    steps = [story("2026-10-01", 12), story("2026-10-01", 8), step("2026-10-01"), step("2026-10"), step("2025-12-31")]
    found = [(one.date, one.type, one.title) for one in in_order(steps)]
    assert found == [
        ("2025-12-31", "full_inspection", None),
        ("2026-10-01", "full_inspection", None),
        ("2026-10", "full_inspection", None),
        ("2026-10-01", "story", "2026-10-01 8"),
        ("2026-10-01", "story", "2026-10-01 12"),
    ]


def test_a_month_is_within_a_window_that_touches_it() -> None:
    month = step("2026-10")
    assert within(month, date(2026, 10, 31), None)
    assert not within(month, date(2026, 11, 1), None)
    assert within(month, None, date(2026, 10, 1))
    assert not within(month, None, date(2026, 9, 30))


def test_a_judgement_is_as_old_as_its_report_and_an_inspection_as_its_last_day() -> None:
    judged = step("2026-10-01", end=date(2026, 10, 10), published=date(2026, 11, 10), grades={"overall": "good"})
    found = last_judgement([judged], TODAY)
    assert found is not None
    assert (found.days, found.date, found.about, found.grades) == (10, "2026-11-10", False, {"overall": "good"})
    inspected = last_inspection([judged], TODAY)
    assert inspected is not None
    assert (inspected.days, inspected.date) == (41, "2026-10-10")


def test_a_visit_is_an_inspection_without_judgement_and_only_about_so_old_where_its_day_is_unknown() -> None:
    steps = [step("2025-01-01", grades={"overall": "good"}), step("2026-10", "monitoring_visit")]
    inspected, judged = last_inspection(steps, TODAY), last_judgement(steps, TODAY)
    assert inspected is not None
    assert judged is not None
    assert (inspected.type, inspected.days, inspected.about) == ("monitoring_visit", 50, True)
    assert judged.date == "2025-01-01"


def test_neither_an_inspection_of_a_home_nor_a_date_to_come_is_the_last_inspection() -> None:
    home = step("2026-10-01", "childrens_home", grades={"overall": "inadequate"})
    assert last_inspection([home], TODAY) is None
    assert last_judgement([home], TODAY) is None
    assert last_inspection([step("2026-12-01")], TODAY) is None
