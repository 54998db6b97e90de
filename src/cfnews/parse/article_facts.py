"""The title, the author and the date of an article: what its page tells machines, then what stands about its headline.

Guesses nothing: a page without a date has none. What the body of a story says is never looked at.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from cfnews.normalise.text import title_text
from cfnews.parse.article_data import PageData
from cfnews.parse.article_names import name_words
from cfnews.parse.article_page import Node
from cfnews.parse.article_wording import date_in, is_date, person_in

_AUTHOR_METAS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "byl",
    "sailthru.author",
)
_DATE_METAS = (
    *("article:published_time", "og:article:published_time", "govuk:first-published-at", "datepublished"),
    *("dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dcterms.created"),
    *("parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publish_date", "date"),
)
_AUTHOR_WORDS = frozenset(("author", "authors", "byline", "bylines", "contributor", "contributors"))
_BOX_WORDS = frozenset(("avatar", "bio", "box", "comment", "comments"))
_DATE_WORDS = frozenset(("date", "dateline", "datetime", "meta", "metadata", "published", "pubdate", "timestamp"))
_LATER_WORDS = frozenset(("edited", "modified", "updated"))
_LATER = re.compile(r"(?:last )?(?:amended|edited|modified|reviewed|updated)\b", re.IGNORECASE)
_AFTER_BY = re.compile(r"(?:^|\d{4},?\s|[|·•–-]\s)(?:written |words )?by:?\s", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,3}")
_TAIL = re.compile(r"\s+[-–—|·•»:]+\s+(?=[^-–—|·•»]{2,60}$)")
_WORD = re.compile(r"\w+")
_DATE_LINE = 70  # characters: a date with a place or a section, and no sentence
_LINE = 160  # characters; a line about a piece is no longer
_BEHIND, _BEFORE = 300, 15  # elements about the headline in which such lines stand


class Facts(NamedTuple):
    """Each as the page has it, the title and the author clean; "" where it has none."""

    title: str
    author: str
    published: str


def article_facts(root: Node, data: PageData) -> Facts:
    """The facts of the page as it came, before anything of it is taken out."""
    lines = list(_lines_about(root))
    site = {_key(name) for name in (data.meta("og:site_name", "application-name"), *data.names("publisher"))}
    stated = (", ".join(data.names("author", people=True)), *(data.meta(name) for name in _AUTHOR_METAS))
    people = (person_in(raw) for raw in (*stated, *_bylines(root, lines)))
    dates = (data.text("datePublished"), data.meta(*_DATE_METAS), *_dates(root, lines))
    return Facts(
        title=_title(root, data),
        author=next((name for name in people if name and _key(name) not in site), ""),
        published=next((raw.strip()[:100] for raw in dates if raw.strip()), ""),
    )


def _title(root: Node, data: PageData) -> str:
    """The headline: the first heading that agrees with what the page's data or its window's title says."""
    window = title_text(_text(root.find(".//title")))
    told = [title_text(raw) for raw in (data.meta("og:title"), data.text("headline")) if raw]
    path = "(.//h1 | .//h2 | .//*[contains(@itemprop, 'headline')])[position() < 40]"
    headings = [title_text(_text(one)) for one in root.xpath(path)]
    for heading in headings:
        if heading and any(_agree(heading, one) for one in (*told, window) if one):
            return heading
    first = root.find(".//h1")
    return (told and told[0]) or title_text(_text(first)) or _without_site(window)


def _agree(heading: str, stated: str) -> bool:
    """Whether a heading is the stated title, or that but for a site's name behind it or a section's before it."""
    one, other = _key(heading), _key(stated)
    return one == other or (len(one.split()) > 2 and one in other and len(one) > len(other) / 3)


def _without_site(window: str) -> str:
    tail = _TAIL.search(window)
    return window[: tail.start()] if tail and len(window[: tail.start()].split()) > 2 else window


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _pieces(element: Node) -> list[str]:
    return [piece for text in islice(element.itertext(), 80) if (piece := " ".join(text[:2000].split()))]


def _text(element: Node | None) -> str:
    return "" if element is None else " ".join("".join(islice(element.itertext(), 80))[:2000].split())


def _lines_about(root: Node) -> Iterator[Node]:
    """The elements with a short text behind the headline, down to the third paragraph; then those just before it."""
    every = list(root.iter())
    start = next((place for place, one in enumerate(every) if one.tag == "h1"), None)
    if start is None:
        tags = ("article", "main", "h2")
        start = next((place for place, one in enumerate(every) if one.tag in tags), 0)
    prose = 0
    for element in every[start + 1 : start + _BEHIND]:
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "noscript"):
            continue
        text = _text(element)
        if 0 < len(text) < _LINE:
            yield element
        prose += len(text) > 80 and (element.tag == "p" or not len(element))
        if prose > 2:
            break
    yield from (one for one in reversed(every[max(start - _BEFORE, 0) : start]) if 0 < len(_text(one)) < _LINE)


def _bylines(root: Node, lines: list[Node]) -> Iterator[str]:
    for path in ("//*[@rel='author']", "//*[@itemprop='author']//*[@itemprop='name']", "//*[@itemprop='author']"):
        yield from (_text(one) for one in root.xpath(f"({path})[position() < 3]"))
    for element in lines:
        words = name_words(element)
        if not _AUTHOR_WORDS.isdisjoint(words) and _BOX_WORDS.isdisjoint(words):
            yield " ".join(piece for piece in _pieces(element) if not is_date(piece))
    for element in lines:
        text = _text(element)
        if by := _AFTER_BY.search(text):
            yield text[by.start() :]
        elif not _DATE_WORDS.isdisjoint(name_words(element)) and (date := date_in(text)):
            name = text.replace(date, "").strip(" ,|·•–-")
            yield name if _NAME.fullmatch(name) else ""


def _dates(root: Node, lines: list[Node]) -> Iterator[str]:
    """What the page marks as the date, then the first line that is one, or short and with one in it."""
    for path in ("//*[@itemprop='datePublished']", "//time[@pubdate]"):
        yield from (_machine_date(one) for one in root.xpath(f"({path})[position() < 3]"))
    for element in lines:
        text = _text(element)
        if _is_later(element) or (element.tag == "time" and _is_later(element.getparent())):
            continue
        time = next(element.iter("time"), None)
        if time is not None:
            yield _machine_date(time)
        elif len(text) < _DATE_LINE or not _DATE_WORDS.isdisjoint(name_words(element)):
            yield date_in(text)


def _is_later(element: Node) -> bool:
    """Whether a line says when the page was changed, and not when it appeared."""
    return bool(_LATER.match(_text(element))) or not _LATER_WORDS.isdisjoint(name_words(element))


def _machine_date(element: Node) -> str:
    return element.get("datetime") or element.get("content") or date_in(_text(element))
