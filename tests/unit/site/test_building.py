"""The files of a site: every link leads somewhere, no page is large, and nothing of a feed is more than text."""

import json
import re
from datetime import timedelta
from itertools import pairwise
from xml.etree import ElementTree

import msgspec
import pytest

from cfnews.model import RawFeed
from cfnews.parse.jsonfeed import parse_json
from cfnews.render.feed_items import story_tag
from cfnews.site import search_data
from cfnews.site.building import build
from cfnews.story import Event, Place
from tests.unit.render.editions import AT, HOSTILE, story
from tests.unit.render.test_feed_formats import read_back
from tests.unit.site.crawling import Seen, broken, unreached
from tests.unit.site.sites import hostile, many, material, told

LARGEST = 150_000


@pytest.fixture(scope="module")
def large() -> dict[str, bytes]:
    """The site of 900 stories of 6 days, so that days, topics and places have several pages."""
    return build(material(many(900, days=6))).files


@pytest.fixture(scope="module")
def attacked() -> dict[str, bytes]:
    """The site of hostile stories."""
    return build(material(hostile())).files


def rows(files: dict[str, bytes]) -> list[list[object]]:
    """What the search looks through."""
    found: list[list[object]] = []
    for path, body in files.items():
        if path.startswith("search/"):
            data = re.fullmatch(
                r"\(window\.cfnews = window\.cfnews \|\| \[\]\)\.push\((.*)\);\n", body.decode(), re.DOTALL
            )
            assert data, path
            found += json.loads(data[1])
    return found


@pytest.mark.parametrize("name", ["large", "attacked"])
def test_every_link_leads_somewhere_and_every_file_is_reached(name: str, request: pytest.FixtureRequest) -> None:
    files = request.getfixturevalue(name)
    assert list(broken(files)) == []
    assert unreached(files) == set()


@pytest.mark.parametrize("name", ["large", "attacked"])
def test_no_page_is_large(name: str, request: pytest.FixtureRequest) -> None:
    files = request.getfixturevalue(name)
    assert max(len(body) for path, body in files.items() if path.endswith(".html")) <= LARGEST


def test_pages_stay_small_where_every_story_is_as_long_as_it_can_be() -> None:
    long = " ".join(["“&<>”" * 20] * 40)
    places = [Place(f"E{one}", f"e{one}", long) for one in range(9)]
    urls = f"https://courier.example/{'&' * 780}"
    source = told(1).sources[0]
    sources = [msgspec.structs.replace(source, name=long, title=long, url=f"{urls}{one}") for one in range(9)]
    stories = [told(one, title=long, summary=long, places=places, sources=sources, url=urls) for one in range(40)]
    files = build(material(stories)).files
    assert max(len(body) for path, body in files.items() if path.endswith(".html")) <= LARGEST
    assert list(broken(files)) == []


def test_a_long_day_has_several_pages_that_lead_to_each_other(large: dict[str, bytes]) -> None:
    second = Seen(large["day/2026-11-18_2.html"])
    assert {"../day/2026-11-18.html", "../day/2026-11-18_3.html"} <= set(second.links)
    assert "News, continued" in " ".join(" ".join(second.words).split()).replace(" ,", ",")


def test_every_story_is_on_the_page_of_its_day_its_topics_and_its_places(large: dict[str, bytes]) -> None:
    def ids(beginning: str) -> list[str]:
        pages = [Seen(body) for path, body in large.items() if path.startswith(beginning) and path.endswith(".html")]
        return sorted(one for page in pages for one in page.ids if one.startswith("s-"))

    assert ids("day/") == sorted(f"s-k{one:09}" for one in range(900)) == ids("place/")
    assert len(ids("topic/")) == 1800


def test_the_same_stories_give_the_same_bytes_whatever_the_time_and_their_order() -> None:
    stories = many(60)
    later = material(stories[::-1], today=(AT + timedelta(days=40)).date())
    assert build(material(stories)).files == build(later).files


