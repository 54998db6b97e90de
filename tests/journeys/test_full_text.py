"""The whole story: pages are fetched for feeds and readers that ask for it, by the rules of any fetch."""

import json
from typing import Any

import pytest

from tests.journeys.contract import fetch, set_clock
from tests.loopback import Answer, FeedServer, Request, item
from tests.running import Home

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Visit to Worcestershire finds some progress | The Desk</title>
<meta property="og:title" content="Visit to Worcestershire finds some progress"></head><body>
<nav><a href="/">Home</a> <a href="/about">About The Desk</a></nav>
<div class="banner">Book your place at our spring conference</div>
<main><article><h1>Visit to Worcestershire finds some progress</h1>
<p>Inspectors have told Worcestershire County Council that its work with families is improving, but slowly, in a letter
after their monitoring visit of 3 March 2026.</p>
<p>In January 2026 only 58% of plans were reviewed on time, against 81% in June 2025, but nobody knew why.</p>
<p>The inspectors found:</p>
<ul><li>Visits to children in foster homes are regular and well written up.</li>
<li>Managers check too few of the decisions that social workers make.</li></ul>
<p>&#8220;Children tell us that their social worker now stays,&#8221; the letter says, and counts marmalade twice.</p>
<p>Read the <a href="/files/letter-2026.pdf">inspectors' letter to the council (PDF)</a>.</p></article></main>
<aside><h2>Related</h2><ul><li><a href="/oldham">Oldham opens a hub</a></li></ul></aside>
<footer>Make an enquiry. Subscribe to our newsletter.</footer></body></html>"""
TITLE = "Visit to Worcestershire finds some progress"
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def desk(home: Home, server: FeedServer) -> Home:
    """A home with a feed that asks for the whole text, whose one story has a page."""
    server.answers["/story"] = Answer(PAGE.encode(), headers=HTML)
    home.write_feeds({"id": "desk", "url": told(server, "/story"), "full_text": True})
    return home


def told(server: FeedServer, *paths: str) -> str:
    """A feed whose stories are on these pages, told in a sentence that breaks off."""
    stories = [
        item(f"{TITLE} {'again ' * place}".strip(), server.url(path), summary="Inspectors have told the council […]")
        for place, path in enumerate(paths)
    ]
    return server.feed("/feed", stories)


def shown(home: Home, *more: str) -> Any:
    """The one story, whole."""
    (story,) = home.run("list", "--json").json["stories"]
    result = home.run("show", story["id"], "--json", *more)
    assert result.code == 0, result.err
    return result.json["stories"][0]


def test_the_page_gives_text_findings_figures_and_the_report_and_nothing_of_its_frame(desk: Home) -> None:
    assert fetch(desk)["desk"]["notes"] == ["the whole text of 1 story read"]
    story = shown(desk)
    assert (story["text_from"], story["text_whole"], story["text_stopped"]) == ("page", True, None)
    assert story["text"].startswith("Inspectors have told Worcestershire")
    for words in ("spring conference", "About The Desk", "Oldham", "enquiry", "Subscribe"):
        assert words not in json.dumps(story)
    assert story["findings"] == [
        "Visits to children in foster homes are regular and well written up.",
        "Managers check too few of the decisions that social workers make.",
    ]
    assert [(one["value"], one["period"], one["comparison"]) for one in story["figures"]] == [
        (58, "2026-01", {"value": 81, "period": "2025-06"})
    ]
    assert story["quotes"] == ["Children tell us that their social worker now stays,"]
    assert [report["url"].rpartition("/")[2] for report in story["reports"]] == ["letter-2026.pdf"]
    assert [place["slug"] for place in story["places"]] == ["worcestershire"]
    assert [(event["type"], event["date"]) for event in story["events"]] == [("monitoring_visit", "2026-03-03")]


def test_what_only_the_page_says_is_found(desk: Home) -> None:
    fetch(desk)
    assert len(desk.run("search", "marmalade", "--json").json["stories"]) == 1


def test_robots_txt_is_asked_first_and_once_a_day_and_a_page_once(desk: Home, server: FeedServer) -> None:
    fetch(desk)
    assert [request.path for request in server.log] == ["/feed", "/robots.txt", "/story"]
    (page,) = server.asked("/story")
    assert page.headers["user-agent"].startswith("cfnews/")
    assert "text/html" in page.headers["accept"]
    assert not {"cookie", "authorization"} & page.headers.keys()
    told(server, "/story", "/other")
    server.answers["/other"] = Answer(PAGE.encode(), headers=HTML)
    set_clock(desk, hours=2)
    fetch(desk)
    assert [request.path for request in server.log][3:] == ["/feed", "/other"]
    told(server, "/story", "/other", "/third")
    set_clock(desk, hours=30)
    fetch(desk)
    assert [request.path for request in server.log][5:] == ["/feed", "/robots.txt", "/third"]


def test_a_page_that_robots_txt_closes_is_not_fetched_and_the_reader_is_told(desk: Home, server: FeedServer) -> None:
    server.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /story\n")
    notes = fetch(desk)["desk"]["notes"]
    assert server.asked("/story") == []
    assert len(notes) == 1 and "robots.txt" in notes[0]
    story = shown(desk)
    assert (story["text_from"], story["text_whole"]) == ("feed", False)
    assert "robots.txt" in story["text_stopped"]


@pytest.mark.parametrize(
    ("page", "stopped"),
    [
        (Answer(b"no", 404), "the page is not there"),
        (Answer(b"no", 401), None),
        (Answer(b"%PDF-1.7", headers={"Content-Type": "application/pdf"}), "the address leads to a file"),
        (Answer(b"<html><body><nav>Menu</nav></body></html>", headers=HTML), "no story was found"),
    ],
    ids=["gone", "forbidden", "file", "empty"],
)
def test_why_a_page_gives_no_text_is_told_and_it_is_not_asked_for_again(
    desk: Home, server: FeedServer, page: Answer, stopped: str | None
) -> None:
    server.answers["/story"] = page
    assert fetch(desk)["desk"]["status"] == "new"
    story = shown(desk)
    assert story["text_from"] == "feed"
    assert story["text_stopped"].startswith(stopped or "")
    set_clock(desk, hours=30)
    fetch(desk, "--force")
    assert len(server.asked("/story")) == 1


def test_a_server_in_trouble_is_asked_for_the_page_later(desk: Home, server: FeedServer) -> None:
    server.answers["/story"] = Answer(b"", 503)
    fetch(desk)
    for hours, requests in ((0.5, 1), (2, 2)):
        set_clock(desk, hours=hours)
        fetch(desk, "--force")
        assert len(server.asked("/story")) == requests
    server.answers["/story"] = Answer(PAGE.encode(), headers=HTML)
    set_clock(desk, hours=12)
    fetch(desk, "--force")
    assert shown(desk)["text_from"] == "page"


def test_a_host_that_limits_is_left_alone_with_its_other_pages_and_its_feed(desk: Home, server: FeedServer) -> None:
    told(server, "/story", "/other")
    server.answers["/story"] = server.answers["/other"] = Answer(b"", 429, {"Retry-After": "7200"})
    fetch(desk)
    assert len(server.asked("/story") + server.asked("/other")) == 1
    set_clock(desk, hours=1.5)
    assert fetch(desk)["desk"]["status"] == "skipped"


def test_without_full_text_no_page_is_fetched_until_the_reader_asks(home: Home, server: FeedServer) -> None:
    server.answers["/story"] = Answer(PAGE.encode(), headers=HTML)
    home.write_feeds({"id": "desk", "url": told(server, "/story")})
    fetch(home)
    before = shown(home)
    assert (before["text_from"], before["text_whole"], before["text_stopped"]) == ("feed", False, None)
    assert shown(home, "--offline", "--full")["text_from"] == "feed"
    assert server.asked("/story") == []
    assert shown(home, "--full")["text_from"] == "page"
    assert shown(home, "--full")["text_whole"]
    assert len(server.asked("/story")) == 1


def test_a_story_whose_feed_changed_has_its_page_read_again(desk: Home, server: FeedServer) -> None:
    fetch(desk)
    server.answers["/story"] = Answer(PAGE.replace("58%", "61%").encode(), headers=HTML)
    server.feed("/feed", [item(TITLE, server.url("/story"), summary="Inspectors have corrected a figure […]")])
    set_clock(desk, hours=2)
    assert fetch(desk)["desk"]["updated"] == 1
    story = shown(desk)
    assert "61%" in story["text"]
    assert [one["value"] for one in story["figures"]] == [61]


def test_a_dry_run_fetches_no_page(desk: Home, server: FeedServer) -> None:
    desk.run("fetch", "--dry-run", "--json")
    assert [request.path for request in server.log] == ["/feed"]


def test_the_pages_of_one_host_are_fetched_one_after_the_other(desk: Home, server: FeedServer) -> None:
    paths = [f"/story-{number}" for number in range(6)]
    told(server, *paths)
    for path in paths:
        server.answers[path] = Answer(PAGE.encode(), headers=HTML, silent=0.05)
    fetch(desk)
    assert all(len(server.asked(path)) == 1 for path in paths)
    assert server.most_at_once == 1


def test_stories_are_stored_before_their_pages_are_asked_for(desk: Home, server: FeedServer) -> None:
    stored: list[int] = []

    def look(_: Request) -> Answer:
        stored.append(len(desk.run("list", "--json").json["stories"]))
        return Answer(PAGE.encode(), headers=HTML)

    server.answers["/story"] = look
    fetch(desk)
    assert stored == [1]


def test_a_subscribers_page_is_told_as_one(desk: Home, server: FeedServer) -> None:
    wall = '<div class="paywall"><h2>Subscribe to read on</h2><p>Already a subscriber? Log in.</p></div>'
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script></head>'
    page = PAGE.replace("</head>", head)
    cut = page[: page.index("<p>In January")] + wall + page[page.index("</article>") :]
    server.answers["/story"] = Answer(cut.encode(), headers=HTML)
    fetch(desk)
    story = shown(desk)
    assert story["text_stopped"] == "the rest is for subscribers"
    assert not story["text_whole"]
    assert "Subscribe" not in story["text"]
