"""The second half of a run: the pages of new stories, for feeds that ask for the whole text.

Under the same rules as feeds and by robots.txt, one host after the other, the newest first and a bounded
number; each page is stored as it comes. That a page cannot be read costs nothing that the feed told.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from cfnews.fetch.addresses import host_key, is_here, names_private
from cfnews.fetch.articles import get_page
from cfnews.fetch.permission import Robots, RobotsFile
from cfnews.fetch.pool import Crew, HostQueue
from cfnews.fetch.session import open_page_session
from cfnews.model import FeedSpec, FetchResult, Problem, ReadPage
from cfnews.problems import problem, why_stopped
from cfnews.store import articles
from cfnews.store import feeds as memory
from cfnews.store.articles import Wanted
from cfnews.store.db import Database
from cfnews.update.job import UNREACHED, Job
from cfnews.update.late import LateTagger
from cfnews.update.schedule import hold_for
from cfnews.update.take_in import Desk
from cfnews.update.workers import Workers

MOST_OF_A_FEED = 30  # pages in one run; the rest is for the next
_YOUNG = 7 * 86400  # seconds since an entry came, after which its page is no longer asked for by itself
_TRIES = 4
_FIRST_WAIT = 3600
_WAIT_GROWS = 4
_LONGEST_SLOW = 30.0  # seconds that one host's crawl delay may cost a run
_PASSING = {*UNREACHED, "timeout", "deadline", "tls", "garbled", "http_5xx", "rate_limited", "parse_budget", "internal"}
_AWAY = {*UNREACHED, "timeout", "deadline", "http_5xx", "rate_limited"}
_AT_ONCE = {*UNREACHED, "rate_limited"}
_FAILS_IN_A_ROW = 2


class _PageAnswer(NamedTuple):
    """What came of one entry's page; `result` is None where it was not asked for."""

    entry_id: int
    result: FetchResult | None = None
    page: ReadPage | None = None
    trouble: Problem | None = None


@contextmanager
def reading_pages(db: Database, job: Job) -> Iterator["Pages"]:
    """Pages to be read outside a run, with reading processes of their own."""
    catalogue = job.catalogue
    workers = Workers(1, places=catalogue.places, topics=catalogue.topics)
    try:
        yield Pages(db, job, workers, Desk(db, LateTagger(catalogue.places, catalogue.topics), job.now))
    finally:
        workers.close()


