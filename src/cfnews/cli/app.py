"""The command line as a whole, and the single place where errors become exit codes. Typer lives in cli alone."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from cfnews import __version__
from cfnews.cli import options
from cfnews.cli.command import Group, listen
from cfnews.cli.options import GLOBAL, OUTPUT, WAIT, typer_option
from cfnews.cli.output import tell
from cfnews.cli.table import COMMANDS
from cfnews.cli.world import World
from cfnews.errors import CfnewsError, Terminated
from cfnews.masking import without_secrets

_HELP = """The morning news desk for people who work with children in the UK.

Without a command: refreshes what is old, then shows what is new since you last looked."""


class _Root(Group):
    """`cfnews` itself: without a command it is the morning view."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command, or the morning view where none was named."""
        world = self.take_flags(ctx)
        if world.flags.pop("version", None):
            print(f"cfnews {__version__}")  # noqa: T201 - the one line that is its result
            return 0
        if ctx._protected_args or ctx.args:  # noqa: SLF001 - how Click itself asks whether a command was named
            return super(Group, self).invoke(ctx)
        from cfnews.cli.commands.morning import morning

        listen(world)
        return morning(world)


def _root() -> _Root:
    version = options.Flag(("-V", "--version"), "Say the version.")
    morning = (*GLOBAL, *OUTPUT, WAIT, *options.named("cursor", "peek", "limit"), options.PER_SECTION)
    root = _Root(
        name="cfnews",
        help=_HELP,
        rich_markup_mode=None,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        params=[typer_option(flag) for flag in (*morning, version)],
    )
    root.table = COMMANDS
    return root


def run(arguments: Sequence[str], environment: Mapping[str, str], *, sample: bool = False) -> int:
    """Runs one command line and returns its exit code. Never raises; with --debug it shows where an error came from."""
    world = World(environment, run, sample=sample)
    debug = "--debug" in arguments
    try:
        result = _root().main(args=list(arguments), prog_name="cfnews", standalone_mode=False, obj=world)
        if sys.stdout is not None:
            sys.stdout.flush()
        return int(result or 0)
    except BrokenPipeError:
        _silence_stdout()
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the single error boundary
        if debug or world.logbook:
            import traceback

            where = traceback.format_exc().rstrip()
            world.logbook.note(where) if world.logbook else tell(where)
        return _explain(error, in_json=_wants_json(arguments))
    finally:
        if world.logbook:
            world.logbook.close()


def _explain(error: Exception, *, in_json: bool) -> int:
    """Tells an error in one or two lines (or one line of JSON) and returns its exit code."""
    code, hint, exit_code = "unexpected", "run it again with --debug, and report it", 1
    message = f"{type(error).__name__}: {error}"
    if isinstance(error, CfnewsError):
        code, message, hint, exit_code = error.code, error.message, error.hint, error.exit_code
    elif hasattr(error, "format_message"):  # Click's usage errors, vendored in Typer
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "cfnews"
        code, message, hint, exit_code = "usage", error.format_message(), f"see: {command} --help", 2
    elif isinstance(error, OSError):
        code, hint = "io", "check the disk and the permissions"
        message = f"{error.filename or 'output'}: {error.strerror or error}"
    if isinstance(error, OSError):
        _silence_stdout()
    if in_json:
        import json

        message, hint = without_secrets(message), without_secrets(hint)
        told = {"code": code, "message": message, "hint": hint, "exit_code": exit_code}
        tell(json.dumps({"error": told}, ensure_ascii=False))
    elif message and not isinstance(error, Terminated):
        tell(f"cfnews: {message}" + (f"\n  {hint}" if hint else ""))
    return exit_code


def _wants_json(arguments: Sequence[str]) -> bool:
    """Whether the command line asks for JSON, read from its words: it may be too faulty to be parsed."""
    joined = " ".join(arguments).replace("--format=", "--format ").replace("-fjson", "-f json")
    return "--json" in arguments or any(f"{flag} json" in joined for flag in ("-f", "--format"))


def _silence_stdout() -> None:
    """Lets the interpreter's last flush go nowhere, so that it does not complain of a pipe that is gone."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return
