"""Which nations an item is about. Every event told here is invented."""

import pytest

from cfnews.model import Nation
from cfnews.sector.bodies import find_bodies
from cfnews.sector.item import Found, Item
from cfnews.sector.nations import find_nations
from cfnews.sector.places import PlaceFinder

COUNCILS = PlaceFinder(())


def nations(item: Item) -> list[Found]:
    return find_nations(item, COUNCILS.find(item), find_bodies(item))


def found(title: str, summary: str = "", nation: Nation | None = None) -> str:
    return " ".join(one.value for one in nations(Item(title, summary, nation=nation)))


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Leeds agrees a budget", "england"),  # a place
        ("Fife and Powys compare notes", "wales scotland"),
        ("Ofsted visits", "england"),  # a body
        ("Estyn visits", "wales"),
        ("RQIA visits", "northern-ireland"),
        ("Supreme Court to sit", "uk"),
        ("EHCP waits grow", "england"),  # a term
        ("Family hubs to open on Saturdays", "england"),
        ("Agency social workers: rules tightened", "england"),
        ("Children's hearings want volunteers", "scotland"),
        ("Child practice review finds gaps", "wales"),
        ("Deprivation of liberty list moves", "england wales"),
        ("Re L (A Child) [2026] EWFC 9", "england wales"),  # a law
        ("Children Act 1989 at 37", "england wales"),
        ("Holyrood backs a bill", "scotland"),  # a parliament
        ("Stormont agrees", "northern-ireland"),
        ("NI trusts short of carers", "northern-ireland"),
        ("Welsh ministers end profit", "wales"),  # a word
        ("British children unhappy", "uk"),
        ("All four nations differ on smacking", "uk"),
        ("England, Scotland, Wales and Northern Ireland compared", "uk"),
        ("England and Wales: applications fall", "england wales"),
        ("Councils warn of a gap", ""),
        ("Prince of Wales visits a hostel", ""),
        ("GCSE English marks fall", ""),
    ],
)
def test_what_a_text_names_tells_its_nations(title: str, names: str) -> None:
    assert found(title) == names


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Court of Appeal hears of care in Birmingham", "england"),
        ("Court of Appeal hears of care", "england wales"),
        ("Bolton Council v M [2026] EWFC 9", "england wales"),  # a citation names its jurisdiction
    ],
)
def test_a_place_outweighs_a_court_of_two_nations(title: str, names: str) -> None:
    assert found(title) == names


@pytest.mark.parametrize(
    ("title", "feed", "names"),
    [
        ("Councils warn of a gap", "england", "england"),
        ("Councils warn of a gap", "uk", ""),
        ("Scottish pupils top a table", "england", "scotland"),
        ("British pupils top a table", "england", "england uk"),
        ("Ofsted visits", "wales", "england wales"),
        ("Birmingham, Alabama, honours a teacher", "england", ""),
        ("New York's foster carers go to court", "england", ""),
    ],
)
def test_a_feed_adds_its_nation_unless_the_text_speaks_of_another_or_of_abroad(
    title: str, feed: Nation, names: str
) -> None:
    assert found(title, nation=feed) == names


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Kent Police hire a chef", "england"),
        ("Glasgow Rangers win", "scotland"),
        ("Swansea Bay health board waits", "wales"),
        ("Cumberland sausage makers meet", ""),
        ("Hannah Kent on play", ""),
        ("Reading aloud", ""),
    ],
)
def test_a_rival_of_a_councils_name_tells_the_nation_but_a_dish_and_a_person_do_not(title: str, names: str) -> None:
    assert found(title) == names


def test_each_nation_is_given_with_the_rule_and_the_words() -> None:
    assert nations(Item("Torfaen and Ofsted meet at Holyrood", nation="wales", feed_name="The Feed")) == [
        Found("england", "nation.body", "Ofsted"),
        Found("wales", "nation.place", "Torfaen"),
        Found("scotland", "nation.word", "Holyrood"),
    ]
    assert nations(Item("Councils meet", nation="wales", feed_name="The Feed")) == [
        Found("wales", "nation.feed", "The Feed")
    ]
