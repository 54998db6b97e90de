"""`cfnews demo`: the whole experience on sample feeds, from a server on this machine, in a throw-away store."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from cfnews.cli.options import GLOBAL, OUTPUT
from cfnews.cli.output import Output
from cfnews.cli.table import COMMANDS
from cfnews.cli.world import World
from cfnews.sample.server import SAMPLE_NOW, sample_newsroom
from cfnews.times import rfc3339

_WHOLE_DIGEST = ("digest", "--since", "2026-11-01", "--limit", "0")
_OWN = ("CFNEWS_FEEDS", "CFNEWS_STORE", "CFNEWS_STATE", "CFNEWS_CACHE_DIR", "CFNEWS_OFFLINE")


def command(
    ctx: typer.Context,
    rest: Annotated[list[str] | None, typer.Argument(metavar="[COMMAND] [ARGS]...", help="digest, list ...")] = None,
) -> int:
    """Fetches the sample feeds and runs a command on them: the digest unless another is named."""
    from cfnews.cli.refreshing import choose_feeds, refresh_now

    world: World = ctx.obj
    arguments = _with_command(rest or [])
    with tempfile.TemporaryDirectory(prefix="cfnews-demo-") as home, sample_newsroom() as catalogue:
        (Path(home) / "feeds.toml").write_text(catalogue, "utf-8")
        environment = {key: value for key, value in world.environment.items() if key not in _OWN}
        environment |= {"CFNEWS_HOME": home, "CFNEWS_NOW": rfc3339(SAMPLE_NOW), "CFNEWS_TZ": "Europe/London"}
        sample = World(environment, world.run, sample=True)
        sample.flags = {key: value for key, value in world.flags.items() if key in ("quiet", "plain")}
        refresh_now(sample, Output(sample), choose_feeds(sample.catalogue(), []))
        return world.run([*_passed_on(world), *arguments], environment, sample=True)


def _with_command(arguments: list[str]) -> list[str]:
    """The arguments, with the digest of the whole sample in front where they name no command."""
    valued = {name for flag in GLOBAL if flag.takes for name in flag.names}
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        place += 2 if arguments[place] in valued else 1
    if place < len(arguments) and arguments[place] in COMMANDS:
        return arguments
    return [*_WHOLE_DIGEST, *arguments]


def _passed_on(world: World) -> list[str]:
    """Flags that were given before `demo`."""
    passed = []
    for flag in (*GLOBAL, *OUTPUT):
        value = world.flag(flag.key)
        if value and flag.key not in ("feeds", "store", "state", "cache_dir", "offline"):
            passed += [flag.names[-1], str(value)] if flag.takes else [flag.names[-1]]
    return passed
