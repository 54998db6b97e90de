"""The sector's names for one thing: which words are one term, and what is looked for beside them."""

import re

import pytest

from cfnews.sector import thesaurus
from cfnews.sector.thesaurus import Unit, root, units_of

MOST = 150  # names that one term may stand for
GROUPS = [
    re.sub(r"\n +", " ", group)
    for group in re.split(r"\n(?! )", thesaurus._DATA.read_text(encoding="utf-8"))
    if group[:1] not in ("", "#", "~")
]


def unit(words: str) -> Unit:
    """The one unit that these words are."""
    (found,) = units_of(words.split())
    return found


def other_names(words: str) -> set[str]:
    return {term.words for term in unit(words).same}


def belonging(words: str) -> set[str]:
    return {term.words for term in unit(words).narrower}


def split(words: str) -> list[str]:
    return [one.name.words for one in units_of(words.split())]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Children’s homes", "childrens home"),
        ("care-experienced families", "Care experienced family"),
        ("Education, Health and Care plans", "education health and care plan"),
        ("young people", "young person"),
        ("abuses", "abuse"),
        ("DoLs", "dol"),
    ],
)
def test_words_that_differ_in_form_alone_have_one_root(one: str, other: str) -> None:
    assert root(one) == root(other)


@pytest.mark.parametrize(
    ("one", "other"), [("crisis", "crisi"), ("status", "statu"), ("illness", "illnes"), ("s.47", ".47"), ("is", "i")]
)
def test_no_word_loses_an_ending_that_is_its_own(one: str, other: str) -> None:
    assert root(one) != root(other)


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("unregistered children's homes", ["unregistered children's homes"]),
        ("children's home inspections", ["children's home", "inspections"]),
        ("unaccompanied minors age dispute", ["unaccompanied minors", "age dispute"]),
        ("Harrowmere foster carers strike", ["Harrowmere", "foster carers", "strike"]),
        ("children going missing", ["children", "going missing"]),
        ("deaths of babies in care", ["deaths", "of", "babies", "in care"]),
        ("", []),
    ],
)
def test_the_longest_names_are_taken_from_left_to_right(words: str, units: list[str]) -> None:
    assert split(words) == units


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("care leavers", "care experienced"),
        ("care-experienced young people", "care leaver"),
        ("leaving care", "care leaver"),
        ("looked after", "child in care"),
        ("LAC", "looked after child"),
        ("in care", "looked after child"),
        ("corporate parents", "corporate parenting"),
        ("IRO", "independent reviewing officer"),
        ("independent reviewing officers", "IRO"),
        ("pep", "personal education plan"),
        ("section 20", "s.20"),
        ("s76", "section 20"),
        ("SGO", "special guardianship order"),
        ("family and friends carers", "kinship care"),
        ("connected persons", "kinship care"),
        ("family group conferences", "family group decision making"),
        ("foster parents", "foster carer"),
        ("IFAs", "independent fostering agency"),
        ("adopters", "adoptive parent"),
        ("ASGSF", "adoption support fund"),
        ("foster to adopt", "early permanence"),
        ("residential childcare", "children's home"),
        ("secure homes", "secure accommodation"),
        ("illegal placements", "unregistered children's home"),
        ("semi-independent", "supported accommodation"),
        ("dols", "deprivation of liberty"),
        ("DoL", "deprivation of liberty"),
        ("MASH", "multi-agency safeguarding hub"),
        ("front door", "multi-agency safeguarding hub"),
        ("ICPC", "child protection conference"),
        ("s47", "section 47"),
        ("LADO", "local authority designated officer"),
        ("LSCB", "local safeguarding children partnership"),
        ("LCSPR", "serious case review"),
        ("child practice review", "serious case review"),
        ("FII", "fabricated or induced illness"),
        ("RHI", "return home interview"),
        ("runaways", "missing child"),
        ("CSE", "child sexual exploitation"),
        ("criminal exploitation", "county lines"),
        ("NRM", "national referral mechanism"),
        ("Sure Start", "family hub"),
        ("FFP", "families first partnership"),
        ("YOT", "youth offending team"),
        ("young offender institutions", "youth custody"),
        ("strip searches", "strip searched"),
        ("UASC", "unaccompanied asylum-seeking child"),
        ("lone children", "UASC"),
        ("SEND", "special educational needs"),
        ("ALN", "additional support needs"),
        ("EHCP", "education, health and care plan"),
        ("DSG deficit", "high needs"),
        ("respite care", "short break"),
        ("child and adolescent mental health services", "CAMHS"),
        ("domestic violence", "domestic abuse"),
        ("IDVA", "independent domestic violence adviser"),
        ("locum social workers", "agency social worker"),
        ("ASYE", "newly qualified social worker"),
        ("DCS", "director of children's services"),
        ("struck off", "removed from the register"),
        ("PLO", "pre-proceedings"),
        ("interim care orders", "care order"),
        ("ICO", "interim care order"),
        ("ICO", "Information Commissioner"),
        ("JTAI", "joint targeted area inspection"),
        ("ILACS", "children's services inspection"),
        ("LGSCO", "ombudsman"),
        ("s114", "effectively bankrupt"),
        ("LGR", "local government reorganisation"),
        ("home schooling", "elective home education"),
        ("NEETs", "not in education, employment or training"),
        ("CSAM", "child sexual abuse material"),
        ("BASW", "British Association of Social Workers"),
    ],
)
def test_who_asks_for_one_name_asks_for_the_other(words: str, name: str) -> None:
    assert name in other_names(words)


