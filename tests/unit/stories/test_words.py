"""The words that two entries are compared by: stems, names and numbers, and how they were written."""

import pytest

from cfnews.stories.words import as_written, read_sentences, read_words, stem


@pytest.mark.parametrize(
    "words",
    [
        "home homes home's",
        "council councils council's",
        "inquiry inquiries",
        "class classes",
        "house houses housing housed",
        "plan planning",
        "drop dropped",
        "fall falls falling",
        "passing passed",
        "increase increases increased increasing",
        "need needed needs",
        "bus buses",
    ],
)
def test_the_commonest_endings_make_no_other_word(words: str) -> None:
    stems = {stem(word) for word in words.split()}
    assert len(stems) == 1


@pytest.mark.parametrize("word", ["ring", "bed", "care", "caring", "bus", "crisis", "business", "thing", "children"])
def test_a_word_that_only_looks_as_if_it_had_an_ending_is_left_whole(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(("one", "other"), [("police", "policy"), ("news", "new"), ("bus", "busy"), ("need", "neat")])
def test_words_that_are_only_spelt_alike_stay_two(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_that_tell_nothing_are_left_out_and_repeats_are_kept() -> None:
    words = read_words("The hub and the other hub", "It is a hub, and they said so")
    assert words.title == ["hub", "hub"]
    assert words.summary == ["hub"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("£23.4m, or 1,200 of them", ["23.4", "1200"]),
        ("25% and 3bn and 40k", ["25", "3", "40"]),
        ("four of 36,210.5", ["4", "36210.5"]),
        ("2025-26", ["2025", "26"]),
        ("Section 47.", ["47"]),
        ("the 1st, the 22nd", ["1st", "22nd"]),
    ],
)
def test_a_number_is_its_digits_however_it_is_written(text: str, numbers: list[str]) -> None:
    assert [word for word in read_words("", text).summary if word[0].isdigit()] == numbers


def test_a_number_is_neither_written_with_a_capital_nor_without() -> None:
    words = read_words("Homes for 400", "Four hundred, says the 400 Club")
    assert not {word for word in words.capital | words.lower if word[0].isdigit()}


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Fire in North Wexmoor", "north~wexmoor"),
        ("NORTH WEXMOOR: fire", "north~wexmoor"),
        ("North Wexmoor's fire", "north~wexmoor"),
        ("Inquiry at St Cuthmund's", "st~cuthmund"),
        ("Greater Aldcaster votes", "greater~aldcaster"),
    ],
)
def test_a_direction_and_the_name_behind_it_are_one_word_and_the_name_alone_is_not_there(
    title: str, found: str
) -> None:
    words = read_words(title, "")
    assert found in words.title
    assert found in words.capital
    assert found.partition("~")[2] not in words.title


@pytest.mark.parametrize(
    "title",
    [
        "The north of Wexmoor burns",
        "north Wexmoor burns",
        "North-Wexmoor burns",
        "Up north, Wexmoor burns",
        "North. Wexmoor burns",
        "North and South",
        "They went North",
    ],
)
def test_a_direction_that_names_no_place_stays_a_word_of_its_own(title: str) -> None:
    words = read_words(title, "")
    assert "north" in words.title
    assert not [word for word in words.title if "~" in word]


@pytest.mark.parametrize(
    ("text", "capital", "lower"),
    [
        ("Fire in Wexmoor today", {"wexmoor"}, {"today"}),
        ("Wexmoor burns", set(), {"burn"}),  # the first word must have one
        ("It burns. Wexmoor helps", set(), {"burn", "help"}),
        ("It burns: Wexmoor helps", set(), {"burn", "help"}),
        ("They said “Wexmoor helps”", set(), {"help"}),
        ("They sang, Wexmoor and Aldcaster", {"wexmoor", "aldcaster"}, {"sang"}),
        ("a fire, Fire", {"fire"}, {"fire"}),
    ],
)
def test_a_capital_counts_where_no_rule_asks_for_one(text: str, capital: set[str], lower: set[str]) -> None:
    words = read_words("", text)
    assert (words.capital, words.lower) == (capital, lower)
    assert read_words(text, "")[2:] == words[2:]


