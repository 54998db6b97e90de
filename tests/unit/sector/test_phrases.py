"""The notation of the word lists, and finding many phrases in one pass."""

import pytest

from cfnews.sector.phrases import Lexicon
from cfnews.sector.wording import stem, words_of

CLASSES = {"child": ("child", "children", "young people", "#minor"), "initial": ("A", "B")}


def finds(phrase: str, text: str, *, title: str = "", as_written: bool = False) -> list[str]:
    lexicon: Lexicon[str] = Lexicon(CLASSES)
    lexicon.add(phrase, "x", as_written=as_written)
    words = words_of(title, text)
    return [words.said(hit.start, hit.end) for hit in lexicon.scan(words)]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("foster carer", "Foster carers meet", ["Foster carers"]),
        ("foster carer", "foster-carer's day", ["foster carer's"]),
        ("foster carer", "foster the carer", []),
        ("nursery", "nurseries and a nursery", ["nurseries", "nursery"]),
        ("crisis", "crises", []),
        ("children's home", "Children's homes", ["Children's homes"]),
        ("children's home", "childrens homes", ["childrens homes"]),
        ("children's home", "children home", []),
        ("adopt*", "adopters adopt adoption", ["adopters", "adopt", "adoption"]),
        ("wins|loses appeal", "She loses appeal", ["loses appeal"]),
        ("wins|loses appeal", "She draws appeal", []),
        ("<child> in care", "children in care, young people in care", ["children in care", "young people in care"]),
        ("<child> in care", "13-year-old in care, 30-year-old in care", ["13-year-old in care"]),
        ("<child> match", "under-16s match and under-21s match", ["under-16s match"]),
        ("<other> in care", "other in care", ["other in care"]),  # no such class: a word
        ("child .. abused", "child was badly abused", ["child was badly abused"]),
        ("child .. abused", "child abused", ["child abused"]),
        ("child .. abused", "child who was then abused", ["child who was then abused"]),
        ("child .. abused", "child who was often then abused", []),
        ("child .. abused", "child here. Abused there", []),
        ("judge + twin", "A judge saw twins", ["judge"]),
        ("judge + twin", "A judge saw", []),
        ("judge + foster care", "foster care and a judge", ["judge"]),
        ("judge + in_care|adopted", "in care before a judge", ["judge"]),
        ("judge + in_care|adopted", "adopted by a judge", ["judge"]),
        ("judge + in_care|adopted", "care of a judge", []),
        ("by in_care|adopted child", "by in care child", ["by in care child"]),
        ("£m", "£3m £2bn £40 and 3m", ["£3m", "£2bn"]),
        ("£", "£40", ["£40"]),
        ("?", "what?", []),
        ("", "", []),
    ],
)
def test_a_phrase_in_the_notation_finds_what_it_says(phrase: str, text: str, found: list[str]) -> None:
    assert finds(phrase, text) == found


def test_case_counts_where_a_phrase_is_taken_as_written() -> None:
    assert finds("SEND", "send SEND Send", as_written=True) == ["SEND"]
    assert finds("Re <initial>", "Re A and Re a and Re C", as_written=True) == ["Re A"]


def test_a_phrase_of_the_headline_is_found_there_alone() -> None:
    assert finds("^budget", "A budget", title="The budget") == ["budget"]
    assert finds("^budget", "A budget", title="The plan") == []
    assert finds("^budget + plan", "A plan", title="The budget") == ["budget"]


def test_phrases_may_lie_within_each_other_and_share_parts() -> None:
    lexicon: Lexicon[int] = Lexicon({})
    for number, phrase in enumerate(("foster care", "foster", "care order", "care + order", "foster + order")):
        lexicon.add(phrase, number)
    found = lexicon.scan(words_of("", "foster care order"))
    assert sorted(hit.value for hit in found) == [0, 1, 2, 3, 4]


def test_what_was_read_before_changes_nothing() -> None:
    lexicon: Lexicon[str] = Lexicon(CLASSES)
    lexicon.add("child .. abused", "x")
    text = words_of("", "child was abused, and a child")
    first = lexicon.scan(text)
    for number in range(60_000):  # more than is kept
        lexicon.scan(words_of("", f"word{number} child"))
    assert lexicon.scan(text) == first


def test_words_of_a_headline_end_where_the_summary_begins() -> None:
    text = words_of("One: two", "Three.")
    assert text.words == ["One", ":", "two", ".", "Three", "."]
    assert text.title_end == 4


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Carers", "carer"),
        ("council's", "council"),
        ("families", "family"),
        ("ties", "tie"),
        ("status", "status"),
        ("illness", "illness"),
        ("bus", "bus"),
        ("£7m", "£m"),
        ("£165", "£"),
        ("9-year-old", "#minor"),
        ("18-year-old", "#adult"),
        ("under-16s", "#minor"),
        ("Twelve-year-olds", "#minor"),
        ("years", "year"),
        ("u", "u"),
        ("2026", "2026"),
    ],
)
def test_words_compare_by_their_stems(word: str, expected: str) -> None:
    assert stem(word) == expected
