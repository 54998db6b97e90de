"""A page's elements as blocks of text: their forms, their links, and what makes a list or a table."""

import pytest

from cfnews.parse.article_blocks import blocks_of
from cfnews.parse.article_page import open_fragment


def blocks(markup: str) -> list[tuple[str, str]]:
    return [(block.form, block.text) for block in blocks_of(open_fragment(markup), "https://outlet.example/")]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<p>One.</p>Two.<div>Three.<p>Four.</p>Five.</div>", ["One.", "Two.", "Three.", "Four.", "Five."]),
        ("<p>One <b>and</b><i> two</i>.</p>", ["One and two."]),
        ("One.<br><br>Two.<br> <br>Three.", ["One.", "Two.", "Three."]),
        ("Town Hall<br>High Street<br>Eastmere", ["Town Hall High Street Eastmere"]),
        ("<p>A paragraph long enough to be more than a line of an address, surely.<br>Another one.", None),
        ("<dl><dt>Term</dt><dd>What it is.</dd></dl>", ["Term", "What it is."]),
    ],
)
def test_paragraphs_are_parted_by_elements_and_by_line_breaks(markup: str, found: list[str] | None) -> None:
    texts = [text for _, text in blocks(markup)]
    assert texts == found if found is not None else len(texts) == 2


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li>one</li><li>two</li></ul>",
        "<ol><li><p>one</p></li><li><div>two</div></li></ol>",
        "<p>• one<br>• two</p>",
        "<p>• one</p><p>•two</p>",
        "<p>- one</p><p>- two</p>",
        "<p>* one<br>* two</p>",
    ],
)
def test_items_are_items_however_they_were_typed(markup: str) -> None:
    assert blocks(markup) == [("item", "one"), ("item", "two")]


def test_a_dash_that_stands_alone_makes_no_list() -> None:
    assert blocks("<p>– and so it ended</p><p>He left.</p>") == [
        ("paragraph", "– and so it ended"),
        ("paragraph", "He left."),
    ]


def test_a_number_that_stands_alone_goes_with_the_paragraph_it_numbers() -> None:
    assert blocks("<span>12.</span><p>The appeal is allowed.</p>") == [("paragraph", "12. The appeal is allowed.")]


def test_a_speaker_under_a_quotation_is_no_part_of_it() -> None:
    assert blocks("<blockquote><p>We know.</p><cite>A director</cite></blockquote>") == [("quote", "We know.")]


def test_a_table_of_data_is_rows_and_one_that_makes_up_a_page_is_not() -> None:
    data = "<table><tr><th>Town</th><th>Hubs</th></tr><tr><td>Eastmere</td><td>4</td></tr></table>"
    assert blocks(data) == [("row", "Town | Hubs"), ("row", "Eastmere | 4")]
    assert blocks(f"<table><tr><td>{data}</td><td><p>Text.</p></td></tr><tr><td>a</td><td>b</td></tr></table>")[
        -3:
    ] == [
        ("paragraph", "Text."),
        ("paragraph", "a"),
        ("paragraph", "b"),
    ]


def test_each_part_of_a_block_has_the_links_that_stand_in_it() -> None:
    markup = '<p>The <a href="/a">first</a>.<br><br><a href="/b">Second</a><br><br>Third.</p>'
    first, second, third = blocks_of(open_fragment(markup), "https://outlet.example/")
    assert [link.title for block in (first, second, third) for link in block.links] == ["first", "Second"]
    assert (first.linked, second.linked, third.linked) == (5, 6, 0)


def test_a_link_around_whole_blocks_belongs_to_the_first_and_makes_links_of_all() -> None:
    heading, text = blocks_of(open_fragment('<a href="/a"><h3>Title</h3><p>Teaser.</p></a>'), "https://outlet.example/")
    assert [link.url for link in heading.links] == ["https://outlet.example/a"]
    assert (text.links, heading.linked, text.linked) == ((), 5, 7)
