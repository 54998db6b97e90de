"""Feeds that come again under other names: nothing of it is news, and real news beside it is not lost."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.loopback import Answer, FeedServer, item, rss
from tests.running import Home

TITLES = (
    "Council opens a family hub in the old library",
    "Foster carers to be paid more from next April",
    "Directors publish a plan for children in care",
    "Inspectors praise early help in two villages",
    "Weekly round-up",
    "Jobs",
)
Change = Callable[[str], str]


def press(*more: str) -> list[str]:
    """The items of a feed: WordPress ids, pages of their own, a sentence each."""
    return [
        *more,
        *(
            item(
                title,
                f"http://outlet.example/2026/11/story-{number}/?b=2&a=1",
                guid=f"http://outlet.example/?p={number}",
                summary=f"What story {number} says, in a sentence that is long enough to tell it by.",
                hours_ago=3 + number,
            )
            for number, title in enumerate(TITLES, 1)
        ),
    ]


def fetched(home: Home) -> Any:
    """How the one feed went."""
    result = home.run("fetch", "--force", "--json")
    assert result.code == 0, result.err
    (feed,) = result.json["feeds"]
    return feed


def counts(feed: Any) -> tuple[int, int, int]:
    """New entries, those that tell what another tells, and updated ones."""
    return feed["new"] + feed["duplicates"], feed["updated"], feed["unchanged"]


def ids(home: Home) -> dict[str, str]:
    """The title of each story by its id."""
    return {story["id"]: story["title"] for story in home.run("list", "--json", "--limit", "0").json["stories"]}


@pytest.fixture
def served(home: Home, server: FeedServer) -> Callable[[Sequence[str]], Any]:
    """A home with one feed; gives what a fetch says once the feed holds these items."""

    def serve(items: Sequence[str]) -> Any:
        server.feed("/feed", items)
        return fetched(home)

    home.write_feeds({"id": "outlet", "url": server.url("/feed")})
    return serve


def _next(match: re.Match[str]) -> str:
    return f"?p={int(match[1]) + 60000}"


def _later(match: re.Match[str]) -> str:
    return f"<pubDate>Fri, 20 Nov 2026 07:{int(match[1]):02}:30 +0000</pubDate>"


REISSUES: dict[str, Change] = {
    "all ids are renumbered": lambda one: re.sub(r"\?p=(\d+)", _next, one),
    "the site moves to https": lambda one: one.replace("http:", "https:"),
    "the site moves to another host": lambda one: one.replace("outlet.example/2026", "news.example/2026"),
    "the site and its ids move": lambda one: one.replace("http://outlet.example", "https://www.news.example"),
    "links gain tracking": lambda one: one.replace("a=1<", "a=1&amp;utm_source=rss&amp;utm_medium=feed<"),
    "links gain a mark of the feed": lambda one: one.replace("a=1<", "a=1&amp;ref=rss<"),
    "links are ordered otherwise": lambda one: one.replace("?b=2&amp;a=1", "?a=1&amp;b=2"),
    "links gain a session": lambda one: re.sub(r"story-(\d)/", r"story-\1;jsessionid=F3\1.n1", one),
    "links and ids gain a token": lambda one: one.replace("a=1<", "a=1&amp;t=Zx81<").replace("?p=", "?t=Zx81&amp;p="),
    "dates move": lambda one: re.sub(r"<pubDate>\w+, \d+ \w+ \d+ (\d+).*?</pubDate>", _later, one),
    "dates are left out": lambda one: re.sub("<pubDate>.*?</pubDate>", "", one),
    "ids are left out": lambda one: re.sub("<guid.*?</guid>", "", one),
    "paths and ids are new": lambda one: re.sub(r"\?p=(\d+)", _next, one.replace("2026/11/story-", "news/n")),
    "paths, ids and dates are new": lambda one: re.sub(
        r"<pubDate>\w+, \d+ \w+ \d+ (\d+).*?</pubDate>",
        _later,
        re.sub(r"\?p=(\d+)", _next, one.replace("2026/11/story-", "news/n")),
    ),
    "white space and markup change": lambda one: one.replace("in a sentence", "in  &lt;b&gt;a&lt;/b&gt;  sentence"),
}


@pytest.mark.parametrize("change", REISSUES.values(), ids=REISSUES)
def test_a_reissue_is_no_news_and_what_is_new_beside_it_is(
    home: Home, served: Callable[[Sequence[str]], Any], change: Change
) -> None:
    assert counts(served(press())) == (6, 0, 0)
    again = [change(one) for one in press()]
    assert again != press()
    fresh = item(
        "A bill on kinship care is published", "http://outlet.example/2026/11/bill/", guid="fresh", hours_ago=1
    )
    assert counts(served([change(fresh), *again])) == (1, 0, 6)
    assert counts(served(press())) == (0, 0, 6)  # and all the way back
    assert len(ids(home)) == 7


def test_a_flood_is_told_in_one_line_and_only_once(served: Callable[[Sequence[str]], Any]) -> None:
    served(press())
    renumbered = [REISSUES["all ids are renumbered"](one) for one in press()]
    assert served(renumbered)["notes"] == ["all 6 ids changed; known again by their pages"]
    assert served(renumbered[::-1])["notes"] == []
    moved = [REISSUES["the site moves to another host"](one) for one in renumbered]
    assert served(moved)["notes"] == ["all 6 pages moved to news.example; known again by their ids or titles"]


def test_entries_that_leave_and_return_and_old_ones_that_come_up_again_are_no_news(
    served: Callable[[Sequence[str]], Any],
) -> None:
    assert counts(served(press())) == (6, 0, 0)
    assert counts(served(press()[3:])) == (0, 0, 3)
    assert counts(served(press()[::-1])) == (0, 0, 6)
    assert counts(served([])) == (0, 0, 0)
    assert counts(served(press()[4:])) == (0, 0, 2)


def test_a_headline_or_a_sentence_that_really_changes_is_an_update(served: Callable[[Sequence[str]], Any]) -> None:
    served(press())
    retitled = [one.replace("old library", "town library") for one in press()]
    assert counts(served(retitled)) == (0, 1, 5)
    reworded = [one.replace("What story 2 says", "What the second story said") for one in retitled]
    assert counts(served(reworded)) == (0, 1, 5)
    both = [re.sub(r"\?p=(\d+)", _next, one.replace("What story 3 says", "What 3 says")) for one in reworded]
    assert counts(served(both)) == (0, 1, 5)  # with all ids renumbered in the same night


def test_a_feed_whose_entries_share_one_link_is_read_by_its_ids(served: Callable[[Sequence[str]], Any]) -> None:
    def notices(*numbers: int) -> list[str]:
        return [item(f"Notice number {one}", "http://outlet.example/notices", guid=f"n{one}") for one in numbers]

    assert counts(served(notices(3, 2, 1))) == (3, 0, 0)
    assert counts(served(notices(4, 3, 2))) == (1, 0, 2)
    assert counts(served(notices(5))) == (1, 0, 0)


def test_a_feed_whose_entries_share_link_and_id_is_read_by_its_titles(served: Callable[[Sequence[str]], Any]) -> None:
    def notices(*numbers: int) -> list[str]:
        page = "http://outlet.example/notices/"
        return [item(f"Notice number {one}", page, guid=page, hours_ago=100 - one) for one in numbers]

    assert counts(served(notices(3, 2, 1))) == (3, 0, 0)
    assert counts(served(notices(4, 3, 2))) == (1, 0, 2)


def test_one_page_under_two_id_schemes_in_two_feeds_is_one_story(home: Home, server: FeedServer) -> None:
    def entry(ident: str, stamp: str) -> bytes:
        page = "https://www.gov.uk/government/news/family-hubs"
        return (
            f'<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><id>f</id><updated>{stamp}</updated>'
            f'<entry><id>{ident}</id><updated>{stamp}</updated><title>Family hubs</title><link href="{page}"/>'
            f"<summary>More hubs are to open.</summary></entry></feed>"
        ).encode()

    page = "https://www.gov.uk/government/news/family-hubs"
    kind = {"Content-Type": "application/atom+xml"}
    home.write_feeds(*({"id": name, "url": server.url(f"/{name}")} for name in ("organisation", "finder")))
    for number, stamp in enumerate(("2026-11-19T09:00:00Z", "2026-11-20T06:00:00Z")):
        server.answers["/organisation"] = Answer(entry(f"{page}#{stamp}", stamp), headers=kind)
        server.answers["/finder"] = Answer(
            entry("tag:www.gov.uk,2005:/government/news/family-hubs", stamp), headers=kind
        )
        report = home.run("fetch", "--force", "--json").json["counts"]
        assert (report["new"], report["duplicates"], report["updated"]) == ((1, 1, 0) if number == 0 else (0, 0, 0))
    (story,) = home.run("list", "--json", "--limit", "0").json["stories"]
    assert len(story["sources"]) == 2


def test_one_id_in_two_feeds_joins_nothing(home: Home, server: FeedServer) -> None:
    for name, title in (("one", "Council opens a family hub"), ("two", "Inspectors visit a children's home")):
        server.answers[f"/{name}"] = Answer(rss([item(title, f"https://{name}.example/1", guid="1")]))
    home.write_feeds(*({"id": name, "url": server.url(f"/{name}")} for name in ("one", "two")))
    for identity in ("auto", "guid", "guid+link"):
        home.write_feeds(
            *(
                {"id": f"{name}-{identity[:4]}", "url": server.url(f"/{name}"), "identity": identity}
                for name in ("one", "two")
            )
        )
        assert home.run("fetch", "--force", "--json").code == 0
        assert len(ids(home)) == 2


def test_entries_that_share_a_page_in_one_feed_are_not_the_one_that_has_it_in_another(
    home: Home, server: FeedServer
) -> None:
    page = "https://outlet.example/notices-of-november"
    server.feed("/one", [item("Council opens a family hub", page, guid="1")])
    server.feed("/two", [item("Inspectors visit two homes", page, guid="a"), item("A bill is read", page, guid="b")])
    home.write_feeds(*({"id": name, "url": server.url(f"/{name}")} for name in ("one", "two")))
    home.run("fetch", "--force", "--json", "one")
    assert counts(home.run("fetch", "--force", "--json", "two").json["feeds"][0]) == (2, 0, 0)
    assert len(ids(home)) == 3


def test_a_feed_may_be_given_another_identity_without_a_flood(home: Home, server: FeedServer) -> None:
    for number, identity in enumerate(("auto", "guid", "link", "guid+link", "auto")):
        server.feed("/feed", press()[number:] + press()[:number])  # else it is not even read again
        home.write_feeds({"id": "outlet", "url": server.url("/feed"), "identity": identity})
        assert counts(fetched(home)) == ((6, 0, 0) if number == 0 else (0, 0, 6))
