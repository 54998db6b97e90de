"""The words and names that flags and arguments take: the fixed ones, those of the store and those of feeds.toml."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, get_args

from cfnews.cli import options
from cfnews.cli.world import World
from cfnews.store import offering
from cfnews.store.db import Database
from cfnews.tally.counts import By

FILES = "file"
_TIMES = ("last", "today", "yesterday", "monday", "24h", "3d", "1w", "2w", "8w")
_FIELDS = ("topic:", "place:", "feed:")

# What the values of a flag are, by its key.
FLAGS: Mapping[str, str] = {
    "feed": "stored feed",
    "topic": "stored topic",
    "place": "stored place",
    "body": "stored body",
    "watch": "watch",
    "cursor": "cursor",
    "since": "time",
    "until": "time",
    "section": "section",
    "kind": "kind",
    "event": "event",
    "nation": "nation",
    "sort": "sort",
    "format": "format",
    "group_by": "grouping",
    "color": "colour",
    "by": "counted",
}
# What all the arguments of a command are.
_EVERY: Mapping[str, str] = {
    "show": "story",
    "open": "story",
    "mark": "story",
    "why": "story",
    "join": "story",
    "search": "query",
    "fetch": "feed",
    "feeds check": "feed",
    "feeds enable": "feed",
    "feeds disable": "feed",
    "feeds remove": "feed",
    "watch remove": "watch",
    "hide remove": "hide",
}
# What the first argument of a command is, where nothing can be said of the others.
_FIRST: Mapping[str, str] = {
    "split": "story",
    "feeds rename": "feed",
    "feeds import": FILES,
    "timeline": "subject",
    "places": "place",
    "topics": "topic",
    "watch test": "watch",
    "hide test": "hide",
    "schema": "schema",
    "completion": "shell",
    "config validate": FILES,
    "publish": FILES,
    "store backup": FILES,
    "store restore": FILES,
    "store import-state": FILES,
}
_FIXED: Mapping[str, tuple[str, ...]] = {
    "time": _TIMES,
    "section": options.SECTIONS,
    "kind": options.KINDS,
    "event": options.EVENTS,
    "nation": options.NATIONS,
    "sort": options.SORTS,
    "format": options.FORMATS,
    "grouping": options.GROUPINGS,
    "colour": options.COLOURS,
    "counted": get_args(By),
    "shell": ("bash", "zsh", "fish"),
}


class Offer(NamedTuple):
    """A word that may stand there, and what it is."""

    value: str
    help: str = ""


def argument(command: str, place: int) -> str:
    """What an argument of a command is, by its place; "" where that is not known."""
    return _EVERY.get(command) or ("" if place else _FIRST.get(command, ""))


def startswith(begun: str, offers: Iterable[Offer]) -> list[Offer]:
    """Those that begin with what is written, in either case."""
    return [offer for offer in offers if offer.value.casefold().startswith(begun.casefold())]


class Offers:
    """What there is of each kind; with `stored` false nothing from the reader's own store."""

    def __init__(self, world: World, *, stored: bool = True) -> None:
        self._world, self._stored = world, stored

    def of(self, what: str, begun: str) -> list[Offer]:
        """What of this kind begins so; nothing of a kind that is unknown."""
        if what in _FIXED:
            return startswith(begun, map(Offer, _FIXED[what]))
        if what == "query":
            return self._query(begun)
        if what in _IN_THE_STORE:
            return self._from_store(_IN_THE_STORE[what], begun)
        found = _ELSEWHERE.get(what)
        return startswith(begun, found(self._world)) if found else []

    def _query(self, begun: str) -> list[Offer]:
        """The names after topic: place: and feed: in a query."""
        field = next((one for one in _FIELDS if begun.startswith(one)), None)
        if field is None:
            return []
        found = self.of(f"stored {field[:-1]}", begun.removeprefix(field))
        return [offer._replace(value=field + offer.value) for offer in found]

    def _from_store(self, look: "_Look", begun: str) -> list[Offer]:
        if not self._stored:
            return []
        db = self._world.open_for_reading()
        try:
            return startswith(begun, look(db, begun))
        finally:
            db.close()


_Look = Callable[[Database, str], Iterable[Offer]]


def _topics(db: Database, begun: str) -> Iterable[Offer]:  # noqa: ARG001 - as all that look
    from cfnews.sector.topic_labels import topic_label

    return (Offer(topic, topic_label(topic)) for topic in offering.offered_labels(db, "topic"))


_IN_THE_STORE: Mapping[str, _Look] = {
    "story": lambda db, begun: (Offer(*one) for one in offering.offered_stories(db, begun)),
    "stored feed": lambda db, begun: (Offer(*one) for one in offering.offered_feeds(db)),  # noqa: ARG005
    "stored topic": _topics,
    "stored place": lambda db, begun: map(Offer, offering.offered_labels(db, "place")),  # noqa: ARG005
    "stored body": lambda db, begun: map(Offer, offering.offered_labels(db, "body")),  # noqa: ARG005
    "cursor": lambda db, begun: map(Offer, offering.offered_cursors(db)),  # noqa: ARG005
}


def _known_topics(world: World) -> Iterable[Offer]:
    from cfnews.sector.topic_labels import shipped_topics, topic_label

    own = world.catalogue().topics
    return [*(Offer(one.id, one.label) for one in own), *(Offer(one, topic_label(one)) for one in shipped_topics())]


def _known_places(world: World) -> Iterable[Offer]:
    from cfnews.sector.gazetteer import authorities

    own = world.catalogue().places
    return [*(Offer(one.id, one.name) for one in own), *(Offer(one.slug, one.name) for one in authorities())]


def _subjects(world: World) -> Iterable[Offer]:
    topics = (offer._replace(value=f"topic:{offer.value}") for offer in _known_topics(world))
    return [*_known_places(world), *topics]


def _schemas(world: World) -> Iterable[Offer]:  # noqa: ARG001 - as all that look
    from cfnews.render.as_json import ENVELOPES

    return map(Offer, ENVELOPES)


def _watches(world: World) -> Iterable[Offer]:
    return (Offer(one.name) for one in world.catalogue().watches)


def _hides(world: World) -> Iterable[Offer]:
    return (Offer(one.name) for one in world.catalogue().hides)


_ELSEWHERE: Mapping[str, Callable[[World], Iterable[Offer]]] = {
    "feed": lambda world: (Offer(one.id, one.name) for one in world.catalogue().feeds),
    "topic": _known_topics,
    "place": _known_places,
    "subject": _subjects,
    "schema": _schemas,
    "watch": _watches,
    "hide": _hides,
}
