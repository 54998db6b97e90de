"""Kinds of invented items: what a title, an address, a summary or a feed says that the item is."""

from typing import get_args

import pytest

from cfnews.model import Kind, Role, Section
from cfnews.sector.item import Found, Item
from cfnews.sector.kinds import find_kind


def kind(
    title: str,
    summary: str = "",
    *,
    role: Role = "trade",
    section: Section = "news",
    url: str | None = None,
    feed_name: str = "",
) -> str:
    return find_kind(Item(title, summary, role=role, section=section, url=url, feed_name=feed_name)).value


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("News story: Funding for family hubs", "news"),
        ("Press release: Funding for family hubs", "news"),
        ("Statutory guidance: Information sharing", "guidance"),
        ("Guidance: Child death review", "guidance"),
        ("Open consultation: Who chairs the safeguarding partners", "consultation"),
        ("Consultation outcome: Small homes", "consultation"),
        ("Call for evidence: Kinship", "consultation"),
        ("Official statistics: Children looked after", "statistics"),
        ("Accredited official statistics: Children in need", "statistics"),
        ("National statistics: Family court", "statistics"),
        ("Independent report: Children's homes census", "report"),
        ("Research and analysis: Staying close", "report"),
        ("Policy paper: Family help", "report"),
        ("Inspection report: Fenwick House", "inspection"),
        ("Speech: The minister at the conference", "other"),
        ("FOI release: Costs", "other"),
        ("Podcast: life as a foster carer", "podcast"),
        ("Opinion: stop calling our homes 'placements'", "blog"),
        ("Job: team manager", "job"),
        ("Webinar: supervision after the reforms", "event"),
        ("Interview: the judge who listens", "interview"),
        ("Q&A: adoption leave", "interview"),
        ("Interview", "interview"),
        ("Feature: a night at the front door", "feature"),
        ("[Updated] Guidance: Homes", "guidance"),
    ],
)
def test_the_type_before_a_colon_is_the_kind(title: str, expected: str) -> None:
    assert kind(title, role="primary", section="government") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Re M (Children: Placement Orders) [2026] EWCA Civ 77", "judgment"),
        ("Re B (A Child)", "judgment"),
        ("R (on the application of BG) v Westmere City Council", "judgment"),
        ("London Borough of Fenwick v K and others [2026] EWFC 44 (B)", "judgment"),
        ("Episode 12: the first visit", "podcast"),
        ("Team manager, safeguarding, £52,000, Halworth", "job"),
        ("Family time supervisor, part-time, Merrowdale", "job"),
        ("We are recruiting: come and work with us", "job"),
        ("Conference: music and memory, Leeds, June", "event"),
        ("Booking now open: spring seminar on play", "event"),
        ("Sixty seconds with a principal social worker", "interview"),
        ("Sixty-second interview: a school nurse", "interview"),
        ("Seven questions for a virtual head", "interview"),
        ("In conversation with a family judge", "interview"),
        ("Monitoring visit to Halworth children's services", "inspection"),
        ("Inspection of Merrowdale local authority children's services", "inspection"),
        ("Area SEND inspection of Merrowdale", "inspection"),
        ("Visits to homes: August 2026", "statistics"),
        ("Short breaks in Merrowdale: 2025 to 2026", "statistics"),
        ("Placement moves: quarterly release, spring", "statistics"),
        ("An ASYE diary: the lost car keys", "blog"),
        ("Why I left the duty team", "blog"),
        ("Let's talk about tea", "blog"),
        ("The Observer view on young carers", "blog"),
        ("How a choir changed a children's home", "feature"),
        ("Inside the home with no locks", "feature"),
        ("Knife carrying: what works", "feature"),
        ("Bread and butter", "feature"),
    ],
)
def test_the_form_of_a_title_tells_the_kind_in_any_feed(title: str, expected: str) -> None:
    assert kind(title, "A team in the north tried it for a year.") == expected


