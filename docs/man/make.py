"""Writes docs/man/cfnews.1, the manual page: commands and flags as the program has them, the rest from the reference.

Run it with `make man`, or `python docs/man/make.py` wherever cfnews is installed. It never writes a date, so that the
same program gives the same page.
"""

import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import typer

from cfnews import __version__
from cfnews.cli import options
from cfnews.cli.app import _root
from cfnews.cli.command import Group
from cfnews.cli.examples import EXAMPLES

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
PAGE = Path(__file__).with_name("cfnews.1")
SETS = {"OPTIONS": options.GLOBAL, "SELECTION": options.SELECTION, "OUTPUT": options.OUTPUT}
_MARKUP = re.compile(r"`([^`]+)`|\[((?:`[^`]+`|[^\]`])+)\]\([^)]*\)|\*\*([^*]+)\*\*")
_DESCRIPTION = """`cfnews` reads the feeds of regulators, government, courts, charities and the press. It puts what
several outlets tell of one event into one story, finds councils, topics, inspections and figures in it, and shows what
is new since you last looked. It keeps everything on your own machine.

Results go to stdout, all else to stderr. The flags under **OPTIONS** and **OUTPUT** may stand before a command's name
or after it. `cfnews demo` shows everything on sample feeds that are invented, and asks this machine alone."""
_FILES = (
    (
        "~/.config/cfnews/feeds.toml",
        "Your feeds and settings. Without it, the list that comes with the program is read.",
    ),
    ("~/.local/share/cfnews/cfnews.db", "The store: your stories and marks, in SQLite."),
    ("~/.cache/cfnews/", "The cache of what servers answered. It may be deleted at any time."),
)
_DAILY = (
    ("What is new since you last looked", "cfnews"),
    ("This week by topic", "cfnews digest --since monday --group-by topic"),
    ("What several outlets tell", "cfnews list --limit 0 -f jsonl | jq -r 'select(.sources | length > 1) | .title'"),
)
_ALSO = "**crontab**(5), **fzf**(1), **jq**(1), **sqlite3**(1)"


class Said(NamedTuple):
    """A command as the page tells of it: its name after `cfnews`, and the command as Typer has it."""

    name: str
    command: Any


# --- words as roff has them -------------------------------------------------------------------------


def literal(text: str) -> str:
    """Text that roff shows as it is, in ASCII, with hyphens and quotes that can be copied."""
    signs = {"\\": "\\e", "-": "\\-", "^": "\\(ha", "~": "\\(ti", "`": "\\(ga", "'": "\\(aq"}
    return "".join(signs.get(one, one if one.isascii() else f"\\[u{ord(one):04X}]") for one in text)


def prose(text: str) -> str:
    """Markdown as roff has it: code is bold, links are their words, hyphens within words are hyphens."""
    out, at = "", 0
    for found in _MARKUP.finditer(text):
        code, link, strong = found.groups()
        out += _between(text[at : found.start()])
        out += prose(link) if link else f"\\fB{literal(code or strong)}\\fP"
        at = found.end()
    return out + _between(text[at:])


def _between(text: str) -> str:
    return re.sub(r"(?<=\w)\\-(?=\w)", "-", literal(text))


def line(text: str) -> str:
    """A line of text, never taken for an order to roff."""
    return f"\\&{text}" if text.startswith((".", "'")) else text


def paragraphs(text: str) -> Iterator[str]:
    """Paragraphs of Markdown as lines of at most 78 characters; roff fills them again."""
    for number, paragraph in enumerate(text.split("\n\n")):
        yield from [".PP"] * (number > 0)
        yield from map(line, textwrap.wrap(prose(paragraph), 78, break_long_words=False, break_on_hyphens=False))


def described(head: str, text: str) -> Iterator[str]:
    """A tagged paragraph; `head` is roff already, `text` is Markdown."""
    yield from (".TP", line(head), *paragraphs(text))


# --- commands and flags -----------------------------------------------------------------------------


def said(group: Any, before: str = "") -> Iterator[Said]:
    """The command itself and all below it, in the order of `--help`."""
    yield Said(before, group)
    if isinstance(group, Group):
        for name in group.list_commands(None):
            yield from said(group.get_command(None, name), f"{before} {name}".strip())


def flag_lines(param: Any) -> Iterator[str]:
    """An option with what it takes and what it means."""
    takes = "" if param.is_flag else f" \\fI{literal(param.metavar or 'VALUE')}\\fP"
    often = " May be given several times." if param.multiple else ""
    yield from described(", ".join(f"\\fB{literal(name)}\\fP{takes}" for name in param.opts), f"{param.help}{often}")


def own_params(command: Any) -> list[Any]:
    """What a command takes that it shares with no other; a group shares all."""
    shared = getattr(command, "shared", None)
    return [one for one in command.params if shared is not None and one.name not in shared]


