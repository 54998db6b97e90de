"""`cfnews places`: the places that the tagger knows, and which of them are in the news."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from cfnews.cli.counting import Window, program, sample_warnings, window, write_machine
from cfnews.cli.naming import find_places
from cfnews.cli.output import Output
from cfnews.cli.reading import reading_store
from cfnews.cli.world import World
from cfnews.errors import NothingMatched, WrongUsage
from cfnews.model import PlaceSpec
from cfnews.render.cards import PLACE_DEFAULTS, PLACE_FIELDS, Page, plain_card, plain_list
from cfnews.sector.card_index import all_places, own_place_card, place_card
from cfnews.sector.cards import PlaceCard
from cfnews.sector.gazetteer import Authority, by_slug
from cfnews.store.db import Database
from cfnews.store.labelled import count_labels

if TYPE_CHECKING:
    from cfnews.render.as_json import PlacesEnvelope


def command(
    ctx: typer.Context,
    name: Annotated[list[str] | None, typer.Argument(metavar="[NAME]", help="One place: its card.")] = None,
    near: Annotated[
        bool, typer.Option("--neighbours", help="The statistical neighbours of NAME, the nearest first.")
    ] = False,
    everyone: Annotated[bool, typer.Option("--all", help="Also places without a story in the window.")] = False,
) -> None:
    """Lists places by their stories in the window, a week unless --since says otherwise; or shows one place."""
    world: World = ctx.obj
    if near and not name:
        raise WrongUsage("--neighbours needs the name of a council", "try: cfnews places --neighbours worcestershire")
    output = Output(world, on_pipe="text")
    with reading_store(world, output) as db:
        output.settle(accessible=world.settings(db).accessible)
        asked = window(world, db)
        counts = count_labels(db, "place", asked.since, asked.until)
        if not name:
            page = _in_the_news(world, counts, asked, everyone=everyone or output.format not in ("text", "plain"))
        else:
            page = _named(world, " ".join(name), counts, asked.said, near=near)
        page = page._replace(program=program(world))
        _write(world, output, db, page, asked, whole=bool(name) and not near)


def _in_the_news(world: World, counts: Mapping[str, int], asked: Window, *, everyone: bool) -> Page:
    cards = all_places(world.catalogue().places, counts)
    shown = [card for card in cards if everyone or card.stories]
    return Page(shown[: asked.limit or None], len(cards), asked.said)


def _named(world: World, name: str, counts: Mapping[str, int], said: str, *, near: bool) -> Page:
    """The cards of the places of this name, or of the neighbours of the one."""
    cards = [_card(one, counts) for one in find_places(world, name)]
    if not near:
        return Page(cards, len(cards), said)
    if len(cards) > 1:
        raise NothingMatched(f"{name!r} stands for {', '.join(card.slug for card in cards)}", "name one of them")
    found = [_card(by_slug()[slug], counts) for slug in cards[0].neighbours]
    if not found:
        raise NothingMatched(f"{cards[0].name} has no statistical neighbours", "only English councils have them")
    return Page(found, len(found), said, of=cards[0])


def _card(one: Authority | PlaceSpec, counts: Mapping[str, int]) -> PlaceCard:
    return own_place_card(one, counts) if isinstance(one, PlaceSpec) else place_card(one, counts)


def _write(world: World, output: Output, db: Database, page: Page, asked: Window, *, whole: bool) -> None:
    if output.format == "text":
        from cfnews.render.cards_styled import card_lines, list_lines

        styled = (
            (line for card in page.cards for line in card_lines(card, page.window, page.program))
            if whole
            else list_lines(page)
        )
        output.write_lines(styled)
        return
    if output.format == "plain":
        lines = (line for card in page.cards for line in plain_card(card, page.window)) if whole else plain_list(page)
        output.write_plain(lines)
        return

    def envelope() -> "PlacesEnvelope":
        from cfnews.render.as_json import PlacesEnvelope, head

        return PlacesEnvelope(
            **head("places", world.now),
            timezone=world.zone_name(db),
            since=asked.since,
            until=asked.until,
            neighbours_of=page.of.slug if page.of else None,
            known=page.known,
            places=list(page.cards),
            warnings=sample_warnings(world),
        )

    write_machine(output, PlaceCard, page.cards, PLACE_FIELDS, PLACE_DEFAULTS, envelope, "places")
