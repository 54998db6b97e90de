"""Citations as readers type them: as many words as belong to one, and the stories that hold it or a part of it."""

import pytest

from cfnews.store.citing import citation_at, citing, normal_form
from tests.unit.making import Shelf, raw


@pytest.mark.parametrize(
    ("words", "citation", "normal"),
    [
        ("[2026] EWFC 12", "[2026] EWFC 12", "[2026] EWFC 12"),
        ("[2026] EWFC 12 (B) kinship", "[2026] EWFC 12 (B)", "[2026] EWFC 12 (B)"),
        ("[2026]EWFC12 kinship", "[2026]EWFC12", "[2026] EWFC 12"),
        ("2026 ewca civ 768 delay", "2026 ewca civ 768", "[2026] EWCA Civ 768"),
        ("[2026] EWFC 12 cite:[2025] EWFC 9", "[2026] EWFC 12", "[2026] EWFC 12"),
        ('[2026] EWFC 12 "in care"', "[2026] EWFC 12", "[2026] EWFC 12"),
        ("s.47 neglect", "s.47", "s.47"),
        ("section 31(2) Children Act 1989 harm", "section 31(2) Children Act 1989", "Children Act 1989 s.31(2)"),
        ("Children Act 1989 harm", "Children Act 1989", "Children Act 1989"),
        ("SI 2010/959 homes", "SI 2010/959", "SI 2010/959"),
        (
            "[2003] 1 FLR 1169 harm",
            "[2003] 1 FLR 1169",
            "[2003] 1 FLR 1169",
        ),  # a law report: none of ours, but one thing
        ("nonsense and more", "nonsense", "nonsense"),
        ("", "", ""),
    ],
)
def test_as_many_words_are_taken_as_belong_to_the_citation(words: str, citation: str, normal: str) -> None:
    taken = citation_at(words)
    assert taken.strip() == citation
    assert normal_form(taken) == normal


HELD = {
    "act": "Children Act 1989",
    "section": "Children Act 1989 s.31",
    "subsection": "Children Act 1989 s.31(2)",
    "other section": "Children Act 1989 s.310",
    "judgment": "[2026] EWHC 12 (Fam)",
    "other judgment": "[2026] EWHC 123 (Fam)",
}


@pytest.mark.parametrize(
    ("citation", "names"),
    [
        ("Children Act 1989", {"act", "section", "subsection", "other section"}),
        ("Children Act 1989 s.31", {"section", "subsection"}),
        ("Children Act 1989 s.31(2)", {"subsection"}),
        ("[2026] EWHC 12", {"judgment"}),
        ("[2026] EWHC 12 (Fam)", {"judgment"}),
        ("[2026] EWHC 12 (Admin)", set()),
        ("Children Act", {"act", "section", "subsection", "other section"}),
        ("%", set()),
    ],
)
def test_what_goes_on_from_a_citation_holds_it(citation: str, names: set[str]) -> None:
    shelf = Shelf()
    for number, (name, held) in enumerate(HELD.items()):
        shelf.take(raw(name, f"https://outlet.example/{number}"))
        shelf.db.run("INSERT INTO story_label VALUES ('citation', ?, ?)", (held, shelf.row(name)))
    rows = citing(shelf.db, [citation])
    assert {name for name in HELD if shelf.row(name) in rows} == names


def test_an_act_that_is_searched_for_reads_the_index_alone() -> None:
    shelf = Shelf()
    plan = shelf.db.rows(
        "EXPLAIN QUERY PLAN SELECT story_id FROM story_label WHERE type = 'citation' AND value > ? AND value < ?",
        ("a", "b"),
    )
    assert [row["detail"] for row in plan] == ["SEARCH story_label USING PRIMARY KEY (type=? AND value>? AND value<?)"]
