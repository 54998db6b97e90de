"""What is offered while a command line is typed, and in the words of each shell."""

from collections.abc import Iterator

import pytest

from cfnews.cli import offers
from cfnews.cli.app import run
from cfnews.cli.command import CommandSpec, Group, build
from cfnews.cli.completing import Answer, complete
from cfnews.cli.offers import Offer
from cfnews.cli.options import FETCH_FIRST, GLOBAL, GROUP_BY, MAIL, OUTPUT, SELECTION, WAIT
from cfnews.cli.shells import SCRIPTS, told, words_of
from cfnews.cli.table import COMMANDS
from cfnews.cli.world import World
from tests.running import Home


def values(home: Home, *words: str) -> list[str]:
    """What may stand in place of the last word."""
    world = World(home.environment(), run)
    return [offer.value for offer in complete(world, ("cfnews", *words)).offers]


def test_commands_are_offered_in_the_order_of_the_table_and_with_what_they_do(home: Home) -> None:
    found = complete(World(home.environment(), run), ("cfnews", "")).offers
    assert [offer.value for offer in found] == list(COMMANDS)
    assert all(offer.help for offer in found)


def test_commands_of_a_group_are_offered_after_its_name(home: Home) -> None:
    assert values(home, "store", "ba") == ["backup"]
    assert values(home, "--plain", "feeds", "en") == ["enable"]


def test_flags_of_the_command_are_offered_its_own_and_those_that_it_shares(home: Home) -> None:
    assert values(home, "stats", "--b") == ["--by", "--body"]
    assert "--neighbours" in values(home, "places", "--")
    assert "--by" not in values(home, "list", "--")


def test_a_flag_is_offered_once_unless_it_may_be_given_several_times(home: Home) -> None:
    assert "--since" not in values(home, "list", "--since", "3d", "--")
    assert "--feed" in values(home, "list", "--feed", "a", "--")


def test_words_that_a_flag_takes_are_offered_after_it_and_after_an_equals_sign(home: Home) -> None:
    assert values(home, "list", "--format", "json") == ["json", "jsonl", "jsonfeed"]
    assert values(home, "list", "-f", "ts") == ["tsv"]
    assert values(home, "list", "--section=la") == ["--section=law"]
    assert values(home, "stats", "--by", "we") == ["week"]


def test_after_two_dashes_nothing_is_a_flag_any_more(home: Home) -> None:
    assert values(home, "list", "--", "--f") == []


def test_files_are_left_to_the_shell(home: Home) -> None:
    for words in (("--store", ""), ("list", "-o", "x"), ("feeds", "import", ""), ("list", "--output=x")):
        assert complete(World(home.environment(), run), ("cfnews", *words)) == Answer([], files=True)


def test_the_demo_completes_its_own_command_line_but_no_names_of_your_store(home: Home) -> None:
    assert values(home, "demo", "dig") == ["digest"]
    assert values(home, "demo", "list", "--top") == ["--topic"]
    assert values(home, "demo", "show", "") == []


def test_places_and_topics_that_are_known_are_offered_without_a_store(home: Home) -> None:
    assert values(home, "timeline", "lee") == ["leeds"]
    assert values(home, "topics", "kin") == ["kinship"]
    assert values(home, "timeline", "topic:kin") == ["topic:kinship"]


def test_names_of_your_own_are_offered(home: Home) -> None:
    own = '[[place]]\nid = "our-trust"\nname = "Our Trust"\n[topics.ponies]\nlabel = "Ponies"\nwords = ["pony"]\n'
    home.write_feeds({"id": "outlet-a", "url": "https://a.example/feed"}, before=own)
    assert values(home, "fetch", "") == ["outlet-a"]
    assert values(home, "places", "our") == ["our-trust"]
    assert values(home, "topics", "pon") == ["ponies"]


def test_watches_and_rules_to_hide_are_offered_by_name(home: Home) -> None:
    rules = '[[watch]]\nname = "kinship"\nwords = ["kinship"]\n[[hide]]\nname = "job ads"\nkinds = ["job"]\n'
    home.write_feeds({"id": "outlet-a", "url": "https://a.example/feed"}, before=rules)
    assert values(home, "list", "--watch", "") == values(home, "watch", "remove", "k") == ["kinship"]
    assert values(home, "hide", "test", "") == ["job ads"]
    assert values(home, "watch", "add", "w", "--event", "jt") == ["jtai"]


def test_the_store_and_the_feeds_that_the_line_names_are_looked_at(home: Home) -> None:
    other = home.folder / "other.toml"
    other.write_text(home.write_feeds({"id": "outlet-b", "url": "https://b.example/feed"}).read_text())
    home.write_feeds({"id": "outlet-a", "url": "https://a.example/feed"})
    assert values(home, "--feeds", str(other), "fetch", "") == ["outlet-b"]


