"""What a reader's name for something stands for: a place, a body or a topic; what is unknown gets a suggestion.

A reader's own place goes before a council, a place before a topic, a topic before a body. `topic:kinship` says which.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from cfnews.cli.world import World
from cfnews.errors import NothingMatched
from cfnews.model import PlaceSpec, TopicSpec
from cfnews.query import has_label, slug
from cfnews.sector.card_index import place_of
from cfnews.sector.chronicle import Subject
from cfnews.sector.gazetteer import Authority, authorities
from cfnews.sector.lookup import find_by_name
from cfnews.store.db import Database
from cfnews.store.labelled import knows_body
from cfnews.story import Place

_KINDS = ("place", "topic", "body")
_NAMED = 6  # suggestions in one message


def find_subject(world: World, db: Database, words: str) -> Subject:
    """What a name stands for. Raises NothingMatched, with suggestions, if it is unknown or fits several."""
    kind, name = _kind_and_name(words)
    if kind in ("", "place"):
        found = _as_subject(find_places(world, name, suggest=kind == "place"))
        if found is not None:
            return found
    if kind in ("", "topic"):
        spec = find_topic(world, name, suggest=kind == "topic")
        if spec is not None:
            return Subject(kind="topic", name=spec.label or spec.id, labels=[spec.id], places=[])
    body = _body(db, name)
    if body is not None:
        return Subject(kind="body", name=body, labels=[body], places=[])
    raise _unknown(kind or "place, body or topic", name, _every_name(world))


def labels_of(world: World, db: Database, kind: str, name: str) -> list[str]:
    """The labels to select stories by that a reader's name for a "place", "topic" or "body" stands for.

    Raises NothingMatched, with suggestions, for a place or a topic that is unknown.
    """
    if kind == "body":
        return [_body(db, name) or name]
    if kind == "place":
        found, literal, known = _place_labels(world, db, name), slug(name), _place_names
    else:
        topic = find_topic(world, name, suggest=False)
        found, literal, known = [topic.id] if topic else [], name, _topic_names
    if not found:
        raise NothingMatched(f"no stored story has the {kind} {literal!r}", _unknown(kind, name, known(world)).hint)
    return found


def _place_labels(world: World, db: Database, name: str) -> list[str]:
    """The slugs of what a name stands for; also that which it is itself, where older stories have it: "cumbria"."""
    found = find_places(world, name, suggest=False)
    own = [one.id for one in found if isinstance(one, PlaceSpec)]
    literal = [slug(name)] if has_label(db, "place", slug(name)) else []
    return own or list(dict.fromkeys([*(one.slug for one in found if isinstance(one, Authority)), *literal]))


def find_places(world: World, words: str, *, suggest: bool = True) -> Sequence[Authority | PlaceSpec]:
    """The places that a name stands for; several for a former county or a shared trust.

    Raises NothingMatched if the name fits several places; if it fits none, only with `suggest`.
    """
    wanted = words.strip().casefold()
    own = [
        spec for spec in world.catalogue().places if wanted in map(str.casefold, (spec.id, spec.name, *spec.aliases))
    ]
    if own:
        return own[:1]
    found, candidates = find_by_name(words, world.now.date())
    if candidates:
        begun = sorted(candidates, key=lambda one: not one.slug.startswith(_plain(words)))
        named = [one.slug for one in begun[:_NAMED]]
        several = ", ".join([*named, f"{len(candidates) - _NAMED} more"] if len(candidates) > _NAMED else named)
        raise NothingMatched(f"{words!r} fits several places: {several}", "type more of it")
    if not found and suggest:
        raise _unknown("place", words, _place_names(world))
    return found


def find_topic(world: World, words: str, *, suggest: bool = True) -> TopicSpec | None:
    """The topic of this id or label. Raises NothingMatched if there is none, but only with `suggest`."""
    wanted = _plain(words)
    specs = all_topics(world)
    for spec in specs:
        if wanted in (_plain(spec.id), _plain(spec.label)):
            return spec
    if suggest:
        raise _unknown("topic", words, _topic_names(world))
    return None


def all_topics(world: World) -> list[TopicSpec]:
    """Every topic, the reader's own first."""
    from cfnews.sector.topics import topics

    return [*own_topics(world), *topics()]


def own_topics(world: World) -> Sequence[TopicSpec]:
    """The topics of the reader's feeds.toml."""
    return world.catalogue().topics


def _kind_and_name(words: str) -> tuple[str, str]:
    kind, _, name = words.partition(":")
    kind = kind.strip().lower()
    return (kind, name.strip()) if kind in _KINDS and name.strip() else ("", words.strip())


def _as_subject(found: Sequence[Authority | PlaceSpec]) -> Subject | None:
    places = [Place(one.id, one.id, one.name) if isinstance(one, PlaceSpec) else place_of(one) for one in found]
    if not places:
        return None
    name = " and ".join(one.name for one in places) if len(places) < 3 else ", ".join(one.name for one in places)
    return Subject(kind="place", name=name, labels=[one.slug for one in places], places=places)


def _body(db: Database, name: str) -> str | None:
    """A body by its name or a spelling that means nothing else, or one that stored stories bear."""
    from cfnews.sector.bodies import find_bodies
    from cfnews.sector.body_names import bodies
    from cfnews.sector.item import Item

    by_name = {one.casefold(): one for one in bodies()}
    if name.casefold() in by_name:
        return by_name[name.casefold()]
    spelled = [one.value for one in find_bodies(Item(title=name)) if one.words == name]
    return spelled[0] if spelled else knows_body(db, name)


def _unknown(what: str, name: str, known: Iterable[str]) -> NothingMatched:
    spelling = {_plain(one): one for one in known}
    near = get_close_matches(_plain(name), spelling, n=3, cutoff=0.6)
    names = [f'"{spelling[one]}"' for one in near]
    hint = f"did you mean {' or '.join(names)}?" if names else "see: cfnews places --all and cfnews topics"
    return NothingMatched(f"there is no {what} {name!r}", hint)


def _every_name(world: World) -> list[str]:
    from cfnews.sector.body_names import bodies

    return [*_place_names(world), *_topic_names(world), *bodies()]


def _place_names(world: World) -> list[str]:
    own = [name for spec in world.catalogue().places for name in (spec.id, *spec.aliases)]
    return [*own, *(name for one in authorities() for name in (one.slug, *one.aliases))]


def _topic_names(world: World) -> list[str]:
    return [spec.id for spec in all_topics(world)]


def _plain(words: str) -> str:
    return words.strip().casefold().replace("_", "-").replace(" ", "-")
