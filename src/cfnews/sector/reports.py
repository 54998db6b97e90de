"""The documents that a story links to: reports, judgments, consultations, statistics; never stories or front pages.

Judges by the address first and the link's words second. Takes links whose words and addresses are clean; fetches none.
"""

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from cfnews.story import Report

_FILE = re.compile(r"\.(?:pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|odp)$", re.IGNORECASE)
# Where the public bodies of the four nations, their courts and parliaments keep documents: host, path.
_HOMES = tuple(
    (re.compile(host), re.compile(path))
    for host, path in (
        (r"(?:reports|files(?:\.api)?)\.ofsted\.gov\.uk", r"/(?:provider|inspection-reports|v1/file)/"),
        (r"caselaw\.nationalarchives\.gov\.uk", r"/(?:id/)?(?:[a-z]+/){1,3}\d{4}/\d"),
        (r"(?:www\.)?bailii\.org", r"/[a-z]+/cases/.*\d"),
        (r"(?:www\.)?judiciary\.uk", r"/(?:judgments|publications|prevention-of-future-death-reports)/."),
        (r"(?:www\.)?supremecourt\.uk", r"/cases/."),
        (
            r"www\.gov\.uk",
            r"/government/(?:publications|statistics|consultations|calls-for-evidence|statistical-data-sets)/.",
        ),
        (r"assets\.publishing\.service\.gov\.uk", r"/."),
        (r"explore-education-statistics\.service\.gov\.uk", r"/find-statistics/."),
        (r"(?:www\.)?(?:gov\.scot|audit\.scot|ons\.gov\.uk)", r"/(?:publications?|.*bulletins|.*datasets)/."),
        (
            r"(?:www\.)?gov\.wales|(?:www\.)?llyw\.cymru",
            r"/.*(?:report|review|consultation|statistics|adroddiad|ymgynghoriad|html$)",
        ),
        (r"(?:committees|publications|researchbriefings|commonslibrary|lordslibrary)\.parliament\.uk", r"/.*\d"),
        (r"(?:www\.)?lgo\.org\.uk", r"/decisions/."),
        (r"(?:dx\.)?doi\.org", r"/10\."),
        (r"consult(?:ations?)?\..+|.+\.citizenspace\.com", r"/."),
        (
            r"(?:democracy|moderngov|committee\w*|meetings)\..+\.gov\.uk",
            r"/.*(?:documents?/|mgconvert|ielistdocuments|iedecision)",
        ),
        (r"(?:files?|documents?|downloads?|assets|media)\..+", r"/.*\bfiles?/[\w-]*\d"),
    )
)
_KINDS = (
    "annual-reports? case-reviews? consultations? inspection-reports? inspections? judgments? publications? reports?"
    " research-papers? research-reports? reviews? statistics"
)
# A page below such a folder, on any site; a page of such a name is news as often as not.
_FOLDER = re.compile(rf"/(?:{'|'.join(_KINDS.split())})/[^/]{{4,}}")
_NEWS = re.compile(
    r"/(?:news|articles?|stor(?:y|ies)|blogs?|press|opinion|features?|tags?|categor(?:y|ies)|topics?|events?|jobs?)(?:/|$)"
    r"|/20\d\d/(?:\d\d?|[a-z]{3})/"
)
_WORDS = re.compile(
    r"\b(?:report|review|judge?ment|ruling|inspection letter|monitoring (?:visit|letter)|focused visit|consultation"
    r"|statistics|statistical release|study|(?:research|white|green) paper|evaluation|inquiry|audit|dataset|findings"
    r"|adroddiad|ymgynghoriad)\b",
    re.IGNORECASE,
)
_OTHER_PAPERS = re.compile(
    r"\b(?:privacy|cookies?|terms|accessibility|application (?:form|pack)|job description|person specification|booking"
    r"|newsletter|menu|map|poster|flyer|media pack|rate card|subscription|logo|timetable)\b",
    re.IGNORECASE,
)
_TYPE = r"(?:pdf|html|word|excel|docx?|xlsx?|ods|odt|csv)"
_WINDOW = r"\(?opens in (?:a )?new (?:tab|window)\)?"
_SIZE = re.compile(
    rf"\s*[(\[–—-]?\s*(?:\b{_TYPE}\b[,:\s–-]*(?:[\d.,]+\s?[kmg]i?b)?|[\d.,]+\s?[kmg]i?b)(?:[,\s]*\d+ pages?)?\s*[)\]]?"
    rf"\s*(?:{_WINDOW})?$|\s*{_WINDOW}$",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"(?:(?:click|read|see|view|download|find|available|published|more|it|this|the|full|here|online|link|document|report|pdf|in|a|at|out|now"
    r"|website)(?:\W+|$))*",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{3}")
_NAME_BREAK = re.compile(r"[-_+.\s]+|%20")


def find_reports(links: Iterable[tuple[str, str]], page_url: str) -> list[Report]:
    """The documents among a page's links, each once and in order; `links` are the words and the address of each.

    The title is the link's words; where those say nothing ("here"), the document's name, or None if it has none.
    """
    found: dict[str, Report] = {}
    for words, raw in links:
        url = _whole(raw, page_url)
        if _same_page(url, page_url) or not is_report(words, url, page_url):
            continue
        title, key = _title(words, url), url.partition("#")[0]
        if key not in found or (found[key].title is None and title):
            found[key] = Report(title, url)
    return list(found.values())


def is_report(words: str, url: str, page_url: str = "") -> bool:
    """Whether a link with these words leads to a document, and not to a story, a form or a front page."""
    if _OTHER_PAPERS.search(words):
        return False
    if is_document(url):
        return True
    parts = _split(url)
    path = parts.path.lower()
    if not parts.hostname or path in ("", "/") or _NEWS.search(path):
        return False
    elsewhere = parts.hostname != _split(page_url).hostname
    return bool(_FOLDER.search(path) or (elsewhere and len(words.split()) <= 14 and _WORDS.search(words)))


def is_document(url: str) -> bool:
    """Whether the address alone says so: a file, or a page where public bodies keep their documents."""
    parts = _split(url)
    host, path = parts.hostname or "", parts.path.lower()
    if not host:
        return False
    return bool(_FILE.search(path)) or any(home.fullmatch(host) and kept.match(path) for home, kept in _HOMES)


_NOWHERE = SplitResult("", "", "", "", "")


def _split(url: str) -> SplitResult:
    """The parts of an address of the web; empty ones for any other."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a broken IPv6 host
        return _NOWHERE
    return parts if parts.scheme in ("http", "https") else _NOWHERE


def _whole(raw: str, page_url: str) -> str:
    try:
        return urljoin(page_url, raw)
    except ValueError:
        return ""


def _same_page(one: str, other: str) -> bool:
    return one.partition("#")[0].rstrip("/") == other.partition("#")[0].rstrip("/")


def _title(words: str, url: str) -> str | None:
    title = _SIZE.sub("", words[:300]).strip(" .,:;–—-“”‘’\"'")
    if title and not _SAYS_NOTHING.fullmatch(title):
        return title
    name = unquote(_split(url).path.rstrip("/").rpartition("/")[2])
    name = " ".join(_NAME_BREAK.split(_FILE.sub("", name))).strip()
    if not _LETTERS.search(name) or not name.isprintable() or len(name) > 150:
        return title if _WORDS.search(title) else None
    return name[:1].upper() + name[1:]
