"""Text of others in Markdown says the text and nothing more."""

import pytest

from cfnews.normalise.characters import one_line
from cfnews.render import markdown
from tests.unit.render.editions import HOSTILE
from tests.unit.render.reading_back import links, shown, tokens

_PLAIN = {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
_ITEM = {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}


def _said(text: str) -> str:
    return "".join(token.content for token in tokens(text) if token.type in ("text", "text_special"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_paragraph_is_the_text_and_no_markup(text: str) -> None:
    written = markdown.paragraph(text)
    assert {token.type for token in tokens(written)} <= _PLAIN
    assert _said(written) == one_line(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_an_item_of_a_list_is_the_text_and_no_markup(text: str) -> None:
    written = markdown.bullets([markdown.paragraph(text)])
    assert {token.type for token in tokens(written)} <= _PLAIN | _ITEM
    assert _said(written) == one_line(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_heading_is_the_whole_text(text: str) -> None:
    written = markdown.heading(2, markdown.inline(text))
    assert _said(written) == one_line(text)
    assert {token.type for token in tokens(written)} <= {"heading_open", "heading_close", "inline", "text"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_link_leads_to_its_address_alone_and_says_the_whole_text(text: str) -> None:
    written = markdown.link(text, "https://a.example/(x)?a=1&copy;=2")
    assert links(written) == ["https://a.example/(x)?a=1&copy;=2"]
    assert _said(written) == one_line(text)


def test_two_texts_in_a_line_do_not_make_markup_of_each_other() -> None:
    written = " · ".join(
        [markdown.link("a ` b", "https://a.example/%60"), markdown.link("c ` *d", "https://b.example/*")]
    )
    assert links(written) == ["https://a.example/%60", "https://b.example/*"]
    assert "code_inline" not in {token.type for token in tokens(written)}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("http://a.example", "http\\://a.example"),
        ("www.a.example", "www\\.a.example"),
        ("name@a.example", "name\\@a.example"),
        ("10:30 on 4.9%", "10:30 on 4.9%"),
        ("4.9% more", "4.9% more"),
    ],
)
def test_what_github_would_make_a_link_of_is_broken_and_nothing_else(text: str, written: str) -> None:
    assert markdown.paragraph(text) == written


def test_long_hostile_text_takes_no_time_to_speak_of() -> None:
    assert shown(markdown.paragraph("[*_`" * 50_000)).count("[") == 50_000
