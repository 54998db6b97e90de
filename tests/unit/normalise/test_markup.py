"""Simple markup in one pass: the same text as by way of nh3, and None for whatever is not simple."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfnews.normalise.characters import clean_characters
from cfnews.normalise.markup import ELEMENTS, has_blocks, is_markup, simple_text, stripped
from cfnews.normalise.text import html_to_text

TAGS = [f"{end}{name}" for name in sorted(ELEMENTS) for end in ("", "/")]
ATTRIBUTES = ["", "", " ", "/", " /", " class='a b'", ' href="https://desk.example/?a=1&amp;b=2"', " a=b", " hidden"]
ATTRIBUTES += [
    "\n id = 'x'",
    " alt='<p>'",
    ' alt="a > b"',
    " b\"=' c",
    "\u00a0c='d'",
    " a=\u00a0'x y=' z",
    " 1='a'",
    " 'a'",
]
TEXTS = [
    "Two homes",
    " will open\n",
    "\n\n",
    "\t",
    "£4\u00a0m",
    "it’s ",
    "• ",
    ";",
    "Â£5 ",
    "\u2003",
    "A\u0303",
    "1 < 2",
    ">",
]
TEXTS += [
    "&amp;",
    "&nbsp;",
    "&#8217;",
    "&#x2019;",
    "&#39;",
    "&lt;p&gt;",
    "&amp;lt;",
    "&copy",
    "&notit;",
    "A&E",
    "&",
    "&#27;",
]
TEXTS += [
    "&#0;",
    "&#13;",
    "&#146;",
    "&#xD800;",
    "&#65534;",
    "&#8217",
    "&bogus;",
    "<!-- a -->",
    "<",
    "<3",
    "<![CDATA[",
    "]]>",
]
PIECES = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds("<{}>".format, st.sampled_from(["p", "/p", "br", "BR", "li", "/li", "b", "/b", "Div", "a"])),
    st.sampled_from(TEXTS),
)
MARKUP = st.lists(PIECES, max_size=14).map("".join)


def lines(text: str) -> list[str]:
    """The lines of a text without the white space that does not count."""
    return [" ".join(line.split()) for line in text.splitlines()]


@given(MARKUP)
def test_simple_markup_has_the_text_that_it_has_by_way_of_nh3(raw: str) -> None:
    markup = clean_characters(raw)
    for lines_are_space in (True, False):
        simple = simple_text(markup, lines_are_space)
        if simple is not None:
            assert is_markup(markup)
            assert lines(simple.strip()) == lines(stripped(markup, lines_are_space).strip())


@pytest.mark.parametrize("name", sorted(ELEMENTS))
def test_every_element_is_either_simple_or_left_to_nh3(name: str) -> None:
    markup = f"One <{name} class='a'>two</{name}> three"
    simple = simple_text(markup, True)
    assert simple is None or lines(simple) == lines(stripped(markup, True))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One\n line</p>\n<P>two</P>", "\n\nOne  line\n\n \n\ntwo\n\n"),
        ("<b>One</b>\ntwo", "One\ntwo"),
        ("<a href='?a=1&amp;b=2'>A&amp;E &#8217;s</a>", "A&E ’s"),
        ("<ul><li>One<li></li></ul>", "\n\n\n• One\n\n"),
    ],
)
def test_whole_tags_are_simple(markup: str, text: str) -> None:
    assert simple_text(markup, True) == text


@pytest.mark.parametrize(
    "markup",
    [
        "no tag",
        "1 < 2 <b>three</b>",
        "<p>cut <a href='",
        "<p>a<!-- b --></p>",
        "<p>a<script>b</script></p>",
        "<table><tr><td>a</td></tr></table>",
        "<p><img alt='<p>'></p>",
        "<p b\"=' c>'</p>",
        "<o:p>a</o:p>",
        "<Div>a</Div>",
        "<p>&#27;[31m</p>",
        "<p>&#65534;</p>",
        "<p>a\rb</p>",
    ],
)
def test_all_else_is_not(markup: str) -> None:
    assert simple_text(markup, True) is None


@pytest.mark.parametrize("opening", ["<p>", "<br/>", "<DIV class='a'>", "<li>", "<tr>", "<h3>", "<blockquote>"])
def test_blocks_make_lines_mere_space_and_inline_elements_do_not(opening: str) -> None:
    assert has_blocks(opening)
    assert not has_blocks("<b>One</b> <span>two</span>")
    assert html_to_text(f"{opening}One\ntwo").endswith("One two")
    assert html_to_text("<b>One</b>\ntwo") == "One\ntwo"


def test_a_reference_that_two_readers_read_differently_is_not_read_by_the_quick_one() -> None:
    for code in [*range(0x300), *range(0xD7F0, 0xD810), *range(0xFDC0, 0x10010), 0x1FFFE, 0x1F600, 0x10FFFF, 0x110000]:
        for reference in (f"&#{code};", f"&#x{code:x};", f"&#X{code:04X};"):
            simple = simple_text(f"<b>{reference}</b>", False)
            if simple is not None:
                assert simple == html.unescape(reference).replace("\u00a0", " ")
                assert simple == stripped(f"<b>{reference}</b>", False)


@pytest.mark.parametrize(
    "hostile",
    [
        "<a" + " b" * 200_000,
        "<a" + " " * 400_000,
        "<a b=" * 100_000,
        "<a b='" * 100_000,
        "<p>" * 200_000,
        "&#" * 200_000,
    ],
    ids=["attributes", "spaces", "values", "quotes", "paragraphs", "references"],
)
def test_hostile_markup_is_read_in_linear_time(hostile: str) -> None:
    simple_text(hostile, True)
    simple_text(f"<p>{hostile}", True)
