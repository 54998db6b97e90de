"""Titles, authors and dates of pages: where they stand, and what is none."""

from zoneinfo import ZoneInfo

import pytest

from cfnews.parse.article import Article, read_article
from cfnews.parse.article_wording import is_byline, is_date, is_label, person_in

STORY = "<p>The hub opened on Monday in the old library, and ten families came in the first hour of the day.</p>" * 3


def page(about: str, head: str = "", title: str = "<title>A family hub opens | The Outlet</title>") -> Article:
    body = f"<html><head>{title}{head}</head><body><h1>A family hub opens</h1>{about}{STORY}</body></html>"
    return read_article(body.encode(), "text/html", "https://outlet.example/hub")


def data(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {fields}}}</script>'


@pytest.mark.parametrize(
    ("about", "head", "author"),
    [
        ("", data('"author": {"@type": "Person", "name": "Ann Other"}'), "Ann Other"),
        ("", data('"author": [{"name": "Ann Other"}, {"name": "Sam Example"}]'), "Ann Other, Sam Example"),
        ("", data('"author": "Ann Other"'), "Ann Other"),
        ("", data('"author": {"@type": "Organization", "name": "The Outlet"}'), ""),
        ("", '<meta name="author" content="Ann Other">', "Ann Other"),
        ("", '<meta name="author" content="The Outlet"><meta property="og:site_name" content="The Outlet">', ""),
        ("", '<meta property="article:author" content="https://f.example/ann">', ""),
        ("", '<meta name="author" content="admin">', ""),
        ('<p class="byline">By <a href="/a">Ann Other</a>, health editor</p>', "", "Ann Other"),
        ('<div class="meta">Ann Other, 18 November 2026</div>', "", "Ann Other"),
        ('<p class="meta">13 November 2026 by Ann Other</p>', "", "Ann Other"),
        ('<div class="field-author"><div>Author</div><div>Dr Ann Other</div></div>', "", "Dr Ann Other"),
        ('<a rel="author" href="/a">Ann Other</a>', "", "Ann Other"),
        ("<p>By the end of the year there will be ten such hubs, said the council.</p>", "", ""),
        ("", "", ""),
    ],
)
def test_an_author_is_the_person_that_the_page_names(about: str, head: str, author: str) -> None:
    assert page(about, head).author == author


@pytest.mark.parametrize(
    ("about", "head", "day"),
    [
        ("", data('"datePublished": "2026-11-02T06:30:00Z"'), "2026-11-02"),
        ("", '<meta property="article:published_time" content="2026-11-02T06:30:00+00:00">', "2026-11-02"),
        ('<time datetime="2026-11-02">3 hours ago</time>', "", "2026-11-02"),
        ('<p class="date">Published: Thursday, 15 October 2026</p>', "", "2026-10-15"),
        ("<div>15th October 2026</div>", "", "2026-10-15"),
        ("<div>27 January 2026 | Research</div>", "", "2026-01-27"),
        ('<div class="header-meta">Cyhoeddwyd: 7 Gorffennaf 2026</div>', "", "2026-07-07"),
        ("<p>Last updated: 2 November 2026</p>", "", ""),
        ('<p>Updated <time datetime="2026-11-03">3 November</time></p><p>2 November 2026</p>', "", "2026-11-02"),
        ("<p>The council will look at it again on 4 January 2027, when the first year of the hub is over.</p>", "", ""),
        ("", "", ""),
    ],
)
def test_a_date_is_what_the_page_gives_as_one_and_is_never_guessed(about: str, head: str, day: str) -> None:
    found = page(about, head).published
    assert (found.astimezone(ZoneInfo("Europe/London")).date().isoformat() if found else "") == day


@pytest.mark.parametrize(
    ("body", "head", "title"),
    [
        (
            "<h1>The Outlet</h1><h2>A family hub opens</h2>",
            "<title>A family hub opens | The Outlet</title>",
            "A family hub opens",
        ),
        (
            "<h1>A family hub opens</h1>",
            '<meta property="og:title" content="Hub opens in Eastmere">',
            "Hub opens in Eastmere",
        ),
        ("", "<title>A family hub opens - The Outlet</title>", "A family hub opens"),
        ("", "<title>Well-being hub opens</title>", "Well-being hub opens"),
        ("<h1>A family hub opens</h1>", "", "A family hub opens"),
    ],
)
def test_a_title_is_the_heading_that_the_page_also_states(body: str, head: str, title: str) -> None:
    found = read_article(f"<html><head>{head}</head><body>{body}{STORY}</body></html>".encode(), "", "")
    assert found.title == title


def test_the_language_is_the_one_of_the_page() -> None:
    assert read_article(b'<html lang="cy"><body><p>Agorodd yr hyb.</p></body></html>', "text/html", "").language == "cy"
    assert read_article(b"<html><body><p>The hub opened.</p></body></html>", "text/html", "").language is None


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("By Ann Other", "Ann Other"),
        ("by Ann Other | @annother", "Ann Other"),
        ("Ann Other, Sam Example", "Ann Other, Sam Example"),
        ("Ann Other, social affairs correspondent", "Ann Other"),
        ("Written by Ann Other on 3 May 2026", "Ann Other"),
        ("gan Ann Other", "Ann Other"),
        ("https://outlet.example/ann", ""),
        ("editor", ""),
        ("", ""),
    ],
)
def test_a_persons_name_is_told_from_what_stands_about_it(line: str, person: str) -> None:
    assert person_in(line) == person


def test_lines_about_a_piece_are_told_from_its_text() -> None:
    assert all(map(is_date, ("12 November 2026", "Published: 3 May 2026", "3 hours ago", "Last updated")))
    assert not any(map(is_date, ("In 2026", "The hub opened on 3 May 2026.", "May")))
    assert is_byline("3 hours ago Ann Other", "Ann Other")
    assert is_byline("By our own correspondent", "")
    assert not is_byline("Ann Other has run the hub since it opened, and will stay for a year.", "Ann Other")
    assert is_label("News story")
    assert is_label("Ann Other, 18 November 2026")
    assert not is_label("It opened.")
