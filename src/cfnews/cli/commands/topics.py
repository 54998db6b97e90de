"""`cfnews topics`: the topics that the tagger knows, and which of them are in the news."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from cfnews.cli.counting import Window, program, sample_warnings, window, write_machine
from cfnews.cli.naming import find_topic, own_topics
from cfnews.cli.output import Output
from cfnews.cli.reading import reading_store
from cfnews.cli.world import World
from cfnews.render.cards import TOPIC_DEFAULTS, TOPIC_FIELDS, plain_topics, topic_facts
from cfnews.sector.card_index import topic_cards
from cfnews.sector.cards import TopicCard
from cfnews.sector.topics import topics
from cfnews.store.db import Database
from cfnews.store.labelled import count_labels

if TYPE_CHECKING:
    from cfnews.render.as_json import TopicsEnvelope


def command(
    ctx: typer.Context,
    name: Annotated[list[str] | None, typer.Argument(metavar="[NAME]", help="One topic: its words.")] = None,
) -> None:
    """Lists topics by their stories in the window, a week unless --since says otherwise; or shows one topic."""
    world: World = ctx.obj
    output = Output(world, on_pipe="text")
    with reading_store(world, output) as db:
        output.settle(accessible=world.settings(db).accessible)
        asked = window(world, db)
        counts = count_labels(db, "topic", asked.since, asked.until)
        cards = topic_cards(topics(), own_topics(world), counts)
        known = len(cards)
        if name:
            spec = find_topic(world, " ".join(name))
            cards = [card for card in cards if spec is not None and card.id == spec.id]
        _write(world, output, db, cards[: asked.limit or None], asked, known, whole=bool(name))


def _write(
    world: World, output: Output, db: Database, cards: Sequence[TopicCard], asked: Window, known: int, *, whole: bool
) -> None:
    if output.format == "text":
        from cfnews.render.cards_styled import topic_lines, topic_list_lines

        one = (line for card in cards for line in topic_lines(card, asked.said, program(world)))
        output.write_lines(one if whole else topic_list_lines(cards, asked.said))
        return
    if output.format == "plain":
        facts = (f"{name}: {value}." for card in cards for name, value in topic_facts(card, asked.said))
        output.write_plain(facts if whole else plain_topics(cards, asked.said))
        return

    def envelope() -> "TopicsEnvelope":
        from cfnews.render.as_json import TopicsEnvelope, head

        return TopicsEnvelope(
            **head("topics", world.now),
            timezone=world.zone_name(db),
            since=asked.since,
            until=asked.until,
            known=known,
            topics=list(cards),
            warnings=sample_warnings(world),
        )

    write_machine(output, TopicCard, cards, TOPIC_FIELDS, TOPIC_DEFAULTS, envelope, "topics")
