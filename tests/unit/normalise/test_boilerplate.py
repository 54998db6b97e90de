"""Publishers' tails and prefixes: narrow rules, and what they must leave alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfnews.normalise import boilerplate
from cfnews.normalise.boilerplate import strip_boilerplate, strip_title_tail, title_key
from cfnews.normalise.text import html_to_text

PIECES = st.sampled_from(
    [
        "[…]",
        "…",
        "...",
        "\n",
        "\n\n",
        " ",
        "• ",
        "Read more",
        "Continue reading",
        " →",
        "Comments",
        "Related: x",
        "Advertisement",
        "The post A appeared first on B.",
        "Share this",
        "(",
        "|",
        ".",
        "Guidance: ",
        "Live: ",
        "[updated]",
        " - updated",
        "[2026] EWFC 1 (B)",
        "5%",
        "ǰ",
        "’",
        "ͅ",
    ]
)
HOSTILE = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=15).map("".join)


@pytest.mark.parametrize(
    "tail",
    [
        " […]", " [...]", " [&#8230;]", "…", " ...", " (more…)", " Continue reading...",
        " Continue reading →", "\n\nContinue reading Homes for all", " Read more", " Read more »",
        "\nRead Full Story", " Read the full article.", " [Read more…]", "\nView the full post",
        " Click to Continue »", " Continue reading “Homes for all”",
        " […]\n\nThe post Homes for all appeared first on Example News.",
    ],
)  # fmt: skip
def test_a_tail_that_tells_of_a_cut_goes_and_is_reported(tail: str) -> None:
    assert strip_boilerplate(f"The council will open two homes.{tail}") == (
        "The council will open two homes.",
        True,
    )


@pytest.mark.parametrize(
    "tail",
    [
        " The post Homes for all appeared first on Example News.",
        "\n\nThe article Homes for all first appeared on Example News",
        "\n\nThis article was originally published on Example News.",
        "\nRelated: Why homes cost more", "\n\nComments", "\n12 comments", "\nShare this",
        "\nShare on Facebook", "\n\nSign up to Morning Desk, our free newsletter", "\nAdvertisement",
        "\n• Sign up for our weekly bulletin for carers", "\n\nRead more: Why homes cost more",
    ],
)  # fmt: skip
def test_added_words_go_without_counting_as_a_cut(tail: str) -> None:
    assert strip_boilerplate(f"The council will open two homes.{tail}") == (
        "The council will open two homes.",
        False,
    )


def test_notices_go_from_the_middle_too() -> None:
    text = "One.\n\nAdvertisement\n\nRelated: Another story\n\nTwo."
    assert strip_boilerplate(text) == ("One.\n\nTwo.", False)


@pytest.mark.parametrize(
    "text",
    [
        "Pupils who continue reading at home do better, and want to read more",
        "The article about the home first appeared on Monday.",
        "Parents left comments",
        "Families can sign up to the scheme, which pays £167 a week, from April.",
        "Sign up to the fostering scheme in your county, the minister told relatives and friends.",
        "What is related: three questions",
        "She told us the story",
    ],
)
def test_a_sentence_that_only_looks_like_a_tail_stays(text: str) -> None:
    assert strip_boilerplate(text) == (text, False)


def test_a_last_line_that_names_the_feed_goes() -> None:
    assert strip_boilerplate("News.\n\nSource: Example News", "Example News") == ("News.", False)
    assert strip_boilerplate("News.\n\nExample News")[0] == "News.\n\nExample News"


@pytest.mark.parametrize(
    ("title", "feed", "shown"),
    [
        ("Homes to open - Example News", "Example News", "Homes to open"),
        ("Homes to open | The Example", "example", "Homes to open"),
        ("Homes — a plan — Example News", "The Example News", "Homes — a plan"),
        ("Homes to open | Example", "Example: society", "Homes to open"),
        ("Homes to open - Other News", "Example News", "Homes to open - Other News"),
        ("Well-being – example newsletters", "Example News", "Well-being – example newsletters"),
        ("Example News", "Example News", "Example News"),
        ("Homes to open - x", "", "Homes to open - x"),
    ],
)
def test_a_title_loses_only_its_own_feeds_name(title: str, feed: str, shown: str) -> None:
    assert strip_title_tail(title, feed) == shown


@pytest.mark.parametrize(
    "title",
    [
        "News story: Children’s homes: two to open",
        "Press release: Children's homes – two to open",
        "Statutory guidance: Children's homes, two to open",
        "Exclusive: Open consultation: 'Children’s homes' two to open!",
        "[Updated] CHILDREN'S HOMES: TWO TO OPEN",
        "Children‘s homes – two to open - updated",
    ],
)
def test_prefixes_editions_case_and_punctuation_do_not_count_in_the_key(title: str) -> None:
    assert title_key(title) == "childrens homes two to open"


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Re A (A Child) [2026] EWFC 12 (B)", "re a a child [2026] ewfc 12 (b)"),
        ("Bill of £1,200.50, up 5.5%", "bill of £1,200.50 up 5.5%"),
        ("Kinship & adoption", "kinship and adoption"),
        ("Guidance on homes", "guidance on homes"),
        ("Live", "live"),
        ("?!", "?!"),
        ("", ""),
    ],
)
def test_numbers_citations_and_plain_words_stay_in_the_key(title: str, key: str) -> None:
    assert title_key(title) == key


def test_two_cases_with_different_numbers_have_different_keys() -> None:
    assert title_key("Re A [2026] EWFC 12") != title_key("Re A [2026] EWFC 13")


@given(HOSTILE)
def test_stripping_twice_is_stripping_once(text: str) -> None:
    text = html_to_text(text)
    once, _ = strip_boilerplate(text, "Example News")
    assert strip_boilerplate(once, "Example News") == (once, False)
    assert len(once) <= len(text)


@given(HOSTILE)
def test_the_key_of_a_key_is_the_key(title: str) -> None:
    assert title_key(title_key(title)) == title_key(title)


def test_a_hostile_pile_of_tails_is_worn_down() -> None:
    assert strip_boilerplate("Read more " * 20_000) == ("", True)


def test_a_notice_is_looked_for_wherever_it_may_begin() -> None:
    begins = re.compile("[asrmflgt•]", re.IGNORECASE)
    assert {one for one in map(chr, range(0x11000)) if begins.match(one)} == boilerplate._NOTICE_STARTS
    for notice in ("Advertisement", "ADVERTISEMENTS", "• Sponsored", "related: a", "Read more: b", "See also: c"):
        assert strip_boilerplate(f"Text.\n{notice}\nMore.") == ("Text.\nMore.", False)
    for notice in (
        "Share this",
        "Follow us on X",
        "Like us on Y",
        "Register now",
        "Get our newsletter",
        "\u017fhare via",
    ):
        assert strip_boilerplate(f"Text.\n{notice}\nMore.") == ("Text.\nMore.", False)


@pytest.mark.parametrize(
    "before", ["", "End. ", "End.\n", "End.", "End? ", "“End.” ", "(", "[", "A line without an end\n"]
)
def test_a_credit_stands_behind_a_sentence_or_a_bracket(before: str) -> None:
    credit = "The post Homes to open appeared first on The Desk."
    assert strip_boilerplate(before + credit) == (before.rstrip(" \n(["), False)


def test_a_credit_within_a_sentence_stays() -> None:
    text = "He knew that The post Homes to open appeared first on The Desk."
    assert strip_boilerplate(text) == (text, False)
