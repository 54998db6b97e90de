"""`cfnews publish`: a static site of the stories, for any web server or share."""

from pathlib import Path
from typing import Annotated

import typer

from cfnews.cli.sites import Wishes, publish
from cfnews.cli.world import World


def command(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to: a folder of the site's own.")],
    title: Annotated[str, typer.Option("--title", metavar="WORDS", help="What the site is called.")] = "News desk",
    base_url: Annotated[
        str | None, typer.Option("--base-url", metavar="URL", help="Its address, for the feeds to name.")
    ] = None,
    indexed: Annotated[bool, typer.Option("--indexed", help="Let search engines have the pages.")] = False,
    private_feeds: Annotated[
        bool, typer.Option("--private-feeds", help="Also the stories of feeds that only you may read.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files of others that are in the way.")] = False,
) -> None:
    """Writes the site to DIR, of the last 30 days unless --since says otherwise; only what has changed is written."""
    world: World = ctx.obj
    publish(world, folder.expanduser(), Wishes(title, base_url, indexed, private_feeds, force))
