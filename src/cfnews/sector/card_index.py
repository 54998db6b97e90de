"""The cards of every place and topic that the tagger knows: the councils, the shipped topics, and a reader's own.

How many stories of a window bear each is given; nothing is counted here.
"""

from collections.abc import Iterable, Mapping

from cfnews.model import PlaceSpec, TopicSpec
from cfnews.sector import outcomes
from cfnews.sector.cards import PlaceCard, TopicCard
from cfnews.sector.chronicle import Step
from cfnews.sector.gazetteer import Authority, authorities, in_being, neighbours, population
from cfnews.sector.outcomes import Outcome
from cfnews.story import Place


def place_of(authority: Authority) -> Place:
    """An authority as stories name it."""
    return Place(authority.code or authority.slug, authority.slug, authority.name)


def all_places(own: Iterable[PlaceSpec], counts: Mapping[str, int]) -> list[PlaceCard]:
    """A card of every place: of councils those in being, and the reader's own; most stories first, then by name."""
    known = [one for one in authorities() if in_being(one.slug) == (one,)]
    cards = [own_place_card(spec, counts) for spec in own]
    taken = {card.slug for card in cards}
    cards += [place_card(one, counts) for one in known if one.slug not in taken]
    return sorted(cards, key=lambda one: (-one.stories, one.name.casefold()))


def place_card(one: Authority, counts: Mapping[str, int]) -> PlaceCard:
    """The card of a council."""
    place = place_of(one)
    return PlaceCard(
        code=place.code,
        slug=one.slug,
        name=one.name,
        official_name=one.official_name,
        type=one.type,
        region=one.region or None,
        nation=one.nation,
        own=False,
        former_codes=list(one.former_codes),
        dfe_code=one.dfe_code or None,
        ofsted_urn=one.ofsted_urn or None,
        delivery=list(one.delivery),
        aliases=list(one.aliases),
        population_0_25=population(one.slug),
        neighbours=[other.slug for other in neighbours(one.slug)],
        outcomes=shipped_steps(place),
        stories=counts.get(one.slug, 0),
    )


def own_place_card(spec: PlaceSpec, counts: Mapping[str, int]) -> PlaceCard:
    """The card of a reader's own place."""
    return PlaceCard(
        code=spec.id,
        slug=spec.id,
        name=spec.name,
        official_name=spec.name,
        type="own place",
        region=None,
        nation=None,
        own=True,
        former_codes=[],
        dfe_code=None,
        ofsted_urn=None,
        delivery=[],
        aliases=list(spec.aliases),
        population_0_25=None,
        neighbours=[],
        outcomes=[],
        stories=counts.get(spec.id, 0),
    )


def topic_cards(shipped: Iterable[TopicSpec], own: Iterable[TopicSpec], counts: Mapping[str, int]) -> list[TopicCard]:
    """A card of every topic, those with most stories first, then in the order of their lists.

    A reader's topic with the id of a shipped one adds to it, and has a card of its own.
    """
    cards = [_topic_card(spec, counts, is_own) for specs, is_own in ((own, True), (shipped, False)) for spec in specs]
    return sorted(cards, key=lambda one: -one.stories)


def _topic_card(spec: TopicSpec, counts: Mapping[str, int], is_own: bool) -> TopicCard:
    return TopicCard(
        id=spec.id,
        label=spec.label,
        own=is_own,
        words=list(spec.words),
        abbr=list(spec.abbr),
        exclude=list(spec.not_),
        stories=counts.get(spec.id, 0),
    )


def shipped_steps(place: Place) -> list[Step]:
    """The shipped inspection outcomes of a place, the latest published first."""
    return [_step(outcome, place) for outcome in outcomes.of(place.code)]


def _step(outcome: Outcome, place: Place) -> Step:
    return Step(
        date=(outcome.start or outcome.published).isoformat(),
        end=outcome.end,
        published=outcome.published,
        type=outcome.type,
        places=[place],
        grades=outcome.grades,
        send_outcome=outcome.send_outcome,
        theme=outcome.theme,
        source=outcome.source,
        as_of=outcome.as_of,
        url=outcome.url,
    )
