"""feeds.toml to a Catalogue: what is accepted, and every fault told at once with its place and what to write."""

from pathlib import Path

import pytest

from cfnews.catalogue.read import parse_catalogue, read_catalogue
from cfnews.errors import InvalidCatalogue
from cfnews.model import Catalogue, FeedSpec, PlaceSpec, Settings

FEED = '[[feed]]\nid = "a"\nname = "A"\nurl = "https://a.example/"\n'


def read(text: str) -> Catalogue:
    return parse_catalogue(text, Path("feeds.toml"))


def faults(text: str) -> list[str]:
    """The lines of faults, without the file's name and the first line."""
    with pytest.raises(InvalidCatalogue) as caught:
        read(text)
    head, *lines = caught.value.message.splitlines()
    assert head == f"{len(lines)} fault{'' if len(lines) == 1 else 's'} in the feeds file:"
    assert all(line.startswith("  feeds.toml: ") for line in lines)
    assert "nothing was fetched" in caught.value.hint
    return [line.removeprefix("  feeds.toml: ") for line in lines]


def test_a_feed_needs_three_keys_and_the_rest_has_defaults() -> None:
    assert read(FEED).feeds == (FeedSpec(id="a", name="A", url="https://a.example/"),)


def test_every_key_of_a_feed_is_read() -> None:
    text = FEED + (
        'homepage = "https://a.example/home"\nsection = "law"\nrole = "primary"\nnation = "wales"\nscope = "filter"\n'
        'enabled = false\nidentity = "guid+link"\nfull_text = true\ntags = ["practice", "courts"]\n'
    )
    assert read(text).feeds == (
        FeedSpec(
            id="a",
            name="A",
            url="https://a.example/",
            homepage="https://a.example/home",
            section="law",
            role="primary",
            nation="wales",
            scope="filter",
            enabled=False,
            identity="guid+link",
            full_text=True,
            tags=("practice", "courts"),
        ),
    )


def test_every_key_of_the_settings_is_read() -> None:
    text = (
        '[settings]\ntimezone = "Europe/Dublin"\nrefresh_after = "30m"\njobs = 4\ntimeout = "5s"\n'
        'total_timeout = "1m"\nmax_bytes = "2 mb"\nretention = "1y"\ncontact = "me@a.example"\naccessible = true\n'
    )
    assert read(text).settings == Settings(
        timezone="Europe/Dublin",
        refresh_after=1800,
        jobs=4,
        timeout=5,
        total_timeout=60,
        max_bytes=2_000_000,
        retention=31_536_000,
        contact="me@a.example",
        accessible=True,
    )


def test_an_empty_file_is_a_catalogue_without_feeds() -> None:
    assert read("") == Catalogue(settings=Settings(), feeds=(), places=())


def test_places_watches_hides_and_topics_are_accepted() -> None:
    text = FEED + (
        '[[place]]\nid = "our-trust"\nname = "Our Trust"\naliases = ["OT"]\n'
        '[[watch]]\nname = "Homes"\nwords = ["children\'s home"]\nplaces = ["leeds"]\ntopics = ["adoption"]\n'
        'bodies = ["Ofsted"]\nkinds = ["report"]\nevents = ["monitoring_visit"]\nfeeds = ["a"]\nsections = ["news"]\n'
        'neighbours = true\nnations = ["wales"]\nexclude = ["football"]\n'
        '[[hide]]\nname = "Jobs"\nkinds = ["job"]\n'
        '[topics.kinship]\nlabel = "Kinship"\nwords = ["kinship care"]\nabbr = ["SGO"]\nnot = ["royal family"]\n'
    )
    assert read(text).places == (PlaceSpec(id="our-trust", name="Our Trust", aliases=("OT",)),)


