"""A line for each command, so that what must hold for all is tried with all; a new one must be added here."""

from collections.abc import Iterator, Mapping

from cfnews.cli.command import CommandSpec, Group
from cfnews.cli.table import COMMANDS

# {story}, {feed} and {folder} are filled in. Where there are several lines, each is tried.
LINES: Mapping[str, tuple[str, ...]] = {
    "fetch": ("fetch --force", "fetch {feed} --dry-run --force", "fetch --force --debug --verbose"),
    "digest": ("digest", "digest --new --peek", "digest --debug"),
    "list": ("list", "list --hidden"),
    "read": (),  # needs a screen: tests of its own
    "show": ("show {story}",),
    "open": ("open --print {story}",),
    "search": ("search council",),
    "mark": ("mark {story} --star",),
    "why": ("why {story}",),
    "split": ("split {story}",),
    "join": ("join {story} {story}",),
    "timeline": ("timeline leeds",),
    "places": ("places",),
    "topics": ("topics",),
    "stats": ("stats",),
    "publish": ("publish {folder}/site",),
    "watch list": ("watch list",),
    "watch add": ("watch add hubs --word hub",),
    "watch test": ("watch test hubs", "watch test --word council"),
    "watch remove": ("watch remove hubs",),
    "hide list": ("hide list",),
    "hide add": ("hide add jobs --kind job",),
    "hide test": ("hide test jobs",),
    "hide remove": ("hide remove jobs",),
    "feeds list": ("feeds list", "feeds list --failing --silent"),
    "feeds check": ("feeds check",),
    "feeds add": (),  # asks: tried by those who want it to
    "feeds discover": (),
    "feeds new": ("feeds new",),
    "feeds enable": ("feeds enable {feed}",),
    "feeds disable": ("feeds disable {feed}",),
    "feeds rename": ("feeds rename {feed} other", "feeds rename other {feed}"),
    "feeds remove": ("feeds remove none-such",),
    "feeds export": ("feeds export",),
    "feeds import": (),  # needs a list
    "store path": ("store path",),
    "store check": ("store check",),
    "store backup": ("store backup {folder}/backup.db", "store backup {folder}/colleagues.db --readable"),
    "store restore": ("store restore {folder}/none-such.db",),
    "store prune": ("store prune --older-than 10y --dry-run",),
    "store vacuum": ("store vacuum",),
    "store sql": (
        "store sql 'SELECT * FROM v_feeds'",
        "store sql 'SELECT * FROM feed'",
        "store sql 'SELECT * FROM meta'",
    ),
    "store export-state": ("store export-state",),
    "store import-state": (),  # needs a state
    "store retag": ("store retag",),
    "status": ("status",),
    "init": ("init",),
    "config show": ("config show",),
    "config path": ("config path",),
    "config validate": ("config validate",),
    "config edit": (),  # opens an editor
    "schedule": ("schedule --cron", "schedule --systemd"),
    "completion": ("completion bash",),
    "schema": ("schema feeds",),
    "demo": (),  # asks its own server: tried by those who want it to
}
ASKING = ("fetch", "feeds check")
DOCUMENTED = ("digest", "list", "search", "show", "timeline")  # have documents as formats


def names() -> Iterator[str]:
    """The names of all commands, such as "feeds list"."""
    for name, command in COMMANDS.items():
        if isinstance(command, Group):
            yield from (f"{name} {one}" for one in command.table)
        else:
            assert isinstance(command, CommandSpec)
            yield name
