"""The store against a model of it in a dictionary: any order of publishing, fetching, marking, looking, pruning."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.loopback import FeedServer, item
from tests.running import MORNING, Home
from tests.trust.scale import times

_KEPT_FOR = timedelta(days=3)
_WORDS = ["adoption", "fostering", "kinship", "youth", "court", "nursery"]
_PLACES = ["schools", "hospitals", "homes", "prisons", "clinics", "centres", "hubs"]


class Desk(RuleBasedStateMachine):
    """Two feeds, a store, and what its user must find there."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.home = Home(Path(self.folder.name))
        self.server = FeedServer().__enter__()
        self.home.write_feeds(*[{"id": name, "url": self.server.url(f"/{name}")} for name in ("one", "two")])
        self.now = datetime.fromisoformat(MORNING)
        self.served: dict[str, list[str]] = {"one": [], "two": []}
        self.born: dict[str, datetime] = {}
        self.stored: dict[str, dict[str, bool]] = {}
        self.gone: set[str] = set()
        self.unseen: set[str] = set()
        self.backup: tuple[Any, ...] | None = None
        self._serve()

    def _serve(self) -> None:
        for name, titles in self.served.items():
            ages = [
                (title, (datetime.fromisoformat(MORNING) - self.born[title]) / timedelta(hours=1)) for title in titles
            ]
            items = [item(title, f"https://{name}.example/{title.split()[1]}", hours_ago=age) for title, age in ages]
            self.server.feed(f"/{name}", items)

    def _run(self, *arguments: str) -> Any:
        self.home.now = self.now.strftime("%Y-%m-%dT%H:%M:%SZ")
        result = self.home.run(*arguments)
        assert result.code == 0, (arguments, result.err)
        return result.json if "--json" in arguments else None

    def _listed(self, *flags: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._run("list", "--json", "--limit", "0", *flags)["stories"]
        return found

    @rule(name=st.sampled_from(["one", "two"]), number=st.integers(1, 3))
    def publish(self, name: str, number: int) -> None:
        """A feed tells more, and lists no more than its last six."""
        for _ in range(number):
            count = len(self.born) + 1
            title = f"Report {count} on {_WORDS[count % 6]} in {_PLACES[count % 7]} case {count * 613 % 997}"
            self.born[title] = self.now
            self.served[name] = [*self.served[name], title][-6:]
        self._serve()

    @rule(hours=st.integers(1, 40))
    def wait(self, hours: int) -> None:
        """Time goes by."""
        self.now += timedelta(hours=hours)

    @rule()
    def fetch(self) -> None:
        """All that is served and was not taken out before is stored."""
        self._run("fetch", "--force")
        for title in (*self.served["one"], *self.served["two"]):
            if title not in self.stored and title not in self.gone:
                self.stored[title] = {"read": False, "starred": False, "hidden": False}
                self.unseen.add(title)

    @precondition(lambda self: self.stored)
    @rule(data=st.data(), mark=st.sampled_from(["read", "unread", "star", "unstar", "hide", "unhide"]))
    def mark(self, data: st.DataObject, mark: str) -> None:
        """A mark is on one story, and on no other."""
        title = data.draw(st.sampled_from(sorted(self.stored)))
        everything = self._listed() + self._listed("--hidden")
        (found,) = [story["id"] for story in everything if story["title"] == title]
        self._run("mark", found, f"--{mark}")
        key = {"star": "starred", "unstar": "starred", "hide": "hidden", "unhide": "hidden"}.get(mark, "read")
        self.stored[title][key] = not mark.startswith("un")

    @rule(peek=st.booleans())
    def look(self, peek: bool) -> None:
        """What is new is what was not shown and is not hidden."""
        shown = {story["title"] for story in self._listed("--new", *(["--peek"] if peek else []))}
        assert shown == {title for title in self.unseen if not self.stored[title]["hidden"]}
        if not peek:
            self.unseen -= shown

    @rule()
    def prune(self) -> None:
        """Old stories go, but for those with a star."""
        self._run("store", "prune", "--older-than", "72h")
        old = {title for title in self.stored if self.born[title] < self.now - _KEPT_FOR}
        for title in old:
            if not self.stored[title]["starred"]:
                del self.stored[title]
                self.gone.add(title)
                self.unseen.discard(title)

    @rule()
    def back_up(self) -> None:
        """A copy of all that is."""
        if (self.home.folder / "cfnews.db").exists():
            self._run("store", "backup", str(self.home.folder / "copy.db"))
            marks = {title: dict(state) for title, state in self.stored.items()}
            self.backup = (marks, set(self.gone), set(self.unseen))

    @precondition(lambda self: self.backup is not None)
    @rule()
    def restore(self) -> None:
        """All is as it was when it was copied."""
        assert self.backup is not None
        self._run("store", "restore", str(self.home.folder / "copy.db"))
        marks, gone, unseen = self.backup
        self.stored = {title: dict(state) for title, state in marks.items()}
        self.gone, self.unseen = set(gone), set(unseen)

    @invariant()
    def the_store_is_as_the_model(self) -> None:
        """Every story with its marks, and no other."""
        found = self._listed() + self._listed("--hidden")
        assert len(found) == len(self.stored)
        assert {
            story["title"]: {key: story[key] for key in ("read", "starred", "hidden")} for story in found
        } == self.stored

    def teardown(self) -> None:
        """Ends the server."""
        if (self.home.folder / "cfnews.db").exists():
            self._run("store", "check")
        self.server.__exit__(None, None, None)
        self.folder.cleanup()


TestDesk = Desk.TestCase
TestDesk.settings = settings(
    max_examples=times(6, 200),
    stateful_step_count=times(20, 40),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
