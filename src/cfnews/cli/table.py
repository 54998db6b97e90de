"""The commands by name, each with what it does in a line and the flags that it shares with others."""

from cfnews.cli.command import CommandSpec, Group, make_group
from cfnews.cli.options import (
    FETCH_FIRST,
    GLOBAL,
    GROUP_BY,
    MAIL,
    OUTPUT,
    PER_SECTION,
    RULE,
    SELECTION,
    WAIT,
    WINDOW,
    named,
)

_FEEDS = make_group(
    "feeds",
    "The catalogue and its health.",
    {
        "list": CommandSpec("feeds_list", "Every feed and how it does.", OUTPUT),
        "check": CommandSpec("feeds_check", "Ask feeds how they are, and store nothing.", (*OUTPUT, WAIT)),
        "add": CommandSpec("feeds_add", "Add a feed by its address, or a page's.", OUTPUT),
        "discover": CommandSpec("feeds_discover", "Find the feeds of a page, and add none.", OUTPUT),
        "new": CommandSpec("feeds_new", "What the shipped list has and yours has not.", OUTPUT),
        "enable": CommandSpec("feeds_enable", "Switch feeds on.", OUTPUT),
        "disable": CommandSpec("feeds_disable", "Switch feeds off.", OUTPUT),
        "rename": CommandSpec(
            "feeds_rename", "Give a feed another id; its stories go with it.", (*OUTPUT, WAIT), changes_store=True
        ),
        "remove": CommandSpec("feeds_remove", "Take feeds off the list; their stories stay.", OUTPUT),
        "export": CommandSpec(
            "feeds_export", "Write the list as OPML.", tuple(flag for flag in OUTPUT if flag.key == "output")
        ),
        "import": CommandSpec("feeds_import", "Add the feeds of another reader's list.", OUTPUT),
    },
    (*GLOBAL, *OUTPUT),
)
_STORE = make_group(
    "store",
    "The database of stories.",
    {
        "path": CommandSpec("store_path", "Where the store is.", OUTPUT),
        "check": CommandSpec(
            "store_check", "Whether all is well with the store, and mend it.", (*OUTPUT, WAIT), changes_store=True
        ),
        "backup": CommandSpec("store_backup", "A checked copy, also while a fetch runs.", OUTPUT, changes_store=True),
        "restore": CommandSpec("store_restore", "A backup in the store's place.", (*OUTPUT, WAIT), changes_store=True),
        "prune": CommandSpec(
            "store_prune", "Take old stories out.", (*named("feed", "fail_if_empty"), *OUTPUT, WAIT), changes_store=True
        ),
        "vacuum": CommandSpec(
            "store_vacuum", "Make the store as small as it can be.", (*OUTPUT, WAIT), changes_store=True
        ),
        "sql": CommandSpec("store_sql", "Ask the store in SQL; it only reads.", OUTPUT),
        "export-state": CommandSpec(
            "store_export_state",
            "Your marks and cursors as JSON.",
            tuple(flag for flag in OUTPUT if flag.key == "output"),
        ),
        "import-state": CommandSpec("store_import_state", "Marks and cursors of another machine.", (*OUTPUT, WAIT)),
        "retag": CommandSpec(
            "store_retag",
            "Tag stored stories by today's rules.",
            (*named("since", "fail_if_empty"), *OUTPUT, WAIT),
            changes_store=True,
        ),
    },
    (*GLOBAL, *OUTPUT),
)
_CONFIG = make_group(
    "config",
    "The settings, and where each comes from.",
    {
        "show": CommandSpec("config_show", "Every setting and where it comes from.", OUTPUT),
        "path": CommandSpec("config_path", "Where the feeds file is."),
        "validate": CommandSpec("config_validate", "Say all that is wrong with a feeds file."),
        "edit": CommandSpec("config_edit", "Edit the feeds file; a faulty one is never put in place."),
    },
    (*GLOBAL, *OUTPUT),
)
_WATCH = make_group(
    "watch",
    "Searches that you keep.",
    {
        "list": CommandSpec("watch_list", "Every watch and its stories.", OUTPUT),
        "add": CommandSpec("watch_add", "Keep a search.", (*RULE, *OUTPUT), minus_words=True),
        "remove": CommandSpec("watch_remove", "Keep it no longer.", OUTPUT),
        "test": CommandSpec(
            "watch_test",
            "What one means, and why.",
            (*RULE, *named("since", "until", "limit", "fail_if_empty"), *OUTPUT),
        ),
    },
    (*GLOBAL, *OUTPUT),
)
_HIDE = make_group(
    "hide",
    "Rules for what you do not want to see.",
    {
        "list": CommandSpec("hide_list", "Every rule and what it hides.", OUTPUT),
        "add": CommandSpec("hide_add", "Hide stories by a rule.", (*RULE, *OUTPUT), minus_words=True),
        "remove": CommandSpec("hide_remove", "Show again what a rule hid.", OUTPUT),
        "test": CommandSpec(
            "hide_test",
            "What one would hide, and why.",
            (*RULE, *named("since", "until", "limit", "fail_if_empty"), *OUTPUT),
        ),
    },
    (*GLOBAL, *OUTPUT),
)
COMMANDS: dict[str, CommandSpec | Group] = {
    "fetch": CommandSpec(
        "fetch", "Ask the feeds that are due and store what is new.", (*OUTPUT, WAIT), changes_store=True
    ),
    "digest": CommandSpec(
        "digest",
        "The stories of a window, grouped.",
        (*SELECTION, *OUTPUT, GROUP_BY, PER_SECTION, *MAIL, FETCH_FIRST, WAIT),
    ),
    "list": CommandSpec("list", "One line a story; TSV on a pipe.", (*SELECTION, *OUTPUT, GROUP_BY, *MAIL)),
    "read": CommandSpec("read", "Read in full screen.", SELECTION),
    "show": CommandSpec("show", "One story whole.", OUTPUT),
    "open": CommandSpec("open", "Open stories in the browser."),
    "search": CommandSpec(
        "search", "Find stories by their words.", (*SELECTION, *OUTPUT, GROUP_BY, *MAIL), minus_words=True
    ),
    "mark": CommandSpec(
        "mark",
        "Mark stories read, starred or hidden.",
        # --unread is a mark here, not a selection.
        (*(flag for flag in SELECTION if flag.key != "unread"), *OUTPUT),
    ),
    "why": CommandSpec("why", "Why a story is as it is, or why two are not one.", OUTPUT),
    "split": CommandSpec("split", "Take sources out of a story, for ever.", OUTPUT, changes_store=True),
    "join": CommandSpec("join", "Make one story of several, for ever.", OUTPUT, changes_store=True),
    "timeline": CommandSpec("timeline", "Inspections and news of a place, oldest to newest.", (*WINDOW, *OUTPUT)),
    "places": CommandSpec("places", "The places that are known, and who is in the news.", (*WINDOW, *OUTPUT)),
    "topics": CommandSpec("topics", "The topics that are known, and how often.", (*WINDOW, *OUTPUT)),
    "publish": CommandSpec(
        "publish",
        "Write a static site of the stories.",
        (*named("since", "until", "watch", "limit", "fail_if_empty"), *RULE, *OUTPUT),
    ),
    "stats": CommandSpec("stats", "How many stories, of what, and what is rising.", (*SELECTION, *OUTPUT)),
    "watch": _WATCH,
    "hide": _HIDE,
    "feeds": _FEEDS,
    "store": _STORE,
    "status": CommandSpec("status", "Paths, sizes, versions, last refresh, feeds in trouble.", OUTPUT),
    "init": CommandSpec("init", "Write a commented feeds.toml of your own."),
    "config": _CONFIG,
    "schedule": CommandSpec(
        "schedule", "Print a crontab line or units of systemd; install nothing.", changes_store=True
    ),
    "completion": CommandSpec("completion", "Completion for your shell: bash, zsh or fish.", takes_rest=True),
    "schema": CommandSpec("schema", "The JSON Schema of an output."),
    "demo": CommandSpec("demo", "The whole experience on sample feeds.", takes_rest=True),
}
