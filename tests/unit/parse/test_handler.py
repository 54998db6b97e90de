"""Our handler in feedparser: less work, and the same result as feedparser's own for any well-formed document."""

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
from feedparser import api, mixin
from hypothesis import given, settings
from hypothesis import strategies as st

from cfnews.model import Problem, RawFeed
from cfnews.parse import preparing
from cfnews.parse.feed import parse_feed
from cfnews.parse.preparing import is_known, prepare

prepare()
OURS = api.StrictFeedParser
PLAIN = next(kind for kind in OURS.__mro__ if kind.__name__ == "StrictFeedParser")

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "atom": "http://www.w3.org/2005/Atom",
    "h": "http://www.w3.org/1999/xhtml",
    "svg": "http://www.w3.org/2000/svg",
    "x": "http://www.w3.org/1999/xlink",
    "own": "http://desk.example/ns",
    "old": "http://backend.userland.com/rss2",
}
DECLARED = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
ROOTS = [
    "<rss version='2.0'{}><channel>",
    "<feed xmlns='http://www.w3.org/2005/Atom'{}>",
    "<rdf:RDF xmlns='http://purl.org/rss/1.0/' xml:lang='cy'{}>",
    "<feed version='0.3' xmlns='http://purl.org/atom/ns#' xml:base='http://desk.example/a/'{}>",
]
# Twice where they matter most. Some are no element of any feed, but a key or a name of feedparser's or of ours.
_NAMES = """
item item entry entry title title link link description summary summary content content:encoded guid id author name
email uri category updated published pubDate created source image url dc:creator dc:date dc:subject dc:title
media:title media:description media:group media:content media:category itunes:summary itunes:keywords itunes:owner
atom:link atom:title own:title own:note old:title old:item language ttl h:div h:p div p svg:svg svg:title svg svg:path
items date issued unknown element date_parsed tagline copyright guidislink comments feed channel rss
"""
NAMES = _NAMES.split()
ATTRIBUTES = {
    "type": ["text", "html", "xhtml", "TEXT/HTML", "image/png", ""],
    "rel": ["alternate", "self", "Enclosure"],
    "href": ["http://desk.example/1", "2", "http:////desk.example/3"],
    "url": ["http://desk.example/4"],
    "isPermaLink": ["true", "false"],
    "mode": ["base64", "escaped"],
    "term": ["care", ""],
    "domain": ["subjects"],
    "xml:lang": ["en", "cy_GB", ""],
    "LANG": ["gd"],
    "xml:base": ["http://other.example/b/", "c/"],
    "rdf:about": ["http://desk.example/5"],
    "XMLNS": ["http://purl.org/rss/1.0/"],
    "own:rel": ["self"],
    "x:href": ["http://desk.example/6"],
    "xmlns:media": ["http://desk.example/ns", "http://search.yahoo.com/mrss/"],
    "xmlns": ["http://www.w3.org/1999/xhtml", "http://purl.org/rss/1.0/"],
}
TEXTS = [
    "",
    "A plan for the library",
    " two \n lines ",
    "&lt;p&gt;Two &amp;amp; three&lt;/p&gt;",
    "<![CDATA[<b>bold</b>]]>",
    "caf\u00c3\u00a9 \u0092",
    "Zoë’s",
    "Ann Other &lt;ann@desk.example&gt;",
    "http://desk.example/7?a=1&amp;b=2",
    "care, courts",
    "Fri, 20 Nov 2026 07:00:00 GMT",
    "aG9tZXM=",
]


@st.composite
def attributes(draw: st.DrawFn) -> str:
    names = draw(st.lists(st.sampled_from(list(ATTRIBUTES)), max_size=2, unique=True))
    return "".join(f" {name}={quoteattr(draw(st.sampled_from(ATTRIBUTES[name])))}" for name in names)


def element(name: str, given: str, inside: list[str]) -> str:
    return f"<{name}{given}>{''.join(inside)}</{name}>"


LEAVES = st.sampled_from(TEXTS)
TREES: st.SearchStrategy[str] = st.recursive(
    st.builds(element, st.sampled_from(NAMES), attributes(), st.lists(LEAVES, max_size=1)),
    lambda inner: st.builds(
        element, st.sampled_from(NAMES), attributes(), st.lists(st.one_of(inner, LEAVES), max_size=6)
    ),
    max_leaves=25,
)


def document(root: str, trees: list[str]) -> bytes:
    ends = [f"</{piece.split()[0].rstrip('>')}>" for piece in root.split("<")[:0:-1]]
    return (root.format(DECLARED) + "".join(trees) + "".join(ends)).encode()


DOCUMENTS = st.builds(document, st.sampled_from(ROOTS), st.lists(TREES, min_size=1, max_size=4))


