"""How many stories a group of a digest shows, and the command that lists the rest of it."""

import shlex
from collections.abc import Iterator, Sequence
from datetime import datetime, time, tzinfo

import msgspec

from cfnews.cli.output import TEMPLATE, Output
from cfnews.cli.world import World
from cfnews.digest import Group
from cfnews.errors import WrongUsage
from cfnews.render.documents import FOR_READERS
from cfnews.story import Selection, Story

_ON_A_SCREEN = 20
"""Stories a group, where a person looks and has not said how many: more are a list, not a digest."""
_LIST_SHOWS = 50  # by default
_PLACES_OF_FILES = ("feeds", "store", "state", "cache_dir")
_LISTS = ("feed", "section", "topic", "place", "kind", "body", "nation", "watch", "exclude")
_WHOLE = ("none", "day")  # no flag of `list` names one group of these
_CAN_SAY_SO = ("text", "plain", *FOR_READERS, TEMPLATE)  # that there is more; the others hold all


def most_of_a_group(world: World, output: Output) -> int:
    """How many stories a group shows, 0 for all. Raises WrongUsage.

    Scripts, files and pipes get all, as does who says a limit; the sample's store is gone when its digest is read.
    """
    words = world.flag("per_section")
    if words is None:
        by_default = output.width is not None and not world.sample and world.flag("limit") is None
        return _ON_A_SCREEN if by_default and not output.is_document else 0
    if not words.isascii() or not words.isdigit() or len(words) > 9:
        raise WrongUsage(f"--per-section {words!r} is not a whole number", "use --per-section 10, or 0 for all")
    return int(words) if output.format in _CAN_SAY_SO else 0


def capped(
    groups: Sequence[Group], most: int, by: str, world: World, selection: Selection, zone: tzinfo
) -> list[Group]:
    """The groups with at most so many stories each, and with what to type for the rest; 0 leaves them whole.

    So does a group that no command lists as it was selected.
    """
    if not most or by in _WHOLE:
        return list(groups)
    return [_capped(group, most, by, world, selection, zone) for group in groups]


def _capped(group: Group, most: int, by: str, world: World, selection: Selection, zone: tzinfo) -> Group:
    named = _name(group.stories[0], by)
    left = len(group.stories) - most
    if left <= 0 or not named or not _is_selected(selection, by, named):
        return group
    told = _command(world, selection, zone, by, named, len(group.stories))
    if not told.isprintable():  # a line end within a word would make two lines of it
        return group
    return msgspec.structs.replace(group, stories=group.stories[:most], left=left, more=told)


def _name(story: Story, by: str) -> str:
    """What the flag of `list` takes for the story's group, "" where it has none."""
    match by:
        case "section":
            return story.section
        case "topic":
            return story.topics[0] if story.topics else ""
        case "place":
            return story.places[0].slug if story.places else ""
        case _:
            return story.sources[0].feed


def _is_selected(selection: Selection, by: str, named: str) -> bool:
    """Whether the group's own name was selected: a story with two topics may stand under the one not asked for."""
    wanted = {"section": selection.sections, "topic": selection.topics, "place": selection.places}
    among: Sequence[str] = wanted.get(by, selection.feeds)
    return not among or named in among


def _command(world: World, selection: Selection, zone: tzinfo, by: str, named: str, number: int) -> str:
    parts = ["cfnews", "list", *_window(world, selection, zone), *_selected(world, by), f"--{by}", named]
    parts += ["--limit", "0"] if number > _LIST_SHOWS and not selection.new else []
    return shlex.join(parts)


def _window(world: World, selection: Selection, zone: tzinfo) -> Iterator[str]:
    for key in ("new", "revised", "peek"):
        if world.flag(key):
            yield f"--{key}"
    if world.flag("cursor") and selection.new:
        yield from ("--cursor", str(world.flag("cursor")))
    for key, moment in (("since", selection.since), ("until", selection.until)):
        words = str(world.flag(key) or "").strip()
        if words.lower() == "last":  # with --new the cursor has moved by the time the command is typed
            yield from (f"--{key}", f"{moment:%Y-%m-%dT%H:%M:%SZ}") if moment is not None else ()
        elif words:
            yield from (f"--{key}", words)
        elif moment is not None:
            yield from (f"--{key}", _written(moment, zone))


def _selected(world: World, by: str) -> Iterator[str]:
    """The other flags of the selection and of the places of files, as they were given."""
    for key in ("unread", "starred", "hidden"):
        if world.flag(key):
            yield f"--{key}"
    for key in _LISTS:
        for value in world.flag(key) or () if key != by else ():
            yield from (f"--{key}", str(value))
    for key in _PLACES_OF_FILES:
        if world.flag(key):
            yield from (f"--{key.replace('_', '-')}", str(world.flag(key)))


def _written(moment: datetime, zone: tzinfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%Y-%m-%d}" if local.time() == time.min else f"{local:%Y-%m-%dT%H:%M}"
