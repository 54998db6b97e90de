"""Documents made to keep a parser busy or to fill the memory: each costs its own feed at most, and a bounded time."""

import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from cfnews.update.workers import Workers, reading_time
from tests.journeys.contract import fetch, set_clock, titles
from tests.loopback import FeedServer, item
from tests.running import Home

BUDGET = 1.0  # seconds, of the five that the program gives
HEAD = '<?xml version="1.0"?>'
GOOD = [f"An honest story of feed number {number}" for number in range(3)]


def around(middle: str, dtd: str = "") -> bytes:
    """An RSS document with a good item before and after what is hostile in it."""
    before, after = item("The item before the hostile part"), item("The item after the hostile part")
    return f'{HEAD}{dtd}<rss version="2.0"><channel><title>t</title>{before}{middle}{after}</channel></rss>'.encode()


def entities(levels: int) -> str:
    """A DTD whose last entity is ten to the power of so many times the first."""
    lines = ['<!ENTITY e0 "ha">'] + [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels + 1)]
    return f"<!DOCTYPE rss [{''.join(lines)}]>"


def nested(depth: int) -> str:
    """So many divisions, one within the other."""
    return "<item><title>Deep</title><description>" + "<div>" * depth + "</div>" * depth + "</description></item>"


HOSTILE: dict[str, bytes] = {
    "attributes": around("<item><title " + "".join(f"a{n}='' " for n in range(67_500)) + ">x</title></item>"),
    "attributes-open": f"{HEAD}<rss><channel><item><title {''.join(f'a{n}= ' for n in range(90_000))}>x".encode(),
    "comments": around("<item><description><![CDATA[" + "<!-- <" * 33_000 + "]]></description></item>"),
    "bare-comments": around("<!--" * 50_000),
    "comments-before": b"<!---->" * 500 + around("").removeprefix(HEAD.encode()),
    "comments-alone": b"<!---->" * 30_000,
    "quadratic": around(
        "<item><title>" + "&a;" * 50_000 + "</title></item>", f'<!DOCTYPE rss [<!ENTITY a "{"B" * 50_000}">]>'
    ),
    "laughs": around("<item><title>&e9;</title></item>", entities(9)),
    "cyclic": around("<item><title>&a;</title></item>", '<!DOCTYPE rss [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'),
    "external": around("<item><title>&a;</title></item>", '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
    "outer-dtd": around("", '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">'),
    "nesting": around(nested(20_000)),
    "nested-text": around(nested(20_000).replace("<div>", "&lt;div&gt;").replace("</div>", "&lt;/div&gt;")),
    "nested-elements": around("<a>" * 20_000 + "</a>" * 20_000),
    "author": around(f"<item><title>Long author</title><author>{'a' * 65_536}</author></item>"),
    "author-at": around(f"<item><title>Long author</title><author>{'a.' * 32_768}@</author></item>"),
    "junk": b"<rss><channel>" + b"<x>&nope;<y z=\x01 w='<'>" * 143_000,
    "references": around("<item><title>" + "&#1;&#x0;&#xD800;&#99999999;" * 2_000 + "</title></item>"),
    "json": b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
}  # fmt: skip


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """One fetch of all hostile feeds among three good ones: reports, stored titles, seconds, and a later log."""
    folder = tmp_path_factory.mktemp("budget")
    home = Home(folder)
    with FeedServer() as server, pytest.MonkeyPatch.context() as patched:
        patched.setattr("cfnews.update.asking.Workers", partial(Workers, budget=BUDGET))
        feeds = [{"id": name, "url": server.feed(f"/{name}", body, ETag='"1"')} for name, body in HOSTILE.items()]
        good = [{"id": f"good-{n}", "url": server.feed(f"/good-{n}", [item(title)])} for n, title in enumerate(GOOD)]
        home.write_feeds(*feeds, *good)
        started = time.monotonic()
        reports = fetch(home)
        took = time.monotonic() - started
        stored = titles(home)
        set_clock(home, days=2)
        server.log.clear()
        fetch(home, *[f"good-{n}" for n in range(3)])
        yield {"reports": reports, "titles": stored, "took": took, "log": server.log}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_document_made_to_hurt_ends_as_one_feed_that_is_read_or_has_failed(
    outcome: dict[str, Any], name: str
) -> None:
    report = outcome["reports"][name]
    if report["error"]:
        assert report["error"]["code"] in ("parse", "parse_budget", "not_a_feed")
        assert report["entries"] == 0
    else:
        assert report["status"] in ("new", "updated", "unchanged")
        assert report["entries"] >= 1


def test_the_others_of_the_run_are_stored_whole(outcome: dict[str, Any]) -> None:
    assert set(GOOD) <= outcome["titles"]
    assert {outcome["reports"][f"good-{n}"]["status"] for n in range(3)} == {"new"}


def test_all_of_them_together_take_no_longer_than_their_budgets(outcome: dict[str, Any]) -> None:
    stopped = sum((report["error"] or {}).get("code") == "parse_budget" for report in outcome["reports"].values())
    assert stopped <= 8
    assert outcome["took"] < (stopped + 2) * (BUDGET + 2) + 15


@pytest.mark.parametrize("name", ["author", "author-at", "nesting", "references", "attributes"])
def test_what_only_looks_heavy_is_read(outcome: dict[str, Any], name: str) -> None:
    assert outcome["reports"][name]["error"] is None


@pytest.mark.parametrize("name", ["laughs", "quadratic", "cyclic", "external"])
def test_nothing_that_a_document_declares_for_itself_is_expanded_or_opened(outcome: dict[str, Any], name: str) -> None:
    for title in outcome["titles"]:
        assert "haha" not in title
        assert "BBBB" not in title
    assert len(outcome["log"]) == 3  # and the good feeds can be asked again
    assert (outcome["reports"][name]["error"] or {}).get("code") != "internal"


def test_the_program_gives_a_document_five_seconds_and_more_only_for_its_size() -> None:
    assert reading_time(600_000) < 7
    assert 20 < reading_time(10_000_000) < 30
