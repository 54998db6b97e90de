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

# Known to their owners, not to the lists: Webtrends' documentation; GOV.UK's publishing components.
UNLISTED = {"wt.mc_id", "step-by-step-nav"}


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


def test_an_address_leads_to_the_host_a_browser_goes_to() -> None:
    # Left as None, not repaired: "http:foo", "http:/foo", "///foo", backslashes, %-encoded hosts,
    # numeric hosts other than four plain numbers, ß.
    pages = [case for case in _wpt() if not case.get("failure") and case["protocol"] in {"http:", "https:"}]
    hosts = [(case["host"], clean_address(case["input"], _base(case))) for case in pages if case["input"].strip()]
    found = [(host, address.split("/")[2]) for host, address in hosts if address is not None]
    assert [pair for pair in found if pair[0] != pair[1]] == []
    assert len(found) / len(hosts) >= 0.74  # measured 188 of 252


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


def test_most_of_what_brave_removes_everywhere_is_removed() -> None:
    everywhere = _json("url-tracking/brave/query-filter.json")[0]["params"]
    kept = [name for name in everywhere if tracking.without_tracking(f"{name}=1", "site.example")]
    assert len(kept) / len(everywhere) <= 0.26  # measured 16 of 65: shops and mailers no UK newsroom uses


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
