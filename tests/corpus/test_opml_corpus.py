"""Other projects' OPML files: a well-formed one brings every feed that another parser finds, the rest nothing."""

import os
from pathlib import Path
from typing import Any

import pytest

from cfnews.catalogue.addresses import address_key, typed_address
from cfnews.catalogue.edit import add_feeds
from cfnews.catalogue.lists import read_list
from cfnews.catalogue.opml import write_opml
from cfnews.catalogue.read import parse_catalogue
from cfnews.catalogue.subscriptions import IllFormed, sort_out
from cfnews.digest import SECTION_NAMES

SHARED = Path(os.environ.get("CFNEWS_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
FOLDERS = (SHARED / "corpora" / "opml", SHARED / "corpora" / "venus-testdata" / "config")
FILES = sorted(path for folder in FOLDERS for path in folder.glob("*") if path.suffix in (".opml", ".xml"))
URLS = SHARED / "corpora" / "newsboat-testdata"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FILES, reason=f"the shared corpora are not at {SHARED} (set CFNEWS_SHARED)"),
]


def outlines(path: Path) -> list[Any] | None:
    """The outlines of an OPML file's body by libxml2; None where it is not well-formed, no OPML, or without a body."""
    from lxml import etree

    try:
        root = etree.fromstring(path.read_bytes().lstrip(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    if root.tag not in ("opml", "outlineDocument") or root.find("body") is None:
        return None
    return list(root.find("body").iter("outline"))


def expected(path: Path) -> tuple[set[str], list[str]] | None:
    """The addresses that should come in, by key, and the titles of all that name an address."""
    found = outlines(path)
    if found is None:
        return None
    named = [(one.get("xmlUrl") or one.get("xmlurl"), one.get("title") or one.get("text")) for one in found]
    urls = [typed_address(url) for url, _ in named if url]
    return {address_key(url) for url in urls if url}, [title for url, title in named if url]


def agrees(path: Path) -> bool:
    should = expected(path)
    try:
        found = read_list(path.read_bytes(), path.name)
    except IllFormed:
        return should is None
    new = sort_out(found, [], SECTION_NAMES, lambda _: False)
    keys, titles = {address_key(spec.url) for spec in new.feeds}, [one.title for one in found if one.url]
    return should is not None and keys == should[0] and titles == [title or "" for title in should[1]]


def test_every_file_brings_what_another_parser_finds_in_it_or_is_refused_whole() -> None:
    assert [path.name for path in FILES if not agrees(path)] == []
    assert len(FILES) >= 50


def test_what_was_imported_is_a_list_without_faults_and_comes_back_from_its_export() -> None:
    brought = 0
    for path in FILES:
        try:
            found = read_list(path.read_bytes(), path.name)
        except IllFormed as fault:
            assert "line " in fault.message and "column " in fault.message
            continue
        feeds = sort_out(found, [], SECTION_NAMES, lambda _: False).feeds
        if not feeds:
            continue
        text = add_feeds("# mine\n", feeds, Path("feeds.toml"))
        assert parse_catalogue(text, Path("feeds.toml")).feeds == tuple(feeds)
        body = write_opml(feeds, SECTION_NAMES, "", secrets=True).encode()
        assert sort_out(read_list(body, "x"), feeds, SECTION_NAMES, lambda _: False).feeds == []
        brought += len(feeds)
    assert brought >= 60  # measured 68


def test_newsboats_own_urls_files_are_read() -> None:
    files = [path for path in URLS.glob("*urls*") if path.suffix != ".opml"]
    assert files
    for path in files:
        lines = [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
        assert len(read_list(path.read_bytes(), path.name)) == len(lines)
