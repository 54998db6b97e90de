"""What people call the values that are counted: topics by their labels, places, feeds and sections by their names."""

from collections.abc import Callable
from functools import cached_property

from cfnews.cli.world import World
from cfnews.digest import SECTION_NAMES
from cfnews.render.common import NATIONS
from cfnews.store.db import Database
from cfnews.store.tallies import feed_names


class Namer:
    """Names by value; each list is read when it is first asked for, feeds.toml only for what no other list has."""

    def __init__(self, world: World, db: Database) -> None:
        self._world, self._db = world, db

    def name(self, by: str, value: str) -> str:
        """What a value is called; by itself where it has no other name."""
        found: dict[str, Callable[[str], str | None]] = {
            "section": SECTION_NAMES.get,
            "nation": NATIONS.get,
            "feed": self._feed,
            "topic": self._topic,
            "place": self._place,
        }
        return (found[by](value) if by in found else None) or value

    def _feed(self, value: str) -> str | None:
        return self._feed_names.get(value)

    @cached_property
    def _feed_names(self) -> dict[str, str]:
        return feed_names(self._db)

    def _topic(self, value: str) -> str | None:
        from cfnews.sector.topic_labels import is_shipped, topic_label

        own = None if is_shipped(value) else self._own_topics.get(value)
        return own or topic_label(value)

    @cached_property
    def _own_topics(self) -> dict[str, str]:
        return {one.id: one.label for one in self._world.catalogue().topics}

    def _place(self, value: str) -> str | None:
        from cfnews.sector.gazetteer import by_slug

        known = by_slug().get(value)
        return known.name if known else self._own_places.get(value)

    @cached_property
    def _own_places(self) -> dict[str, str]:
        return {one.id: one.name for one in self._world.catalogue().places}
