"""Finding feeds politely: with pauses, within bounds, and led nowhere private."""

from collections.abc import Iterator

import pytest

from cfnews.model import Settings
from cfnews.update import discovering
from cfnews.update.discovering import MOST_NAMED, discover
from tests.loopback import Answer, FeedServer, item
from tests.unit.making import NOW


@pytest.fixture(name="site")
def _site(server: FeedServer) -> Iterator[FeedServer]:
    server.feed("/feed", [item("A matter", "https://a.example/1")])
    yield server


def page(server: FeedServer, *targets: str) -> str:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{one}">' for one in targets)
    server.answers["/"] = Answer(f"<html><head>{links}".encode(), headers={"Content-Type": "text/html"})
    return server.url("/")


def test_between_two_requests_to_a_site_there_is_a_pause(site: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovering, "is_here", lambda _: False)
    pauses: list[float] = []
    found = discover(page(site, "/no", "/feed"), Settings(), NOW, private_allowed=True, sleep=pauses.append)
    assert found.requests == 3 and pauses == [0.25, 0.25]


def test_a_page_leads_nobody_into_a_private_network(site: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovering, "names_private", lambda url: "10.0.0" in url or "/inside" in url)
    address = page(site, "http://10.0.0.1/feed", site.url("/inside"), "/feed")
    found = discover(address, Settings(), NOW, private_allowed=False)
    assert [one.url for one in found.candidates] == [site.url("/feed")]
    assert [request.path for request in site.log] == ["/", "/feed"]


def test_of_many_feeds_the_first_are_asked_and_the_others_told_of(site: FeedServer) -> None:
    address = page(site, "/feed", *(f"/{number}.rss" for number in range(20)))
    found = discover(address, Settings(), NOW, private_allowed=True)
    assert len(site.log) == 1 + MOST_NAMED and len(found.candidates) == 21
    assert [one.entries for one in found.candidates[:1]] == [1] and found.candidates[-1].entries is None


def test_what_a_page_says_reaches_no_terminal_as_it_is(site: FeedServer) -> None:
    site.answers["/"] = Answer(
        b'<html><link rel=alternate type=application/rss+xml title="a&#27;[31m&#8238;b" href="/x y\xc3\xa9\x01.rss">',
        headers={"Content-Type": "text/html; charset=utf-8"},
    )
    (one,) = [one for one in discover(site.url("/"), Settings(), NOW, private_allowed=True).candidates if one.error]
    assert one.title.isprintable() and one.url.isascii() and one.url.isprintable()


def test_a_body_that_is_neither_feed_nor_page_is_no_feed(site: FeedServer) -> None:
    site.answers["/x"] = Answer(b"\x89PNG\r\n" + bytes(range(256)))
    site.answers["/feed"] = Answer(status=404)
    found = discover(site.url("/x"), Settings(), NOW, private_allowed=True)
    assert found.candidates == [] and found.problem is not None and found.problem.code in ("parse", "not_a_feed")
