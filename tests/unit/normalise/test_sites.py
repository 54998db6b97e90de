"""What single sites do to addresses: one host, one path, and the page behind a wrapper."""

import pytest

from cfnews.normalise.sites import key_host, key_path, wrapped_address


@pytest.mark.parametrize(
    ("host", "path", "key"),
    [
        ("www.m.site.example", "/", "site.example"),
        ("desk:secret@www.site.example:443", "/", "site.example"),
        ("site.example:8443", "/", "site.example:8443"),
        ("mobile.org.uk", "/", "mobile.org.uk"),
        ("m.wordpress.com", "/", "m.wordpress.com"),
        ("www.bbc.com", "/news/articles/c1", "bbc.co.uk"),
        ("feeds.bbci.co.uk", "/news/articles/c1", "bbc.co.uk"),
        ("feeds.bbci.co.uk", "/news/rss.xml", "feeds.bbci.co.uk"),
        ("www.j5.localgovernmentlawyer.co.uk", "/", "localgovernmentlawyer.co.uk"),
    ],
)
def test_a_site_has_one_host(host: str, path: str, key: str) -> None:
    assert key_host(host, path) == key


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("", ""),
        ("///", ""),
        ("/a/amp/index.html//amp/", "/a"),
        ("/amp", "/amp"),
        ("/index.php", ""),
        ("/a/./b/../c", "/a/c"),
        ("/../../a", "/a"),
        ("/a//../b", "/a/b"),
        ("/a;jsessionid=1.n2/b;c", "/a/b;c"),
        ("/(S(abcdefghijklmnopqrstuvwx))/a", "/a"),
        ("/(a)/b", "/(a)/b"),
    ],
)
def test_a_page_has_one_path(path: str, key: str) -> None:
    assert key_path("site.example", path) == key
    assert key_path("site.example", key) == key


def test_a_rule_of_one_site_is_none_of_another() -> None:
    path = "/children/392-news/99155-a-slug"
    assert key_path("localgovernmentlawyer.co.uk", path) == "/*/99155"
    assert key_path("site.example", path) == path
    assert key_path("caselaw.nationalarchives.gov.uk", "/id/ewfc/2026/1/data.xml") == "/ewfc/2026/1"
    assert key_path("caselaw.nationalarchives.gov.uk", "/ewfc/2026/1/press-summary/1") == "/ewfc/2026/1/press-summary/1"


@pytest.mark.parametrize(
    ("host", "path", "query", "page"),
    [
        ("www.google.com", "/url", "rct=j&url=https://a.example/1&ct=ga", "https://a.example/1"),
        ("google.co.uk", "/url", "q=http%3A%2F%2Fa.example", "http://a.example"),
        ("www.bing.com", "/news/apiclick.aspx", "tid=1&url=https%3a%2f%2fa.example%2f1", "https://a.example/1"),
        ("www.google.com", "/amp/s/a.example/1", "b=2", "https://a.example/1?b=2"),
        ("www.google.com", "/amp/a.example/1", "", "http://a.example/1"),
        ("a-example.cdn.ampproject.org", "/v/s/a.example/1", "", "https://a.example/1"),
        ("www.google.com", "/url", "url=/1", None),
        ("www.google.com", "/search", "q=https://a.example/1", None),
        ("google.example.org", "/url", "url=https://a.example/1", None),
        ("notbing.com", "/news/apiclick.aspx", "url=https://a.example/1", None),
        ("site.example", "/", "", None),
    ],
)
def test_a_wrapper_leads_to_the_page_that_it_names(host: str, path: str, query: str, page: str | None) -> None:
    assert wrapped_address(host, path, query) == page
