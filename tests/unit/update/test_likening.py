"""Who is compared with whom: found by words, near in time, never too many, and forgotten when old."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cfnews.store import wording
from cfnews.stories import match
from cfnews.stories.match import Likeness, Side
from cfnews.stories.words import read_words
from cfnews.story import Facts
from cfnews.update import likening
from cfnews.update.joining import signs_of
from cfnews.update.likening import Fresh, Likener, outlet_at
from tests.unit.making import NOW, Shelf, entry, raw
from tests.unit.store.plans import walked

SECONDS = int(NOW.timestamp())
HUB = "Wexmoor family hub opens in the swimming baths"


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.courier.example/news/1", "courier.example"),
        ("http://courier.example:8080/1", "courier.example"),
        ("https://news.courier.example/1", "news.courier.example"),
        ("https://www.gov.uk/government/news/1", "feed"),
        ("https://www.gov.scot/news/1", "feed"),
        ("https://someone.wordpress.com/1", "feed"),
        ("http://127.0.0.1:8000/1", "feed"),
        ("http://localhost/1", "feed"),
        (None, "feed"),
    ],
)
def test_an_outlet_is_the_host_of_its_pages_where_that_names_a_publisher(url: str | None, outlet: str) -> None:
    assert outlet_at(url, "feed") == outlet


def fresh(number: int, title: str = HUB, *, hours_ago: float = 1) -> Fresh:
    """An entry of an outlet of its own; `number` is its row."""
    at = NOW - timedelta(hours=hours_ago)
    one = entry(title, f"outlet-{number}.example/1", at=at)
    return Fresh(
        number,
        one,
        f"outlet-{number}",
        signs_of(Facts(), frozenset()),
        read_words(one.title, one.summary),
        int(at.timestamp()),
    )


@pytest.fixture
def shelf() -> Shelf:
    """A store with 120 entries, whose words are forgotten and were counted once."""
    made = Shelf()
    made.take(*(raw(f"Matter {number}", f"https://outlet.example/{number}") for number in range(120)))
    wording.forget(made.db, range(1, 121))
    return made


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The titles of all that are compared."""
    found: list[tuple[str, str]] = []

    def remembering(one: Side, other: Side) -> Likeness:
        found.append((one.title, other.title))
        return match.compare(one, other)

    monkeypatch.setattr(likening, "compare", remembering)
    return found


def test_a_new_entry_is_compared_with_those_that_share_a_telling_word(
    shelf: Shelf, compared: list[tuple[str, str]]
) -> None:
    likener = Likener(shelf.db, SECONDS)
    likener.take([fresh(1, "Ponies calm pupils"), fresh(2, "The council and the children")])
    assert compared == []
    found = likener.take([fresh(3, "Ponies win prizes")])
    assert compared == [("Ponies win prizes", "Ponies calm pupils")]
    assert found.pairs == {}  # nothing in common is not kept


def test_entries_of_one_document_are_compared_with_each_other(shelf: Shelf) -> None:
    found = Likener(shelf.db, SECONDS).take([fresh(1), fresh(2)])
    assert found.pairs.keys() == {(1, 2)}
    assert wording.likeness_of(shelf.db, [1]) == found.pairs


def test_a_run_that_begins_anew_finds_what_the_one_before_kept(shelf: Shelf) -> None:
    Likener(shelf.db, SECONDS).take([fresh(1), fresh(3, "Ponies calm pupils")])
    anew = Likener(shelf.db, SECONDS).take([fresh(2)])
    assert anew.pairs.keys() == {(1, 2)}
    assert anew.pairs[1, 2] > match.JOINS


@pytest.mark.parametrize(
    ("hours", "is_compared", "is_kept"),
    [(0, True, True), (72, True, True), (72.1, True, False), (239, True, False), (241, False, False)],
)
def test_likeness_counts_within_three_days_and_is_asked_for_ten(
    shelf: Shelf, compared: list[tuple[str, str]], hours: float, is_compared: bool, is_kept: bool
) -> None:
    likener = Likener(shelf.db, SECONDS)
    likener.take([fresh(1, hours_ago=hours + 1)])
    found = likener.take([fresh(2, f"{HUB} now")])
    assert bool(compared) is is_compared
    assert bool(found.pairs) is is_kept


def test_an_entry_that_comes_late_finds_those_that_were_published_after_it(shelf: Shelf) -> None:
    likener = Likener(shelf.db, SECONDS)
    likener.take([fresh(1, hours_ago=1)])
    assert likener.take([fresh(2, hours_ago=73)]).pairs.keys() == {(1, 2)}
    assert likener.take([fresh(3, hours_ago=73.5)]).pairs.keys() == {(2, 3)}


