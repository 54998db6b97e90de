"""Addresses: what is shown, what counts as the same page, and what is no identity at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfnews.normalise.tracking import is_tracking_fragment, without_tracking
from cfnews.normalise.url import clean_address, host_of, is_front_page, link_key

BASE = "https://site.example/feeds/all.xml"
BBC = "https://www.bbc.co.uk/news/articles/c4g5x9"
PAGE = "https://site.example/a"

CLEANED = [
    # white space, controls and their kin
    (" \n\thttps://site.example/a \r\n", PAGE),
    ("\ufeff\u202ahttps://site.example/a\u202c\u200b", PAGE),
    ("https://site.ex\nample/\ta", PAGE),
    (
        "https://site.example/a\u202eb\x1b[31m\u200d'\"<>`{|}^?\\",
        f"{PAGE}%E2%80%AEb%1B[31m%E2%80%8D%27%22%3C%3E%60%7B%7C%7D%5E?%5C",
    ),
    ("https://site.example/a\\b?c=\\", f"{PAGE}/b?c=%5C"),
    ("https://site.example/a b?q=c d#e f", f"{PAGE}%20b?q=c%20d#e%20f"),
    ("https://site.example/caf%c3%a9/é", "https://site.example/caf%c3%a9/%C3%A9"),
    ("https://site.example/100%", "https://site.example/100%"),
    ("https://site.example/\ud800", "https://site.example/%ED%A0%80"),
    # host, port, user
    ("HTTPS://Site.EXAMPLE:443/A", "https://site.example/A"),
    ("http://site.example:080/", "http://site.example/"),
    ("http://site.example:8080", "http://site.example:8080/"),
    ("https://site.example.:/a", PAGE),
    ("https://editor:secret@site.example/a", PAGE),
    ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
    ("http://[2001:DB8:0::1]:81/", "http://[2001:db8::1]:81/"),
    ("http://192.0.2.7/a", "http://192.0.2.7/a"),
    # relative to the feed
    ("/a", PAGE),
    ("b?c=1", "https://site.example/feeds/b?c=1"),
    ("../a", PAGE),
    ("//other.example/a", "https://other.example/a"),
    ("..\\a?b=\\", f"{PAGE}?b=%5C"),
    # tracking
    (f"{BBC}?at_medium=RSS&at_campaign=rss#0", BBC),
    (f"{BBC}#7", BBC),
    (f"{BBC}#12", f"{BBC}#12"),
    (f"{BBC}?xtor=ES-211&ns_mchannel=social&ocid=x&pinned_post_type=share", BBC),
    (f"{PAGE}?id=3&utm_source=rss&p=4&UTM_Medium=x&ref=home", f"{PAGE}?id=3&p=4&ref=home"),
    (f"{PAGE}?a=1&amp;utm_source=rss&%75tm_medium=x&?fbclid=1", f"{PAGE}?a=1"),
    (f"{PAGE}?WT.mc_id=1&_ga=2&s_cid=3&mc_cid=4&igshid=5&yclid=6&mtm_kwd=7", PAGE),
    ("https://www.theguardian.com/a?CMP=Share_iOSApp_Other", "https://www.theguardian.com/a"),
    (f"{PAGE}?CMP=4", f"{PAGE}?CMP=4"),
    ("https://www.gov.uk/eori?step-by-step-nav=8a54", "https://www.gov.uk/eori"),
    (f"{PAGE}?id=3&#038;utm_source=rss&#038;p=4", f"{PAGE}?id=3&p=4"),
    (f"{PAGE}?partner=rss&emc=rss&ref=RSS&source=rss", PAGE),
    (f"{PAGE}?ref=rsspca&feed=rss2&sid=1204", f"{PAGE}?ref=rsspca&feed=rss2&sid=1204"),
    (f"{PAGE}?PHPSESSID=9f&a=1&CFID=1&CFTOKEN=2&sid={'0f' * 16}&ASPSESSIONIDQQ=x", f"{PAGE}?a=1"),
    (f"{PAGE}?crop/1420x708&x", f"{PAGE}?crop/1420x708&x"),
    (f"{PAGE}?", PAGE),
    # fragments
    (f"{PAGE}#xtor=RSS-1", PAGE),
    (f"{PAGE}#utm_source=x", PAGE),
    (f"{PAGE}#Echobox=1700000000", PAGE),
    (f"{PAGE}#ref=rss", PAGE),
    (f"{PAGE}#ref", f"{PAGE}#ref"),
    (f"{PAGE}#comment-123", f"{PAGE}#comment-123"),
    (f"{PAGE}#0", f"{PAGE}#0"),
    # by way of another site
    ("https://www.google.com/url?rct=j&sa=t&url=https://site.example/a&ct=ga&cd=CAEy&usg=AOv", PAGE),
    ("https://www.google.co.uk/url?q=https%3A%2F%2Fsite.example%2Fa%3Futm_source%3Dx", PAGE),
    ("http://www.bing.com/news/apiclick.aspx?ref=FexRss&tid=5D&url=https%3a%2f%2fsite.example%2fa&c=1", PAGE),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Fsite.example%2Fa&h=AT0", PAGE),
    ("https://www.google.co.uk/amp/s/site.example/a", PAGE),
    ("https://site-example.cdn.ampproject.org/c/s/site.example/a?b=1", f"{PAGE}?b=1"),
    ("https://www.google.com/url?url=javascript:alert(1)", "https://www.google.com/url?url=javascript:alert(1)"),
    ("https://www.google.com/url?url=https://", "https://www.google.com/url?url=https://"),
    (
        "https://www.google.com/search?q=https://site.example/a",
        "https://www.google.com/search?q=https://site.example/a",
    ),
    (
        "https://google.site.example/url?url=https://b.example/",
        "https://google.site.example/url?url=https://b.example/",
    ),
]

REFUSED = [
    "",
    " ",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "ftp://site.example/a",
    "mailto:desk@site.example",
    "tag:www.gov.uk,2005:/a",
    "https://",
    "https:///a",
    "https:/site.example/a",
    "https:\\\\site.example\\a",
    "\\\\evil.example\\a",
    "///evil.example/a",
    "https://@/a",
    "https://:80/a",
    "https://site.example:99999/",
    "https://site.example:http/",
    "https://good.example\\@evil.example/",
    "https://exa mple.com/",
    "https://exa%6Dple.com/",
    "https://example|com/",
    "https://a..example/",
    "https://[::1/",
    "https://[fe80::1%25eth0]/",
    "https://[nonsense]/",
    "http://0x7f.1/",
    "http://2130706433/",
    "http://010.0.0.1/",
    "https://faß.example/",
    "https://" + "ä" * 300 + ".example/",
    "https://" + "a" * 64 + ".example/",
    "https://site.example/" + "a" * 1980,
]


@pytest.mark.parametrize(("raw", "shown"), CLEANED)
def test_an_address_is_made_safe_to_show_and_open(raw: str, shown: str) -> None:
    assert clean_address(raw, BASE) == shown


@pytest.mark.parametrize("raw", REFUSED)
def test_what_is_no_web_page_has_no_address(raw: str) -> None:
    assert clean_address(raw, BASE) is None


def test_a_relative_address_needs_a_base() -> None:
    assert clean_address("/a") is None
    assert clean_address("//site.example/a") is None


def test_a_broken_base_spoils_only_relative_addresses() -> None:
    assert clean_address(PAGE, "http://[::1") == PAGE
    assert clean_address("/a", "http://[::1") is None
    assert clean_address("/a", "file:///tmp/feed.xml") is None


def test_two_thousand_characters_are_still_an_address() -> None:
    address = "https://site.example/".ljust(2000, "a")
    assert clean_address(address) == address


SAME_PAGE = [
    ("http://www.site.example/a/", "site.example/a"),
    ("https://m.site.example/a", "site.example/a"),
    ("https://amp.site.example//a///amp/", "site.example/a"),
    ("https://www.m.site.example/a/index.html?", "site.example/a"),
    ("https://site.example/index.php?b=2&a=3&a=1", "site.example/?a=3&a=1&b=2"),
    ("https://site.example:8443", "site.example:8443/"),
    ("https://site.example/./x/../%61%2d%c3%a9/amp/index.htm", "site.example/a-%C3%A9"),
    ("https://site.example/é", "site.example/%C3%A9"),
    ("https://site.example/a;jsessionid=1F.n1?b=%7ec", "site.example/a?b=~c"),
    ("https://site.example/a?utm_id=1#section-2", "site.example/a"),
    ("https://site.example/b//../a", "site.example/b/a"),
    ("https://site.example/c/b/../..//a", "site.example/a"),
    ("https://site.example/(S(abcdefghijklmnopqrstuvwx))/a.aspx", "site.example/a.aspx"),
    ("https://site.example/(X(1)S(abcdefghijklmnopqrstuvwx))/a", "site.example/a"),
    ("https://site.example/(abcdefghijklmnopqrstuvwx)/a", "site.example/a"),
    ("https://site.example/#!/a", "site.example/#!/a"),
    ("https://site.example/#/a", "site.example/#/a"),
    ("https://site.example/#!a", "site.example/#!a"),
    ("https://site.example/#/", "site.example/"),
    (f"{BBC}?at_medium=RSS&at_campaign=rss#3", "bbc.co.uk/news/articles/c4g5x9"),
    ("https://feeds.bbci.co.uk/news/articles/c4g5x9", "bbc.co.uk/news/articles/c4g5x9"),
    ("https://www.bbc.com/news/articles/c4g5x9/amp", "bbc.co.uk/news/articles/c4g5x9"),
    ("https://amp.theguardian.com/society/a?CMP=x", "theguardian.com/society/a"),
    ("http://www.guardian.co.uk/society/a", "theguardian.com/society/a"),
    ("https://www.gov.uk/government/news/a#2026-11-22T09:00:00+00:00", "gov.uk/government/news/a"),
    ("https://caselaw.nationalarchives.gov.uk/id/ewfc/b/2025/1", "caselaw.nationalarchives.gov.uk/ewfc/b/2025/1"),
    ("https://caselaw.nationalarchives.gov.uk/ewfc/2025/1/data.xml", "caselaw.nationalarchives.gov.uk/ewfc/2025/1"),
    ("https://caselaw.nationalarchives.gov.uk/ewfc/2025/1/data.pdf", "caselaw.nationalarchives.gov.uk/ewfc/2025/1"),
    ("http://www.legislation.gov.uk/id/ukpga/2026/21", "legislation.gov.uk/ukpga/2026/21"),
    (
        "https://www.j5.localgovernmentlawyer.co.uk/child-protection/392-children-protection-news/99155-old-slug",
        "localgovernmentlawyer.co.uk/*/99155",
    ),
    (
        "https://www.localgovernmentlawyer.co.uk/392-children-protection-news/99155-new-slug",
        "localgovernmentlawyer.co.uk/*/99155",
    ),
]

OTHER_PAGES = [
    ("https://site.example/a?id=1", "https://site.example/a?id=2"),
    ("https://site.example/?p=1", "https://site.example/?page_id=1"),
    ("https://site.example/a?ref=x", "https://site.example/a?ref=y"),
    ("https://site.example/a?a=1&a=2", "https://site.example/a?a=2&a=1"),
    ("https://site.example/A", "https://site.example/a"),
    ("https://site.example/amp", "https://site.example/"),
    ("https://site.example/lamp", "https://site.example/l"),
    ("https://site.example/a%2Fb", "https://site.example/a/b"),
    ("https://site.example/(a)/b", "https://site.example/b"),
    ("https://site.example/index.php/news", "https://site.example/news"),
    ("https://site.example:8443/a", "https://site.example/a"),
    ("https://site.example/#/a", "https://site.example/#/b"),
    ("https://news.site.example/a", "https://site.example/a"),
    ("https://mobile.org.uk/", "https://amp.org.uk/"),
    ("https://m.wordpress.com/a", "https://wordpress.com/a"),
    ("https://feeds.bbci.co.uk/news/rss.xml", "https://www.bbc.co.uk/news/rss.xml"),
    ("https://www.legislation.gov.uk/ukpga/2026/21/contents", "https://www.legislation.gov.uk/ukpga/2026/21"),
    ("https://www.legislation.gov.uk/ukpga/2026/21/enacted", "https://www.legislation.gov.uk/ukpga/2026/21"),
    ("https://caselaw.nationalarchives.gov.uk/ewfc/2025/1", "https://caselaw.nationalarchives.gov.uk/ewfc/b/2025/1"),
    (
        "https://www.localgovernmentlawyer.co.uk/news/392-children-protection-news",
        "https://www.localgovernmentlawyer.co.uk/news/392-other",
    ),
    ("https://other.example/1-section/2-slug", "https://other.example/1-section/2-gulp"),
]


@pytest.mark.parametrize(("address", "key"), SAME_PAGE)
def test_one_page_has_one_key_however_it_is_spelt(address: str, key: str) -> None:
    cleaned = clean_address(address)
    assert cleaned is not None
    assert link_key(cleaned) == key
    assert link_key(address) == key
    assert link_key(key) == key


@pytest.mark.parametrize(("one", "other"), OTHER_PAGES)
def test_two_pages_never_share_a_key(one: str, other: str) -> None:
    assert link_key(one) != link_key(other)


@pytest.mark.parametrize(
    "link",
    [
        "https://site.example",
        "https://www.site.example/index.html?utm_source=x",
        "site.example/news/",
        "site.example/news/uk",
        "site.example/en/Blog#top",
        "",
    ],
)
def test_a_home_page_or_a_bare_section_is_a_front_page(link: str) -> None:
    assert is_front_page(link)


@pytest.mark.parametrize(
    "link",
    [
        "https://site.example/?p=123",
        "site.example/#!/a",
        "site.example/adolescence",
        "site.example/news/ofsted-drops-grades",
        BBC,
    ],
)
def test_a_page_that_may_be_a_story_is_no_front_page(link: str) -> None:
    assert not is_front_page(link)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://user@WWW.Site.example:81/a", "www.site.example"),
        ("site.example/a?u=https://x.example", "site.example"),
        ("http://[::1]:80/", "[::1]"),
        ("", ""),
        ("mailto:desk@site.example", "site.example"),
        ("http://a:b:c/", ""),
    ],
)
def test_the_host_is_what_stands_before_port_and_path(address: str, host: str) -> None:
    assert host_of(address) == host


def test_a_link_through_many_wrappers_is_still_read() -> None:
    wrapped = "https://www.google.com/url?url=" * 60
    assert clean_address(f"{wrapped}{PAGE}") == PAGE


def test_tracking_on_one_site_is_a_parameter_on_another() -> None:
    assert without_tracking("s=20&t=x", "mobile.twitter.com") == []
    assert without_tracking("s=20&t=x", "nottwitter.com") == ["s=20", "t=x"]
    assert without_tracking("s=20&&t=x", "") == ["s=20", "t=x"]


def test_a_number_as_fragment_is_the_bbc_counting_revisions() -> None:
    assert is_tracking_fragment("0", "www.bbc.com")
    assert not is_tracking_fragment("0", "bbc.example")


# Pieces that break URL code, glued at random, find more than random text does.
_PIECES = [
    *("http://", "https://", "//", "/", "\\", "?", "#", "&", "=", "%", "%2e", "%25", "%34%31", ":", "@", "[", "]", ";"),
    *("www.", "m.", "amp.", "bbc.com", "site.example", "legislation.gov.uk", "/id/ukpga", "/amp", "/index.html", "/.."),
    *(
        ";jsessionid=1",
        "utm_a=1",
        "amp;",
        "a=1",
        "localgovernmentlawyer.co.uk",
        "/1-a",
        "/data.xml",
        "é",
        "ß",
        "\u202e",
    ),
    *(
        "\ud800",
        "\x00",
        "\n",
        " ",
        "xn--",
        "。",
        "0x7f",
        "80",
        "caselaw.nationalarchives.gov.uk",
        "!",
        "*",
        "Feeds.bbci.co.uk",
        "www.google.com/url?url=",
        "google.com/amp/s/",
        "&#038;",
        "/(S(abcdefghijklmnopqrstuvwx))/",
    ),
]
_GLUED = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)
_ANY = st.one_of(st.text(), _GLUED, _GLUED.map("https://site.example".__add__), _GLUED.map("http://".__add__))


@given(raw=_ANY, base=st.one_of(st.none(), _ANY))
def test_no_text_raises_and_keys_and_addresses_are_settled(raw: str, base: str | None) -> None:
    address = clean_address(raw, base)
    link_key(raw)
    is_front_page(raw)
    host_of(raw)
    if address is not None:
        assert address.isascii()
        assert address.isprintable()
        assert " " not in address
        assert host_of(address)
        key = link_key(address)
        assert link_key(key) == key
        assert is_front_page(key) == is_front_page(address)
        if len(address) <= 2000:
            assert clean_address(address) == address
