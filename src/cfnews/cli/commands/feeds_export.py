"""`cfnews feeds export`: the list as OPML 2.0, for other readers and for keeping."""

from email.utils import format_datetime
from typing import Annotated

import typer

from cfnews.catalogue.opml import write_opml
from cfnews.cli.output import Output
from cfnews.cli.world import World
from cfnews.digest import SECTION_NAMES
from cfnews.errors import WrongUsage
from cfnews.masking import holds_secret
from cfnews.render.common import counted


def command(
    ctx: typer.Context,
    with_secrets: Annotated[
        bool, typer.Option("--with-secrets", help="With passwords and tokens in addresses.")
    ] = False,
) -> None:
    """Writes every feed, on or off, under its section; what is secret in addresses is masked."""
    world: World = ctx.obj
    if any(world.flag(key) for key in ("format", "json", "fields", "template")):
        raise WrongUsage("feeds export writes OPML and nothing else", "for JSON use: cfnews feeds list --json")
    text = write_opml(world.catalogue().feeds, SECTION_NAMES, format_datetime(world.now), secrets=with_secrets)
    output = Output(world)
    if with_secrets:
        output.write(text, private=True)
        return
    output.write(text)
    masked = sum(holds_secret(spec.url) for spec in world.catalogue().feeds)
    if masked:
        output.say(f"{counted(masked, 'address', 'addresses')} masked: --with-secrets writes them whole")
