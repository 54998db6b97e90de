"""`cfnews open`: stories in the browser."""

from typing import Annotated

import typer

from cfnews.cli.output import Output
from cfnews.cli.reading import reading_store
from cfnews.cli.world import World
from cfnews.errors import CfnewsError, NothingMatched
from cfnews.store.stories import load, resolve


def command(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="A story's id, or its first 4 characters.")],
    print_only: Annotated[bool, typer.Option("--print", help="Print the address instead.")] = False,
) -> None:
    """Opens each story's page; the address is http or https, as every stored one is."""
    world: World = ctx.obj
    output = Output(world)
    with reading_store(world, output) as db:
        stories = load(db, resolve(db, ids))
    addresses = []
    for story in stories:
        if story.url is None:
            raise NothingMatched(f"the story {story.id} has no address", f"see: cfnews show {story.id}")
        addresses.append(story.url)
    if print_only:
        output.write_plain(addresses)
        return
    import webbrowser

    for address in addresses:
        if not webbrowser.open(address):
            raise CfnewsError(f"no browser could be started for {address}", "set BROWSER, or use --print")
