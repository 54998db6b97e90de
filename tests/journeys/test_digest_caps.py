"""A heading with some of its stories: the rest is counted, its command lists it, and it stays new."""

import re
import shlex

import pytest

from tests.loopback import FeedServer, item
from tests.running import Home

SUBJECTS = ["adoption", "fostering", "kinship", "nurseries", "tribunals", "schools", "housing", "youth", "pay", "law"]


@pytest.fixture
def desk(home: Home, server: FeedServer) -> Home:
    """A store with 25 stories of news and three of law."""
    news = [
        item(f"Report {number} on {SUBJECTS[number % 10]} in district {number * 37}", f"https://a.example/{number}")
        for number in range(25)
    ]
    law = [item(f"Judgment {number} in case {number * 991}", f"https://b.example/{number}") for number in range(3)]
    home.write_feeds(
        {"id": "press", "url": server.feed("/press", news)},
        {"id": "courts", "url": server.feed("/courts", law), "section": "law"},
    )
    assert home.run("fetch").code == 0
    return home


def titles(home: Home, *arguments: str) -> set[str]:
    """The headlines of a list."""
    return {story["title"] for story in home.run(*arguments, "--json").json["stories"]}


def shown(text: str) -> set[str]:
    """The headlines in a digest's text."""
    return set(re.findall(r"(?:Report|Judgment) \d+ (?:on|in) [a-z]+ (?:in district )?\d+", text))


def rest(text: str) -> list[list[str]]:
    """The commands for what is left out, each as a shell takes it apart."""
    return [
        shlex.split(line.partition(": ")[2]) for line in text.splitlines() if re.search(r"and \d+ more: cfnews", line)
    ]


@pytest.mark.parametrize("form", ["text", "plain", "markdown", "html", "eml"])
def test_the_rest_of_a_heading_is_counted_and_its_command_lists_the_heading(desk: Home, form: str) -> None:
    digest = desk.run("digest", "--per-section", "4", "-f", form)
    assert digest.code == 0
    text = digest.out.replace("=\n", "").replace("\\", "").replace("=3D", "=")
    text = re.sub(r"<[^>]+>|`", "", text)
    assert "and 21 more: cfnews list" in text
    assert len(shown(text)) == 4 + 3
    assert "7 shown" in text


def test_the_command_lists_all_of_its_heading_and_nothing_else(desk: Home) -> None:
    ((program, *command),) = rest(desk.run("digest", "--per-section", "4").out)
    assert program == "cfnews"
    assert titles(desk, *command) == titles(desk, "list", "--section", "news")


def test_what_was_not_shown_stays_new_and_the_command_shows_it(desk: Home) -> None:
    first = desk.run("digest", "--new", "--per-section", "4").out
    left = titles(desk, "list", "--new", "--peek")
    assert len(left) == 21
    assert not left & shown(first)
    ((_, *command),) = rest(first)
    assert titles(desk, *command) == left
    assert titles(desk, "list", "--new", "--peek") == set()


def test_looking_without_moving_the_cursor_says_so_in_the_command(desk: Home) -> None:
    ((_, *command),) = rest(desk.run("digest", "--new", "--peek", "--cursor", "mail run", "--per-section", "4").out)
    assert command[:5] == ["list", "--new", "--peek", "--cursor", "mail run"]
    assert len(titles(desk, *command)) == 25


@pytest.mark.parametrize("by", ["topic", "place", "feed"])
def test_other_headings_are_named_by_their_own_flags(desk: Home, by: str) -> None:
    digest = desk.run("digest", "--per-section", "2", "--group-by", by).out
    for _, *command in rest(digest):
        assert f"--{by}" in command
        assert titles(desk, *command)
    if by == "feed":
        assert len(rest(digest)) == 2


def test_the_rest_of_the_selection_is_in_the_command(desk: Home) -> None:
    ((_, *command),) = rest(
        desk.run(
            "digest", "--since", "3d", "--exclude", "it's", "--unread", "--per-section", "2", "--section", "news"
        ).out
    )
    assert titles(desk, *command) == titles(desk, "list", "--section", "news")
    assert command == shlex.split('list --since 3d --unread --exclude "it\'s" --section news')


def test_a_pipe_a_file_and_a_script_get_all(desk: Home) -> None:
    assert len(shown(desk.run("digest").out)) == 28
    assert len(desk.run("digest", "--json", "--per-section", "2").json["stories"]) == 28


def test_a_screen_gets_twenty_unless_it_asks_for_more(desk: Home) -> None:
    assert "and 5 more: cfnews list" in desk.on_screen("digest", "--color", "never").out
    assert " more: cfnews" not in desk.on_screen("digest", "--color", "never", "--per-section", "0").out
    assert " more: cfnews" not in desk.on_screen("digest", "--color", "never", "--limit", "0").out


@pytest.mark.parametrize("words", ["-1", "many", "1.5", "9999999999"])
def test_what_is_no_number_is_refused(desk: Home, words: str) -> None:
    result = desk.run("digest", f"--per-section={words}")
    assert result.code == 2
    assert "--per-section" in result.err