def read_by(handler: Any, body: bytes) -> RawFeed | Problem | str:
    """What parse_feed gives where feedparser has this handler, or what it throws."""
    before, api.StrictFeedParser = api.StrictFeedParser, handler
    try:
        return parse_feed(body, "")
    except Exception as error:  # noqa: BLE001 - what feedparser throws at odd documents is to be the same as well
        return f"{type(error).__name__}: {error}"
    finally:
        api.StrictFeedParser = before


@settings(max_examples=120, deadline=None)
@given(DOCUMENTS)
def test_any_document_gives_what_it_gives_by_feedparsers_own_handler(body: bytes) -> None:
    assert read_by(OURS, body) == read_by(PLAIN, body)


@pytest.mark.parametrize(
    "inside",
    [
        "<own:title>Own</own:title><x xmlns:own='http://search.yahoo.com/mrss/'/><own:title>Media's</own:title>",
        "<x xmlns:media='http://desk.example/ns'><media:title>Own</media:title></x><media:title>Two</media:title>",
        "<title>One</title><media:group><media:title>Two</media:title></media:group>",
        "<content type='xhtml'><h:div><h:p lang='cy'>A <svg:svg><svg:title/></svg:svg></h:p></h:div></content>",
        "<link XMLNS='http://purl.org/rss/1.0/' Href='http://desk.example/1'/>",
        "<a xml:base='http://desk.example/a/'><b xml:base='b/'><link href='c'/></b><link href='d'/></a>",
        "<link own:rel='self' rel='alternate' href='http://desk.example/1'/>",
        "<date x:href='y'>2026</date><date>2026</date>",
        "<item><title>Inner</title></item><title>Outer</title>",
        "<unknown/><starts a='b'/><item_detail/>",
        "<published><title>Within</title>2026</published>",
        "<description/><description>Two</description>",
    ],
)
@pytest.mark.parametrize("root", ROOTS)
def test_what_is_rare_in_an_entry_is_read_as_by_feedparsers_own_handler(root: str, inside: str) -> None:
    body = document(root, [f"<item>{inside}</item><entry>{inside}</entry>"])
    assert read_by(OURS, body) == read_by(PLAIN, body)


def test_an_entry_that_has_ended_is_no_dictionary_any_more() -> None:
    parsed = api.parse(b"<rss version='2.0'><channel><item><title>One</title></item></channel></rss>".decode())
    assert [type(entry).__name__ for entry in parsed.entries] == ["RawEntry"]


def test_no_element_can_call_what_is_ours() -> None:
    added = set(dir(OURS)) - set(dir(PLAIN))
    assert added
    assert [name for name in added if name.startswith(("_start_", "_end_"))] == []


@pytest.fixture
def unprepared(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """feedparser as it is on its own, until the test has ended."""
    monkeypatch.setattr(api, "PREFERRED_XML_PARSERS", ["drv_libxml2"])
    monkeypatch.setattr(api, "StrictFeedParser", PLAIN)
    for name in ("_sync_author_detail", "handle_charref"):
        monkeypatch.setattr(mixin._FeedParserMixin, name, getattr(mixin._FeedParserMixin, name))
    yield monkeypatch


def lacking(name: str) -> Any:
    """feedparser's handler without one of its names, from when it has been made."""

    class Lacking(PLAIN):  # type: ignore[misc, valid-type]
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            self.made = True

        def __getattribute__(self, key: str) -> Any:
            if key == name and "made" in object.__getattribute__(self, "__dict__"):
                raise AttributeError(key)
            return super().__getattribute__(key)

    return Lacking


@pytest.mark.parametrize("name", (preparing._METHODS + preparing._STATE).split())
def test_a_feedparser_that_lacks_anything_that_ours_needs_is_not_known(name: str) -> None:
    assert is_known(PLAIN)
    assert not is_known(lacking(name))


def test_a_feedparser_that_is_not_known_keeps_its_own_handler_and_reads_on(unprepared: pytest.MonkeyPatch) -> None:
    other = lacking("_end_lastbuilddate")
    unprepared.setattr(api, "StrictFeedParser", other)
    found = parse_feed(b"<rss version='2.0'><channel><item><title>One</title></item></channel></rss>", "")
    assert api.StrictFeedParser is other
    assert isinstance(found, RawFeed)
    assert [entry.title for entry in found.entries] == ["One"]


def test_a_later_feedparser_keeps_its_own_handler(unprepared: pytest.MonkeyPatch) -> None:
    unprepared.setattr("feedparser.__version__", "6.1.0")
    prepare()
    assert api.StrictFeedParser is PLAIN


def test_a_feedparser_that_is_known_is_given_ours(unprepared: pytest.MonkeyPatch) -> None:
    prepare()
    assert api.StrictFeedParser is OURS


def test_the_handler_overrides_only_what_is_looked_for() -> None:
    from cfnews.parse.events import Events
    from cfnews.parse.values import Values

    ours = {name for kind in (Events, Values) for name, value in vars(kind).items() if callable(value)}
    overridden = {name for name in ours if hasattr(PLAIN, name)} - set(dir(object))
    assert overridden <= set(preparing._METHODS.split())
