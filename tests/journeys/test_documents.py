"""The other output formats as commands write them: to a pipe, a screen or a file, and what is refused."""

import email
import email.policy
import json
import re
from pathlib import Path

import pytest

from cfnews.render.as_template import _filters, values
from cfnews.render.documents import DOCUMENTS, PAGES
from tests.loopback import FeedServer, item
from tests.running import Home
from tests.unit.render.editions import edition

WITH_STORIES = [("digest", "--since", "2w"), ("list",), ("search", "hub")]
BEGINS = {
    "markdown": "# cfnews: ",
    "html": "<!DOCTYPE html>",
    "eml": "Subject: cfnews: ",
    "atom": "<?xml ",
    "rss": "<?xml ",
    "jsonfeed": "{\n",
}
TITLE = "Council opens a family hub"


@pytest.fixture
def filled(home: Home, server: FeedServer) -> Home:
    """A home with two stories in its store."""
    items = [
        item(TITLE, "https://a.example/1", summary="In Leeds, today."),
        item("Another hub <b>in York</b>", "https://a.example/2", summary="Kinship care, tomorrow."),
    ]
    home.write_feeds({"id": "outlet-a", "url": server.feed("/a.rss", items)})
    assert home.run("fetch").code == 0
    return home


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("command", WITH_STORIES, ids=lambda one: one[0])
def test_digest_list_and_search_write_every_format(filled: Home, command: tuple[str, ...], name: str) -> None:
    result = filled.run(*command, "-f", name)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(BEGINS[name]) and TITLE in result.out
    assert filled.run(*command, "-f", name, "--color", "always") == result


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_screen_is_shown_what_a_pipe_gets(filled: Home, name: str) -> None:
    shown = filled.on_screen("list", "-f", name)
    assert shown.out.replace("\r\n", "\n") == filled.run("list", "-f", name).out


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_file_is_written_whole_and_nothing_else(filled: Home, name: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    assert filled.run("digest", "--since", "2w", "-f", name, "-o", str(path)) == (0, "", "")
    assert path.read_text("utf-8") == filled.run("digest", "--since", "2w", "-f", name).out


@pytest.mark.parametrize("name", PAGES)
def test_show_and_timeline_are_pages_too(filled: Home, name: str) -> None:
    story = json.loads(filled.run("list", "--json").out)["stories"][0]
    shown = filled.run("show", story["id"], "-f", name)
    assert (shown.code, shown.err) == (0, "") and story["url"] in shown.out
    told = filled.run("timeline", "leeds", "-f", name)
    assert (told.code, told.err) == (0, "") and "Timeline of Leeds" in told.out and "as of 29 June 2026" in told.out


@pytest.mark.parametrize(
    ("by", "headings"),
    [
        ("section", ["News (2)"]),
        ("topic", ["Early help, family help and family hubs (1)", "Kinship care and special guardianship (1)"]),
        ("place", ["Leeds (1)", "York (1)"]),
        ("feed", ["Outlet A (2)"]),
        ("day", ["Today (2)"]),
    ],
)
@pytest.mark.parametrize("command", WITH_STORIES, ids=lambda one: one[0])
def test_headings_are_those_that_are_asked_for(
    filled: Home, command: tuple[str, ...], by: str, headings: list[str]
) -> None:
    out = filled.run(*command, "--group-by", by, "-f", "markdown").out
    assert [line.removeprefix("## ") for line in out.splitlines() if line.startswith("## ")] == headings


def test_a_list_without_grouping_has_no_headings_and_text_can_have_them(filled: Home) -> None:
    assert "\n## [" in filled.run("list", "-f", "markdown").out
    assert filled.run("list", "--group-by", "day", "-f", "text").out.startswith("Today  2\n")
    assert filled.run("list", "--group-by", "day", "--plain").out.startswith("Section: Today, 2 stories.\n")


def test_a_mail_is_to_whom_the_flags_say_or_else_to_the_contact(filled: Home) -> None:
    def heads(*flags: str) -> tuple[str, str]:
        mail = email.message_from_string(filled.run("list", "-f", "eml", *flags).out, policy=email.policy.default)
        return str(mail["To"]), str(mail["From"])

    assert heads() == ("undisclosed-recipients:;", "cfnews <cfnews@localhost>")
    assert heads("--to", "a@b.example", "--from", "c@d.example") == ("a@b.example", "c@d.example")
    feeds = filled.folder / "feeds.toml"
    feeds.write_text('[settings]\ncontact = "me@b.example"\n' + feeds.read_text("utf-8"), "utf-8")
    assert heads() == ("me@b.example", "me@b.example")
    refused = filled.run("list", "-f", "eml", "--to", "a@b.example\nBcc: c@d.example")
    assert (refused.code, refused.out) == (2, "")


def test_the_first_mail_of_a_cursor_is_of_the_last_week_and_moves_it(filled: Home) -> None:
    first = filled.run("digest", "--new", "--cursor", "mail", "-f", "eml")
    assert first.code == 0 and "Subject: cfnews: 2 new stories, Friday 20 November 2026" in first.out
    assert filled.run("digest", "--new", "--cursor", "mail", "-f", "eml", "--fail-if-empty").code == 6


def test_a_template_writes_what_it_says(filled: Home, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("{% for story in stories | sort(attribute='title') %}{{ story.title }}\n{% endfor %}", "utf-8")
    for command in WITH_STORIES:
        assert filled.run(*command, "--template", str(mine)).out == f"Another hub in York\n{TITLE}\n"


def test_a_faulty_template_writes_nothing_and_moves_no_cursor(filled: Home, tmp_path: Path) -> None:
    mine = tmp_path / "mine.html"
    mine.write_text("fine\n{{ nothing }}\n", "utf-8")
    result = filled.run("digest", "--new", "--template", str(mine), "-o", str(tmp_path / "out"))
    assert (result.code, result.out) == (2, "")
    assert result.err == f"cfnews: {mine}, line 2: 'nothing' is undefined\n  see: docs/how-to/templates.md\n"
    assert not (tmp_path / "out").exists()
    assert filled.run("digest", "--new", "--json").json["counts"]["matched"] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "-f", "markdown", "--fields", "id"), "--fields goes with the formats tsv, csv, json and jsonl"),
        (("list", "--template", "x", "--fields", "id"), "--fields goes with the formats tsv, csv, json and jsonl"),
        (("list", "--template", "x", "-f", "html"), "--template and --format html exclude each other"),
        (("list", "--template", "x", "--json"), "--template and --format json exclude each other"),
        (("list", "--template", "nowhere.txt"), "nowhere.txt cannot be read"),
        (("places", "-f", "markdown"), "there is no format 'markdown' here"),
        (("places", "--template", "x"), "--template has no place here"),
        (("show", "abcd", "-f", "eml"), "there is no format 'eml' here"),
        (("timeline", "leeds", "-f", "atom"), "there is no format 'atom' here"),
        (("status", "-f", "html"), "there is no format 'html' here"),
        (("fetch", "-f", "rss"), "there is no format 'rss' here"),
        (("list", "--group-by", "colour"), "--group-by 'colour' is not known"),
    ],
)
def test_what_has_no_meaning_is_wrong_usage(home: Home, arguments: tuple[str, ...], said: str) -> None:
    result = home.run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_every_template_of_the_how_to_writes_something(filled: Home, tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/how-to/templates.md").read_text("utf-8")
    examples = re.findall(r"^```jinja\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(examples) >= 3
    for example in examples:
        mine = tmp_path / "mine.txt"
        mine.write_text(example, "utf-8")
        result = filled.run("digest", "--since", "2w", "--template", str(mine))
        assert (result.code, result.err) == (0, "") and TITLE in result.out


def test_the_how_to_names_all_that_a_template_can_use() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/how-to/templates.md").read_text("utf-8")
    missing = [
        name for name in (*values(edition()), *_filters(edition())) if not re.search(rf"`{name}(\(\w+\))?`", page)
    ]
    assert missing == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_invented_says_so_within(home: Home, name: str) -> None:
    result = home.run("demo", "-f", name, "--limit", "2")
    assert result.code == 0 and "SAMPLE" in result.out