def test_no_more_than_sixty_are_compared(shelf: Shelf, compared: list[tuple[str, str]]) -> None:
    likener = Likener(shelf.db, SECONDS)
    likener.take([fresh(number, "Falcon") for number in range(1, 39)])
    likener.take([fresh(number, "Garnet") for number in range(41, 79)])
    likener.take([fresh(80, "Falcon Garnet")])
    before = len(compared)
    likener.take([fresh(81, "Falcon Garnet harbour")])
    assert len(compared) - before == 60
    assert ("Falcon Garnet harbour", "Falcon Garnet") in compared  # who shares most is among them


def test_a_word_that_stands_everywhere_leads_nowhere(shelf: Shelf, compared: list[tuple[str, str]]) -> None:
    likener = Likener(shelf.db, SECONDS)
    likener.take([fresh(number, "Falcon") for number in range(1, 101)])
    compared.clear()
    likener.take([fresh(101, "Falcon")])
    assert compared == []


def test_the_words_of_each_entry_are_counted_once(shelf: Shelf) -> None:
    before = wording.entries_counted(shelf.db)
    likener = Likener(shelf.db, SECONDS)
    likener.take([fresh(1, "A hub in Wexmoor"), fresh(2, "The hub, the hub of Wexmoor")])
    likener.take([fresh(3, "A hub")])
    counts = wording.counts_of(shelf.db, ["hub", "wexmoor"])
    assert {word: tuple(count) for word, count in counts.items()} == {"hub": (3, 0, 3), "wexmoor": (2, 2, 0)}
    assert wording.entries_counted(shelf.db) == before + 3


def test_what_goes_on_with_an_older_entry_follows_the_likest_of_them(shelf: Shelf) -> None:
    likener = Likener(shelf.db, SECONDS)
    told = "Fire guts the Brackwater home in the night"
    likener.take([fresh(1, told, hours_ago=150), fresh(2, f"{told} as eight escape", hours_ago=140)])
    found = likener.take([fresh(3, "Fire in Brackwater: the home as eight escape began in the night", hours_ago=30)])
    assert found.follows == {3: 2}


@pytest.mark.parametrize(("hours", "follows"), [(23, {}), (25, {2: 1}), (235, {2: 1}), (245, {})])
def test_what_follows_comes_a_day_later_and_within_ten(shelf: Shelf, hours: float, follows: dict[int, int]) -> None:
    likener = Likener(shelf.db, SECONDS)
    likener.take([fresh(1, "The Brackwater fire", hours_ago=hours + 1)])
    assert likener.take([fresh(2, "After the Brackwater fire")]).follows == follows


def test_nothing_follows_what_it_shares_no_name_with(shelf: Shelf) -> None:
    likener = Likener(shelf.db, SECONDS)
    likener.take([fresh(1, "Fire guts home in the night", hours_ago=99)])
    assert likener.take([fresh(2, "Fire guts home in the night again")]).follows == {}


def test_words_are_forgotten_after_ten_days_and_the_entries_stay(shelf: Shelf) -> None:
    Likener(shelf.db, SECONDS).take([fresh(1), fresh(2)])
    for days, kept in ((10, {1, 2}), (10.01, set())):
        Likener(shelf.db, SECONDS + int(days * 86_400)).prune()
        assert wording.load(shelf.db, [1, 2]).keys() == kept
    for table in ("wording", "posting", "likeness"):
        assert shelf.db.value(f"SELECT count(*) FROM {table}") == 0  # noqa: S608 - our own words
    assert shelf.db.value("SELECT count(*) FROM entry") == 120
    assert wording.counts_of(shelf.db, ["wexmoor"])["wexmoor"].entries == 2


def test_the_desk_forgets_when_it_closes_its_day(shelf: Shelf) -> None:
    Likener(shelf.db, SECONDS).take([fresh(1)])
    shelf.now += timedelta(days=11)
    with shelf.db.transaction():
        shelf.desk().close_day()
    assert wording.load(shelf.db, [1]) == {}


CALLS: dict[str, Callable[[Likener], object]] = {
    "taking": lambda likener: likener.take([fresh(4), fresh(5)]),
    "pruning": lambda likener: likener.prune(),
}


@pytest.mark.parametrize("name", CALLS)
def test_likening_searches_an_index_and_never_walks_a_table(shelf: Shelf, name: str) -> None:
    Likener(shelf.db, SECONDS).take([fresh(1), fresh(2), fresh(3, "Ponies calm pupils")])
    late = SECONDS + 11 * 86_400 * (name == "pruning")
    assert walked(shelf.db, lambda db: CALLS[name](Likener(db, late))) == []
