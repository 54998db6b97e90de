"""Periods in a sentence, as they are read from its words."""

from datetime import UTC, datetime

import pytest

from cfnews.sector.figure_words import read_sentence
from cfnews.sector.periods import find_periods, measures, month_before, year_before

PUBLISHED = datetime(2026, 11, 20, tzinfo=UTC)


def values(text: str, published: datetime | None = None) -> list[str | None]:
    return [period.value for period in find_periods(read_sentence(text), published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2026", ["2026"]),
        ("in 2025-26 and 2024/25", ["2025/26", "2024/25"]),
        ("in 2025–26", ["2025/26"]),
        ("2025 to 2026", ["2025/26"]),
        ("2019-2024", [None]),
        ("in July 2025", ["2025-07"]),
        ("In Sept 2025", ["2025-09"]),
        ("on 1 July 2025", ["2025-07-01"]),
        ("on the 3rd of May, 2025", ["2025-05-03"]),
        ("on July 1st, 2025", ["2025-07-01"]),
        ("July to September 2025", ["2025-Q3"]),
        ("January to August 2025", ["2025"]),
        ("Q1 of 2026", ["2026-Q1"]),
        ("Q3 2025/26", ["2025/26-Q3"]),
        ("2025/26 Q3", ["2025/26-Q3"]),
        ("the first quarter of 2026", ["2026-Q1"]),
        ("quarter 2 of 2025-26", ["2025/26-Q2"]),
        ("the year ending 31 March 2026", ["2025/26"]),
        ("the 12 months to March 2026", ["2025/26"]),
        ("the year to June 2026", ["2026-06"]),
        ("the summer term of 2026", ["2026"]),
        ("between 2020 and 2025", ["2025"]),
        ("in 1850 and 2150", []),
        ("2000 children", []),
        ("the Children Act 1989", [None]),
        ("the 2014 Act", [None]),
        ("the 2017 report", [None]),
        ("the 2021 census", ["2021"]),
        ("they may march", []),
        ("May said so", []),
        ("in July", [None]),
    ],
)
def test_a_period_has_one_form(text: str, expected: list[str | None]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("last year", ["2025"]),
        ("this year", ["2026"]),
        ("last month", ["2026-10"]),
        ("in July", ["2026-07"]),
        ("in December", ["2025-12"]),
        ("in November", ["2026-11"]),
        ("on 3 May", [None]),  # a day without its year is no period of a figure
    ],
)
def test_the_day_of_publication_dates_what_names_no_year(text: str, expected: list[str | None]) -> None:
    assert values(text, PUBLISHED) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2025", True),
        ("by 2030", True),
        ("since 2021", False),
        ("until 2030", False),
        ("up 2% on 2024", False),
        ("on 31 March 2024", True),
        ("more than in 2024", False),
        ("the scheme begins in 2027", False),
    ],
)
def test_not_every_period_is_when_something_was_measured(text: str, expected: bool) -> None:
    (period,) = find_periods(read_sentence(text), None)
    assert measures(period) is expected


@pytest.mark.parametrize(
    ("period", "earlier"),
    [
        (None, None),
        ("2025", "2024"),
        ("2025-03", "2024-03"),
        ("2025-03-31", "2024-03-31"),
        ("2025/26", "2024/25"),
        ("2000/01", "1999/00"),
        ("2025-Q1", "2024-Q1"),
        ("2025/26-Q1", "2024/25-Q1"),
    ],
)
def test_a_year_earlier_is_the_same_period_of_the_year_before(period: str | None, earlier: str | None) -> None:
    assert year_before(period) == earlier


@pytest.mark.parametrize(
    ("period", "month", "earlier"),
    [
        ("2026-07", 4, "2026-04"),
        ("2026-07", 9, "2025-09"),
        ("2026-07-31", 7, "2026-07"),
        ("2026", 9, "2026-09"),
        ("2026-Q3", 9, "2026-09"),
    ],
)
def test_a_month_without_a_year_is_the_latest_before_the_figure(period: str, month: int, earlier: str) -> None:
    assert month_before(period, month) == earlier
