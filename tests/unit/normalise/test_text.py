"""Feed markup to plain text: blocks, entities, broken markup, titles and summaries."""

import html
import re
import unicodedata
from html.entities import html5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfnews.normalise.markup import ELEMENTS
from cfnews.normalise.text import excerpt, html_to_text, summary_text, title_text

TAG = re.compile(rf"</?(?ai:{'|'.join(ELEMENTS)})(?:[\s/][^<>]*)?>")
ENTITY = re.compile(r"&(#\d{1,9}|#[xX][\da-fA-F]{1,8}|\w{2,31});")
PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b",
        ">",
        "<",
        "&",
        ";",
        "amp;",
        "&lt;",
        "&gt;",
        "&#38;",
        "#60;",
        "&#27;",
        "[3m",
        "<li>",
        "</li>",
        "<td>",
        "<tr>",
        "<table>",
        "<br/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<a x=",
        "<script>",
        "</script>",
        "<svg>",
        "</svg>",
        "<figcaption>",
        "</figure>",
        "'",
        '"',
        "\n\n",
        "• ",
        "A\u0303",
        "©",
        "Â£",
        "\x85",
        "&NBSP;",
        "&copy",
        "<o:p>",
        "OFSTED ",
        "NHS ",
        "É",
        "İ",
        "ß",
    ]
)
HOSTILE = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=25).map("".join)


def is_clean(text: str) -> bool:
    """Whether no tag, no entity that means something and no control character is in `text`."""
    entities = [found[1] for found in ENTITY.finditer(text)]
    known = [name for name in entities if name[0] == "#" or f"{name};" in html5]
    controls = [char for char in text if unicodedata.category(char) in {"Cc", "Cs"} and char != "\n"]
    return not (TAG.search(text) or known or controls)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div>two", "One\n\ntwo"),
        ("<h2>Head</h2>Body<hr>End", "Head\n\nBody\n\nEnd"),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("<p>In <b>bold</b>\n  and <a href='https://example.org/'>linked</a></p>", "In bold and linked"),
        ("Aims:<ul><li>One<li><p>Two</p></li></ul><p>End", "Aims:\n\n• One\n• Two\n\nEnd"),
        ("<ul><li></li><li><img></li></ul><p>End", "End"),
        ("<table><tr><th>Year<th>Homes</tr><tr><td>2026</td><td><p>4</p></td></tr></table>After",
         "Year | Homes\n2026 | 4\n\nAfter"),
        ("<table><tr><td><img src=x></td><td>Only this</td></tr></table>", "Only this"),
        ("<p>Para&nbsp;one</p><p>&nbsp;</p><p>two</p>", "Para one\n\ntwo"),
    ],
)  # fmt: skip
def test_blocks_part_words_and_inline_elements_do_not(markup: str, text: str) -> None:
    assert html_to_text(markup) == text


@pytest.mark.parametrize(
    "dropped",
    [
        "<script>if (a<b) go('<p>')</script>", "<style>p > a {}</style>", "<!-- a <p> note -->",
        "<iframe src='https://example.org'>old</iframe>", "<svg><p>s</svg>", "<template>t</template>",
        "<figure><img alt='A road'><figcaption>A road</figcaption></figure>", "<img alt='A road'>",
        "<figure><figcaption>A caption without an end</figure>", "<?xml version='1.0'?>",
        "<!doctype html>", "<noscript><img></noscript>", "<button>Share</button>",
    ],
)  # fmt: skip
def test_what_is_no_text_is_dropped(dropped: str) -> None:
    assert html_to_text(f"<p>Before</p>{dropped}<p>after</p>") == "Before\n\nafter"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Fish &amp; chips &#163;5 &#xA3;6 &pound;7", "Fish & chips £5 £6 £7"),
        ("A&amp;nbsp;B&amp;#8217;s &amp;amp;amp; C", "A B’s & C"),
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two", "One\n\nTwo"),
        ("<p>One</p><p>Two &lt;b&gt;bold&lt;/b&gt;</p>", "One\n\nTwo bold"),
        ("&NBSP;IT&RSQUO;S", "IT’S"),
        ("&#27;[31mred&#27;[0m &#145;q&#146;", "red ‘q’"),
        ("caf&#195;&#169; in Ceredigion", "café in Ceredigion"),
        ("R&D; Q&A; AT&T", "R&D; Q&A; AT&T"),
        ("<![CDATA[Hey <b>you</b>]]>", "Hey you"),
    ],
)
def test_entities_are_decoded_as_often_as_they_were_escaped(raw: str, text: str) -> None:
    assert html_to_text(raw) == text


@pytest.mark.parametrize(
    "text",
    ["C++ <vector>", "if a < b", "love x <3", "a <b c", "</3", "<https://example.org/>", "<>", "a > b"],
)
def test_a_bracket_that_opens_no_element_stays(text: str) -> None:
    assert html_to_text(text) == text
    assert html_to_text(html.escape(text)) == text


def test_paragraphs_of_plain_text_stay() -> None:
    assert html_to_text("One\nline\r\n\r\n\n  Two  words ") == "One\nline\n\nTwo words"
    assert html_to_text("One\n\nTwo <b>bold</b>") == "One\n\nTwo bold"


@pytest.mark.parametrize(
    ("broken", "text"),
    [
        ("<p>One <b>two <i>three</b> four", "One two three four"),
        ("One </p></div> two", "One\n\ntwo"),
        ("<p>Cut in a tag <a href='https://exam", "Cut in a tag"),
        ("<p>Cut in a comment <!-- wp:paragr", "Cut in a comment"),
        ("<a title='x > y'>One</a>", "One"),
        ("<P CLASS=x>One<o:p>&nbsp;</o:p></P>", "One"),
    ],
)
def test_broken_markup_is_survived(broken: str, text: str) -> None:
    assert html_to_text(broken) == text


