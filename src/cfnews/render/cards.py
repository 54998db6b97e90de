"""The cards of places and topics in words, and in plain sentences."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from cfnews.render import timeline as words
from cfnews.render.common import NATIONS, counted, listed
from cfnews.sector.cards import PlaceCard, TopicCard
from cfnews.sector.chronicle import Step
from cfnews.sector.gazetteer import by_slug


class Page(NamedTuple):
    """What is shown of places: a list in order, or with `of` the neighbours of one. `known` counts all that there are.

    `window` is the window in words: "since Fri 13 Nov"; `program` is what to type before a command.
    """

    cards: Sequence[PlaceCard]
    known: int
    window: str
    of: PlaceCard | None = None
    program: str = "cfnews"


def judgement(card: PlaceCard) -> Step | None:
    """The last shipped judgement of a place's children's services."""
    return next((one for one in card.outcomes if one.type == "full_inspection"), None)


def grades(card: PlaceCard) -> Mapping[str, str]:
    found = judgement(card)
    return found.grades if found else {}


def stories(card: PlaceCard | TopicCard) -> str:
    """How many stories: "3 stories"."""
    return counted(card.stories, "story", "stories") if card.stories else "no story"


def headline(page: Page) -> str:
    """What a list of places is."""
    if page.of is not None:
        return f"Statistical neighbours of {page.of.name}, the nearest first"
    return f"Places in the news {page.window}"


def foot(page: Page) -> Iterator[str]:
    """What a list's numbers and grades are, and how to see the places that it leaves out."""
    judged = [one for card in page.cards if (one := judgement(card))]
    if judged:
        yield f"Judgements of children's services: {outcome_source(judged)}"
    if page.of is not None:
        yield f"Stories: {page.window}"
    left = page.known - len(page.cards)
    if left > 0:
        more = "more " if page.cards else ""
        yield f"{counted(left, f'{more}place is', f'{more}places are')} known: {page.program} places --all"


def place_facts(card: PlaceCard, window: str) -> Iterator[tuple[str, str]]:
    """A place's card: names and values; of the outcomes the words, in `outcome_facts`."""
    yield "Place", _kind(card)
    codes = [("GSS", card.code if not card.own else None), ("DfE", card.dfe_code), ("Ofsted", card.ofsted_urn)]
    known = [f"{name} {code}" for name, code in codes if code]
    if card.former_codes:
        known.append(f"before {listed(card.former_codes)}")
    if known:
        yield "Codes", ", ".join(known)
    if card.delivery:
        yield "Delivery", listed(card.delivery)
    if card.aliases:
        yield "Also", ", ".join(card.aliases)
    if card.population_0_25 is not None:
        yield "Aged 0-25", f"{card.population_0_25:,} people"
    yield "Stories", f"{card.stories:,} {window}"
    if card.neighbours:
        yield "Neighbours", ", ".join(by_slug()[slug].name for slug in card.neighbours)


def _kind(card: PlaceCard) -> str:
    if card.own:
        return "a place of your own feeds.toml"
    where = [part for part in (card.region, NATIONS.get(card.nation or "")) if part]
    return ", ".join([card.official_name, card.type, *where])


def outcome_words(step: Step) -> str:
    """What a shipped outcome found, in words, with its time."""
    found = words.SEND_OUTCOMES[step.send_outcome] if step.send_outcome is not None else words.graded(step.grades)
    return f"{found or 'a letter without grades'}; {words.period(step)}"


def outcome_source(steps: Sequence[Step]) -> str:
    """Whose outcomes they are, and of which day."""
    return words.source(steps[0])


def plain_list(page: Page) -> Iterator[str]:
    """Places in sentences, one a line."""
    yield f"{headline(page)}."
    for card in page.cards:
        judged = judgement(card)
        found = f" Children’s services: {words.graded(judged.grades)}; {words.period(judged)}." if judged else ""
        yield f"{card.name}: {stories(card)}.{found}"
    yield from (f"{said}." for said in foot(page))


def plain_card(card: PlaceCard, window: str) -> Iterator[str]:
    """One place in sentences."""
    yield f"{card.name}."
    for name, value in place_facts(card, window):
        yield f"{name}: {value}."
    for step in card.outcomes:
        yield f"{words.headline(step)}: {outcome_words(step)}."
    if card.outcomes:
        yield f"Outcomes: {outcome_source(card.outcomes)}."


def plain_topics(cards: Sequence[TopicCard], window: str) -> Iterator[str]:
    """Topics in sentences, one a line."""
    yield f"Topics {window}."
    for card in cards:
        yield f"{card.id}, {card.label}: {stories(card)}{', your own' if card.own else ''}."


def topic_facts(card: TopicCard, window: str) -> Iterator[tuple[str, str]]:
    """A topic's card: names and values."""
    yield "Topic", f"{card.label}{' (your own)' if card.own else ''}"
    yield "Stories", f"{card.stories:,} {window}"
    for name, phrases in (("Words", card.words), ("As written", card.abbr), ("But not", card.exclude)):
        if phrases:
            yield name, ", ".join(phrases)


def _judged(card: PlaceCard) -> Any:
    found = judgement(card)
    return found.published if found else None


PLACE_FIELDS: Mapping[str, Callable[[PlaceCard], Any]] = {
    **{name: attrgetter(name) for name in PlaceCard.__struct_fields__ if name != "outcomes"},
    "judgement": lambda card: [f"{area}={grade}" for area, grade in words.in_order(grades(card))],
    "judged": _judged,
}
"""The columns of tables of places. `judgement` is the last shipped one of children's services, `judged` the day of its
report."""
PLACE_DEFAULTS = ("slug", "name", "stories", "nation", "region", "code", "judgement", "judged")
TOPIC_FIELDS: Mapping[str, Callable[[TopicCard], Any]] = {
    name: attrgetter(name) for name in TopicCard.__struct_fields__
}
TOPIC_DEFAULTS = ("id", "stories", "label")