@pytest.mark.parametrize(
    "url", ["http://a.example", "https://a.example:8443/f?x=1", "file:///srv/feed.xml", "https://[::1]/feed"]
)
def test_an_address_is_http_https_or_a_file(url: str) -> None:
    assert read(FEED.replace("https://a.example/", url)).feeds[0].url == url


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('id = "A B"', "id: 'A B' is not a lower-case slug (write \"a-b\")"),
        ('id = "---"', "id: '---' is not a lower-case slug (write \"my-feed\")"),
        ("id = 7", "id: must be text in quotes, not 7"),
        ('name = " "', "name: must be text in quotes, not ' '"),
        ('url = "a.example"', "url: 'a.example' is not a whole http: or https: or file: address"),
        ('url = "https:///feed"', "url: 'https:///feed' is not a whole"),
        ('url = "ftp://a.example/"', "url: 'ftp://a.example/' is not a whole"),
        ('url = "https://a.example:99999/"', "url: 'https://a.example:99999/' is not a whole"),
        ('url = "https://a.example/a b"', "url: 'https://a.example/a b' is not a whole"),
        ('url = "https://[::1/"', "url: 'https://[::1/' is not a whole"),
        ('url = "file:"', "url: 'file:' is not a whole"),
        ('homepage = "file:///x"', "homepage: 'file:///x' is not a whole http: or https: address"),
        ('section = "New"', 'section: \'New\' is not known (did you mean "news"?)'),
        ('section = "xyz"', "section: 'xyz' is not known (known: news, inspection, government, law"),
        ('role = "Trade"', 'role: \'Trade\' is not known (did you mean "trade"?)'),
        ('nation = "northern_ireland"', 'nation: \'northern_ireland\' is not known (did you mean "northern-ireland"?)'),
        ('scope = "all"', "scope: 'all' is not known"),
        ('identity = "url"', "identity: 'url' is not known (known: auto, guid, link, guid+link)"),
        ('enabled = "yes"', "enabled: must be true or false, not 'yes' (without quotes)"),
        ("full_text = 1", "full_text: must be true or false, not 1"),
        ('tags = "practice"', "tags: must be a list of texts, not 'practice' (such as"),
        ("tags = [1]", "tags: must be a list of texts, not [1]"),
        ('fulltext = true', 'fulltext: unknown key (did you mean "full_text"?)'),
        ('colour = "A"', "colour: unknown key (known: "),
    ],
)  # fmt: skip
def test_a_fault_of_a_feed_is_told_with_its_table_key_and_what_to_write(line: str, fault: str) -> None:
    key = line.split(maxsplit=1)[0]
    kept = [part for part in FEED.splitlines() if not part.startswith(f"{key} ")]
    (found,) = faults("\n".join([*kept, line]))
    assert found.startswith("[[feed]] 1")
    assert fault in found


@pytest.mark.parametrize("key", ["id", "name", "url"])
def test_a_missing_key_is_told_with_what_to_add(key: str) -> None:
    (found,) = faults("\n".join(part for part in FEED.splitlines() if not part.startswith(f"{key} ")))
    assert found.endswith(f'{key}: is missing (add {key} = "...")')


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('timezone = "Europe/Londn"', "timezone: there is no time zone 'Europe/Londn' (write \"Europe/London\")"),
        ('timezone = "../etc"', "timezone: there is no time zone '../etc'"),
        ('refresh_after = "soon"', "refresh_after: must be a length of time, not 'soon' (such as"),
        ("refresh_after = 60", "refresh_after: must be a length of time, not 60"),
        ('timeout = "0s"', "timeout: must be a length of time, not '0s'"),
        ("jobs = 0", "jobs: must be a whole number from 1 to 64, not 0"),
        ("jobs = 65", "jobs: must be a whole number from 1 to 64, not 65"),
        ("jobs = true", "jobs: must be a whole number from 1 to 64, not True"),
        ('max_bytes = "big"', "max_bytes: must be a size, not 'big' (such as \"10MB\")"),
        ("max_bytes = -1", "max_bytes: must be a size, not -1"),
        ("max_bytes = 1" + "0" * 30, "max_bytes: must be a size, not 1"),
        ('max_bytes = "0MB"', "max_bytes: must be a size, not '0MB'"),
        ("contact = 5", "contact: must be text in quotes, not 5"),
        ("accessible = 1", "accessible: must be true or false, not 1"),
        ('refresh_afer = "1h"', 'refresh_afer: unknown key (did you mean "refresh_after"?)'),
    ],
)
def test_a_fault_of_the_settings_is_told_with_its_key_and_what_to_write(line: str, fault: str) -> None:
    (found,) = faults(f"[settings]\n{line}\n")
    assert found.startswith(f"[settings] {fault}")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[feeds]]\n", 'feeds: unknown key (did you mean "feed"?)'),
        ("colour = 1\n", "colour: unknown key (known: feed, hide, place, settings, topics, watch)"),
        ("[feed]\n", "[feed] must be written [[feed]], in double brackets"),
        ("[watch]\n", "[watch] must be written [[watch]], in double brackets"),
        ('feed = ["a"]\n', "[[feed]] 1: must be a table"),
        ("settings = 1\n", "[settings]: must be a table"),
        ("[[settings]]\n", "[settings]: must be a table"),
        ('[[place]]\nid = "a"\n', "[[place]] 1 'a' name: is missing"),
        ('[[place]]\nid = "a"\nname = "A"\nalias = 1\n', '[[place]] 1 \'a\' alias: unknown key (did you mean "'),
        ('[[watch]]\nwords = ["x"]\n', "[[watch]] 1 name: is missing"),
        ('[[watch]]\nname = "W"\nword = ["x"]\n', '[[watch]] 1 \'W\' word: unknown key (did you mean "words"?)'),
        ('[[hide]]\nname = "H"\nkinds = "job"\n', "[[hide]] 1 'H' kinds: must be a list of texts"),
        ("topics = []\n", "[topics]: must be a table"),
        ("[topics]\nkinship = 1\n", "[topics.kinship]: must be a table"),
        ('[topics.kinship]\nwrods = ["x"]\n', '[topics.kinship] wrods: unknown key (did you mean "words"?)'),
        ("[topics.kinship]\nlabel = 1\n", "[topics.kinship] label: must be text in quotes, not 1"),
    ],
)  # fmt: skip
def test_a_fault_of_any_other_table_is_told_with_its_place(text: str, fault: str) -> None:
    (found,) = faults(text)
    assert found.startswith(fault)


