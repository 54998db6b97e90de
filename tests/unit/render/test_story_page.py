"""The page of one story: everything once, an excerpt never as the whole, no hostile word obeyed."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from cfnews.cli.output import _on_screen
from cfnews.render import story_page, story_sentences
from cfnews.render.as_terminal import Line
from cfnews.story import Change, Comparison, Linked, Report, Source, StoryDetail
from tests.unit.render.telling import DUNMOOR, NOW, SOURCE, detail, event, figure, with_hostile_words

HOSTILE = "\x1b[31m\x9b2J\x07\u202e\r\x00[bold red]x[/bold red] :smile: \x1b]8;;https://evil.example\x07"
FULL = detail(
    title="Visitors return",
    author="A Reporter",
    kind="inspection",
    places=[DUNMOOR],
    topics=["inspection", "my-own"],
    bodies=["Ofsted"],
    nations=["england", "wales"],
    starred=True,
    updated_at=NOW,
    events=[
        event(type="monitoring_visit", ordinal=2, date="2026-11-14"),
        event(grade="good", area="leadership", direction="improved"),
        event(grade="inadequate", area="overall"),
    ],
    figures=[figure(61, "percent", comparison=Comparison(100, "2017-04")), figure(1_200_000, "gbp", period="2025/26")],
    findings=["Plans are short.", "Visits are in time."],
    citations=["Children Act 1989 s.47"],
    reports=[Report("Letter", "https://reports.example/1.pdf"), Report(None, "https://reports.example/2.pdf")],
    sources=[SOURCE, Source("two", "The Other", "local", None, "Back again", None, "title", 0.8)],
    text="Visitors came back.\n\nThey found:\n\n• Plans are short.\n\nMore to come…",
    text_whole=False,
    quotes=["a quotation of some words"],
    changes=[Change(NOW, "desk", "title", "Visitors leave", "Visitors return")],
    follows=Linked("bcdefghijk", "Visitors came"),
    followed_by=[Linked("cdefghijkl", "Visitors came again")],
)


def lines(story: StoryDetail) -> list[str]:
    return [
        " " * line.indent + (line.mark.plain if line.mark else "") + line.text.plain
        for line in story_page.page(story, NOW, UTC)
    ]


def sentences(story: StoryDetail) -> list[str]:
    return list(story_sentences.page(story, NOW, UTC))


def on_screen(shown: Iterator[Line], width: int, *, coloured: bool = False) -> str:
    console = Console(
        file=StringIO(), width=width, force_terminal=coloured, color_system="standard" if coloured else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    return _on_screen(shown, console, width)


def under(heading: str, shown: Sequence[str]) -> list[str]:
    """What stands under a heading, up to the next empty line behind it."""
    start = next(at for at, line in enumerate(shown) if line.startswith(heading)) + 1
    return list(shown[start : shown.index("", start) if "" in shown[start:] else len(shown)])


def test_the_parts_stand_in_the_order_in_which_they_are_read() -> None:
    headings = [line.text.plain.split("  ")[0] for line in story_page.page(FULL, NOW, UTC) if line.rule]
    assert headings == ["Events", "Figures", "Text", "Findings", "Reports", "Law", "Sources", "Changes"]
    assert lines(FULL)[:2] == ["★ Visitors return", "https://desk.example/1"]


def test_a_plain_story_has_no_heading_without_something_below_it() -> None:
    headings = [line.text.plain.split("  ")[0] for line in story_page.page(detail(), NOW, UTC) if line.rule]
    assert headings == ["Text", "Sources"]


def test_events_name_every_grade_and_figures_stand_in_a_column() -> None:
    assert under("Events", lines(FULL)) == [
        " ● Monitoring visit (second), Dunmoor, 14 November 2026",
        " ● Inspection of children's services, Dunmoor",
        "   inadequate overall · leadership good (improved)",
    ]
    assert under("Figures", lines(FULL)) == [
        "   61%  visits · against 100% in April 2017",
        " £1.2m  visits · 2025/26",
    ]


def test_items_hang_beside_their_bullets_and_paragraphs_are_apart() -> None:
    shown = lines(FULL)
    start = shown.index("Visitors came back.")
    assert shown[start : start + 7] == [
        "Visitors came back.", "", "They found:", "", "• Plans are short.", "", "More to come…",
    ]  # fmt: skip


def test_items_apart_by_empty_lines_stand_together() -> None:
    shown = lines(detail(text="• One\n\n• Two\n•\n \nEnd"))
    assert shown[shown.index("• One") :][:4] == ["• One", "• Two", "", "End"]


@pytest.mark.parametrize("face", [lines, sentences])
def test_findings_that_stand_in_the_text_are_not_repeated_nor_are_quotations(face: Any) -> None:
    shown = "\n".join(face(FULL))
    assert shown.count("Plans are short.") == 1
    assert shown.count("Visits are in time.") == 1
    assert "a quotation of some words" not in shown


MISSING = [
    ({"text_whole": True}, []),
    ({}, ["The feed gives only the beginning.", "Whole: cfnews show --full abcdefghij"]),
    (
        {"text_stopped": "the rest is for subscribers"},
        [
            "The feed gives only the beginning, and its page no more: the rest is for subscribers.",
            "In the browser: cfnews open abcdefghij",
        ],
    ),
    (
        {"text_from": "page", "text_stopped": "the rest is for subscribers"},
        [
            "The page gives only the beginning: the rest is for subscribers.",
            "In the browser: cfnews open abcdefghij",
        ],
    ),
    ({"text": "", "url": None}, ["The feed gives no text."]),
    ({"text": ""}, ["The feed gives no text.", "Whole: cfnews show --full abcdefghij"]),
]


@pytest.mark.parametrize(("values", "said"), MISSING)
@pytest.mark.parametrize("face", [lines, sentences])
def test_an_excerpt_is_said_to_be_one_and_how_to_get_the_rest(
    face: Any, values: dict[str, Any], said: list[str]
) -> None:
    shown = face(detail(**{"text": "The first words…", "text_whole": False} | values))
    assert [line for line in shown if line.startswith(("The feed", "The page", "Whole", "In the browser"))] == said
    assert ("End of the text." in shown) == (face is sentences and not said)


def test_the_advice_names_the_program_that_was_called() -> None:
    shown = story_page.page(detail(text_whole=False), NOW, UTC, "cfnews demo")
    assert any(line.text.plain == "Whole: cfnews demo show --full abcdefghij" for line in shown)


def test_several_stories_stand_apart() -> None:
    assert [line.text.plain for line in story_page.pages([detail(), detail()], NOW, UTC)].count("Visitors return") == 4
    assert list(story_sentences.pages([detail(), detail()], NOW, UTC)).count("Address: https://desk.example/1") == 2


def test_the_sentences_say_all_that_the_page_says_one_thing_a_line() -> None:
    assert sentences(FULL) == [
        "Visitors return",
        "Address: https://desk.example/1",
        "Published: today 08:00.",
        "By: A Reporter.",
        "Kind: inspection.",
        "Places: Dunmoor.",
        "Topics: Inspection and Ofsted; my own.",
        "Bodies: Ofsted.",
        "Nations: England and Wales.",
        "Follows: Visitors came (bcdefghijk).",
        "Goes on: Visitors came again (cdefghijkl).",
        "Changed: today 08:00.",
        "Marked: starred.",
        "Id: abcdefghij.",
        "Event: Monitoring visit (second), Dunmoor, 14 November 2026.",
        "Event: Inspection of children's services, Dunmoor. Judged inadequate overall, leadership good (improved).",
        "Figure: 61%, visits, against 100% in April 2017.",
        "Figure: £1.2 million, visits, 2025/26.",
        "",
        "Text, from the feed:",
        "Visitors came back.",
        "They found:",
        "Item: Plans are short.",
        "More to come…",
        "The feed gives only the beginning.",
        "Whole: cfnews show --full abcdefghij",
        "Finding: Visits are in time.",
        "Report: Letter. Address: https://reports.example/1.pdf",
        "Report: https://reports.example/2.pdf",
        "Law: Children Act 1989 s.47.",
        "Told by 2 sources.",
        "The Desk, trade, today 08:00: Visitors return.",
        "The Other, local, no time given, the same headline: Back again.",
        "Changed today 08:00 by desk: title.",
        "Before: Visitors leave.",
        "After: Visitors return.",
    ]


@pytest.mark.parametrize("width", [20, 40, 80, 100])
def test_no_line_is_wider_than_the_screen_but_an_address_which_is_never_broken(width: int) -> None:
    address = "https://reports.example/" + "long-" * 40 + "1.pdf"
    story = detail(url=address, text="word " * 200 + "\n\n• " + "item " * 60, reports=[Report("Letter", address)])
    shown = on_screen(story_page.page(story, NOW, UTC), width).splitlines()
    assert [line.strip() for line in shown if len(line) > width] == [address, address]


def test_colour_only_repeats_what_words_say() -> None:
    coloured, plain = (on_screen(story_page.page(FULL, NOW, UTC), 80, coloured=one) for one in (True, False))
    assert "\x1b[" in coloured and "\x1b" not in plain
    for words in ("inadequate overall", "good (improved)", "The feed gives only the beginning."):
        assert words in plain


def test_no_control_character_reaches_a_screen_and_no_markup_is_obeyed() -> None:
    story = with_hostile_words(FULL, HOSTILE)
    shown = [on_screen(story_page.page(story, NOW, UTC), 100), "\n".join(sentences(story))]
    for text in shown:
        assert {unicodedata.category(one) for one in text if one != "\n"} & {"Cc", "Cf"} == set()
        assert "[bold red]x[/bold red] :smile:" in text
        assert "evil.example" not in text
    coloured = on_screen(story_page.page(story, NOW, UTC), 100, coloured=True)
    assert not {"\x07", "\r", "\x00", "\x9b", "\u202e"} & set(coloured)
    assert "evil.example" not in coloured


def test_a_line_break_in_a_headline_makes_no_line_of_its_own() -> None:
    story = detail(title="Visitors\nreturn", sources=[SOURCE], author="One\r\nTwo")
    assert lines(story)[0] == "Visitors return"
    assert "By: One Two." in sentences(story)
