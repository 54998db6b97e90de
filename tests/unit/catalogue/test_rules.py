"""Watches and rules to hide as feeds.toml has them: what names stand for, and every fault with what to write."""

from pathlib import Path

import pytest

from cfnews.catalogue.read import parse_catalogue
from cfnews.cli.rule_names import NAMES
from cfnews.errors import InvalidCatalogue
from cfnews.model import HideSpec, WatchSpec

OWN = (
    '[[place]]\nid = "our-trust"\nname = "Our Trust"\naliases = ["OT"]\n'
    '[topics.ponies]\nlabel = "Riding"\nwords = ["pony"]\n'
)


def watch(keys: str) -> WatchSpec:
    return parse_catalogue(f'{OWN}[[watch]]\nname = "w"\n{keys}\n', Path("feeds.toml"), NAMES).watches[0]


def faults(keys: str, table: str = "watch") -> list[str]:
    with pytest.raises(InvalidCatalogue) as caught:
        parse_catalogue(f'{OWN}[[{table}]]\nname = "w"\n{keys}\n', Path("feeds.toml"), NAMES)
    return [line.split("'w'", 1)[-1].lstrip(": ") for line in caught.value.message.splitlines()[1:]]


def test_names_are_looked_up_when_the_file_is_read() -> None:
    found = watch(
        'places = ["Worcs", "Leeds City Council", "OT"]\ntopics = ["Riding", "ADOPTION"]\nbodies = ["ofsted"]'
    )
    assert found.places == ("worcestershire", "leeds", "our-trust")
    assert found.topics == ("ponies", "adoption")
    assert found.bodies == ("Ofsted",)


def test_a_former_county_stands_for_its_councils_and_for_its_own_older_news() -> None:
    assert set(watch('places = ["cumbria"]').places) == {"cumberland", "westmorland-and-furness", "cumbria"}


def test_neighbours_are_those_of_the_places_and_not_the_places_themselves() -> None:
    near = watch('places = ["worcestershire", "warwickshire"]\nneighbours = true').near
    assert len(near) >= 10
    assert not {"worcestershire", "warwickshire"} & set(near)
    assert watch('places = ["worcestershire"]').near == watch('places = ["our-trust"]\nneighbours = true').near == ()


def test_without_anyone_who_knows_names_they_are_taken_as_written() -> None:
    text = '[[hide]]\nname = "h"\nplaces = ["Nowhere"]\ntopics = ["none"]\n'
    (found,) = parse_catalogue(text, Path("feeds.toml")).hides
    assert found == HideSpec(name="h", places=("Nowhere",), topics=("none",))


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ('kinds = ["jobs"]', "kinds: there is no kind 'jobs' (did you mean \"job\"?)"),
        ('events = ["jtais"]', "events: there is no event 'jtais' (did you mean \"jtai\"?)"),
        ('sections = ["new"]', "sections: there is no section 'new' (did you mean \"news\"?)"),
        ('nations = ["Wales"]', "nations: there is no nation 'Wales' (did you mean \"wales\"?)"),
        ('places = ["ledes"]', "places: there is no place 'ledes' (did you mean \"leeds\"?)"),
        ('topics = ["adopton"]', "topics: there is no topic 'adopton' (did you mean \"adoption\"?)"),
        ('places = ["north"]', "places: 'north' fits several places (write one of "),
        ('words = ["!!"]', "words: '!!' has no word in it"),
        ('exclude = ["football"]', "says of no story that it is meant"),
        ("", "says of no story that it is meant"),
        ('words = ["hub"]\nneighbours = true', "neighbours: goes with places"),
        ('places = ["leeds"]\nneighbours = ["leeds"]', "neighbours: must be true or false"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("table", ["watch", "hide"])
def test_a_fault_of_a_rule_is_told_with_what_to_write(table: str, keys: str, fault: str) -> None:
    (found,) = faults(keys, table)
    assert found.startswith(fault)


def test_all_faults_of_a_rule_are_told_at_once() -> None:
    found = faults('kinds = ["jobs"]\nplaces = ["ledes"]\ntopics = ["adopton"]\nword = ["x"]')
    assert [one.split(":")[0] for one in found] == ["word", "kinds", "places", "topics"]


def test_a_feed_that_is_not_listed_is_no_fault() -> None:
    assert watch('feeds = ["gone"]').feeds == ("gone",)