def test_in_a_headline_where_all_words_have_capitals_they_say_nothing() -> None:
    headline = "Kinship Carers Win Leave in Wexmoor"
    assert read_words(headline, "").capital == set()
    assert read_words("", headline).capital == {"carer", "win", "leav", "wexmoor"}
    assert read_words("Leave for Wexmoor", "").capital == {"wexmoor"}


def test_curly_and_straight_apostrophes_make_the_same_words() -> None:
    curly, straight = "Children’s homes aren’t ‘safe’", "Children's homes aren't 'safe'"
    assert read_words(curly, curly)[:2] == read_words(straight, straight)[:2]


def test_a_word_is_shown_as_it_was_first_written() -> None:
    written = as_written("Ofsted visits North Wexmoor’s homes. ofsted leaves")
    assert written["ofst"] == "Ofsted"
    assert written["north~wexmoor"] == "North Wexmoor's"
    assert written["home"] == "homes"
    assert "" not in written


def test_every_word_that_is_compared_can_be_shown() -> None:
    text = "Two of Upper Wexmoor’s £3.5m homes (St Cuthmund’s and Oakdene) shut in 2026-27, inquiries find"
    words = read_words(text, text)
    assert {*words.title, *words.summary} <= as_written(text).keys()


RELEASE = """
Ministers have set out how family hubs will be paid for. The first of the hubs opens in Wexmoor in spring!
"We have waited for this for many long years," a midwife said. Nobody was surprised.
Twelve councils will be asked to say where theirs should stand.
"""


def test_a_text_is_known_by_its_longer_sentences_however_they_are_set() -> None:
    told = read_sentences(RELEASE)
    assert len(told) == 4
    reset = RELEASE.upper().replace("\n", " \n\n").replace('"', "”").replace(",", " –")
    assert read_sentences(reset) == told


def test_a_text_that_adds_a_sentence_keeps_those_of_the_other() -> None:
    longer = f"An outlet begins with a sentence of its own making, as they do. {RELEASE}"
    assert read_sentences(longer) > read_sentences(RELEASE)
    assert not read_sentences(RELEASE.replace("hubs", "homes").replace("theirs", "those").replace("many ", "")) & (
        read_sentences(RELEASE)
    )


def test_sentences_that_anyone_may_say_are_not_kept() -> None:
    assert read_sentences("We are very sorry. It will not happen again. A spokesman declined to comment.") == set()


def test_of_a_long_text_so_much_is_read_and_no_more() -> None:
    text = " ".join(f"Sentence number {number} has enough words to be told by." for number in range(1000))
    assert len(read_sentences(text)) == 40
    assert read_sentences("word " * 100_000) == read_sentences("word " * 200_000)


@pytest.mark.parametrize(
    "text", ["", " ", "— … !", "_", "'''", "1," * 50_000, "North " * 50_000, "a." * 50_000, "’" * 50_000, "A'" * 50_000]
)
def test_whatever_is_written_has_words(text: str) -> None:
    words = read_words(text, text)
    assert words.title == words.summary
    assert "" not in words.title
    assert "" not in as_written(text)
    assert len(read_sentences(text)) <= 40


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("Forty-four providers refuse a boy of fifteen", "44 providers refuse a boy of 15"),
        ("Sixty homes, twelve visits and twenty-one notices", "60 homes, 12 visits and 21 notices"),
        ("Ninety-nine children of nineteen councils", "99 children of 19 councils"),
    ],
)
def test_a_number_in_words_is_the_number(written: str, digits: str) -> None:
    assert read_words(written, "").title == read_words(digits, "").title


@pytest.mark.parametrize("text", ["Party-one", "Seventy-fold", "Sixty-ones"])
def test_what_only_looks_like_a_number_in_words_is_none(text: str) -> None:
    assert not any(word.isdigit() and len(word) > 1 and word not in ("60", "70") for word in read_words(text, "").title)
