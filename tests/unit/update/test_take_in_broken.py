"""A document that fails while it is folded: nothing of it is stored, and no other feed suffers."""

import pytest

from cfnews.model import RawEntry
from cfnews.stories.match import Likeness, Side, compare
from cfnews.update import likening
from tests.running import Home
from tests.unit.making import Shelf, raw, spec

HUB = "Wexmoor family hub opens in the old swimming baths"
TOLD = "Midwives and a toy library share the swimming baths in Wexmoor."
BROKEN = f"Broken {HUB}"


def hub(feed: str, title: str = HUB) -> RawEntry:
    return raw(title, f"https://{feed}.example/hub", guid=feed, summary=TOLD)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Comparing the broken headline is a fault."""

    def comparing(one: Side, other: Side) -> Likeness:
        if one.title == BROKEN:
            raise RuntimeError("a fault of ours")
        return compare(one, other)

    monkeypatch.setattr(likening, "compare", comparing)
    return monkeypatch


def all_that_is_stored(shelf: Shelf) -> dict[str, list[tuple[object, ...]]]:
    tables = [row[0] for row in shelf.db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {table: [tuple(row) for row in shelf.db.rows(f"SELECT * FROM {table}")] for table in tables}  # noqa: S608


@pytest.mark.usefixtures("broken")
def test_a_document_that_fails_in_the_middle_of_folding_leaves_the_store_as_it_was() -> None:
    shelf = Shelf(None, *map(spec, ("one", "two", "three")))
    shelf.take(hub("one"), feed="one")
    before = all_that_is_stored(shelf)
    desk = shelf.desk()
    with shelf.db.transaction():
        with pytest.raises(RuntimeError):
            shelf.take(hub("two", BROKEN), raw("Newts delay bypass", "https://two.example/1"), feed="two", desk=desk)
        assert all_that_is_stored(shelf) == before
        shelf.take(hub("three"), feed="three", desk=desk)
    assert shelf.groups() == {frozenset({"one", "three"})}


def test_a_run_stores_the_other_feeds_and_the_broken_one_later(home: Home, broken: pytest.MonkeyPatch) -> None:
    titles = {"one": HUB, "two": BROKEN, "three": HUB}
    for feed, title in titles.items():
        link = f"https://{feed}.example/1"
        item = f"<item><title>{title}</title><link>{link}</link><description>{TOLD}</description></item>"
        (home.folder / f"{feed}.xml").write_text(f"<rss version='2.0'><channel>{item}</channel></rss>", "utf-8")
    home.write_feeds(*({"id": feed, "url": (home.folder / f"{feed}.xml").as_uri()} for feed in titles))

    def broken_feeds() -> list[tuple[str, str]]:
        feeds = home.run("fetch", "--force", "--json").json["feeds"]
        return [(feed["id"], feed["error"]["code"]) for feed in feeds if feed["error"]]

    def told() -> list[set[str]]:
        stories = home.run("list", "--json").json["stories"]
        return [{source["feed"] for source in story["sources"]} for story in stories]

    home.run("fetch", "one", "--json")
    assert broken_feeds() == [("two", "internal")]
    assert told() == [{"one", "three"}]
    broken.setattr(likening, "compare", compare)
    assert broken_feeds() == []
    assert told() == [set(titles)]
