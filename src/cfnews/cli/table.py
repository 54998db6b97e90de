"""The commands by name, each with what it does in a line and the flags that it shares with others."""

from cfnews.cli.command import CommandSpec, Group, make_group
from cfnews.cli.options import FETCH_FIRST, GLOBAL, GROUP_BY, OUTPUT, SELECTION, WAIT, WINDOW

_FEEDS = make_group(
    "feeds",
    "The catalogue and its health.",
    {
        "list": CommandSpec("feeds_list", "Every feed and how it does.", OUTPUT),
        "check": CommandSpec("feeds_check", "Ask feeds how they are, and store nothing.", (*OUTPUT, WAIT)),
    },
    (*GLOBAL, *OUTPUT),
)
COMMANDS: dict[str, CommandSpec | Group] = {
    "fetch": CommandSpec("fetch", "Ask the feeds that are due and store what is new.", (*OUTPUT, WAIT)),
    "digest": CommandSpec(
        "digest", "The stories of a window, grouped.", (*SELECTION, *OUTPUT, GROUP_BY, FETCH_FIRST, WAIT)
    ),
    "list": CommandSpec("list", "One line a story; TSV on a pipe.", (*SELECTION, *OUTPUT)),
    "show": CommandSpec("show", "One story whole.", OUTPUT),
    "open": CommandSpec("open", "Open stories in the browser."),
    "search": CommandSpec("search", "Find stories by their words.", (*SELECTION, *OUTPUT), minus_words=True),
    "mark": CommandSpec(
        "mark",
        "Mark stories read, starred or hidden.",
        # --unread is a mark here, not a selection.
        (*(flag for flag in SELECTION if flag.key != "unread"), *OUTPUT),
    ),
    "why": CommandSpec("why", "Why a story is as it is, or why two are not one.", OUTPUT),
    "split": CommandSpec("split", "Take sources out of a story, for ever.", OUTPUT),
    "join": CommandSpec("join", "Make one story of several, for ever.", OUTPUT),
    "timeline": CommandSpec("timeline", "Inspections and news of a place, oldest to newest.", (*WINDOW, *OUTPUT)),
    "places": CommandSpec("places", "The places that are known, and who is in the news.", (*WINDOW, *OUTPUT)),
    "topics": CommandSpec("topics", "The topics that are known, and how often.", (*WINDOW, *OUTPUT)),
    "feeds": _FEEDS,
    "status": CommandSpec("status", "Paths, sizes, versions, last refresh, failing feeds.", OUTPUT),
    "init": CommandSpec("init", "Write a commented feeds.toml of your own."),
    "schema": CommandSpec("schema", "The JSON Schema of an output."),
    "demo": CommandSpec("demo", "The whole experience on sample feeds.", takes_rest=True),
}
