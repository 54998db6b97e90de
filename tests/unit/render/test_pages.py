"""HTML pages: one for all devices, in order for those who hear them, and nothing loaded from elsewhere."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import pairwise

import msgspec
import pytest

from cfnews.render import as_html, timeline_html, whole_html
from cfnews.render.items import SUMMARY
from cfnews.sector.chronicle import Step, Subject, Telling, Timeline
from cfnews.story import Event, Place, Source
from tests.unit.render.editions import AT, HOSTILE, LONDON, NOW, detail, edition, hostile_story, story
from tests.unit.render.reading_back import Page

_LOADS = {"img", "script", "iframe", "object", "embed", "video", "audio", "source", "track", "base", "form", "input"}


def _timeline(title: str = "A hub opens") -> Timeline:
    place = Place("E1", "dunmoor", "Dunmoor")
    told = Telling("abcdefghij", title, "The Courier", AT, "Visitors came in May.")
    steps = [
        Step(date="2023-05-15", type="full_inspection", places=[place], grades={"overall": "good"}, source="Ofsted",
             as_of=date(2026, 6, 29), published=date(2023, 7, 14), url="https://inspector.example/1"),
        Step(date="2026-05", type="monitoring_visit", places=[place], ordinal=2, source="The Courier", told_by=[told]),
        Step(date="2026-11-19", type="story", title=title, places=[place], source="The Courier", told_by=[told],
             url="https://courier.example/1",
             undated=[Event("full_inspection", "E1", "inadequate", "overall", None, None, None, "")]),
    ]  # fmt: skip
    subject = Subject(kind="place", name="Dunmoor", labels=["dunmoor"], places=[place])
    return Timeline(subject=subject, steps=steps, last_judgement=None, last_inspection=None,
                    outcomes_as_of=date(2026, 6, 29), stories=1, returned=1)  # fmt: skip


def _digest() -> str:
    one = hostile_story(HOSTILE[0])
    law = msgspec.structs.replace(story("A judgment"), id="bbbbbbbbbb", section="law", topics=[], language="cy")
    return as_html.write(edition(one, hostile_story("", 1), law))


PAGES: dict[str, Callable[[], str]] = {
    "digest": _digest,
    "list": lambda: as_html.write(edition(story(), by="none", name="list")),
    "nothing": lambda: as_html.write(edition(by="none")),
    "story": lambda: whole_html.write([detail(story())], NOW, LONDON, ["A note."]),
    "stories": lambda: whole_html.write([detail(story()), detail(hostile_story(""))], NOW, LONDON),
    "timeline": lambda: timeline_html.write(_timeline(HOSTILE[2]), ["A note."]),
}
every_page = pytest.mark.parametrize("name", PAGES)


@every_page
def test_a_page_has_one_first_heading_and_skips_no_rank(name: str) -> None:
    page = Page(PAGES[name]())
    ranks = [int(one.name[1]) for one in page.named("h1", "h2", "h3", "h4", "h5", "h6")]
    assert ranks[0] == 1 and ranks.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(ranks))
    assert all(one.text.strip() for one in page.named("h1", "h2", "h3"))


@every_page
def test_a_page_says_its_language_its_title_and_its_landmarks(name: str) -> None:
    page = Page(PAGES[name]())
    assert page.named("html")[0].attributes["lang"] == "en-GB"
    assert page.named("title")[0].text.strip()
    assert [len(page.named(one)) for one in ("main", "header", "footer")] == [1, 1, 1]
    assert all(one.attributes.get("aria-label") for one in page.named("nav"))
    assert {"viewport", "color-scheme"} <= {one.attributes.get("name") for one in page.named("meta")}


@every_page
def test_every_label_and_every_link_within_the_page_leads_to_something(name: str) -> None:
    page = Page(PAGES[name]())
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    wanted = [one.attributes["aria-labelledby"] for one in page.elements if "aria-labelledby" in one.attributes]
    wanted += [one.attributes["href"][1:] for one in page.named("a") if one.attributes["href"].startswith("#")]
    assert wanted and set(wanted) <= set(ids)


@every_page
def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(name: str) -> None:
    written = PAGES[name]()
    page = Page(written)
    assert page.named(*_LOADS) == []
    assert [one.attributes["href"] for one in page.named("link")] == ["data:,"]
    assert not any(
        attribute.startswith("on") or attribute in ("src", "style")
        for one in page.elements
        for attribute in one.attributes
    )
    style = page.named("style")[0].text
    assert "url(" not in style and "@import" not in style and "@font-face" not in style
    assert "default-src 'none'" in written


@every_page
def test_links_lead_to_the_web_and_tell_it_nothing(name: str) -> None:
    links = [one for one in Page(PAGES[name]()).named("a") if not one.attributes["href"].startswith("#")]
    assert all(re.match(r"https?://", one.attributes["href"]) for one in links)
    assert all(one.attributes["rel"] == "noopener noreferrer" and one.text.strip() for one in links)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_elements_of_a_page_are_those_of_the_template_whatever_a_feed_says(text: str) -> None:
    def names(title: str) -> list[str]:
        told = msgspec.structs.replace(hostile_story(title or "-"), language=None, topics=[])
        return [one.name for one in Page(as_html.write(edition(told))).elements]

    assert names(text) == names("plain")


def test_an_address_that_is_none_is_no_link() -> None:
    page = Page(as_html.write(edition(story(url="javascript:alert(1)", sources=[], reports=[]))))
    assert [one.attributes["href"] for one in page.named("a")] == ["#main"]
    assert "Council opens a family hub" in page.text


def test_light_dark_and_print_have_styles_of_their_own() -> None:
    style = Page(_digest()).named("style")[0].text
    assert "@media (prefers-color-scheme: dark)" in style and "@media print" in style


def test_fifty_full_stories_make_less_than_a_hundred_kilobytes() -> None:
    source = Source(
        "weekly", "A Weekly of Some Renown", "trade", f"https://weekly.example/{'x' * 80}", "T" * 90, AT, "text", 1
    )
    many = [
        story("A headline of the usual length that says what happened and where it did", id=f"s{number:09}",
              summary="word " * 400, sources=[source] * 3)
        for number in range(50)
    ]  # fmt: skip
    assert len(as_html.write(edition(*many)).encode()) <= 100_000


def test_a_summary_is_bounded_and_every_source_is_told_or_counted() -> None:
    sources = [Source(f"f{number}", f"Outlet {number}", "blog", None, "T", None, "text", 1.0) for number in range(12)]
    page = Page(as_html.write(edition(story(summary="word " * 400, sources=sources))))
    assert len(page.named("article")[0].text) < SUMMARY + 900
    assert "Outlet 6 (blog, no time given) and 5 more" in page.text


def test_a_story_in_another_language_says_so_and_what_is_ours_stays_english() -> None:
    page = Page(as_html.write(edition(story("Pennawd", language="cy"))))
    assert page.named("article")[0].attributes == {"lang": "cy"}
    assert any(one.attributes.get("lang") == "en-GB" for one in page.named("div"))
    assert "lang" not in Page(as_html.write(edition(story(language="en-GB")))).named("article")[0].attributes
    assert "lang" not in Page(as_html.write(edition(story(language="</x>")))).named("article")[0].attributes


def test_times_are_dates_of_london_that_machines_can_read() -> None:
    summer = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    time = Page(as_html.write(edition(story(published_at=summer)))).named("time")[0]
    assert (time.attributes["datetime"], time.text) == ("2026-07-01T08:30:00Z", "1 July 2026, 09:30")


def test_a_judgement_stands_in_words() -> None:
    assert "Judgement: good overall" in Page(timeline_html.write(_timeline(), [])).text
