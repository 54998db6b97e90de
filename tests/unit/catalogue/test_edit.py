"""Edits of a feeds.toml in place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cfnews.catalogue.edit import (
    add_feeds,
    add_rule,
    add_table,
    named_by,
    remove_feeds,
    remove_rules,
    rename_feed,
    replace_rule,
    set_enabled,
)
from cfnews.catalogue.read import parse_catalogue
from cfnews.errors import InvalidCatalogue
from cfnews.model import FeedSpec
from cfnews.paths import shipped_feeds

PATH = Path("feeds.toml")
TEXT = """# all that I read

[settings]
jobs = 4 # a slow line

# the paper
[[feed]]
id = "paper" # short
name = "The Paper"
url = "https://paper.example/feed/"
enabled = true   # since May

[[place]]
id = "oakfield"
name = "Oakfield"

# the council,
# which moved its feed
[[feed]]
name = "Council"
url = "https://council.example/feed/"
  id = "council"
# tags = ["no"]

# near the end
[[watch]]
name = "mine"
feeds = ["paper", 'council'] # both
words = ["x"]
"""


def test_switching_off_changes_the_one_word() -> None:
    assert set_enabled(TEXT, ["paper"], PATH, enabled=False) == TEXT.replace("enabled = true ", "enabled = false ")


def test_switching_off_writes_the_key_where_there_is_none() -> None:
    expected = TEXT.replace('  id = "council"\n', '  id = "council"\nenabled = false\n')
    assert set_enabled(TEXT, ["council"], PATH, enabled=False) == expected


def test_a_feed_goes_with_its_own_comments_and_nothing_else() -> None:
    start, end = TEXT.index("# the council,"), TEXT.index("# near the end")
    assert remove_feeds(TEXT, ["council"], PATH) == TEXT[:start] + TEXT[end:]


def test_all_feeds_can_go() -> None:
    text = remove_feeds(TEXT, ["council", "paper"], PATH)
    assert parse_catalogue(text, PATH).feeds == ()
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# all that I read", "# near the end"]


def test_a_renamed_feed_is_renamed_where_watches_name_it() -> None:
    text = rename_feed(TEXT, "council", "town-hall", PATH)
    expected = TEXT.replace('  id = "council"', '  id = "town-hall"')
    assert text == expected.replace("'council'", '"town-hall"')
    assert named_by(text, "town-hall") == ["mine"]


def test_a_new_feed_stands_after_the_last_one_with_what_is_not_as_by_default() -> None:
    spec = FeedSpec(id="new", name='A "new" one\\', url="https://new.example/", scope="filter", tags=("a", 'b"'))
    text = add_feeds(TEXT, [spec], PATH)
    before, after = TEXT[: TEXT.index("# near the end")], TEXT[TEXT.index("# near the end") :]
    assert text.startswith(before) and text.endswith("\n" + after)
    assert parse_catalogue(text, PATH).feeds[-1] == spec
    assert "identity" not in text and 'scope = "filter"' in text


@pytest.mark.parametrize("text", ["", "# nothing yet", "[settings]\njobs = 3", "\n\n"])
def test_a_first_feed_can_be_added_to_any_file(text: str) -> None:
    spec = FeedSpec(id="new", name="New", url="https://new.example/")
    added = add_feeds(text, [spec, FeedSpec(id="two", name="Two", url="https://two.example/")], PATH)
    assert added.startswith(text)
    assert [feed.id for feed in parse_catalogue(added, PATH).feeds] == ["new", "two"]


def test_line_endings_stay_as_they_are() -> None:
    text = TEXT.replace("\n", "\r\n")
    spec = FeedSpec(id="new", name="New", url="https://new.example/")
    for edited in (
        add_feeds(text, [spec], PATH),
        remove_feeds(text, ["council"], PATH),
        rename_feed(text, "council", "other", PATH),
        set_enabled(text, ["council"], PATH, enabled=False),
    ):
        assert edited.count("\n") == edited.count("\r\n") > 0


def test_a_feed_of_the_shipped_list_comes_with_its_comments_and_switched_on() -> None:
    shipped = shipped_feeds().read_text("utf-8")
    text = add_table(TEXT, shipped, "children-first", PATH)
    assert "# unproven · RSS 2.0" in text
    (theirs,) = [feed for feed in parse_catalogue(shipped, PATH).feeds if feed.id == "children-first"]
    ours = parse_catalogue(text, PATH).feeds[-1]
    assert (ours.url, ours.section, ours.homepage, ours.enabled) == (theirs.url, theirs.section, theirs.homepage, True)


def test_feeds_that_are_no_tables_are_left_to_their_reader() -> None:
    text = 'feed = [{ id = "a", name = "A", url = "https://a.example/" }]\n'
    assert parse_catalogue(text, PATH).feeds[0].id == "a"
    edits: tuple[Callable[[], str], ...] = (
        lambda: set_enabled(text, ["a"], PATH, enabled=False),
        lambda: remove_feeds(text, ["a"], PATH),
        lambda: add_feeds(text, [FeedSpec(id="b", name="B", url="https://b.example/")], PATH),
    )
    for edit in edits:
        with pytest.raises(InvalidCatalogue, match="not written as"):
            edit()


def test_the_shipped_list_loses_each_feed_with_its_own_lines_alone() -> None:
    text = shipped_feeds().read_text("utf-8")
    ids = [feed.id for feed in parse_catalogue(text, PATH).feeds]
    for name in ids[::9]:
        left = remove_feeds(text, [name], PATH)
        lost = len(text.splitlines()) - len(left.splitlines())
        assert [feed.id for feed in parse_catalogue(left, PATH).feeds] == [one for one in ids if one != name]
        assert lost < 20 and "# ----" in left
        assert [line for line in left.splitlines() if line.startswith("# ---")] == [
            line for line in text.splitlines() if line.startswith("# ---")
        ]


# --- watches and rules to hide ----------------------------------------------------------------------

RULES = """# mine
[[feed]]
id = "a"
name = "A"
url = "https://a.example/"

