"""Golden pages: each file of tests/data/articles is a page and the story that must come of it.

It begins with a comment that holds the expectation as JSON; the rest, byte for byte, is the page.
"""

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from cfnews.parse.article import Article, feed_html, read_article
from cfnews.sector.findings import find_findings
from cfnews.sector.quotes import find_quotes
from cfnews.sector.reports import find_reports

PAGES = sorted((Path(__file__).parents[2] / "data/articles").iterdir())
URL = "https://outlet.example/news/hub"


def split(path: Path) -> tuple[dict[str, Any], bytes]:
    head, _, body = path.read_bytes().removeprefix(b"<!--\n").partition(b"\n-->\n")
    return json.loads(head), body


def page(body: str, head: str = "") -> Article:
    """The article of a page with this body, under the headline "A hub opens"."""
    return read_article(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "text/html", URL)


def london_date(article: Article) -> str:
    return article.published.astimezone(ZoneInfo("Europe/London")).date().isoformat() if article.published else ""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_gives_the_story_that_its_case_tells(path: Path) -> None:
    expected, body = split(path)
    article = read_article(body, "text/html", expected["url"])
    assert [line for line in article.text.split("\n") if line] == expected["text"], expected["says"]
    assert (article.title, article.author) == (expected["title"], expected["author"])
    assert london_date(article) == expected["published"]
    assert article.paywall == expected.get("paywall")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_a_page_tells_is_found_in_its_story(path: Path) -> None:
    expected, body = split(path)
    article = read_article(body, "text/html", expected["url"])
    assert find_findings(article.text) == expected["findings"]
    assert find_quotes(article.text, article.quotes) == expected["quotes"]
    assert [[report.title, report.url] for report in find_reports(article.links, expected["url"])] == expected[
        "reports"
    ]


def test_every_page_says_what_it_is_for() -> None:
    assert all(split(path)[0]["says"] for path in PAGES)
    assert len(PAGES) >= 20


def test_a_digest_of_other_news_longer_than_the_story_is_no_part_of_it() -> None:
    story = "<h1>A hub opens</h1><div><p>The hub opened on Monday.</p><p>Ten families came.</p></div>"
    other = "The bridge will be closed for nine weeks from January, the county says, and lorries will go by the coast. "
    card = (
        '<h3><a href="/news/{0}">Bridge {0} to close</a></h3><p>{1}</p><p><a href="/news/{0}">Read Full Story</a></p>'
    )
    cards = [card.format(number, other * 2) for number in range(6)]
    flat, boxed = "".join(cards), "".join(f"<div>{one}</div>" for one in cards)
    for digest in (
        flat,
        boxed,
        f"<section><h2>Digest</h2>{flat}</section>",
        f"<section><h2>Digest</h2>{boxed}</section>",
    ):
        for body in (f"{story}{digest}", f"<main><article>{story}</article>{digest}</main>", f"{digest}{story}"):
            assert page(body).paragraphs == ("The hub opened on Monday.", "Ten families came.")


def test_a_paragraph_that_is_a_link_to_a_document_is_a_link_and_no_text() -> None:
    article = page('<h1>A hub opens</h1><p>The hub opened on Monday.</p><p><a href="plan.pdf">The hub’s plan</a></p>')
    assert article.paragraphs == ("The hub opened on Monday.",)
    assert article.links == (("The hub’s plan", "https://outlet.example/news/plan.pdf"),)


def test_links_are_resolved_against_the_base_that_the_page_names() -> None:
    article = page('<p>See <a href="plan.pdf">the plan</a> of the hub.</p>', '<base href="/files/">')
    assert article.links == (("the plan", "https://outlet.example/files/plan.pdf"),)


def test_links_to_the_page_itself_and_to_no_page_are_none() -> None:
    article = page('<p>The hub <a href="#top">opened</a>, <a href="mailto:a@b.example">she</a> <a>said</a> today.</p>')
    assert (article.links, article.paragraphs) == ((), ("The hub opened, she said today.",))


