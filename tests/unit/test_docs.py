"""Documents cannot lie: what the reference says is compared with the program, in both directions, and examples run."""

import importlib.util
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec
import pytest

from cfnews import __version__, errors, model, problems, story
from cfnews.catalogue.read import parse_catalogue
from cfnews.cli import options
from cfnews.cli.app import _root
from cfnews.cli.command import Command, CommandSpec, Group, build
from cfnews.cli.table import COMMANDS
from cfnews.errors import CfnewsError, InvalidCatalogue
from cfnews.render import as_json
from cfnews.sample.server import sample_newsroom
from cfnews.store.db import Database, open_for_reading
from tests.running import Home, Result

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
README = ROOT / "README.md"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
WITH_EXAMPLES = [README, *sorted((DOCS / "tutorial").glob("*.md")), *sorted((DOCS / "how-to").glob("*.md"))]

# Where json.md describes each type whose fields are keys.
TYPES_IN_JSON = {
    "StoriesEnvelope": "digest, list and search",
    "StoryEnvelope": "show",
    "FetchEnvelope": "fetch",
    "FeedsEnvelope": "feeds list",
    "FeedsEditEnvelope": "feeds add, remove, enable, disable, rename, import",
    "FeedChange": "Feed change",
    "LeftOutFeed": "Left out",
    "FeedsDiscoverEnvelope": "feeds discover",
    "Candidate": "Candidate",
    "FeedsNewEnvelope": "feeds new",
    "ShippedFeed": "Shipped feed",
    "StatusEnvelope": "status",
    "ConfigEnvelope": "config show",
    "Setting": "Setting",
    "MarkEnvelope": "mark",
    "RetagEnvelope": "store retag",
    "RulesEnvelope": "watch list and hide list",
    "RuleOverview": "Rule",
    "RulesEditEnvelope": "watch and hide, add and remove",
    "RuleChange": "Rule change",
    "RulesTestEnvelope": "watch test and hide test",
    "RuleMatch": "Rule match",
    "RuleHit": "Rule hit",
    "RuleFound": "Rule found",
    "WhyEnvelope": "why",
    "DecisionEnvelope": "split and join",
    "Reasons": "Reasons",
    "Because": "Because",
    "Ranked": "Ranked",
    "Told": "Told",
    "Pair": "Pair",
    "Found": "Found",
    "Linked": "Linked",
    "TimelineEnvelope": "timeline",
    "PlacesEnvelope": "places",
    "TopicsEnvelope": "topics",
    "StatsEnvelope": "stats",
    "PublishEnvelope": "publish",
    "Tally": "Tally",
    "Rise": "Rise",
    "Generator": "Generator",
    "Query": "Query",
    "StoreState": "Store state",
    "Counts": "Counts",
    "Warned": "Warning",
    "Story": "Story",
    "Place": "Place",
    "Source": "Source",
    "Event": "Event",
    "Figure": "Figure",
    "Comparison": "Comparison",
    "Report": "Report",
    "StoryDetail": "Story whole",
    "Change": "Change",
    "FetchCounts": "Fetch counts",
    "FeedReport": "Feed report",
    "FetchError": "Fetch error",
    "FeedOverview": "Feed overview",
    "Subject": "Subject",
    "Since": "Since",
    "Step": "Step",
    "Telling": "Telling",
    "PlaceCard": "Place card",
    "TopicCard": "Topic card",
    "PathEnvelope": "store path",
    "CheckEnvelope": "store check",
    "StoreFault": "Store fault",
    "BackupEnvelope": "store backup",
    "RestoreEnvelope": "store restore",
    "PruneEnvelope": "store prune",
    "PrunedFeed": "Pruned feed",
    "VacuumEnvelope": "store vacuum",
    "SqlEnvelope": "store sql",
    "StateEnvelope": "store export-state",
    "EntryMarks": "Marked entry",
    "MarkState": "Mark of an entry",
    "PairVerdict": "Verdict",
    "EntryName": "Entry name",
    "CursorState": "Cursor",
    "ImportEnvelope": "store import-state",
}
# Read by libraries and the system on our behalf, so no search of our source finds them.
VARIABLES_OF_OTHERS = {"BROWSER", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "COLUMNS", "LINES", "SSL_CERT_FILE"}
_CODE = re.compile(r"`([^`]+)`")


# --- reading a page ---------------------------------------------------------------------------------


