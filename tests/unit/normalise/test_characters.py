"""Characters of feed text: what is kept, what is mapped and what is removed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfnews.normalise import characters
from cfnews.normalise.characters import clean_characters, is_ordinary, one_line, repair_mojibake

# Whatever hypothesis thinks of, and the pieces that go wrong together.
PIECES = st.sampled_from(
    [
        "\x1b",
        "[",
        "]0;",
        "31m",
        "\x07",
        "\x9b",
        "\x9c",
        "\x9d",
        "\u200d",
        "\u200b",
        "\u0344",
        "é",
        "\u0301" * 9,
        "\ud800",
        "\ufffe",
        "\u202e",
        "\x85",
        "A\u0303",
        "©",
        "â",
        "€",
        "™",
        "Å",
        "Â",
    ]
)
HOSTILE = st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=20).map("".join)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\x1b[31mred\x1b[0m b", "ared b"),
        ("a\x1b]0;a title\x07b", "ab"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("a\x9b1;31mb", "ab"),
        ("a\x9d0;a title\x9cb", "ab"),
        ("a\x1bPq#0\x1b\\b", "ab"),
        ("a\x1b(Bb\x1bcd\x1b", "abd"),
        ("\x1b]0;never ended", "never ended"),
    ],
)
def test_an_escape_sequence_goes_as_a_whole(raw: str, clean: str) -> None:
    assert clean_characters(raw) == clean


def test_tab_and_line_ends_stay_and_other_controls_go() -> None:
    assert clean_characters("a\tb\r\nc\x00\x08\x7fd") == "a\tb\r\ncd"


def test_other_line_separators_become_line_feeds() -> None:
    assert clean_characters("a\x0bb\x0cc\u2028d\u2029e") == "a\nb\nc\nd\ne"


def test_c1_characters_are_read_as_windows_1252() -> None:
    assert clean_characters("\x91a\x92 \x93b\x94 \x96 c\x85 \x80 \x8f\x9d") == "‘a’ “b” – c… € "


def test_a_c1_quotation_mark_does_not_swallow_the_word_behind_it() -> None:
    assert clean_characters("Next \x9bMonday") == "Next ›Monday"


@pytest.mark.parametrize(
    "invisible",
    [
        "\u202a",
        "\u202e",
        "\u2066",
        "\u2069",
        "\u200e",
        "\u061c",
        "\u200b",
        "\u2063",
        "\ufeff",
        "\u00ad",
        "\ufff9",
        "\U000e0041",
        "\ufdd0",
        "\U0010ffff",
        "\ud83d",
    ],
)
def test_direction_and_invisible_characters_go(invisible: str) -> None:
    assert clean_characters(f"chil{invisible}dren") == "children"


def test_joiners_stay_but_never_two_in_a_row() -> None:
    family = "👩\u200d👧"
    assert clean_characters(family) == family
    assert clean_characters("👩\u200d\u200b\u200d\u200c👧") == family


def test_a_letter_keeps_at_most_eight_marks() -> None:
    clean = clean_characters("Re" + "\u0316" * 500 + "port")
    assert clean == "Re" + "\u0316" * 8 + "port"


def test_a_very_long_run_of_marks_costs_no_quadratic_sorting() -> None:
    assert len(clean_characters("e" + "\u0301\u0316" * 500_000)) < 12


def test_text_is_composed_and_the_replacement_character_stays() -> None:
    assert clean_characters("Ynys Mo\u0302n \ufffd") == "Ynys Môn \ufffd"


def test_one_line_makes_every_white_space_one_space() -> None:
    assert one_line("\u3000 Children’s\xa0\u2009homes\r\n\tin\u2028Wales ") == "Children’s homes in Wales"


@pytest.mark.parametrize(
    ("raw", "repaired"),
    [
        ("Childrenâ€™s â€œhomesâ€\x9d â€“ cost Â£5m", "Children’s “homes” – cost £5m"),
        ("â\x80\x98Safeâ\x80\x99 in Ceredigion", "‘Safe’ in Ceredigion"),
        ("CafÃ© for carers in Llandeilo, GÅµyl", "Café for carers in Llandeilo, Gŵyl"),
        ("Itâ\x80\x99s\xc2\xa0here", "It’s\xa0here"),
        ("Ã¢â‚¬â„¢tis", "’tis"),
    ],
)
def test_utf_8_read_as_windows_1252_is_repaired(raw: str, repaired: str) -> None:
    assert repair_mojibake(raw) == repaired


@pytest.mark.parametrize(
    "text",
    ["SÃO PAULO", "Ã", "“Irmã” e “AMANHÃ”", "château £5 Â", "CafÃ© isn’t whole", "pâté", "plain"],
)
def test_text_that_is_no_mojibake_throughout_is_left_alone(text: str) -> None:
    assert repair_mojibake(text) == text


@given(HOSTILE)
def test_clean_text_has_no_forbidden_character_and_stays_as_it_is(raw: str) -> None:
    clean = clean_characters(raw)
    for character in clean:
        assert character in "\t\r\n\u200c\u200d" or unicodedata.category(character) not in (
            "Cc",
            "Cs",
            "Zl",
            "Zp",
        )
        assert not 0x202A <= ord(character) <= 0x202E
    assert unicodedata.is_normalized("NFC", clean)
    assert clean_characters(clean) == clean
    assert one_line(one_line(raw)) == one_line(raw)


@given(HOSTILE)
def test_repairing_twice_is_repairing_once(raw: str) -> None:
    assert repair_mojibake(repair_mojibake(raw)) == repair_mojibake(raw)


@given(st.text(alphabet="ab \u0301\u0308\u0489?é\u0c4d😀\u200d’", max_size=40))
def test_marks_are_looked_for_wherever_there_may_be_too_many(text: str) -> None:
    if characters._MARKS.search(text):
        assert characters._may_hold_marks(text)


@pytest.mark.parametrize("text", ["", "a b\nc", "~", "Zoë’s £4\nm"])
def test_ordinary_text_holds_spaces_and_line_feeds_at_most(text: str) -> None:
    assert is_ordinary(text)
    for odd in "\t\r\x00\x0b\x0c\x1c\x7f\x85\xa0\xad\u2003\u2028\u200b\u202e\ufeff":
        assert not is_ordinary(text + odd)
