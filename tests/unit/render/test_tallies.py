"""The counts in words and with bars: the number always stands there, and no bar or colour says a thing alone."""

from rich.cells import cell_len

from cfnews.render.tallies import Page, left_words, percent, plain_lines, rise_words, usual
from cfnews.render.tallies_styled import drawn, page_lines, sparkline
from cfnews.story import Counts
from cfnews.tally.counts import By, Rise, Table, Tally


def row(by: By, name: str, stories: int, share: float = 0.5) -> Tally:
    return Tally(by=by, value=name.lower(), name=name, stories=stories, share=share)


RISE = Rise(by="topic", value="fostering", name="Fostering", stories=14, usual=5.0, weeks=[5, 4, 6, 5, 5, 3, 7, 5])
PAGE = Page(
    window="since 28 Sep",
    counts=Counts(matched=1204, returned=1204, folded_duplicates=1, hidden=3),
    tables=[
        Table("week", [row("week", "week of 9 Nov", 0), row("week", "week of 16 Nov, so far", 1204)]),
        Table("topic", [row("topic", "Fostering", 602)], left=1),
        Table("place", []),
    ],
    rises=[RISE],
)


def test_plain_sentences_tell_every_number_and_draw_nothing() -> None:
    assert list(plain_lines(PAGE)) == [
        "Stories since 28 Sep.",
        "1,204 stories. 1 copy folded into them. 3 hidden.",
        "Rising: Fostering, 14 this week, usually 5.",
        "Weeks.",
        "week of 9 Nov: no story.",
        "week of 16 Nov, so far: 1,204 stories.",
        "Topics.",
        "Fostering: 602 stories, 50 percent.",
        "1 more topic: cfnews stats --by topic --limit 0.",
    ]


def test_a_screen_shows_each_number_beside_its_bar_and_leaves_empty_tables_out() -> None:
    lines = [line.text.plain for line in page_lines(PAGE, 80)]
    assert any(line.startswith("week of 16 Nov, so far  1,204 ") and line.endswith("█") for line in lines)
    assert "week of 9 Nov               0" in lines
    assert "Fostering  14 this week, usually 5  ▆▅▇▆▆▄█▆█".replace("▆▅▇▆▆▄█▆█", sparkline([*RISE.weeks, 14])) in lines
    assert "Places" not in lines


def test_lines_fit_narrow_screens_and_a_name_that_is_cut_says_so() -> None:
    long = Table(
        "feed", [row("feed", "The Bulletin of Children’s Services in the North", 9), row("feed", "儿童" * 20, 3)]
    )
    for width in (40, 60, 100):
        shown = [line for line in page_lines(PAGE._replace(tables=[long], rises=[]), width) if line.indent]
        assert all(cell_len(line.text.plain) + line.indent <= width for line in shown)
        assert all("…" in line.text.plain for line in shown)


def test_a_bar_is_as_long_as_its_number_and_never_nothing_for_something() -> None:
    assert drawn(0, 100, 20) == ""
    assert drawn(1, 100_000, 20) == "▏"
    assert drawn(50, 100, 20) == "█" * 10
    assert drawn(100, 100, 20) == "█" * 20
    assert drawn(99, 100, 20) == "█" * 19 + "▊"


def test_a_sparkline_has_a_block_for_each_number() -> None:
    assert sparkline([0, 7, 14]) == "▁▅█"
    assert sparkline([0, 0]) == "▁▁"


def test_what_is_usual_is_said_as_one_says_it() -> None:
    assert [usual(mean) for mean in (0.0, 0.38, 1.0, 4.75, 1200.0)] == ["none", "fewer than 1", "1", "5", "1,200"]
    assert rise_words(RISE, "in the week until 3 Nov") == "14 in the week until 3 Nov, usually 5"


def test_a_share_that_is_there_is_never_said_to_be_nothing() -> None:
    assert [percent(share) for share in (0.0, 0.001, 0.21, 1.0)] == ["0%", "<1%", "21%", "100%"]


def test_what_is_left_out_is_counted_in_its_own_words() -> None:
    assert left_words(Table("body", [], left=2), "cfnews") == "2 more bodies: cfnews stats --by body --limit 0"
    assert left_words(Table("week", [], left=1), "cfnews") == "1 earlier week: cfnews stats --by week --limit 0"
    assert left_words(Table("week", [], left=0), "cfnews") == ""
