"""Documents that a story links to, by their addresses and their words."""

import pytest

from cfnews.sector.reports import find_reports, is_report
from cfnews.story import Report

PAGE = "https://outlet.example/news/hub"


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("here", "https://www.eastmere.gov.uk/docs/review.pdf"),
        ("figures", "https://outlet.example/data/hubs.XLSX?download=1"),
        ("full report", "https://reports.ofsted.gov.uk/provider/44/80550"),
        ("letter", "https://files.ofsted.gov.uk/v1/file/50270000"),
        ("letter", "https://files.watchdog.example/v1/file/50270000"),
        ("the judgment", "https://www.bailii.org/ew/cases/EWHC/Fam/2026/1.html"),
        ("ruled", "https://caselaw.nationalarchives.gov.uk/ewfc/b/2026/12"),
        ("said", "https://www.gov.uk/government/publications/a-review"),
        ("said", "https://www.gov.uk/government/statistics/children-in-need"),
        ("asked", "https://consult.education.gov.uk/care/homes/"),
        ("cabinet", "https://democracy.eastmere.gov.uk/documents/s12/a.b"),
        ("published", "https://doi.org/10.1000/x"),
        ("its annual report", "https://charity.example/our-work/2026-annual"),
        ("adroddiad", "https://www.llyw.cymru/gofal-maeth-adroddiad"),
        ("found", "https://outlet.example/publications/left-to-guess"),
    ],
)
def test_a_document_is_a_report(words: str, url: str) -> None:
    assert is_report(words, url, PAGE)


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("a report last week", "https://outlet.example/news/report-last-week"),
        ("a damning report", "https://paper.example/society/2026/nov/01/a-damning-report"),
        ("a review", "https://www.broadcaster.example/news/articles/c1"),
        ("the report", "https://outlet.example/the-report"),
        ("Ofsted report", "https://www.gov.uk/"),
        ("Ofsted", "https://www.gov.uk/government/organisations/ofsted"),
        ("guidance", "https://www.gov.uk/guidance/adopt-a-child"),
        ("privacy notice", "https://www.eastmere.gov.uk/privacy.pdf"),
        ("application form", "https://www.eastmere.gov.uk/form.docx"),
        ("apply to foster", "https://www.eastmere.gov.uk/foster"),
        ("the report", "javascript:alert(1)"),
        ("the report", "http://[broken"),
        ("the report", "/relative/report.pdf"),
        ("", ""),
    ],
)
def test_a_story_a_form_or_a_front_page_is_none(words: str, url: str) -> None:
    assert not is_report(words, url, PAGE)


@pytest.mark.parametrize(
    ("words", "url", "title"),
    [
        ("Left to guess", "https://a.example/r.pdf", "Left to guess"),
        ("“Left to guess”", "https://a.example/r.pdf", "Left to guess"),
        ("Left to guess (PDF, 1.2MB, 34 pages)", "https://a.example/r.pdf", "Left to guess"),
        ("Left to guess (opens in new tab)", "https://a.example/r.pdf", "Left to guess"),
        ("here", "https://a.example/Child-Practice_Review%202.pdf", "Child Practice Review 2"),
        ("Read the full report", "https://a.example/left-to-guess.pdf", "Left to guess"),
        ("full report", "https://a.example/v1/50270000.pdf", "full report"),
        ("click here", "https://a.example/v1/50270000.pdf", None),
        ("", "https://a.example/%1b%5b2Jhub.pdf", None),
    ],
)
def test_a_title_is_the_links_words_or_the_documents_name(words: str, url: str, title: str | None) -> None:
    assert find_reports([(words, url)], PAGE) == [Report(title, url)]


def test_each_document_is_told_once_with_the_title_that_says_most() -> None:
    links = [("here", "/v1/12345.pdf"), ("Hub review", "/v1/12345.pdf#page=3"), ("The plan", "plan.pdf"), ("Us", PAGE)]
    assert find_reports(links, PAGE) == [
        Report("Hub review", "https://outlet.example/v1/12345.pdf#page=3"),
        Report("The plan", "https://outlet.example/news/plan.pdf"),
    ]


def test_long_hostile_words_are_read_to_their_end() -> None:
    for words in ("here " * 50_000, "pdf" * 50_000, "1,1." * 50_000, "a " * 50_000, "\u00a0" * 50_000):
        assert len(find_reports([(words, "https://a.example/r.pdf")], PAGE)) == 1
