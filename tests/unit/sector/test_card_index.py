"""The cards of places and topics: all that there are, the newsworthy first, each with what is known of it."""

from cfnews.model import PlaceSpec, TopicSpec
from cfnews.sector.card_index import all_places, own_place_card, place_card, place_of, shipped_steps, topic_cards
from cfnews.sector.gazetteer import by_slug
from cfnews.sector.outcomes import AS_OF
from cfnews.sector.topics import topics

OWN = PlaceSpec(id="north-team", name="North Team", aliases=("The Northerners",))


def test_every_council_of_today_has_a_card_and_no_other() -> None:
    slugs = {card.slug for card in all_places((), {})}
    assert len(slugs) == 153 + 22 + 32 + 11
    assert not {"cumbria", "east-surrey"} & slugs


def test_places_with_most_stories_are_first_and_the_rest_by_name() -> None:
    cards = all_places([OWN], {"leeds": 2, "north-team": 3, "barnet": 2})
    assert [card.slug for card in cards[:4]] == ["north-team", "barnet", "leeds", "aberdeen-city"]
    assert [card.stories for card in cards[:4]] == [3, 2, 2, 0]


def test_a_place_of_the_reader_stands_for_the_council_with_its_id() -> None:
    cards = all_places([PlaceSpec(id="leeds", name="Our Leeds")], {})
    assert [(card.name, card.own) for card in cards if card.slug == "leeds"] == [("Our Leeds", True)]


def test_a_council_s_card_has_its_codes_neighbours_and_shipped_outcomes() -> None:
    card = place_card(by_slug()["worcestershire"], {"worcestershire": 4})
    assert (card.code, card.dfe_code, card.ofsted_urn, card.stories) == ("E10000034", "885", "80584", 4)
    assert "Worcestershire Children First" in card.delivery
    assert len(card.neighbours) == 10
    assert card.neighbours[0] == "somerset"
    assert {step.type for step in card.outcomes} >= {"full_inspection"}
    assert all((step.as_of, step.source) == (AS_OF, "Ofsted") for step in card.outcomes)


def test_an_outcome_is_dated_by_its_inspection_else_by_its_report() -> None:
    for authority in by_slug().values():
        for step in shipped_steps(place_of(authority)):
            assert step.published is not None
            assert (step.end is None) == (step.date == step.published.isoformat())


def test_a_place_of_the_reader_has_no_codes_and_no_outcomes() -> None:
    card = own_place_card(OWN, {})
    assert (card.code, card.own, card.outcomes, card.neighbours) == ("north-team", True, [], [])
    assert card.aliases == ["The Northerners"]


def test_a_council_without_statistics_has_no_neighbours() -> None:
    card = place_card(by_slug()["cardiff"], {})
    assert (card.neighbours, card.population_0_25, card.outcomes) == ([], None, [])


def test_topics_are_all_there_the_newsworthy_first_and_the_reader_s_own_marked() -> None:
    own = TopicSpec(id="ponies", label="Ponies", words=("pony",), abbr=("BHS",), not_=("pony club",))
    cards = topic_cards(topics(), [own], {"kinship": 5})
    assert len(cards) == 27 + 1
    assert [card.id for card in cards[:2]] == ["kinship", "ponies"]
    assert [card.id for card in cards if card.own] == ["ponies"]
    ponies = cards[1]
    assert (ponies.words, ponies.abbr, ponies.exclude, ponies.stories) == (["pony"], ["BHS"], ["pony club"], 0)
