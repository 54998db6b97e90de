"""What is asked of the search table: the reader's words first, other names behind them, nothing unquoted."""

import pytest

from cfnews.store.expression import Asked, levels, nearly, phrase


def asked(words: str, literal: tuple[str, ...] = (), unwanted: tuple[str, ...] = ()) -> list[Asked]:
    return list(levels(words.split(), literal, unwanted))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("hub", '"hub"'),
        ('a"b', '"a""b"'),
        ("hub*", '"hub*"*'),
        ("C++", '"C++"'),
        ("*", ""),
        ("...", ""),
        ("", ""),
    ],
)
def test_a_text_is_quoted_whole(text: str, quoted: str) -> None:
    assert phrase(text) == quoted


def test_a_word_that_the_sector_does_not_know_is_asked_for_in_both_numbers_and_nothing_else() -> None:
    assert asked("hedgehogs") == [Asked('("hedgehogs" OR "hedgehog")')]


def test_a_term_is_asked_for_as_a_phrase_then_by_its_other_names_then_by_what_belongs_to_it_then_word_by_word() -> None:
    literal, same, wide, apart = (one.expression for one in asked("care leavers"))
    assert literal == '("care leavers" OR "care leaver")'
    assert '"leaving care"' in same
    assert '"staying put"' not in same
    assert '"leaving care"' in wide
    assert '"staying put"' in wide
    assert apart == '"care" AND ("leavers" OR "leaver")'


def test_phrases_that_must_be_there_and_words_that_must_not_hold_on_every_level() -> None:
    for one in asked("care leavers", ('"poll"',), ('"a"', '"b"')):
        assert one.expression.startswith("(")
        assert one.expression.endswith(' AND "poll") NOT ("a" OR "b")')


def test_words_that_say_little_are_not_demanded_beside_a_term() -> None:
    literal, same, wide = (one.expression for one in asked("reunification of children"))
    assert literal.count(" AND ") == same.count(" AND ") == 2
    assert " AND " not in wide


def test_words_that_say_little_are_demanded_where_nothing_else_says_more() -> None:
    assert all('"children"' in one.expression for one in asked("children of Harrowmere"))
    assert asked("of the") == [Asked('"of" AND "the"')]


def test_a_term_that_counts_as_written_is_asked_for_apart() -> None:
    literal, same, *_ = asked("SEND")
    assert literal == Asked("", '("SEND" OR "sends")', ("SEND",))
    assert '"SEND"' not in same.expression
    assert '"SEND"' in same.wider
    assert "SEND" in same.marks


def test_words_near_each_other_are_asked_for_in_both_numbers() -> None:
    assert 'NEAR("grandparents" "care", 5)' not in asked("kinship care")[0].expression
    assert 'NEAR("fees" "placement*"*, 5)' in asked("placement costs")[1].expression


def test_where_nothing_has_all_the_words_each_term_is_asked_for_with_every_unknown_word() -> None:
    burnout, adoption = nearly(["burnout", "Harrowmere", "adopters"], [], [])
    for one, word, other in ((burnout, '"burnout"', '"adopters"'), (adoption, '"adopters"', '"burnout"')):
        assert word in one.expression
        assert other not in one.expression
        assert one.expression.endswith('"Harrowmere" OR "harrowmeres")') or '("Harrowmere"' in one.expression


@pytest.mark.parametrize("words", ["burnout", "burnout Harrowmere", "Harrowmere zebra", "burnout of children", ""])
def test_with_fewer_than_two_terms_nothing_is_near(words: str) -> None:
    assert list(nearly(words.split(), [], [])) == []


def test_of_a_long_query_only_the_first_words_have_other_names() -> None:
    many = asked("hedgehog " * 20 + "UASC")
    assert len(many) == 1
    assert many[0].expression == '("hedgehog" OR "hedgehogs") AND ("UASC" OR "uascs")'
    for one in nearly(["burnout", "adopters", *["of"] * 14, "zebra"], [], []):
        assert one.expression.endswith(' AND ("zebra" OR "zebras")')
