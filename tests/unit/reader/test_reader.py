"""The reader, its keys pressed by Textual's pilot, on a store in a file."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from cfnews.errors import StoreBusy
from cfnews.reader.keys import HINTS, KEYS
from cfnews.reader.screen import Face
from cfnews.store.db import Database, open_for_reading, open_for_writing
from cfnews.store.marks import set_marks
from cfnews.story import Selection
from tests.unit.making import NOW, Shelf, Told, raw, spec
from tests.unit.reader.sitting import BROAD, NARROW, Sitting, marked, on_screen, store

_SCREENS = Path(__file__).resolve().parents[2] / "data" / "reader"


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return store(tmp_path / "cfnews.db")


def chosen(lines: list[str]) -> str:
    """The row of the chosen story."""
    return next(line for line in lines if line.startswith(">"))


# --- what is seen -----------------------------------------------------------------------------------


def test_a_narrow_screen_has_the_list_above_the_page(path: Path) -> None:
    lines = Sitting(path, face=Face(about=", all new")).play()
    assert lines[0] == "cfnews  1 of 6 · 6 unread · 6 stories, all new"
    assert lines[1].startswith(">   Headline 1 ") and lines[1].endswith("Outlet · today 07:00")
    assert lines[6].startswith("    Headline 6 ")
    assert set(lines[8]) == {"─"} and lines[9] == "Headline 1"
    assert lines[-1] == HINTS and len(lines) == NARROW[1]


def test_a_wide_screen_has_the_list_beside_the_page_and_two_lines_for_each_story(path: Path) -> None:
    lines = Sitting(path).play(size=BROAD)
    left, _, right = lines[1].partition("│")
    assert left.rstrip() == ">   Headline 1" and right.strip() == "Headline 1"
    assert lines[2].partition("│")[0].rstrip() == "    Outlet · today 07:00"
    assert lines[3].partition("│")[0].rstrip() == "    Headline 2"
    assert all("│" in line for line in lines[1:-1])


def test_for_a_screen_reader_there_is_one_pane_at_a_time_in_sentences_without_signs(path: Path) -> None:
    plain = Face(about="", plain=True)
    lines = Sitting(path, face=plain).play("j", "s")
    assert lines[2] == "Headline 2 (starred), Outlet, today 06:00"
    assert not set("".join(lines)) & set(">★✓│─")
    page = Sitting(path, face=plain).play("enter")
    assert (
        page[1] == "Headline 1" and "Published: today 07:00." in page and "Headline 2, Outlet, today 06:00" not in page
    )
    back = Sitting(path, face=plain).play("enter", "escape")
    assert back[1] == "Headline 1, Outlet, today 07:00"


def test_a_screen_reader_finds_the_cursor_at_the_chosen_story(path: Path) -> None:
    sitting = Sitting(path, face=Face(about="", plain=True))
    sitting.play("j", "j")
    assert sitting.reader.cursor_position == (0, 3)


def test_without_colour_no_cell_has_one_and_the_chosen_story_is_told_by_a_sign(path: Path) -> None:
    sitting = Sitting(path, face=Face(about="", colour=False))
    assert chosen(sitting.play("j")).startswith(">   Headline 2")
    filters = sitting.reader.get_line_filters()
    assert [type(one).__name__ for one in filters] == ["NoColor"]


@pytest.mark.parametrize("size", [(20, 6), (40, 10), (119, 24), (120, 24)])
def test_any_size_of_screen_is_filled_and_never_overrun(path: Path, size: tuple[int, int]) -> None:
    lines = Sitting(path).play("j", "space", "question_mark", size=size)
    assert len(lines) == size[1] and max(map(len, lines)) <= size[0]


def test_a_screen_that_changes_its_size_changes_its_panes(path: Path) -> None:
    sitting = Sitting(path)

    async def resized() -> list[list[str]]:
        async with sitting.reader.run_test(size=NARROW) as pilot:
            found = []
            for size in (BROAD, NARROW):
                await pilot.resize_terminal(*size)
                await pilot.pause(0.1)  # Textual waits a moment for a window that is being dragged
                await pilot.pause()
                found.append(on_screen(sitting.reader))
            return found

    broad, narrow = asyncio.run(resized())
    sitting.db.close()
    assert "│" in broad[1] and broad[2].startswith("    Outlet · today 07:00")
    assert set(narrow[8]) == {"─"} and narrow[2].startswith("    Headline 2")


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    lines = Sitting(tmp_path / "none.db").play("j", "k", "n", "space", "s", "m", "h", "o", "f", "G", "g")
    assert "Nothing is stored yet." in lines and "u asks the feeds, and takes in what they bring." in lines


def test_a_list_of_nothing_says_so(path: Path) -> None:
    lines = Sitting(path, Selection(starred=True)).play("s", "space")
    assert lines[0] == "cfnews  0 stories" and "No stories." in lines


def test_feed_text_is_never_obeyed_as_markup_or_as_control(tmp_path: Path) -> None:
    shelf = Shelf(open_for_writing(tmp_path / "cfnews.db"))
    shelf.take(raw("[bold red]Loud[/] [@click=app.quit]press[/] [/b] $x :smile:", "https://a.example/1"))
    shelf.db.run("UPDATE entry SET title = title || char(27) || '[2J' || char(8238) || 'dne', summary = '[/] \\[x'")
    shelf.db.close()
    for face in (Face(about=""), Face(about="", plain=True)):
        for size in (NARROW, BROAD):
            text = "\n".join(Sitting(tmp_path / "cfnews.db", face=face).play("enter", "s", size=size))
            assert "[bold red]Loud[/] [@click=app.quit]press[/] [/b] $x :smile:" in text
            assert "\x1b" not in text and "\u202e" not in text


def test_a_query_and_a_message_are_never_obeyed_as_markup(path: Path) -> None:
    lines = Sitting(path).play("slash", *"[/b][red]", "enter")
    assert lines[-1] == "Nothing was found with [/b][red]"


# --- going about ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        (["j", "down", "j"], "Headline 4"),
        (["j", "j", "k", "up", "k"], "Headline 1"),
        (["G"], "Headline 6"),
        (["end", "j", "home"], "Headline 1"),
        (["G", "g"], "Headline 1"),
    ],
)
def test_keys_go_up_and_down_and_stop_at_the_ends(path: Path, keys: list[str], where: str) -> None:
    lines = Sitting(path).play(*keys)
    assert where in chosen(lines) and where in lines


def test_n_goes_to_the_next_that_is_neither_read_nor_hidden_and_on_from_the_top(path: Path) -> None:
    lines = Sitting(path).play("j", "m", "j", "h", "g", "n")
    assert "Headline 4" in chosen(lines)
    again = Sitting(path).play("G", "n")
    assert "Headline 1" in chosen(again) and again[-1] == "On from the top."


def test_n_says_so_where_all_is_read(path: Path) -> None:
    keys = [key for _ in range(6) for key in ("m", "j")]
    assert Sitting(path).play(*keys, "n")[-1] == "No other story here is unread."


def test_space_reads_a_page_on_and_at_its_end_marks_it_read_and_goes_to_the_next_unread(tmp_path: Path) -> None:
    shelf = Shelf(open_for_writing(tmp_path / "cfnews.db"))
    long = "\n".join(f"<p>Paragraph {number} of many.</p>" for number in range(30))
    shelf.take(
        raw("A long story", "https://a.example/1", summary=long), raw("Another", "https://a.example/2", hours_ago=2)
    )
    shelf.db.close()
    first = Sitting(tmp_path / "cfnews.db").play("space")
    assert "A long story" in chosen(first) and marked(tmp_path / "cfnews.db", "read_at") == set()
    assert first[9] != "A long story"
    last = Sitting(tmp_path / "cfnews.db").play(*["space"] * 6)
    assert "Another" in chosen(last)
    assert marked(tmp_path / "cfnews.db", "read_at") == {"A long story"}


def test_b_reads_back(tmp_path: Path) -> None:
    shelf = Shelf(open_for_writing(tmp_path / "cfnews.db"))
    shelf.take(raw("A long story", "https://a.example/1", summary="<p>Words.</p>" * 60))
    shelf.db.close()
    assert Sitting(tmp_path / "cfnews.db").play("pagedown", "pagedown", "b", "b")[9] == "A long story"


def test_help_names_every_key_and_any_way_leads_back(path: Path) -> None:
    lines = Sitting(path).play("question_mark", size=(100, 40))
    assert [key.written for key in KEYS if not any(key.does[:30] in line for line in lines)] == []
    for key in ("question_mark", "escape", "j"):
        assert not any(line.startswith("Keys ") for line in Sitting(path).play("question_mark", key))


# --- marks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "column"), [("s", "starred_at"), ("m", "read_at"), ("h", "hidden_because")])
def test_a_mark_is_stored_at_once_and_taken_back_by_the_same_key(path: Path, key: str, column: str) -> None:
    Sitting(path).play("j", key, "ctrl+c")
    assert marked(path, column) == {"Headline 2"}
    Sitting(path).play("j", "j", key, key)
    assert marked(path, column) == {"Headline 2"}


def test_a_hidden_story_stays_in_sight_so_that_it_can_be_shown_again(path: Path) -> None:
    lines = Sitting(path).play("h", "j", "k")
    assert chosen(lines).startswith("> - Headline 1")
    assert marked(path, "hidden_because") == {"Headline 1"}
    assert "Headline 1" not in "".join(Sitting(path).play())


def test_a_mark_bears_the_time_at_which_it_was_made(path: Path) -> None:
    later = NOW + timedelta(hours=3)
    Sitting(path, clock=later).play("s")
    db = open_for_reading(path)
    assert db.value("SELECT max(starred_at) FROM story") == int(later.timestamp())
    db.close()


def test_a_mark_that_cannot_be_stored_is_said_and_the_reader_goes_on(path: Path) -> None:
    sitting = Sitting(path)

    def busy() -> Database:
        raise StoreBusy("another program is writing the store", "try again in a moment")

    sitting.desk.means = sitting.desk.means._replace(open_for_writing=busy)
    lines = sitting.play("s", "j", "s")
    assert lines[-1] == "Not marked: another program is writing the store"
    assert chosen(lines).startswith(">   Headline 2")


# --- search, browser, whole text --------------------------------------------------------------------


def test_a_search_goes_through_all_that_is_stored_and_escape_leads_back(path: Path) -> None:
    found = Sitting(path, Selection(limit=2)).play("j", "slash", *'"headline 5"', "enter")
    assert found[0] == 'cfnews  1 of 1 · 1 unread · 1 story found with "headline 5" (escape: back)'
    back = Sitting(path, Selection(limit=2)).play("j", "slash", *"headline", "enter", "escape")
    assert back[0].startswith("cfnews  2 of 2") and "Headline 2" in chosen(back)


def test_a_search_for_nothing_or_for_what_is_unknown_changes_nothing(path: Path) -> None:
    assert Sitting(path).play("slash", *"zebra", "enter")[-1] == "Nothing was found with zebra"
    assert Sitting(path).play("slash", *"feed:nowhere", "enter")[-1].startswith("Not found: there is no feed")
    lines = Sitting(path).play("slash", *"jjq", "escape", "j")
    assert "Headline 2" in chosen(lines) and lines[-1] == HINTS


def test_o_opens_the_address_and_says_where_there_is_none(path: Path, tmp_path: Path) -> None:
    sitting = Sitting(path)
    assert sitting.play("j", "o")[-1] == "Opened in the browser."
    assert sitting.opened == ["https://outlet.example/2"]
    shelf = Shelf(open_for_writing(tmp_path / "other.db"))
    shelf.take(raw("No address", guid="1"))
    shelf.db.close()
    assert Sitting(tmp_path / "other.db").play("o")[-1] == "This story has no address."


def errand(tmp_path: Path, program: str) -> list[str]:
    """A stand-in for another cfnews, that runs this program."""
    script = tmp_path / "errand.py"
    script.write_text(program, "utf-8")
    return [sys.executable, "-P", "-S", str(script)]


def cut_short(path: Path) -> None:
    """Makes the text of every story an excerpt."""
    db = open_for_writing(path)
    db.run("UPDATE entry SET summary = 'The beginning …', summary_truncated = 1")
    db.close()


_READ_PAGE = """
import sqlite3, sys
assert sys.argv[1:3] == ["show", "--full"] and sys.argv[-1] == "--json"
db = sqlite3.connect({path!r})
db.execute("UPDATE entry SET page = 'All of the story, from its page.'")
db.commit()
db.close()
"""


def test_f_has_the_page_fetched_by_another_process_and_shows_it(path: Path, tmp_path: Path) -> None:
    cut_short(path)
    command = errand(tmp_path, _READ_PAGE.format(path=str(path)))
    lines = Sitting(path, command=command).play("f", size=(100, 40))
    assert "All of the story, from its page." in lines
    assert lines[-1] == "Here whole: Headline 1"


def test_f_says_why_no_page_came(path: Path, tmp_path: Path) -> None:
    db = open_for_writing(path)
    db.run("UPDATE entry SET summary = 'All of it.'")
    db.close()
    assert Sitting(path).play("f")[-1] == "The text is here whole."
    cut_short(path)
    assert Sitting(path).play("f")[-1] == "No page is fetched: offline, or others keep this store."
    told = '{"error":{"code":"store_busy","message":"another cfnews is writing","hint":"","exit_code":7}}'
    command = errand(tmp_path, f"import sys\nsys.stderr.write({told!r} + chr(10))\nsys.exit(7)")
    assert Sitting(path, command=command).play("f")[-1] == "The page was not fetched: another cfnews is writing"
    command = errand(tmp_path, "import sys\nsys.exit(1)")
    assert Sitting(path, command=command).play("f")[-1] == "The page was not fetched: it ended with exit code 1"


def test_what_runs_beside_is_ended_when_the_reader_is_left(path: Path, tmp_path: Path) -> None:
    cut_short(path)
    begun = tmp_path / "begun"
    command = errand(tmp_path, f"import pathlib, time\npathlib.Path({str(begun)!r}).touch()\ntime.sleep(600)")
    sitting = Sitting(path, command=command)

    async def leave() -> None:
        async with sitting.reader.run_test() as pilot:
            await pilot.press("f")
            while not begun.exists():
                await pilot.pause(0.02)
            await pilot.press("j", "q")

    asyncio.run(leave())
    sitting.db.close()
    assert sitting.reader.return_value is True
    assert sitting.reader._errands._running is None


def test_a_story_that_is_no_more_does_not_stop_the_reader(path: Path) -> None:
    sitting = Sitting(path)
    db = open_for_writing(path)
    db.run("DELETE FROM story WHERE id = (SELECT story_id FROM entry WHERE title = 'Headline 2')")
    db.close()
    lines = sitting.play("j", "s", "m", "f", "o")
    assert chosen(lines).endswith("(no more in the store, or part of another story)")
    assert "This story is no more: it was joined to another, or taken out of the store." in lines
    assert "Headline 3" in chosen(Sitting(path).play("j"))


# --- new ones, and the end --------------------------------------------------------------------------


def more(path: Path, *titles: str) -> None:
    """Stories that come while the reader is open."""
    shelf = Shelf(open_for_writing(path))
    shelf.take(*(raw(title, f"https://outlet.example/{title}", hours_ago=0.1) for title in titles))
    shelf.db.close()


def test_u_takes_in_what_came_above_the_story_that_is_being_read(path: Path) -> None:
    sitting = Sitting(path)
    more(path, "Fresh news", "Fresher news")
    lines = sitting.play("j", "u")
    assert lines[-1] == "2 stories came." and "Headline 2" in chosen(lines)
    assert lines[0].startswith("cfnews  4 of 8")
    assert Sitting(path).play("u")[-1] == "Nothing new came."


def test_u_into_an_empty_store_shows_what_came(tmp_path: Path) -> None:
    sitting = Sitting(tmp_path / "cfnews.db")
    store(tmp_path / "cfnews.db")
    lines = sitting.play("u", "s")
    assert chosen(lines).startswith(">★  Headline 1") and "Headline 1" in "".join(lines[8:])


def test_what_was_on_the_screen_counts_as_shown_and_nothing_else(tmp_path: Path) -> None:
    path = store(tmp_path / "cfnews.db", 40)
    new = Selection(new=True, cursor="reader", limit=0)
    sitting = Sitting(path, new)
    sitting.play("j")
    assert len(sitting.shown.rows) == 7 and sitting.reader.return_value is None
    jumped = Sitting(path, new)
    jumped.play("G")
    assert len(jumped.shown.rows) == 14
    whole = Sitting(path, new)
    whole.play(size=(200, 90))
    assert len(whole.shown.rows) == 40


@pytest.mark.parametrize(("key", "counts"), [("q", True), ("ctrl+q", True), ("ctrl+c", False)])
def test_only_the_ordinary_way_out_has_it_count(path: Path, key: str, counts: bool) -> None:
    sitting = Sitting(path)
    sitting.play(key)
    assert sitting.reader.return_value is counts


def test_a_query_may_hold_the_letters_that_are_keys_elsewhere(path: Path) -> None:
    sitting = Sitting(path)
    sitting.play("slash", *"qjhs", "escape")
    assert sitting.reader.return_value is None and marked(path, "hidden_because") == set()


def test_what_breaks_is_left_to_the_command_line_to_tell(path: Path) -> None:
    sitting = Sitting(path)

    def broken(_: str) -> bool:
        raise RuntimeError("a fault of the program")

    sitting.desk.means = sitting.reader._means = sitting.desk.means._replace(browse=broken)
    with pytest.raises(RuntimeError):
        sitting.play("o")
    assert isinstance(sitting.reader.fault, RuntimeError) and sitting.reader.return_value is False


def test_of_thousands_of_stories_only_those_near_the_eye_are_loaded(tmp_path: Path) -> None:
    path = store(tmp_path / "cfnews.db", 400)
    sitting = Sitting(path)
    lines = sitting.play("G")
    assert "Headline 400" in chosen(lines) and lines[0].startswith("cfnews  400 of 400")
    assert len(sitting.desk.stack._loaded) <= 120


# --- whole screens ----------------------------------------------------------------------------------


def newsroom(path: Path) -> Path:
    """A store with a story that two outlets tell, one with marks, and one with a headline too long for a row."""
    shelf = Shelf(open_for_writing(path), spec("harrow-courier"), spec("albion-news"), tagger=Told({}))
    text = "<p>The council of Harrowmere opens a hub for families on Monday.</p><p>It is the third in the county.</p>"
    hub = raw("Harrowmere opens a third family hub", "https://a.example/hub", summary=text)
    other = raw("Harrowmere opens a third family hub", "https://b.example/hub", summary=text, hours_ago=2)
    fees = raw("Court fees rise", "https://a.example/fees", summary="From April.", hours_ago=30)
    words = "A headline that goes on " + "and on " * 14 + "to its end"
    long = raw(words, "https://a.example/long", summary="Short.", hours_ago=100)
    shelf.take(hub, fees, long, feed="harrow-courier")
    shelf.take(other, feed="albion-news")
    set_marks(shelf.db, [shelf.row("Court fees rise")], ["star", "read"], int(NOW.timestamp()))
    shelf.db.close()
    return path


@pytest.mark.parametrize("size", [NARROW, BROAD], ids=["80x24", "200x50"])
def test_the_whole_screen_is_as_it_was_looked_at(tmp_path: Path, size: tuple[int, int]) -> None:
    lines = Sitting(newsroom(tmp_path / "cfnews.db"), face=Face(about=", new since yesterday 07:45")).play(size=size)
    expected = (_SCREENS / f"{size[0]}x{size[1]}.txt").read_text("utf-8")
    assert "".join(f"{line}\n" for line in lines) == expected


def test_what_is_to_be_known_first_stands_below_until_a_key_is_pressed(path: Path) -> None:
    face = Face(about="", note="12 older stories: cfnews list --until 2026-11-12")
    assert Sitting(path, face=face).play()[-1] == face.note
    assert Sitting(path, face=face).play("j")[-1] == HINTS
