"""A phrase in both numbers: what people write, and nothing of what has only one."""

import pytest

from cfnews.sector.plurals import forms_of


@pytest.mark.parametrize(
    ("phrase", "forms"),
    [
        ("family hub", {"family hub", "family hubs"}),
        ("hubs", {"hubs", "hub"}),
        ("families", {"families", "family"}),
        ("boy", {"boy", "boys"}),
        ("abuses", {"abuses", "abuse"}),
        ("illnesses", {"illnesses", "illness"}),
        ("church", {"church", "churches"}),
        ("crisis", {"crisis", "crisises"}),
        ("child", {"child", "children"}),
        ("looked after children", {"looked after children", "looked after child"}),
        ("child in care", {"child in care", "children in care"}),
        ("death of a child", {"death of a child", "deaths of a child", "death of a children", "deaths of a children"}),
        ("young person on remand", {"young person on remand", "young people on remand"} | {
            "young person on remands", "young people on remands"
        }),
        ("council's", {"council", "councils"}),
        ("the families’", {"the families", "the family"}),
        ("EHCP", {"EHCP", "ehcps"}),
    ],
)  # fmt: skip
def test_the_noun_stands_in_either_number(phrase: str, forms: set[str]) -> None:
    assert set(forms_of(phrase)) == forms


@pytest.mark.parametrize("phrase", ["DCS", "news", "s.47", "C++", "AI", "leaving care", "care-experienced", "2026", ""])
def test_what_has_one_number_stays_as_it_is(phrase: str) -> None:
    assert forms_of(phrase) == (phrase,)