@pytest.mark.parametrize(
    "title",
    [
        "Inspectors praise progress in Halworth",
        "Ofsted tells Halworth to keep going",
        "Inspection of children's homes to be reformed, minister says",
        "Monitoring visit to Halworth finds drift",
        "New guidance on kinship care is late",
        "Statistics show more toddlers with a plan",
        "Judge criticises council for delay",
        "Leeds v Wigan: five talking points",
        "Council consults on family hubs",
        "Why councils fail, says ombudsman",
        "Team manager struck off, £3,000 costs",
        "Conference hears plea for foster carers",
        "",
    ],
)
def test_news_of_a_thing_is_news(title: str) -> None:
    assert kind(title) == "news"


def test_a_newspapers_report_on_an_inspection_is_news_and_the_inspectorates_letter_is_not() -> None:
    assert kind("Ofsted rates Halworth's services inadequate", role="local") == "news"
    assert kind("Focused visit to Halworth children's services", role="primary", section="inspection") == "inspection"


def test_only_who_publishes_the_thing_itself_has_guidance_and_reports() -> None:
    for title, expected in (
        ("A guide to family time", "guidance"),
        ("Main findings: children's homes", "statistics"),
        ("Annual report of the panel", "report"),
        ("Consultation on small homes", "consultation"),
    ):
        assert kind(title, role="primary", section="government") == expected
    assert kind("A guide to family time") == "news"


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("We are seeking ideas for shorter forms.", "consultation"),
        ("Statutory guidance for nurseries and childminders.", "guidance"),
        ("How providers must register their homes.", "guidance"),
        ("Information about visits in the year ending June.", "statistics"),
        ("Our study of bedtime in ninety homes finds a pattern.", "report"),
        ("Third report of this parliament.", "report"),
        ("Ministers met the carers.", "news"),
    ],
)
def test_the_head_of_a_publishers_summary_tells_the_kind(summary: str, expected: str) -> None:
    assert kind("Relatives and their lodgers", summary, role="primary", section="government") == expected
    assert kind("Relatives and their lodgers", summary, role="local") == "news"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/jobs/4711", "job"),
        ("https://example.org/events/spring", "event"),
        ("https://example.org/government/consultations/homes", "consultation"),
        ("https://example.org/government/statistics/homes", "statistics"),
        ("https://example.org/guidance/homes", "guidance"),
        ("https://caselaw.example.org/ewfc/2026/12", "judgment"),
        ("https://example.org/commentisfree/2026/nov/homes", "blog"),
        ("https://example.org/news/jobs-at-risk", "news"),
        ("https://jobs.example.org/homes", "news"),
        ("not an address", "news"),
    ],
)
def test_a_step_of_the_address_tells_the_kind(url: str, expected: str) -> None:
    assert kind("Homes and hearths", url=url) == expected


def test_the_feed_tells_what_no_item_says() -> None:
    assert kind("Family time supervisor", feed_name="Sector jobs") == "job"
    assert kind("Supervision that works", feed_name="The Duty Desk Podcast") == "podcast"
    assert kind("Kestrel County Council and the mother", feed_name="Open Judgments") == "judgment"


def test_who_writes_in_their_own_name_writes_a_blog() -> None:
    assert kind("We changed our letters", role="blog", section="charity") == "blog"
    assert kind("Notes from a contact centre", role="blog", section="opinion") == "blog"
    assert kind("Charity opens a house in Leeds", role="blog", section="charity") == "news"


def test_a_finding_names_its_rule_and_words() -> None:
    assert find_kind(Item("Guidance: Homes")) == Found("guidance", "kind.type", "Guidance")
    assert find_kind(Item("Nothing to see")) == Found("news", "kind.none", "")


def test_every_kind_that_is_found_is_one_of_the_contract() -> None:
    from cfnews.sector import kind_words

    assert set(kind_words.types().values()) | set(kind_words.steps().values()) <= set(get_args(Kind))


@pytest.mark.parametrize(
    "unit", ["v ", "Re A ", "[2026] ", "(on ", "R (", ": ", "£50,000 ", "Inspection of ", "2025 to "]
)
def test_hostile_titles_and_addresses_are_read_to_their_limit(unit: str) -> None:
    flood = unit * 100_000
    assert kind(flood, flood, role="primary", url=f"https://example.org/{flood}") in get_args(Kind)
