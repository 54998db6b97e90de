"""Bank holidays by their rules, held against the days that were published or follow from them."""

from datetime import date

import pytest

from cfnews.health.working_days import Calendar, bank_holidays, easter_sunday

# As listed at gov.uk/bank-holidays, and for the years beyond by the Act's own rules.
ENGLAND = {
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
SCOTLAND = {
    2024: "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26",
    2025: "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26",
    2026: "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28",
    2027: "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28",
    2028: "01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26",
}
NORTHERN_IRELAND = {
    2024: "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26",
    2025: "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26",
    2026: "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28",
    2027: "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28",
    2028: "01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26",
}
PUBLISHED = [
    (nation, year, days)
    for nation, years in (
        ("england", ENGLAND),
        ("wales", ENGLAND),
        (None, ENGLAND),
        ("uk", ENGLAND),
        ("scotland", SCOTLAND),
        ("northern-ireland", NORTHERN_IRELAND),
    )
    for year, days in years.items()
]


@pytest.mark.parametrize(("nation", "year", "days"), PUBLISHED)
def test_the_rules_give_the_published_days(nation: str | None, year: int, days: str) -> None:
    assert [f"{day:%m-%d}" for day in sorted(bank_holidays(year, nation))] == days.split()


@pytest.mark.parametrize(
    ("year", "nation", "days"),
    [
        (2022, "england", ["2022-01-03", "2022-12-26", "2022-12-27"]),  # Christmas Day on a Sunday
        (2021, "england", ["2021-01-01", "2021-12-27", "2021-12-28"]),  # Christmas Day on a Saturday
        (2023, "scotland", ["2023-01-02", "2023-01-03", "2023-11-30"]),  # New Year's Day on a Sunday
    ],
)
def test_a_holiday_at_a_weekend_moves_to_the_next_free_weekday(year: int, nation: str, days: list[str]) -> None:
    found = {day.isoformat() for day in bank_holidays(year, nation)}
    assert set(days) <= found
    assert all(date.fromisoformat(day).weekday() < 5 for day in found)


@pytest.mark.parametrize("day", ["2008-03-23", "2019-04-21", "2024-03-31", "2025-04-20", "2038-04-25", "2285-03-22"])
def test_easter_is_on_its_sunday(day: str) -> None:
    assert easter_sunday(int(day[:4])) == date.fromisoformat(day)


def test_weekends_holidays_and_the_days_from_christmas_to_new_year_do_not_count() -> None:
    calendar = Calendar("england")
    assert calendar.counts(date(2026, 11, 20))
    assert not calendar.counts(date(2026, 11, 21))
    assert not calendar.counts(date(2026, 8, 31))
    assert [day for day in range(21, 32) if calendar.counts(date(2026, 12, day))] == [21, 22, 23]
    assert Calendar("scotland").counts(date(2026, 8, 31))
    assert Calendar(None, every_day=True).counts(date(2026, 12, 25))


def test_days_are_counted_from_the_day_after() -> None:
    assert Calendar("england").after(date(2026, 11, 19), 1) == date(2026, 11, 21)
    assert Calendar("england").after(date(2026, 11, 20), 1) == date(2026, 11, 24)
    assert Calendar("england").after(date(2026, 12, 23), 1) == date(2027, 1, 5)
    assert Calendar(None, every_day=True).after(date(2026, 11, 20), 3) == date(2026, 11, 24)
