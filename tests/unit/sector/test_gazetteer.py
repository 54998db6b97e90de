"""The councils: that the tables are whole, what a reorganisation changes, and what a reader's words stand for."""

import re
from datetime import date

import pytest

from cfnews.sector import gazetteer
from cfnews.sector.gazetteer import Authority, authorities, by_slug, in_being
from cfnews.sector.lookup import find_by_name

TODAY = date(2026, 11, 22)
CODE = {"england": r"E\d{8}", "wales": r"W\d{8}", "scotland": r"S\d{8}", "northern-ireland": r"N\d{8}"}


def slugs(found: tuple[Authority, ...] | list[Authority]) -> list[str]:
    return [one.slug for one in found]


def test_every_nation_has_its_councils_of_today() -> None:
    today = [one for one in authorities() if one.exists(TODAY)]
    counts = {nation: sum(one.nation == nation for one in today) for nation in CODE}
    assert counts == {"england": 153, "wales": 22, "scotland": 32, "northern-ireland": 11}


def test_slugs_and_codes_are_unique_and_codes_are_of_their_nation() -> None:
    assert len(by_slug()) == len(authorities())
    coded = [one for one in authorities() if one.code]
    assert len({one.code for one in coded}) == len(coded)
    assert all(re.fullmatch(CODE[one.nation], one.code) for one in coded)
    assert slugs([one for one in authorities() if not one.code]) == ["east-surrey", "west-surrey"]


def test_every_english_authority_has_a_region_and_the_numbers_of_the_department_and_of_ofsted() -> None:
    today = [one for one in authorities() if one.nation == "england" and one.exists(TODAY)]
    assert len({one.region for one in today}) == 9
    assert all(re.fullmatch(r"\d{3}", one.dfe_code) and one.ofsted_urn.isdigit() for one in today)
    assert by_slug()["derbyshire"].region == by_slug()["lincolnshire"].region == "East Midlands"


def test_no_name_is_left_empty_or_padded() -> None:
    names = [name for one in authorities() for name in (one.name, one.official_name, *one.aliases, *one.delivery)]
    assert all(name and name == name.strip() for name in names)
    assert not [name for name in names if "’" in name or "�" in name]


@pytest.mark.parametrize(
    ("slug", "on", "expected"),
    [
        ("leeds", None, ["leeds"]),
        ("cumbria", None, ["cumberland", "westmorland-and-furness"]),
        ("cumbria", date(2019, 5, 1), ["cumberland", "westmorland-and-furness"]),  # history, for old texts too
        ("northamptonshire", TODAY, ["north-northamptonshire", "west-northamptonshire"]),
        ("bournemouth", TODAY, ["bournemouth-christchurch-and-poole"]),
        ("surrey", date(2027, 3, 31), ["surrey"]),
        ("surrey", date(2027, 4, 1), ["east-surrey", "west-surrey"]),
        ("east-surrey", TODAY, ["surrey"]),
        ("east-surrey", date(2027, 4, 1), ["east-surrey"]),
    ],
)
def test_a_reorganised_authority_stands_for_those_that_have_its_duties(
    slug: str, on: date | None, expected: list[str]
) -> None:
    assert slugs(in_being(slug, on)) == expected


def test_the_nearest_statistical_neighbour_stands_first() -> None:
    near = gazetteer.neighbours("worcestershire")
    assert near[0].slug == "somerset"
    assert len(near) == 10
    assert gazetteer.population("worcestershire") == 165_945


def test_every_english_authority_of_today_has_ten_neighbours_and_none_is_its_own() -> None:
    for one in authorities():
        if one.nation == "england" and one.exists(TODAY):
            near = slugs(gazetteer.neighbours(one.slug))
            assert len(set(near)) == 10, one.slug
            assert one.slug not in near


def test_a_council_outside_england_has_no_statistical_neighbours() -> None:
    assert gazetteer.neighbours("fife") == []
    assert gazetteer.population("fife") is None


def test_neighbours_of_nowhere_are_an_error() -> None:
    with pytest.raises(KeyError):
        gazetteer.neighbours("harrowmere")


def test_a_trust_of_northern_ireland_serves_councils_and_a_council_may_have_two() -> None:
    assert by_slug()["mid-ulster"].delivery == (
        "Northern Health and Social Care Trust",
        "Southern Health and Social Care Trust",
    )
    assert {slug for trust in gazetteer.hsc_trusts() for slug in trust.councils} == {
        one.slug for one in authorities() if one.nation == "northern-ireland"
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("worcestershire", ["worcestershire"]),
        ("Worcs", ["worcestershire"]),
        ("E10000034", ["worcestershire"]),
        ("885", ["worcestershire"]),
        ("80584", ["worcestershire"]),
        ("E08000016", ["barnsley"]),  # its code until 2025
        ("Hull City Council", ["kingston-upon-hull"]),
        ("London Borough of Barnet", ["barnet"]),
        ("lb hackney", ["hackney"]),
        ("st. helens", ["st-helens"]),
        ("Bath & North East Somerset", ["bath-and-north-east-somerset"]),
        ("stoke on trent", ["stoke-on-trent"]),
        ("tower", ["tower-hamlets"]),  # no other begins so
        ("derry", ["derry-city-and-strabane"]),
        ("Cumbria", ["cumberland", "westmorland-and-furness"]),
        ("Achieving for Children", ["kingston-upon-thames", "richmond-upon-thames", "windsor-and-maidenhead"]),
    ],
)
def test_a_reader_may_write_a_name_in_many_ways(words: str, expected: list[str]) -> None:
    assert slugs(find_by_name(words).found) == expected


def test_an_ambiguous_name_has_candidates_and_an_unknown_one_has_none() -> None:
    ambiguous, unknown = find_by_name("north"), find_by_name("harrowmere")
    assert ambiguous.found == ()
    assert {"north-somerset", "north-yorkshire"} <= set(slugs(ambiguous.candidates))
    assert unknown == ((), ())
    assert find_by_name(" ") == ((), ())


def test_a_name_stands_for_who_has_the_duties_on_the_readers_day() -> None:
    assert slugs(find_by_name("surrey", TODAY).found) == ["surrey"]
    assert slugs(find_by_name("surrey", date(2028, 1, 1)).found) == ["east-surrey", "west-surrey"]
