"""Addresses against the public URL tests and cleaning lists, where their expectation is also ours."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cfnews.normalise import tracking
from cfnews.normalise.url import clean_address, host_of, is_front_page, link_key

SHARED = Path(os.environ.get("CFNEWS_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
CORPORA = SHARED / "corpora"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not (CORPORA / "url-tests").is_dir(), reason=f"the shared corpora are not at {SHARED} (set CFNEWS_SHARED)"
    ),
]

# Known to their owners, not to the lists: Webtrends' documentation; GOV.UK's publishing components. Sessions of PHP,
# Java and ColdFusion are no tracking to the lists; the Wayback Machine's canonicaliser drops them.
UNLISTED = {"wt.mc_id", "step-by-step-nav", "phpsessid", "jsessionid", "cfid", "cftoken"}


def _json(name: str) -> Any:
    return json.loads((CORPORA / name).read_text(encoding="utf-8"))


def _wpt() -> Iterator[dict[str, Any]]:
    for path in sorted((CORPORA / "url-tests" / "ada-wpt").glob("*urltestdata*.json")):
        yield from (case for case in json.loads(path.read_text(encoding="utf-8")) if isinstance(case, dict))


def _base(case: dict[str, Any]) -> str | None:
    return None if case.get("base") == "about:blank" else case.get("base")


def test_no_web_platform_case_raises_and_every_key_is_settled() -> None:
    for case in _wpt():
        address = clean_address(case["input"], _base(case))
        for text in (case["input"], address or ""):
            key = link_key(text)
            assert address is None or link_key(link_key(address)) == link_key(address)
            is_front_page(key)
            host_of(text)


def test_what_a_browser_refuses_or_opens_elsewhere_has_no_address() -> None:
    for case in _wpt():
        if not case["input"].strip() or (case.get("failure") and "[0:0:0:0:0:0:0:0" in (case.get("base") or "")):
            continue  # an absolute address does not need its broken base
        address = clean_address(case["input"], _base(case))
        if case.get("failure") or case["protocol"] not in {"http:", "https:"}:
            assert address is None, case


def _pages() -> list[dict[str, Any]]:
    cases = (case for case in _wpt() if not case.get("failure") and case["protocol"] in {"http:", "https:"})
    return [case for case in cases if case["input"].strip()]


def test_an_address_leads_to_the_host_a_browser_goes_to() -> None:
    # Left as None, not repaired: "http:foo", "http:/foo", "///foo", backslashes, %-encoded hosts,
    # numeric hosts other than four plain numbers, ß.
    hosts = [(case["host"], clean_address(case["input"], _base(case))) for case in _pages()]
    found = [(host, address.split("/")[2]) for host, address in hosts if address is not None]
    assert [pair for pair in found if pair[0] != pair[1]] == []
    assert len(found) / len(hosts) >= 0.74  # measured 188 of 252


def test_an_address_and_what_a_browser_makes_of_it_have_one_key() -> None:
    # Measured 187 of 188: a browser reads half a surrogate pair as U+FFFD.
    pairs = [(clean_address(case["input"], _base(case)), case["href"]) for case in _pages()]
    other = [(one, href) for one, href in pairs if one is not None and link_key(one) != link_key(href)]
    assert all("%ED%A0%80" in one for one, _ in other)
    assert len(other) <= 1


def test_pages_that_a_browser_tells_apart_share_a_key_only_by_our_rules() -> None:
    by_key: dict[str, set[str]] = {}
    for case in _pages():
        by_key.setdefault(link_key(case["href"]), set()).add(case["href"])
    assert len(by_key) > 150
    for key, addresses in by_key.items():
        spelt = (re.sub(r"^https?://([^/@]*@)?(www\.)?|:(80|443)(?=/)|#.*|\?$", "", one) for one in addresses)
        bare = {re.sub(r"/+", "/", one).rstrip("?").rstrip("/") for one in spelt}
        assert len(bare) == 1, (key, addresses)


def test_minifluxs_cases_agree_but_for_ref_and_the_shape_of_a_refusal() -> None:
    # Different on purpose: "ref" is never removed; %20 stays %20; what is no web page is None.
    ours = {
        "https://example.com/page?name=John%20Doe&utm_source=newsletter": "https://example.com/page?name=John%20Doe"
    }
    for case in _json("url-tests/miniflux-urlcleaner/tracking_params.json"):
        expected = case["expected"] if case["expected"].startswith("http") else None
        if "ref=" in case["input"]:
            expected = case["input"]
        assert clean_address(case["input"]) == ours.get(case["input"], expected), case["name"]


def _listed() -> tuple[set[str], list[str]]:
    brave = {name.lower() for rule in _json("url-tracking/brave/query-filter.json") for name in rule["params"]}
    adfilt = (CORPORA / "url-tracking/dandelionsprout/LegitimateURLShortener.txt").read_text(encoding="utf-8")
    named = {name.lower() for name in re.findall(r"removeparam=([\w.-]+)", adfilt)}
    providers = _json("url-tracking/clearurls/data.min.json")["providers"].values()
    return brave | named, [rule for provider in providers for rule in provider["rules"]]


def test_no_parameter_is_removed_that_no_public_list_removes() -> None:
    names, rules = _listed()
    ours = tracking._NAMES.union(*tracking._SITE_NAMES.values()) - UNLISTED
    assert not {name for name in ours - names if not any(re.fullmatch(rule, name, re.IGNORECASE) for rule in rules)}


def _share_removed(names: list[str]) -> float:
    return sum(not tracking.without_tracking(f"{name}=1", "site.example") for name in names) / len(names)


def test_all_that_brave_removes_everywhere_is_removed_and_much_of_what_the_others_do() -> None:
    assert _share_removed(_json("url-tracking/brave/query-filter.json")[0]["params"]) == 1  # 65 of 65
    rules = _json("url-tracking/clearurls/data.min.json")["providers"]["globalRules"]["rules"]
    plain = [re.sub(r"\(\?:%3F\)\?|\\", "", rule) for rule in rules]
    assert _share_removed([name for name in plain if re.fullmatch(r"[\w.]+", name)]) >= 0.94  # measured 33 of 35
    # The rest are shops' and advertisers' names, and short ones that can choose a page ("cid", "paid", "data2").
    text = (CORPORA / "url-tracking/dandelionsprout/LegitimateURLShortener.txt").read_text(encoding="utf-8")
    assert _share_removed(re.findall(r"^\$removeparam=([\w.-]+)$", text, re.MULTILINE)) >= 0.116  # measured 107 of 918


def test_real_links_never_share_a_key_unless_one_is_the_others_spelling() -> None:
    element = re.compile(rb"<(?:link|guid|id)[^>]*>\s*(https?://[^\s<\]]+)|<link[^>]+href=\"(https?://[^\"]+)")
    by_key: dict[str, set[str]] = {}
    for path in sorted((CORPORA / "uk-real-feeds").rglob("*")):
        if path.is_file():
            for found in element.finditer(path.read_bytes()):
                address = clean_address((found[1] or found[2]).decode("utf-8", "replace").replace("&amp;", "&"))
                if address:
                    by_key.setdefault(link_key(address), set()).add(address)
    assert len(by_key) > 500
    for key, addresses in by_key.items():
        bare = {re.sub(r"^https?://(www\.)?|(/data\.\w+)?/?(#.*)?$|/id(?=/)", "", address) for address in addresses}
        assert len(bare) == 1, (key, addresses)
