"""The world as an argument: flags, environment, clock and places, and what is opened by way of them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from typing import Any, Protocol

from cfnews.errors import CfnewsError, InvalidCatalogue, NothingReachable, WrongUsage
from cfnews.model import Catalogue, Settings
from cfnews.paths import Places, find_places
from cfnews.store.db import Database, open_for_reading, open_for_writing
from cfnews.store.settings import (
    catalogue_signature,
    kept_signature,
    remembered_catalogue,
    remembered_settings,
    remembered_watches,
)
from cfnews.store.watches import Watch
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
        self._watches: list[Watch] | None = None
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
        """Where feeds.toml, the store, the cache and the reader's own state are."""
        named = (self.flag(key) for key in ("feeds", "store", "cache_dir", "state"))
        return find_places(self.environment, *named)

    @property
    def is_shared(self) -> bool:
        """Whether the store is one that others keep: it is read, and the reader's state is apart from it."""
        return self.places.state is not None

    def require_own_store(self, what: str) -> None:
        """Raises WrongUsage for what would change a store that others keep."""
        if self.is_shared:
            raise WrongUsage(
                f"{what} is for the machine that keeps the store; with --state it is only read",
                "run it there, without --state and CFNEWS_STATE",
            )

    def catalogue(self) -> Catalogue:
        """All of feeds.toml. Raises InvalidCatalogue."""
        if self._catalogue is None:
            self._catalogue = self._remembered() or self._read_catalogue()
        return self._catalogue

    def _remembered(self) -> Catalogue | None:
        """feeds.toml as the store remembers it, if it has not changed since; a store in trouble remembers nothing."""
        if not self.places.store.exists():
            return None
        try:
            db = self.look()
        except CfnewsError:
            return None
        try:
            return remembered_catalogue(db, self._signature(db), masked=self._reads_the_keepers_feeds)
        except CfnewsError:
            return None
        finally:
            db.close()

    def _signature(self, db: Database) -> str:
        """By which the store knows whether it remembers the feeds file; a reader without one goes by the keeper's."""
        return kept_signature(db) if self._reads_the_keepers_feeds else catalogue_signature(self.places.feeds)

    @property
    def _reads_the_keepers_feeds(self) -> bool:
        places = self.places
        return self.is_shared and places.feeds != places.config_feeds

    def _read_catalogue(self) -> Catalogue:
        from cfnews.catalogue.read import read_catalogue
        from cfnews.cli.rule_names import NAMES

        return read_catalogue(self.places.feeds, NAMES)

    def watches(self, db: Database) -> list[Watch]:
        """The watches of feeds.toml, ready to be asked; from the store's memory where the file has not changed."""
        if self._watches is None:
            remembered = remembered_watches(db, self._signature(db))
            if remembered is None:
                from cfnews.store.judging import ready

                remembered = ready(self.catalogue().watches)
            self._watches = remembered
        return self._watches

    def settings(self, db: Database) -> Settings:
        """The settings of feeds.toml, from the store's memory where the file has not changed since."""
        if self._settings is None:
            signature = self._signature(db)
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

    def look(self) -> Database:
        """The store itself for reading, with no reader's state before it. Raises StoreUnusable."""
        if not self.is_shared:
            return open_for_reading(self.places.store)
        from cfnews.store.shared import open_shared

        return open_shared(self.places.store)

    def open_for_reading(self) -> Database:
        """The store for reading. Raises StoreUnusable, and NothingReachable when offline with nothing stored."""
        if self.is_shared:
            return self._open_with_state(create=False)
        db = open_for_reading(self.places.store)
        if self.offline and db.path is None:
            raise NothingReachable("nothing is stored yet, and --offline asks no server", "try: cfnews demo")
        return db

    def open_for_writing(self) -> Database:
        """The store for writing. Raises StoreUnusable, and WrongUsage where others keep it."""
        self.require_own_store("what writes the store")
        return open_for_writing(self.places.store)

    def open_for_marking(self) -> Database:
        """Where the reader's marks and cursors are, for writing. Raises StoreUnusable."""
        return self._open_with_state(create=True) if self.is_shared else self.open_for_writing()

    def _open_with_state(self, *, create: bool) -> Database:
        from cfnews.store.state import open_with_state

        assert self.places.state is not None  # noqa: S101 - that is what is_shared says
        return open_with_state(self.places.store, self.places.state, create=create)

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
