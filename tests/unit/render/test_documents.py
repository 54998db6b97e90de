"""Every format, with texts as nobody would wish them: no word of a title is lost, no control gets through."""

import csv
import email
import email.policy
import io
import json
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from cfnews.cli.app import run
from cfnews.cli.output import Output, _on_screen
from cfnews.cli.world import World
from cfnews.normalise.characters import one_line
from cfnews.render import as_json, as_plain, as_table
from cfnews.render.as_terminal import digest_lines
from cfnews.render.documents import DOCUMENTS, FOR_READERS, PAGES, edition_writer, story_writer, timeline_writer
from tests.unit.render.editions import HOSTILE, LONDON, NOW, detail, edition, hostile_story
from tests.unit.render.reading_back import Page, shown

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2028\u2029\ufeff]")
_STYLES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")


def _parts(mail: str) -> list[str]:
    message = email.message_from_string(mail, policy=email.policy.default)
    return [part.get_content() for part in message.iter_parts()]


def _xml(text: str) -> str:
    return " ".join(ElementTree.fromstring(text.encode()).itertext())  # noqa: S314 - our own


READ_BACK: dict[str, Callable[[str], str]] = {
    "markdown": shown,
    "html": lambda text: Page(text).text,
    "eml": lambda text: _parts(text)[0] + Page(_parts(text)[1]).text,
    "atom": _xml,
    "rss": _xml,
    "jsonfeed": lambda text: " ".join(item["title"] for item in json.loads(text)["items"]),
}
"""What a reader of each format sees."""


def _squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_format_has_a_writer_and_a_test_that_reads_it_back() -> None:
    assert set(READ_BACK) == set(DOCUMENTS)
    assert set(PAGES) <= set(FOR_READERS) <= set(DOCUMENTS)
    assert all(callable(edition_writer(name)) for name in DOCUMENTS)
    assert all(callable(one(name)) for name in PAGES for one in (story_writer, timeline_writer))


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_no_word_of_a_title_is_lost_and_no_control_gets_through(name: str, number: int) -> None:
    written = edition_writer(name)(edition(hostile_story(HOSTILE[number])))
    assert _CONTROL.findall(written) == []
    assert _squeezed(one_line(HOSTILE[number])) in _squeezed(READ_BACK[name](written))
    assert written.endswith("\n") and not written.endswith("\n\n")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_story_whole_loses_no_word_and_lets_no_control_through(name: str, number: int) -> None:
    written = story_writer(name)([detail(hostile_story(HOSTILE[number]))], NOW, LONDON)
    assert _CONTROL.findall(written) == []
    assert _squeezed(one_line(HOSTILE[number])) in _squeezed(READ_BACK[name](written))
    assert "moreofit." in _squeezed(READ_BACK[name](written)).lower()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_edition_gives_the_same_bytes_and_no_stories_give_a_document(name: str) -> None:
    stories = [hostile_story(text, number) for number, text in enumerate(HOSTILE)]
    assert edition_writer(name)(edition(*stories)) == edition_writer(name)(edition(*stories))
    empty = edition()
    empty.digest.groups.clear()
    assert _CONTROL.findall(edition_writer(name)(empty)) == []


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("colour", ["never", "always"])
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_text_of_any_width_with_colour_or_without_shows_the_whole_title(width: int, colour: str, number: int) -> None:
    title = one_line(HOSTILE[number])  # as it is stored
    digest = edition(hostile_story(title)).digest
    world = World({"TERM": "xterm-256color"}, run)
    world.flags = {"color": colour, "format": "text"}
    lines = digest_lines(digest, {"a000000000": "a000"}, LONDON, width)
    written = _on_screen(lines, Output(world)._console(width), width)
    bare = _STYLES.sub("", written)
    assert ("\x1b" in written) == (colour == "always")
    assert _CONTROL.findall(bare) == []
    assert _squeezed(title) in _squeezed(bare)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_plain_sentences_and_tables_and_json_hold_the_whole_title(number: int) -> None:
    title = one_line(HOSTILE[number])
    one = hostile_story(title)
    short = {one.id: "a000"}
    assert title in "\n".join(as_plain.digest_lines(edition(one).digest, short, LONDON))
    assert title in as_table.as_tsv([one]).rstrip("\n").split("\t")
    cells = list(csv.reader(io.StringIO(as_table.as_csv([one]))))[1]
    assert title in [cell.removeprefix("'") for cell in cells]
    read: dict[str, Any] = json.loads(as_json.encode_lines([one]))
    assert read["title"] == title