def page(name: str) -> str:
    """A page of the reference."""
    return (REFERENCE / name).read_text("utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next heading of the same rank or a higher one; fails if there is none."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n", text, re.MULTILINE)
    assert found, f"there is no heading {heading!r}"
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def own_part(text: str, heading: str) -> str:
    """What stands under a heading, without the headings below it."""
    return re.split(r"^#+ ", section(text, heading), maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of each table row, the heads and rules left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    split = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    rules = {index for index, cells in enumerate(split) if all(set(cell) <= set("-: ") and cell for cell in cells)}
    return [cells for index, cells in enumerate(split) if index not in rules and index + 1 not in rules]


def named(text: str) -> list[str]:
    """The names in backticks in the first cell of each row."""
    return [name for cells in rows(text) for name in _CODE.findall(cells[0])]


# --- commands and flags -----------------------------------------------------------------------------


def commands(table: dict[str, CommandSpec | Group], before: str = "cfnews") -> Iterator[tuple[str, CommandSpec]]:
    """Every command with its whole name, nested groups included."""
    for name, spec in table.items():
        if isinstance(spec, CommandSpec):
            yield f"{before} {name}", spec
        else:
            yield from commands(spec.table, f"{before} {name}")


ALL_COMMANDS = dict(commands(COMMANDS))
SHARED = {
    "Global flags": options.GLOBAL,
    "Selection flags": options.SELECTION,
    "Output flags": options.OUTPUT,
    "Other shared flags": (
        options.GROUP_BY,
        options.PER_SECTION,
        *options.MAIL,
        options.WAIT,
        options.FETCH_FIRST,
    ),
}


def own_flags(name: str, spec: CommandSpec) -> set[str]:
    """The flags that a command has for itself, beside those that it shares."""
    command = build(name.rpartition(" ")[2], spec)
    assert isinstance(command, Command)
    own = [param for param in command.params if param.name not in command.shared]
    return {option for param in own for option in param.opts if option.startswith("-")}


@pytest.mark.parametrize("name", ALL_COMMANDS)
def test_every_command_has_a_section_that_names_each_flag_of_its_own(name: str) -> None:
    text = own_part(page("commands.md"), f"`{name}`")
    written = {flag.split()[0] for flag in named(text) if flag.startswith("-")}
    assert own_flags(name, ALL_COMMANDS[name]) == written


@pytest.mark.parametrize("name", ALL_COMMANDS)
def test_every_command_names_the_sets_of_flags_that_it_shares(name: str) -> None:
    text, spec = own_part(page("commands.md"), f"`{name}`"), ALL_COMMANDS[name]
    for heading, flags in list(SHARED.items())[:3]:
        # `mark --unread` is a mark, so there the selection flag of that name is left out.
        needed = {flag for flag in flags if name != "cfnews mark" or flag.key != "unread"}
        takes = not spec.takes_rest and (heading == "Global flags" or needed <= set(spec.flags))
        assert (f"#{_anchor(heading)})" in text) == takes, f"{name}: {heading}"
    for flag in SHARED["Other shared flags"]:
        assert (f"[`{flag.names[-1]}`](#other-shared-flags)" in text) == (flag in spec.flags), flag.names


def test_the_morning_view_names_all_that_it_takes() -> None:
    text = own_part(page("commands.md"), "`cfnews`")
    told = set(re.findall(r"`(--?[a-z][a-z-]*)`", text, re.IGNORECASE)) | {"-n"}
    for heading, flags in SHARED.items():
        if f"[{heading.lower()}](#{_anchor(heading)})" in text:
            told |= {name for flag in flags for name in flag.names}
    assert {option for param in _root().params for option in param.opts} == told


@pytest.mark.parametrize("heading", SHARED)
def test_every_shared_flag_is_described_and_no_other(heading: str) -> None:
    written = {
        name.split()[0] for cells in rows(section(page("commands.md"), heading)) for name in _CODE.findall(cells[0])
    }
    written = {name for name in written if name.startswith("-")}
    expected = {name for flag in SHARED[heading] for name in flag.names}
    if heading == "Global flags":
        expected |= {"-h", "--help"}
    assert written == expected


def test_every_command_is_in_the_overview() -> None:
    overview = page("commands.md").split("\n## ", 1)[0]
    assert set(named(overview)) == {"cfnews", *ALL_COMMANDS}


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Selection flags", options.SECTIONS),
        ("Selection flags", options.NATIONS),
        ("Selection flags", options.SORTS),
        ("Output flags", options.FORMATS),
        ("Global flags", options.COLOURS),
        ("Other shared flags", options.GROUPINGS),
    ],
)
def test_the_words_that_a_flag_takes_are_documented(heading: str, words: Sequence[str]) -> None:
    text = section(page("commands.md"), heading)
    assert [word for word in words if f"`{word}`" not in text] == []


