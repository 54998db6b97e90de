"""From selection flags to a Selection: words to times, names checked, faults said with what to write instead."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from cfnews.cli.options import KINDS, NATIONS, SECTIONS, SORTS
from cfnews.cli.world import World
from cfnews.errors import NothingMatched, WrongUsage
from cfnews.model import Rule, WatchSpec
from cfnews.query import Meaning, has_label, looked_at
from cfnews.store.db import Database
from cfnews.story import Selection

AnyRule = TypeVar("AnyRule", bound=Rule)
DEFAULT_LIMIT = 50
DEFAULT_CURSOR = "reader"


def choose(world: World, db: Database, *, text: str | None = None, sort: str = "newest") -> Selection:
    """The selection that the flags ask for. Raises WrongUsage for a flag that makes no sense.

    What is new is not cut unless `--limit` says so: a default limit must not keep news back.
    """
    new, revised = bool(world.flag("new")), bool(world.flag("revised"))
    for other in ("peek", "revised"):
        if world.flag(other) and not new:
            raise WrongUsage(f"--{other} goes with --new", "add --new")
    return Selection(
        since=_moment(world, db, "since"),
        until=_moment(world, db, "until"),
        new=new,
        revised=revised,
        cursor=(world.flag("cursor") or DEFAULT_CURSOR) if new else None,
        unread=bool(world.flag("unread")),
        starred=bool(world.flag("starred")),
        hidden=bool(world.flag("hidden")),
        feeds=list(world.flag("feed") or ()),
        sections=known(world, "section", SECTIONS),
        topics=list(world.flag("topic") or ()),
        places=list(world.flag("place") or ()),
        kinds=known(world, "kind", KINDS),
        bodies=list(world.flag("body") or ()),
        nations=known(world, "nation", NATIONS),
        watches=_watches(world),
        # A byte that is no UTF-8 arrives as half a pair, which no text can hold.
        exclude=[words.encode("utf-8", "replace").decode() for words in world.flag("exclude") or ()],
        text=text,
        limit=_limit(world, 0 if new else DEFAULT_LIMIT),
        sort=_sort(world, sort),  # type: ignore[arg-type]  # checked against the same words
    )


def meaning(world: World, db: Database) -> Meaning:
    """What a reader's names for places, topics and bodies stand for. Raises NothingMatched for one that is unknown."""

    def meant(kind: str, name: str) -> Sequence[str]:
        if kind != "place" and has_label(db, kind, name):
            return [name]
        from cfnews.cli.naming import labels_of  # what only names need

        return labels_of(world, db, kind, name)

    return meant


def _moment(world: World, db: Database, key: str) -> datetime | None:
    words = world.flag(key)
    if words is None:
        return None
    if words.strip().lower() == "last":
        return looked_at(db, world.flag("cursor") or DEFAULT_CURSOR)
    return world.instant(key, db)


def known(world: World, key: str, allowed: tuple[str, ...]) -> list[str]:
    """The words given with a flag. Raises WrongUsage for one that it does not know."""
    given = [name.strip().lower() for name in world.flag(key) or ()]
    for name in given:
        if name not in allowed:
            from cfnews.catalogue.faults import did_you_mean

            raise WrongUsage(f"there is no {key} {name!r}", did_you_mean(name, allowed))
    return given


def _watches(world: World) -> list[WatchSpec]:
    """The watches of these names. Raises NothingMatched for one that is not in feeds.toml."""
    named = list(dict.fromkeys(world.flag("watch") or ()))
    return [watch_named(world, name) for name in named]


def watch_named(world: World, name: str) -> WatchSpec:
    """The watch of this name, in any case. Raises NothingMatched, with a suggestion, if there is none."""
    return rule_named(world.catalogue().watches, name, "watch")


def rule_named(rules: Sequence[AnyRule], name: str, sort: str) -> AnyRule:
    """The rule of this name, else of this name in another case; `sort` is what makes one: watch or hide.

    Raises NothingMatched, with a suggestion, if there is none.
    """
    wanted = name.strip().casefold()
    for found in ([one for one in rules if one.name == name], [one for one in rules if one.name.casefold() == wanted]):
        if found:
            return found[0]
    from cfnews.catalogue.faults import did_you_mean

    names = [one.name for one in rules]
    hint = did_you_mean(name, names) if names else f"make one with: cfnews {sort} add NAME WORDS"
    raise NothingMatched(f"there is no {'watch' if sort == 'watch' else 'rule to hide'} {name!r}", hint)


def _limit(world: World, default: int) -> int:
    words = world.flag("limit")
    if words is None:
        return default
    if not words.isascii() or not words.isdigit() or len(words) > 9:
        raise WrongUsage(f"--limit {words!r} is not a whole number", "use --limit 20, or 0 for all")
    return int(words)


def _sort(world: World, default: str) -> str:
    named = world.flag("sort") or default
    if named not in SORTS:
        raise WrongUsage(f"--sort {named!r} is not known", f"use one of {' '.join(SORTS)}")
    return str(named)
