"""Which sentences recall a judgement, and which tell it."""

import pytest

from cfnews.sector.event_recall import is_recalled
from cfnews.story import Event


def of(
    quote: str, grade: str | None = "inadequate", kind: str = "full_inspection", ordinal: int | None = None
) -> Event:
    return Event(kind, "dunmoor", grade, None, None, None, ordinal, quote)


@pytest.mark.parametrize(
    "quote",
    [
        "Much has changed since the authority’s work was rated inadequate.",
        "The director left after being judged inadequate.",
        "The borough had previously been rated inadequate.",
        "On the previous occasion leadership was found inadequate.",
        "Dunmoor was rated ‘inadequate’ in 2019.",
        "In 2019 Dunmoor was found to be inadequate.",
        "It was its first inspection since 2022, when it was rated inadequate.",
        "Dunmoor, inadequate four years ago, has a new director.",
        "Dunmoor is no longer ‘inadequate’.",
        "Dunmoor was judged inadequate at its last full inspection.",
        "It moved up from inadequate.",
    ],
)
def test_what_was_news_once_is_recalled(quote: str) -> None:
    assert is_recalled(of(quote))


@pytest.mark.parametrize(
    "quote",
    [
        "Dunmoor is rated ‘inadequate’.",
        "Dunmoor was judged inadequate.",
        "Dunmoor was judged inadequate in May 2025.",
        "After inspectors came in May, Dunmoor was judged inadequate.",
        "Previously good and now judged inadequate, Dunmoor has a plan.",
        "It has since been judged inadequate.",
        "Dunmoor’s fall from good to inadequate was quick.",
        "Inadequate in 2019, Dunmoor is inadequate again.",
        "No grade is named here.",
        "",
    ],
)
def test_what_is_told_as_news_is_not_recalled(quote: str) -> None:
    assert not is_recalled(of(quote))


def test_a_grade_recalled_at_one_of_two_places_is_recalled_somewhere() -> None:
    both = of("Adoption was judged good, but leadership slipped from good.", "good")
    assert not is_recalled(both)
    assert is_recalled(both, anywhere=True)


def test_the_visit_before_is_recalled_and_the_one_told_with_its_number_is_not() -> None:
    assert is_recalled(of("Little has changed since the last monitoring visit.", None, "monitoring_visit"))
    assert not is_recalled(of("This is the ninth monitoring visit since May.", None, "monitoring_visit", 3))
    assert not is_recalled(of("A monitoring visit in May found drift.", None, "monitoring_visit"))


@pytest.mark.parametrize(
    ("words", "recalled"),
    [
        ("since it was ", True),
        ("had been ", True),
        ("previous ", True),
        ("in 2019 ", True),
        ("before after until ", False),
        ("good ", False),
        ("inadequate ", False),
    ],
)
def test_a_long_sentence_is_read_to_its_end(words: str, recalled: bool) -> None:
    assert is_recalled(of(words * 20_000 + "inadequate")) == recalled