def test_a_story_more_leaves_the_days_that_it_is_not_of_as_they_are() -> None:
    stories = many(60)
    before, after = (build(material(some)).files for some in (stories, [*stories, told(99, AT + timedelta(days=1))]))
    changed = {path for path in after if before.get(path) != after[path]}
    assert {path for path in changed if path.startswith("day/")} == {"day/2026-11-20.html", "day/2026-11-19.html"}
    assert "search/2026-10.js" not in changed and "search/2026-11.js" in changed


def test_a_site_without_stories_is_a_site() -> None:
    files = build(material([])).files
    assert list(broken(files)) == [] and b"There is nothing here." in files["index.html"]
    assert read_back(files["feed.atom"].decode()).bozo == 0 and rows(files) == []


# --- hostile text -----------------------------------------------------------------------------------


def test_no_text_of_a_story_becomes_an_element_or_runs(attacked: dict[str, bytes]) -> None:
    scripts = set()
    for path, body in attacked.items():
        if path.endswith(".html"):
            page = Seen(body)
            names = {name for name, _ in page.elements}
            assert not names & {"svg", "img", "iframe", "object", "embed", "base", "style"}, path
            assert not [name for _, values in page.elements for name in values if name.startswith("on")], path
            assert not [link for link in page.links if link.lower().lstrip().startswith("javascript:")], path
            scripts |= {(path, values.get("src", "inline")) for name, values in page.elements if name == "script"}
    assert {path for path, _ in scripts} == {"search.html"}
    assert {source for _, source in scripts} == {
        "search.js",
        *(path for path in attacked if path.startswith("search/")),
    }


def test_no_page_may_run_or_load_what_is_not_the_sites_own(attacked: dict[str, bytes]) -> None:
    for path in (path for path in attacked if path.endswith(".html")):
        policy = re.search(rb'Content-Security-Policy" content="([^"]*)"', attacked[path])
        assert policy and policy[1].startswith(b"default-src 'none'; style-src 'self' file:; img-src data:"), path
        assert (b"script-src 'self' file:; require-trusted-types-for 'script'" in policy[1]) == (path == "search.html")
        assert b"unsafe" not in policy[1]


def test_the_data_of_the_search_ends_no_script_and_reads_back(attacked: dict[str, bytes]) -> None:
    data = b"".join(body for path, body in attacked.items() if path.startswith("search/")).decode()
    assert not re.search("[<>&\u2028\u2029]", data)
    found = {str(row[2]) for row in rows(attacked)}
    assert "<script>alert(1)</script> in a headline" in found and len(rows(attacked)) == len(hostile())


def test_feeds_are_well_formed_whatever_the_stories_say(attacked: dict[str, bytes]) -> None:
    for path in (path for path in attacked if path.endswith(".atom")):
        ElementTree.fromstring(attacked[path])  # noqa: S314 - our own
    assert len(json.loads(attacked["feed.json"])["items"]) == len(hostile())


@pytest.mark.parametrize("text", [one for one in HOSTILE if one])
def test_a_hostile_title_of_the_site_stays_text(text: str) -> None:
    page = Seen(build(material([story()], title=text)).files["topic/kinship.html"])
    assert {name for name, _ in page.elements} & {"script", "svg", "img"} == set()


# --- what is told -----------------------------------------------------------------------------------


def test_pages_are_kept_from_search_engines_unless_they_may_have_them() -> None:
    kept, shown = (build(material([story()], indexed=one)).files for one in (False, True))
    pages = [path for path in kept if path.endswith(".html")]
    assert all(b'<meta name="robots" content="noindex">' in kept[path] for path in pages)
    assert not any(b"robots" in shown[path] for path in pages)


def test_every_page_has_one_first_heading_and_skips_no_rank(large: dict[str, bytes]) -> None:
    for path in (path for path in large if path.endswith(".html")):
        ranks = Seen(large[path]).ranks
        assert ranks[0] == 1 and ranks.count(1) == 1, path
        assert all(after - before <= 1 for before, after in pairwise(ranks)), path


def test_what_is_invented_says_so_on_every_page_and_in_every_feed() -> None:
    files = build(material([story()], is_sample=True)).files
    named = [path for path in files if path.endswith((".html", ".atom", "feed.json"))]
    assert named and all(b"SAMPLE" in files[path] for path in named)


