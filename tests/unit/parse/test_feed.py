"""What hostile bytes must not get a parser to do."""

import re
import xml.sax
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cfnews.model import Problem, RawFeed
from cfnews.parse.feed import parse_feed
from cfnews.parse.sax import create_parser


class Text(xml.sax.ContentHandler):
    """Collects the pieces in which a parser hands over text."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def characters(self, content: str) -> None:
        self.pieces.append(content)


def one_item(inside: bytes) -> RawFeed:
    found = parse_feed(b'<rss version="2.0"><channel><item>' + inside + b"</item></channel></rss>", "")
    assert isinstance(found, RawFeed)
    return found


def test_bytes_that_name_a_file_do_not_open_it(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text('<rss version="2.0"><channel><title>Secret</title></channel></rss>')
    for body in (str(feed).encode(), feed.as_uri().encode(), b"/etc/hostname"):
        found = parse_feed(body, "application/rss+xml")
        assert isinstance(found, Problem)
        assert found.code == "not_a_feed"


def test_bytes_that_name_an_address_do_not_ask_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("socket.socket.connect", lambda _, address: asked.append(address))
    monkeypatch.setattr("socket.getaddrinfo", lambda *names, **_: asked.extend(names))
    parse_feed(b"http://127.0.0.1:9/feed", "")
    assert asked == []


@pytest.mark.parametrize("author", [b"a@" * 32_000, b"(" * 64_000, b"a" * 64_000 + b"@" + b"b" * 64])
def test_a_very_long_author_line_is_never_searched_for_an_address(
    author: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_item(b"")  # the guard stands
    searched: list[int] = []
    search = re.search

    def counting(pattern: Any, text: str, *flags: Any) -> Any:
        if "@" in str(pattern):
            searched.append(len(text))
        return search(pattern, text, *flags)

    monkeypatch.setattr(re, "search", counting)
    found = one_item(b"<author>" + author + b"</author>")
    assert found.entries[0].author == author.decode()[:200]
    assert searched == []
    one_item(b"<author>ann@desk.example</author>")
    assert searched != []  # the expression is still where this test looks for it


def test_the_driver_refuses_an_entity_before_it_could_be_expanded() -> None:
    parser, handler = create_parser(), Text()
    parser.setContentHandler(handler)
    with pytest.raises(xml.sax.SAXParseException, match="entity declaration 'a' refused"):
        parser.feed('<!DOCTYPE r [<!ENTITY a "boom">]><r>&a;</r>')
    assert handler.pieces == []


def test_the_driver_hands_over_text_in_one_piece() -> None:
    parser, handler = create_parser(), Text()
    parser.setContentHandler(handler)
    parser.feed("<r>" + "a line\n" * 20_000 + "</r>")
    parser.close()
    assert handler.pieces == ["a line\n" * 20_000]


def test_feedparser_really_uses_the_driver() -> None:
    one_item(b"")
    from feedparser import api

    assert api.PREFERRED_XML_PARSERS == ["cfnews.parse.sax"]


PIECES = st.sampled_from(
    [
        b"<rss>",
        b"<item>",
        b"</item>",
        b"<title>",
        b"</title>",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"&amp;",
        b"&#xD800;",
        b"&#0;",
        b"&nbsp;",
        b"\x00",
        b"\xff\xfe",
        b"{",
        b'"items":[',
        b"<feed xmlns='http://www.w3.org/2005/Atom'>",
        b"<entry>",
        b"<link href='http://[::1'/>",
        b"<?xml version='1.0' encoding='utf-32'?>",
        b"<!DOCTYPE x [",
        b"<updated>0000</updated>",
    ]
)


@settings(max_examples=60)
@given(st.lists(st.one_of(PIECES, st.binary(max_size=6)), max_size=15).map(b"".join))
def test_whatever_the_bytes_are_they_give_a_feed_or_a_problem(body: bytes) -> None:
    assert isinstance(parse_feed(body, ""), (RawFeed, Problem))


@pytest.mark.parametrize(
    "body",
    [
        b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 100_000,
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": ' + b"9" * 5_000 + b"}]}",
        b"{",
        b"{}garbage",
    ],
    ids=["nesting", "digits", "brace", "tail"],
)
def test_broken_json_is_a_problem_of_its_own(body: bytes) -> None:
    found = parse_feed(body, "")
    assert isinstance(found, Problem)
    assert found.code == "parse"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_json_is_known_in_any_encoding(encoding: str) -> None:
    body = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "café"}]}'.encode(encoding)
    found = parse_feed(body, "text/plain")
    assert isinstance(found, RawFeed)
    assert [entry.title for entry in found.entries] == ["café"]
