"""Places of a reader's own, found by their names in a text."""

from collections.abc import Sequence

import pytest

from cfnews.model import PlaceSpec
from cfnews.sector.places import PlaceFinder
from cfnews.story import Place

SPECS = (
    PlaceSpec(id="harrowmere", name="Harrowmere"),
    PlaceSpec(id="north", name="North Harrowmere", aliases=("NH Trust",)),
    PlaceSpec(id="trust", name="Harrowmere Trust"),
    PlaceSpec(id="kings", name="King's Meadow"),
    PlaceSpec(id="one", name="St. Mary (East)", aliases=("C++ School",)),
)


def found(text: str, specs: Sequence[PlaceSpec] = SPECS) -> list[str]:
    return [place.slug for place in PlaceFinder(specs).find([text])]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Harrowmere opens a hub", ["harrowmere"]),
        ("In Harrowmere, in Harrowmere again", ["harrowmere"]),
        ("North Harrowmere opens a hub", ["north"]),  # not Harrowmere
        ("North Harrowmere and Harrowmere differ", ["north", "harrowmere"]),
        ("Harrowmere, then North Harrowmere", ["harrowmere", "north"]),
        ("Harrowmere Trust is rated", ["trust"]),
        ("NH Trust rated good", ["north"]),
        ("King’s Meadow and King's Meadow", ["kings"]),
        ("(Harrowmere)", ["harrowmere"]),
        ("Harrowmere's homes", ["harrowmere"]),
        ("St. Mary (East) is open", ["one"]),
        ("C++ School is open", ["one"]),
        ("StX Mary (East)", []),  # names are no expressions
        ("harrowmere", []),  # case as written
        ("Harrowmeres", []),  # whole words
        ("NewHarrowmere", []),
        ("North  Harrowmere", ["harrowmere"]),
        ("", []),
    ],
)
def test_a_text_names_its_places(text: str, slugs: list[str]) -> None:
    assert found(text) == slugs


def test_several_texts_give_each_place_once_in_order_of_appearance() -> None:
    places = PlaceFinder(SPECS).find(["Harrowmere", "King's Meadow and Harrowmere"])
    assert places == [Place("harrowmere", "harrowmere", "Harrowmere"), Place("kings", "kings", "King's Meadow")]


def test_a_name_that_two_places_share_names_both() -> None:
    specs = (PlaceSpec(id="a", name="Ashford"), PlaceSpec(id="b", name="B", aliases=("Ashford",)))
    assert found("Ashford", specs) == ["a", "b"]


def test_without_places_nothing_is_found() -> None:
    assert found("Harrowmere", ()) == []
