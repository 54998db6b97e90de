"""`cfnews feeds new`: what the shipped list has and the reader's own has not, as after an upgrade."""

import typer

from cfnews.catalogue.addresses import address_key
from cfnews.catalogue.read import read_catalogue
from cfnews.cli.editing import output_for_edits
from cfnews.cli.world import World
from cfnews.model import Catalogue, FeedSpec
from cfnews.paths import shipped_feeds
from cfnews.reports import ShippedFeed


def command(ctx: typer.Context) -> None:
    """Lists the feeds that come with cfnews and are not in your feeds.toml, neither by id nor by address."""
    world: World = ctx.obj
    output = output_for_edits(world, "feeds new")
    feeds = [_told(spec) for spec in unknown_feeds(world.catalogue())]
    if output.format in ("json", "jsonl"):
        from cfnews.render import as_json
        from cfnews.render.catalogue_json import FeedsNewEnvelope

        if output.format == "jsonl":
            output.write(as_json.encode_lines(feeds))
        else:
            envelope = FeedsNewEnvelope(**as_json.head("feeds-new", world.now), feeds=feeds)
            output.write(as_json.encode(envelope))
        return
    output.write_plain(f"{feed.id}: {feed.name}, {feed.section}, {feed.url}" for feed in feeds)
    output.say("Add one with: cfnews feeds add ID" if feeds else "Your list has every feed that comes with cfnews.")


def unknown_feeds(own: Catalogue) -> list[FeedSpec]:
    """The shipped feeds that are not in a catalogue, in their order."""
    ids, addresses = {spec.id for spec in own.feeds}, {address_key(spec.url) for spec in own.feeds}
    shipped = read_catalogue(shipped_feeds()).feeds
    return [spec for spec in shipped if spec.id not in ids and address_key(spec.url) not in addresses]


def _told(spec: FeedSpec) -> ShippedFeed:
    return ShippedFeed(**{name: getattr(spec, name) for name in ShippedFeed.__struct_fields__})
