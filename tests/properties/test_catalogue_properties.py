"""Edits of feeds.toml keep what they do not change: comments, order, and a catalogue without faults.

With CFNEWS_THOROUGH set, each property is tried a thousand times and not sixty.
"""

import os
import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cfnews.catalogue.edit import add_feeds, quoted, remove_feeds, rename_feed, set_enabled
from cfnews.catalogue.lists import read_list
from cfnews.catalogue.opml import write_opml
from cfnews.catalogue.read import parse_catalogue
from cfnews.catalogue.subscriptions import IllFormed, sort_out
from cfnews.digest import SECTION_NAMES
from cfnews.model import FeedSpec, Section

PATH = Path("feeds.toml")
ROUNDS = 1000 if os.environ.get("CFNEWS_THOROUGH") else 60
rounds = settings(max_examples=ROUNDS, deadline=None, suppress_health_check=[HealthCheck.too_slow])

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(str.strip)
COMMENTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=15).map(lambda words: f"#{words}\n")
BLANKS = st.sampled_from(["", "\n", "\n\n", "  \n"])
SECTIONS: st.SearchStrategy[Section] = st.sampled_from(get_args(Section))


@st.composite
def values(draw: st.DrawFn, words: str) -> str:
    """The words as a TOML string of one kind or another."""
    plain = words.isprintable()
    kinds = ["basic", "long"] + (["literal", "long literal"] if plain and "'" not in words else [])
    match draw(st.sampled_from(kinds)):
        case "literal":
            return f"'{words}'"
        case "long literal":
            return f"'''{words}'''"
        case "long":
            return f'""{quoted(words)}""'
        case _:
            return quoted(words)


@st.composite
def feed_tables(draw: st.DrawFn, identifier: str) -> str:
    pairs = [("id", identifier), ("name", draw(WORDS)), ("url", f"https://{identifier}.example/#{identifier}")]
    lines = [f"{key} = {draw(values(value))}" for key, value in pairs]
    if draw(st.booleans()):
        lines.append(draw(st.sampled_from(["enabled = true", "enabled=false", '"enabled"  =  true'])))
    if draw(st.booleans()):
        lines.append("tags = [\n  \"a ] # [\", # why\n  'b',\n]")
    lines = draw(st.permutations(lines))
    tail = st.one_of(st.just("\n"), COMMENTS.map(lambda comment: f" {comment}"))
    between = st.one_of(st.just(""), st.just(""), COMMENTS, BLANKS)
    header = draw(st.sampled_from(["[[feed]]", "[[ feed ]]", '[["feed"]]', "  [[feed]]"]))
    return "".join(f"{line}{draw(tail)}{draw(between)}" for line in [header, *lines])


@st.composite
def files(draw: st.DrawFn) -> str:
    """A feeds.toml as people write them: comments anywhere, other tables between the feeds, any spacing."""
    parts = [draw(COMMENTS), draw(BLANKS)]
    for number in range(draw(st.integers(0, 5))):
        parts += [draw(st.one_of(st.just(""), COMMENTS)), draw(BLANKS), draw(st.one_of(st.just(""), COMMENTS))]
        if draw(st.integers(0, 4)) == 0:
            parts.append(f'[[place]]\nid = "place-{number}"\nname = "[[feed]]"\n')
        parts.append(draw(feed_tables(f"feed-{number}")))
    parts += [draw(BLANKS), draw(st.one_of(st.just(""), COMMENTS))]
    parts.append(draw(st.sampled_from(["", '[[watch]]\nname = "w"\nfeeds = ["feed-0",\n# and\n\'feed-1\'] # both\n'])))
    text = "".join(parts)
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


@st.composite
def edits(draw: st.DrawFn, text: str) -> tuple[str, str]:
    """One edit of a file: what it was, and the new text."""
    ids = [spec.id for spec in parse_catalogue(text, PATH).feeds]
    kind = draw(st.sampled_from(["add", "switch", "rename", "remove"] if ids else ["add"]))
    match kind:
        case "add":
            number = draw(st.integers(100, 10**6))
            spec = FeedSpec(
                id=f"new-{number}",
                name=draw(WORDS),
                url=f"https://n{number}.example/",
                section=draw(SECTIONS),
                tags=tuple(draw(st.lists(WORDS, max_size=2))),
            )
            return kind, add_feeds(text, [spec], PATH) if spec.id not in ids else text
        case "switch":
            some = draw(st.lists(st.sampled_from(ids), unique=True, min_size=1))
            return kind, set_enabled(text, some, PATH, enabled=draw(st.booleans()))
        case "rename":
            free = f"re-{draw(st.integers(0, 10**6))}"
            return kind, rename_feed(text, draw(st.sampled_from(ids)), free, PATH) if free not in ids else text
        case _:
            some = draw(st.lists(st.sampled_from(ids), unique=True, min_size=1))
            return kind, remove_feeds(text, some, PATH)


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]