# about us
[[watch]]
name = "us" # our town
words = ["Fernby"]

[topics.ponies]
words = ["pony"]
# the end
"""
MORE = {"name": "jobs", "kinds": ["job"], "neighbours": False}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_rule_comes_after_the_last_of_its_sort_or_at_the_end(newline: str) -> None:
    text = RULES.replace("\n", newline)
    added = add_rule(text, "watch", {"name": "w", "words": ['"a phrase" -not']}, PATH)
    block = '\n[[watch]]\nname = "w"\nwords = ["\\"a phrase\\" -not"]\n'.replace("\n", newline)
    before, after = text.split(f"{newline}[topics", 1)
    assert added == f"{before}{block}{newline}[topics{after}"
    hide = '\n[[hide]]\nname = "jobs"\nkinds = ["job"]\nneighbours = false\n'.replace("\n", newline)
    assert add_rule(text, "hide", MORE, PATH) == text + hide


def test_a_rule_is_written_anew_in_its_place_below_its_comments() -> None:
    new = replace_rule(RULES, "watch", {"name": "us", "places": ["leeds"]}, PATH)
    assert new == RULES.replace('name = "us" # our town\nwords = ["Fernby"]', 'name = "us"\nplaces = ["leeds"]')
    short = '[[watch]]\nname = "us"\nwords = ["x"]'
    assert replace_rule(short, "watch", {"name": "us", "words": ["y"]}, PATH) == '[[watch]]\nname = "us"\nwords = ["y"]'


def test_a_rule_goes_with_its_own_comments_and_nothing_else() -> None:
    left = remove_rules(RULES, "watch", ["us"], PATH)
    assert left == RULES.replace('# about us\n[[watch]]\nname = "us" # our town\nwords = ["Fernby"]\n\n', "")
    assert remove_rules(add_rule(RULES, "hide", MORE, PATH), "hide", ["jobs"], PATH).rstrip() == RULES.rstrip()


def test_rules_that_are_written_in_a_line_are_left_to_their_writer() -> None:
    text = 'watch = [{name = "w", words = ["x"]}]\n'
    edits: list[Callable[[], str]] = [
        lambda: add_rule(text, "watch", {"name": "v", "words": ["y"]}, PATH),
        lambda: replace_rule(text, "watch", {"name": "w", "words": ["y"]}, PATH),
        lambda: remove_rules(text, "watch", ["w"], PATH),
    ]
    for edit in edits:
        with pytest.raises(InvalidCatalogue, match=r"are not written as \[\[watch\]\] tables") as caught:
            edit()
        assert caught.value.hint == "edit the file by hand"
