"""`[[watch]]` and `[[hide]]` of feeds.toml: which stories a rule means, in names that can be judged as they stand.

What places, topics and bodies are called is the sector's to know, so it is asked of a `Names` that the caller brings;
without one, names are taken as they are written. A feed that is named and not listed is no fault: a rule outlives the
feeds that come and go.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar, get_args

from cfnews.catalogue import values
from cfnews.catalogue.faults import Faults, did_you_mean
from cfnews.model import EventType, Kind, Nation, PlaceSpec, Rule, Section

LISTS = ("words", "places", "topics", "bodies", "kinds", "events", "feeds", "sections", "nations", "exclude")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "kinds": get_args(Kind),
    "events": get_args(EventType),
    "sections": get_args(Section),
    "nations": get_args(Nation),
}
_ONE = {"kinds": "kind", "events": "event", "sections": "section", "nations": "nation"}
_Spec = TypeVar("_Spec", bound=Rule)


class UnknownName(Exception):
    """A name that stands for nothing, or for several things; with what to write instead."""

    def __init__(self, message: str, suggestion: str) -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


class Own(NamedTuple):
    """The reader's own places, and the labels of his own topics by their ids."""

    places: Sequence[PlaceSpec] = ()
    topics: Mapping[str, str] = {}


class Names(Protocol):
    """What names stand for. Each raises UnknownName for one that is unknown."""

    def places(self, name: str, own: Own) -> Sequence[str]:
        """The slugs of a place; several for a former county or a shared trust."""

    def topic(self, name: str, own: Own) -> str:
        """The id of a topic."""

    def body(self, name: str) -> str:
        """A body as the sector calls it; one that is unknown as it is written."""

    def neighbours(self, slug: str) -> Sequence[str]:
        """The slugs of a council's statistical neighbours; none for what has none."""


def read_rule(spec: type[_Spec], table: dict[str, Any], own: Own, names: Names | None, faults: Faults) -> _Spec | None:
    """One rule; None where it has no name. Every fault is noted."""
    before = len(faults.lines)
    faults.unknown_keys(table, ("name", *LISTS, "neighbours"))
    name = values.text(table, "name", faults, required=True)
    found = {key: _list(table, key, faults) for key in LISTS}
    wide = values.boolean(table, "neighbours", False, faults)
    if len(faults.lines) == before:
        if not any(found[key] for key in LISTS if key != "exclude"):
            faults.add("", "says of no story that it is meant", "add words, places, topics or another list")
        elif wide and not found["places"]:
            faults.add("neighbours", "goes with places", 'add places = ["leeds"]')
    if names is not None:
        found |= _meant(found, own, names, faults)
    if name is None:
        return None
    near = _near(found["places"], names) if wide and names is not None else ()
    return spec(name=name, neighbours=wide, near=near, **found)


def _list(table: dict[str, Any], key: str, faults: Faults) -> tuple[str, ...]:
    """A list whose every value says something, and is a word that the key knows."""
    given = tuple(dict.fromkeys(one.strip() for one in values.strings(table, key, faults)))
    for one in given:
        if not any(character.isalnum() for character in one):
            faults.add(key, f"{one!r} has no word in it", "take it out, or write what is meant")
    known = _WORDS.get(key)
    if known is None:
        return given
    for one in given:
        if one not in known:
            faults.add(key, f"there is no {_ONE[key]} {one!r}", did_you_mean(one, known))
    return given


def _meant(found: Mapping[str, tuple[str, ...]], own: Own, names: Names, faults: Faults) -> dict[str, tuple[str, ...]]:
    """Places, topics and bodies as they are judged."""
    meant: dict[str, list[str]] = {"places": [], "topics": [], "bodies": []}
    for key, slugs in meant.items():
        for one in found[key]:
            try:
                if key == "places":
                    slugs.extend(names.places(one, own))
                else:
                    slugs.append(names.topic(one, own) if key == "topics" else names.body(one))
            except UnknownName as error:
                faults.add(key, error.message, error.suggestion)
    return {key: tuple(dict.fromkeys(known)) for key, known in meant.items()}


def _near(places: Sequence[str], names: Names) -> tuple[str, ...]:
    near = dict.fromkeys(slug for place in places for slug in names.neighbours(place))
    return tuple(slug for slug in near if slug not in places)