class Pages:
    """Reads the pages of entries and has the desk take them in."""

    def __init__(self, db: Database, job: Job, workers: Workers, desk: Desk) -> None:
        self._db = db
        self._job = job
        self._settings = job.catalogue.settings
        self._workers = workers
        self._desk = desk
        self._seconds = int(job.now.timestamp())
        self._feeds = {spec.id: spec for spec in job.catalogue.feeds}
        self._session = open_page_session(self._settings, self._settings.jobs, lambda: None)
        known = [RobotsFile(*row) for row in articles.robots(db, self._seconds)]
        self._robots = Robots(self._session, self._settings, known, self._seconds)
        self._slowed: defaultdict[str, float] = defaultdict(float)
        self._failed: Counter[str] = Counter()

    def read_new(self, specs: Iterable[FeedSpec]) -> dict[str, list[str]]:
        """Reads what is new in feeds that ask for the whole text; what there is to tell of each, by feed id."""
        since = self._seconds - _YOUNG
        wanted = [
            one
            for spec in specs
            if spec.full_text
            for one in articles.wanted(self._db, spec.id, since=since, now=self._seconds, most=MOST_OF_A_FEED)
        ]
        return self.read(wanted)

    def read(self, wanted: Sequence[Wanted]) -> dict[str, list[str]]:
        """Reads these pages; what there is to tell of each feed."""
        holds = memory.holds(self._db, self._seconds)
        chosen = {one.entry_id: one for one in wanted if one.feed_id in self._feeds and host_key(one.url) not in holds}
        tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
        if not chosen:
            return {}
        asked = [FeedSpec(id=str(one.entry_id), name=one.feed_id, url=one.url) for one in chosen.values()]
        crew = Crew(asked, self._settings.jobs, self._ask)
        try:
            for answers in crew.results(self._go_on):
                with self._db.transaction():
                    for answer in answers:
                        if answer.result is not None:
                            one = chosen[answer.entry_id]
                            tally[one.feed_id][self._take(one, answer.result, answer)] += 1
        finally:
            crew.close()
            with self._db.transaction():
                articles.keep_robots(self._db, map(_row, self._robots.fetched()), self._seconds)
        return {feed: _told(counts) for feed, counts in tally.items()}

    def _go_on(self, idle: float) -> bool:
        return idle < 2 * self._settings.total_timeout + _LONGEST_SLOW

    def _ask(self, asked: FeedSpec, hosts: HostQueue) -> list[_PageAnswer]:
        """In a thread: the page of one entry. A host that is away is not asked for its others."""
        entry, spec = int(asked.id), self._feeds[asked.name]
        try:
            allowed = spec.allow_private or names_private(spec.url)
            result = get_page(self._session, asked.url, self._settings, self._robots, private_allowed=allowed)
            answer = self._read(entry, result)
            dropped = hosts.drop_host(result.url) if self._is_enough(asked.url, result) else []
        except Exception as error:  # noqa: BLE001 - a thread never raises: what went wrong becomes the page's report
            trouble = problem("internal", f"{type(error).__name__}: {error}"[:160])
            return [_PageAnswer(entry, FetchResult(feed_id="", url=asked.url, problem=trouble), None, trouble)]
        return [answer, *(_PageAnswer(int(other.id)) for other in dropped)]

    def _is_enough(self, url: str, result: FetchResult) -> bool:
        """Whether a host is to be left alone for the rest of the run; waits as long as it asks programs to."""
        host = host_key(result.url)
        code = result.problem.code if result.problem else ""
        if code in _AWAY:
            self._failed[host] += 1
            return code in _AT_ONCE or self._failed[host] >= _FAILS_IN_A_ROW
        self._failed[host] = 0
        delay = 0.0 if is_here(url) else self._robots.delay(url)
        self._slowed[host] += delay
        if self._slowed[host] > _LONGEST_SLOW:
            return True
        time.sleep(delay)
        return False

    def _read(self, entry: int, result: FetchResult) -> _PageAnswer:
        if result.problem is not None:
            return _PageAnswer(entry, result, None, result.problem)
        found = self._workers.read_page(result, self._job.now)
        if isinstance(found, ReadPage):
            return _PageAnswer(entry, result, found)
        return _PageAnswer(entry, result, None, found)

    def _take(self, one: Wanted, result: FetchResult, answer: _PageAnswer) -> str:
        """Stores one answer; why the story ends or is missing, in a word, or ""."""
        code = answer.trouble.code if answer.trouble else ""
        page = answer.page or ReadPage(url=result.url, stopped=code)
        passing = code in _PASSING and one.tries + 1 < _TRIES
        tries = one.tries + 1 if code else 0
        wait = max(_FIRST_WAIT * _WAIT_GROWS**one.tries, hold_for(result) or 0)
        next_at = self._seconds + int(wait) if passing else None
        articles.note_page(self._db, one.entry_id, page, tries=tries, next_at=next_at, now=self._seconds)
        if code == "rate_limited":
            memory.hold(self._db, host_key(result.url), self._seconds + int(hold_for(result) or _FIRST_WAIT))
        if answer.page is not None and (answer.page.text or answer.page.documents):
            self._desk.take_page(self._feeds[one.feed_id], one.entry_id, answer.page)
        return page.stopped


def _told(counts: Counter[str]) -> list[str]:
    """What is to be told of a feed's pages: how many were read whole, and why others were not."""
    whole = counts.pop("", 0)
    notes = [f"the whole text of {whole} {'story' if whole == 1 else 'stories'} read"] if whole else []
    return [*notes, *(f"{number} not whole: {why_stopped(word)}" for word, number in sorted(counts.items()))]


def _row(file: RobotsFile) -> articles.RobotsRow:
    return articles.RobotsRow(*file)
