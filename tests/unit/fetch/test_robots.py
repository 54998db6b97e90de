"""robots.txt by RFC 9309: groups, the longest match, wildcards, and what no file means."""

import pytest

from cfnews.fetch.robots import MOST, crawl_delay, may_fetch

AGENT = "cfnews/1.0 (+https://reader.example)"
SITE = "https://outlet.example"


def allowed(rules: str, path: str, agent: str = AGENT) -> bool:
    return may_fetch(rules.encode(), 200, SITE + path, agent)


@pytest.mark.parametrize(
    ("status", "may"),
    [
        (404, True),
        (403, True),
        (410, True),
        (301, True),
        (204, True),
        (500, False),
        (503, False),
        (429, False),
        (None, False),
    ],
)
def test_no_file_forbids_nothing_and_a_site_in_trouble_allows_nothing_for_now(status: int | None, may: bool) -> None:
    assert may_fetch(None, status, f"{SITE}/news", AGENT) is may


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("/", "/news", True),
        ("/news", "/news", True),
        ("/news", "/newspaper", True),
        ("/news/", "/news", False),
        ("/News", "/news", False),
        ("/*.pdf", "/a/b.pdf?x=1", True),
        ("/*.pdf$", "/a/b.pdf?x=1", False),
        ("/*.pdf$", "/a/b.pdf", True),
        ("/a*b*c", "/axxbyyc", True),
        ("/a*b*c", "/axxcyyb", False),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("/*?id=", "/news?id=4", True),
        ("*", "/news", True),
        ("/%7Eann", "/~ann", True),
        ("/caf%C3%A9", "/café", True),
        ("/café", "/caf%c3%a9", True),
        ("/a%2Fb", "/a/b", False),
        ("/a%2A", "/a*", True),
        ("news", "/news", False),
        ("", "/news", False),
    ],
)
def test_a_pattern_matches_from_the_beginning_with_wildcards_and_an_end(pattern: str, path: str, matches: bool) -> None:
    assert allowed(f"User-agent: *\nDisallow: {pattern}", path) is not matches


def test_the_longest_pattern_decides_and_of_equals_the_one_that_allows() -> None:
    rules = "User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /news/open/not\nAllow: /x\nDisallow: /x"
    paths = {path: allowed(rules, path) for path in ("/news/a", "/news/open/a", "/news/open/not/a", "/x", "/")}
    assert paths == {"/news/a": False, "/news/open/a": True, "/news/open/not/a": False, "/x": True, "/": True}


def test_our_own_group_counts_alone_whatever_its_case_place_or_version() -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUSER-AGENT: CFNews/2.1\nDisallow: /mine # not this\n"
    assert allowed(rules, "/news")
    assert not allowed(rules, "/mine")
    assert not allowed(rules, "/news", "somebody/1.0")


def test_groups_of_one_name_are_one_group_and_lines_of_other_kinds_end_none() -> None:
    rules = "User-agent: cfnews\nSitemap: /s.xml\nUser-agent: x\nDisallow: /a\n\nUser-agent: cfnews\nDisallow: /b\n"
    assert [allowed(rules, path) for path in ("/a", "/b", "/c")] == [False, False, True]


def test_rules_before_any_group_count_for_nobody_and_agents_in_a_row_share_theirs() -> None:
    assert allowed("Disallow: /", "/news")
    assert not allowed("User-agent: cfnews\n\nUser-agent: *\nDisallow: /", "/news")
    assert allowed("User-agent: cfnews\nAllow: /\nUser-agent: *\nDisallow: /", "/news")


@pytest.mark.parametrize(
    "rules", ["User-agent: *\rDisallow: /", "\ufeffUser-agent: *\r\nDisallow: /", "user-agent : *\ndisallow:/"]
)
def test_line_ends_marks_and_spaces_make_no_difference(rules: str) -> None:
    assert not allowed(rules, "/news")


def test_a_page_or_junk_in_its_place_forbids_nothing() -> None:
    assert allowed("<html><body>User-agent: *<br>Disallow: /</body></html>", "/news")
    assert may_fetch(bytes(range(256)) * 50, 200, f"{SITE}/news", AGENT)


def test_robots_txt_itself_may_be_read_and_what_is_no_address_may_not() -> None:
    assert allowed("User-agent: *\nDisallow: /", "/robots.txt")
    assert not may_fetch(b"", 200, "http://[broken", AGENT)


def test_what_stands_beyond_500_kibibytes_is_not_read() -> None:
    rules = "User-agent: *\nDisallow: /early\n" + "# filler\n" * (MOST // 9 + 1) + "Disallow: /late\n"
    assert not allowed(rules, "/early")
    assert allowed(rules, "/late")


@pytest.mark.parametrize(
    ("line", "delay"),
    [
        ("Crawl-delay: 10", 10.0),
        ("crawl-delay:0.5", 0.5),
        ("Crawl-delay: soon", None),
        ("Crawl-delay: -1", None),
        ("Crawl-delay: nan", None),
        ("", None),
    ],
)
def test_a_crawl_delay_is_seconds_or_nothing(line: str, delay: float | None) -> None:
    assert crawl_delay(f"User-agent: *\n{line}\nDisallow: /x".encode(), 200, AGENT) == delay


def test_the_crawl_delay_is_that_of_our_own_group_and_of_a_file_that_came() -> None:
    rules = b"User-agent: *\nCrawl-delay: 60\n\nUser-agent: cfnews\nCrawl-delay: 2\n"
    assert crawl_delay(rules, 200, AGENT) == 2.0
    assert crawl_delay(rules, 500, AGENT) is None


def test_long_hostile_files_are_read_to_their_end() -> None:
    many_agents = b"".join(b"User-agent: agent%d\n" % number for number in range(40_000))
    many_stars = b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*b\n" * 20_000
    for rules in (
        many_agents,
        many_stars,
        b"User-agent: *\nDisallow: /" + b"*a" * 200_000,
        b"\r" * 400_000,
        b"%" * 400_000,
    ):
        assert may_fetch(rules, 200, f"{SITE}/{'a' * 1900}", AGENT)