def test_the_text_has_the_form_of_a_feeds_text() -> None:
    article = page(
        "<h1>A hub opens</h1><p>The report found:</p><ul><li>one</li><li>two</li></ul>"
        "<blockquote>Good, she said.</blockquote>"
        "<table><tr><th>Town</th><th>Hubs</th></tr><tr><td>Eastmere</td><td>4</td></tr></table>"
    )
    assert article.text == "The report found:\n\n• one\n• two\n\nGood, she said.\n\nTown | Hubs\nEastmere | 4"
    assert article.list_items == ("one", "two")
    assert article.quotes == ("Good, she said.",)


def test_what_is_read_is_clean() -> None:
    article = page(
        "<title>A hub\x1b[31m opens</title><p>The hub \u202eopened\u200b on &amp;lt;b&amp;gt;Monday&amp;lt;/b&amp;gt;"
        " \x07in Eastmere &#27;[2J town.</p>"
    )
    assert article.title == "A hub opens"
    assert article.text == "The hub opened on Monday in Eastmere town."


def test_an_article_survives_the_way_between_two_processes() -> None:
    expected, body = split(PAGES[0])
    article = read_article(body, "text/html", expected["url"])
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(article), type=Article) == article


HOSTILE = {
    "nothing": b"",
    "spaces": b" \n\x00 ",
    "no markup": b"The hub opened on Monday.",
    "half a tag": b"<",
    "ten thousand openers": b"<" * 10_000,
    "deep boxes": b"<div>" * 20_000 + b"The hub opened.",
    "deep links": b"<a href=x>a" * 5_000,
    "deep lists": b"<ul><li>a" * 5_000,
    "deep tables": b"<table><tr><td>a" * 1_000,
    "deep quotations": b"<blockquote><p>a" * 3_000,
    "deep terms": b"<dl><dt>from<dd>" * 3_000,
    "many paragraphs": b"<p>The hub opened." * 9_000,
    "many breaks": b"<p>" + b"one line<br>" * 20_000,
    "many headings": b"<h2><a href=/a>Another hub</a></h2><p>It opens." * 3_000,
    "many names": b"<div class='" + b"related-x " * 9_000 + b"'>a</div>",
    "one long word": b"<p>" + b"a" * 300_000,
    "nested data": b'<script type="application/ld+json">' + b"[" * 50_000 + b"</script><p>The hub opened.",
    "data of other kinds": b'<script type="application/ld+json">{"@type":["Article",3],"author":[1,null]}</script>',
    "an encoding that is none": b"<meta charset='zlib_codec'><p>The hub opened.",
    "controls": bytes(range(256)) * 40,
    "a broken address": b"<base href='http://[x'><p>The <a href='http://[y'>hub</a> opened.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_bytes_make_it_raise(name: str) -> None:
    article = read_article(HOSTILE[name], "text/html", URL)
    assert article.parts or article.paywall
    assert all(part.text.isprintable() for part in article.parts)
    feed_html(HOSTILE[name].decode("latin-1"))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"%PDF-1.7 ...", "text/html"), (b"<p>x", "application/pdf"), (b"{}", "application/json"), (b"<p>x", "image/png")],
)
def test_what_is_no_page_is_not_read_as_one(body: bytes, content_type: str) -> None:
    assert read_article(body, content_type, URL) == Article(paywall="not_a_page")


def test_a_fault_on_the_way_is_a_reason_and_not_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("cfnews.parse.article.frame_of", fail)
    assert page("<p>The hub opened.</p>").paywall == "unreadable"


def test_the_page_is_read_by_its_own_form_where_trafilatura_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AttributeError

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    expected, body = split(next(path for path in PAGES if path.stem == "wordpress-trade"))
    text = read_article(body, "text/html", expected["url"]).text
    assert [line for line in text.split("\n") if line] == expected["text"]


def test_markup_in_a_feed_gives_its_lists_and_links() -> None:
    article = feed_html(
        '<p>The <a href="/r.pdf">review</a> found:</p><ul><li>no plan</li><li>no visits</li></ul>'
        "<h3>Share this</h3><ul><li>Facebook</li></ul><p>The post A hub opens appeared first on The Outlet.</p>",
        URL,
    )
    assert article.text == "The review found:\n\n• no plan\n• no visits"
    assert article.links == (("review", "https://outlet.example/r.pdf"),)
    assert feed_html("") == Article()