def test_the_schemas_that_can_be_printed_are_documented() -> None:
    text = own_part(page("commands.md"), "`cfnews schema`")
    assert [name for name in as_json.ENVELOPES if f"`{name}`" not in text] == []


def test_no_page_names_a_flag_that_does_not_exist() -> None:
    known = {name for flags in SHARED.values() for flag in flags for name in flag.names}
    known |= {flag for name, spec in ALL_COMMANDS.items() for flag in own_flags(name, spec)} | {"--help", "--version"}
    unknown = []
    for path in PAGES:
        for text in _said_of_cfnews(path):
            unknown += [
                f"{path.name}: {flag}" for flag in re.findall(r"(?<![\w-])--[a-z][a-z-]*", text) if flag not in known
            ]
    assert unknown == []


def _said_of_cfnews(path: Path) -> Iterator[str]:
    """Code in a page that is cfnews's, so that its flags must be ours."""
    text = path.read_text("utf-8")
    yield from (code for code in _CODE.findall(text) if code.startswith(("--", "cfnews ", "-")))
    for block in re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            parts = (part.strip().removeprefix("$ ") for part in line.split("|"))
            yield from (part for part in parts if part.startswith("cfnews "))


# --- JSON -------------------------------------------------------------------------------------------


def _types_below(struct: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    yield struct
    for hint in get_type_hints(struct).values():
        for found in _structs_in(hint):
            yield from _types_below(found)


def _structs_in(hint: Any) -> Iterator[type[msgspec.Struct]]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    for inner in get_args(hint):
        yield from _structs_in(inner)


TYPES = {found.__name__: found for struct in as_json.ENVELOPES.values() for found in _types_below(struct)}


def test_every_type_of_the_outputs_has_a_section() -> None:
    assert set(TYPES) == set(TYPES_IN_JSON)


@pytest.mark.parametrize("name", TYPES_IN_JSON)
def test_every_key_of_an_output_is_documented_and_no_other(name: str) -> None:
    written = named(own_part(page("json.md"), TYPES_IN_JSON[name]))
    keys = list(TYPES[name].__struct_fields__)
    if issubclass(TYPES[name], story.Story) and TYPES[name] is not story.Story:
        keys = [key for key in keys if key not in story.Story.__struct_fields__]
    assert sorted(written) == sorted(keys)


def test_the_words_that_a_key_can_hold_are_documented() -> None:
    text = page("json.md")
    words = [*get_args(model.Kind), *get_args(model.Role), *get_args(model.Match)]
    assert [word for word in words if f"`{word}`" not in text] == []


def test_every_code_of_a_warning_is_documented() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    codes = re.findall(r'Warned\(code="(\w+)"', source)
    text = own_part(page("json.md"), "Warning")
    assert codes and [code for code in codes if f"`{code}`" not in text] == []


def test_the_schema_version_that_is_documented_is_the_one_written() -> None:
    assert f"`{as_json.SCHEMA_VERSION}`" in own_part(page("json.md"), "Every envelope")


def test_the_envelopes_of_the_demo_hold_the_documented_keys(sample_home: Home) -> None:
    for name, arguments in {
        "StoriesEnvelope": ("list", "--json"),
        "FeedsEnvelope": ("feeds", "list", "--json"),
        "StatusEnvelope": ("status", "--json"),
        "FetchEnvelope": ("fetch", "--json"),
        "StoryEnvelope": ("show", "x27g", "--json"),
        "MarkEnvelope": ("mark", "x27g", "--read", "--json"),
        "RetagEnvelope": ("store", "retag", "--json"),
    }.items():
        written = named(own_part(page("json.md"), TYPES_IN_JSON[name]))
        assert sorted(sample_home.run(*arguments).json) == sorted(written), name


# --- feeds.toml -------------------------------------------------------------------------------------


def known_keys(start: str) -> set[str]:
    """The keys that a table of feeds.toml knows, as its own message about an unknown one lists them."""
    with pytest.raises(InvalidCatalogue) as caught:
        parse_catalogue(f"{start}\nqqqqqqqq = 1\n", Path("feeds.toml"))
    found = re.search(r"qqqqqqqq: unknown key \(known: ([^)]*)\)", caught.value.message)
    assert found
    return set(found[1].split(", "))


@pytest.mark.parametrize(
    ("heading", "start"),
    [
        ("settings", "[settings]"),
        ("feed", "[[feed]]"),
        ("place", "[[place]]"),
        ("watch", "[[watch]]"),
        ("hide", "[[hide]]"),
        ("topics", "[topics.mine]"),
    ],
)
def test_every_key_of_feeds_toml_is_documented_and_no_other(heading: str, start: str) -> None:
    assert set(named(own_part(page("configuration.md"), heading))) == known_keys(start)


def test_every_table_of_feeds_toml_has_a_section() -> None:
    text = page("configuration.md")
    for name in known_keys(""):
        assert section(text, name)


def test_the_documented_settings_are_the_structs_and_their_defaults_are_true() -> None:
    cells = rows(own_part(page("configuration.md"), "settings"))
    assert [row[0].strip("`") for row in cells] == list(model.Settings.__struct_fields__)
    written = [f"{row[0].strip('`')} = {row[1].strip('`')}" for row in cells if row[1] != "not set"]
    assert len(written) >= len(cells) - 1
    read = parse_catalogue("\n".join(["[settings]", *written]), Path("feeds.toml")).settings
    assert read == model.Settings()


def test_the_documented_defaults_of_a_feed_are_true() -> None:
    cells = rows(own_part(page("configuration.md"), "feed"))
    assert {row[0].strip("`") for row in cells} == set(model.FeedSpec.__struct_fields__)
    needed = 'id = "a"\nname = "A"\nurl = "https://a.example/feed"\n'
    written = "".join(f"{row[0].strip('`')} = {row[1].strip('`')}\n" for row in cells if row[1].startswith("`"))
    feeds = parse_catalogue(f"[[feed]]\n{needed}{written}", Path("feeds.toml")).feeds
    assert feeds == parse_catalogue(f"[[feed]]\n{needed}", Path("feeds.toml")).feeds
    assert {row[0].strip("`") for row in cells if row[1] == "needed"} == {"id", "name", "url"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_toml_example_is_a_valid_feeds_file(path: Path) -> None:
    for block in re.findall(r"^```toml\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        parse_catalogue(block, Path("feeds.toml"))


def test_the_words_of_a_feed_are_documented() -> None:
    text = own_part(page("configuration.md"), "feed")
    words = [*get_args(model.Section), *get_args(model.Role), *get_args(model.Nation)]
    words += get_args(get_type_hints(model.FeedSpec)["identity"])
    assert [word for word in words if f"`{word}`" not in text] == []


# --- the environment --------------------------------------------------------------------------------


def variables_in_source() -> set[str]:
    """Every environment variable that the source names."""
    found = set()
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text("utf-8")
        found |= set(re.findall(r"CFNEWS_[A-Z_]+", text))
        found |= set(re.findall(r'environ(?:ment)?(?:\.get|\.setdefault|\.pop)?[\[(]\s*"([A-Z][A-Z0-9_]+)"', text))
        found |= set(re.findall(r'"(XDG_[A-Z_]+)"', text))
    return found


def test_every_environment_variable_is_documented_and_no_other() -> None:
    assert len(variables_in_source()) > 12, "the search of the source finds too little"
    written = {name for name in named(page("environment.md")) if name.isupper()}
    assert written == variables_in_source() | VARIABLES_OF_OTHERS


# --- exit codes, problems, statuses -----------------------------------------------------------------


def _errors(kind: type[CfnewsError] = CfnewsError) -> Iterator[type[CfnewsError]]:
    yield kind
    for below in kind.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from _errors(below)


@pytest.mark.parametrize("kind", list(_errors()), ids=lambda kind: kind.__name__)
def test_every_error_stands_with_its_exit_code_and_its_word(kind: type[CfnewsError]) -> None:
    pairs = {(cells[0], cells[2].strip("`")) for cells in rows(page("exit-codes.md"))}
    assert (str(kind.exit_code), kind.code) in pairs


def test_no_exit_code_is_documented_that_no_error_has() -> None:
    codes = {str(kind.exit_code) for kind in _errors()} | {"0", "4", "130"}
    assert {cells[0] for cells in rows(page("exit-codes.md"))} == codes
    table = section(README.read_text("utf-8"), "In scripts")
    assert {cells[0] for cells in rows(table)} == codes


@pytest.mark.parametrize("code", problems.CODES)
def test_every_problem_stands_with_its_sentence_and_what_to_do(code: str) -> None:
    found = problems.problem(code, "…")
    table = rows(section(page("feeds-and-problems.md"), "Error codes"))
    row = next((cells for cells in table if cells[0] == f"`{code}`"), None)
    assert row == [f"`{code}`", found.message, "yes" if found.retryable else "no", found.hint]


def test_no_problem_is_documented_that_does_not_exist() -> None:
    assert named(section(page("feeds-and-problems.md"), "Error codes")) == list(problems.CODES)


def test_every_fetch_status_is_documented_and_no_other() -> None:
    written = named(section(page("feeds-and-problems.md"), "Statuses"))
    assert sorted(written) == sorted([*get_args(model.FetchStatus), "waiting"])


# --- the store --------------------------------------------------------------------------------------


@pytest.fixture(name="db")
def _db(tmp_path: Path) -> Iterator[Database]:
    db = open_for_reading(tmp_path / "none.db")
    yield db
    db.close()


def test_every_view_and_its_columns_are_documented_in_order(db: Database) -> None:
    text = page("store.md")
    views = [row[0] for row in db.rows("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert sorted(re.findall(r"^## `(v_\w+)`", text, re.MULTILINE)) == sorted(views)
    for view in views:
        columns = [row["name"] for row in db.rows(f"PRAGMA table_info({view})")]
        assert named(section(text, f"`{view}`")) == columns


def test_every_table_of_the_store_is_documented(db: Database) -> None:
    tables = {row[0] for row in db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    tables = {name for name in tables if not name.startswith(("search_", "sqlite_"))}
    assert set(named(section(page("store.md"), "Tables"))) == tables


def test_the_marks_of_the_store_file_are_as_documented(db: Database) -> None:
    text = page("store.md")
    assert f"0x{db.value('PRAGMA application_id'):X}" in text
    assert f"now {db.value('PRAGMA user_version')}." in text


# --- links, examples, the rest ----------------------------------------------------------------------


def _anchor(heading: str) -> str:
    """The anchor that GitHub makes of a heading."""
    plain = re.sub(r"[^\w\- ]", "", heading.replace("`", "").strip().lower())
    return plain.replace(" ", "-")


def _anchors(path: Path) -> set[str]:
    return {_anchor(heading) for heading in re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_a_heading_of_it(path: Path) -> None:
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    lost = []
    for target in re.findall(r"\]\(([^)]+)\)", text):
        name, _, anchor = target.partition("#")
        other = (path.parent / name).resolve() if name else path
        if not other.is_relative_to(ROOT) or not other.exists() or (anchor and anchor not in _anchors(other)):
            lost.append(target)
    assert lost == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [README]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        links = re.findall(r"\]\(([^)#]+\.md)", path.read_text("utf-8"))
        waiting += [(path.parent / link).resolve() for link in links]
    assert set(PAGES) - seen == set()


class Example(NamedTuple):
    """One `$ cfnews ...` of a page: what cfnews is given, what jq is given its output, and the lines that are shown."""

    arguments: list[str]
    jq: list[str]
    shown: list[str]


def examples(path: Path) -> list[Example]:
    """The examples of a page, in order."""
    found: list[Example] = []
    for block in re.findall(r"^```console\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if not line.startswith("$ "):
                found[-1].shown.append(line.strip())
                continue
            stages = _stages(line.removeprefix("$ "))
            assert stages[0][0] == "cfnews", f"{path.name}: {line}"
            after = stages[1] if len(stages) > 1 and stages[1][0] == "jq" else []
            found.append(Example(stages[0][1:], after, []))
    return found


def _stages(line: str) -> list[list[str]]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|")
    lexer.whitespace_split = True
    stages: list[list[str]] = [[]]
    for word in lexer:
        if word == "|":
            stages.append([])
        else:
            stages[-1].append(word)
    return stages


@pytest.fixture(name="sample_home")
def _sample_home(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A home whose feeds are the sample's, in a folder where files may be written; nothing is fetched yet."""
    monkeypatch.chdir(tmp_path)
    with sample_newsroom() as catalogue:
        (home.folder / "feeds.toml").write_text(catalogue, "utf-8")
        home.run("fetch")
        yield home


def _expected_code(example: Example) -> int:
    """0, unless the example shows an error in JSON with its exit code."""
    code = re.search(r'"exit_code": (\d+)', "\n".join(example.shown))
    return int(code[1]) if code else 0


def _fault_of(example: Example, result: Result) -> str:
    if result.code != _expected_code(example):
        return f"ended with {result.code}: {result.err}"
    told = {line.strip() for line in (result.out + "\n" + result.err).splitlines()}
    missing = [line for line in example.shown if line not in told]
    if missing:
        return f"shows {missing}, and the program does not"
    if example.jq and shutil.which("jq"):
        done = subprocess.run(example.jq, input=result.out, capture_output=True, text=True, check=False, timeout=10)
        return done.stderr
    return ""


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.name)
def test_every_example_runs_on_the_sample_and_shows_what_the_page_shows(path: Path, sample_home: Home) -> None:
    faults = {
        shlex.join(example.arguments): fault
        for example in examples(path)
        if (fault := _fault_of(example, sample_home.run(*example.arguments)))
    }
    assert faults == {}


def test_the_readme_has_five_examples_and_one_with_jq() -> None:
    found = examples(README)
    assert len(found) >= 6
    assert any(example.jq for example in found)


@pytest.mark.parametrize("flag", ["--read", "--unread", "--star", "--unstar", "--hide", "--unhide"])
def test_every_mark_of_the_reference_can_be_set(flag: str, sample_home: Home) -> None:
    assert sample_home.run("mark", "x27g", flag).code == 0


def test_init_writes_where_the_how_to_says(home: Home) -> None:
    result = home.run("init")
    assert (result.code, result.out.strip()) == (0, str(home.folder / "feeds.toml"))
    feeds = tomllib.loads((home.folder / "feeds.toml").read_text("utf-8"))["feed"]
    on = sum(feed["enabled"] for feed in feeds)
    assert f"{on} of the {len(feeds)} feeds are on" in (DOCS / "how-to" / "own-feeds.md").read_text("utf-8")


def _picture() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_picture", DOCS / "pictures" / "make.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def _words(svg: str) -> list[str]:
    return [text for text in re.findall(r"<text[^>]*>(.*?)</text>", svg) if text.replace("&#160;", "").strip()]


def test_the_picture_shows_what_the_program_shows() -> None:
    make = _picture()
    drawn = (DOCS / "pictures" / "digest.svg").read_text("utf-8")
    assert _words(drawn) == _words(make.draw(make.on_screen())), "run: python docs/pictures/make.py"
    assert f"cfnews {' '.join(make.COMMAND)}" in README.read_text("utf-8")


def test_the_picture_loads_nothing_from_elsewhere() -> None:
    drawn = (DOCS / "pictures" / "digest.svg").read_text("utf-8")
    assert set(re.findall(r"\w+://[^\s\"'<)]+", drawn)) == {"http://www.w3.org/2000/svg"}
    assert "@font-face" not in drawn and "@import" not in drawn and "<image" not in drawn and "<script" not in drawn


def test_every_dependency_is_named_with_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = [re.split(r"[<>=!~\[; ]", one)[0] for one in needed]
    text = section((ROOT / "CONTRIBUTING.md").read_text("utf-8"), "Dependencies, each with its reason")
    reasons = {cells[0]: cells[1] for cells in rows(text)}
    assert sorted(reasons) == sorted(names)
    assert all(reasons.values())


def test_every_target_of_make_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for path in PAGES:
        named_targets = set(re.findall(r"^make ([a-z]+)$|`make ([a-z]+)`", path.read_text("utf-8"), re.MULTILINE))
        assert {one or other for one, other in named_targets} <= targets, path.name
    assert {"demo", "test"} <= targets


def test_the_changelog_tells_of_this_version() -> None:
    assert re.search(rf"^## {re.escape(__version__)}\b", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


def test_a_notice_names_every_folder_that_ships_data() -> None:
    shipped = {
        path.parent
        for path in (ROOT / "src").rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc", ".typed")
    }
    notice = (ROOT / "NOTICE").read_text("utf-8")
    told = [line.strip().rstrip("/") for line in notice.splitlines() if "/" in line and not line.startswith(" ")]
    lost = [folder for folder in shipped if not any(folder.is_relative_to(ROOT / one) for one in told)]
    assert lost == []


def test_no_page_holds_what_is_only_on_the_makers_machine() -> None:
    for path in [*PAGES, ROOT / "NOTICE", DOCS / "pictures" / "digest.svg"]:
        assert not re.search(r"/work/|/tmp/|/root/|pypi|TODO|FIXME", path.read_text("utf-8")), path.name
