"""Quotations in British print: marks told from apostrophes, and a quotation that runs over paragraphs."""

import pytest

from cfnews.sector.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("She said: “I was told nothing at all.”", ["I was told nothing at all."]),
        ("“I was told nothing,” she said. “I was never asked.”", ["I was told nothing,", "I was never asked."]),
        ('"I was told nothing," she said.', ["I was told nothing,"]),
        ("'I was told nothing,' she said.", ["I was told nothing,"]),
        ("‘I don’t know the carers’ names,’ she said.", ["I don’t know the carers’ names,"]),
        ("It's the council's view that 'there is no plan' for children's homes.", ["there is no plan"]),
        ("“He said ‘you are no son of mine’ and left,” said J.", ["He said ‘you are no son of mine’ and left,"]),
        ('“Closed with the wrong mark" he said', ["Closed with the wrong mark"]),
        ("The reviewers’ report, ‘Too little, too late for them’, was read.", ["Too little, too late for them"]),
        ("(“quoted inside of brackets”)", ["quoted inside of brackets"]),
        ("• “an item that is quoted”", ["an item that is quoted"]),
        ("“Three words only” and ‘front door’", []),
        ("The girls' school said the carers' pay was fair and the boys' was not.", []),
        ("It was 6\" long and 5' wide, in the '90s and the '80s, people said.", []),
        ("“Never closed in its paragraph.\n\nThe next is no quotation.", []),
        ("", []),
    ],
)
def test_words_in_quotation_marks_are_quotes_from_four_words_on(text: str, quotes: list[str]) -> None:
    assert find_quotes(text) == quotes


def test_a_quotation_that_each_paragraph_opens_again_is_one() -> None:
    text = "“We came to learn.\n\n“And we did,” she said. “All of us, all day.”"
    assert find_quotes(text) == ["We came to learn. And we did,", "All of us, all day."]


def test_a_block_quotation_is_quoted_whole_with_or_without_marks() -> None:
    bare, marked = "We know where the gaps are.", "“We know where the gaps are not.”"
    assert find_quotes(f"She said:\n\n{bare}\n\n{marked}", [bare, marked]) == [bare, "We know where the gaps are not."]
    spoken = "He said that “it is what it is” and that nobody would ever be told of it by anyone."
    assert find_quotes(spoken, [spoken]) == [spoken]


def test_a_quotation_that_is_said_twice_is_told_once() -> None:
    assert find_quotes("“it is what it is”\n\n“it is what it is”") == ["it is what it is"]


@pytest.mark.parametrize("piece", ['"a ', "‘a ", "'a ", "“a ", "“a\n", "x' 'a", '""', "s' a ", "‘as’ a", "”", "« a"])
def test_long_hostile_text_is_read_to_its_end(piece: str) -> None:
    assert all(len(quote) > 3 for quote in find_quotes(piece * 100_000))