def sets_taken(command: Any, own: Sequence[Any]) -> list[str]:
    """The sets of flags that a command takes whole, but for a name that it means otherwise."""
    has = {one.name for one in command.params if one not in own}
    meant_otherwise = {name for one in own for name in one.opts}
    return [
        name
        for name, flags in SETS.items()
        if any(flag.key in has for flag in flags)
        and all(flag.key in has or flag.names[-1] in meant_otherwise for flag in flags)
    ]


def parameter_lines(command: Any) -> Iterator[str]:
    """The arguments and options of a command, and the sets of flags that it takes."""
    own = own_params(command)
    taken = sets_taken(command, own)
    in_sets = {flag.key for name in taken for flag in SETS[name]}
    for param in command.params:
        if param.param_type_name == "argument":
            yield from described(f"\\fI{literal(param.metavar)}\\fP", param.help)
        elif param in own or param.name not in in_sets:
            yield from flag_lines(param)
    if taken:
        yield from (".PP", *paragraphs(f"Also the flags under {' and '.join(f'**{name}**' for name in taken)}, below."))


def command_lines(one: Said) -> Iterator[str]:
    """What stands of one command."""
    name = f"cfnews {one.name}".strip()
    pieces = one.command.collect_usage_pieces(typer.Context(one.command, info_name="cfnews"))
    usage = " ".join([f"\\fB{literal(name)}\\fP", *(f"\\fI{literal(piece)}\\fP" for piece in pieces)])
    yield from (f'.SS "{literal(name)}"', line(usage), ".PP", *paragraphs(one.command.help))
    if isinstance(one.command, Group) and one.name:
        below = ", ".join(f"`{word}`" for word in one.command.list_commands(None))
        yield from (".PP", *paragraphs(f"Its commands: {below}."))
        return
    yield from parameter_lines(one.command)
    yield from (".PP", ".RS 4", ".nf", *(line(literal(text)) for text in EXAMPLES[one.name]), ".fi", ".RE")


def set_lines(name: str, opening: str) -> Iterator[str]:
    """A set of flags, one by one."""
    yield from paragraphs(opening)
    for flag in SETS[name]:
        yield from flag_lines(options.typer_option(flag))


# --- the reference, and the page --------------------------------------------------------------------


def rows(name: str) -> Iterator[list[str]]:
    """The rows of all tables of a page of the reference, their heads left out."""
    in_table = False
    for text in (REFERENCE / name).read_text("utf-8").splitlines():
        if in_table and text.startswith("|") and not set(text) <= set("|-: "):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", text)[1:-1]]
        in_table = text.startswith("|")


def exit_lines() -> Iterator[str]:
    """What each exit code means; one code may have several rows."""
    meanings: dict[str, list[str]] = {}
    for code, meaning, *_ in rows("exit-codes.md"):
        meanings.setdefault(code, []).append(meaning)
    for code, told in meanings.items():
        yield from described(f"\\fB{code}\\fP", "; or: ".join(told) + ".")


def variable_lines() -> Iterator[str]:
    """What each variable means, and the flag that is stronger."""
    yield "A flag is always stronger than its variable."
    for names, meaning, *flag in rows("environment.md"):
        yield from described(prose(names), f"{meaning}." + (f" Flag: {flag[0]}." if flag and flag[0] else ""))


def page() -> str:
    """The manual page."""
    name, others = r"\fBcfnews\fP", r"\fIcommand\fP [\fIoptions\fP] [\fIarguments\fP]"
    which = "Which stories. Values of one flag are alternatives, and different flags must all hold."
    parts: dict[str, Iterable[str]] = {
        "NAME": [r"cfnews \- the morning news desk for people who work with children in the UK"],
        "SYNOPSIS": [rf"{name} [\fIoptions\fP]", ".br", f"{name} {others}"],
        "DESCRIPTION": paragraphs(_DESCRIPTION),
        "COMMANDS": (text for one in said(_root()) for text in command_lines(one)),
        "OPTIONS": set_lines("OPTIONS", "Every command takes these, but for `completion` and `demo`."),
        "SELECTION": set_lines("SELECTION", which),
        "OUTPUT": set_lines("OUTPUT", "How stories are written, and where to."),
        "EXIT STATUS": exit_lines(),
        "ENVIRONMENT": variable_lines(),
        "FILES": (text for path, told in _FILES for text in described(f"\\fI{literal(path)}\\fP", told)),
        "EXAMPLES": (text for told, command in _DAILY for text in described(literal(told), f"`{command}`")),
        "SEE ALSO": paragraphs(_ALSO),
    }
    head = ['.\\" Written by docs/man/make.py; do not edit.', f'.TH CFNEWS 1 "" "cfnews {__version__}" "User Commands"']
    return "\n".join([*head, *(text for part, told in parts.items() for text in (f'.SH "{part}"', *told))]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE}\n")
