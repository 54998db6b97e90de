"""The cards of places and topics for a screen: counts in a column, judgements in colour and in words."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from cfnews.render import cards as words
from cfnews.render import timeline
from cfnews.render.as_terminal import Line
from cfnews.render.timeline_styled import GRADE_STYLES, SEND_STYLES, graded
from cfnews.sector.cards import PlaceCard, TopicCard
from cfnews.sector.chronicle import Step

_LONGEST = 34  # columns of a name; a longer one pushes its line on
_HEAD = "dim"
_GRADE = 20  # columns: "requires improvement"
_NAME = 11  # columns of the names of a card's lines


def list_lines(page: words.Page) -> Iterator[Line]:
    """Places in columns: how many stories, the name, the last judgement of its children's services and its month.

    Neighbours are numbered, and the place itself stands before them.
    """
    yield _heading(words.headline(page))
    cards = [page.of, *page.cards] if page.of is not None else list(page.cards)
    longest = min(_LONGEST, max((len(card.name) for card in cards), default=0))
    if cards:
        columns = f"{'Place':<{longest}}  {'Overall judgement':<{_GRADE}}  Report"
        yield Line(Text(columns, _HEAD), mark=Text(f"{'    ' if page.of else ''}Stories  ", _HEAD))
    for number, card in enumerate(cards):
        rank = (f"{number or '':>3} " if page.of else "", "dim")
        line = Text.assemble((f"{card.name:<{longest}}  ", "bold" if page.of is card else ""), _judged(card))
        yield Line(line, mark=Text.assemble(rank, _count(card.stories)))
    if not cards:
        yield Line(Text("None."))
    yield Line(Text())
    yield from (Line(Text(said, "dim")) for said in words.foot(page))


def _count(stories: int) -> Text:
    return Text(f"{stories:>7,}  ", "bold" if stories else "dim")


def _judged(card: PlaceCard) -> Text:
    """The overall grade, or all where there is none, and the month of the report; in columns."""
    step = words.judgement(card)
    if step is None or step.published is None:
        return Text(f"{'your own place' if card.own else 'no outcome shipped':<{_GRADE}}", "dim")
    overall = step.grades.get("overall")
    when = (f"  {step.published:%b %Y}", "dim")
    if overall is None:
        return graded(step.grades).append(*when)
    said = timeline.GRADES.get(overall, overall)
    return Text.assemble((f"{said:<{_GRADE}}", GRADE_STYLES.get(overall, "bold")), when)


def card_lines(card: PlaceCard, window: str, program: str = "cfnews") -> Iterator[Line]:
    """One place whole."""
    yield _heading(card.name)
    yield from (_pair(name, Text(value)) for name, value in words.place_facts(card, window))
    if card.outcomes:
        yield Line(Text())
        yield Line(
            Text.assemble(("Outcomes", "bold cyan"), (f"  {words.outcome_source(card.outcomes)}", "dim")), rule=True
        )
    for step in card.outcomes:
        yield Line(Text(timeline.headline(step), "bold"), 1)
        if found := _found(step):
            yield Line(found, 3)
        yield Line(Text(timeline.period(step), "dim"), 3)
    yield Line(Text())
    steps = [f"{program} timeline {card.slug}"]
    steps += [f"{program} list --place {card.slug}"] if card.stories else []
    steps += [f"{program} places --neighbours {card.slug}"] if card.neighbours else []
    yield Line(Text(f"Next: {' · '.join(steps)}", "dim"))


def _found(step: Step) -> Text:
    if step.send_outcome is not None:
        return Text(timeline.SEND_OUTCOMES[step.send_outcome], SEND_STYLES[step.send_outcome])
    return graded(step.grades)


def topic_list_lines(cards: Sequence[TopicCard], window: str) -> Iterator[Line]:
    """Topics, a line each."""
    yield _heading(f"Topics {window}")
    longest = max((len(card.id) for card in cards), default=0)
    yield Line(Text(f"{'Id':<{longest}}  Topic", _HEAD), mark=Text("Stories  ", _HEAD))
    for card in cards:
        line = Text.assemble(
            (f"{card.id:<{longest}}", "cyan"), f"  {card.label}", ("  your own" if card.own else "", "dim")
        )
        yield Line(line, mark=_count(card.stories))


def topic_lines(card: TopicCard, window: str, program: str = "cfnews") -> Iterator[Line]:
    """One topic whole."""
    yield _heading(card.id)
    yield from (_pair(name, Text(value)) for name, value in words.topic_facts(card, window))
    yield Line(Text())
    yield Line(Text(f"Next: {program} list --topic {card.id} · {program} timeline topic:{card.id}", "dim"))


def _heading(title: str) -> Line:
    return Line(Text.assemble(("cfnews", "bold cyan"), "  ", (title, "bold")), rule=True)


def _pair(name: str, value: Text) -> Line:
    return Line(value, mark=Text(f"{name:<{_NAME}}  ", "dim"))