@pytest.mark.parametrize(("table", "key"), [("feed", "id"), ("place", "id"), ("watch", "name"), ("hide", "name")])
def test_a_name_given_twice_is_told_with_where_it_was_given_first(table: str, key: str) -> None:
    one = FEED if table == "feed" else f'[[{table}]]\nid = "a"\nname = "A"\n'
    one = one if table in ("feed", "place") else f'[[{table}]]\nname = "a"\nwords = ["hub"]\n'
    (found,) = faults(one + one)
    assert found == f"[[{table}]] 2 'a' {key}: is the {key} of [[{table}]] 1 already (give one of them another)"


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        "colour = 1\n[settings]\njobs = 0\ntimezone = 'Mars'\n"
        '[[feed]]\nid = "A"\nnam = "A"\nurl = "nowhere"\nsection = "sport"\n'
        + FEED
        + FEED
        + "[[place]]\n[[watch]]\nwords = 1\n[topics.x]\nlabel = 1\n"
    )
    places = [line.split(":")[0] for line in faults(text)]
    assert places == [
        "colour",
        "[settings] timezone",
        "[settings] jobs",
        "[[feed]] 1 'A' nam",
        "[[feed]] 1 'A' id",
        "[[feed]] 1 'A' name",
        "[[feed]] 1 'A' url",
        "[[feed]] 1 'A' section",
        "[[feed]] 3 'a' id",
        "[[place]] 1 id",
        "[[place]] 1 name",
        "[[watch]] 1 name",
        "[[watch]] 1 words",
        "[topics.x] label",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[[feed]\n", "feeds.toml is not valid TOML"),
        (b"id = \n", "line 1"),
        (b"a = " + b"[" * 20_000, "feeds.toml is not valid TOML"),
        (b'name = "caf\xe9"\n', "is not UTF-8 text"),
    ],
    ids=["bracket", "line", "nesting", "latin-1"],
)
def test_a_file_that_is_no_toml_is_told_by_name(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "feeds.toml").write_bytes(content)
    with pytest.raises(InvalidCatalogue, match=words):
        read_catalogue(tmp_path / "feeds.toml")


def test_a_missing_file_is_told_with_how_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(InvalidCatalogue, match="there is no feeds file at") as caught:
        read_catalogue(tmp_path / "feeds.toml")
    assert "cfnews init" in caught.value.hint


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidCatalogue, match="cannot be read: Is a directory"):
        read_catalogue(tmp_path)
