"""`cfnews feeds discover`: which feeds an address leads to, with nothing added."""

from typing import Annotated

import typer

from cfnews.cli.editing import output_for_edits
from cfnews.cli.finding import address_of, candidate_lines, find, without_secret
from cfnews.cli.world import World
from cfnews.errors import NothingReachable
from cfnews.masking import without_secrets
from cfnews.times import zone_named


def command(
    ctx: typer.Context,
    address: Annotated[str, typer.Argument(metavar="URL", help="Of a feed, or of a page that has one.")],
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Also in a private network.")] = False,
) -> None:
    """Asks the address, the feeds that its page names, or the usual places, and says what is there."""
    world: World = ctx.obj
    output = output_for_edits(world, "feeds discover")
    url = address_of(address, private_allowed=allow_private)
    if world.offline:
        raise NothingReachable("--offline asks no server", "leave it out")
    found = find(world, url, private_allowed=allow_private)
    shown = [without_secret(one) for one in found.candidates]
    if output.format in ("json", "jsonl"):
        from cfnews.render import as_json
        from cfnews.render.catalogue_json import FeedsDiscoverEnvelope

        head = as_json.head("feeds-discover", world.now)
        envelope = FeedsDiscoverEnvelope(**head, url=without_secrets(url), requests=found.requests, candidates=shown)
        lines = output.format == "jsonl"
        output.write(as_json.encode_lines(shown) if lines else as_json.encode(envelope))
        return
    zone = zone_named(world.environment.get("CFNEWS_TZ") or world.catalogue().settings.timezone)
    output.write_plain(candidate_lines(shown, world.now, zone))
