"""How a command is made: a function of its own arguments, and sets of shared flags that arrive as a World.

A command's module is imported when the command is called, and not before: speed is a feature.
"""

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import typer
from msgspec import Struct
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from cfnews.cli import options
from cfnews.cli.options import Flag
from cfnews.cli.world import World

_MINUS_WORD = re.compile(r"-[^\W\d_]{3,}|-\"[^\"]*\"?")


def show_examples(ctx: Any, formatter: Any) -> None:
    """Writes the examples of a command below its help, as Click's formatter has it."""
    from cfnews.cli.examples import EXAMPLES

    lines = EXAMPLES.get(ctx.command_path.partition(" ")[2], ())
    if lines:
        with formatter.section("Examples"):
            formatter.write("".join(f"{'':{formatter.current_indent}}{line}\n" for line in lines))


def listen(world: World) -> None:
    """Has written down what is logged, where --debug or --log-file asks for it."""
    if world.flag("debug") or world.flag("log_file"):
        from cfnews.cli.logbook import open_logbook

        open_logbook(world)


class CommandSpec(Struct, frozen=True):
    """Where a command's function is, what it does in a line, and which flags it shares with others.

    `changes_store`: it is no command for a store that others keep.
    """

    module: str
    help: str
    flags: tuple[Flag, ...] = ()
    changes_store: bool = False
    takes_rest: bool = False
    minus_words: bool = False


class Command(TyperCommand):
    """A command whose shared flags are taken out of its arguments and put into the World."""

    shared: frozenset[str] = frozenset()
    changes_store = False
    minus_words = False

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parses the arguments; where `-word` excludes a word, it is kept from being read as `-w -o -r -d`."""
        if self.minus_words and "--" not in args:
            excluded = [one for one in args if _MINUS_WORD.fullmatch(one) and one[2:] not in options.FORMATS]
            args = [one for one in args if one not in excluded] + (["--", *excluded] if excluded else [])
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What follows the command's name: what must be there stands as it is, not in the braces that Typer draws."""
        return [piece.removeprefix("{").removesuffix("}") for piece in super().collect_usage_pieces(ctx)]

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Ends the help with examples."""
        show_examples(ctx, formatter)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # Typer hides Click's own Context
        """Runs the command's function with its own arguments; its result is the exit code, None for 0."""
        world: World = ctx.obj
        given = {key: ctx.params.pop(key) for key in list(ctx.params) if key in self.shared}
        world.flags = options.merged(world.flags, given)
        if self.changes_store:
            world.require_own_store(ctx.command_path.removeprefix("cfnews "))
        listen(world)
        return super().invoke(ctx)


def build(name: str, spec: CommandSpec) -> TyperCommand:
    """The command of this name, its module imported now."""
    function: Callable[..., Any] = import_module(f"cfnews.cli.commands.{spec.module}").command
    settings: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
    if spec.takes_rest:
        settings |= {"ignore_unknown_options": True, "allow_interspersed_args": False}
    info = CommandInfo(name=name, cls=Command, callback=function, help=spec.help, context_settings=settings)
    command = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    assert isinstance(command, Command)  # noqa: S101 - cls above
    flags = () if spec.takes_rest else (*spec.flags, *options.GLOBAL)
    command.params.extend(options.typer_option(flag) for flag in flags)
    command.changes_store = spec.changes_store
    command.minus_words = spec.minus_words
    command.shared = frozenset(flag.key for flag in flags)
    return command


class Group(TyperGroup):
    """A group whose commands are known by a table and built when they are called."""

    table: dict[str, "CommandSpec | Group"] = {}  # noqa: RUF012 - each group is given its own

    def invoke(self, ctx: Any) -> Any:
        """Takes the flags given before the command's name, then runs the command."""
        self.take_flags(ctx)
        return super().invoke(ctx)

    def take_flags(self, ctx: Any) -> World:
        """Puts the flags given before the command's name into the World, and returns it."""
        world: World = ctx.obj
        world.flags = options.merged(world.flags, {key: ctx.params.pop(key) for key in list(ctx.params)})
        return world

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Ends the help with examples."""
        show_examples(ctx, formatter)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Click's signature
        """The names, in the order in which a reader meets them."""
        return list(self.table)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - Click's signature
        """The command of this name, built now; None if there is none."""
        spec = self.table.get(cmd_name)
        return build(cmd_name, spec) if isinstance(spec, CommandSpec) else spec


def make_group(
    name: str | None, help_text: str, table: dict[str, CommandSpec | Group], flags: Sequence[Flag] = (), **more: Any
) -> Group:
    """A group with this table; `flags` may be given before a command's name."""
    group = Group(
        name=name,
        help=help_text,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
        params=[options.typer_option(flag) for flag in flags],
        **more,
    )
    group.table = table
    return group