def test_tags_that_appear_when_others_are_removed_go_too() -> None:
    assert "script" not in html_to_text("<scr<script>x</script>ipt>alert(1)</scr<b></b>ipt>")


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<!--",
        "<div>",
        "<div a>",
        "<td>",
        "<li>",
        "<b",
        "<a x=",
        "<figcaption>",
        "&amp;",
        "&#38;",
        "<p>\n",
        "<svg><p>",
        "<![CDATA[",
        "&lt;",
        "\n",
        "<!doctype",
    ],
)
def test_two_hundred_kilobytes_of_one_piece_are_digested(piece: str) -> None:
    # No clock here: what is quadratic takes minutes at this size, and the suite would be noticed.
    text = html_to_text(piece * (200_000 // len(piece)) + "<p>End</p>")
    assert not TAG.search(text)
    assert len(text) <= 200_010


def test_deep_nesting_is_survived() -> None:
    assert html_to_text("<div class=a>" * 10_000 + "Core" + "</div>" * 10_000) == "Core"


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("  Homes\n to&nbsp;open ", "Homes to open"),
        ("<b>Ofsted</b> says &amp;#8216;no&amp;#8217;", "Ofsted says ‘no’"),
        ("Why <vector> matters", "Why <vector> matters"),
        ("[Updated] Re A [2026] EWFC 12", "[Updated] Re A [2026] EWFC 12"),
        ("News story: Homes to open", "News story: Homes to open"),
        ("\x1b[1mHomes\x1b[0m \u202eto open", "Homes to open"),
        ("Childrenâ\x80\x99s homes", "Children’s homes"),
        ("", ""),
    ],
)
def test_a_title_is_one_clean_line(raw: str, title: str) -> None:
    assert title_text(raw) == title


@pytest.mark.parametrize(
    ("shouted", "title"),
    [
        ("OFSTED FINDS SEND FAILINGS IN WALES ON MONDAY", "Ofsted finds SEND failings in Wales on Monday"),
        ("MPS ASK DFE'S CHIEF: WHAT NOW? I’M LISTENING", "MPs ask DfE's chief: what now? I’m listening"),
        ("U.K. CHILDREN'S HOMES CLOSE ON 5 MAY 2026", "U.K. children's homes close on 5 May 2026"),
        ("KS2 RESULTS RISE ACROSS NORTHERN IRELAND", "KS2 results rise across Northern Ireland"),
        ("BBC NHS CQC LGA", "BBC NHS CQC LGA"),
        ("CHILDREN’S HOMES", "CHILDREN’S HOMES"),
        ("NHS England and DfE publish plan", "NHS England and DfE publish plan"),
    ],
)
def test_only_a_whole_title_that_shouts_is_calmed(shouted: str, title: str) -> None:
    assert title_text(shouted) == title


def test_a_summary_is_one_paragraph_and_layout_breaks_become_full_stops() -> None:
    raw = "<p>Two homes will open</p><p>The council agreed on Monday.</p><ul><li>One<li>Two</ul>"
    assert summary_text(raw) == (
        "Two homes will open. The council agreed on Monday. • One • Two",
        False,
    )


@pytest.mark.parametrize(
    ("raw", "summary"),
    [
        ("<p>The council said it would [&#8230;]</p>", "The council said it would…"),
        ("<p>Two homes will open.</p> <a href='x'>Continue reading...</a>", "Two homes will open."),
        ("And then...", "And then…"),
        ("Read more", ""),
    ],
)
def test_a_summary_its_publisher_cut_says_so(raw: str, summary: str) -> None:
    assert summary_text(raw) == (summary, True)


def test_a_long_summary_ends_with_a_sentence_or_else_a_word() -> None:
    sentences = "The council of the U.S. kind agreed. " * 40
    assert summary_text(sentences, 100) == (
        "The council of the U.S. kind agreed. The council of the U.S. kind agreed. …",
        True,
    )
    assert summary_text("fostering, " * 40, 50) == ("fostering, fostering, fostering, fostering…", True)
    assert summary_text("x" * 900, 50) == ("x" * 49 + "…", True)
    assert summary_text("A whole summary.", 16) == ("A whole summary.", False)


@given(HOSTILE)
def test_text_and_titles_are_clean_and_stay_as_they_are(raw: str) -> None:
    text, title = html_to_text(raw), title_text(raw)
    assert is_clean(text)
    assert is_clean(title)
    assert html_to_text(text) == text
    assert title_text(title) == title


@given(HOSTILE, st.integers(min_value=2, max_value=60))
def test_a_summary_keeps_to_its_limit_on_one_line(raw: str, limit: int) -> None:
    summary, _ = summary_text(raw, limit)
    assert len(summary) <= limit
    assert "\n" not in summary
    assert is_clean(summary)


@given(st.lists(st.text(alphabet="Ab .\n•”", max_size=12), max_size=8), st.integers(min_value=2, max_value=30))
def test_what_stands_far_behind_the_limit_makes_no_difference(paragraphs: list[str], limit: int) -> None:
    text = "\n\n".join(paragraphs)
    if len("".join(text.split())) > limit + 3:
        assert excerpt(text, False, limit) == excerpt(f"{text}\n\n{'more ' * 50}", False, limit)