def test_a_page_of_a_place_tells_its_inspections_and_quotes_nobody() -> None:
    place = Place("E08000035", "leeds", "Leeds")
    event = Event("full_inspection", place.code, "good", "overall", None, "2026-11-03", None, "Here is a sentence.")
    page = build(material([told(1, places=[place], events=[event])])).files["place/leeds.html"].decode()
    assert "Good overall; 3 November 2026" in page and "Here is a sentence" not in page
    assert page.count("<ol") == 1 and "Ofsted, as of" in page


def test_a_first_page_of_few_stories_has_those_of_the_day_before_too() -> None:
    stories = [told(one, AT - timedelta(days=one)) for one in range(9)]
    page = build(material(stories)).files["index.html"].decode()
    assert "3 stories since Tuesday 17 November" in page and page.count("<article") == 3


def test_a_first_page_of_many_stories_leads_to_the_rest(large: dict[str, bytes]) -> None:
    page = large["index.html"].decode()
    assert page.count("<article") == 60 and re.search(r'<a href="day/2026-11-19.html">\d+ more stories', page)


# --- feeds ------------------------------------------------------------------------------------------


def test_feedparser_reads_the_atom_feed_back() -> None:
    feed = read_back(build(material(many(130))).files["feed.atom"].decode())
    assert feed.bozo == 0 and feed.feed.title == "The desk" and "links" not in feed.feed
    assert [entry.id for entry in feed.entries] == [story_tag(f"k{one:09}") for one in range(100)]
    assert feed.entries[0].link == "https://courier.example/0"


def test_feeds_of_a_topic_have_its_stories_and_an_id_of_their_own() -> None:
    files = build(material(many(50))).files
    ids = [read_back(files[path].decode()).feed.id for path in files if path.endswith(".atom")]
    assert len(set(ids)) == len(ids) == 14
    assert [entry.id for entry in read_back(files["topic/own-3.atom"].decode()).entries][:2] == [
        story_tag("k000000003"),
        story_tag("k000000015"),
    ]


def test_with_the_address_of_the_site_feeds_name_themselves_by_it() -> None:
    files = build(material(many(5), base="https://desk.example/news/")).files
    links = {link.rel: link.href for link in read_back(files["topic/kinship.atom"].decode()).feed.links}
    assert links == {
        "self": "https://desk.example/news/topic/kinship.atom",
        "alternate": "https://desk.example/news/topic/kinship.html",
    }
    told_of = json.loads(files["feed.json"])
    assert told_of["home_page_url"] == "https://desk.example/news/index.html"
    assert told_of["feed_url"] == "https://desk.example/news/feed.json"
    assert all(b"desk.example" not in body for path, body in files.items() if path.endswith(".html"))


def test_json_feed_reads_back_and_its_summaries_are_bounded() -> None:
    read = parse_json(build(material([told(1, summary="word " * 400)])).files["feed.json"])
    assert isinstance(read, RawFeed) and [entry.guid for entry in read.entries] == [story_tag("k000000001")]
    assert len(read.entries[0].summary or read.entries[0].content) <= 420


# --- the search -------------------------------------------------------------------------------------


def test_the_search_has_every_story_once_with_where_it_is(large: dict[str, bytes]) -> None:
    found = rows(large)
    assert len(found) == 900
    pages = {path: set(Seen(body).ids) for path, body in large.items() if path.startswith("day/")}
    assert all(row[1] in pages[f"day/{row[0]}.html"] for row in found)


def test_a_large_month_has_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_data, "LARGEST", 5_000)
    files = build(material(many(60, days=10))).files
    data = [path for path in files if path.startswith("search/")]
    assert data[:2] == ["search/2026-11.js", "search/2026-11_2.js"] and len(rows(files)) == 60
    assert all(len(files[path]) < 6_000 for path in data)
    assert [path.encode() for path in data] == re.findall(rb'<script src="(search/[^"]+)"', files["search.html"])