def test_nothing_is_offered_of_an_unknown_command(home: Home) -> None:
    assert values(home, "lsit", "") == []
    assert values(home, "lsit", "--plai") == ["--plain"]


def every_command(table: dict[str, CommandSpec | Group], before: str = "") -> Iterator[tuple[str, CommandSpec]]:
    for name, spec in table.items():
        if isinstance(spec, CommandSpec):
            yield f"{before}{name}", spec
        else:
            yield from every_command(spec.table, f"{before}{name} ")


EVERY = dict(every_command(COMMANDS))


@pytest.mark.parametrize("table", [offers._EVERY, offers._FIRST])
def test_arguments_are_offered_to_commands_that_there_are(table: dict[str, str]) -> None:
    assert set(table) <= set(EVERY)


def test_values_are_offered_to_flags_that_there_are() -> None:
    shared = (*GLOBAL, *SELECTION, *OUTPUT, *MAIL, GROUP_BY, WAIT, FETCH_FIRST)
    own = {param.name for name, spec in EVERY.items() for param in build(name.split()[-1], spec).params}
    assert set(offers.FLAGS) <= {flag.key for flag in shared} | own


def test_what_is_offered_is_of_a_kind_that_is_known(home: Home) -> None:
    known = {*offers._FIXED, *offers._IN_THE_STORE, *offers._ELSEWHERE, "query", offers.FILES}
    assert {*offers.FLAGS.values(), *offers._EVERY.values(), *offers._FIRST.values()} <= known


# --- the shells -------------------------------------------------------------------------------------

KINSHIP, FOSTER = Offer("topic:kinship", "Kinship care"), Offer("topic:king's", "")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("cfnews li", ["cfnews", "li"]),
        ("cfnews list ", ["cfnews", "list", ""]),
        ("cfnews list --body 'High Co", ["cfnews", "list", "--body", "High Co"]),
        ('cfnews search "a b" to', ["cfnews", "search", "a b", "to"]),
        (r"cfnews list --body High\ Co", ["cfnews", "list", "--body", "High Co"]),
        ("cfnews list 'a' \"", ["cfnews", "list", "a", ""]),
    ],
)
def test_a_line_of_bash_is_read_as_bash_reads_it(line: str, words: list[str]) -> None:
    assert words_of("bash", ["9", line]) == words


def test_bash_is_given_what_follows_a_colon_or_an_equals_sign_and_blanks_are_marked() -> None:
    answer = Answer([KINSHIP])
    assert told("bash", ["9", "cfnews search topic:ki"], answer) == ["words", "kinship"]
    assert told("bash", ["9", "cfnews search 'topic:ki"], answer) == ["words", "topic:kinship"]
    court = Answer([Offer("--body=High Court")])
    assert told("bash", ["9", "cfnews list --body=H"], court) == ["words", r"High\ Court"]


def test_bash_shows_what_a_word_means_only_while_it_lists_several() -> None:
    several = Answer([Offer("digest", "The stories."), Offer("demo", "Samples.")])
    assert told("bash", ["63", "cfnews d"], several) == ["words", "digest  (The stories.)", "demo    (Samples.)"]
    assert told("bash", ["9", "cfnews d"], several) == ["words", "digest", "demo"]
    assert told("bash", ["63", "cfnews dig"], Answer(several.offers[:1])) == ["words", "digest"]


def test_zsh_and_fish_are_given_each_word_with_what_it_means() -> None:
    answer = Answer([KINSHIP, FOSTER])
    assert told("zsh", ["cfnews", "search", "t"], answer) == [
        "words",
        "topic:kinship\ttopic:kinship  -- Kinship care",
        "topic:king's\ttopic:king's",
    ]
    assert told("fish", ["cfnews", "search", "t"], answer) == ["words", "topic:kinship\tKinship care", "topic:king's"]


@pytest.mark.parametrize("shell", SCRIPTS)
def test_every_shell_is_told_to_complete_files_itself(shell: str) -> None:
    assert told(shell, ["9", "cfnews --store "], Answer([], files=True)) == ["files"]


def test_a_headline_that_is_long_or_has_tabs_stays_in_its_line() -> None:
    answer = Answer([Offer("k7q3m6acd2", "One\ttwo\nthree " + "and more " * 20)])
    line = told("fish", ["cfnews", "show", ""], answer)[1]
    assert line.startswith("k7q3m6acd2\tOne two three and more") and line.endswith("…")
    assert line.count("\t") == 1 and len(line) < 90
