"""Numbers and shares as prose writes them."""

import pytest

from cfnews.sector.figure_words import has_number, read_sentence, sentences
from cfnews.sector.shares import read_number


def read(text: str) -> tuple[float, str, int] | None:
    """The value, the share and how many words they took, of the number that begins a text."""
    number = read_number(read_sentence(text), 0)
    return (round(number.value, 4), number.share, number.end) if number else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("1,204 boys", 1204),
        ("0.4 per cent", 0.4),
        ("4.8m", 4_800_000),
        ("7.4 billion", 7_400_000_000),
        ("240k", 240_000),
        ("10-million", 10_000_000),
        ("seven", 7),
        ("seventy-nine", 79),
        ("Thirty three", 33),
        ("two hundred and fifty boys", 250),
        ("three million two hundred thousand and five", 3_200_005),
        ("a hundred and six", 106),
        ("a dozen", 12),
        ("three dozen", 36),
        ("half a million", 500_000),
        ("half a dozen", 6),
        ("two and a half hours", 2.5),
        ("five and six", 5),
        ("twenty-one-year-olds", 21),
    ],
)
def test_a_number_is_read_whole(text: str, value: float) -> None:
    found = read(text)
    assert found is not None
    assert found[:2] == (value, "")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("two thirds of them", "2:3"),
        ("two-thirds", "2:3"),
        ("three quarters", "3:4"),
        ("one third", "1:3"),
        ("a third of them", "1:3"),
        ("a quarter had", "1:4"),
        ("half of them", "1:2"),
        ("half had", "1:2"),
        ("one in five", "1:5"),
        ("1 in 12", "1:12"),
        ("one in every 20", "1:20"),
        ("nine out of ten", "9:10"),
        ("7 in 10", "7:10"),
        ("3.5 carers to every child", "3.5:1"),
        ("five places for every 100 children", "5:100"),
    ],
)
def test_a_share_is_written_as_a_ratio(text: str, share: str) -> None:
    found = read(text)
    assert found is not None
    assert found[1] == share


@pytest.mark.parametrize(
    "text",
    [
        "12 in 2021",
        "four in six months",
        "12 in 30 homes",
        "9 out of 30",
        "ten visits to every month",
        "10:15",
        "1 to 16",
        "three third visits",
    ],
)
def test_a_number_before_another_is_not_always_a_share(text: str) -> None:
    found = read(text)
    assert found is not None
    assert not found[1]


@pytest.mark.parametrize(
    "text", ["a third visit", "half-term", "half past two", "half an hour", "a home", "1.2.3", "the"]
)
def test_some_words_only_look_like_numbers(text: str) -> None:
    assert read(text) is None


def test_a_ratio_is_told_with_its_word() -> None:
    number = read_number(read_sentence("1:3 is the ratio"), 0)
    assert number is not None
    assert number.share == "1:3"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("No number.", False),
        ("Everyone came.", False),
        ("Someone is often alone.", False),
        ("A tenth came.", True),
        ("The Two-way street.", True),
        ("B2", True),
    ],
)
def test_a_text_without_digits_or_number_words_is_known_at_once(text: str, number: bool) -> None:
    assert has_number(text) is number


def test_sentences_end_at_full_stops_that_are_no_abbreviations() -> None:
    text = "See s. 47 and No. 10. J. Smith left.\nIt cost £1.5m. 12 came! “Why?” he asked. And e.g. 3"
    assert list(sentences(text)) == [
        "See s. 47 and No. 10.",
        "J. Smith left.",
        "It cost £1.5m.",
        "12 came!",
        "“Why?” he asked.",
        "And e.g. 3",
    ]


def test_what_is_too_long_to_be_a_sentence_is_read_in_pieces() -> None:
    pieces = list(sentences("word " * 1000))
    assert all(len(piece) <= 1500 for piece in pieces)
    assert sum(len(piece.split()) for piece in pieces) == 1000
