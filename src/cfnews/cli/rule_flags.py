"""From flags to a rule: what a reader asks to be watched or hidden, as feeds.toml has it and as it is judged."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from cfnews.catalogue.faults import did_you_mean
from cfnews.catalogue.rules import LISTS, Own, UnknownName
from cfnews.cli.choose import known
from cfnews.cli.options import EVENTS, KINDS, NATIONS, SECTIONS
from cfnews.cli.rule_names import NAMES
from cfnews.cli.world import World
from cfnews.errors import NothingMatched, WrongUsage
from cfnews.model import Catalogue, Rule

_Spec = TypeVar("_Spec", bound=Rule)


def own_names(catalogue: Catalogue) -> Own:
    """The reader's own places and topics."""
    return Own(catalogue.places, {one.id: one.label for one in catalogue.topics})


def own_labels(catalogue: Catalogue) -> dict[str, str]:
    """The names of the reader's own places and topics, by their ids."""
    return {one.id: one.name for one in catalogue.places} | {one.id: one.label for one in catalogue.topics}


def table_of(
    world: World,
    catalogue: Catalogue,
    words: Sequence[str],
    more: Sequence[str],
    events: Sequence[str],
    *,
    neighbours: bool,
) -> dict[str, Any]:
    """The table of feeds.toml, without a name, that the flags ask for: only keys that say something.

    `words` are one query, as after `cfnews search`; each of `more` is one of its own. Raises WrongUsage for a word that
    a flag does not know, and where nothing is asked for; NothingMatched for an unknown place, topic or feed.
    """
    own, feeds = own_names(catalogue), [spec.id for spec in catalogue.feeds]
    queries = [_text(" ".join(words)), *map(_text, more)]
    given: dict[str, Any] = {
        "words": [one for one in queries if one.strip()],
        "places": [_place(name, own) for name in _flag(world, "place")],
        "topics": [_topic(name, own) for name in _flag(world, "topic")],
        "bodies": [NAMES.body(name) for name in _flag(world, "body")],
        "kinds": known(world, "kind", KINDS),
        "events": [_event(one) for one in events],
        "feeds": [_feed(name, feeds) for name in _flag(world, "feed")],
        "sections": known(world, "section", SECTIONS),
        "nations": known(world, "nation", NATIONS),
        "exclude": [_text(one) for one in _flag(world, "exclude")],
    }
    for key, values in given.items():
        if any(not any(character.isalnum() for character in value) for value in values):
            raise WrongUsage(f"a value for {key} has no word in it", "write what is meant")
    if not any(values for key, values in given.items() if key != "exclude"):
        raise WrongUsage("say which stories are meant", "give words, or --place --topic --body --kind --event ...")
    if neighbours and not given["places"]:
        raise WrongUsage("--neighbours goes with --place", "name the council whose neighbours count too")
    table = {key: list(dict.fromkeys(values)) for key, values in given.items() if values}
    return table | ({"neighbours": True} if neighbours else {})


def rule_of(spec: type[_Spec], name: str, table: Mapping[str, Any], own: Own) -> _Spec:
    """A table that is without a fault as the rule that it is."""
    lists = {key: tuple(table.get(key, ())) for key in LISTS}
    places = tuple(dict.fromkeys(slug for one in lists["places"] for slug in NAMES.places(one, own)))
    near = dict.fromkeys(slug for one in places for slug in NAMES.neighbours(one)) if table.get("neighbours") else {}
    lists |= {"places": places, "topics": tuple(NAMES.topic(one, own) for one in lists["topics"])}
    return spec(
        name=name,
        neighbours=bool(table.get("neighbours")),
        near=tuple(slug for slug in near if slug not in places),
        **lists,
    )


def _flag(world: World, key: str) -> list[str]:
    return [one.strip() for one in world.flag(key) or ()]


def _text(words: str) -> str:
    # A byte that is no UTF-8 arrives as half a pair, which no text can hold.
    return " ".join(words.encode("utf-8", "replace").decode().split())


def _place(name: str, own: Own) -> str:
    """A place as it is written down: by its slug, or as it was typed where it stands for several councils."""
    try:
        slugs = NAMES.places(name, own)
    except UnknownName as error:
        raise NothingMatched(error.message, error.suggestion) from error
    return slugs[0] if len(slugs) == 1 else name


def _topic(name: str, own: Own) -> str:
    try:
        return NAMES.topic(name, own)
    except UnknownName as error:
        raise NothingMatched(error.message, error.suggestion) from error


def _event(name: str) -> str:
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted not in EVENTS:
        raise WrongUsage(f"there is no event {name!r}", did_you_mean(name, EVENTS))
    return wanted


def _feed(name: str, feeds: Sequence[str]) -> str:
    if name not in feeds:
        raise NothingMatched(f"there is no feed {name!r} in feeds.toml", did_you_mean(name, feeds))
    return name
