"""The world as an argument: flags, environment, clock and places, and what is opened by way of them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from typing import Any, Protocol

from cfnews.errors import CfnewsError, InvalidCatalogue, NothingReachable, WrongUsage
from cfnews.model import Catalogue, Settings
from cfnews.paths import Places, find_places
from cfnews.store.db import Database, open_for_reading, open_for_writing
from cfnews.store.settings import catalogue_signature, remembered_catalogue, remembered_settings
from cfnews.times import parse_duration, parse_instant, read_clock, zone_named

# Runs a whole command line, as the demo does with the command that it is given; see app.run.
Run = Callable[..., int]


class Listener(Protocol):
    """Who writes down what is logged, for the time of a command."""

    def note(self, message: str) -> None:
        """Writes a message down."""

    def close(self) -> None:
        """Listens no longer."""


class World:
    """What a command may know of the outside. `flags` holds every shared flag by its key."""

    def __init__(self, environment: Mapping[str, str], run: Run, *, sample: bool = False) -> None:
        self.environment = environment
        self.run = run
        self.sample = sample
        self.flags: dict[str, Any] = {}
        self._settings: Settings | None = None
        self._catalogue: Catalogue | None = None
        self._now: datetime | None = None
        self.logbook: Listener | None = None

    def flag(self, key: str) -> Any:
        """The value of a flag, None or False where it was not given."""
        return self.flags.get(key)

    def is_set(self, flag: str, variable: str) -> bool:
        """Whether a switch is on, by its flag or by its environment variable."""
        return bool(self.flags.get(flag)) or self.environment.get(variable, "") not in ("", "0", "false", "no")

    @property
    def offline(self) -> bool:
        """Whether no server may be asked."""
        return self.is_set("offline", "CFNEWS_OFFLINE")

    @property
    def now(self) -> datetime:
        """The present moment, the same during the whole command."""
        if self._now is None:
            with _usage():
                self._now = read_clock(self.environment)
        return self._now

    @property
    def places(self) -> Places:
        """Where feeds.toml, the store and the cache are."""
        return find_places(self.environment, self.flag("feeds"), self.flag("store"), self.flag("cache_dir"))

    def catalogue(self) -> Catalogue:
        """All of feeds.toml. Raises InvalidCatalogue."""
        if self._catalogue is None:
            self._catalogue = self._remembered() or self._read_catalogue()
        return self._catalogue

    def _remembered(self) -> Catalogue | None:
        """feeds.toml as the store remembers it, if it has not changed since; a store in trouble remembers nothing."""
        places = self.places
        signature = catalogue_signature(places.feeds)
        if not signature or not places.store.exists():
            return None
        try:
            db = open_for_reading(places.store)
        except CfnewsError:
            return None
        try:
            return remembered_catalogue(db, signature)
        except CfnewsError:
            return None
        finally:
            db.close()

    def _read_catalogue(self) -> Catalogue:
        from cfnews.catalogue.read import read_catalogue

        return read_catalogue(self.places.feeds)

    def settings(self, db: Database) -> Settings:
        """The settings of feeds.toml, from the store's memory where the file has not changed since."""
        if self._settings is None:
            signature = catalogue_signature(self.places.feeds)
            if not signature and self.places.feeds_named:
                raise InvalidCatalogue(
                    f"there is no feeds file at {self.places.feeds}", "check --feeds or CFNEWS_FEEDS"
                )
            self._settings = remembered_settings(db, signature) or self.catalogue().settings
        return self._settings

    def zone(self, db: Database) -> tzinfo:
        """The reader's time zone."""
        with _usage():
            return zone_named(self.zone_name(db))

    def instant(self, key: str, db: Database) -> datetime:
        """The moment that a flag's words name, in UTC. Raises WrongUsage if they name none."""
        with _usage():
            return parse_instant(self.flag(key), self.now, self.zone(db), ends=key == "until")

    def zone_name(self, db: Database) -> str:
        """The name of the reader's time zone."""
        return self.environment.get("CFNEWS_TZ") or self.settings(db).timezone

    def open_for_reading(self) -> Database:
        """The store for reading. Raises StoreUnusable, and NothingReachable when offline with nothing stored."""
        db = open_for_reading(self.places.store)
        if self.offline and db.path is None:
            raise NothingReachable("nothing is stored yet, and --offline asks no server", "try: cfnews demo")
        return db

    def open_for_writing(self) -> Database:
        """The store for writing. Raises StoreUnusable."""
        return open_for_writing(self.places.store)

    def duration(self, key: str) -> timedelta | None:
        """The length of time that a flag gives. Raises WrongUsage if it is none."""
        words = self.flag(key)
        if words is None:
            return None
        length = parse_duration(words)
        if length is None:
            raise WrongUsage(f"--{key.replace('_', '-')} {words!r} is not a length of time", "use 30s, 10m, 1h or 2d")
        return length


@contextmanager
def _usage() -> Iterator[None]:
    """What the words of time say is wrong becomes a fault of usage."""
    try:
        yield
    except ValueError as error:
        raise WrongUsage(str(error)) from error
