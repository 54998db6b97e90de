"""What of a page is no part of its story by structure alone: navigation, boxes, forms, shares, hidden text.

An element is judged by its tag, its role and its names, never by a site. What holds most of the page's text, or its
first heading, is no box whatever it is called: `<body class="sidebar">`, or the form that ASP.NET puts round a page.
"""

import re
from itertools import islice
from typing import NamedTuple

from cfnews.parse.article_names import name_words, names_body, names_box, names_line, names_readers
from cfnews.parse.article_page import Node


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNREAD = _words(
    "audio button canvas datalist embed frame frameset head iframe input link map math meta noscript object option"
    " picture script select source style svg template textarea track video"
)
_BOXES = _words("aside dialog figcaption footer form label menu nav search")
_ROLES = _words(
    "alert alertdialog banner button complementary contentinfo dialog form menu menubar navigation search status"
    " tablist toolbar tooltip"
)
_HIDING = re.compile(r"(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden)", re.IGNORECASE)
_UNNAMED = _words("html body main h1")  # the names of these tell of the site's layout
# What a list of the page's data has as its terms.
_DATA_TERM = re.compile(
    r"|from|to|by|authors?|contacts?|date|(?:date |first |last )?(?:published|updated|modified|issued)"
    r"|published (?:on|by|date)|release date|next update|applies to|part of|collection|topics?|tags?|categor(?:y|ies)"
    r"|type|ref(?:erence)?|series|isbn|issn|pages|language|organisation|department|location|reading time|share"
    r"|cyhoeddwyd|dyddiad|gan",
    re.IGNORECASE,
)
_TERMS = 20  # of such a list; no page has more
_STYLE = 400  # characters of a style that are looked at
_LINE = 200  # characters; a line about a piece is no longer
_MOST = 0.6  # of the page's text, that no box holds
_PROSE = re.compile(r"(?:\S+\s+){11,40}?\S*[.!?][”’\"']?(?:\s|$)")


class _Weight(NamedTuple):
    """What an element holds in all: characters of text outside links, and first headings."""

    text: int
    headings: int


def clean_page(root: Node) -> None:
    """Takes out of the tree, in place, all that is no part of a story by structure. Linear in the page."""
    for element in list(root.iter(*_UNREAD)):
        if element.getparent() is not None:
            element.drop_tree()
    weights = _weights(root)
    whole = max(weights[root].text, 1)
    for element in list(root.iter()):
        if element.getparent() is None or not isinstance(element.tag, str):
            continue
        weight = weights[element]
        if _is_box(element, weight) and not _holds_the_story(element, weight, whole):
            element.drop_tree()
    for element in root.iter("div", "span", "p", "section"):
        if element.get("role") in ("list", "listitem"):  # lists by their roles alone (WAI-ARIA)
            element.tag = "ul" if element.get("role") == "list" else "li"


def _weights(root: Node) -> dict[Node, _Weight]:
    found: dict[Node, _Weight] = {}
    for element in reversed(list(root.iter())):  # children before parents
        text, headings = len((element.text or "").strip()), int(element.tag == "h1")
        for child in element:
            below = found.get(child, _Weight(0, 0))
            text += below.text + len((child.tail or "").strip())
            headings += below.headings
        found[element] = _Weight(0 if element.tag == "a" else text, headings)
    return found


def _holds_the_story(element: Node, weight: _Weight, whole: int) -> bool:
    if weight.headings:
        return bool(element.tag != "nav")
    return weight.text > _MOST * whole and not names_readers(name_words(element))


def _is_box(element: Node, weight: _Weight) -> bool:
    if element.tag in _UNNAMED:
        return False
    if element.tag in _BOXES or (element.get("role") or "").lower() in _ROLES or _is_hidden(element):
        return True
    by_tag = _is_box_by_tag(element)
    return _is_box_by_name(element, weight) if by_tag is None else by_tag


def _is_box_by_tag(element: Node) -> bool | None:
    """What the tag and what stands around or in the element say; None where they say nothing."""
    match element.tag:
        case "article":  # in another: a reader's comment, or a teaser
            return next(element.iterancestors("article"), None) is not None
        case "header":  # of the site, unless it is the story's
            return next(element.iterancestors("article", "main"), None) is None
        case "figure":  # a picture, unless it frames a quotation or a table
            return next(element.iter("blockquote", "table", "pre"), None) is None
        case "dl":
            terms = islice(element.iter("dt"), _TERMS)
            return all(_DATA_TERM.fullmatch(_beginning(term).strip(" :")) for term in terms)
    return None


def _is_box_by_name(element: Node, weight: _Weight) -> bool:
    words = name_words(element)
    if not words or names_body(words):
        return False
    return names_box(words) or (names_line(words) and weight.text <= _LINE and not _PROSE.match(_beginning(element)))


def _is_hidden(element: Node) -> bool:
    if element.get("hidden") is not None or (element.get("aria-hidden") or "").lower() == "true":
        return True
    style = element.get("style")
    return bool(style and _HIDING.search(style[:_STYLE]))


def _beginning(element: Node) -> str:
    return " ".join("".join(islice(element.itertext(), _LINE))[: 4 * _LINE].split())