@pytest.mark.parametrize(
    ("broad", "narrow"),
    [
        ("looked after children", "corporate parenting"),
        ("care leavers", "staying put"),
        ("kinship care", "SGO"),
        ("SEND", "EHCP"),
        ("child protection", "LADO"),
        ("Ofsted", "ILACS"),
        ("youth justice", "YOT"),
        ("adoption", "placement order"),
    ],
)
def test_what_belongs_to_a_thing_is_found_by_it_with_its_other_names_and_not_the_other_way(
    broad: str, narrow: str
) -> None:
    assert narrow in belonging(broad)
    assert broad.lower() not in {term.words.lower() for term in unit(narrow).same + unit(narrow).narrower}


def test_what_has_other_meanings_in_texts_is_asked_for_and_not_looked_for() -> None:
    assert "personal adviser" in other_names("PA")
    assert "PA" not in other_names("personal adviser")
    assert "ICO" not in other_names("care order")


def test_what_is_only_looked_for_cannot_be_asked_for() -> None:
    assert "Feltham" in other_names("youth custody")
    assert unit("Feltham").same == ()


def test_an_abbreviation_that_is_a_word_counts_as_written() -> None:
    assert "police custody" in other_names("PACE")
    assert unit("PACE").name.as_written
    assert unit("pace") == Unit(thesaurus.Term("pace"))
    assert unit("send").name == thesaurus.Term("SEND", as_written=True)
    assert thesaurus.Term("MASH", as_written=True) in unit("safeguarding hub").same


def test_words_that_say_little_are_marked() -> None:
    children, of, hub = units_of(["children", "of", "Harrowmere"])
    assert children.idle
    assert of.filler
    assert hub == Unit(thesaurus.Term("Harrowmere"))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[:30])
def test_every_name_that_may_be_asked_for_is_one_term_and_stands_for_no_crowd(group: str) -> None:
    same, _, narrower = group.partition(" > ")
    assert all(name and name == name.strip() for name in [*same.split("; "), *narrower.split("; ")[:-1]])
    for name in same.split("; "):
        bare = name.lstrip("?!^")
        if name[0] == "!" or "*" in name or " .. " in name:
            continue
        assert unit(bare).known, bare
        assert len(unit(bare).same) + len(unit(bare).narrower) <= MOST, bare


def test_long_and_odd_words_are_taken_as_they_are() -> None:
    for words in (["a" * 100_000], ["word"] * 16, [";"], ["^?!"], [">"], ["~child"], ["child;"]):
        assert [one.name.words for one in units_of(words)] == words
        assert not any(one.known for one in units_of(words))