def in_order(some: list[str], all_of: list[str]) -> bool:
    rest = iter(all_of)
    return all(one in rest for one in some)


@rounds
@given(st.data())
def test_edits_keep_comments_order_and_a_valid_list(data: st.DataObject) -> None:
    text = data.draw(files())
    for _ in range(data.draw(st.integers(1, 4))):
        kind, new = data.draw(edits(text))
        before, after = parse_catalogue(text, PATH), parse_catalogue(new, PATH)
        assert after.places == before.places
        if kind == "remove":
            assert in_order(comments(new), comments(text))
            assert in_order([spec.id for spec in after.feeds], [spec.id for spec in before.feeds])
        else:
            assert comments(new) == comments(text)
            assert len(after.feeds) - len(before.feeds) == (kind == "add" and new != text)
        assert ("\r\n" in new) <= ("\r\n" in text)
        assert not re.search(r"(?<!\r)\n", new) or "\r\n" not in text
        text = new


@rounds
@given(st.data())
def test_switching_there_and_back_leaves_every_character(data: st.DataObject) -> None:
    text = data.draw(files())
    named = [feed["id"] for feed in tomllib.loads(text).get("feed", []) if "enabled" in feed]
    on = [spec.id for spec in parse_catalogue(text, PATH).feeds if spec.enabled and spec.id in named]
    off = set_enabled(text, on, PATH, enabled=False)
    assert set_enabled(off, on, PATH, enabled=True) == text


@rounds
@given(st.data())
def test_a_feed_that_is_added_and_removed_leaves_the_rest_as_it_was(data: st.DataObject) -> None:
    text = data.draw(files())
    added = add_feeds(text, [FeedSpec(id="new", name="New", url="https://new.example/")], PATH)
    again = remove_feeds(added, ["new"], PATH)
    assert again.split() == text.split()


URLS = st.builds("https://{}.example/{}".format, st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.integers(0, 99))
SPECS = st.lists(
    st.builds(
        lambda number, name, url, section, tags: FeedSpec(
            id=f"f-{number}", name=name, url=url, section=section, tags=tuple(tags)
        ),
        st.integers(0, 10**9),
        WORDS,
        URLS,
        SECTIONS,
        st.lists(WORDS, max_size=3),
    ),
    max_size=8,
    unique_by=(lambda spec: spec.id, lambda spec: spec.url),
)


@rounds
@given(SPECS, st.booleans())
def test_what_is_exported_comes_in_once_and_then_never_again(specs: list[FeedSpec], secrets: bool) -> None:
    body = write_opml(specs, SECTION_NAMES, "Fri, 20 Nov 2026 07:45:00 +0000", secrets=secrets).encode()
    first = sort_out(read_list(body, "x"), [], SECTION_NAMES, lambda _: False)
    assert sorted((one.url, one.section) for one in first.feeds) == sorted((one.url, one.section) for one in specs)
    text = add_feeds("# mine\n", first.feeds, PATH) if first.feeds else "# mine\n"
    assert parse_catalogue(text, PATH).feeds == tuple(first.feeds)
    again = sort_out(read_list(body, "x"), first.feeds, SECTION_NAMES, lambda _: False)
    assert (again.feeds, len(again.left_out)) == ([], len(specs))


PIECES = st.sampled_from(
    [
        b"<opml>", b"<body>", b"</body>", b"</opml>", b'<outline text="a" xmlUrl="https://a.example/"/>', b"<outline>",
        b'<outline xmlUrl="javascript:x"/>', b"</outline>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"\x00", b"\xff",
        b"<?xml version='1.0' encoding='utf-16'?>", b'https://a.example/ "tag"\n', b"<![CDATA[", b"]]>", b"<!--", b"\n",
    ]
)  # fmt: skip


@rounds
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=12).map(b"".join)))
def test_any_bytes_are_a_list_or_a_fault_with_its_place(body: bytes) -> None:
    try:
        found = read_list(body, "x")
    except IllFormed as fault:
        assert re.match(r"x, line \d+, column \d+: ", fault.message)
        return
    new = sort_out(found, [], SECTION_NAMES, lambda _: False)
    assert len(new.feeds) + len(new.left_out) == len(found)
    text = add_feeds("", new.feeds, PATH) if new.feeds else ""
    assert all(spec.url.startswith("http") for spec in parse_catalogue(text, PATH).feeds)


@pytest.mark.parametrize("words", ['"', "\\", "\x7f", "a\u2028b", "'''", '"""', "\t"])
def test_a_name_is_written_so_that_it_is_read_again(words: str) -> None:
    assert tomllib.loads(f"x = {quoted(words)}")["x"] == words
