"""Every flag that several commands share, each said once: global, selection and output flags.

Times are declared as text: Typer would read `--since 2026` as a moment of 1970.
"""

from collections.abc import Mapping
from typing import Any, get_args

from msgspec import Struct
from typer.core import TyperOption

from cfnews.digest import Grouping
from cfnews.model import EventType, Kind, Nation, Section
from cfnews.render.documents import DOCUMENTS

FORMATS = ("text", "plain", "tsv", "csv", "json", "jsonl", *DOCUMENTS)
COLOURS = ("auto", "always", "never")
SORTS = ("newest", "oldest", "relevance")
GROUPINGS: tuple[str, ...] = get_args(Grouping)
SECTIONS: tuple[str, ...] = get_args(Section)
KINDS: tuple[str, ...] = get_args(Kind)
NATIONS: tuple[str, ...] = get_args(Nation)
EVENTS: tuple[str, ...] = get_args(EventType)


class Flag(Struct, frozen=True):
    """One flag: its names, what it means, and what it takes. A switch takes nothing."""

    names: tuple[str, ...]
    help: str
    takes: str = ""
    many: bool = False

    @property
    def key(self) -> str:
        """The name by which its value is found."""
        return self.names[-1].lstrip("-").replace("-", "_")


GLOBAL = (
    Flag(("--feeds",), "The feeds file to use.", "FILE"),
    Flag(("--store",), "The store to use.", "FILE"),
    Flag(("--state",), "Your marks and cursors in a file of your own: the store is only read.", "FILE"),
    Flag(("--cache-dir",), "The folder of the HTTP cache.", "DIR"),
    Flag(("--color",), "Colour: auto, always or never.", "WHEN"),
    Flag(("--plain",), "Plain sentences for a screen reader."),
    Flag(("--no-pager",), "Never page long output."),
    Flag(("-q", "--quiet"), "Say nothing but results and errors."),
    Flag(("-v", "--verbose"), "Say how each feed went."),
    Flag(("--debug",), "Say how each request went, and show tracebacks."),
    Flag(("--log-file",), "Write how each request went to this file.", "FILE"),
    Flag(("--offline",), "Ask no server for anything."),
)
SELECTION = (
    Flag(("--since",), "From then on: 24h 3d 2w today yesterday monday 2026-11-20 2026-11-20T09:00 last.", "WHEN"),
    Flag(("--until",), "Up to then; a day is taken in whole.", "WHEN"),
    Flag(("--new",), "New since this cursor was last shown; moves the cursor."),
    Flag(("--revised",), "With --new: also stories with a new source or a changed text."),
    Flag(("--cursor",), "The cursor that --new goes by.", "NAME"),
    Flag(("--peek",), "With --new: leave the cursor where it is."),
    Flag(("--unread",), "Not marked read."),
    Flag(("--starred",), "Starred."),
    Flag(("--feed",), "Told by this feed.", "ID", many=True),
    Flag(("--section",), "In this section.", "NAME", many=True),
    Flag(("--topic",), "On this topic.", "ID", many=True),
    Flag(("--place",), "About this place.", "NAME", many=True),
    Flag(("--kind",), "Of this kind: news, judgment, report ...", "NAME", many=True),
    Flag(("--body",), "About this body.", "NAME", many=True),
    Flag(("--nation",), "About this nation.", "NAME", many=True),
    Flag(("--watch",), "Meant by this watch of yours.", "NAME", many=True),
    Flag(("--exclude",), "Without these words in headline or summary.", "TEXT", many=True),
    Flag(("--hidden",), "Only what was hidden."),
    Flag(("-n", "--limit"), "At most so many stories; 0 for all.", "NUMBER"),
    Flag(("--sort",), "newest, oldest or relevance.", "ORDER"),
    Flag(("--fail-if-empty",), "Exit with 6 if nothing matches."),
)


def named(*keys: str) -> tuple[Flag, ...]:
    """Those of the selection flags that have these keys, for commands that take a few of them."""
    return tuple(flag for flag in SELECTION if flag.key in keys)


# What commands take that select by time alone.
WINDOW = named("since", "until", "limit")
# What a rule is made of, beside its words.
RULE = named("feed", "section", "topic", "place", "kind", "body", "nation", "exclude")
OUTPUT = (
    Flag(("-f", "--format"), f"One of {' '.join(FORMATS)}.", "FORMAT"),
    Flag(("--json",), "The same as --format json."),
    Flag(("--fields",), "Only these fields, with commas between.", "NAMES"),
    Flag(("--template",), "Write by a Jinja2 template of your own.", "FILE"),
    Flag(("-o", "--output"), "Write to a file: whole or not at all.", "FILE"),
)
GROUP_BY = Flag(("--group-by",), f"One of {' '.join(GROUPINGS)}.", "NAME")
PER_SECTION = Flag(("--per-section",), "At most so many stories under a heading; 0 for all.", "NUMBER")
MAIL = (
    Flag(("--to",), "With -f eml: to this address.", "ADDRESS"),
    Flag(("--from",), "With -f eml: from this address.", "ADDRESS"),
)
WAIT = Flag(("--wait",), "Wait so long for another cfnews to finish writing: 30s.", "TIME")
FETCH_FIRST = Flag(("--fetch",), "Refresh first what is due.")


def typer_option(flag: Flag) -> TyperOption:
    """The flag as Typer has it."""
    return TyperOption(
        param_decls=list(flag.names),
        help=flag.help,
        metavar=flag.takes or None,
        type=None if flag.takes == "" else str,
        is_flag=not flag.takes,
        multiple=flag.many,
        default=None,
        required=False,
    )


def merged(outer: Mapping[str, Any], inner: Mapping[str, Any]) -> dict[str, Any]:
    """Values given before the command's name, overridden by those after it."""
    return dict(outer) | {key: value for key, value in inner.items() if value not in (None, (), [], False)}
